"""What copying a recording costs in memory: no more where it is larger."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.recordings import Maker
from tests.tools import ROOT

PEAK = """
import resource, sys
from pathlib import Path
from viewer_app.desk.clip import Clip
from viewer_app.desk.preparation import prepared
with Clip.open(Path(sys.argv[1])) as clip, prepared(clip, lambda part: None) as ready:
    assert ready.original
    piece, size = bytearray(65536), 0
    while length := ready.content.readinto(memoryview(piece)):
        size += length
    assert size == ready.content.size
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_kib(recording: Path) -> int:
    """The most memory of a process that copies it."""
    command = [sys.executable, "-c", PEAK, str(recording)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return int(said)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_recording(film: Path, tmp_path: Path) -> None:
    heavy = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "30", "-b:v", "60M", "-an")
    rate = ("-minrate", "60M", "-maxrate", "60M", "-bufsize", "4M")
    filled = ("-x264-params", "nal-hrd=cbr:filler=1")
    one = Maker(tmp_path).make(film, "one.ts", *heavy, *rate, *filled)
    assert one.stat().st_size > 15 * 1024**2
    # as often, each beginning with its clock anew
    many = tmp_path / "many.ts"
    many.write_bytes(one.read_bytes() * 8)
    assert peak_kib(many) - peak_kib(one) < 16 * 1024
