"""Signed notes and checkpoints against published vectors and against malformed ones."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.trails import KEY, ORIGIN, SIGNER
from viewer_app.audit.checkpoint import Checkpoint, open_checkpoint, parse_checkpoint
from viewer_app.audit.errors import NoteError
from viewer_app.audit.note import VerifierKey, open_note, parse_note, write_note

# The example of Go's golang.org/x/mod/sumdb/note package documentation.
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
NEUMANN_NOTE = (
    NEUMANN_TEXT + "\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# The example of github.com/yaglo/signed_note, another implementation of C2SP signed-note.
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
TEXT = Checkpoint(ORIGIN, 7, bytes(32)).text()
NOTE = write_note(TEXT, KEY, SIGNER.sign(TEXT.encode()))


@pytest.mark.parametrize(("key", "note"), [(NEUMANN, NEUMANN_NOTE), (EXAMPLE_KEY, EXAMPLE_NOTE)])
def test_published_notes_open(key: str, note: str) -> None:
    parsed = VerifierKey.parse(key)
    assert str(parsed) == key
    text = open_note(note.encode(), [parsed])
    assert note.startswith(text)
    (line,) = parse_note(note).signatures
    assert write_note(text, parsed, line.signature) == note


def test_what_was_signed_opens_and_says_the_same() -> None:
    assert open_checkpoint(NOTE, [KEY]) == Checkpoint(ORIGIN, 7, bytes(32))


@given(st.integers(0, len(NOTE) - 1), st.characters(exclude_categories=["Cs"]))
def test_a_note_with_one_character_changed_does_not_open(at: int, character: str) -> None:
    changed = NOTE[:at] + character + NOTE[at + 1 :]
    if changed != NOTE:
        with pytest.raises(NoteError):
            open_checkpoint(changed, [KEY])


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_noise_is_refused_cleanly(data: bytes | str) -> None:
    with pytest.raises(NoteError):
        open_checkpoint(data, [KEY])


def test_stray_bits_in_the_last_character_are_no_second_spelling() -> None:
    assert NEUMANN_NOTE.endswith("nAM=\n")
    with pytest.raises(NoteError):
        parse_note(NEUMANN_NOTE.replace("nAM=\n", "nAN=\n"))


def test_lines_of_unknown_keys_are_ignored() -> None:
    stranger = Ed25519PrivateKey.generate()
    line = VerifierKey.of("witness.example/w1", stranger).line(stranger.sign(TEXT.encode()))
    assert open_note(NOTE + line, [KEY]) == TEXT
    with pytest.raises(NoteError) as refused:
        open_note(f"{TEXT}\n{line}", [KEY])
    assert refused.value.code == "trail.note_unsigned"


def test_one_wrong_line_of_a_trusted_key_refuses_the_note() -> None:
    with pytest.raises(NoteError):
        open_note(NOTE + KEY.line(bytes(64)), [KEY])


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        TEXT + "\n" + KEY.line(bytes(64)).rstrip("\n"),
        TEXT + "\n-- " + ORIGIN + " AAAA\n",
        TEXT + "\n— " + ORIGIN + "\n",
        TEXT + "\n— " + ORIGIN + " !!!!\n",
        TEXT + "\n— a+b AAAAAAAAAAAA\n",
        NOTE.replace("\n", "\r\n"),
        "\x00" + NOTE,
        "x" * 70_000 + NOTE,
    ],
)
def test_malformed_notes_are_refused(note: str) -> None:
    with pytest.raises(NoteError) as refused:
        parse_note(note)
    assert refused.value.code == "trail.note_malformed"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "name",
        "name+00000000+" + base64.b64encode(b"\x01" + bytes(32)).decode(),
        NEUMANN[:-4],
        NEUMANN.replace("PeterNeumann", "Peter Neumann"),
        NEUMANN.replace("+ARpc", "+BRpc"),
        NEUMANN.replace("c74f20a3", "C74F20A3"),
    ],
)
def test_malformed_keys_are_refused(key: str) -> None:
    with pytest.raises(NoteError) as refused:
        VerifierKey.parse(key)
    assert refused.value.code == "trail.key_malformed"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        f"a\n01\n{'A' * 43}=\n",
        f"a\n-1\n{'A' * 43}=\n",
        f"a\n1\n{'A' * 42}==\n",
        f"a\n1\n{'A' * 43}=",
        f"\n1\n{'A' * 43}=\n",
        f"a\n1\n{'A' * 43}=\nextension\n",
        f"a\n1\n{'A' * 43}=\n\n",
        f"a b\n1\n{'A' * 43}=\n",
        f"a\n٣\n{'A' * 43}=\n",
    ],
)
def test_malformed_checkpoints_are_refused(text: str) -> None:
    with pytest.raises(NoteError) as refused:
        parse_checkpoint(text)
    assert refused.value.code == "trail.checkpoint_malformed"
