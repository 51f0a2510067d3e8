"""Why a film has no picture to show, said as exactly as it can be told."""

from typing import TYPE_CHECKING

from viewer_app.evidence import mp4
from viewer_app.evidence.container import HEAD, Container, recognize
from viewer_app.evidence.film_bytes import read
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.tracks import Tracks

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

_ENCRYPTED = b"encv"
"""A sample entry of pictures that are encrypted (ISO/IEC 14496-12 clause 8.12)."""


def explain(clip: "Clip", found: Tracks | None) -> PlaybackError:
    """The error that says why libVLC shows nothing of this clip, in which it ``found`` tracks.

    ``player.encrypted``, ``player.no_frames``, ``player.codec_unknown``, ``player.no_picture`` or,
    where it is all the same no film, ``player.not_a_video``. Raises what the clip raises.
    """
    moov = None
    if recognize(read(clip, 0, HEAD)) is Container.MP4:
        moov = mp4.index(clip)
    pictures = [one for one in mp4.tracks(moov or b"") if one.handler == b"vide"]
    if any(track.codec == _ENCRYPTED for track in pictures):
        return PlaybackError("player.encrypted")
    if pictures and not any(track.count for track in pictures) and b"mvex" not in (moov or b""):
        return PlaybackError("player.no_frames")
    if found is not None and found.video:
        return PlaybackError("player.codec_unknown", codec=found.codec)
    if found is not None and found.audio:
        return PlaybackError("player.no_picture")
    return PlaybackError("player.not_a_video")
