"""What the process does to itself, first thing at its start, so that nothing can be read out of it.

On Linux: no core dumps, no access to its memory for other programs of the same user, no new
privileges. It lasts until the process runs another program (``execve`` undoes the second), and does
not stop root. Elsewhere there is nothing of the kind to do here.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping, MutableMapping

if sys.platform != "win32":
    import resource

# linux/prctl.h
_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_PR_GET_NO_NEW_PRIVS = 39

_PLATFORMS = {"xcb", "wayland", "windows", "cocoa", "offscreen"}
"""Qt's platform plug-ins that show the screen to nobody else; ``vnc`` serves it on a port."""

_FAMILIES = ("QT_", "QML_", "QML2_", "QSG_", "VLC_", "PYTHON_VLC_", "PYTHON_KEYRING_", "KEYRING_")
"""What Qt, libVLC and the keyring are told to load, serve or write: all but the harmless go."""

_HARMLESS = {
    "QT_ENABLE_HIGHDPI_SCALING",
    "QT_FONT_DPI",
    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
    "QT_SCALE_FACTOR",
    "QT_SCALE_FACTOR_ROUNDING_POLICY",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_ACCESSIBILITY",
}

_ALSO_DANGEROUS = {
    # a display connection made by another program; a copy of every key press on the terminal
    "WAYLAND_SOCKET",
    "WAYLAND_DEBUG",
    # programs that come between keyboard and window
    "XMODIFIERS",
    # drivers and modules from elsewhere
    "ALSA_CONFIG_PATH",
    "ALSA_PLUGIN_DIR",
    "GBM_BACKENDS_PATH",
    "GIO_EXTRA_MODULES",
    "GTK_MODULES",
    "GTK_PATH",
    "LIBGL_DRIVERS_PATH",
    "LIBVA_DRIVERS_PATH",
    "SPA_PLUGIN_DIR",
    "PIPEWIRE_MODULE_DIR",
    "VDPAU_DRIVER_PATH",
    # sound sent to another machine
    "PIPEWIRE_REMOTE",
    "PULSE_SERVER",
}

_MOST_TOLD = 2**53 - 1
"""The largest whole number of an event (RFC 8785, RFC 7493)."""

_PERTURB = "glibc.malloc.perturb"
_KEPT_FOR_THREADS = "glibc.malloc.tcache_count"
CLEARING = f"{_PERTURB}=165:{_KEPT_FOR_THREADS}=0"
"""What ``GLIBC_TUNABLES`` must say at the start of the program."""

_PYTHON_HARMLESS = {
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONFAULTHANDLER",
    "PYTHONHASHSEED",
    "PYTHONIOENCODING",
    "PYTHONNOUSERSITE",
    "PYTHONSAFEPATH",
    "PYTHONUNBUFFERED",
    "PYTHONUTF8",
}


def harden() -> tuple[str, ...]:
    """Close the process to others, before it holds any secret or starts a thread.

    Returns what could not be done or was too late to undo, as message codes
    (``hardening.core_dumps``), with the name of the variable where it is one
    (``hardening.foreign_code:LD_PRELOAD``). Empty is good.
    """
    steps = _STEPS if sys.platform == "linux" else {}
    undone = [f"hardening.{name}" for name, step in steps.items() if not step()]
    return (*undone, *foreign_code(os.environ), *uncleared_heap(os.environ))


def foreign_code(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Findings for variables that may have brought code into the process before its first line.

    Those of the dynamic linker, and Python's own unless it was started isolated (``-I``).
    """
    linker = ("LD_", "DYLD_")
    names = {name for name in environ if name.startswith(linker)}
    if not sys.flags.ignore_environment:
        names |= {
            name
            for name in environ
            if name.startswith("PYTHON")
            and not name.startswith(_FAMILIES)
            and name not in _PYTHON_HARMLESS
        }
    return tuple(f"hardening.foreign_code:{name}" for name in sorted(names))


def uncleared_heap(environ: Mapping[str, str]) -> tuple[str, ...]:
    """A finding where the C library leaves in memory what was given back (mallopt(3), M_PERTURB).

    libVLC and OpenSSL keep copies of clip and passphrase in memory of their own and do not
    overwrite them all. glibc does it for every program started with ``CLEARING`` in
    ``GLIBC_TUNABLES``; it looks once, at the start. Without the second part it leaves small pieces,
    which it keeps for the thread, as they were.
    """
    if sys.platform != "linux":
        return ()
    pairs = (text.partition("=") for text in environ.get("GLIBC_TUNABLES", "").split(":"))
    values = {name: int(value) for name, _, value in pairs if value.isdecimal()}
    # the low byte of the first is what is written
    cleared = values.get(_PERTURB, 0) & 0xFF and values.get(_KEPT_FOR_THREADS) == 0
    return () if cleared else ("hardening.heap_not_cleared",)


def read_process() -> dict[str, int | bool]:
    """What the kernel says of this process now; empty on other systems than Linux.

    ``dumpable``, ``no_new_privileges`` and ``core_limit`` (bytes). Changes nothing.
    """
    if sys.platform != "linux":
        return {}
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    unlimited = hard == resource.RLIM_INFINITY
    return {
        "dumpable": _prctl(_PR_GET_DUMPABLE) != 0,
        "no_new_privileges": _prctl(_PR_GET_NO_NEW_PRIVS) == 1,
        "core_limit": _MOST_TOLD if unlimited else min(hard, _MOST_TOLD),
    }


def clean_environment(environ: MutableMapping[str, str]) -> tuple[str, ...]:
    """Remove the variables with which Qt, libVLC or the keyring would load, serve or write others'.

    To be called with ``os.environ`` before any of them is imported. Returns the names of what was
    removed, never the values. Of whole families only what is known to be harmless stays;
    ``QT_QPA_PLATFORM`` stays where it names one ordinary display.
    """
    removed = tuple(sorted(name for name, value in environ.items() if _is_dangerous(name, value)))
    for name in removed:
        del environ[name]
    return removed


def _is_dangerous(name: str, value: str) -> bool:
    if name == "QT_QPA_PLATFORM":
        return value not in _PLATFORMS
    return name in _ALSO_DANGEROUS or (name.startswith(_FAMILIES) and name not in _HARMLESS)


def _refuse_core_dumps() -> bool:
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        return False
    return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def _refuse_readers() -> bool:
    """prctl(2), PR_SET_DUMPABLE: also where the limit does not count, as with a core handler."""
    return _prctl(_PR_SET_DUMPABLE, 0) == 0 and _prctl(_PR_GET_DUMPABLE) == 0


def refuse_new_privileges() -> bool:
    """Whether the process and its children now gain no rights from what they run (prctl(2))."""
    return _prctl(_PR_SET_NO_NEW_PRIVS, 1) == 0 and _prctl(_PR_GET_NO_NEW_PRIVS) == 1


def _prctl(option: int, value: int = 0) -> int:
    # every argument as the kernel takes it: rubbish in the unused ones is an error
    arguments = [ctypes.c_ulong(word) for word in (value, 0, 0, 0)]
    return int(ctypes.CDLL(None).prctl(ctypes.c_int(option), *arguments))


_STEPS: dict[str, Callable[[], bool]] = {
    "core_dumps": _refuse_core_dumps,
    "memory_readable": _refuse_readers,
    "privileges": refuse_new_privileges,
}
