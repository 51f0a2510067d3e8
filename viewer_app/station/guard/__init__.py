"""The capture guard: proof, each time it is asked, that no other program can capture the screen.

One module per platform on which there is such a proof; everywhere else the guard refuses and says
why. What holds on which platform, and how it was found, stands in the design document.

The guard knows the environment, not Qt: whoever starts Qt sets ``QT_QPA_PLATFORM`` first and checks
``QGuiApplication.platformName()`` afterwards.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from viewer_app.session.ports import CaptureGuard
from viewer_app.station.guard.refusing import Refusing
from viewer_app.station.guard.windows import WindowsGuard


def choose(
    environment: Mapping[str, str] | None = None,
    *,
    windows: Callable[[], Sequence[int]] = tuple,
) -> CaptureGuard:
    """The guard for this platform and for the display that Qt takes in this environment.

    ``environment`` is the process's own unless given. ``windows`` gives the handles of all
    top-level windows; only Windows needs it.
    """
    variables = os.environ if environment is None else environment
    platform = sys.platform
    if platform == "linux":
        return _on_linux(variables)
    if platform == "win32":
        return WindowsGuard(windows)
    if platform == "darwin":
        return Refusing("macos", "guard.macos")
    return Refusing(platform, "guard.unknown_platform")


def _on_linux(environment: Mapping[str, str]) -> CaptureGuard:
    plugin = environment.get("QT_QPA_PLATFORM", "")
    wayland, x11 = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    if not plugin and not (wayland and x11):
        # with only one of the two Qt has no choice
        plugin = "wayland" if wayland else "xcb" if x11 else ""
    if plugin == "xcb":
        return Refusing("linux-x11", "guard.x11")
    runtime = Path(environment.get("XDG_RUNTIME_DIR", ""))
    # libwayland would take WAYLAND_SOCKET, a connection made by another program, before a display
    unclear = "WAYLAND_SOCKET" in environment or not (runtime.is_absolute() and wayland)
    if plugin == "wayland" and wayland and not unclear:
        # jeepney, which it speaks to the bus with, is there on Linux only
        from viewer_app.station.guard.kiosk import KioskGuard  # noqa: PLC0415

        bus = environment.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={runtime / 'bus'}"
        return KioskGuard(runtime / wayland, bus)
    if wayland or plugin in ("", "wayland"):
        return Refusing("linux", "guard.display_unclear")
    return Refusing("linux", "guard.unknown_platform")
