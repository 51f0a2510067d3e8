"""Reading a clip ahead, on a thread that may wait for the storage so that nobody else has to.

libVLC waits here, not at the disk: it can be told to go at once, and whoever watches can be told
that the storage gives nothing. What was read ahead and turned out to be damaged is an error only
for who asks for it.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from viewer_app.evidence.errors import StorageError
from viewer_app.evidence.secret import Secret
from viewer_app.playback.errors import PlaybackError

if TYPE_CHECKING:
    from viewer_app.session.ports import Clip

BLOCK = 64 * 1024
"""Bytes that are read and kept together: one chunk of an age file (C2SP age.md, *Payload*)."""

AHEAD = 40
"""Blocks read ahead at most: 2.5 MiB, two or three seconds of a usual recording.

After a jump it is ``FIRST_AHEAD``, and one more with every block that is asked for after the one
before: what is decrypted for nothing takes the processor from the picture.
"""

FIRST_AHEAD = 2

INDEX = 16
"""Blocks at the end of the file that stay once they were asked for.

That is where a camera that writes the index last has it (MP4, AVI, Matroska), and it is asked for
again whenever the film starts over.
"""

_KEPT = 8
"""Other blocks that stay a while: a demuxer goes back and forth between sound and pictures."""

MOST = AHEAD + INDEX + _KEPT
"""Blocks in memory at most: 4 MiB, half of what Linux lets a program lock by default."""

PATIENCE_S = 1.5
"""How long libVLC waits for a read before ``on_stalled`` is told; a failed read it is told of now.

libVLC's own buffers are empty by then, and the picture stands still.
"""

RETRY_S = 0.25
"""How long after a read that the storage refused it is tried again."""


class ReadAhead:
    """A ``session.ports.Clip`` that reads another one ahead. Its ``wipe`` leaves that one alone.

    ``read_on`` is for the one who reads on, ``read_into`` for everybody else: a look at the index
    in between does not change what is read ahead. Both give at most one block. What the storage
    refuses (OSError, StorageError) is tried again until it comes; all other errors are raised where
    their block is asked for, each time. ``on_stalled`` is called with True when a reader has waited
    too long, and with False when every reader has got what it waited for; from a reader's thread,
    not after ``wipe``.

    All methods may be called from several threads; only the two that read wait.
    """

    def __init__(self, clip: "Clip", on_stalled: Callable[[bool], None]) -> None:
        self._clip = clip
        self._on_stalled = on_stalled
        self._size = clip.size
        self._count = -(-self._size // BLOCK)
        self._lock = threading.Lock()
        self._asked_for = threading.Condition(self._lock)
        self._arrived = threading.Condition(self._lock)
        self._blocks: OrderedDict[int, Secret] = OrderedDict()  # the one used longest ago first
        self._spare: list[Secret] = []
        self._errors: dict[int, Exception] = {}
        self._awaited: list[int] = []
        self._head = self._run = -1
        self._refused: set[int] = set()  # since something came
        self._again_s = 0.0
        self._waiting = 0
        self._stalled = False
        self._telling = threading.Lock()
        self._wiped = False
        self._worker: threading.Thread | None = None

    @property
    def size(self) -> int:
        """Bytes of the clip."""
        return self._size

    @property
    def stalled(self) -> bool:
        """Whether a reader has been waiting too long, as ``on_stalled`` was told."""
        return self._stalled

    @property
    def awaited(self) -> bool:
        """Whether a reader waits for the storage now, be it ever so short."""
        return bool(self._awaited)

    def read_on(self, offset: int, buffer: memoryview) -> int:
        """As ``read_into``, and read ahead from here."""
        with self._lock:
            self._follow(offset // BLOCK)
        return self.read_into(offset, buffer)

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """Fill ``buffer`` from ``offset`` to the end of a block at most; 0 at the end of the clip.

        Raises what the clip raised for this block, PlaybackError (``player.stopped``) once wiped.
        """
        index, skip = divmod(offset, BLOCK)
        if index >= self._count:
            return 0
        with self._lock:
            while index not in self._blocks:
                self._await(index)
            return self._copy(index, skip, buffer)

    def wipe(self) -> None:
        """Let every reader go and overwrite what was read; nothing is read again. Does not wait.

        A block that the clip is just filling is overwritten when that is done. Safe to call twice.
        """
        with self._lock:
            self._wiped = True
            for block in (*self._blocks.values(), *self._spare):
                block.wipe()
            self._blocks.clear()
            self._spare.clear()
            self._errors.clear()
            self._asked_for.notify_all()
            self._arrived.notify_all()

    # Called with the lock.

    def _follow(self, index: int) -> None:
        if index != self._head and index < self._count:
            self._run = self._run + 1 if index == self._head + 1 else 0
            self._head = index
            self._asked_for.notify()

    def _await(self, index: int) -> None:
        """Wait until this block is there. Raises what reading it raised."""
        latest_s, counted = time.monotonic() + PATIENCE_S, False
        self._awaited.append(index)
        if self._worker is None and not self._wiped:
            self._worker = threading.Thread(target=self._work, name="read-ahead", daemon=True)
            self._worker.start()
        self._asked_for.notify()
        try:
            while index not in self._blocks and index not in self._errors:
                if self._wiped:
                    raise PlaybackError("player.stopped")
                patience_s = 0.0 if index in self._refused else latest_s - time.monotonic()
                if counted:
                    self._arrived.wait()
                elif patience_s > 0:
                    self._arrived.wait(patience_s)
                else:
                    counted = True
                    self._count_stalled(1)
        finally:
            self._awaited.remove(index)
            if counted:
                self._count_stalled(-1)
        if self._wiped:
            raise PlaybackError("player.stopped")
        if index in self._errors:
            raise self._errors[index].with_traceback(None)

    def _count_stalled(self, more: int) -> None:
        """Tell how it is by then: another reader may have come between."""
        self._waiting += more
        self._lock.release()
        try:
            with self._telling:
                stalled = self._waiting > 0
                if stalled is not self._stalled and not self._wiped:
                    self._stalled = stalled
                    self._on_stalled(stalled)
        finally:
            self._lock.acquire()

    def _copy(self, index: int, skip: int, buffer: memoryview) -> int:
        self._blocks.move_to_end(index)
        part = self._blocks[index].view[skip : self._length(index)][: len(buffer)]
        buffer[: len(part)] = part
        return len(part)

    def _length(self, index: int) -> int:
        return min(BLOCK, self._size - index * BLOCK)

    def _window(self) -> range:
        """The block read last, and those behind it that should be there before they are wanted."""
        if self._head < 0:
            return range(0)
        ahead = min(AHEAD, FIRST_AHEAD + self._run)
        return range(self._head, min(self._head + 1 + ahead, self._count))

    def _missing(self) -> int | None:
        """What to read next; None where all is there. Nothing is read past what is damaged."""
        for index in self._awaited:
            if index not in self._blocks and index not in self._errors:
                return index
        for index in self._window():
            if index in self._errors:
                return None
            if index not in self._blocks:
                return index
        return None

    def _room(self) -> Secret:
        """A block to fill: a new one, or the one that is missed least."""
        if self._spare:
            return self._spare.pop()
        if len(self._blocks) < MOST:
            return Secret(BLOCK, hide=False)
        window, index_from = self._window(), self._count - INDEX
        left = [index for index in self._blocks if index not in window]
        return self._blocks.pop(next((index for index in left if index < index_from), left[0]))

    # From here on: the worker's.

    def _work(self) -> None:
        while (wanted := self._next()) is not None:
            index, room = wanted
            try:
                self._fill(index, room)
            except (OSError, StorageError):
                self._put_back(index, room, None)
            except Exception as error:  # noqa: BLE001 - it is the reader's, when it comes there
                self._put_back(index, room, error)
            else:
                self._put(index, room)

    def _next(self) -> tuple[int, Secret] | None:
        """What to read and where to; None when there will be nothing more."""
        with self._lock:
            while not self._wiped:
                index, now_s = self._missing(), time.monotonic()
                if index is None:
                    self._asked_for.wait()
                elif index in self._refused and now_s < self._again_s:
                    self._asked_for.wait(self._again_s - now_s)
                else:
                    return index, self._room()
            return None

    def _fill(self, index: int, room: Secret) -> None:
        start, length, done = index * BLOCK, self._length(index), 0
        while done < length:
            count = self._clip.read_into(start + done, room.view[done:length])
            if count == 0:
                raise PlaybackError("player.read_failed")
            done += count

    def _put(self, index: int, room: Secret) -> None:
        with self._lock:
            if self._wiped:
                room.wipe()
                return
            self._refused.clear()
            self._blocks[index] = room
            self._arrived.notify_all()

    def _put_back(self, index: int, room: Secret, error: Exception | None) -> None:
        """There is an error in this block, or the storage refused it, which is none."""
        with self._lock:
            if self._wiped:
                room.wipe()
                return
            room.view[:] = bytes(BLOCK)
            self._spare.append(room)
            if error is None:
                self._refused.add(index)
                self._again_s = time.monotonic() + RETRY_S
                # in turns, should others wait for other blocks
                self._awaited.sort(key=index.__eq__)
            else:
                # what is left of the reading would keep views of memory alive
                error.__context__ = None
                self._errors[index] = error.with_traceback(None)
            self._arrived.notify_all()
