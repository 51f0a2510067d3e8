"""What the keys do, by the names that ``viewing_keys`` has for it."""

from collections.abc import Callable, Mapping
from typing import Final

from viewer_app.ui.framing import Framing
from viewer_app.ui.screens.viewing_keys import Act
from viewer_app.ui.screens.viewing_more import TONE_STEP
from viewer_app.ui.screens.viewing_wishes import LEAP_MS, NORMAL_SPEED, STEP_MS, Wishes

_PAN: Final = 0.1
"""Of the view, that a key moves the picture."""


def film_acts(wishes: Wishes) -> Mapping[str, Act]:
    """What is asked of the film."""
    return {
        "play": wishes.toggle,
        "back": lambda: wishes.jump(-STEP_MS),
        "forward": lambda: wishes.jump(STEP_MS),
        "leap_back": lambda: wishes.jump(-LEAP_MS),
        "leap_forward": lambda: wishes.jump(LEAP_MS),
        "step_back": lambda: wishes.step(-1),
        "step_forward": lambda: wishes.step(1),
        "first": lambda: wishes.seek(0),
        "last": lambda: wishes.seek(wishes.film.length_ms),
        "slower": lambda: wishes.change_speed(-1),
        "faster": lambda: wishes.change_speed(1),
        "normal_speed": lambda: wishes.set_speed(NORMAL_SPEED),
        "loop": wishes.next_of_loop,
        "softer": lambda: wishes.change_volume(-1),
        "louder": lambda: wishes.change_volume(1),
        "mute": wishes.toggle_sound,
        "subtitle": wishes.next_subtitle,
    }


def picture_acts(framing: Framing, can_be_seen: Callable[[], bool]) -> Mapping[str, Act]:
    """How the picture is looked at, which nothing is asked for; but only while there is one."""
    acts: Mapping[str, Act] = {
        "zoom_out": framing.zoom_out,
        "zoom_in": framing.zoom_in,
        "pan_left": lambda: framing.pan_by(-_PAN, 0),
        "pan_right": lambda: framing.pan_by(_PAN, 0),
        "pan_up": lambda: framing.pan_by(0, -_PAN),
        "pan_down": lambda: framing.pan_by(0, _PAN),
        "whole": framing.show_whole,
        "turn": framing.turn,
        "flatter": lambda: framing.set_contrast(framing.contrast - TONE_STEP),
        "sharper": lambda: framing.set_contrast(framing.contrast + TONE_STEP),
        "darker": lambda: framing.set_brightness(framing.brightness - TONE_STEP),
        "lighter": lambda: framing.set_brightness(framing.brightness + TONE_STEP),
    }

    def only_seen(act: Act) -> Act:
        return lambda: act() if can_be_seen() else None

    return {name: only_seen(act) for name, act in acts.items()}
