"""The tour's pictures of the outbox. Nothing is sent, and no keyring is asked."""

from __future__ import annotations

from se_desk.services.crm.accounts import Accounts
from se_desk.ui.exports.outbox_page import OutboxPage
from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import NoKeyring, Stage, TourStopped
from se_desk.ui.kit.wishes import Place


def _outbox(stage: Stage) -> None:
    stage.clear()
    stage.desk.outbox.accounts = Accounts(stage.desk.store.path, NoKeyring())
    stage.go(Place("outbox"))


def _account(stage: Stage) -> None:
    """Where a CRM is, and who asks."""
    page = stage.page
    if not isinstance(page, OutboxPage):
        raise TourStopped("The outbox is not in front.")
    page.ask_account("")
    stage.settle()


ROWS = (
    Row("outbox", "What was approved for the CRM waits until it is sent", _outbox),
    Row("outbox-account", "The account of a CRM, kept in the keyring", _account),
)
