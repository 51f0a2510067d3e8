"""The kiosk of a Debian machine: installed, compared with what was installed, removed.

Its files stand in ``resources/kiosk``, to be read before anything is run. Installing writes them,
notes in a manifest what was written, and sets Qt's plug-ins that serve or write the screen apart.
Removing takes away what the manifest names and is still as it was written, and nothing else: the
station's directory and the credential of its keyring stay.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from viewer_app.errors import system_reason
from viewer_app.station.kiosk_files import (
    LIBRARY,
    MANIFEST,
    KioskError,
    KioskFile,
    Manifest,
    kiosk_files,
)

_KEPT_PLUGIN: Final = "libqwayland"
_APART: Final = "platforms-set-apart"


class Difference(NamedTuple):
    """Something that is not as it was installed: a message code, and the path it is about."""

    code: str
    path: str


class Kiosk:
    """The kiosk in the file system below ``root`` (``/``, or a directory for a test or an image).

    Every path it takes or tells is as the system that runs there sees it, starting with ``/``.
    """

    def __init__(
        self, root: Path = Path("/"), python: Path | None = None, *, writer: bool | None = None
    ) -> None:
        """``python`` is the interpreter that has the program.

        By default it is the one that was installed with, or else the one that runs now. ``writer``:
        whether a user of its own writes the trail; by default as it was installed, or else not.
        Raises KioskError (``kiosk.manifest``).
        """
        self._root = root.resolve()
        self._manifest = self._read_manifest()
        known = self._manifest.python if self._manifest else sys.executable
        self.python = python or Path(known)
        installed = self._manifest is not None and self._manifest.writer
        self.writer = installed if writer is None else writer

    @property
    def installed(self) -> bool:
        """Whether there is a manifest."""
        return self._manifest is not None

    def files(self) -> tuple[KioskFile, ...]:
        """Everything that is written, in order."""
        return kiosk_files(self.python, writer=self.writer)

    def plugins(self) -> tuple[str, ...]:
        """Platform plug-ins in the program's copy of Qt that are not for the kiosk's screen.

        They serve the screen on the network, or write it where other programs can read it.
        """
        return tuple(
            self._inside(path)
            for packages in self._packages()
            for path in sorted((packages / "PySide6/Qt/plugins/platforms").glob("lib*.so"))
            if not path.name.startswith(_KEPT_PLUGIN)
        )

    def install(self) -> None:
        """Write everything; once more, to mend or renew what was installed before.

        Raises KioskError: ``kiosk.taken`` where somebody else's file is in the way (nothing was
        changed then), ``kiosk.unusable`` where the system refuses.
        """
        manifest = self._manifest or Manifest(str(self.python))
        manifest.python, manifest.writer = str(self.python), self.writer
        files, before = self.files(), dict(manifest.files)
        for file in files:
            path = self._outside(file.target)
            if path.exists() and file.target not in before and path.read_bytes() != file.content:
                raise KioskError("kiosk.taken", path=file.target)
        plugins = self.plugins()
        manifest.files |= {file.target: file.digest for file in files}
        manifest.plugins = list(dict.fromkeys((*manifest.plugins, *plugins)))
        manifest.directories += [
            place for place in self._missing_directories(files) if place not in manifest.directories
        ]
        try:
            # the manifest first, so that what is half done can be removed
            for file in (manifest.file(), *files):
                self._write(file)
            for plugin in plugins:
                self._set_apart(plugin)
            for target in before.keys() - {file.target for file in files}:
                self._remove_file(target, manifest.files.pop(target))
            self._write(manifest.file())
        except OSError as error:
            raise _unusable(error) from None
        self._manifest = manifest

    def check(self) -> tuple[Difference, ...]:
        """Every difference from what this version installs; empty is good.

        Raises KioskError (``kiosk.not_installed``) where there is no manifest.
        """
        if not self.installed:
            raise KioskError("kiosk.not_installed")
        return tuple(self._differences())

    def remove(self) -> tuple[str, ...]:
        """Take away what was installed; returns the files that were changed since, and are left.

        Raises KioskError (``kiosk.not_installed``, ``kiosk.unusable``).
        """
        manifest = self._manifest
        if manifest is None:
            raise KioskError("kiosk.not_installed")
        try:
            left = [
                target
                for target, digest in manifest.files.items()
                if not self._remove_file(target, digest)
            ]
            for plugin in manifest.plugins:
                self._put_back(plugin)
            self._outside(MANIFEST).unlink()
        except OSError as error:
            raise _unusable(error) from None
        for directory in reversed(manifest.directories):
            with suppress(OSError):  # somebody else's files are in it
                self._outside(directory).rmdir()
        self._manifest = None
        return tuple(left)

    # --- what differs ----------------------------------------------------------------------------

    def _differences(self) -> Iterator[Difference]:
        for file in self.files():
            path = self._outside(file.target)
            try:
                status = path.stat(follow_symlinks=False)
                content = path.read_bytes() if stat.S_ISREG(status.st_mode) else None
            except OSError:
                yield Difference("kiosk.absent", file.target)
                continue
            if content != file.content:
                yield Difference("kiosk.changed", file.target)
            if stat.S_IMODE(status.st_mode) != file.mode or not _is_roots(path):
                yield Difference("kiosk.permissions", file.target)
        for plugin in self.plugins():
            yield Difference("kiosk.plugin", plugin)
        for place in self._program():
            if place.exists() and not _is_roots(place):
                yield Difference("kiosk.program_writable", self._inside(place))

    def _program(self) -> Iterator[Path]:
        """The places of which a writer runs code of his own in the program."""
        prefix = self._prefix()
        for packages in self._packages():
            yield from (packages, packages / "viewer_app", packages / "PySide6")
        yield from (prefix / name for name in ("pyvenv.cfg", "bin", "libvlc"))
        yield from (self._outside(str(self.python)), prefix)
        yield from (parent for parent in prefix.parents if parent.is_relative_to(self._root))

    # --- files -----------------------------------------------------------------------------------

    def _missing_directories(self, files: tuple[KioskFile, ...]) -> list[str]:
        wanted = {parent for file in files for parent in self._outside(file.target).parents}
        return [self._inside(directory) for directory in sorted(wanted) if not directory.exists()]

    def _write(self, file: KioskFile) -> None:
        path = self._outside(file.target)
        _make_directory(path.parent)
        draft = path.with_name(f".{path.name}.part")
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write(file.content)
            opened.flush()
            os.fsync(opened.fileno())
        # whatever the umask is
        draft.chmod(file.mode)
        draft.replace(path)

    def _remove_file(self, target: str, digest: str) -> bool:
        """Whether it is gone; what was changed since it was written is left."""
        path = self._outside(target)
        if not path.exists():
            return True
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return False
        path.unlink()
        return True

    # --- the program's own copy of Qt ------------------------------------------------------------

    def _prefix(self) -> Path:
        return self._outside(str(self.python)).parent.parent

    def _packages(self) -> list[Path]:
        return sorted(self._prefix().glob("lib/python3*/site-packages"))

    def _set_apart(self, plugin: str) -> None:
        path = self._outside(plugin)
        apart = path.parents[1] / _APART / path.name
        _make_directory(apart.parent)
        path.replace(apart)

    def _put_back(self, plugin: str) -> None:
        path = self._outside(plugin)
        apart = path.parents[1] / _APART / path.name
        if apart.exists() and not path.exists():
            apart.replace(path)
        with suppress(OSError):  # not the last one
            apart.parent.rmdir()

    # --- paths -----------------------------------------------------------------------------------

    def _read_manifest(self) -> Manifest | None:
        try:
            return Manifest.parse(self._outside(MANIFEST).read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, UnicodeError):
            raise KioskError("kiosk.manifest", path=MANIFEST) from None

    def _outside(self, target: str) -> Path:
        return self._root / target.lstrip("/")

    def _inside(self, path: Path) -> str:
        return f"/{path.relative_to(self._root)}"


def _make_directory(directory: Path) -> None:
    if not directory.exists():
        _make_directory(directory.parent)
        directory.mkdir()
        directory.chmod(0o755)


def _is_roots(path: Path) -> bool:
    """Whether only root can write it; a link is as good as what it leads to."""
    status = path.stat()
    return status.st_uid == 0 and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _unusable(error: OSError) -> KioskError:
    path = str(error.filename or LIBRARY)
    return KioskError("kiosk.unusable", path=path, reason=system_reason(error))
