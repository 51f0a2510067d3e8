"""What the report of a session says of markers, speeds, single pictures and stalls."""

from pathlib import Path

import pytest

from tests.audit.trails import Trail, TwoClocks, event
from tests.reports.conftest import SESSION
from tests.reports.pdf import text_of
from viewer_app.audit.erasing import erase_values
from viewer_app.audit.reader import TrailReader
from viewer_app.audit.verify import verify
from viewer_app.reports.session_report import write_session_report
from viewer_app.session.ports import Json

LENGTH_MS = 95_000
REMARK = "Hij wijst aan dat zijn hand open is; hij wil dat dit bij zijn bezwaar komt."
BEFORE = (
    "session.opened",
    "appointment.chosen",
    "identity.checked",
    "conditions.confirmed",
    "guard.proven",
    "viewing.started",
)
STEPS: tuple[tuple[int, str, dict[str, Json], str], ...] = (
    (1, "played", {"position_ms": 0, "speed_percent": 100, "length_ms": LENGTH_MS}, ""),
    (15, "marked", {"position_ms": 15_000}, REMARK),
    (1, "hovered", {"position_ms": 16_000}, ""),
    (
        1,
        "thumbnails",
        {"position_ms": 17_000, "from_ms": 8_000, "to_ms": 91_000, "pictures": 23},
        "",
    ),
    (1, "stalled", {"position_ms": 18_000}, ""),
    (9, "resumed", {"position_ms": 18_000}, ""),
    (6, "speed_set", {"position_ms": 24_000, "speed_percent": 50}, ""),
    (10, "marked", {"position_ms": 29_000}, "Arm omhoog"),
    (
        10,
        "loop_set",
        {"position_ms": 34_000, "start_ms": 30_000, "end_ms": 36_000, "length_ms": LENGTH_MS},
        "",
    ),
    (52, "loop_cleared", {"position_ms": 33_000, "passes": 4}, ""),
    (12, "paused", {"position_ms": 39_000}, ""),
    (1, "stepped", {"position_ms": 39_000}, ""),
    (
        1,
        "stills",
        {"position_ms": 40_200, "from_ms": 38_800, "to_ms": 40_200, "pictures": 41},
        "",
    ),
    (1, "marked", {"position_ms": 40_200}, ""),
    (5, "scrubbed", {"position_ms": 40_200}, ""),
    (
        1,
        "stills",
        {"position_ms": 70_000, "from_ms": 40_200, "to_ms": 88_000, "pictures": 57},
        "",
    ),
    (1, "sought", {"position_ms": 40_200, "to_ms": 70_000}, ""),
    (1, "stepped", {"position_ms": 70_000}, ""),
)


@pytest.fixture
def handled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trail with one session, in which the film was handled in every way."""
    clock = TwoClocks()
    trail = Trail(tmp_path_factory.mktemp("handled") / "trail.sqlite", clock)
    with trail.create() as log:
        for action in BEFORE:
            log.record(event(action, SESSION))
        for seconds, action, details, remark in STEPS:
            clock.pass_time(seconds * 1000)
            private = {"remark": remark} if remark else {}
            log.record(event(f"viewing.{action}", SESSION, details=details, private=private))
        log.record(event("keys.wiped", SESSION))
        log.record(event("viewing.stopped", SESSION, details={"reason": "finished"}))
        log.record(
            event("session.closed", SESSION, details={"end": "completed", "reason": "finished"})
        )
    return trail.path


def test_it_tells_how_the_film_was_handled(handled: Path, tmp_path: Path) -> None:
    with TrailReader(handled) as reader:
        assert not verify(handled, reader.signing_key(0)).broken
    write_session_report(handled, SESSION, tmp_path / "v.pdf", language="nl")
    text = text_of(tmp_path / "v.pdf")
    for told in (
        "Langzamer of sneller: 0:24–0:39 op 50 %.",
        "Herhaald: 0:30–0:36 (4 keer).",
        "Stap voor stap bekeken: 0:38–0:40, 1:10, samen 41 beelden, de laatste zijn niet",
        "Met de schuif doorgebladerd, hoogstens: 0:40–1:28, samen 57 beelden.",
        "Kleine beelden boven de tijdlijn, hoogstens: 0:08–1:31, samen 23 beelden.",
        "Gewacht op de opslag: op 0:18 (9 s).",
        "50 % · 3×",
        "Gemarkeerde momenten",
    ):
        assert told in text


def test_remarks_stand_in_it_only_where_they_were_asked_for(handled: Path, tmp_path: Path) -> None:
    write_session_report(handled, SESSION, tmp_path / "without.pdf", language="en")
    write_session_report(handled, SESSION, tmp_path / "with.pdf", language="en", with_personal=True)
    without, with_remarks = text_of(tmp_path / "without.pdf"), text_of(tmp_path / "with.pdf")
    assert REMARK in with_remarks
    assert "no remark" in with_remarks
    assert "not included in this report" not in with_remarks
    assert "zijn hand" not in without
    assert "Arm omhoog" not in without
    assert without.count("not included in this report") == 2


def test_a_remark_that_was_erased_is_told_as_erased(handled: Path, tmp_path: Path) -> None:
    with TrailReader(handled) as reader:
        marked = next(one for one in reader.events(SESSION) if REMARK in one.private.values())
        key = reader.signing_key(0)
    assert erase_values(handled, [marked.entry.seq]) == 1
    assert REMARK.encode() not in handled.read_bytes()
    assert not verify(handled, key).broken
    write_session_report(handled, SESSION, tmp_path / "v.pdf", language="nl", with_personal=True)
    text = text_of(tmp_path / "v.pdf")
    assert "zijn hand" not in text
    assert "1 0:15" in text
    assert "gewist" in text.split("Gemarkeerde momenten")[1].split("Arm omhoog")[0]
