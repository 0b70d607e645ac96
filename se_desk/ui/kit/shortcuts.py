"""Keys of a part of the window: they work while it has the keyboard, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_key(
    owner: QWidget, keys: str | Qt.Key, then: Callable[[], object], *, inside: bool = True
) -> QShortcut:
    """Call ``then`` on these keys while ``owner`` has the keyboard; ``inside``, also what lies in it."""
    made = QShortcut(QKeySequence(keys), owner)
    context = Qt.ShortcutContext
    made.setContext(context.WidgetWithChildrenShortcut if inside else context.WidgetShortcut)
    made.activated.connect(then)
    return made
