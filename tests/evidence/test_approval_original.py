"""What an approval says of the recording that its clip is a copy of."""

import json
from typing import Any

import pytest

from tests.evidence.builders import BINDING, DESK_KEY, DESK_PRIVATE, approval
from viewer_app.evidence.approval import ClipBinding, Original, sign_approval, verify_approval
from viewer_app.evidence.approval.claims import Json, read_claims, write_claims
from viewer_app.evidence.container import Container
from viewer_app.evidence.errors import ApprovalError

ORIGINAL = Original(Container.TRANSPORT_STREAM.value, 123_456_789, "c" * 64)
COPY = ClipBinding(BINDING.header_sha256, BINDING.size, BINDING.sha256, ORIGINAL)


def claims(**changes: Json) -> dict[str, Any]:
    """The claims of an approval of a copy, with those of its original changed."""
    written: dict[str, Any] = json.loads(json.dumps(write_claims(approval(clip=COPY))))
    written["clip"]["original"].update(changes)
    return written


def test_the_original_is_signed_and_read() -> None:
    signed = approval(clip=COPY)
    token = sign_approval(signed, DESK_PRIVATE, DESK_KEY.key_id)
    assert verify_approval(token, [DESK_KEY]) == signed
    assert claims()["clip"]["original"] == {
        "container": "mpegts",
        "size": 123_456_789,
        "sha256": "c" * 64,
    }


def test_an_approval_of_an_older_desk_has_none() -> None:
    assert "original" not in json.dumps(write_claims(approval()))
    assert read_claims(write_claims(approval())).clip.original is None


def test_a_newer_desk_may_copy_from_other_kinds_of_file() -> None:
    original = read_claims(claims(container="jpeg-xs.v2", more=7)).clip.original
    assert original
    assert original.container == "jpeg-xs.v2"


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        *[("container", value) for value in ("", "MPEG TS", "a" * 33, "-x", "a\n", 7, None)],
        *[("size", value) for value in (0, -1, 2**53 + 1, True, "1", None)],
        *[("sha256", value) for value in ("", "C" * 64, "c" * 63, 7, None)],
    ],
)
def test_what_is_said_of_it_is_checked(claim: str, value: Json) -> None:
    with pytest.raises(ApprovalError) as refused:
        read_claims(claims(**{claim: value}))
    facts = {"claim": f"clip.original.{claim}"}
    assert (refused.value.code, refused.value.facts) == ("approval.claim_invalid", facts)


@pytest.mark.parametrize("claim", ["container", "size", "sha256"])
def test_all_of_it_must_be_there(claim: str) -> None:
    less = claims()
    del less["clip"]["original"][claim]
    with pytest.raises(ApprovalError) as refused:
        read_claims(less)
    assert refused.value.code == "approval.claim_missing"
    less["clip"]["original"] = None
    with pytest.raises(ApprovalError) as refused:
        read_claims(less)
    assert refused.value.facts == {"claim": "clip.original"}
