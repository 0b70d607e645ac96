"""The palette: type a few letters, press Enter. Actions, places and everything that search finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget
from shiboken6 import isValid

from se_desk.ui.frame.lines import (
    MOST_COMMANDS,
    MOST_FOUND,
    MOST_PLACES,
    MOST_RECENT,
    Catalogue,
    Line,
    Section,
    action_lines,
    card_lines,
    deal_action_lines,
    fit,
    found_lines,
    go,
    place_lines,
    places_lead,
    ranked,
    read_catalogue,
    without,
)
from se_desk.ui.frame.overview import Overview
from se_desk.ui.frame.palette_rows import PaletteList, PaletteModel
from se_desk.ui.kit.background import run
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.marks import KeyCap
from se_desk.ui.kit.overlay import Scrim
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import Place
from se_desk.ui.search.completing import FilterCompleting
from se_desk.ui.search.finder import Finder

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.search import Page
    from se_desk.ui.frame.actor import Actor

WIDTH, TOP, HEAD, FOOT, TALLEST = 640, 112, 56, 40, 672
COMMANDS_ONLY = ">"
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}


class PaletteField(QLineEdit):
    """The field at the top; keys that move in the list are handed on."""

    stepped = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bare")
        self.setFont(font("call-body"))
        self.setPlaceholderText("Search or run a command")
        self.setAccessibleName("Search or run a command")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Palette(QFrame):
    """Stands over the window until a line is run or it is closed; ``ran`` names the line."""

    ran = Signal(object)  # Line
    closed = Signal()

    def __init__(
        self, window: QWidget, actor: Actor, desk: Desk, overview: Overview, recent: Sequence[Line] = ()
    ) -> None:
        self._scrim = Scrim(window)
        super().__init__(self._scrim)
        self._actor, self._desk, self._overview = actor, desk, overview
        self._recent = tuple(recent)
        self._catalogue = Catalogue()
        self._commands: list[Line] = []
        self._places: list[Line] = []
        self._nearest: Line | None = None  # the place that fits best what is typed
        self._found: tuple[Line, ...] = ()
        self._finder = Finder(desk, self)
        self._moved = False  # whether the person chose a line; until then the best one is chosen
        self._before = QApplication.focusWidget()
        self.field = PaletteField()
        self.completing = FilterCompleting(desk, self.field, names=False)
        self._rows = PaletteModel()
        self.list = PaletteList(self._rows)
        self.setAccessibleName("Search or run a command")
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        head, foot = QWidget(), QWidget()
        head.setFixedHeight(HEAD)
        foot.setFixedHeight(FOOT)
        head.setLayout(
            hbox(IconMark("search", size=18), self.field, KeyCap("Esc"), margins=(16, 0, 16, 0), gap=12)
        )
        hints = (("↑↓", "choose"), ("Enter", "run"))
        row = hbox(margins=(20, 0, 20, 0), gap=6)
        for keys, words in hints:
            row.addWidget(KeyCap(keys))
            row.addWidget(PlainLabel(words, "small", "text-3"))
            row.addSpacing(10)
        row.addStretch(1)
        row.addWidget(PlainLabel("> for commands only, deal: kind: is: narrow a search", "small", "text-3"))
        foot.setLayout(row)
        self.setLayout(vbox(head, HLine(), vbox(self.list, margins=(8, 0, 8, 8)), foot, margins=(1, 1, 1, 1)))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self._enter)
        self.list.clicked.connect(lambda index: self._run(self._rows.line(index.row())))
        self._finder.shown.connect(self._take)
        self._scrim.installEventFilter(self)

    def open(self, words: str = "") -> None:
        """Show it; the catalogue is read meanwhile."""
        self._scrim.cover()
        self.show()
        self._know(self._catalogue)
        self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        run(lambda _job: read_catalogue(self._desk), self, self._know)

    def close_it(self) -> None:
        """Go, and give the keyboard back."""
        if not self._scrim.isVisible():
            return
        self._finder.stop()
        self._scrim.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self._scrim.deleteLater()

    @property
    def chosen(self) -> Line | None:
        """The line Enter would run."""
        return self._rows.line(self.list.currentIndex().row())

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines shown, in their order."""
        rows = (self._rows.line(row) for row in range(self._rows.rowCount()))
        return tuple(line for line in rows if line is not None)

    def _know(self, catalogue: Catalogue) -> None:
        """Lines that no letter changes are made once."""
        self._catalogue = catalogue
        self._commands = action_lines(self._actor)
        self._places = place_lines(catalogue, self._overview)
        self._show_lines()

    def _typed(self, words: str) -> None:
        if not words.strip() or words.startswith(COMMANDS_ONLY):
            self._finder.stop()
            self._found = ()
        else:
            self._finder.look(words, MOST_FOUND * 2)
        self._moved = False
        self._show_lines()

    def _take(self, words: str, page: Page, settled: bool) -> None:
        """A first page, and then the best; what somebody has chosen by then stays chosen."""
        if words == self.field.text() and not (settled and self._moved):
            self._found = tuple(found_lines(page.found, self._desk.now()))
            self._show_lines()

    def _show_lines(self) -> None:
        kept = self.chosen
        self._rows.set_sections(self._sections(self.field.text()))
        self._choose(kept.key if kept is not None else "")
        self._place()

    def _sections(self, typed: str) -> list[Section]:
        self._nearest = None
        if typed.startswith(COMMANDS_ONLY):
            return [Section("Commands", ranked(typed[1:], self._commands, 50))]
        if not typed.strip():
            recent = self._recent[:MOST_RECENT]
            return [Section("Lately", recent), Section("Commands", tuple(without(self._commands, recent)))]
        if self._filtered(typed):
            return [Section("Found", self._found[: MOST_FOUND * 2]), _everywhere(typed)]
        commands = [*self._commands, *card_lines(self._catalogue), *deal_action_lines(self._catalogue.deals)]
        chosen = ranked(typed, commands, MOST_COMMANDS)
        places = ranked(typed, self._places, MOST_PLACES)
        self._nearest = places[0] if places else None
        found = tuple(without(self._found, places))[:MOST_FOUND]
        both = [Section("Commands", chosen), Section("Go to", places)]
        if places_lead(typed, places):
            both.reverse()
        return [*both, Section("Found", found), _everywhere(typed)]

    def _filtered(self, typed: str) -> bool:
        return (":" in typed or "#" in typed) and self._desk.search.read(typed).filtered

    def _choose(self, key: str) -> None:
        """The line that was chosen, else the first; none where filters ask for the page of results."""
        row = self._rows.row_of(key) if self._moved else -1
        if row >= 0:
            self._point(row)
            return
        if not self._filtered(self.field.text()):
            self._point(self._best())

    def _best(self) -> int:
        """The first row, unless what was typed names a place better than it names a command."""
        typed, first = self.field.text(), self._rows.step(-1, +1)
        line = self._rows.line(first)
        if line is None or self._nearest is None or fit(typed, self._nearest) <= fit(typed, line):
            return first
        return self._rows.row_of(self._nearest.key)

    def _point(self, row: int) -> None:
        index = self._rows.index(row)
        self.list.setCurrentIndex(index)
        if row == self._rows.step(-1, +1):
            self.list.scrollToTop()
        else:
            self.list.scrollTo(index)

    def _step(self, by: int) -> None:
        self._moved = True
        row = self.list.currentIndex().row()
        for _ in range(abs(by)):
            row = self._rows.step(row, 1 if by > 0 else -1)
        self._point(row)

    def _enter(self) -> None:
        line = self.chosen
        if line is None and self.field.text().strip():
            line = _everywhere(self.field.text()).lines[0]
        self._run(line)

    def _run(self, line: Line | None) -> None:
        if line is None:
            return
        self.close_it()
        self.ran.emit(line)
        line.run(self._actor)

    def _place(self) -> None:
        room = self._scrim.rect()
        width = min(WIDTH, room.width() - 48)
        high = HEAD + 1 + self.list.wanted_height() + 8 + FOOT + 2
        top = min(TOP, max(room.height() // 8, 24))
        self.setGeometry(
            (room.width() - width) // 2, top, width, min(high, TALLEST, room.height() - top - 24)
        )
        self._scrim.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scrim and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self._scrim and event.type() == QEvent.Type.MouseButtonPress:
            self.close_it()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves in the list: the keyboard stays in the field."""
        self._step(1 if forward else -1)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, shape = QRectF(self.rect()), QPainterPath()
        shape.addRoundedRect(whole, 10, 10)
        painter.setClipPath(shape)
        painter.fillRect(whole, theme().colour("raised"))
        foot = self.height() - FOOT - 2
        painter.fillRect(0, foot, self.width(), FOOT + 2, theme().colour("sunken"))
        painter.fillRect(0, foot, self.width(), 1, theme().colour("line"))
        painter.setClipping(False)
        fill_round(painter, whole, 10, border=theme().colour("line-strong"))
        painter.end()


def _everywhere(typed: str) -> Section:
    words = typed.strip()
    line = Line(f"search {words}", f"Search everything for “{words}”", go(Place("search", words)), "search")
    return Section("All results", (line,))
