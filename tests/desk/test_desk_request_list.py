"""Lists and cases of requests: what is read, and how exactly a fault is told."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk.batches import KEYS, SAMPLES, row, write
from viewer_app.desk.batch import read_requests
from viewer_app.desk.errors import DeskError
from viewer_app.desk.fields import ListRefused, shape
from viewer_app.desk.request_list import parse_list
from viewer_app.desk.zaak import parse_zaak

BSN = "999993653"
ZAAK: dict[str, Any] = json.loads((SAMPLES / "zaak.json").read_text("utf-8"))


def faults(data: bytes | str) -> list[tuple[str, int, str]]:
    """Code, line and column of everything that is wrong with a list."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    with pytest.raises(ListRefused) as refused:
        parse_list(raw, "list.csv", KEYS)
    for language in ("nl", "en"):
        assert "{" not in refused.value.text(language)
    return [(one.code, one.line, one.field) for one in refused.value.faults]


texts = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Cn", "Co")
    ),
    min_size=1,
    max_size=30,
)


@given(
    st.lists(
        st.tuples(texts, st.dates(datetime(1900, 1, 1, tzinfo=UTC).date())), min_size=1, max_size=8
    ),
    st.sampled_from([";", ","]),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
    st.permutations(list(row("Z"))),
)
def test_what_a_spreadsheet_writes_is_what_is_read(
    people: list[tuple[str, Any]], separator: str, mark: bool, ending: str, columns: list[str]
) -> None:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, delimiter=separator, lineterminator=ending)
    writer.writeheader()
    for number, (name, born) in enumerate(people):
        writer.writerow(row(f"Z/{number}", name=name, birth_date=born.isoformat()))
    data = file.getvalue().encode("utf-8-sig" if mark else "utf-8")
    asked = parse_list(data, "list.csv", KEYS)
    read = [(one.request.requester.name, one.request.requester.birth_date) for one in asked]
    assert read == people
    assert [one.line for one in asked] == list(range(2, len(people) + 2))
    assert [one.stem for one in asked] == [f"Z-{number}" for number in range(len(people))]


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_whatever_is_not_a_list_is_refused_with_a_place(data: bytes) -> None:
    assert all(line or code == "list.no_requests" for code, line, _ in faults(data))


@given(st.sampled_from(list(row("Z"))), st.text(max_size=20))
def test_any_cell_is_read_or_told_of_without_what_it_says(column: str, text: str) -> None:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(row("Z")), delimiter=";")
    writer.writeheader()
    writer.writerow(row("Z-1") | {column: text.encode("utf-8", "replace").decode()})
    try:
        (asked,) = parse_list(file.getvalue().encode("utf-8"), "list.csv", KEYS)
    except ListRefused as error:
        told = [(one.field, one.line) for one in error.faults]
    else:
        told = [(column, asked.line)]
    assert told == [(column, 2)]


@pytest.mark.parametrize(
    ("changes", "code", "column"),
    [
        ({"recorded_at": "15-11-2026 09:53"}, "moment.malformed", "recorded_at"),
        ({"recorded_at": "2026-11-15"}, "moment.malformed", "recorded_at"),
        ({"requested_at": "2026-03-29T02:30"}, "moment.never", "requested_at"),
        ({"from": "2026-10-25T02:30"}, "moment.twice", "from"),
        ({"birth_date": "29-02-1980"}, "day.malformed", "birth_date"),
        ({"birth_date": "1981-02-29"}, "day.malformed", "birth_date"),
        ({"ground": "gefilmd"}, "list.choice", "ground"),
        ({"regime": "AVG"}, "list.choice", "regime"),
        ({"name": ""}, "list.empty", "name"),
        ({"name": "Anne\u200bFleur"}, "list.invisible", "name"),
        ({"case": "///"}, "list.case", "case"),
        ({"case": "Z" * 101}, "list.case", "case"),
        ({"clip": "../film.mp4"}, "list.clip", "clip"),
        ({"clip": "C:film.mp4"}, "list.clip", "clip"),
        ({"clip": ".."}, "list.clip", "clip"),
        ({"viewings": "0"}, "list.viewings", "viewings"),
        ({"viewings": "101"}, "list.viewings", "viewings"),
        ({"viewings": "twee"}, "list.viewings", "viewings"),
        ({"hold_reason": "", "hold_basis": "complaint"}, "list.empty", "hold_reason"),
        ({"hold_basis": "request!"}, "list.choice", "hold_basis"),
        ({"hold_until": "morgen"}, "day.malformed", "hold_until"),
    ],
)
def test_a_fault_names_line_column_and_what_is_allowed(
    changes: dict[str, str], code: str, column: str
) -> None:
    hold = dict.fromkeys(("hold_reason", "hold_by"), "tekst")
    more = {"viewings": "1", **hold, "hold_basis": "complaint", "hold_until": "2027-01-01"}
    text = write(row("Z-1", **more), row("Z-2") | more | changes)
    assert faults(text) == [(code, 3, column)]


def test_all_faults_are_told_at_once_and_nothing_personal() -> None:
    text = write(row("Z-1", ground=BSN, birth_date="Jansen"), row("Z-2", until="1980-02-29"))
    with pytest.raises(ListRefused) as refused:
        parse_list(text.encode(), "list.csv", KEYS)
    said = refused.value.text("nl")
    assert len(refused.value.faults) == 3
    for secret in (BSN, "Jansen", "1980-02-29\u2019"):
        assert secret not in said + repr(refused.value.faults)
    assert "list.csv, regel 2, kolom ‘ground’" in said
    assert "Er staat iets als ‘000000000’" in said


def test_the_header_says_what_is_where() -> None:
    good = row("Z-1")
    assert faults(write(good | {"bsn": BSN})) == [("list.unknown_column", 1, "bsn")]
    assert faults(write(good | {BSN: ""})) == [("list.unknown_column", 1, "11")]
    without = {name: cell for name, cell in good.items() if name != "regime"}
    assert faults(write(without)) == [("list.column_missing", 1, "regime")]
    assert faults(write(good).replace("clip", "name", 1))[0] == ("list.column_twice", 1, "name")
    body = write(good).partition("\n")[2]
    assert faults(body) == [("list.no_header", 1, "")]
    assert faults(write(good).partition("\n")[0]) == [("list.no_requests", 0, "")]


def test_a_line_that_is_not_whole_is_refused() -> None:
    good = write(row("Z-1"))
    assert faults(good + "Z-2;film.mp4\n") == [("list.cells", 3, "")]
    assert faults(good + '"Z-2;film.mp4\n') == [("list.broken", 3, "")]
    assert faults(good.encode() + "Z-2;Şükrü".encode("utf-16")) == [("list.not_utf8", 3, "")]
    asked = parse_list((good + "\n;;;;;;;;;\n").encode(), "list.csv", KEYS)
    assert len(asked) == 1  # what a spreadsheet leaves below a list


@pytest.mark.parametrize("second", ["Z-1", "z-1", "Z/1"])
def test_a_case_is_in_a_list_once(second: str) -> None:
    text = write(row("Z-1"), row("Z-0"), row(second))
    assert faults(text) == [("list.case_twice", 4, "case")]


@given(st.text(max_size=60))
def test_a_shape_says_no_letter_and_no_digit(text: str) -> None:
    assert set(shape(text)) <= set("aA0? -:.,/+_'…")


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"none\.csv cannot be read"):
        read_requests(tmp_path / "none.csv", KEYS)
    long = tmp_path / "long.csv"
    long.write_bytes(bytes(4 * 1024**2 + 1))
    with pytest.raises(DeskError, match="larger than"):
        read_requests(long, KEYS)


def zaak(change: Any = None, **fields: Any) -> bytes:
    """The sample case, with other fields where given, and then changed."""
    copy = json.loads(json.dumps(ZAAK)) | fields
    if change:
        change(copy)
    return json.dumps(copy).encode()


def zaak_faults(data: bytes) -> list[tuple[str, str]]:
    """Code and field of everything that is wrong with a case."""
    with pytest.raises(ListRefused) as refused:
        parse_zaak(data, "zaak.json", KEYS)
    said = refused.value.text("nl") + repr(vars(refused.value)) + repr(refused.value.__cause__)
    assert BSN not in said
    assert "Berg" not in said
    return [(one.code, one.field) for one in refused.value.faults]


def test_a_case_is_read_as_the_table_says() -> None:
    asked = parse_zaak(zaak(), "zaak.json", KEYS)
    request = asked.request
    assert (request.case, asked.clip, asked.ignored) == (
        *("ZAAK-2026-0000001004", "bodycam-0042.mp4", ("wijk",)),
    )
    assert (request.ground, request.regime, request.viewings) == ("filmed", "avg", 1)
    assert request.recorded_at == datetime(2026, 11, 15, 8, 53, tzinfo=UTC)
    assert request.requested_at == datetime(2026, 11, 19, 23, 0, tzinfo=UTC)
    assert request.requester.name == "Fenna Marije van den Berg"


def expanded(case: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = case["_expand"][name]
    return found


def person(case: dict[str, Any]) -> dict[str, Any]:
    """The initiator's own data."""
    found: dict[str, Any] = expanded(case, "rollen")[0]["betrokkeneIdentificatie"]
    return found


def test_a_case_without_expansion_may_hold_its_parts_itself() -> None:
    def inline(case: dict[str, Any]) -> None:
        case.update(case.pop("_expand"))

    data = zaak(inline)
    assert parse_zaak(data, "zaak.json", KEYS) == parse_zaak(zaak(), "zaak.json", KEYS)


def test_the_moment_of_a_request_is_exact_where_the_case_says_it() -> None:
    def exact(case: dict[str, Any]) -> None:
        prop = {"naam": "verzoek_ontvangen", "waarde": "2026-11-21T10:00"}
        expanded(case, "eigenschappen").append(prop)

    asked = parse_zaak(zaak(exact), "zaak.json", KEYS)
    assert asked.request.requested_at == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    same_day = zaak(startdatum="2026-11-15", registratiedatum="2026-11-16")
    request = parse_zaak(same_day, "zaak.json", KEYS).request
    assert request.requested_at == request.recorded_at
    older = parse_zaak(zaak(startdatum="2026-11-14"), "zaak.json", KEYS).request
    assert older.requested_at < older.recorded_at


def test_a_birth_date_may_be_written_as_stuf_does() -> None:
    data = zaak(lambda case: person(case).update(geboortedatum="19880517"))
    born = parse_zaak(data, "zaak.json", KEYS).request.requester.birth_date
    assert born.isoformat() == "1988-05-17"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda case: case.pop("_expand"),
            [
                *[("zaak.not_one_person", "rollen")],
                *[("list.empty", f"eigenschappen.{name}") for name in ("opname_begin",)],
                *[
                    ("list.empty", "eigenschappen.opname_bestand"),
                    ("list.empty", "eigenschappen.grond"),
                ],
                *[
                    ("list.empty", "eigenschappen.regime"),
                    ("list.empty", "eigenschappen.afspraak_begin"),
                ],
                *[("list.empty", "eigenschappen.afspraak_einde")],
            ],
        ),
        (
            lambda case: person(case).pop("geslachtsnaam"),
            [("list.empty", "rollen.betrokkeneIdentificatie.geslachtsnaam")],
        ),
        (
            lambda case: person(case).update(geboortedatum=BSN),
            [("day.malformed", "rollen.betrokkeneIdentificatie.geboortedatum")],
        ),
        (lambda case: case.update(identificatie=12), [("list.empty", "identificatie")]),
        (
            lambda case: expanded(case, "rollen").append(expanded(case, "rollen")[0]),
            [("zaak.not_one_person", "rollen")],
        ),
        (
            lambda case: expanded(case, "eigenschappen").append(
                {"naam": "regime", "waarde": "wpg"}
            ),
            [("zaak.property_twice", "eigenschappen.regime")],
        ),
        (
            lambda case: [case.pop("startdatum"), case.pop("registratiedatum")],
            [("list.empty", "eigenschappen.verzoek_ontvangen, startdatum, registratiedatum")],
        ),
    ],
)
def test_what_a_case_lacks_is_named(change: Any, expected: list[tuple[str, str]]) -> None:
    assert sorted(zaak_faults(zaak(change))) == sorted(expected)


@pytest.mark.parametrize("day", ["20-11-2026", "vorige week", "2026-11-31"])
def test_a_day_of_a_case_that_is_none_is_told(day: str) -> None:
    field = "eigenschappen.verzoek_ontvangen, startdatum, registratiedatum"
    ((_, told),) = zaak_faults(zaak(startdatum=day))
    assert told == field


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'"999993653"',
        b'{"inpBsn": "999993653"',
        b"\xff\xfe",
        b"[" * 200_000,
        b"999993653",
    ],
)
def test_what_is_no_case_is_refused(data: bytes) -> None:
    assert zaak_faults(data) == [("zaak.malformed", "")]
