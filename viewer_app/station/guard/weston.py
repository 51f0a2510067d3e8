"""Whether a process is Weston, started the way the kiosk starts it.

The command line is what the process says of itself: reading it catches a wrong set-up. A program
that poses as the kiosk is kept out by the kernel, which tells its user (see ``kiosk``).

Not seen from outside: the compositor's environment and working directory, with which the kiosk
disarms Weston's own Super+S and Super+R.
"""

import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from viewer_app.station.guard.findings import Finding, shown_name

_BACKENDS = {"drm", "drm-backend.so"}
_NESTED_BACKENDS = {"x11", "x11-backend.so"}
_SHELLS = {"kiosk", "kiosk-shell.so"}

_HARMLESS = {
    "--socket",
    "--idle-time",
    "--log",
    "--use-pixman",
    "--seat",
    "--tty",
    "--drm-device",
    "--current-mode",
    "--continue-without-input",
}
_HARMLESS_NESTED = {"--width", "--height", "--fullscreen"}
_LOADS_CODE = {"modules", "xwayland"}
"""Keys of ``weston.ini`` that bring in what the command line may not (weston.ini(5))."""


def command_of(pid: int) -> tuple[str, ...]:
    """The command line of a process; empty where it cannot be read."""
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ()
    return tuple(part.decode("utf-8", "replace") for part in line.split(b"\0")[:-1])


def started_at(pid: int) -> str:
    """When a process started, in clock ticks since boot (proc(5), ``stat`` field 22); "" unknown.

    With the process's number it tells one process from all others.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return fields[19] if len(fields) > 19 else ""


def judge(command: Sequence[str], *, allow_nested: bool) -> Iterator[Finding]:
    """What in a command line is not the kiosk's. Only ``--name`` and ``--name=value`` are read:

    Weston also takes other forms, of which versions differ in what they mean. An option that is
    not known to be harmless is a finding.
    """
    if not command or Path(command[0]).name != "weston":
        yield Finding("guard.compositor_unknown")
        return
    options = [option.partition("=")[::2] for option in command[1:]]
    yield from _judge_backend(options, _BACKENDS | (_NESTED_BACKENDS if allow_nested else set()))
    harmless = _HARMLESS | (_HARMLESS_NESTED if allow_nested else set())
    shells = {value for name, value in options if name == "--shell"}
    if not shells or not shells <= _SHELLS:
        yield Finding("guard.kiosk_shell")
    names = {name for name, _ in options}
    if "--no-config" not in names and "--config" not in names:
        yield Finding("guard.kiosk_config")
    for name, value in options:
        match name:
            case "--backend" | "--shell" | "--no-config":
                pass
            case "--debug":
                yield Finding("guard.debug")
            case "--modules":
                yield Finding("guard.kiosk_modules")
            case "--config":
                yield from _judge_config(Path(value))
            case _ if name not in harmless:
                yield Finding("guard.kiosk_option", shown_name(name.lstrip("-")))


def _judge_backend(options: Sequence[Sequence[str]], allowed: set[str]) -> Iterator[Finding]:
    backends = [value for name, value in options if name == "--backend"]
    # without one Weston looks for a display to nest in first
    for backend in backends or ["unnamed"]:
        if backend not in allowed:
            yield Finding("guard.nested", shown_name(backend.removesuffix("-backend.so")))


def _judge_config(path: Path) -> Iterator[Finding]:
    """A configuration counts where only root can have written it, and it loads nothing."""
    try:
        owned = path.is_absolute() and path.resolve(strict=True) == path
        owned = owned and all(_is_roots(place) for place in (path, *path.parents))
        lines = path.read_text("utf-8").splitlines() if owned else []
    except (OSError, ValueError):
        owned, lines = False, []
    if not owned:
        yield Finding("guard.kiosk_config")
    if any(line.partition("=")[0].strip() in _LOADS_CODE for line in lines):
        yield Finding("guard.kiosk_modules")


def _is_roots(path: Path) -> bool:
    status = path.stat()
    return status.st_uid == 0 and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
