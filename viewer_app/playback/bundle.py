"""A copy of libVLC of our own, with the plug-ins that playback needs and no others.

libVLC opens every plug-in in the directory ``vlc/plugins`` beside ``libvlccore``, whatever
``VLC_PLUGIN_PATH`` says, and a media option as ``:sout=#std{…}`` makes it write or send what it
plays. Without the plug-ins for it, no option can. The copy is made at set-up, in the environment
that the program runs in: who may write there could change the program itself. A manifest beside
the files tells a copy that is damaged, or older than the system's libVLC.
"""

import contextlib
import hashlib
import json
import shutil
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer_app.playback.errors import PlaybackError

LIBRARIES: Final = ("libvlccore.so.9", "libvlc.so.5")
"""In the order in which they are to be loaded: the second takes the first from memory."""

PLUGINS: Final = (
    # the clip comes from memory and the pictures go to memory
    "imem", "vmem", "swscale",
    # what viewer_app.playback.container chooses from
    "mp4", "avformat",
    "avcodec", "araw",
    # the demuxers of libVLC itself hand these over unparsed
    "packetizer_h264", "packetizer_hevc", "packetizer_mpeg4video", "packetizer_mpegvideo",
    "packetizer_mpeg4audio", "packetizer_mpegaudio", "packetizer_a52",
    # recordings held upright: turning and changing colours in one chain
    "transform", "chain",
    # sound: PulseAudio, ALSA or none; other rates and layouts than the device has
    "pulse", "alsa", "adummy",
    "audio_format", "float_mixer", "simple_channel_mixer", "trivial_channel_mixer",
    "ugly_resampler",
)  # fmt: skip
"""Found by leaving out one at a time; those for sound that no test machine has, by what they do."""

_SHARED: Final = "vlc/libvlc_pulse.so.0"
"""What the PulseAudio plug-in links to."""
_OWN_PLACE: Final = "vlc/plugins"
_MANIFEST: Final = "manifest.json"
_SYSTEM: Final = (
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib64",
    "/usr/lib",
)


@dataclass(frozen=True)
class State:
    """How it stands with the copy: a message code, and the facts of its sentence."""

    code: str
    """``bundle.whole``, ``bundle.missing``, ``bundle.damaged``, ``bundle.open_to_others``,
    ``bundle.outdated``; on systems that have no such copy ``bundle.not_here``."""
    facts: dict[str, str]

    @property
    def usable(self) -> bool:
        """Whether libVLC may be loaded from it: an outdated copy still writes nothing."""
        return self.code in ("bundle.whole", "bundle.outdated")


def place() -> Path:
    """Where the copy is, if it is there. Nothing in the environment's variables changes it."""
    return Path(sys.prefix, "libvlc")


def state(directory: Path | None = None, *, newer: bool = True) -> State:
    """Whether the copy is there, is what was copied, and (``newer``) is what is needed now."""
    directory = directory or place()
    if sys.platform != "linux":
        return State("bundle.not_here", {})
    if not directory.is_dir():
        return State("bundle.missing", {})
    try:
        known = json.loads((directory / _MANIFEST).read_text("utf-8"))
        files, source = dict(known["files"]), Path(known["source"])
        found = _find_open(directory) or _find_damage(directory, files)
    except (OSError, ValueError, KeyError, TypeError):
        return State("bundle.damaged", {"file": _MANIFEST})
    if found is None and newer:
        found = _find_other(files) or _find_newer(source, files)
    return found or State("bundle.whole", {})


def _find_open(directory: Path) -> State | None:
    for path in (directory, *directory.rglob("*")):
        status = path.lstat()
        if path.is_symlink() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return State("bundle.open_to_others", {"file": path.name})
    return None


def _find_damage(directory: Path, files: dict[str, str]) -> State | None:
    """A file too many counts as well: libVLC would load it."""
    there = {str(path.relative_to(directory)) for path in directory.rglob("*") if path.is_file()}
    wrong = there ^ {*files, _MANIFEST}
    wrong |= {name for name in files if name in there and _digest(directory / name) != files[name]}
    return State("bundle.damaged", {"file": min(wrong)}) if wrong else None


def _find_other(files: dict[str, str]) -> State | None:
    """A plug-in too many or too few: the copy was made for another version of this program."""
    wanted = {_own_name(plugin) for plugin in PLUGINS}
    wrong = wanted ^ {name for name in files if name.startswith(f"{_OWN_PLACE}/")}
    return State("bundle.outdated", {"file": Path(min(wrong)).name}) if wrong else None


def _find_newer(source: Path, files: dict[str, str]) -> State | None:
    for name, digest in files.items():
        with contextlib.suppress(FileNotFoundError):  # not installed any more
            if _digest(_original(source, name)) != digest:
                return State("bundle.outdated", {"file": name})
    return None


def make(
    directory: Path, source: Path | None = None, leave_out: frozenset[str] = frozenset()
) -> None:
    """Copy libVLC from the directory of the system's libraries; replaces an older copy.

    Raises PlaybackError (``player.libvlc_missing``) where the system has not all of it, OSError.
    """
    source = source or _find_source()
    names = [
        *LIBRARIES,
        _SHARED,
        *(_own_name(plugin) for plugin in PLUGINS if plugin not in leave_out),
    ]
    draft = directory.with_name(f"{directory.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    files = {}
    for name in names:
        target = draft / name
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        try:
            shutil.copyfile(_original(source, name), target)
        except FileNotFoundError:
            shutil.rmtree(draft)
            raise PlaybackError("player.libvlc_missing") from None
        target.chmod(0o644)
        files[name] = _digest(target)
    text = json.dumps({"source": str(source), "files": files}, indent=1)
    (draft / _MANIFEST).write_text(text + "\n", "utf-8")
    (draft / _MANIFEST).chmod(0o644)
    shutil.rmtree(directory, ignore_errors=True)
    draft.rename(directory)


def _own_name(plugin: str) -> str:
    return f"{_OWN_PLACE}/lib{plugin}_plugin.so"


def _original(source: Path, name: str) -> Path:
    """Where the system has a file: its plug-ins stand in a directory for each kind."""
    if name.startswith(_OWN_PLACE):
        plugin = Path(name).name
        for path in (source / _OWN_PLACE).glob(f"*/{plugin}"):
            return path
    return source / name


def _find_source() -> Path:
    for name in _SYSTEM:
        if Path(name, LIBRARIES[0]).exists():
            return Path(name)
    raise PlaybackError("player.libvlc_missing")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    if state().code != "bundle.whole":
        make(place())
