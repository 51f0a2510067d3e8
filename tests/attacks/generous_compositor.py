"""A compositor that hands out a picture by the two protocols by which no other here can.

``ext-image-copy-capture-v1`` came with wlroots 0.19, and Debian 12 has 0.15. Its
``wlr-export-dmabuf`` needs buffers of a graphics processor, and without ``/dev/dri`` wlroots draws
into ordinary memory and cancels. So this one speaks the wire itself, as the protocols' files say
(``wayland.xml``, ``ext-image-copy-capture-v1.xml``, ``wlr-export-dmabuf-unstable-v1.xml``). The
client at the other end is libwayland's, which ends the connection at what does not fit them.
"""

import os
import socket
import struct
import time
from dataclasses import dataclass, field

import numpy as np

from tests.attacks.canary import Pictures
from tests.station.compositors import Behaviour, message, offer

DMABUF = "zwlr_export_dmabuf_manager_v1"
IMAGE_COPY = "ext_image_copy_capture_manager_v1"
_SOURCES = "ext_output_image_capture_source_manager_v1"
_OFFERED = ("wl_shm", "wl_output", DMABUF, _SOURCES, IMAGE_COPY)

_SHM_XRGB = 1
_DRM_XRGB = int.from_bytes(b"XR24", "little")


def hands_out(picture: Pictures) -> Behaviour:
    """Gives each client that asks this picture: rows of pixels of red, green, blue."""
    height, width, _ = picture.shape
    padded = np.full((height, width, 4), 255, np.uint8)
    padded[:, :, :3] = picture[:, :, ::-1]

    def behave(client: socket.socket) -> None:
        screen = _Screen(client, width, height, padded.tobytes())
        try:
            screen.serve()
        finally:
            for descriptor in screen.descriptors:
                os.close(descriptor)

    return behave


@dataclass
class _Screen:
    """The compositor's side of one connection."""

    client: socket.socket
    width: int
    height: int
    pixels: bytes
    """Blue, green, red and a byte of nothing, row after row."""
    descriptors: list[int] = field(default_factory=list)
    """What the client has handed over: memory to be filled."""
    objects: dict[int, str] = field(default_factory=lambda: {1: "wl_display"})
    """Each object's interface, by its number."""

    def serve(self) -> None:
        """Answer until the client hangs up."""
        data = b""
        while True:
            more, descriptors, *_ = socket.recv_fds(self.client, 4096, 4)
            self.descriptors += descriptors
            if not more:
                return
            data += more
            while len(data) >= 8:
                number, head = struct.unpack_from("=II", data)
                if len(data) < (size := head >> 16):
                    break
                self.answer(number, head & 0xFFFF, data[8:size])
                data = data[size:]

    def answer(self, number: int, opcode: int, arguments: bytes) -> None:
        """What a request asks for; nothing for those that only end something."""
        first = int.from_bytes(arguments[:4], "little")
        match self.objects[number], opcode:
            case "wl_display", 0:  # sync
                self.tell(first, 0, 0)
            case "wl_display", 1:  # get_registry
                self.objects[first] = "wl_registry"
                for name, interface in enumerate(_OFFERED):
                    self.client.sendall(offer(name, interface))
            case "wl_registry", 0:  # bind
                self.objects[int.from_bytes(arguments[-4:], "little")] = _OFFERED[first]
            case "wl_shm", 0:
                self.objects[first] = "wl_shm_pool"
            case "wl_shm_pool", 0:
                self.objects[first] = "wl_buffer"
            case "ext_output_image_capture_source_manager_v1", 0:
                self.objects[first] = "ext_image_capture_source_v1"
            case "ext_image_copy_capture_manager_v1", 0:  # create_session
                self.objects[first] = "ext_image_copy_capture_session_v1"
                self.tell(first, 1, _SHM_XRGB)
                self.tell(first, 0, self.width, self.height)
                self.tell(first, 4)  # done
            case "ext_image_copy_capture_session_v1", 0:
                self.objects[first] = "ext_image_copy_capture_frame_v1"
            case "ext_image_copy_capture_frame_v1", 3:  # capture
                os.pwrite(self.descriptors[-1], self.pixels, 0)
                self.tell(number, 0, 0)  # not turned
                self.tell(number, 2, 0, *_now())
                self.tell(number, 3)  # ready
            case "zwlr_export_dmabuf_manager_v1", 0:  # capture_output
                self.objects[first] = "zwlr_export_dmabuf_frame_v1"
                self.export(first)

    def export(self, frame: int) -> None:
        """Hand over memory with the picture in it, as linear memory of a graphics processor is."""
        self.tell(frame, 0, self.width, self.height, 0, 0, 0, 0, _DRM_XRGB, 0, 0, 1)
        memory = os.memfd_create("picture", os.MFD_CLOEXEC)
        try:
            os.pwrite(memory, self.pixels, 0)
            # the descriptor goes beside the event, not in it
            told = struct.pack("=5I", 0, len(self.pixels), 0, self.width * 4, 0)
            socket.send_fds(self.client, [message(frame, 1, told)], [memory])
        finally:
            os.close(memory)
        self.tell(frame, 2, 0, *_now())

    def tell(self, number: int, opcode: int, *values: int) -> None:
        """An event whose arguments are all numbers."""
        self.client.sendall(message(number, opcode, struct.pack(f"={len(values)}I", *values)))


def _now() -> tuple[int, int]:
    seconds, rest = divmod(time.monotonic_ns(), 1_000_000_000)
    return seconds, rest
