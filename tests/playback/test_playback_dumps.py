"""Pictures of a film are in memory that the kernel leaves out of core dumps."""

import sys
from pathlib import Path

import pytest

from tests.playback.clips import MemoryClip
from viewer_app.playback.film import FilmPlayer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks as Linux shows it")


def flags_by_start() -> dict[int, set[str]]:
    """What the kernel says of each stretch of this process's memory (proc_pid_smaps(5))."""
    found: dict[int, set[str]] = {}
    start = 0
    for line in Path("/proc/self/smaps").read_text().splitlines():
        name, *rest = line.split()
        if "-" in name and not name.endswith(":"):
            start = int(name.split("-")[0], 16)
        elif name == "VmFlags:":
            found[start] = set(rest)
    return found


def test_no_picture_gets_into_a_core_dump(player: FilmPlayer, counted: bytes) -> None:
    player.open(MemoryClip(counted))
    buffers = player.surface._buffers
    assert buffers is not None
    flags = flags_by_start()
    for address in buffers.addresses:
        start = max(each for each in flags if each <= address)
        assert "dd" in flags[start], "MADV_DONTDUMP"
    elsewhere = [each for each in flags.values() if "dd" not in each]
    assert elsewhere, "the control: other memory would get into one"
