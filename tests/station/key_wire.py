"""A security key in software behind a real device file, in the packets of CTAPHID.

CTAP 2.1, section 11.2. The file is a terminal's: like a hidraw device it lies in /dev and is read
and written in whole packets. So what stands between the program and a key is the real thing, but
for the kernel's driver.
"""

import os
import pty
import struct
import threading
import tty
from typing import Final, Self

from fido2.ctap import STATUS, CtapError
from fido2.hid import CAPABILITY, CTAPHID, TYPE_INIT

from tests.station.software_key import SoftwareKey

PACKET: Final = 64
_REPORT: Final = 1 + PACKET
"""What the program writes: the number of the report goes first."""
_CHANNEL: Final = 0x0BADCAFE
_ALIVE_S: Final = 0.05


class KeyWire:
    """Plugs a key in; ``path`` is its device file. Take it out in the end."""

    def __init__(self, key: SoftwareKey) -> None:
        self._key = key
        self._key_end, self._other_end = pty.openpty()
        tty.setraw(self._other_end)
        self.path = os.ttyname(self._other_end)
        self.cancelled = 0
        self._stop = threading.Event()
        self._writing = threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        os.close(self._other_end)
        os.close(self._key_end)

    def _serve(self) -> None:
        try:
            while True:
                channel, command, data = self._hear()
                if command == CTAPHID.INIT:
                    answer = struct.pack(">8sIBBBBB", data, _CHANNEL, 2, 5, 7, 0, CAPABILITY.CBOR)
                    self._say(channel, command, answer)
                elif command == CTAPHID.CANCEL:
                    self.cancelled += 1
                    self._stop.set()
                else:
                    self._stop.clear()
                    work = threading.Thread(target=self._work, args=(data,), daemon=True)
                    work.start()
        except OSError:
            return  # taken out

    def _work(self, data: bytes) -> None:
        done = threading.Event()
        threading.Thread(target=self._live, args=(done,), daemon=True).start()
        try:
            answer = self._key.call(CTAPHID.CBOR, data, self._stop, lambda _: None)
        except CtapError as error:
            answer = bytes([error.code])
        done.set()
        self._say(_CHANNEL, CTAPHID.CBOR, answer)

    def _live(self, done: threading.Event) -> None:
        while not done.wait(_ALIVE_S):
            self._say(_CHANNEL, CTAPHID.KEEPALIVE, bytes([STATUS.UPNEEDED]))

    def _hear(self) -> tuple[int, int, bytes]:
        channel, command, size = struct.unpack_from(">IBH", packet := self._packet())
        data = packet[7:]
        while len(data) < size:
            data += self._packet()[5:]
        return channel, command & ~TYPE_INIT, data[:size]

    def _packet(self) -> bytes:
        report = b""
        while len(report) < _REPORT:
            report += os.read(self._key_end, _REPORT - len(report))
        return report[1:]

    def _say(self, channel: int, command: int, data: bytes) -> None:
        head = struct.pack(">IBH", channel, TYPE_INIT | command, len(data))
        packets, data = [head + data[: PACKET - 7]], data[PACKET - 7 :]
        while data:
            head = struct.pack(">IB", channel, len(packets) - 1)
            packets.append(head + data[: PACKET - 5])
            data = data[PACKET - 5 :]
        with self._writing:
            for packet in packets:
                os.write(self._key_end, packet.ljust(PACKET, b"\0"))
