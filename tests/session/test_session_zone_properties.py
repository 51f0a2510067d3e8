"""Zones of every kind are read back, one wrong character is seen, and nothing secret comes out."""

import contextlib
import gc
import traceback
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from types import TracebackType

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.session.zones import TODAY, VALUES, Made, cards, digit, passport, read
from viewer_app.evidence.secret import Secret
from viewer_app.session.identity import Zone, ZoneUnreadable, read_zone

SYMBOLS = [*sorted(VALUES), "<"]
WRITE: dict[str, Callable[[Made], str]] = {"td1": Made.td1, "td2": Made.td2, "td3": Made.td3}
COMPOSED = {
    # 0-based positions in the lines behind each other that the last check digit covers
    "td1": {*range(5, 37), *range(38, 45), *range(48, 60)},
    "td2": {*range(36, 46), *range(49, 56), *range(57, 72)},
    "td3": {*range(44, 54), *range(57, 64), *range(65, 88)},
}
kinds = st.sampled_from(sorted(WRITE))
secret_data = st.text("0123456789", min_size=6, max_size=9)


def written(kind: str, made: Made) -> str:
    """A valid zone; a passport has its own code and no long number."""
    if kind != "td3":
        return WRITE[kind](made)
    return passport(replace(made, number=made.number[:9])).td3()


def kept(zone: Zone) -> tuple[object, ...]:
    """All that a zone holds, down to its texts and numbers."""

    def inside(value: object) -> object:
        if is_dataclass(value) and not isinstance(value, type):
            return tuple(inside(getattr(value, field.name)) for field in fields(value))
        return value

    return tuple(inside(getattr(zone, field.name)) for field in fields(zone))


@given(kind=kinds, made=cards)
def test_what_was_written_is_read(kind: str, made: Made) -> None:
    zone = read(written(kind, made))
    assert zone.layout.value == kind
    assert zone.expires is not None
    assert zone.expires.strftime("%y%m%d") == made.expiry
    assert zone.holder is not None
    names = zone.holder.names
    assert (names.primary, names.secondary) == (made.primary, made.secondary)
    born = zone.holder.born
    parts = (born.year, born.month, born.day)
    assert "".join("<<" if part is None else f"{part:02}" for part in parts) == made.birth


@given(rest=st.text(SYMBOLS, min_size=24, max_size=24))
def test_every_line_of_a_licence_is_read(rest: str) -> None:
    line = "D1NLD" + rest
    assert read(line + digit(line)).holder is None


@given(kind=kinds, made=cards, optional=secret_data, at=st.integers(0, 89), data=st.data())
def test_one_wrong_character_is_seen_where_a_check_digit_can_see_it(
    kind: str, made: Made, optional: str, at: int, data: st.DataObject
) -> None:
    text = written(kind, replace(made, optional=optional)).replace("\n", "")
    at %= len(text)
    put = data.draw(st.sampled_from([symbol for symbol in SYMBOLS if symbol != text[at]]))
    wrong = text[:at] + put + text[at + 1 :]
    before = kept(read(text))
    try:
        after = kept(read(wrong))
    except ZoneUnreadable:
        return
    if at in COMPOSED[kind]:
        # 0, A, K, U and the filler count the same for a check digit, as do 1, B, L, V; and so on
        assert VALUES.get(put, 0) % 10 == VALUES.get(text[at], 0) % 10
        assert before == after
    else:  # country codes, the sex and the name have no check digit (Doc 9303-4, 4.2.4)
        assert put not in "0123456789"


@given(rest=st.text(SYMBOLS, min_size=24, max_size=24), at=st.integers(0, 29), data=st.data())
def test_one_wrong_character_of_a_licence_is_seen(rest: str, at: int, data: st.DataObject) -> None:
    line = "D1NLD" + rest
    line += digit(line)
    put = data.draw(st.sampled_from([symbol for symbol in SYMBOLS if symbol != line[at]]))
    with contextlib.suppress(ZoneUnreadable):
        read(line[:at] + put + line[at + 1 :])
        assert VALUES.get(put, 0) % 10 == VALUES.get(line[at], 0) % 10


@given(noise=st.text(max_size=120))
def test_any_text_is_read_or_refused_by_a_code(noise: str) -> None:
    with contextlib.suppress(ZoneUnreadable):
        read(noise)


def frames(traced: TracebackType | None) -> Iterator[object]:
    """What the functions that an exception came through still hold."""
    while traced is not None:
        if traced.tb_frame.f_globals["__name__"].startswith("viewer_app"):
            yield from traced.tb_frame.f_locals.values()
        traced = traced.tb_next


def texts(*roots: object) -> Iterator[str]:
    """Every text that can be got at from some objects."""
    seen: dict[int, object] = {}
    waiting = list(roots)
    while waiting:
        value = waiting.pop()
        if id(value) in seen or isinstance(value, type) or callable(value):
            continue
        seen[id(value)] = value
        if isinstance(value, memoryview):
            with contextlib.suppress(ValueError):
                yield value.tobytes().decode("latin-1")
        elif isinstance(value, Secret):
            assert value.wiped
        elif isinstance(value, bytes | bytearray):
            yield value.decode("latin-1")
        elif isinstance(value, str | int):
            yield str(value)
        else:
            yield repr(value)
            if type(value).__module__.startswith(("viewer_app", "builtins")):
                waiting += gc.get_referents(value)


@given(
    kind=kinds,
    made=cards,
    optional=secret_data,
    at=st.integers(0, 89),
    put=st.sampled_from(SYMBOLS),
)
def test_nothing_that_comes_out_has_the_number_or_the_optional_data(
    kind: str, made: Made, optional: str, at: int, put: str
) -> None:
    number = made.number[:9]
    assume(len(number) > 5 and kind != "td2")  # a TD2 has no room for a long number and a BSN
    name = "".join(made.primary + made.secondary)
    assume(number not in name)
    text = bytearray(written(kind, replace(made, optional=optional)).encode())
    place = at % len(text)
    if text[place : place + 1] != b"\n":
        text[place] = ord(put)
    try:
        zone = read_zone(Secret.take(text), TODAY)
        found = list(texts(zone, repr(zone)))
    except ZoneUnreadable as error:
        said = "".join(traceback.format_exception(error))
        found = list(
            texts(error.args, error.facts, said, error.text("nl"), *frames(error.__traceback__))
        )
    for part in found:
        assert number not in part
        assert optional not in part


def test_the_search_itself_finds_what_is_there() -> None:
    with pytest.raises(ZoneUnreadable) as refused:
        read("I<NLD\n")
    refused.value.facts["field"] = "SPECI2021"
    assert any("SPECI2021" in part for part in texts(refused.value.facts))
    assert any("SPECI2021" in part for part in texts([memoryview(b"<SPECI2021<")]))
