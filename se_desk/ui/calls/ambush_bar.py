"""The warning that a call may turn out another than planned, with the line that buys time."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from se_desk.ui.calls.preparation import Around, Preparation
from se_desk.ui.calls.quiet import QuietText
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, Run
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme


class AmbushBar(QFrame):
    """Amber; gone once titles and agenda are confirmed. The line can be typed over."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self.words = BodyText("", "body", "sev-medium-text")
        self.line = QuietText("Line that buys time", "What you say when the talk turns")
        self.kept = around.keep(
            self.line, lambda text: around.desk.huddles.set_deferral_line(around.call_id, text, author=around)
        )
        row = hbox(margins=(12, 8, 12, 4), gap=4)
        row.addLayout(vbox(2, IconMark("triangle-alert", "sev-medium-text"), None))
        inner = vbox(hbox(self.words, margins=(8, 0, 8, 0)), self.line)
        row.addLayout(inner, 1)
        self.sure = Button("Agenda is confirmed", small=True)
        self.sure.clicked.connect(
            lambda: around.act(lambda: around.desk.calls.confirm_agenda(around.call_id, author=around))
        )
        row.addWidget(self.sure)
        self.setLayout(row)
        self.hide()

    def show_preparation(self, prepared: Preparation) -> None:
        """Show the warning, or nothing where nothing speaks for one."""
        why = prepared.view.ambush
        self.setVisible(bool(why))
        self.sure.setVisible(not prepared.call.agenda_confirmed)
        self.words.set_content(
            [Run(f"{why}. ", "", 600), Run("This may become another call. If it does, say:")]
        )
        self.setAccessibleName(f"{why}. This may become another call.")
        self.kept.show(prepared.prepared.huddle.deferral_line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, QRectF(self.rect()), 8, theme().colour("sev-medium-tint"))
        painter.end()
