"""Headers: exactly the grammar of the specification, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.builders import age_file, identity
from viewer_app.evidence.age.header import (
    HEADER_LIMIT,
    Stanza,
    decode_base64,
    encode_base64,
    header_text,
    mac_text,
    parse_header,
)
from viewer_app.evidence.errors import HeaderError

ARGUMENTS = st.lists(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20),
    min_size=1,
    max_size=4,
).map(tuple)
STANZAS = st.lists(
    st.builds(Stanza, ARGUMENTS, st.binary(max_size=200)), min_size=1, max_size=5
).map(tuple)
MAC = mac_text(bytes(32))
ONE = b"-> X25519 arg\nAAAA\n"
VERSION = b"age-encryption.org/v1\n"


@given(STANZAS, st.binary(max_size=50))
def test_what_is_written_is_read_back(stanzas: tuple[Stanza, ...], payload: bytes) -> None:
    text = header_text(stanzas)
    header = parse_header(text + MAC + payload)
    assert header.stanzas == stanzas
    assert header.authenticated == text
    assert header.mac == bytes(32)
    assert header.size == len(text + MAC)


@pytest.mark.parametrize("size", [0, 1, 47, 48, 49, 95, 96, 97])
def test_bodies_end_with_a_short_line(size: int) -> None:
    lines = bytes(Stanza(("kind",), bytes(size))).split(b"\n")
    assert lines[0] == b"-> kind"
    assert lines[-1] == b""
    assert all(len(line) == 64 for line in lines[1:-2])
    assert len(lines[-2]) < 64


@given(st.binary(max_size=100))
def test_base64_round_trip(data: bytes) -> None:
    text = encode_base64(data)
    assert not text.endswith(b"=")
    assert decode_base64(text) == data


@pytest.mark.parametrize(
    "text", [b"A", b"AA==", b"AB", b"AAB", b"AA A", b"A-_A", b"AAAA\n", b"\xff"]
)
def test_other_base64_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match="base64"):
        decode_base64(text)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (b"", "age.not_age", None),
        (b"age-encryption.org/v2\n" + ONE, "age.not_age", None),
        (b"age-encryption.org/v1\r\n" + ONE, "age.not_age", None),
        (b"\n" + VERSION, "age.not_age", None),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", "age.not_age", None),
        (VERSION, "age.header_cut_off", None),
        (VERSION + ONE, "age.header_cut_off", None),
        (VERSION + ONE + b"---" + MAC[:-1], "age.header_cut_off", None),
        (VERSION + b"---" + MAC, "age.header_malformed", 2),  # no stanza
        (VERSION + b"->X25519\n\n---" + MAC, "age.header_malformed", 2),
        (VERSION + b"-> \n\n---" + MAC, "age.header_malformed", 2),
        (VERSION + b"-> a  b\n\n---" + MAC, "age.header_malformed", 2),
        (VERSION + b"-> a \n\n---" + MAC, "age.header_malformed", 2),
        (VERSION + b"-> a\tb\n\n---" + MAC, "age.header_malformed", 2),
        (VERSION + "-> é\n\n---".encode() + MAC, "age.header_malformed", 2),
        (VERSION + b"-> a\x7f\n\n---" + MAC, "age.header_malformed", 2),
        (VERSION + b"-> a\r\n\r\n---" + MAC, "age.header_malformed", 2),
        (VERSION + b"-> a\n" + b"A" * 64 + b"\n---" + MAC, "age.header_malformed", 4),
        (VERSION + b"-> a\n" + b"A" * 68 + b"\n---" + MAC, "age.header_malformed", 3),
        (VERSION + b"-> a\nAAAA=\n---" + MAC, "age.header_malformed", 3),
        (VERSION + b"-> a\nAAAA\nAAAA\n---" + MAC, "age.header_malformed", 4),
        (VERSION + ONE + b"\n---" + MAC, "age.header_malformed", 4),
        (VERSION + ONE + b"---\n", "age.header_malformed", 4),
        (VERSION + ONE + b"--- \n", "age.header_malformed", 4),
        (VERSION + ONE + b"---" + MAC[1:], "age.header_malformed", 4),
        (VERSION + ONE + b"----" + MAC, "age.header_malformed", 4),
        (VERSION + ONE + b"--- " + MAC, "age.header_malformed", 4),
        (VERSION + ONE + b"---" + MAC[:-1] + b"=\n", "age.header_malformed", 4),
        (VERSION + ONE + b"---" + mac_text(bytes(31)), "age.header_malformed", 4),
        (VERSION + ONE + b"---" + mac_text(bytes(33)), "age.header_malformed", 4),
        (VERSION + b"-> a\n" + (b"A" * 64 + b"\n") * 1100, "age.header_too_long", None),
        (VERSION + b"-> " + b"a" * HEADER_LIMIT, "age.header_too_long", None),
    ],
)
def test_malformed_headers_are_refused_by_line(text: bytes, code: str, line: int | None) -> None:
    with pytest.raises(HeaderError) as refusal:
        parse_header(text[:HEADER_LIMIT])
    assert refusal.value.code == code
    assert refusal.value.facts.get("line") == line


HEADER = age_file(b"", [identity(1).recipient, identity(2).recipient])[:400]


@given(st.integers(0, len(HEADER) - 1), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_seen(place: int, value: int) -> None:
    """Whatever still parses is written back as it was read: no two headers mean the same."""
    text = HEADER[:place] + bytes([value]) + HEADER[place + 1 :]
    try:
        header = parse_header(text)
    except HeaderError:
        return
    assert header_text(header.stanzas) + mac_text(header.mac) == text[: header.size]


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_parser(text: bytes) -> None:
    for start in (b"", VERSION, VERSION + b"-> "):
        with pytest.raises(HeaderError):
            parse_header(start + text)
