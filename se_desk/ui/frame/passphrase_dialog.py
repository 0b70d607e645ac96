"""Dialogs of the settings: another passphrase, and a new recovery code shown once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.notices import toast
from se_desk.ui.welcome.passphrase import PassphraseEdit, StrengthBar
from se_desk.ui.welcome.recovery import SENTENCE, CodeBox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.opening import Opening


class PassphraseDialog(Dialog):
    """Twice the new one; the old one opens nothing after that."""

    def __init__(self, parent: QWidget, desk: Desk, opening: Opening) -> None:
        super().__init__(
            parent,
            "Change the passphrase",
            "Change it",
            "The passphrase until now no longer opens the desk.",
            icon="key-round",
            width=480,
        )
        self._window, self._desk, self._opening = parent.window(), desk, opening
        self.first, self.again = PassphraseEdit("New passphrase"), PassphraseEdit("New passphrase again")
        self._again = Field("New passphrase again", self.again)
        strength = StrengthBar()
        self.first.textChanged.connect(strength.show_for)
        self.add(Field("New passphrase", self.first))
        self.add(strength)
        self.add(self._again)

    def confirm(self) -> bool:
        """BadInput for one that is too short is shown in the dialog."""
        if self.first.text() != self.again.text():
            self._again.set_error("The two differ. Type the passphrase once more.")
            return False
        self._opening.set_passphrase(self._desk, self.first.text())
        toast(self._window, "The passphrase is changed")
        return True


class RecoveryDialog(Dialog):
    """The code, once."""

    def __init__(self, parent: QWidget, code: str, owner: str, made_on: date | None = None) -> None:
        super().__init__(parent, "Recovery code", "I have put it away", icon="life-buoy", width=520)
        self.cancel.hide()
        self.box = CodeBox(code, owner, made_on)
        self.add(BodyText(SENTENCE, "body", "text-2"))
        self.add(self.box)
