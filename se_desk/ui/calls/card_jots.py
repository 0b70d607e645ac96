"""What was jotted during a call, and the line that takes the next jot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.calls import Jot
from se_desk.domain.moments import say_time
from se_desk.ui.calls.card_script import Cast
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import Scroller, clear_layout, hbox, vbox
from se_desk.ui.kit.marks import Chip, keycap_width, paint_keycap
from se_desk.ui.kit.painting import draw_text
from se_desk.ui.kit.theme import theme

_TIME_WIDTH, _MOST = 48, 124
KEYS = "F2 flag"


class JotList(Scroller):
    """The jots in their order, the last one in sight."""

    def __init__(self) -> None:
        inside = QWidget()
        super().__init__(inside, padding=0)
        self._column = vbox(margins=(20, 6, 20, 2))
        inside.setLayout(self._column)
        self._last: tuple[object, ...] = ()
        self.texts: list[str] = []
        self.setAccessibleName("Jots")
        self.setFixedHeight(0)

    def show_jots(self, jots: Sequence[Jot], cast: Cast) -> None:
        """Show them, marked ones as waiting to be flagged; while presenting with names veiled."""
        if (cast, *jots) == self._last:
            return
        self._last = (cast, *jots)
        clear_layout(self._column)
        self.texts = [cast.text(jot.text) for jot in jots]
        for jot, text in zip(jots, self.texts, strict=True):
            self._column.addWidget(_row(jot, text))
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """As high as the jots, up to a few lines; then it scrolls."""
        width = self.width() - 4
        needed = self._column.heightForWidth(width) if self._column.hasHeightForWidth() else 0
        high = max(needed, self._column.sizeHint().height()) if self.texts else 0
        self.setFixedHeight(min(high, theme().px(_MOST)))
        QTimer.singleShot(
            0, self, lambda: self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        )


def _row(jot: Jot, text: str) -> QWidget:
    time = PlainLabel(say_time(jot.jotted_at), "mono", "text-3")
    time.setFixedWidth(_TIME_WIDTH)
    row = hbox(gap=8)
    row.addLayout(vbox(2, time, None))
    row.addWidget(BodyText(text, "call-body"), 1)
    if jot.flag_seq is not None:
        row.addLayout(vbox(4, IconMark("flag", "sev-high", 14, "Became a flag"), None))
    elif jot.to_flag:
        row.addLayout(vbox(1, Chip("to flag", "amber"), None))
    state = ", became a flag" if jot.flag_seq is not None else ", to flag" if jot.to_flag else ""
    made = QWidget()
    made.setLayout(row)
    made.setAccessibleName(f"{say_time(jot.jotted_at)} {text}{state}")
    return made


class JotLine(LineEdit):
    """Takes a jot; the time it will have stands in front."""

    def __init__(self, time: Callable[[], str]) -> None:
        super().__init__("", "Jot, then Enter", "Jot")
        self._time = time
        self.setTextMargins(_TIME_WIDTH, 0, keycap_width(KEYS) + 4, 0)

    def _dress(self) -> None:
        super()._dress()
        self.setStyleSheet(f"min-height: {theme().px(34)}px; max-height: {theme().px(34)}px")
        self.setFixedHeight(theme().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = Qt.AlignmentFlag.AlignLeft
        draw_text(
            painter, QRectF(12, 0, _TIME_WIDTH, self.height()), self._time(), font("mono"), "text-3", left
        )
        wide, high = keycap_width(KEYS), theme().px(20)
        paint_keycap(painter, QRectF(self.width() - wide - 8, (self.height() - high) // 2, wide, high), KEYS)
        painter.end()
