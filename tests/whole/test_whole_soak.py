"""A short stretch of what ``scripts/soak`` does for an hour, and what it would find."""

import pytest

from tests.whole.house import House
from tests.whole.random_viewing import Footprint, judge, soak


@pytest.mark.slow
@pytest.mark.usefixtures("display", "qapp")
def test_random_hands_neither_stop_the_film_nor_make_the_program_grow(house: House) -> None:
    soak(house, 0, seed=6, each_s=2)


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (Footprint(210, 9, 20), None),
        (Footprint(240, 9, 20), "memory grew by 40 MiB"),
        (Footprint(200, 10, 20), "threads"),
        (Footprint(200, 9, 21), "open files"),
    ],
)
def test_what_grows_is_found(last: Footprint, found: str | None) -> None:
    first = Footprint(150, 8, 18)
    prints = [first, *[Footprint(200, 9, 20)] * 3, *[last] * 2]
    if found is None:
        judge(prints)
        return
    with pytest.raises(AssertionError, match=found):
        judge(prints)
