"""Two ways to capture that wlroots' compositors offer, written as pywayland's scanner would.

From ``wlr-screencopy-unstable-v1.xml`` and ``wlr-export-dmabuf-unstable-v1.xml``, version 1 of
each: the requests and events in their order there, which gives each its opcode.
"""

from collections.abc import Callable, Sequence
from typing import Any

from pywayland.protocol.wayland import WlBuffer, WlOutput
from pywayland.protocol_core.argument import Argument
from pywayland.protocol_core.interface import Interface
from pywayland.protocol_core.proxy import Proxy
from pywayland.scanner.argument import ArgumentType

_UINT = Argument(ArgumentType.Uint)
_INT = Argument(ArgumentType.Int)
_FD = Argument(ArgumentType.FileDescriptor)
_OUTPUT = Argument(ArgumentType.Object, interface=WlOutput)


class ScreencopyFrame(Interface):
    """One picture to be: tells its layout, is given a buffer, and fills it."""

    name = "zwlr_screencopy_frame_v1"
    version = 1


class ScreencopyManager(Interface):
    """Hands out pictures of an output."""

    name = "zwlr_screencopy_manager_v1"
    version = 1


class DmabufFrame(Interface):
    """One picture, as the memory of the graphics processor that it is in."""

    name = "zwlr_export_dmabuf_frame_v1"
    version = 1


class DmabufManager(Interface):
    """Hands out the memory that an output is shown from."""

    name = "zwlr_export_dmabuf_manager_v1"
    version = 1


class ScreencopyFrameProxy(Proxy[ScreencopyFrame]):
    """What can be asked of a picture."""

    interface = ScreencopyFrame

    @ScreencopyFrame.request(Argument(ArgumentType.Object, interface=WlBuffer))
    def copy(self, buffer: Any) -> None:
        """Fill this buffer."""
        self._marshal(0, buffer)


class ScreencopyManagerProxy(Proxy[ScreencopyManager]):
    """What can be asked of the manager."""

    interface = ScreencopyManager

    @ScreencopyManager.request(
        Argument(ArgumentType.NewId, interface=ScreencopyFrame), _INT, _OUTPUT
    )
    def capture_output(self, with_pointer: int, output: Any) -> Any:
        """The next picture of an output."""
        return self._marshal_constructor(0, ScreencopyFrame, with_pointer, output)


class DmabufFrameProxy(Proxy[DmabufFrame]):
    """A picture that is only listened to."""

    interface = DmabufFrame


class DmabufManagerProxy(Proxy[DmabufManager]):
    """What can be asked of the manager."""

    interface = DmabufManager

    @DmabufManager.request(Argument(ArgumentType.NewId, interface=DmabufFrame), _INT, _OUTPUT)
    def capture_output(self, with_pointer: int, output: Any) -> Any:
        """The next picture of an output."""
        return self._marshal_constructor(0, DmabufFrame, with_pointer, output)


def _complete(
    interface: Any, proxy: type[Proxy[Any]], events: Sequence[tuple[str, Sequence[Argument]]]
) -> None:
    for name, arguments in events:
        interface.event(*arguments)(_named(name))
    interface._gen_c()
    interface.proxy_class = proxy


def _named(name: str) -> Callable[..., None]:
    def event(*_: object) -> None:
        """Only the compositor's side has a body."""

    event.__name__ = name
    return event


_complete(
    ScreencopyFrame,
    ScreencopyFrameProxy,
    [
        ("buffer", [_UINT, _UINT, _UINT, _UINT]),
        ("flags", [_UINT]),
        ("ready", [_UINT, _UINT, _UINT]),
        ("failed", []),
    ],
)
_complete(ScreencopyManager, ScreencopyManagerProxy, [])
_complete(
    DmabufFrame,
    DmabufFrameProxy,
    [
        ("frame", [_UINT] * 10),
        ("object", [_UINT, _FD, _UINT, _UINT, _UINT, _UINT]),
        ("ready", [_UINT, _UINT, _UINT]),
        ("cancel", [_UINT]),
    ],
)
_complete(DmabufManager, DmabufManagerProxy, [])
