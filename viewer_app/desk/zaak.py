"""A case of the ZGW Zaken API (VNG, 1.x) as a request: ``zaak`` with its roles and properties.

The mapping is documented in ``docs/desk.md``. Of a case only the fields named here are read. What
identifies a person by number (``inpBsn``, ``inpA_nummer``, ``anpIdentificatie``) is dropped while
the JSON is parsed: it is in nothing that this module returns or says.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Final, NoReturn

from viewer_app.desk.errors import DeskError
from viewer_app.desk.fields import Asked, Fault, Keys, ListRefused, read_asked
from viewer_app.desk.moments import is_day, parse_day, parse_moment
from viewer_app.session.calendar import AMSTERDAM

PROPERTIES: Final = {
    "opname_bestand": "clip",
    "opname_begin": "recorded_at",
    "verzoek_ontvangen": "requested_at",
    "grond": "ground",
    "regime": "regime",
    "afspraak_begin": "from",
    "afspraak_einde": "until",
    "aantal_keren": "viewings",
    "bewaren_reden": "hold_reason",
    "bewaren_grondslag": "hold_basis",
    "bewaren_door": "hold_by",
    "bewaren_tot": "hold_until",
}
"""Which property of a case (``eigenschappen``) says which field of a request."""

_NUMBERS: Final = frozenset({"inpbsn", "inpa_nummer", "inpanummer", "anpidentificatie", "bsn"})
"""Keys, in lower case, whose values are never kept."""
_PROPERTY: Final = re.compile(r"[A-Za-z][A-Za-z _-]{0,39}")
"""A name that may be shown."""
_PERSON: Final = "rollen.betrokkeneIdentificatie"
_NAMES: Final = {
    **{field: f"eigenschappen.{name}" for name, field in PROPERTIES.items()},
    "case": "identificatie",
    "requested_at": "eigenschappen.verzoek_ontvangen, startdatum, registratiedatum",
    "name": f"{_PERSON}.geslachtsnaam",
    "birth_date": f"{_PERSON}.geboortedatum",
}
_DAYS: Final = ("startdatum", "registratiedatum")
_STUF_DAY: Final = 8
"""Digits of a day as StUF writes it, YYYYMMDD."""

Json = Mapping[str, object]


def parse_zaak(data: bytes, file: str, keys: Keys) -> Asked:
    """The request that a case makes.

    Raises ListRefused with every fault: ``zaak.malformed`` for what is no JSON object,
    ``zaak.not_one_person`` where the initiator cannot be told, ``zaak.property_twice``, and those
    of fields that are missing or wrong.
    """
    zaak = _parse(data, file)
    faults: list[Fault] = []
    ignored: list[str] = []
    texts = {"case": _text(zaak, "identificatie")}
    for name, value in _properties(zaak):
        field = PROPERTIES.get(name)
        if field is None:
            ignored.append(name if _PROPERTY.fullmatch(name) else "?")
            continue
        if field in texts:
            faults.append(Fault("zaak.property_twice", field=f"eigenschappen.{name}"))
        texts[field] = value
    if not texts.get("requested_at"):
        texts["requested_at"] = _first_day(zaak)
    people = list(_initiators(zaak))
    if len(people) == 1:
        texts |= {"name": _name(people[0]), "birth_date": _birth_date(people[0])}
    asked, wrong = read_asked(texts, keys, names=_NAMES, requested_at=_moment_of)
    if len(people) != 1:
        facts = {"count": len(people)}
        faults.append(Fault("zaak.not_one_person", field="rollen", facts=facts))
        wrong = tuple(one for one in wrong if not one.field.startswith(_PERSON))
    faults += wrong
    if faults or asked is None:
        raise ListRefused(file, faults)
    return replace(asked, ignored=tuple(ignored))


def _parse(data: bytes, file: str) -> Json:
    def keep(pairs: list[tuple[str, object]]) -> dict[str, object]:
        return {key: value for key, value in pairs if key.casefold() not in _NUMBERS}

    try:
        zaak = json.loads(data.decode("utf-8-sig"), object_pairs_hook=keep)
    except json.JSONDecodeError as error:
        _refuse(file, Fault("zaak.malformed", error.lineno))
    except (UnicodeDecodeError, RecursionError, ValueError):
        _refuse(file, Fault("zaak.malformed"))
    if not isinstance(zaak, dict):
        _refuse(file, Fault("zaak.malformed"))
    return zaak


def _refuse(file: str, fault: Fault) -> NoReturn:
    raise ListRefused(file, [fault]) from None


def _text(of: Json, key: str) -> str:
    """A text, without spaces around it; "" where there is none."""
    value = of.get(key)
    return value.strip() if isinstance(value, str) else ""


def _parts(zaak: Json, name: str) -> Iterator[Json]:
    """Related objects: expanded (``?expand=``, since 1.5), or put in place of their addresses."""
    expanded = zaak.get("_expand")
    places: Sequence[Json] = [expanded, zaak] if isinstance(expanded, dict) else [zaak]
    for place in places:
        found = place.get(name)
        if isinstance(found, list) and any(isinstance(one, dict) for one in found):
            yield from (one for one in found if isinstance(one, dict))
            return


def _properties(zaak: Json) -> Iterator[tuple[str, str]]:
    for one in (*_parts(zaak, "eigenschappen"), *_parts(zaak, "zaakeigenschappen")):
        yield _text(one, "naam"), _text(one, "waarde")


def _initiators(zaak: Json) -> Iterator[Json]:
    for role in _parts(zaak, "rollen"):
        person = role.get("betrokkeneIdentificatie")
        is_person = role.get("betrokkeneType") == "natuurlijk_persoon"
        if is_person and role.get("omschrijvingGeneriek") == "initiator":
            yield person if isinstance(person, dict) else {}


def _name(person: Json) -> str:
    """As on an identity document: first names, or initials, and the family name."""
    family = _text(person, "geslachtsnaam")
    first = _text(person, "voornamen") or _text(person, "voorletters")
    words = (first, _text(person, "voorvoegselGeslachtsnaam"), family)
    return " ".join(filter(None, words)) if family else ""


def _birth_date(person: Json) -> str:
    text = _text(person, "geboortedatum")
    if len(text) == _STUF_DAY and text.isascii() and text.isdigit():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def _first_day(zaak: Json) -> str:
    """The earlier of the two days of a case; the text itself where one is no day."""
    given = [text for key in _DAYS if (text := _text(zaak, key))]
    return next((text for text in given if not _is_in_calendar(text)), min(given, default=""))


def _is_in_calendar(text: str) -> bool:
    try:
        parse_day(text)
    except DeskError:
        return False
    return True


def _moment_of(text: str, recorded_at: datetime | None) -> datetime:
    """The first moment of a day that is not before the recording, where only the day is known.

    The rules count calendar days, so that no rule depends on the hour. Raises DeskError
    (``moment.…``, ``day.malformed``).
    """
    if not is_day(text):
        return parse_moment(text)
    day = parse_day(text)
    if recorded_at and recorded_at.astimezone(AMSTERDAM).date() == day:
        return recorded_at
    try:
        return datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)
    except OverflowError:
        raise DeskError("moment.malformed") from None
