"""Fetching: every new package of a place comes into the inbox whole, and once.

A package on its way is a hidden file in the inbox, which intake passes by. Its record says first
that it is whole, and then it gets its name: stopped in between, the next visit gives the name. What
is fetched is not trusted, so nothing is checked here but that it is what was offered.
"""

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import FileIO
from pathlib import Path
from typing import Final

from viewer_app.errors import system_reason
from viewer_app.files import sync_directory
from viewer_app.station.sources.errors import SourceError
from viewer_app.station.sources.place import Offer, Place
from viewer_app.station.sources.record import Begun, Fetched, Record, key_of, read_record

if sys.platform != "win32":
    import fcntl

_OF_ONE: Final = frozenset(
    {"source.changed", "source.misleading", "source.too_large", "source.not_there",
     "source.name_taken", "source.forbidden"}
)  # fmt: skip
"""Trouble with one package, that does not keep others from being fetched."""
_WORTHLESS: Final = frozenset({"source.changed", "source.misleading", "source.disk_full"})
"""After these what came is let go of: it is of nothing, or the trail needs the room."""
_PART: Final = ".part"
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

Beat = Callable[[], None]
"""Called again and again while something comes; may raise to have the fetching stop."""


@dataclass(frozen=True)
class Limits:
    """What a place may lay upon the station; bytes, but for ``most``."""

    largest: int = 64 << 30
    most: int = 100
    """Packages in one visit."""
    reserve: int = 1 << 30
    """Stays free on the disk: the trail needs room for every step of a session."""
    sync_every: int = 16 << 20
    """So much may come again after the machine stopped."""


@dataclass
class _Loading:
    """A part being written."""

    handle: int
    done: int
    safe: int = 0


class Fetching:
    """Fetches from one place. In one thread or process at a time."""

    def __init__(self, place: Place, inbox: Path, records: Path, limits: Limits = Limits()) -> None:
        self._place = place
        self._inbox = inbox
        self._records = records
        self._limits = limits

    def run(self, beat: Beat) -> int:
        """Fetch what is new; returns the number of packages that came into the inbox.

        Raises SourceError: the first trouble there was. Whatever else could be fetched then was,
        unless the place or the disk failed as a whole.
        """
        try:
            self._records.mkdir(mode=0o700, exist_ok=True)
            with self._alone():
                return self._run(read_record(self._records / f"{self._place.name}.json"), beat)
        except OSError as error:
            raise self._own(error) from None

    def _run(self, record: Record, beat: Beat) -> int:
        count, troubles = self._name_left(record)
        offers = self._place.offers()
        beat()
        self._tidy(record, offers)
        # one without a byte is still being brought there
        new = [offer for offer in offers if offer.size and not record.has(offer)]
        for offer in sorted(new, key=lambda offer: offer.name)[: self._limits.most]:
            try:
                count += self._fetch(record, offer, beat)
            except SourceError as error:
                troubles.append(error)
                if error.code not in _OF_ONE:
                    break
        if troubles:
            raise troubles[0]
        return count

    def _name_left(self, record: Record) -> tuple[int, list[SourceError]]:
        """Give those their names that were whole when the program was stopped."""
        count, troubles = 0, []
        for name in self._parts():
            key = key_of(name)
            if key in record.fetched and key not in record.begun:
                try:
                    self._give_name(name)
                    count += 1
                except SourceError as error:
                    troubles.append(error)
        return count, troubles

    def _tidy(self, record: Record, offers: list[Offer]) -> None:
        """Let go of parts that cannot be continued: the package is gone, or is another one."""
        there = {key_of(offer.name): (offer.size, offer.mark) for offer in offers}
        for name in self._parts():
            begun = record.begun.get(key_of(name))
            if begun is not None and there.get(key_of(name)) != (begun.size, begun.mark):
                self._part(name).unlink(missing_ok=True)
                del record.begun[key_of(name)]
                record.save()

    def _parts(self) -> list[str]:
        """The packages of which a part lies in the inbox, by name."""
        start = f".{self._place.name}-"
        found = self._inbox.glob(f"{start}*{_PART}")
        return [path.name.removeprefix(start).removesuffix(_PART) for path in found]

    def _fetch(self, record: Record, offer: Offer, beat: Beat) -> bool:
        """One package; False where the same bytes came before, under another name or mark."""
        if offer.size > self._limits.largest:
            raise SourceError("source.too_large", **self._about(offer.name))
        part = self._part(offer.name)
        self._load(record, offer, part, beat)
        digest = _digest(part, beat)
        known = record.knows(digest)
        if known:
            part.unlink()
        key = key_of(offer.name)
        record.begun.pop(key, None)
        record.fetched[key] = Fetched(offer.size, offer.mark, digest)
        record.save()
        if not known:
            self._give_name(offer.name)
        return not known

    def _give_name(self, name: str) -> None:
        """Have intake see it. What lies there under that name is not overwritten."""
        target = self._inbox / f"{self._place.name}-{name}"
        if os.path.lexists(target):
            raise SourceError("source.name_taken", **self._about(name))
        self._part(name).rename(target)
        sync_directory(self._inbox)

    def _load(self, record: Record, offer: Offer, part: Path, beat: Beat) -> None:
        """Bring the part up to the whole size, on the disk."""
        key = key_of(offer.name)
        begun = record.begun.get(key, Begun(offer.size, offer.mark))
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(part, flags, 0o600), "r+b", buffering=0) as file:
            have = min(begun.safe, os.fstat(file.fileno()).st_size)
            self._check_room(offer.size - have)
            record.begun[key] = replace(begun, safe=have)
            record.save()
            if have == offer.size:
                return
            loading = _Loading(file.fileno(), have)
            try:
                with self._place.read(offer, have) as pieces:
                    file.truncate(pieces.start)
                    loading.done = loading.safe = file.seek(pieces.start)
                    for piece in pieces.data:
                        self._write(loading, piece, offer)
                        if loading.done - loading.safe >= self._limits.sync_every:
                            self._keep(record, key, loading)
                        beat()
            except SourceError as error:
                if error.code in _WORTHLESS:
                    self._let_go(record, offer.name, file)
                else:
                    self._keep(record, key, loading)
                raise
            self._keep(record, key, loading)
            if loading.done != offer.size:
                raise SourceError("source.cut_off", **self._about(offer.name))

    def _write(self, loading: _Loading, piece: bytes, offer: Offer) -> None:
        if loading.done + len(piece) > offer.size:
            raise SourceError("source.misleading", **self._about(offer.name))
        try:
            with memoryview(piece) as left:
                written = 0
                while written < len(left):
                    written += os.write(loading.handle, left[written:])
        except OSError as error:
            raise self._own(error) from None
        loading.done += len(piece)

    def _keep(self, record: Record, key: str, loading: _Loading) -> None:
        """Have what came on the disk, and say so."""
        try:
            os.fsync(loading.handle)
            loading.safe = loading.done
            record.begun[key] = replace(record.begun[key], safe=loading.safe)
            record.save()
        except OSError as error:
            raise self._own(error) from None

    def _let_go(self, record: Record, name: str, file: FileIO) -> None:
        # the room first: what is written after it may need it
        file.truncate(0)
        self._part(name).unlink()
        del record.begun[key_of(name)]
        record.save()

    def _check_room(self, needed: int) -> None:
        if shutil.disk_usage(self._inbox).free < needed + self._limits.reserve:
            raise SourceError("source.disk_full", place=self._place.name)

    def _part(self, name: str) -> Path:
        return self._inbox / f".{self._place.name}-{name}{_PART}"

    def _about(self, name: str) -> dict[str, str]:
        return {"place": self._place.name, "file": name}

    def _own(self, error: OSError) -> SourceError:
        """Trouble with our own disk."""
        if error.errno in _FULL:
            return SourceError("source.disk_full", place=self._place.name)
        reason = system_reason(error)
        return SourceError("source.not_written", place=self._place.name, reason=reason)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Refuse beside another process, as one that hung may be: both would write one part."""
        with (self._records / f".{self._place.name}.lock").open("wb") as file:
            if sys.platform != "win32":
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise SourceError("source.busy", place=self._place.name) from None
            yield


def _digest(part: Path, beat: Beat) -> str:
    found = hashlib.sha256()
    with part.open("rb") as file:
        while piece := file.read(1 << 20):
            found.update(piece)
            beat()
    return found.hexdigest()
