"""The published age test vectors (C2SP CCTV), fetched by ``scripts/fetch-vectors``."""

import base64
import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tools import ROOT

_EMBEDDED = re.compile(r'// \.\./testdata/(\S+)\nvar \w+ = __toBinary\("([^"]*)"\)')


@dataclass(frozen=True)
class Vector:
    """One file of the suite: what it says of itself, and the age file."""

    name: str
    expect: str
    payload_sha256: str | None
    identities: tuple[str, ...]
    passphrase: bool
    armored: bool
    file: bytes

    @property
    def supported(self) -> bool:
        """Whether its outcome can be had with X25519 identities and binary files alone."""
        if self.armored:
            return False
        if any(not text.startswith("AGE-SECRET-KEY-1") for text in self.identities):
            return False
        return bool(self.identities) or not self.passphrase


def vectors() -> list[Vector]:
    """All vectors, or a failure that says how to get them: none may be left out unseen."""
    folder = Path(os.environ.get("INZAGE_VECTORS") or ROOT / ".cache/vectors")
    package = folder / "index.js"
    if not package.is_file():
        pytest.fail(f"the age vectors are not in {folder}; run scripts/fetch-vectors")
    found = _EMBEDDED.findall(package.read_text(encoding="utf-8"))
    return [_parse(name, base64.b64decode(text)) for name, text in found]


def _parse(name: str, data: bytes) -> Vector:
    head, _, file = data.partition(b"\n\n")
    lines = [line.split(": ", 1) for line in head.decode("utf-8").split("\n")]
    first = {line[0]: line[1] for line in reversed(lines)}
    return Vector(
        name=name,
        expect=first["expect"],
        payload_sha256=first.get("payload"),
        identities=tuple(value for key, value in lines if key == "identity"),
        passphrase="passphrase" in first,
        armored=first.get("armored") == "yes",
        file=zlib.decompress(file) if first.get("compressed") == "zlib" else file,
    )
