"""The proof on Windows: every window of the program is left out of what other programs capture.

Not run on Windows yet: written from Microsoft's documentation of ``SetWindowDisplayAffinity`` and
tested against a stand-in for ``user32``. Microsoft calls the function no security feature; it keeps
out every program that captures by the ordinary ways, not a driver or a capture card.
"""

import ctypes
import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from viewer_app.session.ports import GuardReport
from viewer_app.station.guard.findings import Finding, report

PLATFORM = "windows"

# winuser.h
_WDA_MONITOR = 0x01
_WDA_EXCLUDEFROMCAPTURE = 0x11
_SM_REMOTESESSION = 0x1000


class User32(Protocol):
    """The few calls of Windows that the proof is made with."""

    def is_emulated(self) -> bool:
        """Whether this is Wine and not Windows."""
        ...

    def is_remote(self) -> bool:
        """Whether the session is shown on another computer (``SM_REMOTESESSION``)."""
        ...

    def set_affinity(self, window: int, affinity: int) -> bool:
        """``SetWindowDisplayAffinity``; whether it says it did."""
        ...

    def affinity(self, window: int) -> int | None:
        """``GetWindowDisplayAffinity``; None where it fails."""
        ...


class WindowsGuard:
    """Leaves all top-level windows out of captures, and reads back that they are."""

    def __init__(
        self, windows: Callable[[], Sequence[int]], user32: Callable[[], User32] | None = None
    ) -> None:
        """``windows`` gives the handles (HWND) of all top-level windows of the program.

        It is called in ``prove``, on the thread of whoever asks for the proof.
        """
        self._windows = windows
        self._user32 = user32 or _system_user32

    def prove(self) -> GuardReport:
        """Set and read back, for every window there is now."""
        findings: list[Finding] = []
        try:
            for finding in self._findings(self._user32()):
                findings.append(finding)
        except Exception:  # noqa: BLE001 - a proof that fails in any way is no proof
            findings.append(Finding("guard.failed"))
        return report(PLATFORM, findings)

    def _findings(self, user32: User32) -> Iterator[Finding]:
        if user32.is_emulated():
            yield Finding("guard.wine")
        if user32.is_remote():
            yield Finding("guard.remote_session")
        windows = self._windows()
        if not windows:
            yield Finding("guard.no_window")
        for window in windows:
            if not _protect(user32, window):
                yield Finding("guard.window_captured")


def protect(window: int, user32: Callable[[], User32] | None = None) -> bool:
    """Leave one window (HWND) out of captures; whether it is, read back. False where it fails.

    For a window that was just shown or changed, so that it need not wait for the next proof.
    """
    try:
        return _protect((user32 or _system_user32)(), window)
    except Exception:  # noqa: BLE001 - as a proof that fails in any way
        return False


def _protect(user32: User32, window: int) -> bool:
    done = user32.set_affinity(window, _WDA_EXCLUDEFROMCAPTURE)
    # before Windows 10 2004 the one behaves as the other: black instead of left out
    kept = user32.affinity(window) in (_WDA_EXCLUDEFROMCAPTURE, _WDA_MONITOR)
    return done and kept


@functools.cache
def _system_user32() -> User32:
    if sys.platform == "win32":
        return _SystemUser32()
    raise OSError("user32 is part of Windows")


if sys.platform == "win32":
    from ctypes import wintypes

    class _SystemUser32:
        def __init__(self) -> None:
            self._user32 = ctypes.WinDLL("user32")
            self._user32.SetWindowDisplayAffinity.argtypes = [wintypes.HWND, wintypes.DWORD]
            self._user32.SetWindowDisplayAffinity.restype = wintypes.BOOL
            self._user32.GetWindowDisplayAffinity.argtypes = [
                wintypes.HWND,
                ctypes.POINTER(wintypes.DWORD),
            ]
            self._user32.GetWindowDisplayAffinity.restype = wintypes.BOOL

        def is_emulated(self) -> bool:
            return hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")

        def is_remote(self) -> bool:
            return bool(self._user32.GetSystemMetrics(_SM_REMOTESESSION))

        def set_affinity(self, window: int, affinity: int) -> bool:
            return bool(self._user32.SetWindowDisplayAffinity(window, affinity))

        def affinity(self, window: int) -> int | None:
            found = wintypes.DWORD()
            if not self._user32.GetWindowDisplayAffinity(window, ctypes.byref(found)):
                return None
            return found.value
