"""The trail in other systems' forms: as their readers read it, and with nobody named in it."""

import base64
import csv
import io
import json
import re
import socket
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.trails import ORIGIN, Trail, TwoClocks, event
from tests.audit.visits import CASE, REMARKS, start_station, write_visit
from viewer_app.audit.body import Entry
from viewer_app.audit.errors import ExportError, TrailError
from viewer_app.audit.exports.acties import Processing, write_acties
from viewer_app.audit.exports.collector import Collector
from viewer_app.audit.exports.events import Leaf, read_events, read_sessions
from viewer_app.audit.exports.spans import write_spans
from viewer_app.audit.exports.syslog import write_syslog
from viewer_app.audit.exports.table import BYTE_ORDER_MARK, COLUMNS, write_table
from viewer_app.audit.merkle import leaf_hash
from viewer_app.audit.period import EVER, Period
from viewer_app.audit.reader import TrailReader

ACTIVITY = "https://register.example/verwerkingen/inzage-bodycam/3"
PROCESSING = Processing(ACTIVITY, "00000001821002193000", 5)
EMPLOYEE, DESK = "j.devries", "desk-noord"


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three closed sessions, one that never chose an appointment, and one under way."""
    clock = TwoClocks()
    trail = Trail(tmp_path_factory.mktemp("visited") / "trail.sqlite", clock)
    with trail.create() as log:
        start_station(log)
        write_visit(log, clock, "AAAA-1111")
        write_visit(log, clock, "BBBB-2222", end="aborted", reason="citizen_stopped")
        clock.pass_time(24 * 3600 * 1000)
        start_station(log, "1.5.0")
        other = "approval:0b7a1c86-5a58-4d6f-8c51-7d9f8e6a1b2c"
        reason = "identity_not_proven"
        write_visit(log, clock, "CCCC-3333", approval=other, end="refused", reason=reason)
        log.record(event("session.opened", "DDDD-4444", "supervisor:j.devries"))
        log.record(event("session.closed", "DDDD-4444", "station:b", details={"end": "aborted"}))
        log.record(event("session.opened", "EEEE-5555", "supervisor:j.devries"))
    return trail.path


@pytest.fixture
def reader(visited: Path) -> Iterator[TrailReader]:
    with TrailReader(visited) as opened:
        yield opened


# --- CSV ---------------------------------------------------------------------------------------


def test_a_spreadsheet_has_every_event_and_no_personal_value(reader: TrailReader) -> None:
    size = reader.size()
    data = b"".join(write_table(read_events(reader, size)))
    assert data.startswith(BYTE_ORDER_MARK)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert tuple(rows[0]) == COLUMNS
    assert [row[0] for row in rows[1:]] == [str(seq) for seq in range(size)]
    by_name = dict(zip(COLUMNS, rows[3], strict=True))
    assert by_name["action"] == "session.opened"
    assert by_name["leaf"] == leaf_hash(reader.row(2).body.encode()).hex()
    assert json.loads(dict(zip(COLUMNS, rows[4], strict=True))["details"])["ground"] == "filmed"
    for private in (CASE, REMARKS):
        assert private.encode() not in data
    assert not b"".join(write_table([], mark=False)).startswith(BYTE_ORDER_MARK)


@given(
    text=st.one_of(
        st.text(),
        st.builds(
            str.__add__,
            st.sampled_from(["=", "+", "-", "@", "\t", "\r", " =", "＝", "＠"]),
            st.text(),
        ),
    )
)
def test_no_cell_is_a_formula_and_every_cell_comes_back(text: str) -> None:
    data = b"".join(write_table([leaf_of(actor=text)], mark=False))
    assert data.endswith(b"\r\n")
    _, row = csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline=""), strict=True)
    cell = dict(zip(COLUMNS, row, strict=True))["actor"]
    assert cell in {text, "'" + text}
    assert not cell.strip(" ").startswith(("=", "+", "-", "@", "＝", "＠"))


# --- Logboek dataverwerkingen ------------------------------------------------------------------


def spans(reader: TrailReader, period: Period = EVER) -> list[dict[str, Any]]:
    lines = write_spans(read_sessions(reader, reader.size(), period), ACTIVITY)
    return [json.loads(line)["resourceSpans"][0] for line in lines]


def one_span(resource: dict[str, Any]) -> dict[str, Any]:
    (scope,) = resource["scopeSpans"]
    (span,) = scope["spans"]
    assert isinstance(span, dict)
    return span


def attributes(holder: dict[str, Any]) -> dict[str, Any]:
    return {pair["key"]: next(iter(pair["value"].values())) for pair in holder["attributes"]}


def test_a_session_is_a_trace_and_each_line_a_span_of_at_most_one_person(
    reader: TrailReader,
) -> None:
    lines = spans(reader)
    traces: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        span = one_span(line)
        assert re.fullmatch("[0-9a-f]{32}", span["traceId"])
        assert re.fullmatch("[0-9a-f]{16}", span["spanId"])
        assert int(span["startTimeUnixNano"]) <= int(span["endTimeUnixNano"])
        named = [pair["key"] for pair in span["attributes"]]
        assert named.count("dpl.core.processing_activity_id") == 1
        assert named.count("dpl.core.data_subject_id") == named.count(
            "dpl.core.data_subject_id_type"
        )
        traces.setdefault(span["traceId"], []).append(span)
    assert len(traces) == 4  # the session under way is left out
    assert len({one_span(line)["spanId"] for line in lines}) == len(lines)
    for steps in traces.values():
        root = [span for span in steps if "parentSpanId" not in span]
        assert [span["name"] for span in root] == ["session"]
        assert {span.get("parentSpanId") for span in steps} == {None, root[0]["spanId"]}


def test_spans_name_no_employee_and_no_citizen(visited: Path, reader: TrailReader) -> None:
    text = json.dumps(spans(reader))
    for word in (EMPLOYEE, DESK, CASE, "Jansen", "6f1c1de2-64a1-4c0e-9d7c-2f0a3f4b5c6d"):
        assert word not in text
    subjects = {
        attributes(one_span(line)).get("dpl.core.data_subject_id") for line in spans(reader)
    }
    assert len(subjects) == 3  # two approvals, and the session that had none


def test_a_run_of_the_film_is_a_span_from_play_to_pause(reader: TrailReader) -> None:
    runs = [one_span(line) for line in spans(reader)]
    first = next(span for span in runs if span["name"] == "viewing.played")
    seconds = (int(first["endTimeUnixNano"]) - int(first["startTimeUnixNano"])) / 1e9
    assert seconds == pytest.approx(20, abs=0.1)
    assert attributes(first)["bwv.position_ms"] == "0"


def test_spans_lead_back_to_the_trail_and_say_which_program_wrote_them(
    reader: TrailReader,
) -> None:
    for line in spans(reader):
        found = attributes(one_span(line))
        body = reader.row(int(found["bwv.seq"])).body
        assert found["bwv.log"] == ORIGIN
        assert base64.b64decode(found["bwv.leaf"]) == leaf_hash(body.encode())
    versions = [attributes(line["resource"])["service.version"] for line in spans(reader)]
    assert (versions[0], versions[-1]) == ("1.4.0", "1.5.0")


def test_only_an_interruption_is_an_error(tmp_path: Path) -> None:
    clock = TwoClocks()
    trail = Trail(tmp_path / "t.sqlite", clock)
    with trail.create() as log:
        for number, end in enumerate(("completed", "aborted", "refused", "interrupted")):
            write_visit(log, clock, f"S-{number}", end=end)
    with TrailReader(trail.path) as reader:
        status = [
            one_span(line)["status"]["code"]
            for line in spans(reader)
            if one_span(line)["name"] == "session"
        ]
    assert status == [1, 1, 1, 2]


def test_exporting_again_adds_nothing_new(tmp_path: Path) -> None:
    clock = TwoClocks()
    trail = Trail(tmp_path / "t.sqlite", clock)
    with trail.create() as log:
        write_visit(log, clock, "AAAA-1111")
        with TrailReader(trail.path) as reader:
            before = spans(reader)
        write_visit(log, clock, "BBBB-2222")
    with TrailReader(trail.path) as reader:
        after = spans(reader)
    assert after[: len(before)] == before
    assert not {one_span(line)["spanId"] for line in before} & {
        one_span(line)["spanId"] for line in after[len(before) :]
    }


def test_a_period_is_whole_days_in_the_netherlands(reader: TrailReader) -> None:
    day = Period.of_days(date(2026, 3, 3), date(2026, 3, 3))
    assert {one_span(line)["traceId"] for line in spans(reader, day)} < {
        one_span(line)["traceId"] for line in spans(reader)
    }
    assert day.holds(datetime(2026, 3, 2, 23, 0, tzinfo=UTC))
    assert not day.holds(datetime(2026, 3, 3, 23, 0, tzinfo=UTC))
    summer = Period.of_days(date(2026, 7, 1), None)
    assert summer.holds(datetime(2026, 6, 30, 22, 0, tzinfo=UTC))
    assert not summer.holds(datetime(2026, 6, 30, 21, 59, tzinfo=UTC))


# --- VNG Verwerkingenlogging -------------------------------------------------------------------

# the properties of ``Actie`` in the API's own description (openapi.yaml, 0.1.0) with their limits
_ACTIE = {
    "naam": 80,
    "handelingNaam": 80,
    "verwerkingNaam": 80,
    "verwerkingID": 1000,
    "verwerkingsactiviteitID": 1000,
    "vertrouwelijkheid": 80,
    "uitvoerder": 20,
    "systeem": 80,
    "gebruiker": 1000,
    "gegevensbron": 80,
    "tijdstip": 80,
}


def test_an_actie_for_each_session_on_somebodys_data(reader: TrailReader) -> None:
    sessions = read_sessions(reader, reader.size())
    acties = [json.loads(line) for line in write_acties(sessions, PROCESSING)]
    assert [actie["naam"] for actie in acties] == [
        "Inzage bodycamopname",
        "Inzage bodycamopname afgebroken",
        "Inzage bodycamopname geweigerd",
    ]
    for actie in acties:
        objects, years = actie.pop("verwerkteObjecten"), actie.pop("bewaartermijn")
        assert years == 5
        assert actie.keys() == _ACTIE.keys()
        assert all(0 < len(actie[name]) <= limit for name, limit in _ACTIE.items())
        assert datetime.fromisoformat(actie["tijdstip"]).tzinfo is not None
        (person,) = objects
        assert person["objecttype"] == "Persoon"
        assert len(person["objectID"]) <= 40
        assert CASE not in json.dumps(objects)
    kinds = [
        [kind["soortGegeven"] for kind in actie["verwerkteSoortenGegevens"]]
        for actie in (objects[0] for objects in _objects(reader))
    ]
    assert [len(kind) for kind in kinds] == [2, 2, 1]  # refused: no picture was shown


def _objects(reader: TrailReader) -> list[list[dict[str, Any]]]:
    sessions = read_sessions(reader, reader.size())
    return [json.loads(line)["verwerkteObjecten"] for line in write_acties(sessions, PROCESSING)]


def test_half_a_sign_that_was_put_in_stops_the_export(tmp_path: Path) -> None:
    """No file can hold it; canonical text never does."""
    trail = Trail(tmp_path / "t.sqlite", TwoClocks())
    with trail.create() as log:
        log.record(event("session.opened", "AAAA-1111"))
    with sqlite3.connect(trail.path) as database:
        database.execute("DROP TRIGGER entry_no_update")
        database.execute("UPDATE entry SET body = replace(body, 'j.devries', '\\ud800')")
    database.close()
    with TrailReader(trail.path) as reader, pytest.raises(TrailError) as refused:
        list(write_table(read_events(reader, 2)))
    assert refused.value.code == "trail.damaged"


# --- syslog ------------------------------------------------------------------------------------

_MESSAGE = re.compile(
    r"<(\d{1,3})>1 (\S+) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) "
    r'\[(\S+)((?: \w{1,32}="(?:[^"\\\]]|\\["\\\]])*")*)\] \ufeff(.*)',
    re.DOTALL,
)


def test_syslog_says_where_each_event_stands(reader: TrailReader) -> None:
    size = reader.size()
    messages = list(write_syslog(read_events(reader, size)))
    assert len(messages) == size
    for seq, message in enumerate(messages):
        found = _MESSAGE.fullmatch(message.decode())
        assert found
        priority, time, host, program, _, kind, structure, data, text = found.groups()
        assert int(priority) // 8 == 13
        assert datetime.fromisoformat(time).tzinfo is not None
        assert (host, program, structure) == ("balie-1", "inzagestation", "inzage@32473")
        assert f' seq="{seq}"' in data
        leaf = base64.b64encode(leaf_hash(reader.row(seq).body.encode())).decode()
        assert f' leaf="{leaf}"' in data
        assert isinstance(json.loads(text), dict)
        assert kind in reader.row(seq).body
    assert all(b"Jansen" not in message for message in messages)


@pytest.mark.parametrize(
    ("action", "outcome", "priority"),
    [
        ("viewing.played", "ok", 110),
        ("identity.checked", "refused", 109),
        ("signin.refused", "refused", 108),
        ("clock.step", "ok", 108),
        ("integrity.failed", "failed", 107),
        ("something.new", "strange", 107),
    ],
)
def test_what_goes_wrong_weighs_more(action: str, outcome: str, priority: int) -> None:
    (message,) = write_syslog([leaf_of(action=action, outcome=outcome)])
    assert message.startswith(b"<%d>1 " % priority)


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_in_an_event_breaks_out_of_its_message(text: str) -> None:
    (message,) = write_syslog([leaf_of(actor=text, action=text, source=text)])
    found = _MESSAGE.fullmatch(message.decode())
    assert found
    assert b"\n" not in message
    assert len(re.findall(r' \w+="', found[8])) >= 8


def test_a_collector_gets_every_message_with_its_length(reader: TrailReader) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        received = taking(server)
        collector = Collector.parse(f"tcp://localhost:{server.getsockname()[1]}")
        messages = list(write_syslog(read_events(reader, reader.size())))
        assert collector.send(messages) == len(messages)
        assert list(unframed(received())) == messages


def test_a_collector_at_a_unix_socket(reader: TrailReader, tmp_path: Path) -> None:
    messages = list(write_syslog(read_events(reader, 5)))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "stream"))
        server.listen()
        received = taking(server)
        assert Collector.parse(f"unix:{tmp_path}/stream").send(messages) == 5
        assert list(unframed(received())) == messages
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(str(tmp_path / "datagram"))
        assert Collector.parse(f"unix:{tmp_path}/datagram").send(messages) == 5
        assert [server.recv(65536) for _ in messages] == messages


def test_a_collector_that_takes_datagrams(reader: TrailReader) -> None:
    messages = list(write_syslog(read_events(reader, 5)))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(20)
        Collector.parse(f"udp://127.0.0.1:{server.getsockname()[1]}").send(messages)
        assert [server.recv(65536) for _ in messages] == messages


def test_a_collector_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refused:
        Collector.parse(f"unix:{tmp_path}/none").send([b"x"])
    assert refused.value.code == "export.not_sent"
    assert refused.value.facts["sent"] == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tcp://192.0.2.7:514", "export.collector_elsewhere"),
        ("udp://[2001:db8::1]:514", "export.collector_elsewhere"),
        ("tcp://siem.example:514", "export.collector_malformed"),
        ("tcp://127.0.0.1", "export.collector_malformed"),
        ("tcp://127.0.0.1:0", "export.collector_malformed"),
        ("tcp://127.0.0.1:99999", "export.collector_malformed"),
        ("tcp://127.0.0.999:1", "export.collector_malformed"),
        ("unix:relative", "export.collector_malformed"),
        ("", "export.collector_malformed"),
    ],
)
def test_only_this_computer_gets_the_trail(text: str, code: str) -> None:
    with pytest.raises(ExportError) as refused:
        Collector.parse(text)
    assert refused.value.code == code


def test_a_collectors_address_comes_back_as_it_was_given() -> None:
    for text in ("tcp://127.0.0.1:601", "udp://[::1]:514", "unix:/run/log"):
        assert str(Collector.parse(text)) == text


# --- help --------------------------------------------------------------------------------------


def leaf_of(
    *,
    actor: str = "j.devries",
    action: str = "session.opened",
    outcome: str = "ok",
    source: str = "balie-1",
) -> Leaf:
    entry = Entry(
        seq=1,
        id="2c0a",
        time=datetime(2026, 3, 2, 9, tzinfo=UTC),
        mono=1,
        boot="b",
        session="S",
        role="supervisor",
        actor=actor,
        action=action,
        object="station:b",
        outcome=outcome,
        source=source,
        log=ORIGIN,
        details={},
    )
    return Leaf(entry, bytes(32))


class taking:  # noqa: N801 - used as a function
    """Accepts one connection and reads it to its end; call for what came."""

    def __init__(self, server: socket.socket) -> None:
        self._server = server
        self._data = b""
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        connection, _ = self._server.accept()
        with connection:
            while piece := connection.recv(65536):
                self._data += piece

    def __call__(self) -> bytes:
        self._thread.join(20)
        return self._data


def unframed(data: bytes) -> Iterator[bytes]:
    """Messages out of octet counting (RFC 6587, 3.4.1)."""
    while data:
        length, _, data = data.partition(b" ")
        yield data[: int(length)]
        data = data[int(length) :]
