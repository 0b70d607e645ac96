"""Where the parts of the charter's tab stand; in a narrow window the whole charter is a view of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, Scroller, VLine, hbox, vbox
from se_desk.ui.kit.notices import BannerPlace
from se_desk.ui.kit.theme import follow, theme

if TYPE_CHECKING:
    from se_desk.ui.charters.charter_tab import CharterTab

LIST, PREVIEW = 272, 416
FOOT, FOOT_MOST, FOOT_HEAD, FOOT_ROW, LOW = 176, 232, 64, 28, 640
NARROW, NARROW_LIST, NARROW_FOOT = 1056, 236, 300


class CharterLayout(QWidget):
    """Lays the widgets of ``tab`` out, and shows what keeps typed words from the disk."""

    giveUpRequested = Signal()

    def __init__(self, tab: CharterTab) -> None:
        super().__init__()
        self._tab, self._narrow = tab, False
        self.views = Segment([("clause", "Clause"), ("whole", "Whole charter")], "clause", name="View")
        self._strip, self._left, self._middle = QWidget(), QWidget(), QWidget()
        self._foot = QWidget()
        self._hint = PlainLabel("Drag, or Alt+Up and Alt+Down", "small", "text-3", wrap=True)
        self._nothing = PlainLabel("No clause yet. Add one at the left.", "body", "text-3")
        self._trouble = BannerPlace((24, 12, 24, 0))
        self._assemble()
        self.views.chosen.connect(lambda _key: self._show_views())
        follow(self, lambda living: living.arrange(living.width()))

    def _assemble(self) -> None:
        tab = self._tab
        add = hbox(tab.add, None, margins=(26, 0, 8, 0))
        hint = hbox(margins=(40, 6, 16, 0))
        hint.addWidget(self._hint, 1)
        self._left.setLayout(vbox(tab.clauses, add, hint, None, margins=(0, 8, 0, 8)))
        self._strip.setLayout(hbox(self.views, None, margins=(24, 12, 24, 8)))
        inner = QWidget()
        inner.setLayout(vbox(tab.editor, self._nothing, None, margins=(24, 16, 24, 16)))
        self._middle.setLayout(vbox(self._trouble, Scroller(inner, padding=0)))
        right = QWidget()
        both = hbox(gap=0)
        both.addWidget(self._middle, 1)
        self._rule = VLine()
        both.addWidget(self._rule)
        both.addWidget(tab.preview)
        right.setLayout(vbox(self._strip, both))
        top = hbox(self._left, VLine(), gap=0)
        top.addWidget(right, 1)
        foot = hbox(gap=0)
        foot.addWidget(tab.goes, 1)
        foot.addWidget(VLine())
        foot.addWidget(tab.alignment)
        self._foot.setLayout(foot)
        column = vbox(top, HLine(), self._foot)
        column.setStretch(0, 1)
        self.setLayout(column)

    def arrange(self, width: int) -> None:
        """Three columns, or under 1056 px the editor and the whole charter one at a time."""
        self._narrow = width < theme().px(NARROW)
        self._left.setFixedWidth(theme().px(NARROW_LIST if self._narrow else LIST))
        self._foot.setFixedHeight(self._foot_height())
        self._tab.alignment.setFixedWidth(theme().px(NARROW_FOOT if self._narrow else PREVIEW))
        self._strip.setVisible(self._narrow)
        preview = self._tab.preview
        if self._narrow:
            preview.setMinimumWidth(0)
            preview.setMaximumWidth(16_777_215)
            preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        else:
            preview.setFixedWidth(theme().px(PREVIEW))
        self._show_views()

    def _foot_height(self) -> int:
        """As high as its rows ask, within reason; a low window keeps the room for the editor."""
        rows = FOOT_HEAD + FOOT_ROW * self._tab.goes.rows_shown
        most = FOOT_MOST if self.height() > theme().px(LOW) else FOOT
        return theme().px(max(FOOT, min(rows, most)))

    def _show_views(self) -> None:
        whole = self.views.value == "whole"
        self._tab.preview.setVisible(not self._narrow or whole)
        self._middle.setVisible(not self._narrow or not whole)
        self._rule.setVisible(not self._narrow)

    def set_fixed(self, fixed: bool) -> None:
        """A version that never changes offers nothing that would change it."""
        self._tab.add.setVisible(not fixed)
        self._hint.setVisible(not fixed)

    def set_has_clause(self, there: bool) -> None:
        """Without a clause there is nothing to edit."""
        self._tab.editor.setVisible(there)
        self._nothing.setVisible(not there)

    def show_trouble(self, error: DeskError) -> None:
        """What keeps typed words from the disk; they stay in the field, and writing is tried again."""
        banner = self._trouble.say(str(error), "Give up these words", closable=False)
        banner.acted.connect(self.giveUpRequested)

    def clear_trouble(self) -> None:
        """The words are on the disk, or given up."""
        self._trouble.clear()
