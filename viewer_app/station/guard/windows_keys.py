"""The keys that Windows keeps from the citizen while a film is shown.

PrintScreen, everything with the Windows key (Win+Shift+S snips, Win+G records), and the ways to
another program. A low-level keyboard hook (``WH_KEYBOARD_LL``) sees each key before Windows acts on
it, on the thread that set it, which must run a message loop: Qt's does. Windows itself takes
Ctrl+Alt+Del first.

Not run on Windows yet: written from Microsoft's documentation of ``SetWindowsHookExW``.
"""

import ctypes
import sys
from typing import Final, Protocol

# winuser.h
_SNAPSHOT, _LEFT_WINDOWS, _RIGHT_WINDOWS = 0x2C, 0x5B, 0x5C
_TAB, _ESCAPE, _F4 = 0x09, 0x1B, 0x73
_CONTROL: Final = 0x11
_KEYBOARD_LL: Final = 13
_ALT_DOWN: Final = 0x20
_ALWAYS: Final = {_SNAPSHOT, _LEFT_WINDOWS, _RIGHT_WINDOWS}
_WITH_ALT: Final = {_TAB, _ESCAPE, _F4}


class KeyHook(Protocol):
    """Keeps keys from Windows while it is set."""

    def set(self) -> bool:
        """Begin; whether it worked, or was so already."""
        ...

    def release(self) -> None:
        """End. Safe to call twice."""
        ...


def is_refused(key: int, *, alt: bool, control: bool) -> bool:
    """Whether a key goes no further. ``key`` is a virtual-key code of Windows."""
    return (
        key in _ALWAYS
        or (alt and key in _WITH_ALT)
        or (control and key == _ESCAPE)  # the Start menu, and with Shift the Task Manager
    )


if sys.platform == "win32":
    from ctypes import wintypes

    class _Key(ctypes.Structure):
        """KBDLLHOOKSTRUCT."""

        _fields_ = (
            ("key", wintypes.DWORD),
            ("scan", wintypes.DWORD),
            ("flags", wintypes.DWORD),
            ("time", wintypes.DWORD),
            ("extra", ctypes.c_size_t),
        )

    _Procedure = ctypes.WINFUNCTYPE(
        ctypes.c_ssize_t, ctypes.c_int, wintypes.WPARAM, ctypes.POINTER(_Key)
    )

    class WindowsKeyHook:
        """The hook itself. Set and release it on the thread of Qt."""

        def __init__(self) -> None:
            self._user32 = ctypes.WinDLL("user32", use_last_error=True)
            self._user32.SetWindowsHookExW.restype = wintypes.HHOOK
            self._user32.SetWindowsHookExW.argtypes = [
                ctypes.c_int, _Procedure, wintypes.HINSTANCE, wintypes.DWORD
            ]  # fmt: skip
            self._user32.CallNextHookEx.restype = ctypes.c_ssize_t
            self._user32.CallNextHookEx.argtypes = [
                wintypes.HHOOK, ctypes.c_int, wintypes.WPARAM, ctypes.POINTER(_Key)
            ]  # fmt: skip
            self._user32.UnhookWindowsHookEx.argtypes = [wintypes.HHOOK]
            # Windows calls it as long as the hook is set
            self._procedure = _Procedure(self._judge)
            self._hook: int | None = None

        def set(self) -> bool:
            """Begin; whether it worked, or was so already."""
            if self._hook is None:
                self._hook = self._user32.SetWindowsHookExW(_KEYBOARD_LL, self._procedure, None, 0)
            return self._hook is not None

        def release(self) -> None:
            """End. Safe to call twice."""
            if self._hook is not None:
                self._user32.UnhookWindowsHookEx(self._hook)
                self._hook = None

        def _judge(self, code: int, message: int, key: "ctypes._Pointer[_Key]") -> int:
            if code == 0:
                pressed = key.contents
                control = bool(self._user32.GetAsyncKeyState(_CONTROL) & 0x8000)
                alt = bool(pressed.flags & _ALT_DOWN)
                if is_refused(pressed.key, alt=alt, control=control):
                    return 1
            return int(self._user32.CallNextHookEx(None, code, message, key))


def system_key_hook() -> KeyHook:
    """The hook of this system. Raises OSError elsewhere than on Windows."""
    if sys.platform == "win32":
        return WindowsKeyHook()
    raise OSError("user32 is part of Windows")
