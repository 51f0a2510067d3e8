"""Events as syslog messages (RFC 5424) for a SIEM, in facility 13 (log audit).

Structured data under ``inzage@32473`` (32473 is the number that RFC 5612 keeps for documentation;
this program has no number of its own) says which log, place, session, leaf hash, role, actor,
object and outcome; the text is the event's details. Copies are for alerts; they are no evidence.
"""

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from viewer_app.audit.body import Entry, write_time
from viewer_app.audit.exports.events import Leaf

FACILITY: Final = 13
STRUCTURE: Final = "inzage@32473"

_ERROR, _WARNING, _NOTICE, _INFORMATIONAL = 3, 4, 5, 6
_BY_OUTCOME: Final = {"ok": _INFORMATIONAL, "refused": _NOTICE, "failed": _ERROR}
_WARNED: Final = frozenset(
    {"clock.step", "guard.lost", "guard.refused", "session.recovered", "signin.refused"}
)
_ABSENT: Final = "-"
_MARK: Final = b"\xef\xbb\xbf"


def write_syslog(leaves: Iterable[Leaf]) -> Iterator[bytes]:
    """One message for each event, without a line end: a file adds one, a socket a length."""
    for leaf in leaves:
        entry = leaf.entry
        header = " ".join(
            (
                f"<{FACILITY * 8 + _severity(entry)}>1",
                write_time(entry.time),
                _name(entry.source, 255),
                "inzagestation",
                _ABSENT,
                _name(entry.action, 32),
            )
        )
        data = _structure(
            {
                "log": entry.log,
                "seq": str(entry.seq),
                "session": entry.session,
                "leaf": base64.b64encode(leaf.hash).decode(),
                "role": entry.role,
                "actor": entry.actor,
                "object": entry.object,
                "outcome": entry.outcome,
            }
        )
        text = json.dumps(entry.details, ensure_ascii=False, sort_keys=True)
        yield f"{header} {data} ".encode() + _MARK + text.encode()


def _severity(entry: Entry) -> int:
    usual = _BY_OUTCOME.get(entry.outcome, _ERROR)
    return min(usual, _WARNING) if entry.action in _WARNED else usual


def _name(text: str, limit: int) -> str:
    """A name in the header: printable ASCII without blanks (RFC 5424, 6)."""
    return re.sub(r"[^!-~]", "?", text)[:limit] or _ABSENT


def _structure(values: Mapping[str, str]) -> str:
    pairs = " ".join(f'{name}="{_escaped(value)}"' for name, value in values.items())
    return f"[{STRUCTURE} {pairs}]"


def _escaped(text: str) -> str:
    """A value (RFC 5424, 6.3.3), with no sign in it that would end a line or command a terminal."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return re.sub(r'(["\\\]])', r"\\\1", plain)
