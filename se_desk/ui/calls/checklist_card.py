"""The checklist of a huddle: the five lines, a word on each, and lines of the SE's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.huddles import Tick, TickState, done
from se_desk.services.checklists import STANDARD
from se_desk.ui.calls.preparation import Around, Preparation
from se_desk.ui.calls.quiet import QuietLine
from se_desk.ui.kit.bars import ProgressBar
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.checks import CheckRow
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.layout import focus_on, hbox, vbox
from se_desk.ui.kit.menus import Menu


class TickRow(QWidget):
    """One line: tick it, say a word on it, take an own one off again."""

    ticked = Signal(str, bool)
    detailed = Signal(str, str)
    removed = Signal(str)

    def __init__(self, tick: Tick, hint: str, held: bool) -> None:
        super().__init__()
        self.tick = tick
        words = f"{tick.text}: {tick.detail}" if tick.detail else tick.text
        if tick.state is TickState.SKIPPED:
            words = f"Skipped: {words}"
        self.check = CheckRow(words, tick.state is TickState.DONE)
        self.check.setToolTip(words if not hint else f"{words}\n{hint}")
        self.check.setEnabled(not held)
        self.check.toggled.connect(lambda on: self.ticked.emit(tick.id, on))
        self.pencil = IconButton("pencil", f"A word on: {tick.text}", size=24, icon_size=14)
        self.pencil.clicked.connect(self.open_detail)
        self.field = _Detail(tick.detail, hint or "A word on it", f"A word on: {tick.text}")
        self.field.entered.connect(self._say)
        self.field.escaped.connect(self.close_detail)
        row = hbox(margins=(0, 0, 12, 0), gap=0)
        row.addWidget(self.check, 1)
        if not held:
            row.addWidget(self.pencil)
            if not tick.key:
                off = IconButton("x", f"Take off: {tick.text}", size=24, icon_size=14)
                off.clicked.connect(lambda: self.removed.emit(tick.id))
                row.addWidget(off)
        # A layout of nothing but hidden things would still take its margins.
        self.below = QWidget()
        self.below.setLayout(hbox(self.field, margins=(42, 0, 16, 6)))
        self.below.hide()
        self.setLayout(vbox(row, self.below))

    def open_detail(self) -> None:
        """Type a word on how it was done."""
        self.below.show()
        focus_on(self.field)
        self.field.selectAll()

    def close_detail(self) -> None:
        """Leave the word as it was."""
        self.field.setText(self.tick.detail)
        focus_on(self.pencil)
        self.below.hide()

    def flush(self) -> None:
        """Keep a word that was typed and not entered yet."""
        if not self.below.isHidden():
            self._say()

    def _say(self) -> None:
        """A word that has not changed only closes the field."""
        if self.field.text().strip() != self.tick.detail:
            self.detailed.emit(self.tick.id, self.field.text())
        elif not self.below.isHidden():
            self.below.hide()


class _Detail(LineEdit):
    entered = Signal()
    escaped = Signal()

    def __init__(self, text: str, placeholder: str, name: str) -> None:
        super().__init__(text, placeholder, name)
        self.editingFinished.connect(self.entered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)


class ChecklistCard(Card):
    """Five lines and the SE's own; what is not touched is skipped when the huddle is finished."""

    manageAsked = Signal()

    def __init__(self, around: Around) -> None:
        self.bar = ProgressBar()
        self.bar.setFixedWidth(72)
        self.more = IconButton("ellipsis-vertical", "More on the checklist", size=24, icon_size=14)
        super().__init__("Checklist", actions=(self.bar, self.more), flush=True)
        self._around = around
        self._shown: tuple[object, ...] = ()
        self._used, self._held = "", False
        self.rows: dict[str, TickRow] = {}
        self._lines = vbox()
        self.own = QuietLine("Add a line to the checklist", "Add a line of your own")
        self.own.returnPressed.connect(self._add)
        self.more.clicked.connect(self._menu)
        self.body.addLayout(self._lines)
        self.body.addLayout(hbox(self.own, margins=(34, 0, 16, 8)))

    def show_preparation(self, prepared: Preparation) -> None:
        """Show the lines as they are on the desk; a line that is being typed in stays."""
        ticks = prepared.prepared.ticks
        self.set_count(f"{done(ticks)} of {len(ticks)}")
        self.bar.set(done(ticks) / max(len(ticks), 1), words=f"{done(ticks)} of {len(ticks)} done")
        self.own.setVisible(not prepared.held)
        self._used, self._held = prepared.prepared.huddle.checklist, prepared.held
        self.set_note(self._used if self._used not in ("", STANDARD) else "")
        wanted = (prepared.prepared.huddle.id, prepared.held, *ticks)
        if wanted != self._shown and not self.typing():
            self._shown = wanted
            self._build(ticks, prepared.held)

    def typing(self) -> bool:
        """Whether a word on a line is being typed."""
        return any(not row.below.isHidden() and row.field.hasFocus() for row in self.rows.values())

    def flush(self) -> bool:
        """Keep what was typed and not entered; False where something is left."""
        for row in tuple(self.rows.values()):
            row.flush()
        self._add()
        open_ = any(not row.below.isHidden() for row in self.rows.values())
        return not open_ and not self.own.text().strip()

    def _build(self, ticks: tuple[Tick, ...], held: bool) -> None:
        focused = next((key for key, row in self.rows.items() if row.check.hasFocus()), "")
        for row in self.rows.values():
            row.hide()
            self._lines.removeWidget(row)
            row.deleteLater()
        self.rows = {tick.id: TickRow(tick, tick.hint, held) for tick in ticks}
        for row in self.rows.values():
            self._lines.addWidget(row)
            row.ticked.connect(self._tick)
            row.detailed.connect(self._detail)
            row.removed.connect(self._remove)
        if focused in self.rows:
            focus_on(self.rows[focused].check)

    def _menu(self) -> None:
        """Another list for this huddle, or the lists themselves."""
        menu = Menu(self, "Checklist")
        for view in self._around.desk.checklists.all():
            menu.add(
                view.title,
                partial(self._use, view.id),
                enabled=not self._held,
                checked=view.title == self._used,
            )
        menu.addSeparator()
        menu.add("Change checklists", self.manageAsked.emit, "pencil")
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _use(self, checklist_id: str) -> None:
        """Take the lines of another list; what was touched stays."""
        huddles, call_id = self._around.desk.huddles, self._around.call_id
        self._around.act(lambda: huddles.use_checklist(call_id, checklist_id, author=self._around))

    def _tick(self, tick_id: str, on: bool) -> None:
        huddles = self._around.desk.huddles
        self._around.act(lambda: huddles.tick(tick_id, on, author=self._around))

    def _detail(self, tick_id: str, words: str) -> None:
        row, huddles = self.rows[tick_id], self._around.desk.huddles
        row.below.hide()
        on = row.tick.state is TickState.DONE
        if not self._around.act(lambda: huddles.tick(tick_id, on, words, author=self._around)):
            row.below.show()

    def _remove(self, tick_id: str) -> None:
        self._around.act(lambda: self._around.desk.huddles.remove_tick(tick_id, author=self._around))

    def _add(self) -> None:
        words = self.own.text()
        huddles, call_id = self._around.desk.huddles, self._around.call_id
        if words.strip() and self._around.act(lambda: huddles.add_tick(call_id, words, author=self._around)):
            self.own.clear()
