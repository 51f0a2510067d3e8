"""Memory for keys, passphrases and plaintext: own pages, locked where allowed, wiped for certain.

A Python ``bytes`` or ``str`` cannot be overwritten and is copied freely; a ``Secret`` is one place
that can be. Where code below takes any buffer, hand it ``secret.view`` and keep no copy.
"""

import contextlib
import ctypes
import functools
import mmap
import os
import sys
from typing import NoReturn, Self, SupportsIndex

from viewer_app.held import Wipeable

_MADV_WIPEONFORK = 18
"""Linux 4.14: a forked child finds zeros here. Python has no name for it."""
_MEMFD_SECRET = 447
"""Linux 5.14, memfd_secret(2); the same number on every architecture."""


class Secret(Wipeable):
    """``size`` bytes of memory of its own, zeros at first, zeros again after ``wipe``.

    Where the kernel has it, the pages are taken out of its own reach (memfd_secret(2)): neither a
    debugger nor another program with rights to look into this one finds them, and the machine does
    not hibernate with them. Elsewhere, and beyond RLIMIT_MEMLOCK, they are ordinary pages, locked
    against swapping where the limits allow (``locked`` tells). They are left out of core dumps, and
    a forked child cannot get at them. Usable as a context manager, which wipes. Not comparable, not
    copyable, and its ``repr`` shows the size only.

    The kernel takes some thirty microseconds to hide a page. ``hide=False`` is for what is large,
    no key, and goes through memory that is not hidden anyway; it is locked and left out all the
    same.
    """

    __slots__ = ("_hidden", "_locked", "_owner", "_pages", "_size", "_view")

    def __init__(self, size: int, *, hide: bool = True) -> None:
        self._view: memoryview | None = None
        if size < 0:
            raise ValueError("a secret has no negative size")
        self._size = size
        self._owner = os.getpid()
        hidden = _hide_pages(max(size, 1)) if hide else None
        self._pages = hidden or _map_pages(max(size, 1))
        self._hidden = hidden is not None
        self._locked = self._hidden or _lock(self._pages)
        self._view = memoryview(self._pages)[:size]

    @classmethod
    def take(cls, source: bytearray | memoryview) -> Self:
        """A secret with the bytes of ``source``, which are overwritten with zeros there."""
        with memoryview(source).cast("B") as bytes_:
            secret = cls(len(bytes_))
            secret.view[:] = bytes_
            bytes_[:] = bytes(len(bytes_))
        return secret

    @classmethod
    def random(cls, size: int) -> Self:
        """A secret from the operating system's random source."""
        return cls.take(bytearray(os.urandom(size)))

    @property
    def view(self) -> memoryview:
        """The bytes themselves, writable, valid until ``wipe``.

        Raises ValueError after it, and in a forked child.
        """
        if self._view is None:
            raise ValueError("the secret has been wiped")
        if os.getpid() != self._owner:
            raise ValueError("the secret is another process's")
        return self._view

    @property
    def wiped(self) -> bool:
        """Whether the bytes are gone."""
        return self._view is None

    @property
    def locked(self) -> bool:
        """Whether the operating system promised to keep the bytes out of swap."""
        return self._locked

    @property
    def hidden(self) -> bool:
        """Whether the bytes are out of everybody's reach, a debugger's and the kernel's too."""
        return self._hidden

    def wipe(self) -> None:
        """Overwrite the bytes with zeros and give the pages back. Safe to call twice."""
        view, self._view = self._view, None
        if view is None:
            return
        if os.getpid() == self._owner:  # a forked child does not have the pages
            view[:] = bytes(len(view))
        # Another thread may still read through the view: then the pages, zeros by now, are given
        # back when it lets go.
        with contextlib.suppress(BufferError):
            view.release()
            self._pages.close()

    def __len__(self) -> int:
        return self._size

    def __del__(self) -> None:
        # The caller forgot, or an exception came in between; at least do not leave it lying about.
        if getattr(self, "_view", None) is not None:
            self.wipe()

    def __repr__(self) -> str:
        return f"<Secret of {self._size} bytes{', wiped' if self.wiped else ''}>"

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret is neither copied nor pickled")


def _hide_pages(size: int) -> mmap.mmap | None:
    """Pages that are in no memory map but this process's; None where there are none to be had."""
    if sys.platform != "linux":
        return None
    handle = int(_libc().syscall(_MEMFD_SECRET, os.O_CLOEXEC))
    if handle < 0:
        return None
    try:
        os.ftruncate(handle, size)
        pages = mmap.mmap(handle, size, flags=mmap.MAP_SHARED)
        pages.madvise(mmap.MADV_DONTFORK)  # or a child would share them
    except OSError:  # more than RLIMIT_MEMLOCK
        return None
    finally:
        os.close(handle)
    return pages


def _map_pages(size: int) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, size)
    pages = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if sys.platform == "linux":
        for advice in (mmap.MADV_DONTDUMP, _MADV_WIPEONFORK):
            with contextlib.suppress(OSError):
                pages.madvise(advice)
    return pages


def _lock(pages: mmap.mmap) -> bool:
    """Keep the pages out of swap; refused beyond RLIMIT_MEMLOCK, which is no reason to fail."""
    start = ctypes.c_char.from_buffer(pages)
    try:
        address, size = ctypes.c_void_p(ctypes.addressof(start)), ctypes.c_size_t(len(pages))
        if sys.platform == "win32":
            return bool(ctypes.windll.kernel32.VirtualLock(address, size))
        return int(_libc().mlock(address, size)) == 0
    finally:
        del start  # or the pages could never be given back


@functools.cache
def _libc() -> ctypes.CDLL:
    """Loaded once: an opened clip has eight secrets, and a picture waits for them."""
    return ctypes.CDLL(None)
