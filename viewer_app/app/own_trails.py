"""The trails of this station, whoever writes them: files, first keys, and checkpoints kept."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from viewer_app.app.anchors import PLACES_FILE, kept_at
from viewer_app.app.remote_trail import RemoteTrail
from viewer_app.audit.anchor_settings import AnyPlace, load_places
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.standing import TrailFile
from viewer_app.audit.years import year_of
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings


@dataclass(frozen=True)
class OwnTrails:
    """One trail for each year, the oldest first; that in use is the last."""

    years: tuple[TrailFile, ...]
    places: Callable[[], Sequence[AnyPlace]]
    """Where they are anchored, asked for when needed."""

    @property
    def path(self) -> Path:
        """The file of the trail in use."""
        path = self.years[-1].path
        assert path is not None  # noqa: S101 - so it is made
        return path

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that there are."""
        return tuple(year.path for year in self.years if year.path is not None)

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """The first key of each year, also of those that fell away."""
        return tuple(year.key for year in self.years)

    def anchors(self, path: Path, origin: str, *, folders: bool) -> list[str]:
        """Checkpoints of the trail ``path`` that came from elsewhere, for ``verify``.

        ``folders``: look in those, too; a share whose server is gone may keep one waiting.

        Raises AnchorSettingsError, TrailError, AuditUnavailable.
        """
        return kept_at(self.places(), path, origin, folders=folders)


def own_trails(home: Home, settings: Settings) -> OwnTrails:
    """The station's trails: its own files, or those of the user who writes them for it.

    Raises AuditUnavailable where that user's service does not answer.
    """
    if not settings.audit_socket:
        return trails_in(home, settings)
    with closing(RemoteTrail(settings)) as remote:
        years = tuple(remote.trails())

    def places() -> Sequence[AnyPlace]:
        with closing(remote):
            return [place for place, _ in remote.anchorage().places]

    return OwnTrails(years, places)


def trails_in(home: Home, settings: Settings) -> OwnTrails:
    """The trails in a station's own directory."""
    keys = [VerifierKey.parse(key) for key in (settings.audit_key, *settings.year_keys)]
    paths = [home.trails()[0], *(home.trail_of(year_of(key.name)) for key in keys[1:])]
    years = [
        # that in use is named, too, where it is gone: whoever opens it says so
        TrailFile(key, path if path == paths[-1] or path.exists() else None)
        for key, path in zip(keys, paths, strict=True)
    ]
    return OwnTrails(tuple(years), lambda: load_places(home.path / PLACES_FILE))
