"""Every published age vector for X25519 and binary files; the others are refused, not misread."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from tests.evidence.builders import open_age, read_all
from tests.evidence.vectors import Vector, vectors
from viewer_app.evidence.age import X25519Identity
from viewer_app.evidence.age.header import header_text, parse_header
from viewer_app.evidence.errors import (
    AgeError,
    HeaderError,
    HmacError,
    NoMatchError,
    PayloadError,
)
from viewer_app.evidence.secret import Secret

OUTCOMES: dict[type[AgeError], str] = {
    HeaderError: "header failure",
    HmacError: "HMAC failure",
    NoMatchError: "no match",
    PayloadError: "payload failure",
}


@pytest.fixture(scope="module")
def suite() -> list[Vector]:
    return vectors()


def outcome(vector: Vector, path: Path) -> tuple[str, bytes]:
    """What our reader makes of a vector, in the suite's words, and the plaintext it gave."""
    identities = [
        X25519Identity.parse(Secret.take(bytearray(text.encode())))
        for text in vector.identities
        if text.startswith("AGE-SECRET-KEY-1")
    ]
    try:
        reader = open_age(path, vector.file, *identities)
        try:
            return "success", read_all(reader)
        finally:
            reader.wipe()
    except AgeError as error:
        return OUTCOMES[type(error)], b""


def test_the_suite_is_whole(suite: list[Vector]) -> None:
    assert len(suite) == len({vector.name for vector in suite}) == 143
    supported = Counter(vector.expect for vector in suite if vector.supported)
    assert supported == {
        "success": 14,
        "header failure": 32,
        "payload failure": 18,
        "no match": 3,
        "HMAC failure": 1,
    }


def test_every_supported_vector_ends_as_published(suite: list[Vector], tmp_path: Path) -> None:
    ran = 0
    for vector in suite:
        if not vector.supported:
            continue
        ended, plaintext = outcome(vector, tmp_path / "vector.age")
        assert (vector.name, ended) == (vector.name, vector.expect)
        if ended == "success":
            assert hashlib.sha256(plaintext).hexdigest() == vector.payload_sha256, vector.name
        ran += 1
    assert ran == 68


def test_every_other_vector_is_refused(suite: list[Vector], tmp_path: Path) -> None:
    """Armor, passphrases and post-quantum keys: never opened, and never a crash."""
    refused = Counter[str]()
    for vector in suite:
        if not vector.supported:
            ended, _ = outcome(vector, tmp_path / "vector.age")
            refused[ended] += 1
            assert ended in {"header failure", "no match", "HMAC failure"}, vector.name
    assert refused.total() == 143 - 68


def test_headers_are_written_as_they_were_read(suite: list[Vector]) -> None:
    written = 0
    for vector in suite:
        if vector.armored or vector.expect == "header failure":
            continue
        header = parse_header(vector.file)
        assert header_text(header.stanzas) == header.authenticated, vector.name
        written += 1
    assert written == 50
