"""Writing a package: whole or not at all, with bounded memory."""

import errno
import io
import os
import resource
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.evidence.builders import approval, identity, seal
from tests.evidence.packages import FILM, check_whole
from tests.tools import ROOT
from viewer_app.evidence.age import CHUNK
from viewer_app.evidence.approval import ClipBinding
from viewer_app.evidence.errors import SealedClipError
from viewer_app.evidence.sealed import write_package


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("kind", ["file", "dangling link", "directory"])
def test_nothing_is_overwritten(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "clip.inzage"
    if kind == "file":
        path.write_bytes(b"precious")
    elif kind == "directory":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SealedClipError) as caught:
        seal(path, FILM)
    assert (caught.value.code, caught.value.facts) == ("package.exists", {"file": "clip.inzage"})
    assert left_over(tmp_path) == ["clip.inzage"]
    if kind == "file":
        assert path.read_bytes() == b"precious"


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links, as on FAT"])
def test_a_name_taken_while_sealing_is_not_overwritten(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clip.inzage"
    if not links:
        monkeypatch.setattr(os, "link", _no_links)

    def approve(_: ClipBinding) -> str:
        path.write_bytes(b"somebody was faster")
        return "token"

    with pytest.raises(SealedClipError) as caught:
        write(path, io.BytesIO(b"film"), approve)
    assert caught.value.code == "package.exists"
    assert path.read_bytes() == b"somebody was faster"
    assert left_over(tmp_path) == ["clip.inzage"]


def test_a_stick_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _no_links)
    approved = seal(tmp_path / "clip.inzage", FILM)
    assert check_whole(tmp_path / "clip.inzage") == approved
    assert left_over(tmp_path) == ["clip.inzage"]


def _no_links(*_: object) -> None:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def write(path: Path, clip: io.BytesIO, approve: Callable[[ClipBinding], str]) -> ClipBinding:
    recipients = [identity().recipient]
    return write_package(
        path, clip, approve, clip_recipients=recipients, approval_recipients=recipients
    )


class Failing(io.BytesIO):
    """A recording that cannot be read to its end."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(FILM)
        self._error = error

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        if self.tell() > CHUNK:
            raise self._error
        return super().readinto(buffer)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "package.disk_full"),
        (OSError(errno.EIO, "Input/output error"), "package.not_written"),
        (KeyboardInterrupt(), None),
    ],
)
def test_nothing_half_done_is_left(error: BaseException, code: str | None, tmp_path: Path) -> None:
    with pytest.raises((SealedClipError, KeyboardInterrupt)) as caught:
        write(tmp_path / "clip.inzage", Failing(error), lambda _: "token")
    assert getattr(caught.value, "code", None) == code
    assert left_over(tmp_path) == []


def test_nothing_is_left_when_the_desk_does_not_approve(tmp_path: Path) -> None:
    def approve(_: ClipBinding) -> str:
        raise LookupError

    with pytest.raises(LookupError):
        write(tmp_path / "clip.inzage", io.BytesIO(FILM), approve)
    assert left_over(tmp_path) == []


def test_a_file_that_may_not_grow_is_reported(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(SealedClipError) as caught:
            seal(tmp_path / "clip.inzage", FILM)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert caught.value.code == "package.not_written"
    assert caught.value.facts == {"file": "clip.inzage", "reason": os.strerror(errno.EFBIG)}
    assert left_over(tmp_path) == []


def test_a_missing_directory_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SealedClipError) as caught:
        seal(tmp_path / "missing" / "clip.inzage", FILM)
    assert caught.value.code == "package.not_written"


class Endless(io.RawIOBase):
    """So many bytes, never in memory together."""

    def __init__(self, size: int) -> None:
        self._left = size

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        length = min(len(buffer), self._left)
        self._left -= length
        return length


def test_memory_does_not_grow_with_the_clip(tmp_path: Path) -> None:
    peaks = []
    for size in (4 * 2**20, 64 * 2**20):
        tracemalloc.start()
        write_package(
            tmp_path / f"{size}.inzage",
            Endless(size),
            lambda binding: approval(clip=binding).approval_id,
            clip_recipients=[identity().recipient],
            approval_recipients=[identity().recipient],
        )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 100_000
    assert peaks[1] < 4 * 2**20


def test_killed_while_sealing_leaves_no_package(tmp_path: Path) -> None:
    """A power cut leaves what a kill leaves: at most a hidden part, never a package."""
    script = f"""
import io, os, signal, sys
from pathlib import Path
from tests.evidence.test_sealed_writing import write
def approve(_):
    os.kill(os.getpid(), signal.SIGKILL)
write(Path({str(tmp_path / "clip.inzage")!r}), io.BytesIO(bytes(10**6)), approve)
"""
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    names = left_over(tmp_path)
    assert all(name.startswith(".") and name.endswith(".part") for name in names)
    seal(tmp_path / "clip.inzage", FILM)
