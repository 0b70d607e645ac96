"""Accounts: in the keyring or in memory, in no file, and never by an address that gives them away."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.domain.errors import BadInput, KeyringMissing, NotFound
from se_desk.services.crm.accounts import Accounts, check_account
from se_desk.services.crm.crms import crm_named
from se_desk.services.crm.server import Account
from tests.services.conftest import Ring

TRYTON, HUBSPOT = crm_named("tryton"), crm_named("hubspot")
GOOD = Account("https://tryton.example", "open sesame", "nora", "desk")


@pytest.fixture
def accounts(tmp_path: Path, ring: Ring) -> Accounts:
    return Accounts(tmp_path / "desk.db", ring)


def test_kept_in_the_keyring_by_desk_and_crm(accounts: Accounts, ring: Ring, tmp_path: Path) -> None:
    assert accounts.find(TRYTON) is None
    with pytest.raises(NotFound, match="no account of Tryton"):
        accounts.get(TRYTON)
    assert accounts.keep(TRYTON, Account(" https://tryton.example/ ", " open sesame\n", " nora", "desk "))
    assert accounts.typed(TRYTON) == accounts.get(TRYTON) == GOOD
    later = Accounts(tmp_path / "desk.db", ring)
    assert later.typed(TRYTON) is None
    assert later.find(TRYTON) == later.typed(TRYTON) == GOOD
    assert later.find(HUBSPOT) is None
    assert Accounts(tmp_path / "other.db", ring).find(TRYTON) is None
    later.forget(TRYTON)
    assert ring.kept == {} and later.find(TRYTON) is None
    assert list(tmp_path.iterdir()) == []


def test_without_a_keyring_in_memory_alone(accounts: Accounts, ring: Ring, tmp_path: Path) -> None:
    ring.there = False
    assert accounts.find(TRYTON) is None
    assert accounts.keep(TRYTON, GOOD) is False
    assert accounts.get(TRYTON) == GOOD and ring.kept == {}
    accounts.forget(TRYTON)
    assert accounts.find(TRYTON) is None
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KeyringMissing):
        ring.get("x")


@pytest.mark.parametrize("kept", ["", "{", "[]", "5", '"x"', '{"address": "a"}', '{"what": "else"}', "null"])
def test_what_the_keyring_holds_may_be_anything(accounts: Accounts, ring: Ring, kept: str) -> None:
    accounts.keep(TRYTON, GOOD)
    (name,) = ring.kept
    accounts.forget(TRYTON)
    ring.kept[name] = kept
    assert accounts.find(TRYTON) is None


@pytest.mark.parametrize(
    ("account", "said"),
    [
        (Account("http://tryton.example", "k", "nora", "desk"), "Over http"),
        (Account("tryton", "k", "nora", "desk"), "no address"),
        (Account("https://tryton.example", "k", " ", "desk"), "user’s name is missing"),
        (Account("https://tryton.example", "k", "nora", ""), "database is missing"),
        (Account("https://tryton.example", " ", "nora", "desk"), "The password is missing"),
        (Account("https://tryton.example", "a\nb", "nora", "desk"), "holds a character"),
        (Account("https://tryton.example", "a", "no\x00ra", "desk"), "holds a character"),
    ],
)
def test_what_is_no_account(accounts: Accounts, account: Account, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        accounts.keep(TRYTON, account)
    assert accounts.typed(TRYTON) is None


def test_a_crm_asks_for_no_more_than_it_needs() -> None:
    assert check_account(HUBSPOT, Account("https://api.hubapi.example", "pat-1")).user == ""
    with pytest.raises(BadInput, match="access token is missing"):
        check_account(HUBSPOT, Account("https://api.hubapi.example", ""))
