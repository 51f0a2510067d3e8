"""Recordings that no station can seek in: their streams, unchanged, in an MP4 that it can."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.desk.axis_objects import CameraObject, make_private_key
from tests.desk.batches import Batch, row, write
from tests.desk.recordings import (
    PACKET,
    Maker,
    first_boxes,
    open_package,
    pictures,
    prepare,
    probe,
    sound,
    times,
)
from tests.desk.requests import Office, run
from tests.tools import ROOT
from viewer_app import messages
from viewer_app.desk import faststart
from viewer_app.desk.clip import Clip
from viewer_app.desk.errors import DeskError
from viewer_app.desk.preparation import prepared

FRAGMENTS = ("-movflags", "frag_keyframe+empty_moov")
SMALL = ("-vf", "scale=320:-2", "-preset", "ultrafast", "-g", "30")


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    return Maker(tmp_path_factory.mktemp("recordings"))


@pytest.fixture(scope="module")
def reordered(maker: Maker, film: Path) -> Path:
    """The film with B-frames, whose pictures are not decoded in the order they are shown in."""
    return maker.make(film, "b.mp4", *SMALL, "-c:v", "libx264", "-bf", "2", "-c:a", "copy")


@pytest.fixture(scope="module")
def transport_stream(maker: Maker, reordered: Path) -> Path:
    return maker.copied(reordered, "b.ts")


def codes(recording: Path) -> list[str]:
    return [one.code for one in prepare(recording)[1]]


KINDS: dict[str, tuple[str, Callable[[Maker, Path, Path], Path]]] = {
    "TS": ("aac", lambda maker, film, reordered: maker.copied(film, "plain.ts")),
    "TS, B-frames": ("aac", lambda maker, film, reordered: maker.copied(reordered, "b.ts")),
    "TS, H.265, MP3": (
        "mp3",
        lambda maker, film, reordered: maker.make(
            film,
            "hevc.ts",
            *SMALL,
            *("-c:v", "libx265", "-x265-params", "bframes=2:log-level=error"),
            *("-c:a", "libmp3lame"),
        ),
    ),
    "fragments": (
        "aac",
        lambda maker, film, reordered: maker.copied(reordered, "fragments.mp4", *FRAGMENTS),
    ),
    "sidx": (
        "aac",
        lambda maker, film, reordered: maker.copied(
            film, "sidx.mp4", "-movflags", "dash+frag_keyframe"
        ),
    ),
    "fragments, PCM": (
        "s16le",
        lambda maker, film, reordered: maker.make(
            film, "pcm.mov", "-c:v", "copy", "-c:a", "pcm_s16le", *FRAGMENTS
        ),
    ),
    "Matroska, unfinished": (
        "aac",
        lambda maker, film, reordered: maker.copied(reordered, "live.mkv", "-live", "1"),
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_picture_and_sound_is_as_it_was(
    maker: Maker, film: Path, reordered: Path, name: str
) -> None:
    form, make = KINDS[name]
    recording = make(maker, film, reordered)
    content, notices = prepare(recording)
    assert "recording.copied" in [one.code for one in notices]
    assert first_boxes(content) == [b"ftyp", b"moov", b"mdat"]
    copy = maker.written(f"copy-of-{recording.name}.mp4", content)
    units = pictures(copy)
    assert len(units) > 80
    assert units == pictures(recording)
    form = "adts" if form == "aac" else form
    assert sound(copy, form) == sound(recording, form)
    before, after = times(recording), times(copy)
    assert after[0] == 0  # the first picture is the start
    assert after == pytest.approx([one - before[0] for one in before], abs=0.0012)
    lag = times(recording, "a")[0] - before[0]
    assert times(copy, "a")[0] == pytest.approx(lag, abs=0.0012)


def test_a_film_held_upright_stays_so(maker: Maker, film: Path) -> None:
    turned = maker.copied(film, "turned.mp4", "-metadata:s:v:0", "rotate=90", *FRAGMENTS)
    copy = maker.written("turned-copy.mp4", prepare(turned)[0])
    was = probe(turned, "stream_side_data=rotation", "v")
    assert was == ["90"]
    assert probe(copy, "stream_side_data=rotation", "v") == was


def test_what_can_be_sought_in_is_sealed_as_it_is(maker: Maker, film: Path) -> None:
    whole = maker.copied(film, "film.mkv")
    last = maker.copied(film, "index-last.mov")
    for recording in (film, whole, last):
        assert prepare(recording) == (recording.read_bytes(), [])


def test_what_does_not_go_into_an_mp4_is_sealed_as_it_is_and_said(maker: Maker, film: Path) -> None:
    latm = maker.make(
        film, "latm.ts", "-c:v", "copy", "-c:a", "aac", "-mpegts_flags", "latm", "-t", "1"
    )
    content, (notice,) = prepare(latm)
    assert content == latm.read_bytes()
    assert (notice.code, notice.facts["reason"]) == ("recording.not_copied", "aac_latm")


# --- by command -----------------------------------------------------------------------------------


def test_the_desk_copies_and_says_so_and_the_approval_names_the_original(
    office: Office, maker: Maker, transport_stream: Path
) -> None:
    said = office.seal("--json", clip=transport_stream)
    answer = json.loads(said.stdout)
    approval, content = open_package(office)
    original = transport_stream.read_bytes()
    sha256 = hashlib.sha256(original).hexdigest()
    named = {"container": "mpegts", "size": len(original), "sha256": sha256}
    assert answer["clip"]["original"] == named
    assert approval.clip.original
    assert vars(approval.clip.original) == named
    assert [one["code"] for one in answer["notices"]] == ["recording.copied"]
    assert pictures(maker.written("opened.mp4", content)) == pictures(transport_stream)
    shown = " ".join(run("show", office.package, "--check", "--language", "en").stdout.split())
    assert f"copied from a recording in mpegts of {len(original)} bytes" in shown
    assert sha256 in shown.replace(" ", "")
    told = json.loads(run("show", office.package, "--json").stdout)
    assert told["approval"]["clip"]["original"] == named
    office.package.unlink()
    dutch = office.seal(clip=transport_stream).stdout
    assert "onveranderd overgezet naar MP4" in dutch
    assert sha256 in dutch


def test_a_film_that_is_no_copy_has_no_original(office: Office) -> None:
    answer = json.loads(office.seal("--json").stdout)
    assert (answer["clip"]["original"], answer["notices"]) == (None, [])
    assert open_package(office)[0].clip.original is None
    assert "Origineel" not in run("show", office.package).stdout


def test_what_a_camera_system_encrypted_is_copied_too(
    office: Office, maker: Maker, transport_stream: Path, tmp_path: Path
) -> None:
    private = make_private_key(tmp_path / "own.pem", bits=1024)
    camera = CameraObject(tmp_path / "20261115_095300_7.ts", private)
    camera.write(transport_stream.read_bytes())
    before = sorted(path for path in tmp_path.rglob("*"))
    answer = json.loads(camera.seal(office, "--json").stdout)
    assert sorted(path for path in tmp_path.rglob("*") if path != office.package) == before
    sealed = camera.path.read_bytes()
    assert answer["axis_original"]["sha256"] == hashlib.sha256(sealed).hexdigest()
    plain = hashlib.sha256(transport_stream.read_bytes()).hexdigest()
    assert answer["clip"]["original"]["sha256"] == plain
    content = open_package(office)[1]
    assert content == prepare(transport_stream)[0]


def test_a_list_of_requests_is_copied_too(
    office: Office, tmp_path: Path, transport_stream: Path
) -> None:
    batch = Batch(office, tmp_path)
    (batch.clips / "b.ts").write_bytes(transport_stream.read_bytes())
    batch.list.write_text(write(row("Z-1", clip="b.ts"), row("Z-2")), "utf-8")
    first, second = batch.told()["requests"]
    assert [one["code"] for one in first["notices"]] == ["recording.copied"]
    assert second["notices"] == []
    (office.packages / "Z-1.inzage").unlink()
    assert "unchanged, into an MP4" in batch.approve("--language", "en").stdout


# --- recordings that are not whole ----------------------------------------------------------------


@pytest.mark.parametrize("left", [0.35, 0.8])
@pytest.mark.parametrize("aligned", [True, False])
def test_a_stream_that_was_broken_off_is_copied_as_far_as_it_goes(
    maker: Maker, transport_stream: Path, left: float, aligned: bool
) -> None:
    content = transport_stream.read_bytes()
    length = int(len(content) * left) // PACKET * PACKET + (0 if aligned else 77)
    cut = maker.written("cut.ts", content[:length])
    copied, notices = prepare(cut)
    said = {one.code for one in notices}
    assert "recording.copied" in said
    # what ends between two packets does not tell
    assert ("recording.ends_early" in said) is not aligned
    units = pictures(maker.written("cut.mp4", copied))
    whole = pictures(transport_stream)
    assert len(units) > 0.7 * left * len(whole)
    assert units[:-1] == whole[: len(units) - 1]


def test_pictures_that_nobody_can_show_are_left_out_and_counted(
    maker: Maker, transport_stream: Path
) -> None:
    content = transport_stream.read_bytes()
    tables = content[: 3 * PACKET]
    start = len(content) // 6 // PACKET * PACKET
    copied, notices = prepare(maker.written("mid.ts", tables + content[start:]))
    (late,) = [one for one in notices if one.code == "recording.starts_late"]
    assert 5 < int(late.facts["count"]) < 30
    (heard,) = [one for one in notices if one.code == "recording.sound_before"]
    copy = maker.written("mid.mp4", copied)
    assert min(times(copy)) == 0
    assert times(copy, "a")[0] == pytest.approx(-int(heard.facts["lead_ms"]) / 1000, abs=0.06)


def test_a_clock_that_starts_anew_is_said_and_the_film_goes_on(
    maker: Maker, transport_stream: Path
) -> None:
    twice = maker.written("twice.ts", transport_stream.read_bytes() * 2)
    copied, notices = prepare(twice)
    assert {one.code for one in notices} >= {"recording.copied", "recording.clock_jumps"}
    shown = sorted(times(maker.written("twice.mp4", copied)))
    assert len(shown) == 2 * len(times(transport_stream))
    steps = [after - before for before, after in pairwise(shown)]
    assert max(steps) < 0.2


def test_what_is_missing_inside_is_said(maker: Maker, transport_stream: Path) -> None:
    content = transport_stream.read_bytes()
    hole = len(content) // 2 // PACKET * PACKET
    torn = maker.written("torn.ts", content[:hole] + content[hole + 30 * PACKET :])
    assert set(codes(torn)) == {"recording.copied", "recording.damaged_inside"}


def test_files_that_a_camera_never_finished_are_said(maker: Maker, film: Path) -> None:
    whole = film.read_bytes()
    assert codes(maker.written("cut.mp4", whole[: len(whole) // 2])) == ["recording.ends_early"]
    last = maker.copied(film, "last.mp4", "-movflags", "0").read_bytes()
    assert codes(maker.written("headless.mp4", last[: len(last) // 2])) == ["recording.no_index"]
    avi = maker.make(film, "film.avi", "-c:v", "copy", "-c:a", "libmp3lame").read_bytes()
    assert codes(maker.written("cut.avi", avi[: len(avi) // 2])) == ["recording.ends_early"]
    parts = maker.copied(film, "parts.mp4", *FRAGMENTS).read_bytes()
    said = codes(maker.written("cut-parts.mp4", parts[: len(parts) // 2]))
    assert {"recording.copied", "recording.ends_early"} <= set(said)


def test_pictures_larger_than_a_station_shows_are_said(maker: Maker, film: Path) -> None:
    for name, size in {"wide.mp4": "4098x96", "tall.ts": "96x4098"}.items():
        one = ("-frames:v", "1", "-an", "-vf", f"scale={size.replace('x', ':')}")
        large = maker.make(film, name, *one, "-c:v", "libx264", "-preset", "ultrafast")
        told = {notice.code: notice.facts for notice in prepare(large)[1]}
        facts = told["recording.too_large"]
        assert f"{facts['width']}x{facts['height']}" == size
    fitting = ("-frames:v", "1", "-an", "-vf", "scale=4096:96")
    assert not codes(maker.make(film, "fits.mp4", *fitting, "-c:v", "libx264"))


def test_what_no_station_shows_is_said(maker: Maker, film: Path) -> None:
    heard = maker.copied(film, "heard.ts", "-vn")
    assert codes(heard) == ["recording.no_picture"]
    assert prepare(heard)[0] == heard.read_bytes()
    spoiled = bytearray(film.read_bytes())
    start = spoiled.index(b"mdat") + 4
    spoiled[start:] = bytes(len(spoiled) - start)
    assert codes(maker.written("black.mp4", bytes(spoiled))) == ["recording.not_shown"]


def test_every_notice_is_a_sentence_in_both_languages(maker: Maker, transport_stream: Path) -> None:
    for one in prepare(transport_stream)[1]:
        for language in messages.LANGUAGES:
            said = messages.text(one.code, language, one.facts)
            assert transport_stream.name in said
            assert "…" not in said


# --- what must not happen -------------------------------------------------------------------------


def test_a_recording_that_changes_between_the_passes_is_not_sealed(
    maker: Maker, transport_stream: Path
) -> None:
    content = transport_stream.read_bytes()
    changing = maker.written("changing.ts", content)
    with Clip.open(changing) as clip, prepared(clip, lambda _: None) as ready:
        half = len(content) // 2 // PACKET * PACKET
        changing.write_bytes(content[:half] + content[: len(content) - half])
        piece = bytearray(65536)

        def read_all() -> None:
            while ready.content.readinto(memoryview(piece)):
                pass

        with pytest.raises(DeskError) as refused:
            read_all()
    assert refused.value.code == "recording.changed"


def test_a_disk_that_fails_is_no_end_of_the_recording(
    office: Office, transport_stream: Path, tmp_path: Path
) -> None:
    """libavformat would take what it got until then for the whole."""
    shrinking = tmp_path / "shrinking.ts"
    shrinking.write_bytes(transport_stream.read_bytes())
    with Clip.open(shrinking) as clip:
        with shrinking.open("rb+") as file:
            file.truncate(shrinking.stat().st_size // 2)
        with pytest.raises(DeskError) as refused, prepared(clip, lambda _: None):
            pass
    assert refused.value.code == "recording.changed"


def test_a_package_that_is_there_is_refused_before_anything_is_copied(
    office: Office, transport_stream: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.package.write_bytes(b"")
    monkeypatch.setattr(faststart, "Mp4Sink", None)
    assert office.refusal(clip=transport_stream) == ["package.exists"]


def test_a_desk_without_pyav_refuses_what_it_would_have_to_copy(
    office: Office, transport_stream: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "viewer_app.desk.muxing", None)
    assert office.refusal(clip=transport_stream) == ["recording.no_copier"]
    assert list(office.packages.iterdir()) == []
    office.seal()  # other recordings need it not


def test_no_station_loads_ffmpegs_libraries() -> None:
    starts = "import sys, viewer_app.cli, viewer_app.app.screen, viewer_app.playback.film; "
    told = [sys.executable, "-c", starts + "print('av' in sys.modules)"]
    said = subprocess.run(told, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert said.strip() == "False"


def test_what_is_neither_picture_nor_sound_is_left_out_and_said(maker: Maker, film: Path) -> None:
    said = b"1\n00:00:00,500 --> 00:00:01,200\nHallo daar\n"
    words = maker.written("words.srt", said)
    texts = ("-i", str(words), "-map", "0", "-map", "1", "-c:s", "mov_text")
    spoken = maker.make(film, "spoken.mp4", *texts, "-c:v", "copy", "-c:a", "copy", *FRAGMENTS)
    content, notices = prepare(spoken)
    assert [one.facts.get("count") for one in notices if one.code == "recording.left_out"] == [1]
    copy = maker.written("spoken-copy.mp4", content)
    assert probe(copy, "stream=codec_type", "s") == []
    assert pictures(copy) == pictures(film)
