"""Sessions as OTLP/JSON spans in the shape of *Logboek dataverwerkingen* (Logius), a span a line.

Each line is a whole OTLP ``TracesData`` message (opentelemetry-proto, JSON encoding: ids in
hexadecimal, 64-bit numbers as strings), which a collector's ``otlpjson`` receiver reads. A session
is a trace; the session itself, each run of the film and every other step are its spans. By the
standard's rules each line concerns at most one person, under a pseudonym, and none names an
employee: who did it stands in the audit trail, found by ``bwv.log`` and ``bwv.seq``.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from viewer_app.audit.body import Entry, milliseconds
from viewer_app.audit.exports.events import Leaf, WholeSession
from viewer_app.audit.exports.pseudonym import span_id, subject_id, trace_id

SUBJECT_TYPE: Final = "inzagestation-approval"
"""``dpl.core.data_subject_id_type``: the pseudonym stands for the holder of an approval."""

_INTERNAL: Final = 1
_OK: Final = 1
_ERROR: Final = 2
_RUN_BEGINS: Final = "viewing.played"
_RUN_ENDS: Final = frozenset(
    {"viewing.played", "viewing.paused", "viewing.ended", "viewing.stepped", "viewing.scrubbed"}
    | {"keys.wiped", "session.recovered"}
)
_TOLD: Final = frozenset(
    {
        "position_ms",
        "to_ms",
        "speed_percent",
        "length_ms",
        "from_ms",
        "start_ms",
        "end_ms",
        "pictures",
        "passes",
        "ranges",
        "end",
        "reason",
        "code",
        "platform",
        "document",
        "ground",
    }
    | {"clip_sha256", "original_sha256", "findings", "conditions", "failed", "last_action"}
)
"""Details that can name nobody; all others stay in the trail."""


def write_spans(sessions: Iterable[WholeSession], activity: str) -> Iterator[bytes]:
    """One line for each span. ``activity``: the URI of this processing in the register."""
    for session in sessions:
        for span in _spans(session, activity):
            scope = {"scope": {"name": "inzagestation.audit"}, "spans": [span]}
            resource = {
                "service.name": "inzagestation",
                "service.instance.id": session.opened.source,
                "service.version": session.version,
            }
            message = {
                "resourceSpans": [
                    {
                        "resource": {"attributes": _attributes(resource)},
                        "scopeSpans": [scope],
                    }
                ]
            }
            yield json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _spans(session: WholeSession, activity: str) -> Iterator[dict[str, Any]]:
    opened = session.opened
    shared = {"dpl.core.processing_activity_id": activity, "bwv.log": opened.log}
    if session.approval:
        shared["dpl.core.data_subject_id"] = subject_id(opened.log, session.approval)
        shared["dpl.core.data_subject_id_type"] = SUBJECT_TYPE

    def span(name: str, first: Leaf, last: Entry, *, failed: bool) -> dict[str, Any]:
        entry = first.entry
        told = {f"bwv.{key}": value for key, value in entry.details.items() if key in _TOLD}
        proof = {"bwv.seq": entry.seq, "bwv.leaf": base64.b64encode(first.hash).decode()}
        made = {
            "traceId": trace_id(entry.log, entry.session).hex(),
            "spanId": span_id(entry.log, entry.session, entry.seq).hex(),
            "name": name,
            "kind": _INTERNAL,
            "startTimeUnixNano": _nanoseconds(entry),
            "endTimeUnixNano": _nanoseconds(last),
            "attributes": _attributes({**shared, **proof, **told}),
            "status": {"code": _ERROR if failed else _OK},
        }
        if entry is not opened:
            parent = span_id(opened.log, opened.session, opened.seq)
            made["parentSpanId"] = parent.hex()
        return made

    # Stopping early and refusing are decisions that were carried out: only an interruption failed.
    interrupted = session.closed.details.get("end") == "interrupted"
    yield span("session", session.leaves[0], session.closed, failed=interrupted)
    for place, leaf in enumerate(session.leaves[1:], start=1):
        entry = leaf.entry
        last = _run_end(session.leaves[place:]) if entry.action == _RUN_BEGINS else entry
        yield span(entry.action, leaf, last, failed=entry.outcome == "failed")


def _run_end(leaves: list[Leaf]) -> Entry:
    """Where the run of the film that begins with the first of these ends."""
    later = [leaf.entry for leaf in leaves[1:]]
    return next((entry for entry in later if entry.action in _RUN_ENDS), leaves[-1].entry)


def _nanoseconds(entry: Entry) -> str:
    return str(milliseconds(entry.time) * 1_000_000)


def _attributes(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"key": key, "value": _value(value)} for key, value in values.items()]


def _value(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int):
        return {"intValue": str(value)}
    if isinstance(value, list):
        return {"arrayValue": {"values": [_value(member) for member in value]}}
    return {"stringValue": value if isinstance(value, str) else json.dumps(value)}
