"""Which of Qt's platform plug-ins this process has loaded, as the kernel tells it.

Qt comes with plug-ins that serve the screen on the network (``vnc``) or draw where another program
can read it. Whoever starts Qt chooses one and asks Qt which it took; this looks at what is really
in memory, however it got there.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from viewer_app.station.guard.findings import Finding, NotShown, shown_name

_PLUGIN: Final = re.compile(r"/platforms/lib(q[^/\n]*?)\.so(?: \(deleted\))?$", re.MULTILINE)
_ORDINARY: Final = {"qwayland", "qwayland-egl", "qwayland-generic", "qxcb"}
"""Draw on the display server only. On X11 the guard refuses by itself."""


def judge(maps: Path = Path("/proc/self/maps")) -> Iterator[Finding]:
    """A finding for each other plug-in in memory.

    Raises NotShown (``guard.failed``) where the kernel does not tell.
    """
    try:
        text = maps.read_text("utf-8", "replace")
    except OSError as error:
        raise NotShown("guard.failed") from error
    for name in dict.fromkeys(_PLUGIN.findall(text)):
        if name not in _ORDINARY:
            yield Finding("guard.screen_plugin", shown_name(name))
