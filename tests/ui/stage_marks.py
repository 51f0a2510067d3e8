"""A session in which a film was handled in every way there is, for the auditor's screens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.ui.stage_names import LENGTH_MS
from tests.ui.stage_review import bodycam_session
from viewer_app.audit.reader import ReadEvent

LONG_REMARK = (
    "Hier zegt de handhaver tegen de bezoeker dat hij moet blijven staan; de bezoeker wijst aan "
    "dat zijn hand op dat moment open is en hij niets vasthoudt. Hij wil dat dit bij zijn bezwaar "
    "komt."
)


def handled_session(start: datetime) -> list[ReadEvent]:
    """Played slow and fast, repeated, stepped and dragged through, marked five times, stalled."""
    whole = bodycam_session(start)
    opened = next(at for at, one in enumerate(whole) if one.entry.action == "viewing.started") + 1
    steps: Sequence[tuple[int, str, dict[str, Any], str | None]] = (
        (240, "played", {"position_ms": 0, "speed_percent": 100, "length_ms": LENGTH_MS}, None),
        (255, "marked", {"position_ms": 15_000}, LONG_REMARK),
        (256, "hovered", {"position_ms": 16_000}, None),
        (
            257,
            "thumbnails",
            {"position_ms": 17_000, "from_ms": 8_000, "to_ms": 91_000, "pictures": 23},
            None,
        ),
        (258, "stalled", {"position_ms": 18_000}, None),
        (267, "resumed", {"position_ms": 18_000}, None),
        (273, "speed_set", {"position_ms": 24_000, "speed_percent": 50}, None),
        (283, "marked", {"position_ms": 29_000}, ""),
        (
            293,
            "loop_set",
            {"position_ms": 34_000, "start_ms": 30_000, "end_ms": 36_000, "length_ms": LENGTH_MS},
            None,
        ),
        (345, "loop_cleared", {"position_ms": 33_000, "passes": 4}, None),
        (357, "paused", {"position_ms": 39_000}, None),
        (358, "stepped", {"position_ms": 39_000}, None),
        (
            360,
            "stills",
            {"position_ms": 40_200, "from_ms": 38_800, "to_ms": 40_200, "pictures": 41},
            None,
        ),
        (361, "marked", {"position_ms": 40_200}, None),
        (362, "marked", {"position_ms": 40_240}, "Arm omhoog"),
        (370, "scrubbed", {"position_ms": 40_240}, None),
        (
            373,
            "stills",
            {"position_ms": 70_000, "from_ms": 40_240, "to_ms": 88_000, "pictures": 57},
            None,
        ),
        (373, "sought", {"position_ms": 40_240, "to_ms": 70_000}, None),
        (374, "speed_set", {"position_ms": 70_000, "speed_percent": 200}, None),
        (375, "played", {"position_ms": 70_000, "speed_percent": 200}, None),
        (383, "paused", {"position_ms": 86_000}, None),
        (384, "marked", {"position_ms": 86_000}, "Einde van het gesprek"),
    )
    handled = []
    for second, action, details, remark in steps:
        entry = replace(
            whole[0].entry,
            time=start + timedelta(seconds=second),
            action=f"viewing.{action}",
            details=details,
            commitments={} if remark is None else {"remark": "ab" * 32},
        )
        handled.append(ReadEvent(entry, {"remark": remark} if remark else {}))
    later = [one for one in whole if one.entry.action in {"keys.wiped", "session.closed"}]
    wiped = replace(later[0].entry, time=start + timedelta(seconds=386))
    events = [*whole[:opened], *handled, replace(later[0], entry=wiped), later[1]]
    return [
        replace(one, entry=replace(one.entry, seq=1270 + place)) for place, one in enumerate(events)
    ]
