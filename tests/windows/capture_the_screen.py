"""On a Windows runner: capture the screen for real, and compare pixels with a window left open.

Not collected by pytest, whose fixtures are Linux's; ``.github/workflows/windows.yml`` runs it. It
shows two windows of known colours, one protected as the station's are and one that is not, has
another program (PowerShell, by System.Drawing) capture the screen, and counts. The open window must
be in the capture, or the capture proves nothing; the protected one must not.

Not run yet: there was no Windows machine.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from viewer_app.station.guard.windows import WindowsGuard, protect
from viewer_app.ui.affinity import Affinity

OPEN, PROTECTED = QColor(10, 200, 90), QColor(220, 30, 140)
SIDE = 300
WAIT_MS = 2_000

_CAPTURE = """
Add-Type -AssemblyName System.Windows.Forms, System.Drawing
$area = [System.Windows.Forms.SystemInformation]::VirtualScreen
$image = New-Object System.Drawing.Bitmap $area.Width, $area.Height
$pen = [System.Drawing.Graphics]::FromImage($image)
$pen.CopyFromScreen($area.Location, [System.Drawing.Point]::Empty, $area.Size)
$image.Save('{path}', [System.Drawing.Imaging.ImageFormat]::Png)
"""


def show(color: QColor, left: int) -> QWidget:
    """A window of one colour over everything else."""
    window = QWidget()
    window.setStyleSheet(f"background: {color.name()}")
    window.setGeometry(left, 100, SIDE, SIDE)
    window.show()
    window.raise_()
    return window


def count(image: QImage, color: QColor) -> int:
    """Pixels of nearly this colour."""
    wanted = (color.red(), color.green(), color.blue())
    found = 0
    for y in range(image.height()):
        for x in range(image.width()):
            seen = image.pixelColor(x, y)
            parts = (seen.red(), seen.green(), seen.blue())
            found += all(abs(a - b) <= 8 for a, b in zip(parts, wanted, strict=True))
    return found


def main() -> int:
    """0: the protected window was not captured; 1: it was; 2: nothing was shown either way."""
    application = QApplication(["capture"])
    control = show(OPEN, 50)
    affinity = Affinity(application, protect)
    protected = show(PROTECTED, 50 + 2 * SIDE)
    QTimer.singleShot(WAIT_MS, application.quit)
    application.exec()
    report = WindowsGuard(affinity.handles).prove()
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "screen.png")
        script = _CAPTURE.format(path=path)
        subprocess.run(["powershell", "-NoProfile", "-Command", script], check=True)
        image = QImage(str(path))
    seen, leaked = count(image, OPEN), count(image, PROTECTED)
    sys.stdout.write(f"{report}\ncontrol: {seen} pixels, protected: {leaked} pixels\n")
    control.close()
    protected.close()
    if seen < SIDE * SIDE // 2:
        return 2
    return 1 if leaked or not report.proven else 0


if __name__ == "__main__":
    sys.exit(main())
