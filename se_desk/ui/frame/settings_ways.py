"""Two cards of the settings: the ways into the desk, and where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from se_desk.domain.errors import DeskError
from se_desk.ui.frame.passphrase_dialog import PassphraseDialog, RecoveryDialog
from se_desk.ui.kit.background import run
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import CheckBox
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.domain.profile import Profile
    from se_desk.services.desk import Desk
    from se_desk.services.opening import Opening

WORDS = "The keyring opens without a question; passphrase and recovery code open anywhere."


class WaysCard(Card):
    """Keyring, passphrase, recovery code."""

    def __init__(self, desk: Desk, opening: Opening) -> None:
        super().__init__("Ways in")
        self._desk, self._opening = desk, opening
        self.keyring = CheckBox("Let the keyring of this computer open the desk")
        self.passphrase = Button("Change the passphrase", "key-round")
        self.recovery = Button("Make a recovery code", "life-buoy")
        self._code = PlainLabel("", "small", "text-3")
        self.add(BodyText(WORDS, "body", "text-2"))
        self.body.addSpacing(12)
        self.add(self.keyring)
        self.body.addSpacing(12)
        self.body.addLayout(hbox(self.passphrase, self.recovery, self._code, None))
        self.keyring.clicked.connect(self._set_keyring)
        self.passphrase.clicked.connect(lambda: PassphraseDialog(self, desk, opening).open())
        self.recovery.clicked.connect(self._make_recovery)

    def refresh(self) -> None:
        """Which ways there are now."""
        try:
            ways = self._opening.slots()
        except DeskError as error:
            tell(self, error)
            return
        self.keyring.setChecked("keyring" in ways)
        self.passphrase.set_text("Change the passphrase" if "passphrase" in ways else "Choose a passphrase")
        self._code.set_text(
            "One is made; another takes its place." if "recovery" in ways else "There is none yet."
        )

    def _set_keyring(self, on: bool) -> None:
        desk, opening = self._desk, self._opening
        self.keyring.setEnabled(False)

        def ended(error: Exception | None = None) -> None:
            self.keyring.setEnabled(True)
            self.refresh()
            if error is not None:
                tell(self, error)

        run(lambda _job: opening.set_keyring(desk, on), self, lambda _done: ended(), ended)

    def _make_recovery(self) -> None:
        desk, opening = self._desk, self._opening
        owner, today = desk.profile.get().name, desk.today_on()

        def made(code: str) -> None:
            self.refresh()
            RecoveryDialog(self, code, owner, today).open()

        run(lambda _job: opening.make_recovery(desk), self, made)


class PlaceCard(Card):
    """Where the desk lies, and the key that goes with its records."""

    def __init__(self, opening: Opening) -> None:
        super().__init__("The desk itself")
        self._opening = opening
        self.folder = PlainLabel("", "mono", "text-2", elide=True, selectable=True)
        self.key = PlainLabel("", "mono", "text-2", elide=True, selectable=True)
        self.show_folder, self.copy_key = Button("Show", small=True), Button("Copy", small=True)
        self._row("Lies in", self.folder, self.show_folder)
        self.body.addSpacing(12)
        self._row("Key that checks your risk records", self.key, self.copy_key)
        self.show_folder.setAccessibleName("Show the folder of the desk")
        self.copy_key.setAccessibleName("Copy the key that checks your risk records")
        self.show_folder.clicked.connect(self._show)
        self.copy_key.clicked.connect(self._copy)

    def _row(self, label: str, words: PlainLabel, button: Button) -> None:
        self.add(PlainLabel(label, "small", "text-2", weight=500))
        row = hbox(gap=12)
        row.addWidget(words, 1)
        row.addWidget(button)
        self.body.addLayout(row)

    def show_set(self, profile: Profile) -> None:
        """What holds now."""
        self.folder.set_text(str(self._opening.paths.desk.parent))
        self.key.set_text(profile.public_key)

    def _show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._opening.paths.desk.parent)))

    def _copy(self) -> None:
        copy_text(self.key.full_text())
        toast(self, "Key copied")
