"""What a verification found: four separate verdicts, never one green tick."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from viewer_app.messages import Fact
from viewer_app.session.calendar import AMSTERDAM


class State(StrEnum):
    """What can be said about one side of the trail."""

    HOLDS = "holds"
    ATTENTION = "attention"
    """Nothing is wrong with the trail, but a person should look: a moved clock, an open session."""
    NOT_PROVEN = "not_proven"
    """There was nothing to prove it with."""
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One thing found, by message code, with the first event it concerns."""

    code: str
    seq: int | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


FINDINGS_KEPT = 20
"""Findings listed in a verdict; ``Verdict.total`` counts all."""


@dataclass(frozen=True)
class Verdict:
    """One side of the trail: its state and what was found, by position."""

    state: State
    findings: tuple[Finding, ...] = ()
    total: int = 0

    @property
    def first_bad(self) -> int | None:
        """The first event concerned, where one can be named."""
        return min((found.seq for found in self.findings if found.seq is not None), default=None)


@dataclass(frozen=True)
class Report:
    """A trail verified up to ``size`` events.

    ``integrity``: every event is as it was signed. ``completeness``: every session is whole and in
    order. ``anchoring``: it is the same log that was seen elsewhere earlier. ``clock``: the times
    can be relied on.
    """

    origin: str
    size: int
    root: bytes
    sessions: int
    thorough: bool
    """Whether every signature, spelling and page was checked, or what suffices to find edits."""
    integrity: Verdict
    completeness: Verdict
    anchoring: Verdict
    clock: Verdict
    anchored_size: int = 0
    """The log is proved to be the one seen elsewhere up to this many events."""
    anchored_at: datetime | None = None
    """When the last of those was written, by the station's clock."""

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The four verdicts by name, in the order to show them."""
        return {
            "integrity": self.integrity,
            "completeness": self.completeness,
            "anchoring": self.anchoring,
            "clock": self.clock,
        }

    def told(self, name: str) -> list[tuple[str, Mapping[str, Fact]]]:
        """What there is to say of one verdict: message codes with their facts, in order."""
        verdict = self.verdicts[name]
        told: list[tuple[str, Mapping[str, Fact]]] = []
        if verdict.state is State.HOLDS:
            told.append((f"verdict.{name}.holds", self._facts()))
        for found in verdict.findings:
            known = {} if found.seq is None else {"seq": found.seq}
            told.append((found.code, {**known, **found.facts}))
        hidden = verdict.total - len(verdict.findings)
        if hidden:
            told.append(("verdict.more", {"count": hidden}))
        return told

    def _facts(self) -> Mapping[str, Fact]:
        at = self.anchored_at
        return {
            "size": self.size,
            "sessions": self.sessions,
            "anchored": self.anchored_size,
            "time": f"{at.astimezone(AMSTERDAM):%d-%m-%Y %H:%M:%S}" if at else "",
        }

    @property
    def broken(self) -> bool:
        """Whether any verdict is broken."""
        return any(verdict.state is State.BROKEN for verdict in self.verdicts.values())


def conclude(findings: list[Finding], attention: frozenset[str] = frozenset()) -> Verdict:
    """The verdict of these findings; those with a code in ``attention`` break nothing."""
    ordered = sorted(findings, key=lambda found: -1 if found.seq is None else found.seq)
    if not ordered:
        return Verdict(State.HOLDS)
    lenient = all(found.code in attention for found in ordered)
    state = State.ATTENTION if lenient else State.BROKEN
    return Verdict(state, tuple(ordered[:FINDINGS_KEPT]), len(ordered))
