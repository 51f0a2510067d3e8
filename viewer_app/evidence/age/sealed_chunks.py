"""The ciphertext of a payload, by chunk."""

import mmap

from viewer_app.evidence.age.payload import SEALED_CHUNK, chunk_count
from viewer_app.evidence.age.slice import AgeSource
from viewer_app.evidence.errors import PayloadError

_AT_ONCE = 8
"""Chunks fetched by one system call at most, after one, two and four: after a jump the first ones
are waited for, and a share may be slow.

More would be pushed out of the processor's own cache before they are decrypted.
"""


class SealedChunks:
    """Fetches chunks from a source into one buffer that is used again and again.

    Not safe for use by several threads at once.
    """

    def __init__(self, source: AgeSource, start: int) -> None:
        """The first chunk is at ``start``. Raises PayloadError for an impossible length."""
        self._source = source
        self._start = start
        self.size = source.size - start
        """Bytes of all chunks together."""
        self.count = chunk_count(self.size)
        self._room = memoryview(
            mmap.mmap(-1, min(_AT_ONCE, self.count) * SEALED_CHUNK + mmap.PAGESIZE)
        )
        self._window = self._room[:0]
        self._first = self._end = 0
        self._next = -1
        self._at_once = 1

    def fetch(self, index: int) -> memoryview:
        """The ciphertext and tag of one chunk, valid until the next call. Raises PayloadError."""
        if not self._first <= index < self._end:
            straight_on = index == self._next
            self._at_once = min(2 * self._at_once, _AT_ONCE) if straight_on else 1
            try:
                self._read(index, self._at_once)
            except PayloadError:
                if self._at_once == 1:
                    raise
                # what is wrong further on is no reason to refuse this one
                self._at_once = 1
                self._read(index, 1)
        self._next = index + 1
        place = (index - self._first) * SEALED_CHUNK
        return self._window[place : place + SEALED_CHUNK]

    def _read(self, index: int, chunks: int) -> None:
        start = index * SEALED_CHUNK
        size = min(chunks * SEALED_CHUNK, self.size - start)
        # Memory and file are laid out alike within a page: a copy to an address a little further on
        # in its page than the source in its own runs at a third of the speed on some processors.
        shift = self._source.position(self._start + start) % mmap.PAGESIZE
        self._first = self._end = 0  # nothing, should the read fail half-way
        self._window = self._room[shift : shift + size]
        self._source.read_into(self._start + start, self._window)
        self._first, self._end = index, min(index + chunks, self.count)
