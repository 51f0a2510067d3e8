"""How fast age files are read, against the bare cipher and against the age program.

    uv run python benchmarks/decrypt.py [--megabytes 256] [--rounds 9] [--seconds 1] [--quick]

In every round, one after the other, each on one file in the page cache:

- our reader, from the start to the end on one thread, 64 KiB at a time as playback reads ahead;
- the same by two readers on two threads, half of the file each: the cipher lets Python's lock go;
- the floor: the same bytes read by ``preadv`` and decrypted by the same cipher with nothing between
  them, which is what any reader written in Python costs at least;
- the cipher alone, on one chunk over and over: never read anew, always in the processor's cache;
- ``openssl speed`` with the same cipher and block size, which reads no file and checks no tag;
- ``age -d``, writing to ``/dev/null``;
- ``pyrage``, if it is installed, which is not asked for.

Prints MB/s and the ratios of each round, as median [least–most]. All times are by the clock on the
wall, openssl's too.
"""

import argparse
import importlib
import importlib.util
import io
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from viewer_app.evidence.age import CHUNK, AgeReader, FileSlice, X25519Identity, encrypt
from viewer_app.evidence.age.payload import SEALED_CHUNK
from viewer_app.evidence.secret import Secret

MEGABYTE = 1_000_000
BUFFER = 64 * 1024
"""What ``viewer_app.playback.read_ahead`` asks for, and what ``openssl speed`` is told to take."""
RUN = 8
"""Chunks that the floor reads at a time, like the reader."""
NONCE = bytes(12)


class Sealed:
    """An age file of random bytes and the throw-away key that opens it."""

    def __init__(self, directory: Path, size: int) -> None:
        self.size = size
        self.file = directory / "clip.age"
        self.key_file = directory / "key.txt"
        self.identity = X25519Identity.generate()
        with self.identity.encode() as text:
            self.key_file.write_bytes(text.view)
        block = os.urandom(CHUNK)
        with self.file.open("wb") as sink:
            plain = io.BytesIO(block * (size // CHUNK))
            encrypt(plain, sink, [self.identity.recipient])

    def rate(self, read: Callable[[], object]) -> float:
        """Plaintext bytes in a second of reading the whole file, in MB/s."""
        start = time.perf_counter()
        read()
        return self.size / (time.perf_counter() - start) / MEGABYTE


def read_ours(sealed: Sealed, buffer: memoryview, start: int = 0, end: int | None = None) -> None:
    """From one byte to another, as a player does."""
    reader = AgeReader.open(FileSlice.open(sealed.file), [sealed.identity])
    offset, end = start, sealed.size if end is None else end
    try:
        while offset < end and (done := reader.read_into(offset, buffer)):
            offset += done
    finally:
        reader.wipe()
    if offset != end:
        raise ValueError("the file was not read to its end")


def read_by_two(sealed: Sealed) -> None:
    """Half of the file each, on two threads."""
    middle = sealed.size // 2 // CHUNK * CHUNK
    with (
        ThreadPoolExecutor(2) as pool,
        Secret(BUFFER, hide=False) as one,
        Secret(BUFFER, hide=False) as other,
    ):
        halves = (one.view, 0, middle), (other.view, middle, sealed.size)
        for half in [pool.submit(read_ours, sealed, *half) for half in halves]:
            half.result()


class Floor:
    """As many bytes, sealed in chunks that lie one after the other; read and decrypted, no more."""

    def __init__(self, directory: Path, size: int) -> None:
        self._cipher = ChaCha20Poly1305(os.urandom(32))
        self._path = directory / "chunks"
        self._runs = size // CHUNK // RUN
        self._sealed = memoryview(bytearray(RUN * SEALED_CHUNK))
        self._plain = memoryview(bytearray(CHUNK))
        run = RUN * self._cipher.encrypt(NONCE, os.urandom(CHUNK), None)
        with self._path.open("wb") as sink:
            for _ in range(self._runs):
                sink.write(run)

    def rate(self) -> float:
        """Plaintext bytes in a second, in MB/s."""
        decrypt, plain = self._cipher.decrypt_into, self._plain
        chunks = [
            self._sealed[at : at + SEALED_CHUNK]
            for at in range(0, RUN * SEALED_CHUNK, SEALED_CHUNK)
        ]
        start = time.perf_counter()
        with self._path.open("rb", buffering=0) as file:
            for run in range(self._runs):
                os.preadv(file.fileno(), (self._sealed,), run * len(self._sealed))
                for chunk in chunks:
                    decrypt(NONCE, chunk, None, plain)
        return self._runs * RUN * CHUNK / (time.perf_counter() - start) / MEGABYTE

    def cipher_rate(self) -> float:
        """The same without reading, on one chunk."""
        decrypt, plain, chunk = self._cipher.decrypt_into, self._plain, self._sealed[:SEALED_CHUNK]
        start = time.perf_counter()
        for _ in range(self._runs * RUN):
            decrypt(NONCE, chunk, None, plain)
        return self._runs * RUN * CHUNK / (time.perf_counter() - start) / MEGABYTE


def read_age(sealed: Sealed) -> None:
    """The age program, to a file that keeps nothing."""
    command: list[str | Path] = ["age", "-d", "-i", sealed.key_file, "-o", "/dev/null", sealed.file]
    subprocess.run(command, check=True)


def read_pyrage(sealed: Sealed) -> None:
    """The bindings of the Rust implementation, to a file that keeps nothing."""
    pyrage = importlib.import_module("pyrage")
    identity = pyrage.x25519.Identity.from_str(sealed.key_file.read_text(encoding="ascii"))
    with sealed.file.open("rb") as source, Path("/dev/null").open("wb") as sink:
        pyrage.decrypt_io(source, sink, [identity])


def openssl_rate(seconds: int) -> float:
    """What ``openssl speed`` says of the cipher on blocks of 64 KiB, in MB/s."""
    command = ["openssl", "speed", "-mr", "-elapsed", "-evp", "chacha20-poly1305"]
    command += ["-bytes", str(CHUNK), "-seconds", str(seconds)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result = next(line for line in said.splitlines() if line.startswith("+F:"))
    return float(result.split(":")[-1]) / MEGABYTE


def measure(sealed: Sealed, floor: Floor, rounds: int, seconds: int) -> dict[str, list[float]]:
    """MB/s of each way of reading, round by round."""
    buffer = Secret(BUFFER, hide=False)  # as there
    ways: dict[str, Callable[[], float]] = {
        "ours": partial(sealed.rate, partial(read_ours, sealed, buffer.view)),
        "ours, two threads": partial(sealed.rate, partial(read_by_two, sealed)),
        "floor": floor.rate,
        "cipher": floor.cipher_rate,
        "openssl speed": partial(openssl_rate, seconds),
        "age -d": partial(sealed.rate, partial(read_age, sealed)),
    }
    if importlib.util.find_spec("pyrage"):
        ways["pyrage"] = partial(sealed.rate, partial(read_pyrage, sealed))
    ways["ours"]()  # the file is in the page cache from here on
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            rates[name].append(way())
    buffer.wipe()
    return rates


def line(name: str, values: list[float], digits: int, aim: str = "") -> None:
    """Median, least and most, as a row of a table."""
    middle, least, most = statistics.median(values), min(values), max(values)
    print(f"| {name} | {middle:.{digits}f} [{least:.{digits}f}–{most:.{digits}f}] | {aim} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=1, help="of openssl speed in each round")
    parser.add_argument("--quick", action="store_true", help="64 MB, three rounds")
    chosen = parser.parse_args()
    megabytes, rounds = (64, 3) if chosen.quick else (chosen.megabytes, chosen.rounds)
    with tempfile.TemporaryDirectory(prefix="inzage-decrypt-") as place:
        sealed = Sealed(Path(place), megabytes * MEGABYTE // CHUNK * CHUNK)
        floor = Floor(Path(place), sealed.size)
        rates = measure(sealed, floor, rounds, chosen.seconds)
    print("| | median [least–most] | aim |\n|---|---|---|")
    for name, values in rates.items():
        line(f"{name}, MB/s", values, 0)
    ours = rates.pop("ours")
    aims = {
        "ours, two threads": "",
        "floor": "",
        "cipher": "",
        "openssl speed": "≥ 0.72",
        "age -d": "≥ 1.8",
        "pyrage": "≥ 3",
    }
    for name, values in rates.items():
        ratios = [mine / theirs for mine, theirs in zip(ours, values, strict=True)]
        line(f"ours / {name}", ratios, 2, aims[name])
    for name in ("floor", "cipher", "ours, two threads"):
        bounds = [one / bare for one, bare in zip(rates[name], rates["openssl speed"], strict=True)]
        line(f"{name} / openssl speed", bounds, 2)


if __name__ == "__main__":
    main()
