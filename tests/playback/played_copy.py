"""Plays a film with the libVLC of one directory: ``python -m tests.playback.played_copy`` and

PLACE FILM [OPTION…]: the directory (the system's libVLC where there is none), the film, and media
options that this program never gives. Says how many pictures were shown.
"""

import sys
from pathlib import Path
from typing import Any

from tests.playback.clips import MemoryClip
from tests.playback.conftest import Screen, until
from viewer_app.playback import bundle, library
from viewer_app.playback.errors import PlaybackError
from viewer_app.playback.film import FilmPlayer

place, film, *options = sys.argv[1:]
new_media = library.LibVlc.new_media


def new_media_with_options(self: library.LibVlc, callbacks: library.InputCallbacks) -> Any:
    media = new_media(self, callbacks)
    for option in options:
        media.add_option(option)
    return media


bundle.place = lambda: Path(place)
library.LibVlc.new_media = new_media_with_options  # type: ignore[method-assign]
screen = Screen()
player = FilmPlayer(screen)
screen.start(player)
try:
    player.open(MemoryClip(Path(film).read_bytes()))
    player.play()
    until(lambda: screen.ends == 1 or bool(screen.errors))
except PlaybackError:
    pass
player.close()
screen.close()
print(len(screen.numbers))
