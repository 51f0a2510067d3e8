"""Verifying a trail in a process of its own, so that the screens never wait for it.

Inside the sandbox it is an errand. Elsewhere the process is started anew, not forked: the program
has threads and locked memory by then. It can be stopped, and ends by itself when the program is
gone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from viewer_app.app import errands
from viewer_app.app.own_trails import own_trails
from viewer_app.audit.errors import TrailError
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.report import Report
from viewer_app.audit.verify import verify
from viewer_app.errors import InzageError
from viewer_app.session.ports import Json
from viewer_app.station import hardening
from viewer_app.station.home import Home
from viewer_app.station.settings import Settings

_LOOK_SECONDS: Final = 0.05
_PATIENCE_SECONDS: Final = 10
"""How long a stopped process may take: it looks at the end of each part of the trail."""


def verify_apart(
    path: Path,
    trust: VerifierKey,
    anchors: Sequence[str | bytes],
    *,
    thorough: bool,
    progress: Callable[[int, int], None],
    stopped: Callable[[], bool],
) -> Report | None:
    """As ``audit.verify.verify``, elsewhere; None where ``stopped`` became true first.

    Raises TrailError, also (``verify.process_ended``) where the process died.
    """
    request: dict[str, Json] = {
        "path": str(path),
        "trust": str(trust),
        "anchors": [_text(anchor) for anchor in anchors],
        "thorough": thorough,
    }
    if errands.begun():
        try:
            with errands.ask(errands.VERIFY, request) as ours:
                return _follow(ours, progress, stopped)
        except errands.ErrandLost:
            raise TrailError("verify.process_ended") from None
    with _started_anew(request) as ours:
        return _follow(ours, progress, stopped)


def run_verify(home: Home, pipe: Connection, request: dict[str, Any]) -> None:
    """The errand: verify one of this station's own trails, whoever writes it, and no other file."""
    try:
        own = own_trails(home, Settings.load(home.settings))
    except InzageError as error:
        pipe.send(("failed", error.code, dict(error.facts)))
        return
    if Path(request["path"]) in own.paths:
        _work(pipe, request)


@contextmanager
def _started_anew(request: dict[str, Json]) -> Iterator[Connection]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    work = context.Process(target=_work, args=(theirs, request), name="verify")
    work.start()
    theirs.close()
    try:
        with ours:
            yield ours
    finally:
        work.join(_PATIENCE_SECONDS)
        if work.is_alive():
            work.kill()
            work.join()


def _text(anchor: str | bytes) -> str:
    return anchor if isinstance(anchor, str) else anchor.decode("utf-8", "replace")


def _follow(
    ours: Connection, progress: Callable[[int, int], None], stopped: Callable[[], bool]
) -> Report | None:
    while not stopped():
        try:
            if not ours.poll(_LOOK_SECONDS):
                continue
            told = ours.recv()
        except (EOFError, OSError):
            raise TrailError("verify.process_ended") from None
        match told:
            case ("progress", done, total):
                progress(done, total)
            case ("report", report):
                found: Report = report
                return found
            case ("failed", code, facts):
                raise TrailError(code, **facts)
    return None


class _Stopped(Exception):
    """The other side closed its end of the pipe."""


def _work(pipe: Connection, request: dict[str, Any]) -> None:
    """What the process does; hardened like the program, because personal values pass through."""
    hardening.harden()

    def tell(*told: Any) -> None:
        try:
            pipe.send(told)
            if pipe.poll():
                raise _Stopped
        except OSError:
            raise _Stopped from None

    try:
        report = verify(
            Path(request["path"]),
            VerifierKey.parse(request["trust"]),
            request["anchors"],
            thorough=request["thorough"],
            progress=lambda done, total: tell("progress", done, total),
        )
        tell("report", report)
    except InzageError as error:
        tell("failed", error.code, dict(error.facts))
    except _Stopped:
        pass
