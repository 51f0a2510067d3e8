"""Anchoring by the process that writes the trail, as the program under another user sees it."""

import io
import json
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.anchors import WITNESS_KEY, listening, make_witness, say_nothing, served, until
from tests.station.test_station_anchors import public_key
from tests.station.writers import actions, begun, writer
from viewer_app.app.own_trails import own_trails
from viewer_app.app.remote_trail import RemoteAnchoring, RemoteTrail
from viewer_app.audit import wire
from viewer_app.audit.anchor_settings import AnyPlace
from viewer_app.audit.anchor_state import PlaceState
from viewer_app.audit.folder import FolderPlace
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.remote import RemoteAuditLog
from viewer_app.audit.standing import Anchorage, TrailFile, read_anchorage, read_trails
from viewer_app.audit.witness_client import WitnessPlace
from viewer_app.session.policy import Policy
from viewer_app.session.ports import AuditUnavailable, Json
from viewer_app.station.enrolment import policy_text
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="SO_PEERCRED is Linux")


def through(home: Home, place: Path) -> Settings:
    """The settings of the screen's user, of the same station."""
    return replace(Settings.load(home.settings), audit_socket=str(place))


def name_folder(home: Home, share: Path) -> None:
    (home.path / "anchors.toml").write_text(f'[[folder]]\nname = "schijf"\npath = "{share}"\n')


def test_the_end_of_a_session_is_anchored_at_once_while_a_witness_hangs(
    home: Home, place: Path, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    witness = make_witness(tmp_path / "witness", [public_key(home)])
    with served(witness) as address, listening(say_nothing) as hole:
        (home.path / "anchors.toml").write_text(
            f'[[witness]]\nname = "zwart gat"\nurl = "{hole}"\nkey = "{WITNESS_KEY}"\n'
            f'[[witness]]\nname = "archief"\nurl = "{address}"\nkey = "{WITNESS_KEY}"\n'
            f'[[folder]]\nname = "schijf"\npath = "{share}"\n'
        )
        with writer(home, place), closing(RemoteTrail(through(home, place))) as log:
            for action in ("session.opened", "session.aborted", "session.closed"):
                log.record(begun(action))
            size = int(log.seal().splitlines()[1])

            def sizes() -> dict[str, int]:
                return {state.name: state.size for _, state in log.anchorage().places}

            # without the nudge the next visit is a quarter of an hour away
            until(lambda: sizes() == {"zwart gat": 0, "archief": size, "schijf": size})
            told = log.anchorage()
            assert (told.key, told.days, told.trouble) == (public_key(home), 0, ())
            own = own_trails(home, through(home, place))

            def kept() -> list[str]:
                notes = own.anchors(log.path, log.origin, folders=True)
                return [note.splitlines()[1] for note in notes]

            until(lambda: kept() == [str(size)] * 2)  # the receipt comes after the success
    witness.close()


def test_the_writer_opens_no_session_that_its_own_rules_forbid(
    home: Home, place: Path, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    name_folder(home, share)
    home.policy.write_text(policy_text(Policy(anchor_days=2)))
    last = (datetime.now(UTC) - timedelta(days=5)).isoformat()
    state = {"where": str(share), "origin": "", "size": 0, "anchored_at": last}
    state |= {"cosigned_at": None, "tried_at": last, "code": "", "facts": {}}
    (home.audit / "anchors.json").write_text(json.dumps({"schijf": state}))
    with writer(home, place), closing(RemoteTrail(through(home, place))) as log:
        anchoring = RemoteAnchoring(log)
        until(lambda: anchoring.days_without_anchor() == 5 and bool(anchoring.trouble()))
        assert [state.code for state in anchoring.trouble()] == ["anchor.folder_missing"]
        with pytest.raises(AuditUnavailable) as refused:
            log.record(begun("session.opened"))
        facts = {"days": "5", "limit": "2"}
        assert (refused.value.code, refused.value.facts) == ("anchor.overdue", facts)
        log.record(replace(begun("station.started"), session=""))  # all else is written
        share.mkdir()  # asked again within seconds
        until(lambda: anchoring.days_without_anchor() == 0)
        log.record(begun("session.opened"))
    assert actions(home)[1:] == ["station.started", "session.opened"]


def test_a_trail_put_back_is_an_incident_that_the_screen_tells_of(
    home: Home, place: Path, tmp_path: Path
) -> None:
    share, kept = tmp_path / "share", tmp_path / "kept"
    share.mkdir()
    name_folder(home, share)
    shutil.copytree(home.audit, kept)
    with writer(home, place) as process, closing(RemoteTrail(through(home, place))) as log:
        log.record(replace(begun("station.started"), session=""))
        log.seal()
        until(lambda: log.anchorage().places[0][1].size == 2)
        process.terminate()
        process.wait()
    shutil.rmtree(home.audit)
    shutil.copytree(kept, home.audit)
    with writer(home, place), closing(RemoteTrail(through(home, place))) as log:
        anchoring = RemoteAnchoring(log)

        def codes() -> list[str]:
            anchoring.look()
            return [state.code for state in anchoring.trouble()]

        until(lambda: codes() == ["anchor.ahead"])
        until(lambda: "incident.trail" in actions(home))


def test_rules_that_want_anchors_need_a_place(home: Home, place: Path) -> None:
    home.policy.write_text(policy_text(Policy(anchor_days=2)))
    with writer(home, place) as process:
        assert process.wait(timeout=30) == 1


def test_the_trail_of_another_station_is_not_written_to(home: Home, place: Path) -> None:
    with writer(home, place):
        with pytest.raises(AuditUnavailable) as refused:
            RemoteTrail(replace(through(home, place), station="KANTOOR-2"))
        assert refused.value.code == "trail.other_station"
        assert refused.value.facts["station"] == "KANTOOR-1"


def test_a_mistake_in_the_group_is_told_and_not_kept(home: Home, place: Path) -> None:
    from typer.testing import CliRunner

    from viewer_app.cli import app

    told = CliRunner().invoke(
        app,
        ["audit", "serve", "--socket", str(place), "--allow", "1", "--readers", "geen", "--json"],
    )
    assert (told.exit_code, json.loads(told.stdout)["error"]) == (1, "home.no_group")
    assert Settings.load(home.settings).audit_readers == ""
    home.check()


@contextmanager
def answering(place: Path, answer: str) -> Iterator[None]:
    """A writer that says this to whatever it is asked."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place))
        listener.listen()

        def serve() -> None:
            connection, _ = listener.accept()
            with connection, connection.makefile("rwb") as stream:
                stream.readline()
                stream.write(answer.encode() + b"\n")
                stream.flush()

        thread = threading.Thread(target=serve)
        thread.start()
        yield
        thread.join()


@pytest.mark.parametrize(
    "done",
    [
        "7", "null", "[]", "{}", "[[]]", '[{"key": "x", "path": null}]', '[{"key": 7}]',
        '{"key": "x"}', '{"key": 1, "days": 0, "places": [], "trouble": []}',
        '{"key": "x", "days": "y", "places": [{"name": 1}], "trouble": []}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("question", ["trails", "anchorage"])
def test_an_answer_nobody_can_read_is_none(place: Path, question: str, done: str) -> None:
    with answering(place, f'{{"done": {done}}}'), pytest.raises(AuditUnavailable) as refused:
        getattr(RemoteAuditLog(place), question)()
    assert refused.value.code == "trail.writer_silent"


def over_the_wire(answer: Json) -> Any:
    """As the other side receives it."""
    stream = io.BytesIO()
    wire.send(stream, {"done": answer})
    received = wire.receive(io.BytesIO(stream.getvalue()))
    assert received is not None
    return received["done"]


MOMENTS = st.datetimes(timezones=st.just(UTC))
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
PLACES = st.one_of(
    st.builds(WitnessPlace, NAMES, st.just("https://getuige.example"), st.just(WITNESS_KEY)),
    st.builds(FolderPlace, NAMES, st.sampled_from([Path("/mnt/logboek"), Path("/srv/à")])),
)
STATES = st.builds(
    PlaceState,
    name=st.just(""),
    where=NAMES,
    origin=st.sampled_from(["", "inzagestation/x/KANTOOR-1/2026"]),
    size=st.integers(0, 2**40),
    anchored_at=st.none() | MOMENTS,
    cosigned_at=st.none() | MOMENTS,
    tried_at=st.none() | MOMENTS,
    code=st.sampled_from(["", "anchor.ahead"]),
    facts=st.dictionaries(st.sampled_from(["place", "size"]), NAMES | st.integers(0, 99)),
)


@given(
    st.lists(st.tuples(PLACES, STATES), max_size=9, unique_by=lambda each: each[0].name), st.data()
)
def test_how_it_stands_comes_over_the_wire_as_it_was_told(
    standing: list[tuple[AnyPlace, PlaceState]], data: st.DataObject
) -> None:
    places = tuple((place, replace(state, name=place.name)) for place, state in standing)
    states = [state for _, state in places]
    trouble = tuple(state for state in states if data.draw(st.booleans()))
    key = VerifierKey("inzagestation/x/KANTOOR-1", bytes(range(32)))
    told = Anchorage(key, data.draw(st.integers(0, 9999)), places, trouble)
    assert read_anchorage(over_the_wire(told.plain())) == told


@given(st.lists(st.none() | st.just(Path("/var/lib/à/trail.sqlite")), max_size=4))
def test_so_does_where_the_trails_are(earlier: list[Path | None]) -> None:
    years = [
        TrailFile(VerifierKey(f"inzagestation/x/KANTOOR-1/{2020 + year}", bytes(range(32))), path)
        for year, path in enumerate([*earlier, Path("/trail-2026.sqlite")])
    ]
    assert read_trails(over_the_wire([year.plain() for year in years])) == years
