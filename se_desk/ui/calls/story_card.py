"""The story of a call: its beats in order, to be added, changed, moved and taken out."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from se_desk.domain.huddles import Beat
from se_desk.services.templates import story_beats
from se_desk.ui.calls.beat_dialog import BeatDialog
from se_desk.ui.calls.beat_row import BeatRow
from se_desk.ui.calls.preparation import Around, Preparation
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import HLine, clear_layout, focus_on, hbox, vbox
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.theme import theme


class _Beats(QWidget):
    """The column of rows, with the line that shows where a dragged one would land."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[BeatRow] = []
        self.column = vbox()
        self.setLayout(self.column)
        self._mark = _Landing(self)

    def landing(self, at: QPoint) -> int:
        """Before which row a point of the screen lies; the number of rows for behind the last."""
        y = self.mapFromGlobal(at).y()
        return sum(y > row.geometry().center().y() for row in self.rows)

    def mark(self, at: QPoint | None) -> None:
        """Show where it would land; None shows nothing."""
        if at is None or not self.rows:
            self._mark.hide()
            return
        place = self.landing(at)
        y = self.rows[place].y() if place < len(self.rows) else self.rows[-1].geometry().bottom()
        self._mark.setGeometry(0, max(y - 1, 0), self.width(), 3)
        self._mark.raise_()
        self._mark.show()


class _Landing(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("accent"))
        painter.end()


class StoryCard(Card):
    """The beats of a huddle."""

    def __init__(self, around: Around) -> None:
        self.plus = Button("Beat", "plus", "ghost", small=True)
        self.plus.setAccessibleName("Add a beat")
        super().__init__("Story beats", actions=(self.plus,), flush=True)
        self._around = around
        self._prepared: Preparation | None = None
        self._shown: tuple[object, ...] = ()
        self.beats = _Beats()
        self.empty = QWidget()
        self._standard = vbox()  # what may be begun with, while there is nothing
        self.empty.setLayout(self._standard)
        self.add(self.beats)
        self.add(self.empty)
        self.body.addStretch(1)
        self.plus.clicked.connect(self.add_beat)

    @property
    def rows(self) -> list[BeatRow]:
        """The rows in the order shown."""
        return self.beats.rows

    def show_preparation(self, prepared: Preparation) -> None:
        """Show the beats as they are on the desk; the row with the keyboard keeps it."""
        self._prepared = prepared
        beats = prepared.prepared.beats
        self.set_count(len(beats) or None)
        wanted = (prepared.call.kind, prepared.se, *beats)
        if wanted == self._shown:
            return
        self._shown = wanted
        focused = next((row.beat.id for row in self.rows if row.hasFocus()), "")
        clear_layout(self.beats.column)
        self.beats.rows = [self._row(beat, prepared) for beat in beats]
        for row in self.rows:
            self.beats.column.addWidget(row)
        self._show_empty(prepared, not beats)
        self.focus_beat(focused)

    def _row(self, beat: Beat, prepared: Preparation) -> BeatRow:
        row = BeatRow(beat, prepared)
        row.opened.connect(self.change_beat)
        row.removed.connect(self.remove_beat)
        row.moved.connect(self.move_beat)
        row.walked.connect(self._walk)
        row.dragged.connect(lambda _key, at: self.beats.mark(at))
        row.dropped.connect(self._drop)
        return row

    def _show_empty(self, prepared: Preparation, empty: bool) -> None:
        clear_layout(self._standard)
        self.empty.setVisible(empty)
        if not empty:
            return
        standard = story_beats(prepared.call.kind, "", "")
        if standard:
            kind = prepared.call.kind.label
            words = f"No story yet. A call of the kind {kind} has a standard one, in {len(standard)} beats."
            button = Button("Take the standard story", "list-ordered")
            button.clicked.connect(self.take_story)
        else:
            words = "No story yet. Say what comes when, who says it, and to whom it is handed over."
            button = Button("Add the first beat", "plus")
            button.clicked.connect(self.add_beat)
        made = vbox(HLine(), margins=(0, 0, 0, 0))
        made.addLayout(
            vbox(BodyText(words, "body", "text-2"), 12, hbox(button, None), margins=(16, 16, 16, 16))
        )
        holder = QWidget()
        holder.setLayout(made)
        self._standard.addWidget(holder)

    def focus_beat(self, beat_id: str) -> None:
        """Give the keyboard to a beat, where it is there."""
        for row in self.rows:
            if row.beat.id == beat_id:
                focus_on(row)

    def take_story(self) -> None:
        """The standard beats of this kind of call."""
        huddles, call_id = self._around.desk.huddles, self._around.call_id
        if self._around.act(lambda: huddles.take_story(call_id, author=self._around)) and self.rows:
            focus_on(self.rows[0])

    def add_beat(self) -> None:
        """Ask for a new beat."""
        self._ask(None)

    def change_beat(self, beat_id: str) -> None:
        """Ask for other words of a beat."""
        self._ask(self._beat(beat_id))

    def _ask(self, beat: Beat | None) -> None:
        if self._prepared is None:
            return
        dialog = BeatDialog(self, self._around, self._prepared, beat)
        dialog.confirmed.connect(lambda: self._around.act(lambda: None))
        dialog.open()

    def move_beat(self, beat_id: str, by: int) -> None:
        """Towards the end, or the beginning where ``by`` is negative."""
        huddles = self._around.desk.huddles
        self._around.act(lambda: huddles.move_beat(beat_id, by, author=self._around))
        self.focus_beat(beat_id)

    def remove_beat(self, beat_id: str) -> None:
        """Out of the story; it can be taken back for a moment."""
        beat, place = self._beat(beat_id), self._place(beat_id)
        huddles = self._around.desk.huddles
        if beat is None or not self._around.act(lambda: huddles.remove_beat(beat_id, author=self._around)):
            return
        if self.rows:
            focus_on(self.rows[min(place, len(self.rows) - 1)])
        call_id = self._around.call_id
        toast(self, f"Beat removed: {beat.topic}", "Undo", lambda: self._take_back(call_id, beat, place))

    def _take_back(self, call_id: str, beat: Beat, place: int) -> None:
        huddles, author = self._around.desk.huddles, self._around

        def back() -> None:
            again = huddles.add_beat(
                call_id,
                beat.topic,
                from_minute=beat.from_minute,
                to_minute=beat.to_minute,
                line=beat.line,
                who=beat.who,
                hand_off=beat.hand_off,
                author=author,
            )
            huddles.move_beat(again.id, place + 1 - again.position, author=author)

        if isValid(self):
            self._around.act(back)

    def _walk(self, beat_id: str, by: int) -> None:
        place = self._place(beat_id) + by
        if 0 <= place < len(self.rows):
            focus_on(self.rows[place])

    def _drop(self, beat_id: str, at: QPoint) -> None:
        place, target = self._place(beat_id), self.beats.landing(at)
        self.beats.mark(None)
        by = target - place - (1 if target > place else 0)
        if by:
            self.move_beat(beat_id, by)

    def _place(self, beat_id: str) -> int:
        return next((place for place, row in enumerate(self.rows) if row.beat.id == beat_id), 0)

    def _beat(self, beat_id: str) -> Beat | None:
        return next((row.beat for row in self.rows if row.beat.id == beat_id), None)
