"""The report of a period: the right numbers, and nobody's personal values."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.audit.trails import ORIGIN, Trail, TwoClocks, event
from tests.audit.visits import CASE, REMARKS, start_station, write_visit
from tests.reports.pdf import information_of, pages_of, text_of
from tests.reports.test_reports_session import shows_code
from viewer_app.audit.body import Entry
from viewer_app.audit.exports.events import Leaf, read_events
from viewer_app.audit.period import EVER, Period
from viewer_app.audit.reader import TrailReader
from viewer_app.reports.period_facts import count_period
from viewer_app.reports.period_report import write_period_report
from viewer_app.session.ports import Json


def test_it_counts_sessions_ends_reasons_and_incidents(visited: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.pdf"
    write_period_report(visited, None, None, path, language="nl", municipality="Gemeente X")
    text = text_of(path)
    for words in (
        "Verslag over een periode",
        "Gemeente X · 2 maart 2026 tot en met 16 maart 2026",
        "Niet afgesloten en hier niet meegeteld: 1.",
        "Geweigerd: De identiteit kon niet worden vastgesteld.",
        "Afgebroken: De bezoeker wilde stoppen.",
        "Onderbroken: De afspraak is voorbij",
        "Aanmelden geweigerd",
        "Sessies per week",
    ):
        assert words in text
    for session in ("AAAA-1111", "K7QF-2M9D", "CCCC-3333", "DDDD-4444", "EEEE-5555", "FFFF-6666"):
        assert session in text
    for private in (CASE, REMARKS, "OPEN-7777"):
        assert private not in text


def test_refusals_and_no_shows_are_counted_by_law_and_reason(tmp_path: Path) -> None:
    clock = TwoClocks()
    trail = Trail(tmp_path / "trail.sqlite", clock)
    with trail.create() as log:
        start_station(log)
        refused = {"end": "refused", "reason": "identity_not_proven"}
        write_visit(log, clock, "AAAA-2222", regime="wpg", **refused)
        write_visit(log, clock, "BBBB-2222", regime="wpg", **refused)
        write_visit(log, clock, "CCCC-2222", regime="avg", **refused)
        write_visit(log, clock, "DDDD-2222", regime="avg", end="aborted", reason="not_appeared")
        for approval in ("approval:a", "approval:b", "approval:c"):
            details: dict[str, Json] = {"regime": "avg"}
            log.record(event("appointment.no_show", "DDDD-2222", approval, details=details))
    with TrailReader(trail.path) as reader:
        counted = count_period(read_events(reader, reader.size()), EVER).turned_away
    assert counted == {
        ("wpg", "identity_not_proven"): 2,
        ("avg", "identity_not_proven"): 1,
        ("avg", "not_appeared"): 3,
    }
    path = tmp_path / "p.pdf"
    write_period_report(trail.path, None, None, path, language="nl")
    text = " ".join(text_of(path).split())
    assert "Geweigerd en niet verschenen, per wet" in text
    assert "AVG: De bezoeker kwam niet." in text
    assert "Wet politiegegevens: De identiteit kon niet worden vastgesteld." in text


def test_it_holds_the_checkpoint_of_the_whole_trail(visited: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.pdf"
    pages = write_period_report(visited, None, None, path, language="en")
    with TrailReader(visited) as reader:
        note = reader.checkpoint(reader.size())
    assert "".join(note.split()) in text_of(path).replace(" ", "")
    assert shows_code(path, pages, note)
    assert f"page {pages} of {pages}" in pages_of(path)[-1]
    assert information_of(path)["Title"].startswith("Report of a period: 2 March 2026")


def test_only_the_days_that_were_asked_for(visited: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.pdf"
    day = date(2026, 3, 9)
    write_period_report(visited, day, day, path, language="nl")
    text = text_of(path)
    assert "9 maart 2026 tot en met 9 maart 2026" in text
    assert "CCCC-3333" in text
    assert "AAAA-1111" not in text
    assert "Aanmelden geweigerd" not in text


def test_a_period_without_sessions_says_so(tmp_path: Path) -> None:
    trail = Trail(tmp_path / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        start_station(log)
    path = tmp_path / "p.pdf"
    assert write_period_report(trail.path, None, None, path, language="nl") == 1
    assert "geen sessies" in text_of(path)


MOMENTS = st.integers(0, 365 * 24 * 3600).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
SESSIONS = st.lists(
    st.tuples(
        MOMENTS,
        st.sampled_from(["completed", "refused", "aborted", "interrupted", None]),
        st.integers(0, 600),
    ),
    max_size=12,
)


@given(sessions=SESSIONS, border=MOMENTS)
def test_every_session_is_counted_once_where_it_belongs(
    sessions: list[tuple[datetime, str | None, int]], border: datetime
) -> None:
    leaves = []
    for number, (opened, end, seconds) in enumerate(sorted(sessions, key=lambda one: one[0])):
        leaves.append(_leaf(opened, "session.opened", str(number)))
        if end is not None:
            closed = opened + timedelta(seconds=seconds)
            leaves.append(_leaf(closed, "session.closed", str(number), end=end, reason="r"))
    whole = count_period(leaves, EVER)
    closed_ends = Counter(end for _, end, _ in sessions if end is not None)
    assert whole.ends == closed_ends
    assert whole.unclosed == sum(end is None for _, end, _ in sessions)
    assert sum(whole.weeks.values()) == len(whole.lines)
    assert all(day.weekday() == 0 for day in whole.weeks)
    before, after = (
        count_period(leaves, period) for period in (Period(None, border), Period(border))
    )
    assert before.ends + after.ends == whole.ends
    assert before.opened + after.opened == len(sessions)
    assert before.reasons + after.reasons == whole.reasons


def _leaf(moment: datetime, action: str, session: str, **details: str) -> Leaf:
    entry = Entry(
        seq=0,
        id="",
        time=moment,
        mono=0,
        boot="",
        session=session,
        role="supervisor",
        actor="j.devries",
        action=action,
        object="approval:a",
        outcome="ok",
        source="balie-1",
        log=ORIGIN,
        details=details,
    )
    return Leaf(entry, b"")
