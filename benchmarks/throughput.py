"""Decrypting, against the bare cipher and against other programs (``benchmarks.decrypt``)."""

from benchmarks import decrypt
from benchmarks.effort import Effort
from benchmarks.table import Figure, ratios
from viewer_app.evidence.age import CHUNK

_RIVALS = (
    ("openssl speed", "`openssl speed`, chacha20-poly1305, 64 KiB", 0.72),
    ("age -d", "`age -d`", 1.8),
    ("pyrage", "pyrage", 3.0),
)


def measure(effort: Effort) -> list[Figure]:
    """One thread, from start to end, one after the other in each round."""
    megabytes = 16 if effort.quick else 256
    size = megabytes * decrypt.MEGABYTE // CHUNK * CHUNK
    sealed, floor = decrypt.Sealed(effort.directory, size), decrypt.Floor(effort.directory, size)
    rates = decrypt.measure(sealed, floor, effort.times(9), 1)
    figures = []
    for name, rival, least in _RIVALS:
        if name not in rates:
            why = f"{name} is not installed"
            figures.append(Figure("decrypting", rival, [], least=least, why=why))
            continue
        figure = ratios("decrypting", rival, rates["ours"], rates[name])
        figures.append(Figure(figure.name, figure.rival, figure.values, least=least))
    bound = ratios(
        "the bare cipher and the reads alone",
        "`openssl speed`",
        rates["floor"],
        rates["openssl speed"],
    )
    return [*figures, bound, Figure("decrypting", "", rates["ours"], "MB/s")]
