"""The account of a CRM through its widgets."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from se_desk.services.crm.accounts import Accounts
from se_desk.services.crm.server import Account
from se_desk.services.desk import Desk
from se_desk.ui.exports.account_dialog import AccountDialog
from tests.crm_servers import PlaysTryton
from tests.ui.exports.conftest import NoRing

LIMIT = 20_000


@pytest.fixture
def parent(qtbot: QtBot, desk: Desk) -> QWidget:
    desk.outbox.accounts = Accounts(desk.store.path, NoRing())
    made = QWidget()
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    return made


def filled(parent: QWidget, desk: Desk, address: str, crm: PlaysTryton) -> AccountDialog:
    dialog = AccountDialog(parent, desk, "tryton")
    dialog.open()
    dialog.address.setText(address)
    dialog.user.setText(crm.user)
    dialog.database.setText(crm.database)
    dialog.secret.setText(crm.password)
    return dialog


def test_tried_and_kept_in_memory(
    qtbot: QtBot, parent: QWidget, desk: Desk, address: str, crm: PlaysTryton
) -> None:
    dialog = filled(parent, desk, address, crm)
    assert dialog.secret.echoMode() is QLineEdit.EchoMode.Password
    dialog.try_it.click()
    qtbot.waitUntil(lambda: dialog.said.text() == "It knows you as Nora Vance.", timeout=LIMIT)
    assert desk.outbox.accounts.typed(dialog.crm) is None
    tryton = dialog.crm
    with qtbot.waitSignal(dialog.confirmed, timeout=LIMIT):
        dialog.accept()
    assert desk.outbox.accounts.typed(tryton) == Account(address, crm.password, crm.user, crm.database)


def test_a_wrong_password_is_said_in_the_dialog(
    qtbot: QtBot, parent: QWidget, desk: Desk, address: str, crm: PlaysTryton
) -> None:
    dialog = filled(parent, desk, address, crm)
    dialog.secret.setText("no")
    dialog.try_it.click()
    qtbot.waitUntil(lambda: dialog.problem is not None, timeout=LIMIT)
    assert "does not take this user" in dialog.problem.accessibleName()
    dialog.reject()


def test_what_is_missing_is_said_at_once(parent: QWidget, desk: Desk) -> None:
    dialog = AccountDialog(parent, desk, "tryton")
    dialog.open()
    dialog.try_it.click()
    assert dialog.problem is not None
    dialog.address.setText("http://crm.example")
    dialog.accept()
    assert "Over http" in dialog.problem.accessibleName() and dialog.primary.isEnabled()
    dialog.reject()


def test_a_kept_key_goes_to_its_own_address_alone(
    qtbot: QtBot, parent: QWidget, desk: Desk, address: str, crm: PlaysTryton
) -> None:
    tryton, *_ = desk.outbox.crms()
    desk.outbox.accounts.keep(tryton, Account(address, crm.password, crm.user, crm.database))
    dialog = AccountDialog(parent, desk, "tryton")
    dialog.open()
    assert (dialog.address.text(), dialog.user.text(), dialog.secret.text()) == (address, "nora", "")
    assert dialog.account().secret == crm.password
    dialog.address.setText("https://elsewhere.example")
    dialog.accept()
    assert "password is missing" in dialog.problem.accessibleName()
    dialog.forget.click()
    qtbot.waitUntil(lambda: dialog.said.text() == "Forgotten.", timeout=LIMIT)
    assert desk.outbox.accounts.typed(tryton) is None and dialog.address.text() == ""
    dialog.reject()


def test_each_crm_asks_for_what_it_needs(parent: QWidget, desk: Desk) -> None:
    dialog = AccountDialog(parent, desk, "hubspot")
    dialog.open()
    assert not dialog.fields["user"].isVisible() and not dialog.fields["database"].isVisible()
    assert dialog.secret.accessibleName() == "Access token"
    assert "no portal has accepted it yet" in dialog.about.text()
    dialog.choice.set_value("tryton")
    dialog.choice.chosen.emit("tryton")
    assert dialog.fields["user"].isVisible() and dialog.secret.accessibleName() == "Password"
    dialog.reject()
