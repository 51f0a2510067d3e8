"""What the film file says of itself, on the screen: its subtitles, and that it breaks off."""

from tests.ui.visit import Visit
from viewer_app.errors import InzageError
from viewer_app.session.ports import Clip
from viewer_app.ui import language
from viewer_app.ui.film_view import FilmView
from viewer_app.ui.names import Closing, Conditions, Viewing
from viewer_app.ui.widgets.banner import Banner


def test_a_recording_that_breaks_off_is_not_told_to_be_whole(visit: Visit) -> None:
    visit.backend.film_.ends_early = True
    visit.to_viewing()
    notice = visit.find(Viewing.NOTICE)
    assert isinstance(notice, Banner)
    assert not notice.isVisible()
    visit.backend.film_.ended = True
    visit.backend.film_signals.ended.emit()
    visit.wait(notice.isVisible)
    assert notice.accessibleName() == "De opname breekt hier af"
    assert notice.accessibleDescription() == language.sentence("player.ends_early", {})
    visit.press(Viewing.PLAY)
    visit.wait(lambda: not notice.isVisible())


def test_a_whole_recording_just_ends(visit: Visit) -> None:
    visit.to_viewing()
    visit.backend.film_.ended = True
    visit.backend.film_signals.ended.emit()
    visit.wait(lambda: visit.find(Viewing.PLAY).accessibleName() == "Opnieuw afspelen")
    assert not visit.find(Viewing.NOTICE).isVisible()


def test_why_a_recording_cannot_be_played_is_told_once_in_full(visit: Visit) -> None:
    """With what to do about it in the warning, and what happened where the session's end is."""

    def refuse(clip: Clip) -> None:
        del clip
        raise InzageError("player.codec_unknown", codec="AV1")

    visit.backend.film_.open = refuse  # type: ignore[method-assign]
    visit.to_conditions()
    visit.confirm()
    visit.phrase(Conditions.PHRASE)
    visit.press(Conditions.START)
    visit.wait_screen(Closing.SCREEN)
    banner = visit.window.conductor.closing.banner
    assert "(AV1). Sluit de afspraak" in banner.accessibleDescription()
    told = visit.find(Closing.REASON).property("text")
    assert told.endswith("die dit programma niet kan tonen.")
    assert "…" not in told


def test_the_film_says_its_own_subtitles(visit: Visit) -> None:
    film = visit.backend.film_
    film.subtitles, film.said = ("Nederlands",), "Goedemiddag"
    visit.to_viewing()
    view = visit.find(Viewing.FILM)
    assert isinstance(view, FilmView)
    assert view.subtitle() == ""
    film.subtitle = 0
    assert view.subtitle() == "Goedemiddag"
