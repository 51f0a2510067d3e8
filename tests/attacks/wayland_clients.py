"""Clients of a compositor that ask it for the screen, each by a protocol made for that."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from mmap import PROT_READ, mmap
from pathlib import Path
from typing import Any

import numpy as np
from pywayland.client.display import Display
from pywayland.protocol.ext_image_capture_source_v1 import ExtOutputImageCaptureSourceManagerV1
from pywayland.protocol.ext_image_copy_capture_v1 import ExtImageCopyCaptureManagerV1
from pywayland.protocol.wayland import WlOutput, WlShm

from tests.attacks.canary import Pictures
from tests.attacks.targets import PATIENCE_S
from tests.attacks.wlr_protocols import DmabufManager, ScreencopyManager
from tests.displays import Environment

_XRGB, _ARGB = 1, 0
"""``wl_shm`` formats whose bytes lie blue, green, red in memory."""
_DRM_XRGB = int.from_bytes(b"XR24", "little")
"""The same as the kernel's graphics drivers call it (``drm_fourcc.h``)."""


class Refused(Exception):
    """The compositor does not offer the way, or takes offence at the attempt."""


@dataclass
class _Shot:
    """What a compositor told about one picture."""

    layout: tuple[int, int, int, int] | None = None
    done: bool = False
    failed: bool = False


class Client:
    """A connection to a compositor, which lists what it offers."""

    def __init__(self, display: Any) -> None:
        self._display = display
        self.offers: dict[str, tuple[int, int]] = {}
        self._registry = display.get_registry()
        self._registry.dispatcher["global"] = self._offered
        self.roundtrip()

    def _offered(self, _: Any, name: int, interface: str, version: int) -> None:
        self.offers[interface] = (name, version)

    def roundtrip(self) -> None:
        """Wait for the compositor's answers. Raises Refused where it ends the connection."""
        try:
            ended = self._display.roundtrip() == -1
        except RuntimeError as error:
            raise Refused(str(error)) from error
        if ended:
            raise Refused("the connection was ended")

    def take(self, interface: Any, *, as_number: int | None = None) -> Any:
        """Take hold of an interface, or of number ``as_number`` as if it were this interface.

        Raises Refused where it is not offered or not given.
        """
        if as_number is None and interface.name not in self.offers:
            raise Refused(f"{interface.name} is not offered")
        number = self.offers[interface.name][0] if as_number is None else as_number
        taken = self._registry.bind(number, interface, 1)
        self.roundtrip()
        return taken

    def wait(self, shot: _Shot, until: Callable[[], bool]) -> None:
        """Until the compositor has answered so far, or its picture is known not to come."""
        latest = time.monotonic() + PATIENCE_S
        while not until() and not shot.failed and time.monotonic() < latest:
            self.roundtrip()
            time.sleep(0.005)  # a picture comes with the next change of the screen

    def fill(self, shot: _Shot, ask: Callable[[Any], None]) -> Pictures:
        """Give a buffer of the layout that was told; returns what it was filled with."""
        assert shot.layout is not None
        layout, width, height, stride = shot.layout
        assert layout in (_XRGB, _ARGB), f"a layout of pixels that is not read here: {layout:#x}"
        with _memory(stride * height) as (descriptor, memory):
            pool = self.take(WlShm).create_pool(descriptor, stride * height)
            ask(pool.create_buffer(0, width, height, stride, layout))
            self.wait(shot, lambda: shot.done)
            if not shot.done:
                raise Refused("no picture came")
            rows = np.frombuffer(bytes(memory), np.uint8).reshape(height, stride)
        return _read_rows(rows, width)


@contextmanager
def client(display: Environment) -> Iterator[Client]:
    """A new client of this compositor."""
    path = Path(display["XDG_RUNTIME_DIR"], display["WAYLAND_DISPLAY"])
    connection = Display(str(path))
    connection.connect()
    try:
        yield Client(connection)
    finally:
        connection.disconnect()


def screencopy(display: Environment) -> Pictures:
    """The screen through ``wlr-screencopy``, as grim asks for it. Raises Refused."""
    with client(display) as attacker:
        manager, output = attacker.take(ScreencopyManager), attacker.take(WlOutput)
        frame, shot = manager.capture_output(0, output), _Shot()

        def told(_: Any, *layout: int) -> None:
            shot.layout = (layout[0], layout[1], layout[2], layout[3])

        frame.dispatcher["buffer"] = told
        frame.dispatcher["ready"] = lambda *_: setattr(shot, "done", True)
        frame.dispatcher["failed"] = lambda *_: setattr(shot, "failed", True)
        attacker.wait(shot, lambda: shot.layout is not None)
        return attacker.fill(shot, frame.copy)


def export_dmabuf(display: Environment) -> Pictures:
    """The screen as the graphics memory that it is shown from. Raises Refused.

    Reads what lies row by row in one piece (no modifier), as it would have to be asked for on a
    processor that lays its pictures in tiles.
    """
    with client(display) as attacker, ExitStack() as handed_over:
        manager, output = attacker.take(DmabufManager), attacker.take(WlOutput)
        frame, shot = manager.capture_output(0, output), _Shot()
        memory: list[tuple[int, ...]] = []

        def described(_: Any, *told: int) -> None:
            width, height, *_offsets, layout, high, low, _count = told
            assert (layout, high, low) == (_DRM_XRGB, 0, 0), f"a layout that is not read: {told}"
            shot.layout = (layout, width, height, 0)

        def handed(_: Any, *told: int) -> None:
            handed_over.callback(os.close, told[1])
            memory.append(told)

        frame.dispatcher["frame"] = described
        frame.dispatcher["object"] = handed
        frame.dispatcher["ready"] = lambda *_: setattr(shot, "done", True)
        frame.dispatcher["cancel"] = lambda *_: setattr(shot, "failed", True)
        attacker.wait(shot, lambda: shot.done)
        if not shot.done:
            raise Refused("the compositor cancels")
        assert shot.layout is not None
        ((_, descriptor, size, offset, stride, _),) = memory
        _, width, height, _ = shot.layout
        with mmap(descriptor, size, prot=PROT_READ) as picture:
            rows = np.frombuffer(picture[offset : offset + stride * height], np.uint8)
        return _read_rows(rows.reshape(height, stride), width)


def image_copy_capture(display: Environment) -> Pictures:
    """The screen through ``ext-image-copy-capture``, the newest way. Raises Refused."""
    with client(display) as attacker:
        sources = attacker.take(ExtOutputImageCaptureSourceManagerV1)
        manager, output = attacker.take(ExtImageCopyCaptureManagerV1), attacker.take(WlOutput)
        session, shot = manager.create_session(sources.create_source(output), 0), _Shot()
        size: list[int] = []
        session.dispatcher["buffer_size"] = lambda _, *both: size.extend(both)
        session.dispatcher["done"] = lambda *_: setattr(
            shot, "layout", (_XRGB, size[0], size[1], size[0] * 4)
        )
        attacker.wait(shot, lambda: shot.layout is not None)
        frame = session.create_frame()
        frame.dispatcher["ready"] = lambda *_: setattr(shot, "done", True)
        frame.dispatcher["failed"] = lambda *_: setattr(shot, "failed", True)

        def ask(buffer: Any) -> None:
            frame.attach_buffer(buffer)
            frame.capture()

        return attacker.fill(shot, ask)


def _read_rows(rows: Pictures, width: int) -> Pictures:
    """Red, green, blue of rows whose pixels are four bytes in the order blue, green, red."""
    return rows[:, : width * 4].reshape(len(rows), width, 4)[:, :, 2::-1]


@contextmanager
def _memory(size: int) -> Iterator[tuple[int, mmap]]:
    """Memory that can be handed to the compositor."""
    descriptor = os.memfd_create("attack", os.MFD_CLOEXEC)
    try:
        os.ftruncate(descriptor, size)
        with mmap(descriptor, size) as memory:
            yield descriptor, memory
    finally:
        os.close(descriptor)
