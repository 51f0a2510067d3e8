"""The stable words of the audit trail, in words for people."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from viewer_app.messages import catalogue
from viewer_app.session.identity import Field
from viewer_app.session.policy import Companion, Document
from viewer_app.session.record import Action, Condition, End, Reason
from viewer_app.session.tongue import Tongue
from viewer_app.ui.language import first_sentence

_DOCUMENTS: Final[Mapping[str, object]] = {
    Document.PASSPORT: QT_TRANSLATE_NOOP("Words", "Passport"),
    Document.IDENTITY_CARD: QT_TRANSLATE_NOOP("Words", "Identity card"),
    Document.DRIVING_LICENCE: QT_TRANSLATE_NOOP("Words", "Driving licence"),
    Document.RESIDENCE_PERMIT: QT_TRANSLATE_NOOP("Words", "Residence permit"),
}
_ENDS: Final[Mapping[str, object]] = {
    End.COMPLETED: QT_TRANSLATE_NOOP("Words", "Completed"),
    End.REFUSED: QT_TRANSLATE_NOOP("Words", "Refused"),
    End.ABORTED: QT_TRANSLATE_NOOP("Words", "Stopped"),
    End.INTERRUPTED: QT_TRANSLATE_NOOP("Words", "Interrupted"),
    "open": QT_TRANSLATE_NOOP("Words", "Not closed"),
}
_GROUNDS: Final[Mapping[str, object]] = {
    "filmed": QT_TRANSLATE_NOOP("Words", "Was filmed"),
    "bystander": QT_TRANSLATE_NOOP("Words", "May be filmed as a bystander"),
}
_REGIMES: Final[Mapping[str, object]] = {
    "avg": QT_TRANSLATE_NOOP("Words", "GDPR (AVG)"),
    "wpg": QT_TRANSLATE_NOOP("Words", "Police Data Act (Wpg)"),
}
_CONDITIONS: Final[Mapping[str, object]] = {
    Condition.ALONE: QT_TRANSLATE_NOOP("Words", "watches alone"),
    Condition.NO_FILMING: QT_TRANSLATE_NOOP("Words", "does not film the screen"),
    Condition.NO_COPY: QT_TRANSLATE_NOOP("Words", "gets no copy"),
    Condition.SUPERVISOR_STAYS: QT_TRANSLATE_NOOP("Words", "supervisor stays"),
}
_COMPANIONS: Final[Mapping[str, object]] = {
    Companion.LEGAL_REPRESENTATIVE: QT_TRANSLATE_NOOP("Words", "Legal representative"),
    Companion.INTERPRETER: QT_TRANSLATE_NOOP("Words", "Interpreter"),
    Companion.PARENT_OF_MINOR: QT_TRANSLATE_NOOP("Words", "Parent of a minor"),
}
_FIELDS: Final[Mapping[str, object]] = {
    Field.DOCUMENT: QT_TRANSLATE_NOOP("Words", "Kind of document"),
    Field.EXPIRY: QT_TRANSLATE_NOOP("Words", "Validity"),
    Field.NAME: QT_TRANSLATE_NOOP("Words", "Name"),
    Field.SURNAME: QT_TRANSLATE_NOOP("Words", "Surname"),
    Field.GIVEN_NAMES: QT_TRANSLATE_NOOP("Words", "Given names"),
    Field.BIRTH_DATE: QT_TRANSLATE_NOOP("Words", "Date of birth"),
}
_POINTS: Final[Mapping[str, object]] = {
    "still_valid": QT_TRANSLATE_NOOP("Words", "Validity"),
    "photo_matches": QT_TRANSLATE_NOOP("Words", "Photo"),
    "name_matches": QT_TRANSLATE_NOOP("Words", "Name"),
    "birth_date_matches": QT_TRANSLATE_NOOP("Words", "Date of birth"),
    "document_accepted": QT_TRANSLATE_NOOP("Words", "Kind of document"),
    "zone_matches": QT_TRANSLATE_NOOP("Words", "Code of the document"),
}
_TONGUES: Final[Mapping[str, object]] = {
    Tongue.DUTCH: QT_TRANSLATE_NOOP("Words", "in Dutch"),
    Tongue.ENGLISH: QT_TRANSLATE_NOOP("Words", "in English"),
    Tongue.GERMAN: QT_TRANSLATE_NOOP("Words", "in German"),
    Tongue.FRENCH: QT_TRANSLATE_NOOP("Words", "in French"),
    Tongue.POLISH: QT_TRANSLATE_NOOP("Words", "in Polish"),
    Tongue.TURKISH: QT_TRANSLATE_NOOP("Words", "in Turkish"),
    Tongue.UKRAINIAN: QT_TRANSLATE_NOOP("Words", "in Ukrainian"),
    Tongue.ARABIC: QT_TRANSLATE_NOOP("Words", "in Arabic"),
}
_REASONS: Final[Mapping[str, object]] = {
    Reason.FINISHED: QT_TRANSLATE_NOOP("Words", "The visitor has seen the recording."),
    Reason.SIGNED_OUT: QT_TRANSLATE_NOOP("Words", "The supervisor signed out."),
    Reason.NOT_APPEARED: QT_TRANSLATE_NOOP("Words", "The visitor did not come."),
    Reason.CITIZEN_STOPPED: QT_TRANSLATE_NOOP("Words", "The visitor wanted to stop."),
    Reason.SUPERVISOR_STOPPED: QT_TRANSLATE_NOOP("Words", "The supervisor stopped at once."),
    Reason.CONDITIONS_BROKEN: QT_TRANSLATE_NOOP("Words", "A condition was not kept."),
    Reason.CONDITIONS_DECLINED: QT_TRANSLATE_NOOP(
        "Words", "The visitor did not agree to the conditions."
    ),
    Reason.IDENTITY_NOT_PROVEN: QT_TRANSLATE_NOOP("Words", "The identity could not be confirmed."),
    Reason.NO_DOCUMENT: QT_TRANSLATE_NOOP("Words", "The visitor had no identity document."),
    Reason.DOCUMENT_EXPIRED: QT_TRANSLATE_NOOP("Words", "The identity document had expired."),
    Reason.OTHER_PERSON: QT_TRANSLATE_NOOP(
        "Words", "The visitor is not the person in the approval."
    ),
    Reason.TOO_LATE: QT_TRANSLATE_NOOP("Words", "The visitor came too late."),
    Reason.COMPANION_STAYS: QT_TRANSLATE_NOOP("Words", "A companion did not want to leave."),
    Reason.WANTS_TO_FILM: QT_TRANSLATE_NOOP("Words", "The visitor wanted to film the screen."),
    Reason.TECHNICAL: QT_TRANSLATE_NOOP("Words", "Something did not work."),
    Reason.STATION_STOPPED: QT_TRANSLATE_NOOP("Words", "The program was ended."),
}
_TO_VISITOR: Final[Mapping[str, object]] = {
    Reason.IDENTITY_NOT_PROVEN: QT_TRANSLATE_NOOP(
        "Words",
        "You can make a new appointment. Bring a valid identity document with you.",
    ),
    Reason.NO_DOCUMENT: QT_TRANSLATE_NOOP(
        "Words",
        "We may only show the recording to the person it is about, so we need to see a document. "
        "You are welcome to make a new appointment and bring one.",
    ),
    Reason.DOCUMENT_EXPIRED: QT_TRANSLATE_NOOP(
        "Words",
        "Your document is no longer valid, so we may not use it. You are welcome to make a new "
        "appointment and bring a document that is valid.",
    ),
    Reason.OTHER_PERSON: QT_TRANSLATE_NOOP(
        "Words",
        "The approval has other details than your document. It may be our mistake. The desk will "
        "look at it with you.",
    ),
    Reason.TOO_LATE: QT_TRANSLATE_NOOP(
        "Words",
        "There is too little time left to watch without haste. You are welcome to make a new "
        "appointment.",
    ),
    Reason.COMPANION_STAYS: QT_TRANSLATE_NOOP(
        "Words",
        "You watch alone, because other people may be in the picture too. You are welcome to make "
        "a new appointment and come by yourself.",
    ),
    Reason.WANTS_TO_FILM: QT_TRANSLATE_NOOP(
        "Words",
        "Nobody may film or photograph the screen. That protects everybody in the picture, you "
        "too. You are welcome to make a new appointment to watch without filming.",
    ),
    Reason.CONDITIONS_DECLINED: QT_TRANSLATE_NOOP(
        "Words", "You can make a new appointment if you want to agree to the conditions."
    ),
}
_ACTIONS: Final[Mapping[str, object]] = {
    Action.SESSION_OPENED: QT_TRANSLATE_NOOP("Words", "Signed in, session opened"),
    Action.SIGN_IN_REFUSED: QT_TRANSLATE_NOOP("Words", "Sign-in refused"),
    Action.APPOINTMENT_CHOSEN: QT_TRANSLATE_NOOP("Words", "Appointment chosen"),
    Action.APPOINTMENT_NO_SHOW: QT_TRANSLATE_NOOP("Words", "The visitor did not come"),
    Action.IDENTITY_COMPARED: QT_TRANSLATE_NOOP("Words", "Code of the document compared"),
    Action.IDENTITY_CHECKED: QT_TRANSLATE_NOOP("Words", "Identity document checked"),
    Action.CONDITIONS_CONFIRMED: QT_TRANSLATE_NOOP("Words", "Conditions confirmed"),
    Action.VIEWING_STARTED: QT_TRANSLATE_NOOP("Words", "Recording opened"),
    Action.VIEWING_NOT_SHOWN: QT_TRANSLATE_NOOP("Words", "Recording could not be shown"),
    Action.VIEWING_PLAYED: QT_TRANSLATE_NOOP("Words", "Film played"),
    Action.VIEWING_PAUSED: QT_TRANSLATE_NOOP("Words", "Film paused"),
    Action.VIEWING_SOUGHT: QT_TRANSLATE_NOOP("Words", "Went to another moment of the film"),
    Action.VIEWING_STEPPED: QT_TRANSLATE_NOOP("Words", "Went through the film step by step"),
    Action.VIEWING_SCRUBBED: QT_TRANSLATE_NOOP("Words", "Dragged through the film"),
    Action.VIEWING_STILLS: QT_TRANSLATE_NOOP("Words", "Single pictures shown"),
    Action.VIEWING_HOVERED: QT_TRANSLATE_NOOP("Words", "Pointed at the timeline"),
    Action.VIEWING_THUMBNAILS: QT_TRANSLATE_NOOP("Words", "Small pictures shown"),
    Action.VIEWING_SPEED_SET: QT_TRANSLATE_NOOP("Words", "Speed changed"),
    Action.VIEWING_LOOP_SET: QT_TRANSLATE_NOOP("Words", "Part of the film to be repeated"),
    Action.VIEWING_LOOP_CLEARED: QT_TRANSLATE_NOOP("Words", "No part to be repeated any more"),
    Action.VIEWING_MARKED: QT_TRANSLATE_NOOP("Words", "Moment marked"),
    Action.VIEWING_STALLED: QT_TRANSLATE_NOOP("Words", "Film waited for the storage"),
    Action.VIEWING_RESUMED: QT_TRANSLATE_NOOP("Words", "Storage was back"),
    Action.VIEWING_CONTINUED: QT_TRANSLATE_NOOP("Words", "Viewing went on"),
    Action.VIEWING_ENDED: QT_TRANSLATE_NOOP("Words", "End of the film reached"),
    Action.VIEWING_SHOWN: QT_TRANSLATE_NOOP("Words", "What was shown was added up"),
    Action.VIEWING_STOPPED: QT_TRANSLATE_NOOP("Words", "Viewing finished"),
    Action.PRESENCE_ASKED: QT_TRANSLATE_NOOP("Words", "Asked whether the supervisor is there"),
    Action.PRESENCE_CONFIRMED: QT_TRANSLATE_NOOP("Words", "Supervisor confirmed to be there"),
    Action.INTEGRITY_FAILED: QT_TRANSLATE_NOOP("Words", "Recording is damaged or changed"),
    Action.GUARD_PROVEN: QT_TRANSLATE_NOOP("Words", "Screen protected against copying"),
    Action.GUARD_REFUSED: QT_TRANSLATE_NOOP("Words", "Screen not protected against copying"),
    Action.GUARD_LOST: QT_TRANSLATE_NOOP("Words", "Protection against copying was lost"),
    Action.KEYS_WIPED: QT_TRANSLATE_NOOP("Words", "Keys wiped from memory"),
    Action.SESSION_REFUSED: QT_TRANSLATE_NOOP("Words", "Session ended: refused"),
    Action.SESSION_ABORTED: QT_TRANSLATE_NOOP("Words", "Session ended: stopped early"),
    Action.SESSION_INTERRUPTED: QT_TRANSLATE_NOOP("Words", "Session ended: interrupted"),
    Action.SESSION_RECOVERED: QT_TRANSLATE_NOOP("Words", "Session found cut off at start"),
    Action.SESSION_CLOSED: QT_TRANSLATE_NOOP("Words", "Session closed and signed"),
    "trail.started": QT_TRANSLATE_NOOP("Words", "Trail begun"),
    "trail.continued": QT_TRANSLATE_NOOP("Words", "Trail of the year ended"),
    "key.kept": QT_TRANSLATE_NOOP("Words", "Signing key could not be replaced"),
    "incident.trail": QT_TRANSLATE_NOOP("Words", "Incident: somebody may have got at the trail"),
    "retention.year_removed": QT_TRANSLATE_NOOP("Words", "Trail of an old year removed"),
    "retention.values_erased": QT_TRANSLATE_NOOP("Words", "Personal values erased"),
    "review.exported": QT_TRANSLATE_NOOP("Words", "Trail exported"),
    "key.rotated": QT_TRANSLATE_NOOP("Words", "Signing key replaced"),
    "clock.step": QT_TRANSLATE_NOOP("Words", "The clock was moved"),
    "audit.storage_full": QT_TRANSLATE_NOOP("Words", "The disk was full"),
    "station.enrolled": QT_TRANSLATE_NOOP("Words", "Station enrolled"),
    "station.restored": QT_TRANSLATE_NOOP("Words", "Station restored from a backup"),
    "station.backed_up": QT_TRANSLATE_NOOP("Words", "Backup of the station"),
    "desk_key.added": QT_TRANSLATE_NOOP("Words", "Key of a desk trusted"),
    "desk_key.retired": QT_TRANSLATE_NOOP("Words", "Key of a desk retired"),
    "source.login_kept": QT_TRANSLATE_NOOP("Words", "Login kept for a place of packages"),
    "source.login_removed": QT_TRANSLATE_NOOP("Words", "Login removed for a place of packages"),
    "station.started": QT_TRANSLATE_NOOP("Words", "Program started"),
    "station.stopped": QT_TRANSLATE_NOOP("Words", "Program stopped"),
    "package.accepted": QT_TRANSLATE_NOOP("Words", "Recording taken in"),
    "package.set_aside": QT_TRANSLATE_NOOP("Words", "Package refused and set aside"),
    "destruction.started": QT_TRANSLATE_NOOP("Words", "Destruction of a recording begun"),
    "destruction.finished": QT_TRANSLATE_NOOP("Words", "Destruction of a recording ended"),
    "person.added": QT_TRANSLATE_NOOP("Words", "Person enrolled"),
    "person.passphrase_changed": QT_TRANSLATE_NOOP("Words", "Passphrase changed"),
    "person.key_added": QT_TRANSLATE_NOOP("Words", "Security key added"),
    "person.key_removed": QT_TRANSLATE_NOOP("Words", "Security key removed"),
    "person.removed": QT_TRANSLATE_NOOP("Words", "Person removed"),
    "review.opened": QT_TRANSLATE_NOOP("Words", "Auditor signed in"),
    "review.searched": QT_TRANSLATE_NOOP("Words", "Auditor searched for sessions"),
    "review.session_read": QT_TRANSLATE_NOOP("Words", "Auditor read a session"),
    "review.station_read": QT_TRANSLATE_NOOP("Words", "Auditor read the station's events"),
    "review.overview_read": QT_TRANSLATE_NOOP("Words", "Auditor looked at the overview"),
    "review.trail_verified": QT_TRANSLATE_NOOP("Words", "Trail verified"),
    "review.closed": QT_TRANSLATE_NOOP("Words", "Auditor signed out"),
}
_ROLES: Final[Mapping[str, object]] = {
    "supervisor": QT_TRANSLATE_NOOP("Words", "supervisor"),
    "desk": QT_TRANSLATE_NOOP("Words", "desk"),
    "auditor": QT_TRANSLATE_NOOP("Words", "auditor"),
    "administrator": QT_TRANSLATE_NOOP("Words", "administrator"),
    "station": QT_TRANSLATE_NOOP("Words", "station"),
}
_OUTCOMES: Final[Mapping[str, object]] = {
    "ok": QT_TRANSLATE_NOOP("Words", "done"),
    "refused": QT_TRANSLATE_NOOP("Words", "refused"),
    "failed": QT_TRANSLATE_NOOP("Words", "failed"),
}
_DETAILS: Final[Mapping[str, object]] = {
    "position_ms": QT_TRANSLATE_NOOP("Words", "at"),
    "to_ms": QT_TRANSLATE_NOOP("Words", "to"),
    "length_ms": QT_TRANSLATE_NOOP("Words", "length of the film"),
    "speed_percent": QT_TRANSLATE_NOOP("Words", "speed"),
    "from_ms": QT_TRANSLATE_NOOP("Words", "from"),
    "start_ms": QT_TRANSLATE_NOOP("Words", "from"),
    "end_ms": QT_TRANSLATE_NOOP("Words", "up to"),
    "pictures": QT_TRANSLATE_NOOP("Words", "pictures"),
    "passes": QT_TRANSLATE_NOOP("Words", "times repeated"),
    "remark": QT_TRANSLATE_NOOP("Words", "remark"),
    "waited_seconds": QT_TRANSLATE_NOOP("Words", "seconds waited"),
    "ground": QT_TRANSLATE_NOOP("Words", "ground"),
    "regime": QT_TRANSLATE_NOOP("Words", "law"),
    "desk": QT_TRANSLATE_NOOP("Words", "desk"),
    "document": QT_TRANSLATE_NOOP("Words", "document"),
    "conditions": QT_TRANSLATE_NOOP("Words", "conditions"),
    "language": QT_TRANSLATE_NOOP("Words", "read"),
    "companions": QT_TRANSLATE_NOOP("Words", "watched along"),
    "second_person": QT_TRANSLATE_NOOP("Words", "second member of staff"),
    "failed": QT_TRANSLATE_NOOP("Words", "does not agree"),
    "compared": QT_TRANSLATE_NOOP("Words", "compared"),
    "differs": QT_TRANSLATE_NOOP("Words", "differs"),
    "overruled": QT_TRANSLATE_NOOP("Words", "accepted all the same"),
    "overrule": QT_TRANSLATE_NOOP("Words", "why accepted"),
    "reason": QT_TRANSLATE_NOOP("Words", "why"),
    "cause": QT_TRANSLATE_NOOP("Words", "why"),
    "since": QT_TRANSLATE_NOOP("Words", "due since"),
    "end": QT_TRANSLATE_NOOP("Words", "end"),
    "watermark": QT_TRANSLATE_NOOP("Words", "code in the picture"),
    "package": QT_TRANSLATE_NOOP("Words", "package"),
    "session": QT_TRANSLATE_NOOP("Words", "session"),
    "case": QT_TRANSLATE_NOOP("Words", "case number"),
    "remarks": QT_TRANSLATE_NOOP("Words", "remarks"),
    "file": QT_TRANSLATE_NOOP("Words", "file"),
    "size": QT_TRANSLATE_NOOP("Words", "events"),
    "version": QT_TRANSLATE_NOOP("Words", "version"),
}


def detail(name: str) -> str:
    """What a detail of an event is. One that this program does not know is shown by its name."""
    return _say(_DETAILS, name)


def document(kind: str) -> str:
    """A kind of identity document."""
    return _say(_DOCUMENTS, kind)


def ground(why: str) -> str:
    """On what ground somebody may watch."""
    return _say(_GROUNDS, why)


def regime(law: str) -> str:
    """The law that a recording falls under."""
    return _say(_REGIMES, law)


def condition(name: str) -> str:
    """A condition of viewing that was confirmed, as part of a sentence."""
    return _say(_CONDITIONS, name)


def companion(kind: str) -> str:
    """Who came along."""
    return _say(_COMPANIONS, kind)


def counted(who: str, number: int) -> str:
    """Somebody, and how many of the kind where it is more than one."""
    return who if number == 1 else f"{who} ({number})"


def companions(told: Mapping[str, int]) -> str:
    """Who came along, and how many of each kind, as part of a sentence."""
    return ", ".join(counted(companion(kind).lower(), number) for kind, number in told.items())


def agreed(conditions: Iterable[str], company: Mapping[str, int]) -> list[str]:
    """The conditions that were confirmed; who has company does not watch alone."""
    told = [condition(name) for name in conditions if not (company and name == Condition.ALONE)]
    if not company:
        return told
    along = QCoreApplication.translate("Words", "watches with: {companions}")
    return [along.format(companions=companions(company)), *told]


def tongue(code: str) -> str:
    """In which language a visitor read."""
    return _say(_TONGUES, code)


def end(how: str) -> str:
    """How a session ended; ``open``: it did not."""
    return _say(_ENDS, how)


def field(name: str) -> str:
    """A field of an identity document that was compared."""
    return _say(_FIELDS, name)


def point(name: str) -> str:
    """A point of the identity check that failed."""
    return _say(_POINTS, name)


def reason(why: str) -> str:
    """Why a session ended: a person's reason, or what happened, of a message code."""
    if why not in _REASONS and why in catalogue():
        return first_sentence(why)
    return _say(_REASONS, why)


def to_visitor(why: str) -> str:
    """What can be said to a visitor whose appointment ends for this reason; "" if nothing of its
    own.
    """
    return _say(_TO_VISITOR, why) if why in _TO_VISITOR else ""


def action(code: str) -> str:
    """What happened. An action this program does not know is shown by its code."""
    return _say(_ACTIONS, code)


def role(name: str) -> str:
    """Who acted."""
    return _say(_ROLES, name)


def outcome(name: str) -> str:
    """How an action ended."""
    return _say(_OUTCOMES, name)


def _say(table: Mapping[str, object], key: str) -> str:
    words = table.get(key)
    return key if words is None else QCoreApplication.translate("Words", str(words))
