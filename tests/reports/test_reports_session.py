"""The *verslag van inzage*, as people and other programs read it."""

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.audit.trails import Trail, TwoClocks, event
from tests.audit.visits import APPROVAL, CASE, REMARKS, write_visit
from tests.disks import fill, small_disk
from tests.reports.conftest import SESSION
from tests.reports.pdf import (
    fonts_of,
    images_in,
    information_of,
    pages_of,
    picture_of,
    raw_text_of,
    text_of,
)
from tests.tools import ROOT
from viewer_app.audit.errors import ExportError
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.receipt import qr_matrix
from viewer_app.messages import Language
from viewer_app.reports.session_report import write_session_report
from viewer_app.reports.sheet import LEFT
from viewer_app.session.ports import Json


@pytest.fixture(scope="module")
def report(visited: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "verslag.pdf"
    assert (
        write_session_report(visited, SESSION, path, language="nl", municipality="Gemeente X") == 2
    )
    return path


def test_it_tells_the_session_in_plain_dutch(report: Path) -> None:
    text = text_of(report)
    for words in (
        "Verslag van inzage",
        f"Sessie {SESSION} · station balie-1 · 2 maart 2026",
        "Gemeente X",
        "van 10:06 tot 10:11 uur (5 min)",
        "j.devries",
        "gefilmd",
        "Paspoort, alles klopte",
        "alleen in de ruimte, geen kopie, niet filmen, leidinggevende blijft erbij",
        "0:50 van 3:03 (27 %), in 4 stukken",
        "Afgerond. De bezoeker heeft de opname gezien.",
        "gewist om 10:10:40 uur",
        "Stilgezet: op 0:20 (20 s), op 0:30 (20 s), op 2:00 (20 s).",
        APPROVAL.removeprefix("approval:"),
        "ab" * 32,
    ):
        assert words in text
    assert "…" not in text.replace("abababababab…", "")


def test_it_speaks_english_too(visited: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    write_session_report(visited, SESSION, path, language="en")
    text = text_of(path)
    assert "Report of a viewing" in text
    assert "Completed. The visitor saw the recording." in text
    assert information_of(path)["Title"] == f"Report of a viewing {SESSION}"
    for dutch in ("Verslag", "Sessie", "gedaan", "Afloop", "Stuk "):
        assert dutch not in text


def test_every_event_stands_in_it(report: Path, visited: Path) -> None:
    text = text_of(report)
    with TrailReader(visited) as reader:
        events = reader.events(SESSION)
    for found in events:
        assert re.search(rf"\b{found.entry.seq} 10:\d\d:\d\d ", text)
    assert f"nr. {events[0].entry.seq} tot en met {events[-1].entry.seq}" in text


def test_personal_values_only_where_they_were_asked_for(
    report: Path, visited: Path, tmp_path: Path
) -> None:
    path = tmp_path / "personal.pdf"
    write_session_report(visited, SESSION, path, language="nl", with_personal=True)
    for words in (CASE, REMARKS, "Vertrouwelijk: bevat persoonsgegevens"):
        assert words in text_of(path)
        assert words not in text_of(report)
    assert all("Vertrouwelijk" in page for page in pages_of(path))


def test_it_holds_the_checkpoint_in_words_and_as_a_code(report: Path, visited: Path) -> None:
    with TrailReader(visited) as reader:
        size = reader.events(SESSION)[-1].entry.seq + 1
        note, root = reader.checkpoint(size), reader.root(size)
    text = text_of(report).replace(" ", "")
    assert "".join(note.split()) in text
    assert root.hex() in text
    assert shows_code(report, 2, note)


def shows_code(path: Path, page: int, note: str) -> bool:
    """Whether the page shows exactly the QR code of ``note`` at its left margin."""
    dots = 288
    picture = picture_of(path, page, dots)
    matrix = qr_matrix(note)
    module = 140 / len(matrix) * dots / 72
    left = LEFT * dots / 72
    side = int(module * len(matrix))

    def fits(top: int) -> bool:
        return all(
            picture.dark(left + (column + 0.5) * module, top + (row + 0.5) * module) is dark
            for row, modules in enumerate(matrix)
            for column, dark in enumerate(modules)
        )

    return any(fits(top) for top in range(picture.height - side))


def test_it_is_pdf_a_1b_with_its_language_and_title(report: Path) -> None:
    """ISO 19005-1: what a checker looks at first (6.1.3, 6.2.2, 6.3.4, 6.4, 6.6, 6.7.11)."""
    data = report.read_bytes()
    assert data.startswith(b"%PDF-1.4")
    assert b'pdfaid:part="1"' in data
    assert b'pdfaid:conformance="B"' in data
    assert re.search(rb"/S\s*/GTS_PDFA1", data)
    assert b"/DestOutputProfile" in data
    for forbidden in (b"/Encrypt", b"/JavaScript", b"/EmbeddedFiles", b"/Launch", b"/LZWDecode"):
        assert forbidden not in data
    assert set(re.findall(rb"/(?:ca|CA) ([0-9.]+)", data)) <= {b"1.0", b"1"}
    assert set(re.findall(rb"/SMask\s*/(\w+)", data)) <= {b"None"}
    for font in fonts_of(report):
        assert font[0].startswith("AtkinsonHyperlegibleNext")
        assert font[4] == "yes"  # embedded
        assert font[6] == "yes"  # searchable
    assert information_of(report)["Title"] == f"Verslag van inzage {SESSION}"
    trailer = data[data.rindex(b"trailer") :]
    catalog = data[data.rindex(b"/Type /Catalog") :]
    assert b"/Lang (nl-NL)" in catalog
    assert b"/DisplayDocTitle true" in catalog
    assert b"/ID [" in trailer
    assert b"/Info" in trailer


def test_it_is_written_in_the_order_in_which_it_is_read(report: Path) -> None:
    first, last = (raw_text_of(report, page) for page in (1, 2))
    words = ["Verslag van inzage", "In het kort", "Leidinggevende", "Wat is getoond", "pagina 1"]
    places = [first.index(word) for word in words]
    assert places == sorted(places)
    assert last.index("Bewijs") < last.index("pagina 2")


def test_no_picture_is_in_it(report: Path) -> None:
    assert images_in(report) == []


def test_the_timeline_shows_what_ran_and_what_did_not(report: Path) -> None:
    """0:00-0:40 once, 0:10-0:30 of it twice, and 2:00-2:10, of a film of 3:03."""
    picture = picture_of(report, 1, 144)
    left, width = (56 + 62) * 2, (595 - 112 - 62) * 2

    def shades(y: int) -> list[int]:
        places = (5, 25, 35, 60, 100, 125, 150)
        points = (int(left + width * seconds / 183) for seconds in places)
        return [picture.points[y * picture.width + x] for x in points]

    def fits(found: list[int]) -> bool:
        once, twice, again, gap, other, late, end = found
        return once == again == late and twice < once < gap and gap == other == end < 255

    assert any(fits(shades(y)) for y in range(picture.height))


def test_a_long_session_has_its_heads_and_numbers_on_every_page(tmp_path: Path) -> None:
    clock = TwoClocks()
    trail = Trail(tmp_path / "trail.sqlite", clock)
    with trail.create() as log:
        log.record(event("session.opened", SESSION, "supervisor:j.devries"))
        for number in range(200):
            clock.pass_time(1000)
            log.record(event("viewing.sought", SESSION, details={"to_ms": number * 1000}))
        log.record(event("session.closed", SESSION, details={"end": "aborted", "reason": "x"}))
    path = tmp_path / "long.pdf"
    count = write_session_report(trail.path, SESSION, path, language="nl")
    pages = pages_of(path)
    assert len(pages) == count > 4
    for number, page in enumerate(pages, start=1):
        assert f"pagina {number} van {count}" in page
    assert sum("Bijzonderheden" in page for page in pages) >= count - 2
    assert all(f" {seq} " in " ".join(pages) for seq in range(1, 203))


def test_it_tells_who_was_in_the_room(tmp_path: Path) -> None:
    trail = Trail(tmp_path / "trail.sqlite", TwoClocks())
    agreed: dict[str, Json] = {
        "conditions": ["no_copy", "no_filming", "supervisor_stays"],
        "companions": {"interpreter": 1, "parent_of_minor": 2},
        "second_person": True,
    }
    with trail.create() as log:
        log.record(event("session.opened", SESSION, "supervisor:j.devries"))
        log.record(event("conditions.confirmed", SESSION, details=agreed))
        log.record(event("session.closed", SESSION, details={"end": "aborted", "reason": "x"}))
    path = tmp_path / "r.pdf"
    write_session_report(trail.path, SESSION, path, language="nl")
    first = " ".join(text_of(path).split())
    assert "Keek mee tolk, ouder van een minderjarige (2)" in first
    assert "Tweede medewerker was erbij" in first
    assert "alleen in de ruimte" not in first


def test_text_that_wants_to_mislead_is_shown_as_it_is(tmp_path: Path) -> None:
    clock = TwoClocks()
    trail = Trail(tmp_path / "trail.sqlite", clock)
    remarks = "eerste\u202eetsaal \x1b[31m <b>vet</b> " + "x" * 2000
    with trail.create() as log:
        log.record(event("session.opened", SESSION, "supervisor:j.devries"))
        log.record(event("session.closed", SESSION, private={"remarks": remarks}))
    path = tmp_path / "r.pdf"
    write_session_report(trail.path, SESSION, path, language="nl", with_personal=True)
    text = text_of(path)
    assert "<b>vet</b>" in text
    assert "eerste\ufffdetsaal" in text
    assert text.replace(" ", "").count("x" * 2000) >= 1


@pytest.mark.parametrize(
    ("session", "code"),
    [
        ("NONE-0000", "report.no_session"),
        ("", "report.no_session"),
        ("OPEN-7777", "report.not_closed"),
    ],
)
def test_only_a_closed_session_has_a_report(
    visited: Path, tmp_path: Path, session: str, code: str
) -> None:
    with pytest.raises(ExportError) as refused:
        write_session_report(visited, session, tmp_path / "r.pdf", language="nl")
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_events_that_were_changed_are_not_reported(tmp_path: Path) -> None:
    clock = TwoClocks()
    trail = Trail(tmp_path / "trail.sqlite", clock)
    with trail.create() as log:
        write_visit(log, clock, SESSION)
    with sqlite3.connect(trail.path) as database:
        database.execute("DROP TRIGGER entry_no_update")
        database.execute("UPDATE entry SET body = replace(body, 'passport', 'identity_card')")
    database.close()
    with pytest.raises(ExportError) as refused:
        write_session_report(trail.path, SESSION, tmp_path / "r.pdf", language="nl")
    assert refused.value.code == "report.not_proved"
    assert not (tmp_path / "r.pdf").exists()


def test_a_report_never_replaces_a_file_and_leaves_the_trail_alone(
    visited: Path, tmp_path: Path
) -> None:
    before = hashlib.sha256(visited.read_bytes()).digest()
    path = tmp_path / "mine.pdf"
    path.write_text("mine")
    with pytest.raises(ExportError) as refused:
        write_session_report(visited, SESSION, path, language="nl")
    assert refused.value.code == "export.exists"
    assert path.read_text() == "mine"
    assert hashlib.sha256(visited.read_bytes()).digest() == before


def test_a_report_onto_a_full_disk_leaves_nothing(visited: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        fill(disk)
        with pytest.raises(ExportError) as refused:
            write_session_report(visited, SESSION, disk / "r.pdf", language="nl")
        assert refused.value.code == "export.disk_full"
        assert [found.name for found in disk.iterdir()] == ["filler"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_made_without_a_screen(visited: Path, tmp_path: Path, language: Language) -> None:
    path = tmp_path / "r.pdf"
    nowhere = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS"}
    environment = {key: value for key, value in os.environ.items() if key not in nowhere}
    command = [sys.executable, "-m", "viewer_app", "audit", "report", SESSION, "-o", str(path)]
    command += ["--trail", str(visited), "--language", language]
    made = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)
    assert (made.returncode, made.stderr) == (0, b"")
    assert SESSION in text_of(path)
