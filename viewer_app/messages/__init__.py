"""What went wrong, to which thing, and what to do next: one catalogue, two languages, by code.

The code (``clip.truncated``) is stable: it stands in the audit trail and in ``--json`` output.
The sentence is for people and may be reworded. Facts fill the braces and are never personal data:
file names, dates, numbers, supervisors' sign-in names.

Each room keeps its own sentences in the module of its own name beside this one.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Language = Literal["nl", "en"]
Fact = str | int
LANGUAGES: tuple[Language, ...] = ("nl", "en")


class Message(NamedTuple):
    """One sentence or two, in both languages, with ``{fact}`` places."""

    nl: str
    en: str


def text(code: str, language: Language, facts: Mapping[str, Fact] | None = None) -> str:
    """The sentence for ``code``; an unknown code is shown as itself, never hidden."""
    message = catalogue().get(code)
    if message is None:
        return code
    sentence = message.nl if language == "nl" else message.en
    return sentence.format_map(_Facts(facts or {}))


def first_sentence(code: str, language: Language) -> str:
    """What happened, for who has no facts of it and nothing to do any more."""
    first = text(code, language).split(". ")[0].replace(" (…)", "").rstrip(".")
    return first if first.endswith("…") else first + "."


def catalogue() -> Mapping[str, Message]:
    """Every message of every room, by code."""
    from viewer_app.messages import (  # noqa: PLC0415 - the rooms' modules import Message from here
        anchors,
        approval,
        approve,
        audit,
        command,
        demo,
        desk,
        destruction,
        doctor,
        evidence,
        exports,
        guard,
        identity,
        incidents,
        intake,
        kiosk,
        letter,
        outcome,
        people,
        playback,
        policy,
        recording,
        reports,
        screen,
        session,
        sources,
        station,
        vault,
        verifying,
        writer,
    )

    rooms = (
        *(evidence, approval, session, identity, vault, station, guard, audit, playback, desk),
        *(anchors, people, intake, screen, command, policy, demo, exports, reports, incidents),
        *(kiosk, doctor, verifying, writer, destruction, letter, sources, approve),
        *(outcome, recording),
    )
    return {code: message for room in rooms for code, message in room.MESSAGES.items()}


class _Facts(dict[str, Fact]):
    """A missing fact must not hide the sentence it belongs to."""

    def __missing__(self, key: str) -> str:
        return "…"
