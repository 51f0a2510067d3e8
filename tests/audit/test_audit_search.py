"""Finding sessions by what the signed events say, page by page, and proving an event."""

from datetime import date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audit.trails import Trail, TwoClocks, event
from viewer_app.audit.errors import TrailError
from viewer_app.audit.log import AuditLog
from viewer_app.audit.period import Period
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.search import NOT_CLOSED, Search
from viewer_app.session.ports import Actor, Event
from viewer_app.session.roles import Role

DAY_MS = 86_400_000
ENDS = ("completed", "refused", "aborted", NOT_CLOSED)
PEOPLE = ("j.devries", "m.elamrani")
SESSIONS = [
    (f"{letter}{number}QF-2M9D", PEOPLE[number % 2], ENDS[number % 4], f"Z2026-{number // 2:03}")
    for letter in "KT"
    for number in range(2, 8)
]
"""Code, supervisor, end and case of sessions, each on a day of its own."""


def write(log: AuditLog, clock: TwoClocks, session: tuple[str, str, str, str]) -> None:
    code, who, end, case = session
    actor = Actor(Role.SUPERVISOR, who)

    def step(action: str, details: dict[str, str], private: dict[str, str]) -> None:
        log.record(Event(code, actor, action, "approval:a1", details=details, private=private))

    step("session.opened", {}, {})
    step("appointment.chosen", {}, {"case": case})
    if end != NOT_CLOSED:
        step("session.closed", {"end": end, "reason": "finished"}, {"remarks": "Rustig."})
    log.record(event("package.accepted", session="", object_=f"package:{code}"))
    clock.pass_time(DAY_MS)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    trail = Trail(tmp_path_factory.mktemp("search") / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        for session in SESSIONS:
            write(log, trail.clock, session)
    return trail.path


def found(path: Path, search: Search) -> list[str]:
    with TrailReader(path) as reader:
        return [each.session for each in reader.sessions_at(reader.find(search))]


@pytest.mark.parametrize("code", ["", "K", "T4QF-2M9D", "X", "%", "_"])
@pytest.mark.parametrize("who", ["", "m.", "j.devries", "j.devriese", "%"])
def test_a_search_finds_what_fits_and_nothing_else(path: Path, code: str, who: str) -> None:
    ends = ("", *ENDS, "interrupted")
    cases = ("", "z2026-002", "Z2026", "Z2026-00%")
    for end, case in product(ends, cases):
        expected = [
            session
            for session, supervisor, ended, about in reversed(SESSIONS)
            if session.startswith(code)
            and supervisor.startswith(who)
            and end in {"", ended}
            and case.upper() in {"", about}
        ]
        search = Search(code=code, supervisor=who, end=end, case=case)
        assert found(path, search) == expected, search


def test_a_period_is_whole_dutch_days(path: Path) -> None:
    first = date(2026, 3, 2)
    for since, until, count in ((0, 0, 1), (2, 4, 3), (11, 30, 1), (12, 30, 0), (None, 3, 4)):
        start = None if since is None else first + timedelta(days=since)
        period = Period.of_days(start, first + timedelta(days=until))
        assert len(found(path, Search(period=period))) == count, (since, until)


@settings(max_examples=40, deadline=None)
@given(
    text=st.text(max_size=30),
    field=st.sampled_from(["code", "case", "supervisor", "end"]),
)
def test_whatever_is_typed_is_only_looked_for(path: Path, text: str, field: str) -> None:
    fitting = found(path, Search(**{field: text}))  # type: ignore[arg-type]
    assert set(fitting) <= {session for session, *_ in SESSIONS}
    assert len(fitting) < len(SESSIONS) or text in {"", "K"}


def test_pages_are_the_whole_list_cut_up(path: Path) -> None:
    with TrailReader(path) as reader:
        positions = reader.find()
        pages = [
            each.session
            for at in range(0, len(positions), 5)
            for each in reader.sessions_at(positions[at : at + 5])
        ]
    assert pages == [session for session, *_ in reversed(SESSIONS)]


def test_one_session_is_found_by_its_whole_code(path: Path) -> None:
    with TrailReader(path) as reader:
        one = reader.session("K2QF-2M9D")
        assert one is not None
        assert (one.session, one.supervisor) == ("K2QF-2M9D", "j.devries")
        assert reader.session("K2QF-2M9") is None
        assert reader.session("") is None


def test_an_erased_or_forged_case_number_finds_nothing(tmp_path: Path) -> None:
    trail = Trail(tmp_path / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        write(log, trail.clock, ("K2QF-2M9D", "j.devries", "completed", "Z1"))
        write(log, trail.clock, ("K3QF-2M9D", "j.devries", "completed", "Z2"))
        assert found(trail.path, Search(case="Z1")) == ["K2QF-2M9D"]
        log.erase_private(2)
        assert found(trail.path, Search(case="Z1")) == []
        log._store._database.execute("INSERT INTO private VALUES (2, 'case', zeroblob(32), 'Z1')")
    assert found(trail.path, Search(case="Z1")) == []
    assert found(trail.path, Search(case="Z2")) == ["K3QF-2M9D"]


def test_the_times_and_ends_of_all(path: Path) -> None:
    with TrailReader(path) as reader:
        times = reader.session_times()
        summaries = reader.sessions_at(reader.find())[::-1]
    assert [(each.opened, each.closed, each.end) for each in times] == [
        (each.opened, each.closed, each.end) for each in summaries
    ]
    assert all(isinstance(each.opened, datetime) and each.opened.tzinfo for each in times)


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_the_stations_own_events_come_in_pages(path: Path, limit: int) -> None:
    with TrailReader(path) as reader:
        everything = [each for each in reader.page(1000) if not each.entry.session]
        pages: list[int] = []
        before: int | None = None
        while got := reader.station_events(before, limit):
            pages += [each.entry.seq for each in got]
            before = pages[-1]
    assert pages == [each.entry.seq for each in everything]


def test_every_event_is_proved_to_be_in_the_log(path: Path) -> None:
    with TrailReader(path) as reader:
        for seq in range(reader.size()):
            proof = reader.include(seq)
            assert proof.holds
            assert (proof.seq, proof.size) == (seq, reader.size())
        with pytest.raises(TrailError) as refusal:
            reader.include(reader.size())
    assert refusal.value.code == "trail.damaged"


def test_a_changed_event_is_not_proved(tmp_path: Path) -> None:
    trail = Trail(tmp_path / "trail.sqlite", TwoClocks())
    with trail.create() as log:
        for number in range(600):
            log.record(event("package.accepted", session="", object_=f"package:{number}"))
        execute = log._store._database.execute
        execute("DROP TRIGGER entry_no_update")
        execute("UPDATE entry SET body = replace(body, 'package:7\"', 'package:8\"') WHERE seq = 8")
    with TrailReader(trail.path) as reader:
        assert not reader.include(8).holds
        assert reader.include(300).holds
