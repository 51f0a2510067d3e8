"""The trail in other systems' forms: as their readers read it, and with nobody named in it."""

import base64
import csv
import io
import json
import re
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.exported import leaf_of
from tests.audit.trails import ORIGIN, Trail, TwoClocks, event
from tests.audit.visits import CASE, REMARKS, write_visit
from viewer_app.audit.errors import TrailError
from viewer_app.audit.exports.acties import Processing, write_acties
from viewer_app.audit.exports.events import read_events, read_sessions
from viewer_app.audit.exports.spans import write_spans
from viewer_app.audit.exports.table import BYTE_ORDER_MARK, COLUMNS, write_table
from viewer_app.audit.merkle import leaf_hash
from viewer_app.audit.period import EVER, Period
from viewer_app.audit.reader import TrailReader

ACTIVITY = "https://register.example/verwerkingen/inzage-bodycam/3"
PROCESSING = Processing(ACTIVITY, "00000001821002193000", 5)
EMPLOYEE, DESK = "j.devries", "desk-noord"


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


def test_spans_name_no_employee_and_no_citizen(reader: TrailReader) -> None:
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
