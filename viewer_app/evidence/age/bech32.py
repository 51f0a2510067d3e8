"""Bech32 (BIP-173) without its length limit, as age uses it for keys.

Works on bytes, not text, so that a secret key is read and written without ever being a ``str``, and
overwrites what it needed in between.
"""

from collections.abc import Iterable
from itertools import chain

from viewer_app.evidence.errors import KeyFormatError

Bytes = bytes | bytearray | memoryview

_ALPHABET = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {symbol: value for value, symbol in enumerate(_ALPHABET)}
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LENGTH = 6


def encode(prefix: str, data: Bytes) -> bytearray:
    """``data`` with ``prefix`` as its human-readable part; all in the case of the prefix."""
    hrp = prefix.encode("ascii")
    upper = hrp.isupper()
    digits = _regroup(data, 8, 5)
    try:
        check = 1 ^ _polymod(chain(_expand(hrp.lower()), digits, bytes(_CHECKSUM_LENGTH)))
        checksum = bytes(check >> 5 * place & 31 for place in reversed(range(_CHECKSUM_LENGTH)))
        out = bytearray(len(hrp) + 1 + len(digits) + len(checksum))
        out[: len(hrp) + 1] = hrp + b"1"
        for place, digit in enumerate(chain(digits, checksum), len(hrp) + 1):
            out[place] = _ALPHABET[digit] - (32 if upper and _ALPHABET[digit] > 57 else 0)
    finally:
        _overwrite(digits)
    return out


def decode(text: Bytes) -> tuple[str, bytearray]:
    """The human-readable part, in the case it is written in, and the data.

    The caller overwrites the data where it is secret. Raises KeyFormatError, whose facts never hold
    a part of the text.
    """
    with memoryview(text) as symbols:
        _check_symbols(symbols)
        separator = max((i for i, symbol in enumerate(symbols) if symbol == ord("1")), default=-1)
        digits = bytearray(max(len(symbols) - separator - 1, 0))
        if separator < 1 or len(digits) < _CHECKSUM_LENGTH:
            raise KeyFormatError("key.malformed")
        prefix = bytes(symbols[:separator])
        try:
            for place, symbol in enumerate(symbols[separator + 1 :]):
                value = _VALUES.get(symbol | 32)
                if value is None:
                    raise KeyFormatError("key.malformed")
                digits[place] = value
            if _polymod(chain(_expand(prefix.lower()), digits)) != 1:
                raise KeyFormatError("key.checksum")
            with memoryview(digits) as all_digits:
                return prefix.decode("ascii"), _regroup(all_digits[:-_CHECKSUM_LENGTH], 5, 8)
        finally:
            _overwrite(digits)


def _check_symbols(symbols: memoryview) -> None:
    """Printable ASCII in one case (BIP-173: decoders must not accept mixed case)."""
    lower = upper = False
    for symbol in symbols:
        if not 33 <= symbol <= 126:
            raise KeyFormatError("key.malformed")
        lower = lower or 97 <= symbol <= 122
        upper = upper or 65 <= symbol <= 90
    if lower and upper:
        raise KeyFormatError("key.malformed")


def _regroup(data: Bytes, source_bits: int, target_bits: int) -> bytearray:
    """The same bits in groups of another width.

    From bytes to digits the last group is filled up with zeros; back, what is left over must be
    such a filling: fewer bits than a digit, all zero.
    """
    bits = len(data) * source_bits
    length = -(-bits // target_bits) if target_bits < source_bits else bits // target_bits
    out = bytearray(length)
    pending = width = place = 0
    for group in data:
        pending = pending << source_bits | group
        width += source_bits
        while width >= target_bits:
            width -= target_bits
            out[place] = pending >> width
            pending &= (1 << width) - 1
            place += 1
    if place < length:
        out[place] = pending << (target_bits - width)
    elif pending or width >= source_bits:
        _overwrite(out)
        raise KeyFormatError("key.malformed")
    return out


def _expand(prefix: bytes) -> Iterable[int]:
    """The human-readable part as the checksum sees it: high bits, a zero, low bits."""
    return chain((symbol >> 5 for symbol in prefix), (0,), (symbol & 31 for symbol in prefix))


def _polymod(digits: Iterable[int]) -> int:
    """The checksum of BIP-173 over digits of five bits."""
    check = 1
    for digit in digits:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ digit
        for bit, generator in enumerate(_GENERATORS):
            if top >> bit & 1:
                check ^= generator
    return check


def _overwrite(buffer: bytearray) -> None:
    buffer[:] = bytes(len(buffer))
