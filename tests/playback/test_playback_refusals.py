"""What cannot be played gives a sentence that says why, never a black picture."""

from collections.abc import Callable

import pytest

from tests.playback.clips import Films, MemoryClip
from tests.playback.conftest import Screen, until
from viewer_app import messages
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.film import FilmPlayer
from viewer_app.playback.listener import FilmState

H264 = ("-c:v", "libx264", "-preset", "ultrafast")
QUIET = ("-x265-params", "log-level=error")
Make = Callable[[Films], bytes]


def film(films: Films, ending: str = "mp4") -> bytes:
    sound = ("-c:a", "mp3" if ending == "avi" else "aac")
    return films.stamped(f"refused.{ending}", 0.5, *H264, sound=sound).read_bytes()


def renamed(ending: str, codec: bytes, other: bytes) -> Make:
    def make(films: Films) -> bytes:
        whole = film(films, ending)
        assert codec in whole
        return whole.replace(codec, other)

    return make


def sound_alone(name: str) -> Make:
    def make(films: Films) -> bytes:
        source = films.stamped("refused.mp4", 0.5, *H264)
        codec = ("-c:a", "mp3") if name.endswith("avi") else ("-c", "copy")
        return films.converted(source, name, "-vn", *codec).read_bytes()

    return make


def without_frames(films: Films) -> bytes:
    """A track of pictures that says that it has none, as where recording was stopped at once."""
    whole = bytearray(films.stamped("frames.mp4", 0.5, *H264, sound=()).read_bytes())
    at = whole.index(b"stsz") + 12
    whole[at : at + 4] = bytes(4)
    return bytes(whole)


REFUSED: dict[str, tuple[Make, str]] = {
    "pictures of an unknown kind, MP4": (renamed("mp4", b"avc1", b"xyz9"), "player.codec_unknown"),
    "pictures of an unknown kind, MKV": (
        renamed("mkv", b"V_MPEG4/ISO/AVC", b"V_MPEG9/XYZ/AVC"), "player.codec_unknown",
    ),
    "pictures of an unknown kind, AVI": (renamed("avi", b"H264", b"XYZ9"), "player.codec_unknown"),
    "encrypted by the camera system": (renamed("mp4", b"avc1", b"encv"), "player.encrypted"),
    "sound alone, MP4": (sound_alone("alone.mp4"), "player.no_picture"),
    "sound alone, MKV": (sound_alone("alone.mkv"), "player.no_picture"),
    "sound alone, TS": (sound_alone("alone.ts"), "player.no_picture"),
    "no frame at all": (without_frames, "player.no_frames"),
    "8K": (
        lambda films: films.stamped(
            "8k.mp4", 0.04, *H264, size="7680x4320", sound=()
        ).read_bytes(),
        "player.picture_too_large",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_shown_is_refused_with_the_reason(
    player: FilmPlayer, screen: Screen, films: Films, name: str
) -> None:
    make, code = REFUSED[name]
    with pytest.raises(PlaybackError) as refused:
        player.open(MemoryClip(make(films)))
    assert refused.value.code == code
    for language in messages.LANGUAGES:
        assert "{" not in messages.text(code, language, refused.value.facts)
    assert player.state is FilmState.EMPTY
    assert screen.numbers == []
    # and the next one plays as if nothing had been
    player.open(MemoryClip(film(films)))
    assert screen.now() in (0, 1)


def test_the_name_of_the_unknown_kind_is_told(player: FilmPlayer, films: Films) -> None:
    with pytest.raises(PlaybackError) as refused:
        player.open(MemoryClip(renamed("mp4", b"avc1", b"xyz9")(films)))
    assert refused.value.facts == {"codec": "xyz9"}


PLAYED: dict[str, tuple[str, ...]] = {
    "av1.mp4": ("-c:v", "libsvtav1", "-preset", "12", "-loglevel", "quiet"),
    "vp9.mkv": ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"),
    "prores.mov": ("-c:v", "prores_ks"),
    "mjpeg.avi": ("-c:v", "mjpeg", "-pix_fmt", "yuvj420p"),
    "ten-bits.mp4": ("-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", *QUIET),
    "interlaced.mp4": (*H264, "-flags", "+ildct+ilme", "-x264-params", "interlaced=1:tff=1"),
}


@pytest.mark.parametrize("name", PLAYED)
def test_less_usual_kinds_are_shown(
    player: FilmPlayer, screen: Screen, films: Films, name: str
) -> None:
    sound = ("-c:a", "mp3" if name.endswith("avi") else "aac")
    made = films.stamped(f"played-{name}", 3, *PLAYED[name], size="480x272", sound=sound)
    player.open(MemoryClip(made.read_bytes()))
    player.play()
    assert until(lambda: screen.ends == 1)
    assert screen.now() == 89
    assert screen.errors == []
