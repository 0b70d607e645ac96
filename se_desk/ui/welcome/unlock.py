"""The unlock page: passphrase, keyring, recovery code. Names the person at the desk and no customer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from se_desk.domain.errors import BadInput, DeskError, WrongKey
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import BrandMark
from se_desk.ui.kit.notices import BannerPlace
from se_desk.ui.welcome.passphrase import PassphraseEdit

WIDTH = 336


class UnlockPage(QWidget):
    """Asks for a way in. ``show_error`` says under the field what was not right; what was typed stays."""

    passphraseGiven = Signal(str)
    recoveryGiven = Signal(str)
    keyringAsked = Signal()
    restoreRequested = Signal()

    def __init__(self, name: str, why: str, foot: str, ways: tuple[str, ...]) -> None:
        super().__init__()
        self._ways, self._busy = ways, False
        self._by_code = "passphrase" not in ways and "recovery" in ways
        self.passphrase = PassphraseEdit("Passphrase")
        self.code = LineEdit("", "0000-0000-0000-0000-0000-0000-0000", "Recovery code")
        self._fields = Field("Passphrase", self.passphrase), Field("Recovery code", self.code)
        self.unlock = Button("Unlock", kind="primary")
        self.keyring = Button("Keyring", "key")
        self.keyring.setToolTip("Let the keyring of this computer open the desk")
        self.other = Button("", kind="link", small=True)
        self.restore = Button("Restore from a backup…", kind="link", small=True)
        self._why = BodyText(why, "body", "text-2")
        self._trouble = BannerPlace((0, 16, 0, 0))
        self.setAccessibleName("Unlock")
        self._assemble(f"Welcome back, {name}" if name else "Welcome back", foot)
        self._connect()
        self._show_way()

    def _assemble(self, title: str, foot: str) -> None:
        self.unlock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons = hbox(gap=8)
        buttons.addWidget(self.unlock, 1)
        buttons.addWidget(self.keyring)
        self._forgot = PlainLabel("", "small", "text-3")
        column = vbox(
            hbox(BrandMark(40), None),
            20,
            PlainLabel(title, "title"),
            2,
            self._why,
            self._trouble,
            24,
            *self._fields,
            16,
            buttons,
            20,
            hbox(self._forgot, self.other, None, gap=4),
            4,
            hbox(self.restore, None),
        )
        inside = QWidget()
        inside.setLayout(column)
        inside.setFixedWidth(WIDTH)
        below = hbox(None, IconMark("hard-drive", size=14), PlainLabel(foot, "small", "text-3"), None, gap=6)
        outer = vbox(margins=(0, 0, 0, 24))
        outer.addStretch(9)
        outer.addLayout(_centred(inside))
        outer.addStretch(11)
        outer.addLayout(below)
        self.setLayout(outer)

    def _connect(self) -> None:
        self.passphrase.returnPressed.connect(self._submit)
        self.code.returnPressed.connect(self._submit)
        self.unlock.clicked.connect(self._submit)
        self.keyring.clicked.connect(self._ask_keyring)
        self.other.clicked.connect(self.switch_way)
        self.restore.clicked.connect(self.restoreRequested)

    @property
    def field(self) -> LineEdit:
        """The field that is shown."""
        return self.code if self._by_code else self.passphrase

    def switch_way(self) -> None:
        """Passphrase instead of the recovery code, or the other way round."""
        self._by_code = not self._by_code
        self._show_way()
        self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_way(self) -> None:
        for field, shown in zip(self._fields, (not self._by_code, self._by_code), strict=True):
            field.setVisible(shown)
            field.clear_error()
        both = {"passphrase", "recovery"} <= set(self._ways)
        self._forgot.set_text("" if self._by_code else "Not at hand?")
        self._forgot.setVisible(both and not self._by_code)
        self.other.set_text("Use the passphrase" if self._by_code else "Use the recovery code")
        self.other.setVisible(both)
        self.keyring.setVisible("keyring" in self._ways)
        self.setFocusProxy(self.field)

    def _submit(self) -> None:
        typed = self.field.text()
        if self._busy:
            return
        if not typed.strip():
            self.show_error(BadInput("Nothing is typed yet.", "", "The desk opens with what you chose."))
            return
        self.set_busy(True)
        (self.recoveryGiven if self._by_code else self.passphraseGiven).emit(typed)

    def _ask_keyring(self) -> None:
        if not self._busy:
            self.set_busy(True)
            self.keyringAsked.emit()

    def set_busy(self, busy: bool) -> None:
        """While the key is tried nothing else is."""
        self._busy = busy
        self.unlock.set_text("Opening" if busy else "Unlock")
        self.unlock.setEnabled(not busy)
        self.keyring.setEnabled(not busy)
        self.restore.setEnabled(not busy)

    def say(self, sentence: str) -> None:
        """Other quiet words under the title."""
        self._why.set_content(sentence)

    def show_error(self, error: DeskError) -> None:
        """A wrong key stands under its field, everything else above; what was typed stays, selected."""
        self.set_busy(False)
        self._trouble.clear()
        if isinstance(error, WrongKey | BadInput):
            field = self._fields[1 if self._by_code else 0]
            field.set_error(error.in_short)
        else:
            self._trouble.say(str(error))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    @property
    def error(self) -> str:
        """The sentence shown, "" for none."""
        below = next((field.error for field in self._fields if field.error), "")
        return below or self._trouble.sentence

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.field.clear()
        super().keyPressEvent(event)


def _centred(widget: QWidget) -> QHBoxLayout:
    return hbox(None, widget, None)
