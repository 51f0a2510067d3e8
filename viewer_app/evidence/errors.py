"""What the evidence room refuses."""

from viewer_app.errors import InzageError


class EvidenceError(InzageError):
    """A file, key or approval is not what it must be."""


class AgeError(EvidenceError):
    """An age file cannot be opened or read."""


class HeaderError(AgeError):
    """The header of an age file is not well formed."""


class HmacError(AgeError):
    """The header of an age file was changed after it was written."""


class NoMatchError(AgeError):
    """An age file is not encrypted to any of the given identities."""


class PayloadError(AgeError):
    """The payload of an age file is cut off, damaged or not authentic."""


class StorageError(PayloadError):
    """The storage did not give the bytes: a stick pulled out, a share that is gone, a bad disk.

    It says nothing about the bytes themselves; asked again, it may give them.
    """


class KeyFormatError(EvidenceError):
    """A text is no key of the expected kind."""


class SealedClipError(EvidenceError):
    """A package is not a sealed clip, or could not be written."""


class ApprovalError(EvidenceError):
    """An approval is not signed by a trusted desk, or says something it may not say."""
