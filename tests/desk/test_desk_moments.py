"""Local times as a desk types them: one moment, or a question back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer_app.desk.errors import DeskError
from viewer_app.desk.moments import parse_day, parse_moment
from viewer_app.session.calendar import AMSTERDAM

FIRST, LAST = datetime(2000, 1, 1), datetime(2037, 12, 31)  # noqa: DTZ001 - local on purpose
MOMENTS = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(microsecond=0))
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


def refusal(parse: Callable[[str], object], text: str) -> str | None:
    """The code that a text is refused with; None where it is read."""
    try:
        parse(text)
    except DeskError as error:
        return error.code
    return None


def readings(local: datetime) -> set[datetime]:
    """Every moment at which a clock on a Dutch wall shows this time, found by trying them all."""
    offsets = (timedelta(hours=1), timedelta(hours=2))
    tried = [(local - offset).replace(tzinfo=UTC) for offset in offsets]
    return {
        moment for moment in tried if moment.astimezone(AMSTERDAM).replace(tzinfo=None) == local
    }


@given(moment=MOMENTS)
@example(moment=datetime(2026, 3, 29, 2, 0))  # noqa: DTZ001
@example(moment=datetime(2026, 3, 29, 3, 0))  # noqa: DTZ001
@example(moment=datetime(2026, 10, 25, 2, 59, 59))  # noqa: DTZ001
@example(moment=datetime(2026, 10, 25, 3, 0))  # noqa: DTZ001
def test_a_local_time_is_the_one_moment_it_can_be_or_refused(moment: datetime) -> None:
    possible = readings(moment)
    if len(possible) == 1:
        assert {parse_moment(moment.isoformat())} == possible
    else:
        code = "moment.twice" if possible else "moment.never"
        assert refusal(parse_moment, moment.isoformat()) == code


@given(minute=st.integers(0, 59), year=st.integers(2000, 2037), month=st.sampled_from([3, 10]))
def test_the_hour_of_the_change_is_refused_unless_a_zone_is_given(
    minute: int, year: int, month: int
) -> None:
    last = datetime(year, month, 31, 2, minute)  # noqa: DTZ001
    sunday = last - timedelta(days=last.isoweekday() % 7)
    code = "moment.never" if month == 3 else "moment.twice"
    assert refusal(parse_moment, f"{sunday:%Y-%m-%dT%H:%M}") == code
    first, second = (parse_moment(f"{sunday:%Y-%m-%dT%H:%M}+0{hours}:00") for hours in (2, 1))
    assert second - first == timedelta(hours=1)


@given(moment=MOMENTS, zone=ZONES, separator=st.sampled_from("T "))
def test_a_zone_is_taken_at_its_word(moment: datetime, zone: timezone, separator: str) -> None:
    aware = moment.replace(tzinfo=zone)
    read = parse_moment(aware.isoformat(separator))
    assert read == aware
    assert read.tzinfo is UTC


def test_spellings() -> None:
    noon = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
    for text in ("2026-03-02T14:00", "2026-03-02 14:00:00.999", " 2026-03-02T13:00Z "):
        assert parse_moment(text) == noon
    assert parse_day("1980-02-29").isoformat() == "1980-02-29"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-02",
        "20260302T140000",
        "2026-W10-1T14:00",
        "2026-03-02T14",
        "2026-03-02T24:01",
        "2026-02-29T14:00",
        "٢٠٢٦-03-02T14:00",
        "0001-01-01T00:00+14:00",
        "2026-03-02T14:00+99:00",
        "2026-03-02T14:00 CET",
    ],
)
def test_other_spellings_are_refused(text: str) -> None:
    assert refusal(parse_moment, text) == "moment.malformed"
    assert refusal(parse_day, text) == ("day.malformed" if text != "2026-03-02" else None)


@given(text=st.text(max_size=30) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]?[0-9:+Z.-]*"))
def test_any_text_is_read_or_refused(text: str) -> None:
    refused = refusal(parse_moment, text)
    assert refused in {None, "moment.malformed", "moment.never", "moment.twice"}
    assert refused is not None or ":" in text
    assert refusal(parse_day, text) in {None, "day.malformed"}
