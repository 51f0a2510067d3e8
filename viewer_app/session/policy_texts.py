"""The municipality's own texts in ``policy.toml``: a table for each language, a key for each place.

    [texts.nl]
    conditions = "Neem gerust iets te drinken."
    end = "Uw fiets staat in de stalling achter het gemeentehuis."

They are plain text on one line. What is no language, no place or no such text is a fault of its
own; and where a text is in another language it must be in Dutch too, which is what everybody reads
who chose a language that has none.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from viewer_app.session.policy import Finding, Place
from viewer_app.session.tongue import Tongue

LONGEST_TEXT: Final = 300
"""Characters of one text: some four lines, at the size the visitor reads them."""
KEY: Final = "texts"
_SPACES: Final = "\u00a0\u202f"
"""French writes them before a colon; they are no control characters."""

Texts = Mapping[Tongue, Mapping[Place, str]]


def read_texts(value: object) -> tuple[Texts, tuple[tuple[str, Finding, object], ...]]:
    """The texts that can be used, and every fault: its key, what is wrong, and what was found."""
    if not isinstance(value, Mapping):
        return {}, ((KEY, Finding("policy.not_texts", {"allowed": ", ".join(Tongue)}), value),)
    texts: dict[Tongue, dict[Place, str]] = {}
    faults: list[tuple[str, Finding, object]] = []
    for language, told in value.items():
        key = f"{KEY}.{language}"
        if language not in set(Tongue):
            faults.append(
                (key, Finding("policy.no_language", {"allowed": ", ".join(Tongue)}), told)
            )
        elif not isinstance(told, Mapping):
            faults.append((key, Finding("policy.no_places", {"allowed": ", ".join(Place)}), told))
        else:
            tongue = Tongue(language)
            texts[tongue] = {}
            for place, words in told.items():
                fault = _fault(place, words)
                if fault is None:
                    texts[tongue][Place(place)] = words.strip()
                else:
                    faults.append((f"{key}.{place}", fault, words))
    return texts, (*faults, *(_without_dutch(texts) if not faults else ()))


def _fault(place: str, words: object) -> Finding | None:
    if place not in set(Place):
        return Finding("policy.no_place", {"allowed": ", ".join(Place)})
    text = words.strip() if isinstance(words, str) else ""
    plain = all(sign.isprintable() or sign in _SPACES for sign in text)
    if not 1 <= len(text) <= LONGEST_TEXT or not plain:
        return Finding("policy.not_text", {"most": LONGEST_TEXT})
    return None


def _without_dutch(texts: Texts) -> Iterator[tuple[str, Finding, object]]:
    dutch = texts.get(Tongue.DUTCH, {})
    for tongue, told in texts.items():
        for place, words in told.items():
            if place not in dutch:
                fault = Finding("policy.no_dutch", {"needed": f"{KEY}.{Tongue.DUTCH}.{place}"})
                yield f"{KEY}.{tongue}.{place}", fault, words
