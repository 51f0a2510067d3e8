"""The copy of libVLC with only what playback needs: it plays all, and can do nothing else."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.playback.clips import Films
from tests.tools import ROOT, missing, program
from viewer_app.playback import bundle, library
from viewer_app.playback.errors import PlaybackError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the copy is made on Linux only")

NOWHERE = Path("/nonexistent/libvlc")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A fresh copy, which a test may spoil."""
    bundle.make(tmp_path / "libvlc")
    return tmp_path / "libvlc"


def play(place: Path, film: Path, *options: str, watched: Path | None = None) -> int:
    """How many pictures a film gave."""
    watcher: list[str | Path] = []
    if watched is not None:
        watcher = [program("strace"), "-f", "-qq", "-e", "trace=open,openat,openat2", "-o", watched]
    done = subprocess.run(
        [*watcher, sys.executable, "-m", "tests.playback.played_copy", place, film, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=90,
    )
    return int(done.stdout)


def plugins_opened(trace: Path) -> set[str]:
    """The files of plug-ins that were opened for real."""
    found = re.findall(r'"([^"]*_plugin\.so)"[^=]*= \d', trace.read_text())
    return set(found)


def test_set_up_made_the_copy_the_program_uses() -> None:
    if bundle.state().code == "bundle.missing":
        missing("the copy of libVLC was not made")
    assert bundle.state() == bundle.State("bundle.whole", {})
    library.start()
    mapped = Path("/proc/self/maps").read_text()
    assert f"{bundle.place()}/libvlccore.so.9" in mapped
    assert "x86_64-linux-gnu/libvlc" not in mapped


@pytest.mark.slow
def test_no_other_plugin_is_opened(copy: Path, films: Films, tmp_path: Path) -> None:
    film = films.counted(1)
    assert play(copy, film, watched=tmp_path / "trace") > 10
    opened = plugins_opened(tmp_path / "trace")
    assert opened
    assert {str(Path(name).parent) for name in opened} == {str(copy / "vlc/plugins")}
    assert play(NOWHERE, film, watched=tmp_path / "control") > 10
    assert any("liblua" in name for name in plugins_opened(tmp_path / "control"))


@pytest.mark.parametrize(
    "option",
    [
        ":sout=#std{access=file,mux=ts,dst=%s}",
        ":sout=#transcode{vcodec=mp4v}:file{dst=%s}",
        ":demux-filter=record",
    ],
)
def test_no_option_makes_it_save_the_film(
    copy: Path, films: Films, tmp_path: Path, option: str
) -> None:
    saved = tmp_path / "saved.ts"
    play(copy, films.counted(0.5), option.replace("%s", str(saved)))
    assert not saved.exists()


def test_without_the_copy_an_option_would_save_the_film(films: Films, tmp_path: Path) -> None:
    saved = tmp_path / "saved.ts"
    play(NOWHERE, films.counted(0.5), f":sout=#std{{access=file,mux=ts,dst={saved}}}")
    assert saved.stat().st_size > 10_000


@pytest.mark.parametrize(
    ("plugin", "kind"),
    [
        ("mp4", ("left-out.mp4", *("-c", "copy"))),
        ("avformat", ("left-out.mkv", *("-c", "copy"))),
    ],
)
@pytest.mark.slow
def test_each_plugin_is_there_for_a_reason(
    copy: Path, films: Films, tmp_path: Path, plugin: str, kind: tuple[str, ...]
) -> None:
    film = films.converted(films.counted(0.5), *kind)
    assert play(copy, film) > 0
    less = tmp_path / "less"
    bundle.make(less, leave_out=frozenset({plugin}))
    assert play(less, film) == 0


# --- what is said of it ------------------------------------------------------------------------


def test_a_copy_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert bundle.state(tmp_path / "none").code == "bundle.missing"


@pytest.mark.parametrize("damage", ["bit", "lost", "added", "manifest"])
def test_a_copy_that_was_changed_is_told_and_never_loaded(
    copy: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = copy / "vlc/plugins/libimem_plugin.so"
    if damage == "bit":
        content = bytearray(file.read_bytes())
        content[2_000] ^= 1
        file.write_bytes(content)
    elif damage == "lost":
        file.unlink()
    elif damage == "added":
        shutil.copy(file, file.with_name("libaccess_output_file_plugin.so"))
    else:
        (copy / "manifest.json").write_text("{}")
    assert bundle.state(copy).code == "bundle.damaged"
    monkeypatch.setattr(bundle, "place", lambda: copy)
    with pytest.raises(PlaybackError) as refusal:
        library.load()
    assert refusal.value.code == "player.bundle_unsafe"
    assert refusal.value.facts["file"] in (
        "manifest.json",
        "vlc/plugins/libimem_plugin.so",
        "vlc/plugins/libaccess_output_file_plugin.so",
    )


def test_a_copy_that_others_may_write_is_told(copy: Path) -> None:
    (copy / "vlc/plugins").chmod(0o775)
    assert bundle.state(copy) == bundle.State("bundle.open_to_others", {"file": "plugins"})


def test_a_system_that_was_updated_is_told(copy: Path, tmp_path: Path) -> None:
    system = tmp_path / "system"
    (system / "vlc/plugins/access").mkdir(parents=True)
    for name in bundle.LIBRARIES:
        shutil.copy(copy / name, system)
    shutil.copy(copy / "vlc/libvlc_pulse.so.0", system / "vlc")
    for plugin in (copy / "vlc/plugins").iterdir():
        shutil.copy(plugin, system / "vlc/plugins/access")
    bundle.make(tmp_path / "second", system)
    assert bundle.state(tmp_path / "second").code == "bundle.whole"
    with (system / "libvlc.so.5").open("ab") as library_file:
        library_file.write(b"newer")
    found = bundle.state(tmp_path / "second")
    assert (found.code, found.usable) == ("bundle.outdated", True)


def test_a_copy_made_for_another_version_of_the_program_is_told(tmp_path: Path) -> None:
    bundle.make(tmp_path / "libvlc", leave_out=frozenset({"swscale"}))
    found = bundle.state(tmp_path / "libvlc")
    assert found == bundle.State("bundle.outdated", {"file": "libswscale_plugin.so"})
    assert found.usable


def test_an_interrupted_making_leaves_the_old_copy(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(PlaybackError):
        bundle.make(copy, tmp_path / "no-libvlc-here")
    assert bundle.state(copy).code == "bundle.whole"


def test_an_unknown_option_is_said_in_words() -> None:
    script = """
from viewer_app.playback import library
from viewer_app.playback.errors import PlaybackError
library._FLAGS = (*library._FLAGS, "--no-such-option")
try:
    library.start()
except PlaybackError as error:
    print(error.code)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "player.libvlc_refuses"
