"""Whether a service that hands out the screen is on the session's D-Bus.

Mutter shows none of its capture in the Wayland globals and hands out a stream over D-Bus. The
compositor has been recognised before this is asked, so this is a second line: services that share
or record a screen, by the names they are known under.
"""

import re
from collections.abc import Iterator

from jeepney import HeaderFields, Message, MessageType, Parser
from jeepney.bus import get_bus
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import prep_socket

from viewer_app.station.guard.findings import Deadline, Finding, NotShown

_SERVICES = {
    "portal": re.compile(r"org\.freedesktop\.(impl\.)?portal\b"),
    "mutter": re.compile(r"org\.gnome\.(Mutter|Shell)\b"),
    "kwin": re.compile(r"org\.kde\.(KWin|krfb)\b"),
    "screen-sharing": re.compile(r"screen-?_?(cast|shot|share|record)|remote-?_?desktop", re.I),
}
_LONGEST_ANSWER = 1 << 20
"""Bytes: some ten thousand names."""


def capture_services(address: str, deadline: Deadline) -> Iterator[Finding]:
    """A finding for each kind of capture service on the bus, by kind and not by name.

    Raises NotShown (``guard.bus_unreadable``) where the bus does not tell who is on it.
    """
    names = _names(address, deadline)
    for kind, pattern in _SERVICES.items():
        if any(pattern.search(name) for name in names):
            yield Finding("guard.screencast_service", kind)


def _names(address: str, deadline: Deadline) -> list[str]:
    try:
        with prep_socket(get_bus(address), timeout=deadline.left()) as socket:
            # jeepney's own connection waits for the answer to Hello without end
            for serial, call in enumerate((message_bus.Hello(), message_bus.ListNames()), start=1):
                socket.settimeout(deadline.left())
                socket.sendall(call.serialise(serial))
            parser, received = Parser(), 0
            while received < _LONGEST_ANSWER:
                socket.settimeout(deadline.left())
                piece = socket.recv(4096)
                if not piece:
                    break
                received += len(piece)
                parser.add_data(piece)
                while (message := parser.get_next_message()) is not None:
                    if _answers(message, serial):
                        return [str(name) for name in message.body[0]]
    # ValueError: not an address, or not let in; RuntimeError: not a bus on a local socket
    except (OSError, ValueError, RuntimeError) as error:
        raise NotShown("guard.bus_unreadable") from error
    raise NotShown("guard.bus_unreadable")


def _answers(message: Message, serial: int) -> bool:
    header = message.header
    return (
        header.message_type is MessageType.method_return
        and header.fields.get(HeaderFields.reply_serial) == serial
    )
