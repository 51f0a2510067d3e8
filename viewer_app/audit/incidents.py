"""Signs that somebody got at the trail: an event of its own, kept beside it while it cannot be.

A trail that was replaced, or that asks for another key, takes no event. What was noticed is then
added to a small file beside it, and goes into the trail as soon as it can be opened again. That
file proves nothing by itself: whoever got at the trail can remove it.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from viewer_app.audit import canonical
from viewer_app.audit.body import read_time, write_time
from viewer_app.errors import InzageError
from viewer_app.files import sync_directory
from viewer_app.session.ports import Clock, Json

INCIDENT: Final = "incident.trail"
"""The event: something is wrong with the trail that no ordinary use explains."""

SUSPECT: Final = frozenset(
    {
        "trail.missing",
        "trail.replaced",
        "trail.damaged",
        "trail.not_a_trail",
        "trail.schema_changed",
        "trail.other_writer",
        "trail.other_origin",
        "trail.other_key",
        "trail.head_invalid",
        "trail.link_broken",
    }
)
"""Refusals of the trail that may be somebody's work; a full disk is not among them."""

_NOTES: Final = "incidents.jsonl"
_NOTES_LIMIT: Final = 16 * 1024
"""Bytes: many times what a station that is started again and again notices in a day."""


class IncidentNotes:
    """The file beside the trail. Nothing here raises: what is refused is told elsewhere already."""

    def __init__(self, directory: Path, clock: Clock) -> None:
        self._path = directory / _NOTES
        self._clock = clock

    def note(self, error: InzageError) -> None:
        """Keep that the trail refused, if that may be somebody's work."""
        if error.code not in SUSPECT:
            return
        line = canonical.encode({"code": error.code, "noted": write_time(self._clock.now())})
        with suppress(OSError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
            with os.fdopen(os.open(self._path, flags, 0o600), "ab") as file:
                if file.tell() > _NOTES_LIMIT:
                    return
                file.write(line.encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            sync_directory(self._path.parent)

    def read(self) -> list[Mapping[str, Json]]:
        """What was noted, as details of events; lines that are none of ours are passed over."""
        try:
            with self._path.open("rb") as file:
                lines = file.read(2 * _NOTES_LIMIT).splitlines()
        except OSError:
            return []
        found: list[Mapping[str, Json]] = []
        for line in lines:
            with suppress(ValueError, TypeError, KeyError, RecursionError):
                note = json.loads(line)
                code, noted = note["code"], note["noted"]
                if code in SUSPECT:
                    found.append({"code": code, "noted": write_time(read_time(noted))})
        return found

    def clear(self) -> None:
        """It all stands in the trail now."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
