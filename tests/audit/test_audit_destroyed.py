"""The destruction report: one line for each time something was destroyed, or should have been."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from tests.audit.trails import Trail, TwoClocks, event
from viewer_app.audit.exports.destroyed import Attempt, join_attempts, write_destroyed
from viewer_app.audit.exports.events import read_events
from viewer_app.audit.period import EVER, Period
from viewer_app.audit.reader import TrailReader
from viewer_app.session.ports import Json, Outcome

DAY_MS = 86_400_000
A, B = "approval:a", "approval:b"


def joined(path: Path, steps: list[tuple[str, str]], period: Period = EVER) -> list[Attempt]:
    """A trail with these steps, each a day after the one before; from 2 March 2026 on."""
    trail = Trail(path, TwoClocks())
    log = trail.create()
    for what, about in steps:
        name, _, outcome = what.partition(" ")
        details: dict[str, Json] = {}
        if name == "started":
            details = {"cause": "hold", "since": "2026-03-01", "clip_sha256": "5d" * 32}
        elif outcome:
            details = {"code": "destruction.failed", "facts": {"reason": "=1+1"}}
        result = Outcome(outcome or "ok")
        action = f"destruction.{name}"
        log.record(event(action, session="", object_=about, outcome=result, details=details))
        trail.clock.pass_time(DAY_MS)
    log.close()
    with TrailReader(path) as reader:
        entries = [leaf.entry for leaf in read_events(reader, reader.size())]
    return join_attempts(entries, period)


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([], []),
        ([("started", A), ("finished", A)], [(A, "ok")]),
        ([("started", A)], [(A, "open")]),
        ([("started", A), ("started", A), ("finished", A)], [(A, "ok")]),
        (
            [("started", A), ("finished failed", A), ("started", A), ("finished", A)],
            [(A, "failed"), (A, "ok")],
        ),
        ([("started", A), ("finished failed", A), ("finished", A)], [(A, "ok")]),
        (
            [("started", A), ("started", B), ("finished failed", B), ("finished", A)],
            [(A, "ok"), (B, "failed")],
        ),
        ([("finished", A)], []),
    ],
)
def test_what_began_and_what_became_of_it(
    tmp_path: Path, steps: list[tuple[str, str]], told: list[tuple[str, str]]
) -> None:
    found = joined(tmp_path / "trail.sqlite", steps)
    assert [(attempt.started.object, attempt.outcome) for attempt in found] == told


@pytest.mark.parametrize(
    ("first", "last", "lines"),
    [(1, 1, 0), (2, 2, 1), (3, 3, 1), (4, 4, 0), (None, None, 1)],
)
def test_it_belongs_to_the_days_on_which_it_began_and_ended(
    tmp_path: Path, first: int | None, last: int | None, lines: int
) -> None:
    begin, end = (None if day is None else date(2026, 3, day) for day in (first, last))
    steps = [("started", A), ("finished", A)]
    found = joined(tmp_path / "trail.sqlite", steps, Period.of_days(begin, end))
    assert len(found) == lines


def test_a_line_says_it_in_words_and_is_no_formula(tmp_path: Path) -> None:
    found = joined(tmp_path / "trail.sqlite", [("started", A), ("finished failed", A)])
    text = b"".join(write_destroyed(found, "en")).decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(text))
    assert line["recording"] == A
    assert line["reason"] == "past its legal hold"
    assert line["due since"] == "2026-03-01"
    assert line["begun"] == "2026-03-02 10:00:00"
    assert line["ended"] == "2026-03-03 10:00:00"
    assert line["outcome"] == "not destroyed"
    assert "(=1+1)" in line["why not"]
    assert not line["why not"].startswith("=")
