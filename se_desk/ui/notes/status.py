"""The 32 px foot of the editor: whether the text is on the disk, the revision, words, line and column."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count, say_day, say_time
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.theme import follow, theme


def saved_words(saved_at: datetime, today: date) -> str:
    """``Saved 17:52, encrypted on this computer``; with the day where it is not today's."""
    day = "" if saved_at.date() == today else f"{say_day(saved_at.date(), today)} "
    return f"Saved {day}{say_time(saved_at)}, encrypted on this computer"


class StatusLine(QWidget):
    """Says only what holds: "Saved" comes after the write has returned."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = IconMark("lock", size=12)
        self.state = PlainLabel("", "small", "text-3")
        self.revision = PlainLabel("", "small", "text-3")
        self.target = PlainLabel("", "small", "text-2", elide=True)
        self.words = PlainLabel("", "small", "text-3")
        self.place = PlainLabel("", "small", "text-3", tabular=True)
        row = hbox(margins=(24, 1, 24, 0), gap=16)
        row.addLayout(hbox(self._mark, self.state, gap=6))
        row.addWidget(self.revision)
        row.addWidget(self.target, 1)
        row.addWidget(self.words)
        row.addWidget(self.place)
        self.setLayout(row)
        follow(self, lambda living: living.setFixedHeight(theme().px(32)))

    def show_saved(self, saved_at: datetime, today: date, revision: int) -> None:
        """It is on the disk."""
        self._say(saved_words(saved_at, today), "lock", "text-3")
        self.revision.set_text(f"Revision {revision}")

    def show_waiting(self) -> None:
        """Something was typed that is not on the disk yet."""
        self._say("Not saved yet", "pencil", "text-3")

    def show_unsaved(self) -> None:
        """Writing did not work; the banner says why."""
        self._say("Not saved, the text is on this screen only", "circle-alert", "sev-critical")

    def _say(self, words: str, icon: str, token: str) -> None:
        self.state.set_token(token)
        self.state.set_text(words)
        self._mark.set(icon, token)

    def show_counts(self, words: int) -> None:
        """How long the note is."""
        self.words.set_text(count(words, "word"))

    def show_place(self, line: int, column: int) -> None:
        """Where the cursor is."""
        self.place.set_text(f"Line {line}, column {column}")

    def show_target(self, address: str) -> None:
        """Where the link under the pointer leads."""
        self.target.set_text(address)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme().colour("line"))
        painter.end()
