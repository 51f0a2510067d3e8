"""Whether what the events of one session say agrees: of its documents, and of what its film did.

Only what an honest session cannot get wrong is asked. Where a stretch of film began and ended is
not: between an event and its effect the film runs on, and a player that learns the times of its
frames late tells other positions for them (``docs/decisions/0045-what-shown-is-held-against.md``).
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from viewer_app.audit.body import Entry
from viewer_app.audit.details import number, ranges, text, texts
from viewer_app.audit.report import Finding
from viewer_app.session.film import FASTEST, NORMAL_SPEED, SLOWEST

TELLING: Final = frozenset(
    {"identity.compared", "identity.checked", "viewing.speed_set", "viewing.shown"}
)
"""Events whose details are compared with those of others."""

_DOCUMENT: Final = "document"
_SPEEDS: Final = frozenset(range(SLOWEST, FASTEST + 1))
_UNNAMED: Final = frozenset({""})


class Claim(NamedTuple):
    """What one event says, as far as others must agree."""

    seq: int
    action: str
    document: str = ""
    fields: frozenset[str] = frozenset()
    """Of a comparison what differed, of a check what was accepted with a reason."""
    speeds: frozenset[int] = frozenset()
    """Percent."""


def read_claim(entry: Entry) -> Claim | None:
    """What this event of ``TELLING`` says; None where nothing is to agree with it."""
    details, seq, action = entry.details, entry.seq, entry.action
    match action:
        case "identity.compared":
            differs = frozenset(texts(details, "differs"))
            if entry.outcome != "ok":
                differs = differs or _UNNAMED
            return Claim(seq, action, text(details, _DOCUMENT), differs)
        case "identity.checked" if entry.outcome == "ok":
            reasoned = "overrule" in entry.commitments
            accepted = frozenset(texts(details, "overruled") if reasoned else ())
            return Claim(seq, action, text(details, _DOCUMENT), accepted)
        case "viewing.speed_set":
            return Claim(seq, action, speeds=frozenset({number(details, "speed_percent") or 0}))
        case "viewing.shown":
            told = {speed for _, _, speed, _ in ranges(details, "ranges")}
            # what no film has is for ``viewer_app.audit.bounds``
            return Claim(seq, action, speeds=frozenset(told & _SPEEDS))
    return None


def check_claims(claims: Mapping[str, Iterable[Claim]]) -> list[Finding]:
    """Where these sessions contradict themselves: at most one finding of a kind for each."""
    return [found for session, told in claims.items() for found in _check(session, told)]


def _check(session: str, claims: Iterable[Claim]) -> Iterable[Finding]:
    found: dict[str, Finding] = {}
    compared: Claim | None = None
    speeds = frozenset({NORMAL_SPEED})
    for claim in claims:
        code = ""
        match claim.action:
            case "identity.compared":
                compared = claim
            case "identity.checked" if compared is not None:
                code = "" if _accepts(claim, compared) else "verify.identity_not_overruled"
            case "viewing.speed_set":
                speeds |= claim.speeds
            case "viewing.shown":
                code = "" if claim.speeds <= speeds else "verify.shown_impossible"
        if code:
            found.setdefault(code, Finding(code, claim.seq, {"session": session}))
    return found.values()


def _accepts(check: Claim, compared: Claim) -> bool:
    """Whether every difference is accepted: those that were found, and the kind of document."""
    if compared.fields == _UNNAMED:
        return bool(check.fields)
    other_kind = compared.document not in {"", check.document}
    return compared.fields | ({_DOCUMENT} if other_kind else set()) <= check.fields
