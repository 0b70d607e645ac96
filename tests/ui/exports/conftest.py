"""What the tests of the outbox share: a desk with an account for a Tryton of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from se_desk.domain.errors import KeyringMissing
from se_desk.services.crm.accounts import Accounts
from se_desk.services.desk import Desk
from tests.crm_servers import PlaysTryton, answering


class NoRing:
    """A computer without a keyring."""

    def get(self, account: str) -> str | None:
        raise KeyringMissing(f"No keyring for {account}.")

    def set(self, account: str, _secret: str) -> None:
        self.get(account)

    def delete(self, account: str) -> None:
        self.get(account)


@pytest.fixture
def crm() -> PlaysTryton:
    """Where notes arrive."""
    return PlaysTryton()


@pytest.fixture
def address(crm: PlaysTryton) -> Iterator[str]:
    """Its address."""
    with answering(crm.reply) as found:
        yield found


@pytest.fixture
def approved(desk: Desk) -> tuple[str, ...]:
    """Ids of three notes that wait in the outbox, of a computer without a keyring."""
    desk.outbox.accounts = Accounts(desk.store.path, NoRing())
    deal = desk.deals.open("Berth planning", "Halvorsen Quays", crm_id="OP-7")
    notes = tuple(desk.notes.start(deal.id, title=f"Note {at}", body=f"Said {at}.").id for at in range(3))
    desk.outbox.approve(notes, "tryton")
    return notes
