"""The recovery code: shown once, to be printed or copied out by hand."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPageLayout, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import say_day
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.fonts import MONO_FAMILY
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme

SENTENCE = (
    "Whoever has this code can open the desk, so keep it away from the computer. "
    "It is shown this once; Settings can make another, and then this one no longer fits."
)


class CodeBox(QWidget):
    """The code in large figures, and the ways to take it away."""

    def __init__(self, code: str, owner: str = "") -> None:
        super().__init__()
        self.code = code
        groups = code.split("-")
        lines = ["  ".join(groups[:4]), "  ".join(groups[4:])]
        self._owner = owner
        shown = vbox(margins=(20, 16, 20, 16), gap=6)
        for line in lines:
            shown.addWidget(_Figures(line))
        box = QWidget()
        box.setLayout(shown)
        self.print_ = Button("Print", "printer")
        self.copy = Button("Copy", "copy")
        self.print_.clicked.connect(self.print_code)
        self.copy.clicked.connect(self._copy)
        self.setLayout(vbox(box, hbox(self.print_, self.copy, None), gap=12))
        self.setAccessibleName(f"Recovery code {code}")

    def _copy(self) -> None:
        copy_text(self.code)
        toast(self, "Code copied. Clipboard histories are asked to leave it out.")

    def print_code(self) -> None:
        """One page, by the system's print dialog."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
        if QPrintDialog(printer, self.window()).exec():
            paint_sheet(QPainter(printer), self.code, self._owner)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, self.width(), self.layout().itemAt(0).geometry().height())  # type: ignore[union-attr]
        fill_round(painter, box, 8, theme().colour("surface"), theme().colour("line-strong"))
        painter.end()


class _Figures(PlainLabel):
    def __init__(self, text: str) -> None:
        super().__init__(text, "call-lead", selectable=True)

    def _dress(self) -> None:
        super()._dress()
        drawn = self.font()
        drawn.setFamily(MONO_FAMILY)
        drawn.setWeight(QFont.Weight.Normal)
        self.setFont(drawn)


def paint_sheet(painter: QPainter, code: str, owner: str) -> None:
    """The printed sheet: black on white, whatever the theme."""
    from datetime import date

    points = painter.device().logicalDpiY() / 72
    plain, large = QFont("Inter", 11), QFont(MONO_FAMILY, 16)
    painter.setPen(Qt.GlobalColor.black)
    lines = (
        (plain, f"SE Desk: recovery code{f' of {owner}' if owner else ''}"),
        (plain, f"Made on {say_day(date.today())} {date.today().year}"),  # noqa: DTZ011 - the person's day
        (large, code),
        (plain, "It opens the desk where passphrase and keyring fail. Keep it away from the computer."),
    )
    for number, (used, words) in enumerate(lines, 1):
        painter.setFont(used)
        painter.drawText(QRectF(0, number * 32 * points, 10_000 * points, 32 * points), words)
    painter.end()


class RecoveryPage(QWidget):
    """Step 2 of the first run: the code, and the way on."""

    goneOn = Signal()

    def __init__(self, code: str, owner: str) -> None:
        super().__init__()
        self.box = CodeBox(code, owner)
        self.go_on = Button("I have put it away", kind="primary")
        self.go_on.clicked.connect(self.goneOn)
        column = vbox(
            PlainLabel("Step 2 of 2", "small", "text-3", weight=500),
            4,
            PlainLabel("Your recovery code", "title"),
            8,
            BodyText(SENTENCE, "body", "text-2"),
            20,
            self.box,
            28,
            hbox(self.go_on, None),
        )
        inside = QWidget()
        inside.setLayout(column)
        inside.setFixedWidth(440)
        self.setLayout(vbox(None, hbox(None, inside, None), None))
        self.setAccessibleName("Recovery code")
        self.setFocusProxy(self.go_on)
