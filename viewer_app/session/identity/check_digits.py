"""Check digits: modulus 10, weights 7 3 1 repeated (ICAO Doc 9303-3, 4.9).

A check digit sees every character read wrongly for another, unless both have a value with the same
last digit: 0, A, K, U and the filler; 1, B, L and V; and so on.
"""

from collections.abc import Iterable
from itertools import cycle

from viewer_app.session.identity.layout import FILLER


def is_digit(symbol: int) -> bool:
    """Whether an ASCII code is that of a digit."""
    return ord("0") <= symbol <= ord("9")


def is_letter(symbol: int) -> bool:
    """Whether an ASCII code is that of a capital letter."""
    return ord("A") <= symbol <= ord("Z")


def check_digit(symbols: Iterable[int]) -> int:
    """The check digit over capitals, digits and fillers, given as ASCII codes."""
    weighted = zip(symbols, cycle((7, 3, 1)), strict=False)
    return sum(_value(symbol) * weight for symbol, weight in weighted) % 10


def is_checked(symbols: Iterable[int], digit: int) -> bool:
    """Whether the ASCII code ``digit`` is that of the check digit over ``symbols``."""
    return digit == ord("0") + check_digit(symbols)


def _value(symbol: int) -> int:
    if symbol == FILLER:
        return 0
    return symbol - ord("0") if is_digit(symbol) else symbol - ord("A") + 10
