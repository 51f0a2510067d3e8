"""Views a sealed clip and forgets it, while its parent looks through its memory at each word.

python -m tests.playback.watched_memory CLIP HOW; the age identity is the first line on standard
input, and each further line lets it go on. HOW: ``closed``, ``hovered`` (small pictures are made,
and one is told of), ``damaged`` or ``left`` (the program ends without having closed anything
itself).
"""

import atexit
import ctypes
import os
import sys
from pathlib import Path

from tests.playback.conftest import Screen, until
from viewer_app.evidence.age import AgeReader, FileSlice, X25519Identity
from viewer_app.evidence.secret import Secret
from viewer_app.playback import thumbnails
from viewer_app.playback.looked_ahead import LookedAheadPlayer

KEY_LETTERS = len("AGE-SECRET-KEY-1") + 58


def say(*words: object) -> None:
    print(*words, flush=True)
    os.read(0, 1)


def read_identity() -> X25519Identity:
    letters = Secret(KEY_LETTERS)
    assert os.readv(0, [letters.view]) == KEY_LETTERS
    return X25519Identity.parse(letters)


def main() -> None:
    how = sys.argv[2]
    identity = read_identity()
    clip = AgeReader.open(FileSlice.open(Path(sys.argv[1])), [identity])
    screen = Screen()
    made: list[int] = []
    player = LookedAheadPlayer(screen, made.append)
    screen.start(player)

    def close() -> None:
        player.close()
        screen.close()
        clip.wipe()
        identity.wipe()

    player.open(clip)
    player.play()
    assert until(lambda: len(screen.numbers) > (5 if how == "damaged" else 10))
    player.pause()
    thumbnails.PATIENCE_S = 20.0
    for place in (0, 1_000, 2_000) if how == "hovered" else ():
        player.thumbnails.ask(place)
        assert until(lambda place=place: place in made)  # type: ignore[misc]
    small = player.thumbnails.borrow(2_000)
    with small if how == "hovered" else player.surface.borrow() as frame:
        assert frame is not None
        here = ctypes.addressof(ctypes.c_char.from_buffer(frame.pixels.obj))
        size = len(frame.pixels)
        say("viewing", here, size)
    if how == "left":
        atexit.register(lambda: say("gone"))
        atexit.register(close)  # what the program itself does when it ends
        return
    if how == "damaged":
        player.play()
        assert until(lambda: screen.errors != [])
    close()
    say("gone")


if __name__ == "__main__":
    main()
