"""Stable object names of the widgets that people, tests and the tour act on.

A name is ``screen.thing`` and never changes with language or look. Accessible names, which do
change with the language, are set beside the texts of each widget.
"""

from typing import Final


class Frame:
    """Around every screen."""

    DEMONSTRATION: Final = "frame.demonstration"
    STOP: Final = "frame.stop"
    LANGUAGE: Final = "frame.language"
    TEXT_SIZE: Final = "frame.text_size"
    SWAP: Final = "frame.swap_screens"


class Citizen:
    """The citizen's own screen."""

    WINDOW: Final = "citizen"
    SHEET: Final = "citizen.sheet"
    FILM: Final = "citizen.film"


class Fault:
    """The station cannot start."""

    SCREEN: Final = "fault"
    LANGUAGE: Final = "fault.language"
    CLOSE: Final = "fault.close"


class SignIn:
    """Signing in, as a supervisor; the auditor's door has the same parts."""

    SCREEN: Final = "signin"
    NAME: Final = "signin.name"
    PHRASE: Final = "signin.passphrase"
    ENTER: Final = "signin.enter"
    AUDITOR: Final = "signin.auditor"


class AuditorSignIn:
    """Signing in as an auditor."""

    SCREEN: Final = "auditor"
    NAME: Final = "auditor.name"
    PHRASE: Final = "auditor.passphrase"
    ENTER: Final = "auditor.enter"
    BACK: Final = "auditor.back"


class Agenda:
    """Today's appointments."""

    SCREEN: Final = "agenda"
    ANCHORS: Final = "agenda.anchors"
    SOURCES: Final = "agenda.sources"
    LOOK_AGAIN: Final = "agenda.look_again"
    SIGN_OUT: Final = "agenda.sign_out"

    @staticmethod
    def row(index: int) -> str:
        """The button of an appointment that can be opened now; the first one is 0."""
        return f"agenda.row.{index}"

    @staticmethod
    def no_show(approval_id: str) -> str:
        """The button of an appointment to which nobody came yet."""
        return f"agenda.no_show.{approval_id}"

    @staticmethod
    def set_aside(index: int) -> str:
        """The card of a package that was set aside, counted from 0."""
        return f"agenda.set_aside.{index}"


class NoShow:
    """The visitor did not come."""

    SCREEN: Final = "no_show"
    BACK: Final = "no_show.back"
    RECORD: Final = "no_show.record"


class Identity:
    """The check of the identity document."""

    SCREEN: Final = "identity"
    NAME: Final = "identity.requester"
    BIRTH_DATE: Final = "identity.requester_birth_date"
    CONTINUE: Final = "identity.continue"
    REFUSE: Final = "identity.refuse"
    NOT_APPEARED: Final = "identity.not_appeared"
    CANNOT: Final = "identity.cannot"
    DRAWING: Final = "identity.drawing"
    ZONE: Final = "identity.zone"
    COMPARE: Final = "identity.zone.compare"
    OVERRULE: Final = "identity.zone.overrule"
    OTHER_PERSON: Final = "identity.zone.other_person"

    @staticmethod
    def document(kind: str) -> str:
        """A kind of document: ``passport``, ``identity_card``, …"""
        return f"identity.document.{kind}"

    @staticmethod
    def answer(point: str, answer: str) -> str:
        """An answer, ``yes`` or ``no``, on ``valid``, ``photo``, ``name`` or ``birth_date``."""
        return f"identity.{point}.{answer}"


class Refusing:
    """The reasons why an appointment cannot go on."""

    SCREEN: Final = "refusing"
    BACK: Final = "refusing.back"
    END: Final = "refusing.end"

    @staticmethod
    def reason(reason: str) -> str:
        """A reason: ``no_document``, ``wants_to_film``, …"""
        return f"refusing.reason.{reason}"


class Conditions:
    """The conditions of viewing and the second passphrase."""

    SCREEN: Final = "conditions"
    PHRASE: Final = "conditions.passphrase"
    START: Final = "conditions.start"
    DECLINED: Final = "conditions.declined"
    CANNOT: Final = "conditions.cannot"
    SECOND: Final = "conditions.second_person"
    OWN: Final = "conditions.own"

    @staticmethod
    def company(kind: str, number: int) -> str:
        """How many of a kind came along: ``interpreter``, 0; ``parent_of_minor``, 2; …"""
        return f"conditions.company.{kind}.{number}"

    @staticmethod
    def confirm(condition: str) -> str:
        """A condition to confirm: ``alone``, ``no_filming``, ``no_copy``, ``supervisor_stays``."""
        return f"conditions.{condition}"

    @staticmethod
    def language(code: str) -> str:
        """A language that the visitor can read: ``nl``, ``pl``, …"""
        return f"conditions.language.{code}"


class Viewing:
    """The film."""

    SCREEN: Final = "viewing"
    FILM: Final = "viewing.film"
    PLAY: Final = "viewing.play"
    BACK: Final = "viewing.back"
    FORWARD: Final = "viewing.forward"
    TIMELINE: Final = "viewing.timeline"
    POSITION: Final = "viewing.position"
    MUTE: Final = "viewing.mute"
    VOLUME: Final = "viewing.volume"
    STATE: Final = "viewing.state"
    RECORDED: Final = "viewing.recorded"
    MARK: Final = "viewing.mark"
    MORE: Final = "viewing.more"
    NOTICE: Final = "viewing.notice"
    FINISH: Final = "viewing.finish"
    RESUME: Final = "viewing.resume"
    STOP: Final = "viewing.stop"
    PRESENCE: Final = "viewing.presence"
    PRESENCE_PHRASE: Final = "viewing.presence.phrase"
    PRESENCE_CONFIRM: Final = "viewing.presence.confirm"
    SCREENS: Final = "viewing.screens"
    SCREENS_GO_ON: Final = "viewing.screens.go_on"

    PANEL: Final = "viewing.panel"
    PANEL_CLOSE: Final = "viewing.panel.close"
    TAB_MORE: Final = "viewing.panel.controls"
    TAB_MARKS: Final = "viewing.panel.marks"
    LEAP_BACK: Final = "viewing.leap.back"
    LEAP_FORWARD: Final = "viewing.leap.forward"
    STEP_BACK: Final = "viewing.step.back"
    STEP_FORWARD: Final = "viewing.step.forward"
    LOOP_START: Final = "viewing.loop.start"
    LOOP_END: Final = "viewing.loop.end"
    LOOP_CLEAR: Final = "viewing.loop.clear"
    ZOOM_IN: Final = "viewing.zoom.in"
    ZOOM_OUT: Final = "viewing.zoom.out"
    LIGHTER: Final = "viewing.brightness.more"
    DARKER: Final = "viewing.brightness.less"
    SHARPER: Final = "viewing.contrast.more"
    FLATTER: Final = "viewing.contrast.less"
    TURN: Final = "viewing.turn"
    PICTURE_RESET: Final = "viewing.picture.reset"
    MARK_HERE: Final = "viewing.mark.here"
    REMARK: Final = "viewing.mark.remark"
    MARK_SAVE: Final = "viewing.mark.save"
    MARK_CANCEL: Final = "viewing.mark.cancel"
    KEYS: Final = "viewing.keys"
    KEYS_ASK: Final = "viewing.keys.ask"

    @staticmethod
    def speed(percent: int) -> str:
        """How fast the film runs: 25, 50, … 400 percent."""
        return f"viewing.speed.{percent}"

    @staticmethod
    def subtitle(number: int) -> str:
        """Subtitles of the film, from 1 on; 0 for none."""
        return f"viewing.subtitle.{number}"

    @staticmethod
    def marked(number: int) -> str:
        """A marked moment, from 0 on in the order of the film."""
        return f"viewing.marked.{number}"

    @staticmethod
    def finish_as(reason: str) -> str:
        """A reason to finish: ``finished``, ``citizen_stopped``, ``conditions_broken``, …"""
        return f"viewing.finish.{reason}"


class Closing:
    """The end of the session and the supervisor's remarks."""

    SCREEN: Final = "closing"
    REASON: Final = "closing.reason"
    REMARKS: Final = "closing.remarks"
    CLOSE: Final = "closing.close"
    AFTERWARDS: Final = "closing.afterwards"


class Afterwards:
    """What happens now, for the visitor."""

    SCREEN: Final = "afterwards"
    BACK: Final = "afterwards.back"
    OWN: Final = "afterwards.own"

    @staticmethod
    def part(part: str) -> str:
        """What is told: ``document``, ``recording``, ``complaint``, ``rights``."""
        return f"afterwards.{part}"

    @staticmethod
    def language(code: str) -> str:
        """A language that the visitor can read: ``nl``, ``pl``, …"""
        return f"afterwards.language.{code}"


class Done:
    """The receipt of a closed session."""

    SCREEN: Final = "done"
    LETTER: Final = "done.letter"
    CODE: Final = "done.code"
    CHECKPOINT: Final = "done.checkpoint"
    QR: Final = "done.qr"
    AGAIN: Final = "done.again"


class Review:
    """The auditor's screens: the sessions, one of them, the numbers, the station's own events."""

    SCREEN: Final = "review"
    SESSIONS: Final = "review.sessions"
    OPEN: Final = "review.open"
    VERIFY: Final = "review.verify"
    THOROUGH: Final = "review.thorough"
    CANCEL: Final = "review.cancel"
    OVERVIEW: Final = "review.overview"
    STATION: Final = "review.station"
    LEAVE: Final = "review.leave"

    CODE: Final = "review.search.code"
    CASE: Final = "review.search.case"
    SUPERVISOR: Final = "review.search.supervisor"
    FIRST: Final = "review.search.first"
    LAST: Final = "review.search.last"
    SEARCH: Final = "review.search"
    CLEAR: Final = "review.search.clear"

    SESSION_SCREEN: Final = "review.session"
    TIMELINE: Final = "review.session.timeline"
    MARKS: Final = "review.session.marks"
    EVENTS: Final = "review.events"
    RECEIPT: Final = "review.session.receipt"
    SESSION_BACK: Final = "review.session.back"

    OVERVIEW_SCREEN: Final = "review.numbers"
    WEEKS: Final = "review.numbers.weeks"
    DURATIONS: Final = "review.numbers.durations"
    OVERVIEW_BACK: Final = "review.numbers.back"
    TABLES: Final = "review.numbers.tables"

    STATION_SCREEN: Final = "review.own_events"
    STATION_EVENTS: Final = "review.own_events.events"
    STATION_BACK: Final = "review.own_events.back"

    @staticmethod
    def verdict(name: str) -> str:
        """A verdict: ``integrity``, ``completeness``, ``anchoring`` or ``clock``."""
        return f"review.verdict.{name}"

    @staticmethod
    def year(year: int) -> str:
        """A year whose trail can be read."""
        return f"review.year.{year}"

    @staticmethod
    def end(name: str) -> str:
        """A choice of ends to search: ``any``, ``completed``, ``refused``, …, ``open``."""
        return f"review.search.end.{name}"
