"""The recovery code: shown once, to be printed or copied out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.fonts import MONO_FAMILY
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme

SENTENCE = (
    "Whoever has this code can open the desk, so keep it away from the computer. "
    "It is shown this once; Settings can make another, and then this one no longer fits."
)
NOT_ENCRYPTED = (
    "A saved sheet is not encrypted: whoever finds the file can open the desk. Save it to a stick that you "
    "keep away, not beside the desk."
)
SHEET_NAME = "SE Desk recovery sheet.pdf"


class CodeBox(QWidget):
    """The code in large figures, and the ways to take it away."""

    def __init__(self, code: str, owner: str = "", made_on: date | None = None) -> None:
        super().__init__()
        self.code = code
        self._made_on = made_on or date.today()  # noqa: DTZ011 - the day of the person before the screen
        groups = code.split("-")
        lines = ["  ".join(groups[:4]), "  ".join(groups[4:])]
        self._owner = owner
        shown = vbox(margins=(20, 16, 20, 16), gap=6)
        for line in lines:
            shown.addWidget(_Figures(line))
        self._box = QWidget()
        self._box.setLayout(shown)
        self.print_ = Button("Print the sheet", "printer")
        self.save = Button("Save as PDF…", "file-down")
        self.copy = Button("Copy", "copy")
        self.print_.clicked.connect(self.print_code)
        self.save.clicked.connect(self.save_sheet)
        self.copy.clicked.connect(self._copy)
        buttons = hbox(self.print_, self.save, self.copy, None)
        self.setLayout(vbox(self._box, buttons, BodyText(NOT_ENCRYPTED, "small", "sev-medium"), gap=12))
        self.setAccessibleName(f"Recovery code {code}")

    def _copy(self) -> None:
        copy_text(self.code)
        toast(self, "Code copied. Clipboard histories are asked to leave it out.")

    def print_code(self) -> None:
        """The sheet, by the system's print dialog."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from se_desk.ui.paper.recovery import paint_recovery

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setDocName("SE Desk")
        if QPrintDialog(printer, self.window()).exec():
            paint_recovery(QPainter(printer), self.code, self._owner, self._made_on)

    def save_sheet(self) -> None:
        """The sheet as a file that only its owner can read, where the person says."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self.window(), "Save the recovery sheet", str(Path.home() / SHEET_NAME), "PDF (*.pdf)"
        )
        if not chosen:
            return
        try:
            self._write(Path(chosen))
        except DeskError as error:
            tell(self, error)
        else:
            toast(self, "Sheet saved. It is not encrypted.", icon="file-down")

    def _write(self, file: Path) -> None:
        from se_desk.exchange.notes_out.note_out import FileOut
        from se_desk.services.files_out import write_files
        from se_desk.ui.paper.recovery import recovery_pdf

        name = file.name if file.suffix.lower() == ".pdf" else f"{file.name}.pdf"
        write_files(file.parent, (FileOut(name, recovery_pdf(self.code, self._owner, self._made_on)),))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, self.width(), self._box.height())
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
        self.setFocusProxy(self.box.print_)  # Enter must not put away what nobody has read
