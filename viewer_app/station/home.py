"""The state directory: everything the station keeps, except keys."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from viewer_app.errors import system_reason
from viewer_app.files import is_private
from viewer_app.station.errors import StationError

if TYPE_CHECKING:
    from viewer_app.station.readers import Readers

VARIABLE: Final = "INZAGE_HOME"
_PRIVATE: Final = 0o700


class Home:
    """Paths in the state directory, readable and writable for the station's user alone.

    Where this user writes the trail for another, a group can get to ``audit`` and read there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = path / "station.toml"
        self.policy = path / "policy.toml"
        self.inbox = path / "inbox"
        """Where packages are dropped."""
        self.packages = path / "packages"
        """Packages that passed intake, each under the id of its approval."""
        self.set_aside = path / "set-aside"
        """Packages that did not, each with the reason beside it."""
        self.people = path / "people"
        self.audit = path / "audit"
        self.restored = path / "restored"
        """The state of an earlier station, put back from a backup: to be read, and no more."""

    @classmethod
    def locate(cls) -> Self:
        """The directory named by ``INZAGE_HOME``, or the usual place for a program's state."""
        named = os.environ.get(VARIABLE)
        if named:
            return cls(Path(named))
        import platformdirs  # noqa: PLC0415 - the first window need not wait for it

        return cls(platformdirs.user_state_path("inzagestation"))

    @property
    def trail(self) -> Path:
        """The audit trail in use: that of the latest year."""
        return self.trails()[-1]

    def trails(self) -> tuple[Path, ...]:
        """Every audit trail on this station, the oldest first; the first may not be there yet."""
        later = sorted(path for path in self.audit.glob("trail-????.sqlite") if _is_year(path))
        return (self.audit / "trail.sqlite", *later)

    def trail_of(self, year: int) -> Path:
        """Where the audit trail of a year is, unless the station was enrolled in that year."""
        return self.audit / f"trail-{year:04}.sqlite"

    @property
    def _directories(self) -> tuple[Path, ...]:
        return (
            self.path,
            self.inbox,
            self.packages,
            self.set_aside,
            self.people,
            self.audit,
        )

    def create(self) -> None:
        """Make the directory and what belongs in it, where it is not there yet.

        Raises StationError (``home.unusable``, ``home.open_to_others``).
        """
        try:
            for directory in self._directories:
                directory.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(error) from None
        self._check_directories()

    def check(self) -> None:
        """Refuse a directory that is not there, not ours, or open to other users.

        Raises StationError (``station.not_enrolled``, ``station.restored``, ``home.unusable``,
        ``home.open_to_others``, ``home.no_group``).
        """
        if not self.path.is_dir():
            raise StationError("station.not_enrolled", directory=self.path.name)
        if self.restored.is_dir() and not self.settings.exists():
            raise StationError("station.restored", directory=self.path.name)
        self._check_directories()

    def _check_directories(self) -> None:
        readers = self._readers()
        try:
            for directory in self._directories:
                if not is_private(directory) and not (readers and readers.allow(directory)):
                    raise StationError("home.open_to_others", directory=directory.name)
        except OSError as error:
            raise self._unusable(error) from None

    def open_to_readers(self, *beside: str) -> None:
        """Let the group in the settings read the trails, and nothing else; write nothing.

        ``beside``: files in ``audit`` that tell of them. Once more after one was begun. Raises
        StationError (``home.no_group``, ``home.not_opened``).
        """
        readers = self._readers()
        if readers is not None:
            readers.let_in([*self.trails(), *(self.audit / name for name in beside)])

    def _readers(self) -> "Readers | None":
        from viewer_app.station.readers import Readers  # noqa: PLC0415 - as above
        from viewer_app.station.settings import Settings  # noqa: PLC0415

        try:
            group = Settings.load(self.settings).audit_readers
        except StationError:  # whoever needs the settings says so
            return None
        return Readers(self.path, self.audit, group) if group else None

    def _unusable(self, error: OSError) -> StationError:
        return StationError("home.unusable", directory=self.path.name, reason=system_reason(error))


def _is_year(trail: Path) -> bool:
    return trail.stem.removeprefix("trail-").isdecimal()
