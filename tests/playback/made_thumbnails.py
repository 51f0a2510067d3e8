"""Makes small pictures of a sealed clip in a process of its own, to be watched from outside.

Arguments: the clip, the key to it, how many pictures. Prints how many came, and the memory of the
process (KiB) after a third of them and at the end.
"""

import sys
import threading
from pathlib import Path

from viewer_app.evidence.age import AgeReader, FileSlice, X25519Identity
from viewer_app.evidence.secret import Secret
from viewer_app.playback import thumbnails

PATIENCE_S = 20.0


def resident_kib() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def main() -> None:
    path, key, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    with X25519Identity.parse(Secret.take(bytearray(key.read_bytes()))) as identity:
        clip = AgeReader.open(FileSlice.open(path), [identity])
    ready = threading.Semaphore(0)
    thumbnails.PATIENCE_S = PATIENCE_S
    maker = thumbnails.Thumbnails(lambda _: ready.release(), lambda: False)
    came, early = 0, 0
    for number in range(count):
        if number % 3 == 0:  # all of them anew
            maker.begin(clip)
        maker.ask(number % 3 * thumbnails.STEP_MS)
        came += ready.acquire(timeout=PATIENCE_S)
        if number == count // 3:
            early = resident_kib()
    late = resident_kib()
    maker.close()
    clip.wipe()
    print(came, early, late)


if __name__ == "__main__":
    main()
