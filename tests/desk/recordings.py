"""Recordings in the kinds of file that cameras write, and what is in a file, as ffmpeg reads it."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.desk.requests import SUPERVISOR, Office
from tests.tools import program
from viewer_app.desk.clip import Clip
from viewer_app.desk.preparation import Notice, prepared
from viewer_app.evidence.approval import Approval, verify_approval
from viewer_app.evidence.sealed import Package

PACKET = 188
"""Bytes of a packet of a transport stream (ISO/IEC 13818-1 clause 2.4.3.2)."""
_HEVC_PARAMETERS, _HEVC_DELIMITER = range(32, 35), 35
"""Types of units (ITU-T H.265 table 7-1)."""
_ANNEX_B = {"h264": "h264_mp4toannexb", "hevc": "hevc_mp4toannexb"}


@dataclass
class Maker:
    """Converts films with ffmpeg into one directory."""

    directory: Path

    def make(self, source: Path, name: str, *options: str) -> Path:
        """The film in another kind of file, which the ending of ``name`` says."""
        path = self.directory / name
        if not path.exists():
            ffmpeg("-i", str(source), *options, str(path))
        return path

    def copied(self, source: Path, name: str, *options: str) -> Path:
        """The same streams."""
        return self.make(source, name, "-c", "copy", *options)

    def written(self, name: str, content: bytes) -> Path:
        """A file of any bytes."""
        path = self.directory / name
        path.write_bytes(content)
        return path


def ffmpeg(*options: str) -> bytes:
    """What ffmpeg writes to standard output."""
    command = [program("ffmpeg"), "-loglevel", "error", "-nostdin", "-y", *options]
    return subprocess.run(command, capture_output=True, check=True).stdout


def pictures(path: Path) -> list[bytes]:
    """Every unit (ITU-T H.264 clause 7.3.1, H.265 the same) of the pictures, however framed."""
    codec = probe(path, "stream=codec_name", "v")[0]
    filtered = () if path.suffix == ".ts" else ("-bsf:v", _ANNEX_B[codec])
    stream = ffmpeg("-i", str(path), "-map", "0:v", "-c", "copy", *filtered, "-f", codec, "-")
    units = [unit.rstrip(b"\0") for unit in re.split(b"\0\0\1", stream)[1:]]
    return _without_repeats(units) if codec == "hevc" else units


def _without_repeats(units: list[bytes]) -> list[bytes]:
    """ffmpeg's filter puts the parameter sets before a key picture that has them already."""
    kept: list[bytes] = []
    seen: set[bytes] = set()
    for unit in units:
        kind = unit[0] >> 1 & 0x3F
        if kind == _HEVC_DELIMITER:
            seen.clear()
        elif kind in _HEVC_PARAMETERS and unit in seen:
            continue
        seen.add(unit)
        kept.append(unit)
    return kept


def sound(path: Path, form: str) -> bytes:
    """The sound as a file of its own."""
    plain = ("-write_xing", "0", "-id3v2_version", "0") if form == "mp3" else ()
    return ffmpeg("-i", str(path), "-map", "0:a", "-c", "copy", *plain, "-f", form, "-")


def probe(path: Path, entries: str, stream: str) -> list[str]:
    """What ffprobe finds, a line each."""
    command = [program("ffprobe"), "-v", "error", "-select_streams", stream]
    command += ["-show_entries", entries, "-of", "csv=p=0", str(path)]
    found = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return [line.strip(",") for line in found.splitlines() if line]


def times(path: Path, stream: str = "v") -> list[float]:
    """When each packet is shown, in seconds, in the order of the file."""
    return [float(line) for line in probe(path, "packet=pts_time", stream)]


def first_boxes(content: bytes) -> list[bytes]:
    """Names of the boxes on the top level of an MP4."""
    names, start = [], 0
    while start < len(content):
        size = int.from_bytes(content[start : start + 4], "big")
        names.append(content[start + 4 : start + 8])
        start += size
    return names


def prepare(recording: Path) -> tuple[bytes, list[Notice]]:
    """What the desk would encrypt of it, and what it would say."""
    with Clip.open(recording) as clip, prepared(clip, lambda _: None) as ready:
        content, piece = bytearray(), bytearray(50_001)
        while length := ready.content.readinto(memoryview(piece)):
            content += piece[:length]
        assert len(content) == ready.content.size
    return bytes(content), list(ready.notices)


def open_package(office: Office) -> tuple[Approval, bytes]:
    """What a supervisor finds in the office's package, checked against its approval."""
    with Package.open(office.package) as package:
        approval = verify_approval(package.read_approval(SUPERVISOR), [office.desk.key])
        package.check_clip(approval.clip)
        reader = package.open_clip(SUPERVISOR, approval.clip)
    content = bytearray(reader.size)
    reader.read_into(0, memoryview(content))
    reader.wipe()
    return approval, bytes(content)
