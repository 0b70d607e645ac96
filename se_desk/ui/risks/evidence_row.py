"""One item of evidence in a list that is being written: its icon, its kind, its words, and a way out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from se_desk.domain.evidence import EvidenceItem, EvidenceKind
from se_desk.ui.kit.buttons import IconButton, tip
from se_desk.ui.kit.cards import KeyboardRow
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.sources import LONGEST_TIP, short
from se_desk.ui.kit.theme import theme

ICONS = {
    EvidenceKind.NOTE: "text-quote",
    EvidenceKind.CALL: "phone",
    EvidenceKind.DOCUMENT: "paperclip",
    EvidenceKind.FACT: "list-checks",
    EvidenceKind.OWN: "pencil",
}
PRIVATE = "private"
HOW = "Enter changes the words, Alt+Up and Alt+Down move the item, Delete takes it out."


def kind_words(item: EvidenceItem) -> str:
    """``Note``, ``Note, private``: what is said beside the words."""
    return f"{item.kind.label}, {PRIVATE}" if item.private else item.kind.label


def icon_of(item: EvidenceItem) -> str:
    """The icon of its kind; a lock where it is private."""
    return "lock" if item.private else ICONS[item.kind]


class EvidenceRow(KeyboardRow):
    """Wishes only; the list that holds it knows its place."""

    stepped = Signal(int)  # the keyboard goes up (-1) or down
    moved = Signal(int)  # the item itself does
    removed = Signal()
    edited = Signal()
    focused = Signal()

    def __init__(self, item: EvidenceItem, place: str, *, editing: bool = False) -> None:
        super().__init__()
        self.item, self._editing = item, editing
        self.words = BodyText(item.words, "small", max_lines=2)
        self.remove = IconButton(
            "x", f"Take out: {short(item.words, LONGEST_TIP)}", "Del", size=24, icon_size=14
        )
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.clicked.connect(self.removed)
        kind = PlainLabel(kind_words(item), "small", "sev-medium-text" if item.private else "text-3")
        row = hbox(margins=(10, 0, 4, 0), gap=8)
        row.addLayout(vbox(9, IconMark(icon_of(item), "sev-medium" if item.private else "text-3", 14), None))
        row.addLayout(vbox(8, kind, None))
        row.addLayout(vbox(8, self.words, 8), 1)
        row.addLayout(vbox(4, self.remove, None))
        self.setLayout(row)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tip(self, item.words[: 4 * LONGEST_TIP])
        self.setAccessibleName(f"{kind_words(item)}: {item.words}, {place}")
        self.setAccessibleDescription(HOW)

    def set_reachable(self, reachable: bool) -> None:
        """Of all rows Tab stops at one."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reachable else Qt.FocusPolicy.ClickFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if by and held == Qt.KeyboardModifier.AltModifier:
            self.moved.emit(by)
        elif by and not held:
            self.stepped.emit(by)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not held:
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not held:
            self.edited.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if self.hasFocus() or self._editing else "line"
        fill = theme().colour("selected" if self._editing else "surface")
        fill_round(
            painter, QRectF(self.rect()), 6, fill, theme().colour(edge), 2.0 if self.hasFocus() else 1.0
        )
        painter.end()
