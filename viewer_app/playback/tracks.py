"""What tracks a film has, as libVLC found them.

python-vlc's own ``MediaTrack`` has three pointers where libVLC has a union of three
(``libvlc_media_track_t`` in libvlc_media.h), so the structures are declared here.
"""

import ctypes
from ctypes import POINTER, Structure, c_char_p, c_int, c_uint, c_uint32, c_void_p
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from viewer_app.playback.library import LibVlc

_AUDIO, _VIDEO = 0, 1

_LYING = 4
"""From this ``libvlc_video_orient_t`` on, the camera was held on its side: width is height."""

_SQUARE_ENOUGH = 0.01


@dataclass(frozen=True)
class Tracks:
    """The tracks found so far.

    ``width`` and ``height`` are of the upright picture in square pixels, ``fps`` its frames a
    second; 0 where the file does not say. ``codec`` is how the pictures are stored, in libVLC's
    four letters.
    """

    video: bool = False
    audio: bool = False
    fps: float = 0.0
    width: int = 0
    height: int = 0
    codec: str = ""


class _VideoTrack(Structure):
    _fields_ = (
        ("height", c_uint),
        ("width", c_uint),
        ("sar_num", c_uint),
        ("sar_den", c_uint),
        ("frame_rate_num", c_uint),
        ("frame_rate_den", c_uint),
        ("orientation", c_int),
    )


class _MediaTrack(Structure):
    _fields_ = (
        ("codec", c_uint32),
        ("original_fourcc", c_uint32),
        ("id", c_int),
        ("type", c_int),
        ("profile", c_int),
        ("level", c_int),
        ("details", c_void_p),
        ("bitrate", c_uint),
        ("language", c_char_p),
        ("description", c_char_p),
    )


_TrackList = POINTER(POINTER(_MediaTrack))


def find(libvlc: "LibVlc", media: Any) -> Tracks | None:
    """The tracks of a media that plays; None until libVLC has found any."""
    get = libvlc.vlc.dll["libvlc_media_tracks_get"]
    get.restype = c_uint
    get.argtypes = [c_void_p, POINTER(_TrackList)]
    release = libvlc.vlc.dll["libvlc_media_tracks_release"]
    release.restype = None
    release.argtypes = [_TrackList, c_uint]
    tracks = _TrackList()
    count = get(media._as_parameter_, ctypes.byref(tracks))
    if count == 0:
        return None
    try:
        found = [tracks[index].contents for index in range(count)]
        audio = any(track.type == _AUDIO for track in found)
        for track in found:
            if track.type == _VIDEO:
                details = ctypes.cast(track.details, POINTER(_VideoTrack)).contents
                return Tracks(
                    True, audio, _rate(details), *_upright(details), _letters(track.codec)
                )
        return Tracks(audio=audio)
    finally:
        release(tracks, count)


def _letters(codec: int) -> str:
    """A fourcc (vlc_fourcc.h: the first letter lowest), without what nobody could read."""
    letters = codec.to_bytes(4, "little").decode("latin-1")
    return "".join(sign for sign in letters if sign.isalnum())


def _rate(video: _VideoTrack) -> float:
    if not video.frame_rate_num or not video.frame_rate_den:
        return 0.0
    return float(video.frame_rate_num / video.frame_rate_den)


def _upright(video: _VideoTrack) -> tuple[int, int]:
    """Width and height as the picture is to be seen."""
    width, height = int(video.width), int(video.height)
    if video.sar_num and video.sar_den:
        aspect = video.sar_num / video.sar_den
        if abs(aspect - 1) > _SQUARE_ENOUGH:
            width = round(width * aspect)
    return (height, width) if video.orientation >= _LYING else (width, height)
