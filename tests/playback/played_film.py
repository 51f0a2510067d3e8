"""Plays a sealed clip from start to end, as the station does; watched by strace in a test.

python -m tests.playback.played_film CLIP KEY [LEAK]

``KEY`` is a file with the age identity. With ``LEAK``, the start of the clip is written to that
file, to show that the test would see it.
"""

import sys
from pathlib import Path

from tests.playback.conftest import Screen, until
from viewer_app.evidence.age import AgeReader, FileSlice, X25519Identity
from viewer_app.evidence.secret import Secret
from viewer_app.playback.film import FilmPlayer

identity = X25519Identity.parse(Secret.take(bytearray(Path(sys.argv[2]).read_bytes())))
clip = AgeReader.open(FileSlice.open(Path(sys.argv[1])), [identity])
screen = Screen()
player = FilmPlayer(screen)
screen.start(player)
player.open(clip)
player.volume = 50
player.play()
assert until(lambda: screen.ends == 1)
player.seek(500)
player.play()
assert until(lambda: screen.ends == 2)
if len(sys.argv) > 3:
    start = bytearray(65536)
    clip.read_into(0, memoryview(start))
    Path(sys.argv[3]).write_bytes(start)
player.close()
screen.close()
clip.wipe()
print(len(set(screen.numbers)))
