"""libVLC 3: found, loaded and started once, on first use.

Importing python-vlc loads libVLC and raises many things, even ``SystemExit``, where it cannot; it
also looks for the library with ``ctypes.util.find_library``, which starts programs and writes
temporary files. So nothing of it happens when this module is imported, and ``load`` does the
finding itself.
"""

import ctypes
import functools
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import (
    CFUNCTYPE,
    POINTER,
    c_char,
    c_int,
    c_size_t,
    c_ssize_t,
    c_uint,
    c_uint64,
    c_void_p,
)
from pathlib import Path
from typing import Any, NamedTuple

from viewer_app.playback import bundle
from viewer_app.playback.errors import PlaybackError

SUPPORTED = "3."
"""libVLC 4 has other signatures for the memory output."""

_SYSTEM_LIBRARY = "libvlc.so.5"
_OF_LIBVLC = re.compile(r"libvlc(core)?\.so|lib\w+_plugin\.so")
_PATH_VARIABLE = "PYTHON_VLC_LIB_PATH"

# libvlc_media_new_callbacks (libvlc_media.h)
OpenCallback = CFUNCTYPE(c_int, c_void_p, POINTER(c_void_p), POINTER(c_uint64))
ReadCallback = CFUNCTYPE(c_ssize_t, c_void_p, c_void_p, c_size_t)
SeekCallback = CFUNCTYPE(c_int, c_void_p, c_uint64)
CloseCallback = CFUNCTYPE(None, c_void_p)

# libvlc_video_set_callbacks, libvlc_video_set_format_callbacks (libvlc_media_player.h). python-vlc
# types the chroma as char*, which ctypes turns into a copy nobody can write to.
LockCallback = CFUNCTYPE(c_void_p, c_void_p, POINTER(c_void_p))
UnlockCallback = CFUNCTYPE(None, c_void_p, c_void_p, POINTER(c_void_p))
DisplayCallback = CFUNCTYPE(None, c_void_p, c_void_p)
FormatCallback = CFUNCTYPE(c_uint, POINTER(c_void_p), POINTER(c_char), *[POINTER(c_uint)] * 4)
CleanupCallback = CFUNCTYPE(None, c_void_p)


class InputCallbacks(NamedTuple):
    """What libVLC calls to read a clip."""

    open: Any
    read: Any
    seek: Any
    close: Any


class OutputCallbacks(NamedTuple):
    """What libVLC calls to show a picture."""

    form: Any
    cleanup: Any
    lock: Any
    unlock: Any
    display: Any


_FLAGS = (
    "--quiet",
    "--ignore-config",
    "--no-interact",
    "--no-lua",
    "--no-metadata-network-access",
    "--no-auto-preparse",
    "--no-sub-autodetect-file",
    "--no-media-library",
    "--no-stats",
    "--no-osd",
    "--no-spu",
    # it would search the fonts of the machine, and write down what it found
    "--text-renderer=none",
    "--no-video-title-show",
    "--no-snapshot-preview",
    # every picture counts: late rather than never, and the last one above all
    "--no-drop-late-frames",
    # --no-avcodec-hurry-up looks like it, but then a seek leaves the decoder skipping every frame
    # that no other is made from, for good (avcodec/video.c resets skip_frame only with it)
    # where reading was late, libVLC throws away what it has read, and the key frame with it: grey
    # pictures until the next one; unless it was later than this (es_out.c, ES_OUT_SET_GROUP_PCR),
    # when it only sets its clock anew. Always later, then
    "--clock-jitter=-100000",
    "--no-disable-screensaver",
    # a native video output would open a window, or draw on the terminal
    "--vout=vmem",
    # the decoders of libavcodec and raw sound, nothing else
    "--codec=avcodec,araw,none",
    # frames of a hardware decoder would live in memory that cannot be wiped
    "--avcodec-hw=none",
)
_XCB_FLAG = "--no-xlib"
# --no-audio alone would still try every sound system once, and PulseAudio may start its server
_SILENT_FLAGS = ("--no-audio", "--aout=dummy")


class LibVlc:
    """One started libVLC. Make it with ``start``; several film players may share it."""

    def __init__(self, vlc: Any, instance: Any) -> None:
        self.vlc = vlc
        self.instance = instance
        self._files = loaded_files()

    @property
    def version(self) -> str:
        """The version of libVLC, such as ``3.0.21``."""
        return _version_of(self.vlc)

    @property
    def is_own(self) -> bool:
        """Whether all of it came from the copy of our own (``bundle``). Known on Linux only."""
        own = bundle.place().resolve()
        return bool(self._files) and all(path.is_relative_to(own) for path in self._files)

    def new_player(self) -> Any:
        """A python-vlc ``MediaPlayer``. Raises PlaybackError where libVLC makes none."""
        player = self.instance.media_player_new()
        if player is None:
            raise PlaybackError("player.libvlc_refuses")
        return player

    def new_media(self, callbacks: InputCallbacks) -> Any:
        """A python-vlc ``Media`` that reads through callbacks, which the caller keeps referenced.

        Raises PlaybackError where libVLC makes none.
        """
        new = self.vlc.dll["libvlc_media_new_callbacks"]
        new.restype = c_void_p
        new.argtypes = [
            c_void_p, OpenCallback, ReadCallback, SeekCallback, CloseCallback, c_void_p
        ]  # fmt: skip
        pointer = new(self.instance._as_parameter_, *callbacks, None)
        if not pointer:
            raise PlaybackError("player.libvlc_refuses")
        return self.vlc.Media(pointer)

    def draw_into(self, player: Any, callbacks: OutputCallbacks) -> None:
        """Send a player's pictures to memory callbacks, which the caller keeps referenced."""
        set_format = self.vlc.dll["libvlc_video_set_format_callbacks"]
        set_format.restype = None
        set_format.argtypes = [c_void_p, FormatCallback, CleanupCallback]
        set_format(player._as_parameter_, callbacks.form, callbacks.cleanup)
        set_callbacks = self.vlc.dll["libvlc_video_set_callbacks"]
        set_callbacks.restype = None
        set_callbacks.argtypes = [c_void_p, LockCallback, UnlockCallback, DisplayCallback, c_void_p]
        set_callbacks(
            player._as_parameter_, callbacks.lock, callbacks.unlock, callbacks.display, None
        )


@functools.cache
def start() -> LibVlc:
    """Load and start libVLC, once per process.

    Raises PlaybackError: ``player.libvlc_missing`` where there is no libVLC,
    ``player.libvlc_version`` where it is not version 3, ``player.libvlc_refuses`` where it does
    not start (its plugins are missing, or it does not know a flag).
    """
    vlc = load()
    version = _version_of(vlc)
    if not version.startswith(SUPPORTED):
        raise PlaybackError("player.libvlc_version", version=version)
    instance = vlc.Instance(list(flags()))
    if instance is None:
        raise PlaybackError("player.libvlc_refuses")
    return LibVlc(vlc, instance)


def load() -> Any:
    """The module ``vlc`` with libVLC loaded: the copy of our own where it was made.

    Raises PlaybackError: ``player.libvlc_missing``, ``player.bundle_unsafe`` where the copy is not
    what was copied. There is no falling back then: somebody may have changed it.
    """
    copy = bundle.state(newer=False)
    if not copy.usable and copy.code not in ("bundle.missing", "bundle.not_here"):
        raise PlaybackError("player.bundle_unsafe", **copy.facts)
    try:
        with _library_named(bundle.place() if copy.usable else None):
            import vlc  # noqa: PLC0415 - see the top of this module
    except (Exception, SystemExit) as error:
        raise PlaybackError("player.libvlc_missing") from error
    return vlc


def loaded_files() -> frozenset[Path]:
    """The files of libVLC that this process has in its memory, as the kernel says; Linux only."""
    if sys.platform != "linux":
        return frozenset()
    # proc_pid_maps(5): the sixth column is a path
    lines = Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()
    paths = {Path(columns[5]) for line in lines if len(columns := line.split(maxsplit=5)) == 6}
    return frozenset(path for path in paths if _OF_LIBVLC.match(path.name))


def _version_of(vlc: Any) -> str:
    told: bytes = vlc.libvlc_get_version()
    return told.decode("ascii", "replace").split()[0]


def flags() -> tuple[str, ...]:
    """The flags libVLC is started with here. An unknown one makes it refuse, so they are exact."""
    silent = () if has_sound_device() else _SILENT_FLAGS
    xcb = (_XCB_FLAG,) if sys.platform == "linux" else ()
    return (*_FLAGS, *xcb, *silent)


def has_sound_device() -> bool:
    """Whether this machine can make sound.

    Asked only on Linux: without a device, ALSA fills the terminal with complaints for as long as
    the film plays. Elsewhere libVLC is silent by itself.
    """
    if sys.platform != "linux":
        return True
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    server = Path(runtime, "pulse", "native") if runtime else None
    if os.environ.get("PULSE_SERVER") or (server is not None and _is_socket(server)):
        return True
    return any(Path("/dev/snd").glob("pcm*p"))


def _is_socket(path: Path) -> bool:
    try:
        return stat.S_ISSOCK(path.stat().st_mode)
    except OSError:
        return False


@contextmanager
def _library_named(directory: Path | None) -> Iterator[None]:
    """Tell python-vlc which library to load, so that it does not go looking."""
    if sys.platform != "linux":
        yield
        return
    name = _SYSTEM_LIBRARY
    if directory is not None:
        *_, name = (str(directory / library) for library in bundle.LIBRARIES)
        ctypes.CDLL(str(directory / bundle.LIBRARIES[0]))
    ctypes.CDLL(name)
    os.environ[_PATH_VARIABLE] = name
    try:
        yield
    finally:
        del os.environ[_PATH_VARIABLE]
