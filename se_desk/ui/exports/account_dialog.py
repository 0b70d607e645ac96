"""The account of a CRM: address, user and key, tried on demand, kept in the keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from se_desk.domain.errors import DeskError
from se_desk.services.crm.accounts import check_account
from se_desk.services.crm.server import Account, Crm
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Option, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

KEPT = "Kept in the keyring of this computer, never in the desk or in a file."
NOT_KEPT = "This computer has no keyring, so the account is forgotten when the desk is locked"
WIDTH = 560


class AccountDialog(Dialog):
    """One CRM at a time; what was given before is shown, save the key."""

    def __init__(self, parent: QWidget, desk: Desk, crm_key: str = "") -> None:
        super().__init__(parent, "Account of a CRM", "Keep", KEPT, icon="key-round", width=WIDTH)
        self._desk, self._crms = desk, {crm.key: crm for crm in desk.outbox.crms()}
        self._kept: Account | None = None
        self._looking: Job | None = None
        self.choice = Select([Option(crm.key, crm.label) for crm in self._crms.values()], crm_key, name="CRM")
        self.address, self.user = LineEdit(name="Address"), LineEdit(name="User")
        self.database, self.secret = LineEdit(name="Database"), LineEdit(name="Key")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields = {
            "address": Field("Address", self.address),
            "user": Field("User", self.user),
            "database": Field("Database", self.database),
            "secret": Field("Key", self.secret),
        }
        self.about = BodyText("", "small", "text-3")
        self.try_it, self.forget = Button("Try it", "refresh-cw"), Button("Forget", "trash-2", "ghost")
        self.said = BodyText("", "small", "text-2")
        self._lay_out()
        self.choice.chosen.connect(lambda _key: self._show_crm())
        self.try_it.clicked.connect(self._try)
        self.forget.clicked.connect(self._forget)
        self._show_crm()

    def _lay_out(self) -> None:
        self.add(Field("CRM", self.choice))
        self.add(self.about)
        for field in self.fields.values():
            self.add(field)
        row = hbox(self.try_it, self.forget, gap=8)
        row.addWidget(self.said, 1)
        self.body.addLayout(row)

    @property
    def crm(self) -> Crm:
        """The one that is chosen."""
        return self._crms[self.choice.value]

    def _show_crm(self) -> None:
        """Its own fields and words, then what was kept of it, which may wait for the keyring."""
        crm = self.crm
        self.fields["user"].setVisible(crm.asks_user)
        self.fields["database"].setVisible(crm.asks_database)
        self.fields["secret"].set_label(crm.key_name)
        self.address.setPlaceholderText(crm.example)
        self.about.set_content(f"Checked against: {crm.checked_against}")
        self._fill(self._desk.outbox.accounts.typed(crm))
        accounts = self._desk.outbox.accounts
        self._look_no_more()
        self._looking = run(lambda _job: accounts.find(crm), self, self._found, lambda _error: None)

    def _look_no_more(self) -> None:
        """What the keyring says to an earlier question is not wanted any more."""
        if self._looking is not None:
            self._looking.cancel()

    def _found(self, account: Account | None) -> None:
        typed = any(edit.text() for edit in (self.address, self.user, self.database, self.secret))
        if account is not None and not typed:
            self._fill(account)

    def _fill(self, account: Account | None) -> None:
        self._kept = account
        self.address.setText(account.address if account else "")
        self.user.setText(account.user if account else "")
        self.database.setText(account.database if account else "")
        self.secret.clear()
        self.secret.setPlaceholderText("Kept; type to replace it" if account else "")
        self.forget.setVisible(account is not None)
        self.said.set_content("")

    def account(self) -> Account:
        """What stands in the fields; BadInput where something is missing. An empty key is the kept one."""
        secret = self.secret.text() or (self._kept.secret if self._kept and self._same_place() else "")
        typed = Account(self.address.text(), secret, self.user.text(), self.database.text())
        return check_account(self.crm, typed)

    def _same_place(self) -> bool:
        """A kept key goes to the address it was given for, and to no other."""
        kept = self._kept.address if self._kept else ""
        return self.address.text().strip().rstrip("/") == kept

    def _try(self) -> None:
        self.clear_problem()
        try:
            account = self.account()
        except DeskError as error:
            self.show_problem(error)
            return
        key, outbox = self.crm.key, self._desk.outbox
        self.try_it.setEnabled(False)
        self.said.set_content("Asks who you are there")
        run(lambda _job: outbox.try_account(key, account), self, self._known, self._unknown)

    def _known(self, name: str) -> None:
        self.try_it.setEnabled(True)
        self.said.set_content(f"It knows you as {name}.")

    def _unknown(self, error: Exception) -> None:
        self.try_it.setEnabled(True)
        self.primary.setEnabled(True)
        self.said.set_content("")
        if isinstance(error, DeskError):
            self.show_problem(error)
        else:
            tell(self, error)

    def _forget(self) -> None:
        accounts, crm = self._desk.outbox.accounts, self.crm
        self._look_no_more()
        self._fill(None)
        run(lambda _job: accounts.forget(crm), self, lambda _none: self.said.set_content("Forgotten."))

    def confirm(self) -> bool:
        """Keeps it in the keyring, off the GUI thread, and closes when that is done."""
        account, crm, accounts = self.account(), self.crm, self._desk.outbox.accounts
        self.primary.setEnabled(False)
        run(lambda _job: accounts.keep(crm, account), self, self._keep_done, self._unknown)
        return False

    def _keep_done(self, kept: bool) -> None:
        toast(self.window(), f"{self.crm.label} is set up" if kept else NOT_KEPT, icon="key-round")
        self._leave(True)
