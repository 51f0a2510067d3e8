"""What the program has done for it outside its sandbox, by a process that was born before it.

The sandbox lets no program be run and nobody be called, but trails are verified in processes of
their own and anchored over the network. So a small process is forked first, while this one has no
secrets and no threads. It knows a fixed list of errands and forks again for each that is asked for.
A request is JSON and is only ever data there: whoever takes this program over can ask for these
errands and for nothing else. What an errand needs is imported when it is first asked for: until
then the process is small, and the program's first window does not wait for it.
"""

import os
import signal
import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from viewer_app.errors import InzageError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from viewer_app.session.ports import Json

Errand = Callable[["Connection", dict[str, Any]], None]
"""Runs one request; tells over the connection how it goes. What is no errand's has no effect."""

Found = Callable[[], Errand]
"""Imports an errand and what it needs."""

VERIFY: Final = "verify"
ANCHOR: Final = "anchor"
FETCH: Final = "fetch"
"""The errands there are."""

_LONGEST_NAME: Final = 100
_asking: socket.socket | None = None


class ErrandLost(InzageError):
    """The process that does errands is gone."""


def begin(errands: Mapping[str, Found]) -> None:
    """Fork the process that does errands. Before any thread starts; once in a process."""
    global _asking  # noqa: PLW0603 - there is one such process, as there is one of this
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        try:
            ours.close()
            _serve(theirs, errands)
        finally:
            os._exit(0)  # nothing of the program above may be run or cleaned up here
    theirs.close()
    _asking = ours


def begun() -> bool:
    """Whether errands can be asked for."""
    return _asking is not None


def ask(name: str, request: "Mapping[str, Json]") -> "Connection":
    """Start an errand; the connection tells how it goes. To stop it, close the connection.

    Raises ErrandLost.
    """
    import json  # noqa: PLC0415 - neither is for the first window
    from multiprocessing.connection import Connection  # noqa: PLC0415

    if _asking is None:
        raise ErrandLost("errand.lost")
    ours, theirs = socket.socketpair()
    try:
        with theirs:
            socket.send_fds(_asking, [name.encode()], [theirs.fileno()])
        connection = Connection(ours.detach())
        connection.send_bytes(json.dumps(request).encode())
    except OSError:
        ours.close()
        raise ErrandLost("errand.lost") from None
    return connection


def _serve(asked: socket.socket, errands: Mapping[str, Found]) -> None:
    """Until the program closes its end, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl+C is for the program
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # what has ended is not waited for
    while True:
        name, handles, _, _ = socket.recv_fds(asked, _LONGEST_NAME, 1)
        if not name:
            return
        find = errands.get(name.decode("utf-8", "replace"))
        errand = find() if handles and find is not None else None
        if errand is not None and os.fork() == 0:
            asked.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _run(errand, handles[0])
            os._exit(0)
        for handle in handles:
            os.close(handle)


def _run(errand: Errand, handle: int) -> None:
    import json  # noqa: PLC0415 - as above
    from multiprocessing.connection import Connection  # noqa: PLC0415

    with Connection(handle) as connection:
        errand(connection, json.loads(connection.recv_bytes()))
