"""What the tests of the evidence room are made of: age files, approvals and packages, all real."""

import hashlib
import io
import uuid
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from viewer_app.evidence.age import (
    CHUNK,
    AgeReader,
    FileSlice,
    X25519Identity,
    X25519Recipient,
    encrypt,
)
from viewer_app.evidence.age.header import header_text, mac_text
from viewer_app.evidence.age.payload import ChunkCipher, header_mac
from viewer_app.evidence.approval import (
    Approval,
    ClipBinding,
    DeskKey,
    Ground,
    HoldBasis,
    LegalHold,
    Regime,
    Requester,
    sign_approval,
)
from viewer_app.evidence.archive import Layout, Member
from viewer_app.evidence.sealed import write_package
from viewer_app.evidence.secret import Secret

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DESK = "gemeente-voorbeeld"
DESK_PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
DESK_KEY = DeskKey.of(DESK, DESK_PRIVATE.public_key(), demonstration=False)
NAME = "Anne-Fleur de Wit-van den Berg"
BIRTH = date(1980, 2, 29)
BINDING = ClipBinding(header_sha256="a" * 64, size=1000, sha256="b" * 64)


def identity(number: int = 1) -> X25519Identity:
    """The same identity for the same number."""
    return X25519Identity.from_secret(Secret.take(bytearray([number] * 32)))


def approval(**changes: Any) -> Approval:
    """A complete approval, with the given fields changed."""
    whole = Approval(
        approval_id="2f1c6f0e-8f0a-4f63-9a4b-0f6f4d1d7a10",
        desk=DESK,
        stations=("balie-1", "balie-2"),
        issued_at=NOON - timedelta(days=1),
        valid_from=NOON,
        valid_until=NOON + timedelta(hours=1),
        case="Z-2026-0042",
        recorded_at=NOON - timedelta(days=10),
        requested_at=NOON - timedelta(days=5),
        ground=Ground.FILMED,
        regime=Regime.WPG,
        requester=Requester(name=NAME, birth_date=BIRTH),
        supervisors=(str(identity().recipient),),
        hold=LegalHold(
            "Aangifte tegen de betrokkene",
            HoldBasis.INVESTIGATION,
            "Teamleider Handhaving",
            date(2027, 1, 31),
        ),
        viewings=2,
        demonstration=False,
        clip=BINDING,
    )
    return replace(whole, **changes)


def content(size: int, seed: int = 0) -> bytes:
    """``size`` bytes that no two chunks have in common."""
    return b"".join(
        uuid.uuid5(uuid.NAMESPACE_URL, f"{seed}/{block}").bytes * 64
        for block in range(-(-size // 1024))
    )[:size]


def age_file(plaintext: bytes, recipients: Sequence[X25519Recipient] = ()) -> bytes:
    """An age file, for ``identity()`` unless others are named."""
    sink = io.BytesIO()
    encrypt(io.BytesIO(plaintext), sink, recipients or (identity().recipient,))
    return sink.getvalue()


def open_age(path: Path, data: bytes, *identities: X25519Identity) -> AgeReader:
    """A reader of ``data``, put at ``path``."""
    path.write_bytes(data)
    return AgeReader.open(FileSlice.open(path), identities or (identity(),))


def read_all(reader: AgeReader) -> bytes:
    """The whole plaintext."""
    buffer = bytearray(reader.size)
    assert reader.read_into(0, memoryview(buffer)) == reader.size
    return bytes(buffer)


def seal(path: Path, clip: bytes, **changes: Any) -> Approval:
    """A package at ``path``: clip for identity 1, approval for identity 1 and 2."""
    approved: list[Approval] = []

    def approve(binding: ClipBinding) -> str:
        approved.append(approval(clip=binding, **changes))
        return sign_approval(approved[0], DESK_PRIVATE, DESK_KEY.key_id)

    write_package(
        path,
        io.BytesIO(clip),
        approve,
        clip_recipients=[identity(1).recipient],
        approval_recipients=[identity(1).recipient, identity(2).recipient],
    )
    return approved[0]


def sparse_package(path: Path, chunks: int) -> Approval:
    """A package whose clip is ``chunks`` chunks long, of which only the last is really there.

    The rest is a hole in the file: as long as it looks, but no room on the disk. A reader that
    opens in constant time cannot tell.
    """
    with Secret.random(16) as file_key:
        text = header_text((identity().recipient.wrap(file_key),))
        start = text + mac_text(header_mac(file_key, text).finalize()) + bytes(16)
        cipher = ChunkCipher(file_key, bytes(16))
    last = bytearray(116)
    cipher.encrypt_into(chunks - 1, memoryview(bytes(100)), memoryview(last), last=True)
    cipher.wipe()
    size = len(start) + (chunks - 1) * (CHUNK + 16) + len(last)
    signed = approval(clip=ClipBinding(hashlib.sha256(start).hexdigest(), size, "0" * 64))
    token = sign_approval(signed, DESK_PRIVATE, DESK_KEY.key_id)
    sealed = age_file(token.encode())
    layout = Layout(Member(size, 0), Member(len(sealed), zlib.crc32(sealed)))
    with path.open("wb") as file:
        file.write(layout.clip_header() + start)
        file.seek(layout.approval_header_offset - len(last))
        file.write(bytes(last) + layout.approval_header() + sealed + layout.tail())
    return signed
