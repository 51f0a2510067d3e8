"""The colours of this program: a light scheme for the appointment, a dark one for the film.

Contrast is a rule, not a taste: ``PAIRS`` lists every pair the screens use with the ratio it needs
(WCAG 2.2, 1.4.3 and 1.4.11), and a test computes them.
"""

from dataclasses import dataclass
from typing import Final

TEXT: Final = 4.5
"""WCAG 2.2 1.4.3 (AA), text of any size."""
PART: Final = 3.0
"""WCAG 2.2 1.4.11, borders and marks that tell what something is."""
READING: Final = 7.0
"""WCAG 2.2 1.4.6 (AAA), what people read at length."""


@dataclass(frozen=True)
class Scheme:
    """Colours by what they are for, as ``#rrggbb``."""

    ground: str
    surface: str
    ink: str
    quiet: str
    line: str
    edge: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    stop: str
    on_stop: str
    stop_hover: str
    stop_soft: str
    warn: str
    warn_soft: str
    good: str
    good_soft: str
    disabled: str
    on_disabled: str
    focus_outer: str
    focus_inner: str
    rail: str
    rail_ink: str
    rail_quiet: str
    rail_edge: str
    rail_mark: str
    rail_stop: str


DAY: Final = Scheme(
    ground="#eef2f3",
    surface="#ffffff",
    ink="#10222b",
    quiet="#43555e",
    line="#cdd7db",
    edge="#67798a",
    accent="#0b5966",
    on_accent="#ffffff",
    accent_hover="#083f49",
    accent_soft="#e0eff1",
    stop="#b3231c",
    on_stop="#ffffff",
    stop_hover="#8c1812",
    stop_soft="#fceae8",
    warn="#8a5a00",
    warn_soft="#fff3d4",
    good="#1a6848",
    good_soft="#e3f3eb",
    disabled="#dbe2e5",
    on_disabled="#5b6b74",
    focus_outer="#10222b",
    focus_inner="#ffb224",
    rail="#0d3740",
    rail_ink="#ffffff",
    rail_quiet="#bcd5da",
    rail_edge="#7fa2aa",
    rail_mark="#8adbe5",
    rail_stop="#ff9a8f",
)

NIGHT: Final = Scheme(
    ground="#070b0d",
    surface="#151d21",
    ink="#f3f7f8",
    quiet="#b6c4ca",
    line="#2b373d",
    edge="#80939c",
    accent="#8adbe5",
    on_accent="#06222a",
    accent_hover="#b9ebf0",
    accent_soft="#14343c",
    stop="#c9302a",
    on_stop="#ffffff",
    stop_hover="#a8211c",
    stop_soft="#3a1614",
    warn="#ffc857",
    warn_soft="#33280d",
    good="#7fd6ae",
    good_soft="#11332a",
    disabled="#1c252a",
    on_disabled="#8b9ba3",
    focus_outer="#070b0d",
    focus_inner="#ffb224",
    rail="#0d3740",
    rail_ink="#ffffff",
    rail_quiet="#bcd5da",
    rail_edge="#7fa2aa",
    rail_mark="#8adbe5",
    rail_stop="#ff9a8f",
)

PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    ("ink", "ground", READING),
    ("ink", "surface", READING),
    ("ink", "accent_soft", READING),
    ("ink", "stop_soft", READING),
    ("ink", "warn_soft", READING),
    ("ink", "good_soft", READING),
    ("quiet", "ground", TEXT),
    ("quiet", "surface", TEXT),
    ("quiet", "accent_soft", TEXT),
    ("on_accent", "accent", TEXT),
    ("on_accent", "accent_hover", TEXT),
    ("accent", "surface", TEXT),
    ("accent", "ground", TEXT),
    ("accent", "accent_soft", TEXT),
    ("on_stop", "stop", TEXT),
    ("on_stop", "stop_hover", TEXT),
    ("stop", "ground", PART),
    ("warn", "warn_soft", PART),
    ("warn", "surface", PART),
    ("ground", "warn", TEXT),
    ("ink", "disabled", TEXT),
    ("good", "good_soft", PART),
    ("good", "surface", PART),
    ("on_disabled", "disabled", PART),  # 1.4.3 asks nothing of what cannot be used; still legible
    ("edge", "surface", PART),
    ("edge", "ground", PART),
    ("focus_outer", "focus_inner", PART),  # two rings: one of them always shows (technique C40)
    ("rail_ink", "rail", READING),
    ("rail_quiet", "rail", READING),
    ("rail_edge", "rail", PART),
    ("rail_mark", "rail", READING),
    ("rail", "rail_mark", READING),
    ("rail_stop", "rail", PART),
)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2, definition)."""

    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
