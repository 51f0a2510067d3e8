"""Bech32 keys, against BIP-173's own examples and age's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.builders import identity
from viewer_app.evidence.age import X25519Identity, X25519Recipient, bech32
from viewer_app.evidence.errors import KeyFormatError
from viewer_app.evidence.secret import Secret

IDENTITY = b"AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
LOW_ORDER = [
    bytes(32),
    (1).to_bytes(32, "little"),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    (2**255 - 20).to_bytes(32, "little"),
    (2**255 - 19).to_bytes(32, "little"),
    (2**255 - 18).to_bytes(32, "little"),
]


@pytest.mark.parametrize(
    "text",
    [
        "A12UEL5L",
        "a12uel5l",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
        "?1ezyfcl",
    ],
)
def test_bip173_valid(text: str) -> None:
    prefix, data = bech32.decode(text.encode())
    assert prefix == text[: text.rindex("1")]
    assert bech32.encode(prefix, data).decode().lower() == text.lower()


@pytest.mark.parametrize(
    "text",
    [
        b"\x201nwldj5",
        b"\x7f1axkwrx",
        b"\x801eym55h",
        b"pzry9x0s0muk",  # no separator
        b"1pzry9x0s0muk",  # nothing before the separator
        b"x1b4n0q5v",  # not in the alphabet
        b"li1dgmt3",  # too short a checksum
        b"de1lg7wt\xff",
        b"A1G7SGD8",  # checksum over the upper-case prefix
        b"10a06t8",
        b"1qzzfhee",
        b"A12uEL5L",  # mixed case
        b"",
        b"1",
    ],
)
def test_bip173_invalid(text: bytes) -> None:
    with pytest.raises(KeyFormatError):
        bech32.decode(text)


@pytest.mark.parametrize(
    ("digits", "data"), [("qq", b"\0"), ("qqqq", b"\0\0"), ("qp", None), ("qqq", None), ("q", None)]
)
def test_bits_left_over_must_be_few_and_zero(digits: str, data: bytes | None) -> None:
    text = with_checksum("a", digits)
    if data is not None:
        assert bech32.decode(text) == ("a", bytearray(data))
        return
    with pytest.raises(KeyFormatError) as refusal:
        bech32.decode(text)
    assert refusal.value.code == "key.malformed"


def with_checksum(prefix: str, digits: str) -> bytes:
    """A text with the right checksum for these digits, worked out apart from the code."""
    alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    values += [alphabet.index(digit) for digit in digits] + [0] * 6
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            check ^= generator if top >> bit & 1 else 0
    check ^= 1
    return (prefix + "1" + digits).encode() + bytes(
        ord(alphabet[check >> 5 * (5 - place) & 31]) for place in range(6)
    )


@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30),
    st.binary(max_size=300),
)
def test_round_trip_of_any_length(prefix: str, data: bytes) -> None:
    prefix = prefix.lower()
    assert bech32.decode(bech32.encode(prefix, data)) == (prefix, bytearray(data))
    assert bech32.decode(bech32.encode(prefix, data).upper())[1] == data


@given(st.integers(0, len(RECIPIENT) - 1), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l"))
def test_one_wrong_letter_is_always_found(place: int, letter: str) -> None:
    wrong = RECIPIENT[:place] + letter + RECIPIENT[place + 1 :]
    if wrong == RECIPIENT:
        return
    with pytest.raises(KeyFormatError):
        X25519Recipient.parse(wrong)


def test_the_specifications_key_pair() -> None:
    with Secret.take(bytearray(IDENTITY)) as text, X25519Identity.parse(text) as key:
        assert str(key.recipient) == RECIPIENT
        with key.encode() as written:
            assert bytes(written.view) == IDENTITY
    assert str(X25519Recipient.parse(RECIPIENT)) == RECIPIENT


def test_recipients_are_equal_by_key() -> None:
    one, same = X25519Recipient.parse(RECIPIENT), X25519Recipient.parse(RECIPIENT)
    assert one == same
    assert len({one, same, identity().recipient}) == 2


@pytest.mark.parametrize(
    "text", [RECIPIENT.upper(), bech32.encode("age", bytes(31)).decode(), "age1", "", "é", "age1é"]
)
def test_not_a_recipient(text: str) -> None:
    with pytest.raises(KeyFormatError):
        X25519Recipient.parse(text)


@pytest.mark.parametrize("key", LOW_ORDER)
def test_keys_that_every_file_would_be_readable_with_are_refused(key: bytes) -> None:
    with pytest.raises(KeyFormatError) as refusal:
        X25519Recipient.parse(bech32.encode("age", key).decode())
    assert refusal.value.code == "key.weak_recipient"


@pytest.mark.parametrize(
    "text",
    [
        IDENTITY.lower(),
        bech32.encode("AGE-SECRET-KEY-", bytes(33)),
        bech32.encode("AGE-SECRET-KEY-PQ-", bytes(32)),
        IDENTITY[:-1],
        RECIPIENT.encode(),
    ],
)
def test_not_an_identity_and_no_word_of_it(text: bytes) -> None:
    with Secret.take(bytearray(text)) as secret, pytest.raises(KeyFormatError) as refusal:
        X25519Identity.parse(secret)
    assert refusal.value.facts == {}
    assert refusal.value.__context__ is None or not refusal.value.__context__.args


def test_an_identity_shows_nothing_and_wipes() -> None:
    key = identity()
    assert repr(key) == "<X25519Identity>"
    secret = key.secret
    key.wipe()
    key.wipe()
    assert secret.wiped
    assert repr(key) == "<X25519Identity wiped>"
