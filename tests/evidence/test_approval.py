"""Approvals: only what a pinned desk signed, and only what an approval may say."""

import base64
import json
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.builders import (
    BIRTH,
    DESK_KEY,
    DESK_PRIVATE,
    NAME,
    NOON,
    approval,
    identity,
)
from viewer_app.evidence.approval import (
    Approval,
    ClipBinding,
    DeskKey,
    Ground,
    HoldBasis,
    LegalHold,
    Original,
    Regime,
    Requester,
    key_thumbprint,
    sign_approval,
    verify_approval,
)
from viewer_app.evidence.approval.claims import Json, write_claims
from viewer_app.evidence.container import Container
from viewer_app.evidence.errors import ApprovalError

HEADER = {"typ": "inzage-approval+jwt", "alg": "EdDSA", "kid": DESK_KEY.key_id}
CLAIMS = write_claims(approval())
TOKEN = sign_approval(approval(), DESK_PRIVATE, DESK_KEY.key_id)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(header: object = HEADER, claims: object = CLAIMS) -> str:
    """A token signed with the desk's key, whatever it says."""
    text = claims if isinstance(claims, str) else json.dumps(claims)
    signed = f"{b64(json.dumps(header).encode())}.{b64(text.encode())}"
    return f"{signed}.{b64(DESK_PRIVATE.sign(signed.encode()))}"


def refusal(text: str | bytes, desks: tuple[DeskKey, ...] = (DESK_KEY,)) -> ApprovalError:
    with pytest.raises(ApprovalError) as caught:
        verify_approval(text, desks)
    error = caught.value
    shown = f"{error} {error!r} {error.facts} {error.text('nl')} {error.__cause__}"
    assert NAME not in shown
    assert str(BIRTH) not in shown
    assert error.__suppress_context__ or error.__context__ is None
    return error


def with_claim(path: str, value: Json) -> dict[str, Json]:
    """The claims with one of them changed."""
    claims: dict[str, Json] = json.loads(json.dumps(CLAIMS))
    inner, *rest = path.split(".")
    if rest:
        object_ = claims[inner]
        assert isinstance(object_, dict)
        object_[rest[0]] = value
    else:
        claims[inner] = value
    return claims


lines = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200)
moments = st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - zone below
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
hexes = st.binary(min_size=32, max_size=32).map(bytes.hex)


@st.composite
def approvals(draw: st.DrawFn) -> Approval:
    issued, start = draw(moments), draw(moments)
    return Approval(
        approval_id=str(draw(st.uuids(version=4))),
        desk=DESK_KEY.desk,
        stations=tuple(
            draw(st.lists(st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,30}\Z"), min_size=1, unique=True))[
                :9
            ]
        ),
        issued_at=issued,
        valid_from=start,
        valid_until=start + timedelta(seconds=draw(st.integers(1, 10**6))),
        case=draw(lines),
        recorded_at=draw(moments),
        requested_at=draw(moments),
        ground=draw(st.sampled_from(Ground)),
        regime=draw(st.sampled_from(Regime)),
        requester=Requester(draw(lines), draw(st.dates(date(1900, 1, 1), date(2000, 1, 1)))),
        supervisors=tuple(
            str(identity(n).recipient)
            for n in draw(st.lists(st.integers(1, 255), min_size=1, max_size=5, unique=True))
        ),
        hold=draw(
            st.none()
            | st.builds(
                LegalHold,
                lines,
                st.sampled_from(HoldBasis),
                lines,
                st.dates(date(2000, 1, 1), date(2199, 12, 31)),
            )
        ),
        viewings=draw(st.integers(1, 100)),
        demonstration=False,
        clip=ClipBinding(
            draw(hexes),
            draw(st.integers(1, 2**53)),
            draw(hexes),
            draw(
                st.none()
                | st.builds(Original, st.sampled_from(Container), st.integers(1, 2**53), hexes)
            ),
        ),
    )


@given(approvals())
def test_what_is_signed_is_what_is_read(signed: Approval) -> None:
    text = sign_approval(signed, DESK_PRIVATE, DESK_KEY.key_id)
    assert verify_approval(text, [DESK_KEY]) == signed
    assert verify_approval(text.encode(), [DESK_KEY]) == signed


def test_any_jwt_program_can_read_it() -> None:
    read = jwt.decode_complete(
        TOKEN,
        DESK_PRIVATE.public_key(),
        algorithms=["EdDSA"],
        audience="balie-2",
        issuer=DESK_KEY.desk,
        options={"verify_exp": False, "verify_nbf": False, "verify_iat": False},
    )
    assert read["header"] == HEADER
    assert read["payload"]["exp"] == int((NOON + timedelta(hours=1)).timestamp())
    assert read["payload"]["requester"] == {"name": NAME, "birth_date": "1980-02-29"}


def test_it_is_read_whatever_the_machines_clock_says() -> None:
    past = approval(
        valid_from=datetime(2001, 1, 1, tzinfo=UTC), valid_until=datetime(2001, 1, 2, tzinfo=UTC)
    )
    future = approval(
        valid_from=datetime(2199, 1, 1, tzinfo=UTC), valid_until=datetime(2199, 1, 2, tzinfo=UTC)
    )
    for signed in (past, future):
        assert (
            verify_approval(sign_approval(signed, DESK_PRIVATE, DESK_KEY.key_id), [DESK_KEY])
            == signed
        )


@given(st.integers(0, len(TOKEN) - 1), st.characters(max_codepoint=255))
def test_no_character_can_be_changed(place: int, sign: str) -> None:
    changed = TOKEN[:place] + sign + TOKEN[place + 1 :]
    if changed == TOKEN:
        return
    refusal(changed)


@given(st.text(max_size=200) | st.binary(max_size=200).map(b64))
def test_nonsense_is_refused(text: str) -> None:
    refusal(text)
    refusal(f"{text}.{text}.{text}")
    refusal(f"{TOKEN.split('.')[0]}.{text}.{text}")


@pytest.mark.parametrize(
    "text", [b"\xff\xfe", b"", b"..", TOKEN.encode() + b"=", TOKEN + ".", " " + TOKEN]
)
def test_more_nonsense_is_refused(text: str | bytes) -> None:
    refusal(text)


def test_a_token_that_is_too_long_is_not_even_parsed() -> None:
    assert refusal("x" * 70_000).code == "approval.too_long"


def test_no_signature_is_no_approval() -> None:
    none = f"{b64(json.dumps(HEADER | {'alg': 'none'}).encode())}.{TOKEN.split('.')[1]}."
    assert refusal(none).code == "approval.algorithm"
    head, body, _ = TOKEN.split(".")
    assert refusal(f"{head}.{body}.").code == "approval.bad_signature"


def test_the_public_key_is_no_password() -> None:
    """The classic: HS256 with the public key, which everybody has, as the shared secret."""
    public = DESK_PRIVATE.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    forged = jwt.encode(CLAIMS, public, algorithm="HS256", headers=HEADER | {"alg": "HS256"})
    assert refusal(forged).code == "approval.algorithm"


def test_other_keys_are_refused() -> None:
    stranger = Ed25519PrivateKey.generate()
    assert (
        refusal(sign_approval(approval(), stranger, DESK_KEY.key_id)).code
        == "approval.bad_signature"
    )
    other = refusal(sign_approval(approval(), stranger, key_thumbprint(stranger.public_key())))
    assert other.code == "approval.unknown_desk"
    assert refusal(TOKEN, ()).code == "approval.unknown_desk"
    ed448 = jwt.encode(CLAIMS, Ed448PrivateKey.generate(), algorithm="EdDSA", headers=HEADER)
    assert refusal(ed448).code == "approval.bad_signature"


def test_two_desks_with_one_key_id_are_told_apart_by_the_signature() -> None:
    stranger = Ed25519PrivateKey.generate()
    namesake = DeskKey("elders", DESK_KEY.key_id, stranger.public_key(), demonstration=False)
    assert verify_approval(TOKEN, [namesake, DESK_KEY]) == approval()
    assert refusal(TOKEN, (namesake,)).code == "approval.bad_signature"


def test_a_desk_signs_in_its_own_name_only() -> None:
    error = refusal(sign_approval(approval(desk="elders"), DESK_PRIVATE, DESK_KEY.key_id))
    assert (error.code, error.facts) == ("approval.claim_invalid", {"claim": "iss"})


@pytest.mark.parametrize("pinned", [True, False])
def test_demonstrations_are_signed_by_demonstration_desks_only(pinned: bool) -> None:
    desk = DeskKey.of(DESK_KEY.desk, DESK_PRIVATE.public_key(), demonstration=pinned)
    same = sign_approval(approval(demonstration=pinned), DESK_PRIVATE, desk.key_id)
    assert verify_approval(same, [desk]).demonstration is pinned
    other = sign_approval(approval(demonstration=not pinned), DESK_PRIVATE, desk.key_id)
    assert refusal(other, (desk,)).code == "approval.desk_kind"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"typ": "JWT"}, "approval.type"),
        ({"typ": None}, "approval.type"),
        ({"alg": "ES256"}, "approval.algorithm"),
        ({"alg": "Ed25519"}, "approval.algorithm"),
        ({"alg": ["EdDSA"]}, "approval.algorithm"),
        ({"crit": ["exp"]}, "approval.critical"),
        ({"kid": 7}, "approval.not_a_token"),
        ({"kid": None}, "approval.not_a_token"),
        ({"kid": "sleutel\n"}, "approval.not_a_token"),
        ({"kid": "x" * 1000}, "approval.unknown_desk"),
    ],
)
def test_headers_that_say_something_else(change: dict[str, object], code: str) -> None:
    assert refusal(token(HEADER | change)).code == code


WRONG: list[tuple[str, list[Json]]] = [
    ("jti", ["", "2f1c6f0e-8f0a-1f63-9a4b-0f6f4d1d7a10", "{2f1c6f0e-8f0a-4f63-9a4b-0f6f4d1d7a10}",
             "2F1C6F0E-8F0A-4F63-9A4B-0F6F4D1D7A10", 7]),
    ("iss", ["", "x" * 201, "a\nb", 7, "a\u202eb", " a"]),
    ("aud", ["balie-1", [], ["balie-1", "balie-1"], ["balie 1"], [""], [7], ["x"] * 65]),
    ("iat", ["2026-11-24", -1, True, 10**12, None]),
    ("nbf", ["", 0, True, [1]]),
    ("exp", [int(NOON.timestamp()), int(NOON.timestamp()) - 1, "", True]),
    ("case", ["", " ", "x" * 201, "a\tb", None]),
    ("recorded_at", ["2026-11-14T12:00:00Z", 0, None]),
    ("requested_at", [{}, False]),
    ("ground", ["FILMED", "", "curious", 7, ["filmed"]]),
    ("regime", ["AVG", "", "gdpr", 7, ["avg"], None]),
    ("requester", ["Jansen", None, []]),
    ("requester.name", ["", "x" * 201, "a\u0000b", "a\u200bb", "a\ud800", "a\u2028b", 7]),
    ("requester.birth_date", ["1980-02-30", "19800229", "1980-2-29", "1899-12-31", "2026-11-24",
                              7, ""]),
    ("supervisors", [[], "age1", ["age1"], [str(identity().recipient)] * 2, [7], None]),
    ("legal_hold", [None, "reason", True]),
    ("legal_hold.reason", ["", "x" * 1001, "a\u0007b", 7]),
    ("legal_hold.basis", ["", "COMPLAINT", "because", 7, None]),
    ("legal_hold.by", ["", "x" * 201, "a\nb", 7]),
    ("legal_hold.until", ["", "2027-02-30", "20270131", "1999-12-31", "2200-01-01", 7, None]),
    ("viewings", [0, -1, 101, True, "1", None]),
    ("demonstration", [0, "false", None]),
    ("clip", [None, "x"]),
    ("clip.header_sha256", ["a" * 63, "A" * 64, "g" * 64, 7]),
    ("clip.size", [0, -1, 2**53 + 1, True, "1"]),
    ("clip.sha256", ["", "a" * 65, None]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "value"), [(claim, value) for claim, values in WRONG for value in values]
)
def test_each_claim_is_checked_and_named(claim: str, value: Json) -> None:
    error = refusal(token(claims=with_claim(claim, value)))
    assert (error.code, error.facts) == ("approval.claim_invalid", {"claim": claim})


@pytest.mark.parametrize("claim", [claim for claim, _ in WRONG if claim != "legal_hold"])
def test_each_claim_must_be_there(claim: str) -> None:
    claims = with_claim(claim, None)
    outer, *inner = claim.split(".")
    place: Any = claims[outer] if inner else claims
    del place[claim.rsplit(".", 1)[-1]]
    error = refusal(token(claims=claims))
    assert (error.code, error.facts) == ("approval.claim_missing", {"claim": claim})


def test_a_hold_may_be_absent_and_unknown_claims_are_ignored() -> None:
    claims = with_claim("new_claim", {"any": ["thing"]})
    del claims["legal_hold"]
    assert verify_approval(token(claims=claims), [DESK_KEY]) == approval(hold=None)


@pytest.mark.parametrize(
    "payload",
    [
        "", "7", "[]", "null", '{"a":', json.dumps(CLAIMS)[:-1] + ',"viewings":3}',
        json.dumps(CLAIMS).replace('"viewings": 2', '"viewings": 2.0'),
        json.dumps(CLAIMS).replace('"viewings": 2', '"viewings": NaN'),
        json.dumps(CLAIMS).replace('"viewings": 2', '"viewings": ' + "9" * 5000),
        "[" * 40_000,
    ],
)  # fmt: skip
def test_payloads_that_are_no_single_json_object_of_whole_numbers(payload: str) -> None:
    assert refusal(token(claims=payload)).code == "approval.not_a_token"


@pytest.mark.parametrize(
    ("changes", "claim"),
    [
        ({"valid_until": NOON}, "exp"),
        ({"viewings": 0}, "viewings"),
        ({"issued_at": NOON.replace(tzinfo=None)}, "iat"),
        ({"recorded_at": NOON + timedelta(microseconds=1)}, "recorded_at"),
        ({"supervisors": ()}, "supervisors"),
        ({"requester": Requester("", BIRTH)}, "requester.name"),
    ],
)
def test_a_desk_cannot_sign_what_a_station_would_refuse(
    changes: dict[str, Any], claim: str
) -> None:
    with pytest.raises(ApprovalError) as refused:
        sign_approval(approval(**changes), DESK_PRIVATE, DESK_KEY.key_id)
    assert refused.value.facts == {"claim": claim}


def test_moments_of_another_zone_are_the_same_moments() -> None:
    there = approval(valid_from=NOON.astimezone(timezone(timedelta(hours=1))))
    read = verify_approval(sign_approval(there, DESK_PRIVATE, DESK_KEY.key_id), [DESK_KEY])
    assert read.valid_from == NOON
    assert read.valid_from.tzinfo is UTC


@pytest.mark.parametrize("show", [repr, str, "{}".format])
def test_personal_data_is_not_shown(show: Callable[[object], str]) -> None:
    shown = show(approval())
    for private in (NAME, "1980", "Aangifte", "Z-2026"):
        assert private not in shown


def test_what_was_verified_cannot_be_changed() -> None:
    verified = verify_approval(TOKEN, [DESK_KEY])
    for part, name in (
        (verified, "viewings"),
        (verified.clip, "size"),
        (verified.requester, "name"),
        (verified.hold, "reason"),
        (DESK_KEY, "desk"),
    ):
        with pytest.raises(FrozenInstanceError):
            setattr(part, name, 1)


def test_the_thumbprint_is_that_of_the_standard() -> None:
    """RFC 8037, appendix A.3."""
    x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    key = jwt.algorithms.OKPAlgorithm.from_jwk({"kty": "OKP", "crv": "Ed25519", "x": x})
    assert not isinstance(key, Ed25519PrivateKey)
    assert key_thumbprint(key) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"  # type: ignore[arg-type]
