"""The adapter for Tryton, against one that answers as a server of series 8.2 was seen to answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from se_desk.domain.errors import BadInput
from se_desk.domain.outbox import Sending
from se_desk.services.crm.server import Account, CrmAway, CrmRefused, NotLetIn
from se_desk.services.crm.tryton import CRM, Tryton
from tests.crm_servers import PlaysTryton, answering

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def sending(
    deal: str = "OP-7", body: str = "Words [sedesk:a_b%:r1]", marker: str = "[sedesk:a_b%:r1]"
) -> Sending:
    return Sending(
        id="s", note_id="n", crm="tryton", crm_deal=deal, revision=1, title="T", body=body, marker=marker,
        digest="", happened_at=NOW, approved_at=NOW,
    )  # fmt: skip


@pytest.fixture
def crm() -> PlaysTryton:
    return PlaysTryton()


@pytest.fixture
def address(crm: PlaysTryton) -> Iterator[str]:
    with answering(crm.reply) as found:
        yield found


def account(address: str, **other: str) -> Account:
    return Account(
        **({"address": address, "secret": "open sesame", "user": "nora", "database": "desk"} | other)
    )


def test_who_find_and_add(address: str, crm: PlaysTryton) -> None:
    server = Tryton(account(address))
    assert server.who() == "Nora Vance"
    assert server.find(sending()) is None
    assert server.add(sending(), "") == "1"
    assert crm.notes == [("sale.opportunity,7", "Words [sedesk:a_b%:r1]")]
    assert server.find(sending()) == "1"
    assert server.find(sending("OP-8")) is None
    assert server.find(sending("8")) is None
    assert crm.asked.count("common.db.login") == 1


def test_series_seven_has_another_path() -> None:
    crm = PlaysTryton("/")
    with answering(crm.reply) as address:
        assert Tryton(account(address)).who() == "Nora Vance"


@pytest.mark.parametrize("deal", ["OP-99", "99", "9" * 40, "７", ""])
def test_a_deal_it_does_not_know(address: str, deal: str) -> None:
    with pytest.raises(CrmRefused, match="no opportunity"):
        Tryton(account(address)).add(sending(deal), "")


def test_a_deal_that_two_are_called(address: str, crm: PlaysTryton) -> None:
    crm.opportunities["8"] = 12
    with pytest.raises(CrmRefused, match="more than one"):
        Tryton(account(address)).add(sending("8"), "")


def test_an_error_of_its_own(address: str) -> None:
    with pytest.raises(CrmRefused, match="UserError"):
        Tryton(account(address)).add(sending(body="a\0b"), "")


@pytest.mark.parametrize("wrong", [{"secret": "no"}, {"user": "no:body"}])
def test_a_wrong_account(address: str, wrong: dict[str, str]) -> None:
    with pytest.raises(NotLetIn):
        Tryton(account(address, **wrong)).who()


def test_no_such_database_and_none_at_all(address: str) -> None:
    with pytest.raises(CrmRefused, match="no such database"):
        Tryton(account(address, database="../other")).who()
    with pytest.raises(BadInput):
        Tryton(account(address, database=" "))


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (200, [], CrmAway),
        (200, {"result": None}, NotLetIn),
        (400, {}, CrmRefused),
        (500, {}, CrmAway),
        (200, {"error": "gone"}, CrmRefused),
    ],
)
def test_another_server_there(status: int, said: Any, kind: type[Exception]) -> None:
    with answering(lambda *_words: (status, said)) as address, pytest.raises(kind):
        Tryton(account(address)).who()


def test_what_is_said_of_it() -> None:
    assert (CRM.changes, CRM.ledger, CRM.asks_user, CRM.asks_database) == (False, "tryton", True, True)
    assert "was written to" in CRM.checked_against
