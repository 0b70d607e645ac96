"""The evidence of a flag while it is written: items in their order, and a line for one's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from se_desk.domain.evidence import EvidenceItem, own, tidy
from se_desk.ui.kit.buttons import Button, tip
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import clear_layout, focus_on, hbox, vbox
from se_desk.ui.risks.evidence_entry import EvidenceEntry
from se_desk.ui.risks.evidence_row import EvidenceRow

ADD_KEYS = "Ctrl+Shift+X"
FROM_PRIVATE = (
    "The lock marks what is private. The log will hold its words, and a record too unless they are hidden "
    "there. The drafted message leaves them out."
)
EXAMPLE = "In your own words: who said what, and when"


class EvidenceBlock(QWidget):
    """What is typed and not yet entered counts as an item, so that nothing typed is ever left behind."""

    changed = Signal()
    addAsked = Signal()

    def __init__(self, items: Iterable[EvidenceItem] = ()) -> None:
        super().__init__()
        self._items = [item for item in items if tidy(item.words)]
        self._at = 0  # the row that Tab stops at
        self._editing: int | None = None
        self._set_aside = ""  # own words that were being typed when an item was changed
        self.rows: list[EvidenceRow] = []
        self._begin = QWidget(self)  # nothing to be seen: rows follow it where Tab goes
        self._begin.setFixedSize(0, 0)
        self._begin.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.typed = EvidenceEntry(EXAMPLE)
        self.add = Button("Add evidence", "plus", small=True, keys=ADD_KEYS)
        tip(self.add, "A computed fact, a note’s words, a call, a document", ADD_KEYS)
        self._column = vbox(gap=6)
        entry = hbox(gap=8)
        entry.addWidget(self.typed, 1)
        entry.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self.add.setMinimumHeight(self.typed.sizeHint().height())
        self.private = PlainLabel(FROM_PRIVATE, "small", "sev-medium-text", wrap=True)
        self.setLayout(vbox(self._column, entry, self.private, gap=6))
        self._wire()
        self._show()

    def _wire(self) -> None:
        self.typed.textChanged.connect(self.changed)
        self.typed.entered.connect(self._enter)
        self.typed.leftUp.connect(lambda: self._focus(len(self.rows) - 1))
        self.typed.gaveUp.connect(self._stop_editing)
        self.add.clicked.connect(self.addAsked)
        keys = QShortcut(QKeySequence(ADD_KEYS), self)
        keys.setContext(Qt.ShortcutContext.WindowShortcut)
        keys.activated.connect(self.addAsked)

    @property
    def items(self) -> tuple[EvidenceItem, ...]:
        """Every item in its order, with what stands in the line as it would be entered."""
        found = list(self._items)
        words = tidy(self.typed.text)
        if self._editing is not None:
            found[self._editing] = replace(found[self._editing], words=words)
            words = tidy(self._set_aside)
        return tuple(item for item in (*found, own(words)) if item.words)

    def set_items(self, items: Iterable[EvidenceItem]) -> None:
        """Other items, and nothing in the line."""
        self._items, self._editing = [item for item in items if tidy(item.words)], None
        self._set_aside = ""
        self.typed.holds_escape = False
        self.typed.set_text("")
        self._show()

    def append(self, item: EvidenceItem) -> None:
        """One more at the end, unless it is there already; a shareable copy replaces a private one."""
        new = replace(item, words=tidy(item.words))
        same = (
            at for at, one in enumerate(self._items) if (one.kind, tidy(one.words)) == (new.kind, new.words)
        )
        at = next(same, None)
        if at is None:
            self._items.append(new)
        elif self._items[at].private and not new.private:
            self._items[at] = new
        self._show()

    # ---- the line ------------------------------------------------------------------

    def _enter(self) -> None:
        words = tidy(self.typed.text)
        if self._editing is not None:
            self._change(self._editing, words)
        elif words:
            self.typed.set_text("")
            self.append(own(words))

    def _change(self, at: int, words: str) -> None:
        """Other words for an item; without any it is taken out."""
        if words:
            self._items[at] = replace(self._items[at], words=words)
        else:
            del self._items[at]
        self._stop_editing()

    def _edit(self, at: int) -> None:
        if self._editing is None:
            self._set_aside = self.typed.text
        elif tidy(self.typed.text):
            self._items[self._editing] = replace(self._items[self._editing], words=tidy(self.typed.text))
        self._editing, self.typed.holds_escape = at, True
        self._show()
        self.typed.set_text(self._items[at].words)
        self.typed.selectAll()
        self.typed.setFocus()

    def _stop_editing(self) -> None:
        self._editing, self.typed.holds_escape = None, False
        self.typed.set_text(self._set_aside)
        self._set_aside = ""
        self._show()
        self.typed.setFocus()

    # ---- the rows ------------------------------------------------------------------

    def _show(self) -> None:
        clear_layout(self._column)
        of = len(self._items)
        self.rows = []
        for at, item in enumerate(self._items):
            row = EvidenceRow(item, f"{at + 1} of {of}", editing=at == self._editing)
            row.stepped.connect(partial(self._step, at))
            row.moved.connect(partial(self._move, at))
            row.removed.connect(partial(self._remove, at))
            row.edited.connect(partial(self._edit, at))
            row.focused.connect(partial(self._reach, at))
            self._column.addWidget(row)
            self.setTabOrder(self.rows[-1] if self.rows else self._begin, row)
            self.rows.append(row)
        self._reach(min(self._at, max(of - 1, 0)))
        self.private.setVisible(any(item.private for item in self._items))
        self.changed.emit()

    def _reach(self, at: int) -> None:
        self._at = at
        for place, row in enumerate(self.rows):
            row.set_reachable(place == at)

    def _focus(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            focus_on(self.rows[at])
        else:
            self.typed.setFocus()

    def _step(self, at: int, by: int) -> None:
        if at + by >= 0:
            self._focus(at + by)

    def _move(self, at: int, by: int) -> None:
        to = at + by
        if 0 <= to < len(self._items) and self._editing is None:
            self._items[at], self._items[to] = self._items[to], self._items[at]
            self._show()
            self._focus(to)

    def _remove(self, at: int) -> None:
        if self._editing is None:
            del self._items[at]
            self._show()
            self._focus(min(at, len(self._items) - 1))
