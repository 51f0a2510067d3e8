"""What no widget of this program does: menus, drops, and taking the wheel from who did not ask."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def restrain(root: QWidget) -> None:
    """Take context menus and drops from ``root`` and everything in it.

    Qt gives some widgets a menu of their own (fields, and even scroll bars).
    """
    for widget in (root, *root.findChildren(QWidget)):
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        widget.setAcceptDrops(False)
