"""Enrolling a station: keys, rules, trail and settings, all of it or nothing."""

import json
import secrets
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.errors import system_reason
from viewer_app.evidence.addresses import DeskPin
from viewer_app.evidence.age import X25519Identity
from viewer_app.evidence.secret import Secret
from viewer_app.files import write_new
from viewer_app.messages import Language
from viewer_app.session.policy import Document, Policy, Weakness
from viewer_app.session.policy_file import parse_policy, refuse_faults
from viewer_app.session.policy_texts import LONGEST_TEXT
from viewer_app.station.errors import StationError
from viewer_app.station.home import Home
from viewer_app.station.identity_lock import RFC_9106, Cost
from viewer_app.station.settings import Settings, check_station_id
from viewer_app.vault import Vault

STATION_SECRET: Final = "station-secret"  # noqa: S105 - the name of the key, not the key
AUDIT_KEY: Final = "audit-key"
INTAKE_KEY: Final = "intake-key"
OTHER_AUDIT_KEY: Final = "audit-key-2"
"""Where the next audit key is kept until the trail has changed to it; then the two change roles."""
KEYS: Final = (STATION_SECRET, AUDIT_KEY, INTAKE_KEY)
"""Every key a station keeps in the keyring from its enrolment on: 32 bytes each."""

_KEY_BYTES: Final = 32

StartTrail = Callable[[Ed25519PrivateKey], str]
"""Makes the station's audit trail, signed with this key; returns the public key as text."""


def enrol(
    home: Home,
    *,
    station: str,
    policy: Policy,
    desks: Sequence[DeskPin],
    demonstration: bool,
    language: Language,
    start_trail: StartTrail,
    argon2id: Cost = RFC_9106,
) -> Settings:
    """Make this computer a station.

    ``argon2id`` is what the passphrases of its people will cost to try.

    The keys go to the keyring, the rules to ``policy.toml``, and last of all the settings to
    ``station.toml``: without that file nothing else counts. What fails on the way is undone.

    Raises StationError (``station.enrolled``, ``station.id_malformed``, ``station.leftovers`` where
    rules or an audit trail of an earlier station are in the directory, ``home.…``), PolicyError
    where the rules may not say what they say, VaultError, AuditUnavailable.
    """
    check_station_id(station)
    rules = policy_text(policy)
    refuse_faults(parse_policy(rules, home.policy.name)[1])
    if home.settings.exists():
        raise StationError("station.enrolled", directory=home.path.name)
    home.create()
    service = f"inzagestation-{secrets.token_hex(8)}"
    vault = Vault(service)
    with ExitStack() as undo:
        for name in KEYS:
            undo.callback(vault.take_back, name)
            with Secret.random(_KEY_BYTES) as key:
                vault.put(name, key)
        try:
            write_new(home.policy, rules.encode("utf-8"))
            undo.callback(home.policy.unlink, missing_ok=True)
            with vault.take(AUDIT_KEY) as key:
                signer = Ed25519PrivateKey.from_private_bytes(key.view)
            audit_key = start_trail(signer)
            undo.callback(_remove_all, home.audit)
            with X25519Identity.from_secret(vault.take(INTAKE_KEY)) as intake:
                settings = Settings(
                    station=station,
                    demonstration=demonstration,
                    language=language,
                    vault=service,
                    recipient=str(intake.recipient),
                    audit_key=audit_key,
                    desks=tuple(desks),
                    argon2id=argon2id,
                )
            settings.save_new(home.settings)
        except FileExistsError as error:
            raise StationError("station.leftovers", file=Path(str(error.filename2)).name) from None
        except OSError as error:
            reason = system_reason(error)
            raise StationError("home.unusable", directory=home.path.name, reason=reason) from None
        undo.pop_all()
    return settings


def forget_keys(settings: Settings) -> None:
    """Destroy every key of this station: nothing sealed for it can be opened any more.

    Raises VaultError.
    """
    vault = Vault(settings.vault)
    for name in (*KEYS, OTHER_AUDIT_KEY):
        vault.remove(name)


def policy_text(policy: Policy) -> str:
    """A ``policy.toml`` that says these rules, with words for who changes them by hand."""
    documents = ", ".join(f'"{document.value}"' for document in policy.documents)
    companions = ", ".join(f'"{companion.value}"' for companion in policy.companions)
    grounds = ", ".join(f'"{ground.value}"' for ground in policy.grounds)
    languages = ", ".join(f'"{spoken.value}"' for spoken in policy.languages)
    known = ", ".join(document.value for document in Document)
    weaknesses = ", ".join(weakness.value for weakness in Weakness)
    accepted = ", ".join(f'"{weakness.value}"' for weakness in policy.accepted)
    municipality = policy.municipality.replace("\\", "\\\\").replace('"', '\\"')
    return f"""\
# De regels van de gemeente · the municipality's rules.
# Het station leest dit bestand bij elke start · read whenever the station starts.

# De naam zoals de bezoeker die ziet · the name as the visitor sees it.
municipality = "{municipality}"

# Tot en met welke dag na de opname een verzoek op tijd is. De dag van de opname is dag 0.
# Up to which day after the recording a request is in time. The day of the recording is day 0.
request_days = {policy.request_days}

# Hoeveel dagen een opname wordt bewaard, tenzij er een bewaarplicht is vastgelegd.
# How many days a recording is kept, unless a legal hold is recorded.
retention_days = {policy.retention_days}

# Hoeveel dagen na het verzoek een toegewezen verzoek de opname vasthoudt voor de afspraak; 0: niet.
# How many days after the request a granted one keeps the recording for the appointment; 0: not.
hold_days = {policy.hold_days}

# Wie een opname mag zien: wie gefilmd is (filmed), wie vermoedt als omstander gefilmd te zijn
# (bystander) · who may see a recording: who was filmed, who suspects it as a bystander.
grounds = [{grounds}]

# Welke identiteitsbewijzen gelden · which identity documents are accepted:
# {known}
documents = [{documents}]

# Wie er mag meekijken; zonder iets hierin niemand. Wie er was staat in het logboek, naar soort:
# legal_representative, interpreter, parent_of_minor (tot de bezoeker 18 is).
# Who may watch along; with nothing here nobody. Who did is recorded, by kind; a parent up to 18.
companions = [{companions}]

# Of er naast de leidinggevende een tweede medewerker bij moet zijn: true of false.
# Whether a second member of staff must be there, beside the supervisor.
second_person = {str(policy.second_person).lower()}

# Hoe vaak een goedkeuring een opname mag laten bekijken.
# How often an approval may allow its recording to be shown.
viewings = {policy.viewings}

# Waarna het station zijn exemplaar van een opname vernietigt: na de laatste dag dat zij bewaard
# wordt (retention), ook na de laatste keer kijken (last_viewing), of ook na de afspraak
# (appointment) · after what the station destroys its copy of a recording: after the last day it is
# kept, also after the last viewing, or also after the appointment.
destroy_after = "{policy.destroy_after.value}"

# Hoeveel minuten een afspraak mag duren · how many minutes an appointment may last.
appointment_minutes = {policy.appointment_minutes}

# Hoeveel minuten voor het begin, en na het einde, van de afspraak een opname nog open mag.
# How many minutes before the appointment, and after it, a recording may be opened.
early_minutes = {policy.early_minutes}
late_minutes = {policy.late_minutes}

# Hoeveel minuten een opname hoogstens op het scherm staat in een sessie; 0: geen grens.
# For how many minutes at most a recording is on screen in one session; 0: no limit.
viewing_minutes = {policy.viewing_minutes}

# Welke talen de schermen aanbieden · which languages the screens offer: nl, en
languages = [{languages}]

# Hoeveel schermen er mogen zijn terwijl een opname wordt getoond.
# How many screens there may be while a recording is shown.
screens = {policy.screens}

# Om de hoeveel minuten de leidinggevende tijdens het kijken de wachtzin opnieuw typt; 0: nooit.
# Every how many minutes the supervisor types the passphrase again while viewing; 0: never.
presence_minutes = {policy.presence_minutes}

# Na hoeveel dagen zonder verankering elders (anchors.toml) geen sessie meer begint; 0: nooit.
# After how many days without an anchor elsewhere (anchors.toml) no session begins; 0: never.
anchor_days = {policy.anchor_days}

# Hoeveel hele jaren het logboek van een jaar na zijn einde wordt bewaard.
# For how many whole years a year's audit trail is kept after its end.
trail_years = {policy.trail_years}

# Zonder zandbak van het systeem (Landlock, seccomp) niet starten, of wel: required, if_available.
# Where the system has no sandbox (Landlock, seccomp), do not start, or do.
sandbox = "{policy.sandbox.value}"

# Zonder de eigen kopie van libVLC geen echte opname openen, of wel: required, if_available.
# Without the program's own copy of libVLC, open no real recording, or do.
own_libvlc = "{policy.own_libvlc.value}"

# Waardoor het geheugen van het programma kan uitlekken, en wat u daarvan aanvaardt; anders opent
# er dan geen echte opname. In what way the program's memory may get out, and what of it you accept;
# else no real recording opens then:
# {weaknesses}
accepted = [{accepted}]

# Wat de gemeente toevoegt aan wat de bezoeker leest, elk tot en met {LONGEST_TEXT} tekens. Wie een
# taal zonder tekst koos leest het Nederlands. Haal de hekjes weg en laat dit onderaan staan:
# What the municipality adds to what the visitor reads; without the signs, at the end:
# [texts.nl]
# conditions = "Neem gerust iets te drinken."
# end = "Uw fiets staat in de stalling achter het gemeentehuis."
{_own_texts(policy)}"""


def _own_texts(policy: Policy) -> str:
    """The tables of the municipality's own texts; a JSON string of printable text is TOML too."""
    lines = []
    for tongue, told in policy.texts.items():
        lines.append(f"\n[texts.{tongue.value}]\n")
        for place, words in told.items():
            lines.append(f"{place.value} = {json.dumps(words, ensure_ascii=False)}\n")
    return "".join(lines)


def _remove_all(directory: Path) -> None:
    for path in directory.iterdir():
        path.unlink()
