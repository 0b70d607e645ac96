"""The quick note in a small window of its own: for a key of the system, beside whatever is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import BrandMark
from se_desk.ui.kit.notices import BannerPlace
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.kit.windows import FirstPaint, bring_forward
from se_desk.ui.notes.quick_form import ON_FILING, QuickForm
from se_desk.ui.notes.quick_note import ThrowAway

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

WIDE, HIGH = 560, 320
OPENING = "The desk is being opened. What you type is kept as soon as it is."


class QuickNoteWindow(QWidget):
    """The cursor is in it before the desk is open. Closing keeps what was typed in the inbox."""

    painted = Signal()  # for the first time
    filed = Signal(object)  # Note
    gone = Signal()
    deskWanted = Signal()  # the main window, please

    def __init__(self, desk: Desk | None = None, deal_id: str = "") -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle("Quick note")
        self.setWindowIcon(QIcon(BrandMark(64).grab()))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAutoFillBackground(True)
        self.form = QuickForm(desk, deal_id)
        self.words = BodyText("", "small", "text-3", max_lines=2)
        self.file = Button("File it", kind="primary", keys="Ctrl+Enter")
        self.close_it = Button("Close", keys="Esc")
        self._notice = BannerPlace()
        foot = hbox(gap=8)
        foot.addLayout(vbox(None, self.words, None), 1)
        foot.addWidget(self.close_it)
        foot.addWidget(self.file)
        column = vbox(self._notice, self.form, None, margins=(20, 20, 20, 16), gap=12)
        column.addLayout(foot)
        self.setLayout(column)
        self._wire()
        FirstPaint(self, self.painted.emit)
        follow(self, lambda living: living.resize(theme().px(WIDE), theme().px(HIGH)))

    def _wire(self) -> None:
        self.file.clicked.connect(self.file_it)
        self.close_it.clicked.connect(self.close)
        self.form.entered.connect(self.file_it)
        self.form.troubled.connect(self.say_trouble)
        self.form.kept.connect(self._notice.clear)
        self.form.privacy.chosen.connect(lambda _key: self._say())
        self._say()

    def _say(self) -> None:
        ready = self.form.desk is not None
        self.words.set_content(ON_FILING[self.form.privacy.value] if ready else OPENING)
        self.file.setEnabled(ready)

    def take_desk(self, desk: Desk) -> None:
        """The desk is open."""
        self.form.take_desk(desk)
        self._notice.clear()
        self._say()

    def say_closed(self, sentence: str, action: str = "Open SE Desk") -> None:
        """The desk does not open by itself: what to do, and that the text waits."""
        self._notice.say(sentence, action, "amber", closable=False).acted.connect(self.deskWanted)
        self.words.set_content("What you type waits here until the desk is open.")

    def say_trouble(self, error: DeskError) -> None:
        """What stands in the way of keeping the text."""
        self._notice.say(str(error))

    def file_it(self) -> None:
        """File it and go."""
        if not self.file.isEnabled():
            return
        try:
            note = self.form.file()
        except DeskError as error:
            self.say_trouble(error)
            return
        self.filed.emit(note)
        self.close()

    def come_forward(self) -> None:
        """To the front, the cursor in the text."""
        bring_forward(self)
        self.form.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed stays in the inbox; what could not be kept is given up only in so many words."""
        if self.form.keep():
            event.accept()
            self.gone.emit()
            return
        event.ignore()
        if not self.findChildren(ThrowAway):
            dialog = ThrowAway(self)
            dialog.confirmed.connect(self._throw_away)
            dialog.open()

    def _throw_away(self) -> None:
        self.form.discard()
        self.form.text.set_text("")
        QTimer.singleShot(0, self, self.close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.file_it()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
