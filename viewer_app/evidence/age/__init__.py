"""age v1 (C2SP age.md) with X25519 recipients and binary files, on ``cryptography`` alone."""

from viewer_app.evidence.age.encryption import Encrypted, PlainSource, Sink, encrypt
from viewer_app.evidence.age.header import Stanza
from viewer_app.evidence.age.identity_file import read_identities
from viewer_app.evidence.age.payload import CHUNK
from viewer_app.evidence.age.reader import AgeReader, Opening, read_header
from viewer_app.evidence.age.slice import AgeSource, FileSlice
from viewer_app.evidence.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "CHUNK",
    "AgeReader",
    "AgeSource",
    "Encrypted",
    "FileSlice",
    "Opening",
    "PlainSource",
    "Sink",
    "Stanza",
    "X25519Identity",
    "X25519Recipient",
    "encrypt",
    "read_header",
    "read_identities",
]
