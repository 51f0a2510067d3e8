"""The program drives a session by itself, through the real screens, and says what it does."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from viewer_app.demo.errors import TourFailed
from viewer_app.demo.frame_counter import Area, read_frame_number
from viewer_app.demo.hands import Hands
from viewer_app.demo.people import AUDITOR, SUPERVISOR, Person
from viewer_app.errors import InzageError
from viewer_app.messages import Language, text
from viewer_app.session.record import Condition, Reason
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.names import (
    Agenda,
    AuditorSignIn,
    Closing,
    Conditions,
    Done,
    Identity,
    Review,
    SignIn,
    Viewing,
)
from viewer_app.ui.widgets.lists import NameList
from viewer_app.ui.window import MainWindow

FEWEST_FRAMES: Final = 20
"""Different frames that must have been seen on the screen, or the tour has failed."""

_PLAY_MS: Final = 5_000
_SLOW_MS: Final = 1_500
_SETTLE_MS: Final = 300
_GLANCE_MS: Final = 40


class Tour:
    """One visit, from sign-in to the auditor's review. Give ``begin`` a window that is shown."""

    def __init__(self, pictures: Path, language: Language, say: Callable[[str], None]) -> None:
        """``pictures`` is where a picture of each screen is left; ``say`` prints one line."""
        self._pictures = pictures
        self._language = language
        self._say = say
        self._step = 0
        self._hands: Hands
        self._window: MainWindow
        self.frames: set[int] = set()
        """Numbers of the film's frames read back from the painted picture."""
        self.session = ""
        """The code of the session."""
        self.failure: InzageError | None = None

    def begin(self, window: MainWindow) -> None:
        """Start as soon as Qt runs; the program is ended when the tour is over."""
        self._window, self._hands = window, Hands(window)
        QTimer.singleShot(0, window, self._go)

    def _go(self) -> None:
        try:
            self._appointment()
            self._review()
        except InzageError as error:
            self.failure = error
        finally:
            QApplication.exit(0)

    def _appointment(self) -> None:
        hands, session = self._hands, self._window.conductor.session
        hands.wait_screen(SignIn.SCREEN)
        self._tell("tour.wrong_passphrase")
        self._sign_in(SUPERVISOR, SignIn.NAME, SignIn.PHRASE, SignIn.ENTER, wrong=True)
        hands.wait(self._window.conductor.sign_in.banner.isVisible, "the refusal")
        self._keep("sign-in")

        self._tell("tour.sign_in")
        self._sign_in(SUPERVISOR, SignIn.NAME, SignIn.PHRASE, SignIn.ENTER)
        hands.wait_screen(Agenda.SCREEN)
        hands.wait(lambda: hands.has(Agenda.row(0)), "an appointment")
        hands.wait(lambda: hands.has(Agenda.set_aside(0)), "the package set aside")
        self._keep("appointments")

        self._tell("tour.identity")
        hands.press(Agenda.row(0))
        hands.wait_screen(Identity.SCREEN)
        hands.press(Identity.document("passport"))
        for point in ("valid", "photo", "name", "birth_date"):
            hands.press(Identity.answer(point, "yes"))
        self._keep("identity")

        self._tell("tour.conditions")
        hands.press(Identity.CONTINUE)
        hands.wait_screen(Conditions.SCREEN)
        for condition in Condition:
            hands.press(Conditions.confirm(condition.value))
        hands.type(Conditions.PHRASE, SUPERVISOR.passphrase)
        self._keep("conditions")

        self._tell("tour.viewing")
        hands.press(Conditions.START)
        hands.wait_screen(Viewing.SCREEN)
        self._watch()
        self._tell("tour.seek")
        hands.press(Viewing.FORWARD)
        hands.rest(1_000)
        self._glance()
        self._look_closer()

        self._tell("tour.finish")
        hands.press(Viewing.FINISH)
        hands.press(Viewing.finish_as(Reason.FINISHED.value))
        hands.wait_screen(Closing.SCREEN)
        hands.type(Closing.REMARKS, text("tour.remark", self._language))
        self._keep("closing")
        hands.press(Closing.CLOSE)
        hands.wait_screen(Done.SCREEN)
        self._keep("receipt")
        self.session = session.code

    def _watch(self) -> None:
        hands = self._hands
        self._run(playing=True)
        for _ in range(_PLAY_MS // _GLANCE_MS):
            hands.rest(_GLANCE_MS)
            self._glance()
        self._keep("viewing")
        self._run(playing=False)
        if len(self.frames) < FEWEST_FRAMES:
            raise TourFailed("tour.no_frames", count=len(self.frames))

    def _look_closer(self) -> None:
        """At half the speed, frame by frame and from nearby, and mark a moment."""
        hands = self._hands
        self._tell("tour.closer")
        hands.press(Viewing.MORE)
        hands.press(Viewing.LEAP_BACK)  # on a slow machine the film may have come to its end
        hands.press(Viewing.speed(50))
        self._run(playing=True)
        hands.rest(_SLOW_MS)
        self._glance()
        self._run(playing=False)
        hands.rest(_SETTLE_MS)
        for _ in range(2):
            self._step_forward()
        hands.press(Viewing.MARK)
        hands.type(Viewing.REMARK, text("tour.mark", self._language))
        self._keep("mark")
        hands.press(Viewing.MARK_SAVE)
        hands.wait(lambda: hands.has(Viewing.marked(0)), "the mark")
        hands.press(Viewing.TAB_MORE)
        for name in (Viewing.ZOOM_IN, Viewing.ZOOM_IN, Viewing.LIGHTER):
            hands.press(name)
        self._keep("closer")
        hands.press(Viewing.PICTURE_RESET)
        hands.press(Viewing.PANEL_CLOSE)

    def _run(self, *, playing: bool) -> None:
        """Let the film run, or hold it, if it does not by itself."""
        session = self._window.conductor.session
        if session.playing is not playing:
            self._hands.press(Viewing.PLAY)
            self._hands.wait(lambda: session.playing is playing, Viewing.PLAY)

    def _step_forward(self) -> None:
        """The next frame is on the screen, that one and no other, or the tour gets stuck."""
        view = self._hands.find(Viewing.FILM)
        before = painted_frame(view)
        self._hands.press(Viewing.STEP_FORWARD)
        if before is not None:  # a film of somebody's own has no numbers
            self._hands.wait(lambda: painted_frame(view) == before + 1, f"frame {before + 1}")
            self._glance()

    def _review(self) -> None:
        hands = self._hands
        self._tell("tour.review")
        hands.press(Done.AGAIN)
        hands.wait_screen(SignIn.SCREEN)
        hands.press(SignIn.AUDITOR)
        hands.wait_screen(AuditorSignIn.SCREEN)
        self._sign_in(AUDITOR, AuditorSignIn.NAME, AuditorSignIn.PHRASE, AuditorSignIn.ENTER)
        hands.wait_screen(Review.SCREEN)
        hands.press(Review.VERIFY)
        hands.wait(lambda: hands.find(Review.VERIFY).isEnabled(), "the verification")
        hands.rest(300)
        self._keep("review")
        hands.press(Review.LEAVE)
        hands.wait_screen(SignIn.SCREEN)

    def _sign_in(
        self, person: Person, names: str, phrase: str, enter: str, *, wrong: bool = False
    ) -> None:
        listed = self._hands.find(names)
        if isinstance(listed, NameList):
            listed.setCurrentRow(0)
        self._hands.type(phrase, person.passphrase[::-1] if wrong else person.passphrase)
        self._hands.press(enter)

    def _glance(self) -> None:
        """Read the number of the frame that is painted now."""
        number = painted_frame(self._hands.find(Viewing.FILM))
        if number is not None:
            self.frames.add(number)

    def _keep(self, name: str) -> None:
        place = len(list(self._pictures.glob("*.png"))) + 1
        self._window.grab().save(str(self._pictures / f"{place:02}-{name}.png"))

    def _tell(self, code: str) -> None:
        self._step += 1
        self._say(f"{self._step}. {text(code, self._language)}")


def painted_frame(view: QWidget) -> int | None:
    """The number of the film's frame painted in a ``FilmView``; None where none can be read."""
    if not isinstance(view, FilmView):
        return None
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = image.devicePixelRatio()
    place = view.shown_rect()
    if place is None:
        return None
    area = Area(
        *(round(part * ratio) for part in (place.x(), place.y(), place.width(), place.height()))
    )
    return read_frame_number(image.constBits(), image.bytesPerLine(), area)
