"""Verifying a trail with nothing but its first public key: four verdicts, with the first bad event.

Integrity follows from few signatures: each covers the root over all events before it, so the last
one, and the one at each change of key, cover everything. ``thorough`` checks every signature, every
spelling and every page of the file as well.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from viewer_app.audit.database import DATABASE_ERRORS, Connection, changed_object, connect_reader
from viewer_app.audit.errors import EventError, TrailError
from viewer_app.audit.faults import fault_code
from viewer_app.audit.grammar import SESSION_OPEN
from viewer_app.audit.joining import JoinedTrail
from viewer_app.audit.note import VerifierKey
from viewer_app.audit.report import Finding, Report, conclude
from viewer_app.audit.scan import CHUNK, Part, scan
from viewer_app.audit.store import Store

Progress = Callable[[int, int], None]
"""Called with the events done and the events in all."""

PARALLEL_FROM: Final = 4 * CHUNK
"""Below this many events a second process costs more than it saves."""


def verify(
    path: Path,
    trust: VerifierKey,
    anchors: Sequence[str | bytes] = (),
    *,
    thorough: bool = False,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Verify the trail ``path`` as it stands now; a writer may go on beside it.

    ``trust`` is the key the station was enrolled with; its name is the origin. ``anchors`` are
    checkpoint notes kept elsewhere. ``processes``: how many to use, by default one, or two for a
    large trail on a machine that has them.

    Raises TrailError where the file is no trail at all (missing, foreign, newer, unreadable).
    Everything a trail can have wrong is a finding, not an error.
    """
    connection = connect_reader(path)
    try:
        size = Store(connection).size()
        if processes is None:
            processes = min(2, os.cpu_count() or 1) if size >= PARALLEL_FROM else 1
        scan_from = partial(_scan_from, path, trust.name, size, thorough)
        parts: list[Part] = []
        for part in _spread(scan_from, range(0, size, CHUNK), processes):
            parts.append(part)
            if progress is not None:
                progress(part.end, size)
        findings = _check_file(connection, thorough)
        trail = JoinedTrail(Store(connection), size, parts, trust)
        findings += _check_trail(trail, thorough)
        anchoring, anchored = trail.check_anchors(anchors)
        return Report(
            origin=trust.name,
            size=size,
            root=trail.root(size),
            sessions=len(trail.sessions),
            thorough=thorough,
            integrity=conclude(findings),
            completeness=conclude(trail.check_sessions(), frozenset({SESSION_OPEN})),
            anchoring=anchoring,
            clock=conclude(trail.check_clocks(), frozenset({"verify.clock_step"})),
            anchored_size=anchored,
            anchored_at=trail.time(anchored - 1),
        )
    except DATABASE_ERRORS as error:
        raise TrailError(fault_code(error), file=path.name) from error
    finally:
        connection.close()


def _scan_from(path: Path, origin: str, size: int, thorough: bool, first: int) -> Part:
    return scan(path, origin, first, min(first + CHUNK, size), thorough)


def _spread(
    scan_from: Callable[[int], Part], starts: Iterable[int], processes: int
) -> Iterable[Part]:
    """The parts in order, scanned here or in processes of their own."""
    if processes == 1:
        yield from map(scan_from, starts)
    else:
        # Spawned, not forked: the program has threads by now.
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            yield from pool.map(scan_from, starts)


def _check_trail(trail: JoinedTrail, thorough: bool) -> list[Finding]:
    try:
        return trail.check(thorough)
    except (*DATABASE_ERRORS, EventError):
        # The events could be read, so the damage is in what else the file holds.
        return [Finding("verify.pages")]


def _check_file(connection: Connection, thorough: bool) -> list[Finding]:
    """The schema's text and, when ``thorough``, every page and index."""
    findings: list[Finding] = []
    changed = changed_object(connection)
    if changed is not None:
        findings.append(Finding("verify.schema", None, {"object": changed}))
    if thorough:
        answer = connection.execute("PRAGMA integrity_check(1)").fetchall()
        if answer != [("ok",)]:
            findings.append(Finding("verify.pages"))
    return findings
