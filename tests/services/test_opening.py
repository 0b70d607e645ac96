"""Before a desk is open: set up, ways in, locking, recovery, backups, an older file in place of a newer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from se_desk.domain.errors import (
    BadInput,
    DeskBusy,
    DeskDamaged,
    DeskLocked,
    DeskMissing,
    DiskFull,
    KeyringMissing,
    NotAllowed,
    WrongKey,
)
from se_desk.domain.risks import Category, Severity
from se_desk.paths import DeskPaths
from se_desk.services import opening as module
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.opening import BACKUP_SUFFIX, Opening, check_passphrase
from se_desk.storage.store import open_store
from tests.services.conftest import NOW, PHRASE, QUICK, ZONE, Ring


def _made(opening: Opening, use_keyring: bool = False, passphrase: str | None = PHRASE) -> Desk:
    return opening.create("Marlene Okoro", ZONE, passphrase=passphrase, use_keyring=use_keyring)


def _again(opening: Opening, ring: Ring) -> Opening:
    return Opening(opening.paths, MovableClock(NOW), ring, QUICK)


def test_a_new_desk_is_set_up_and_opens_again(opening: Opening, ring: Ring) -> None:
    assert not opening.exists()
    desk = opening.create("Marlene Okoro", ZONE, passphrase=PHRASE, use_keyring=True, currency="EUR")
    assert desk.profile.get().name == "Marlene Okoro"
    assert desk.profile.get().currency == "EUR"
    desk.close()
    later = _again(opening, ring)
    assert later.exists()
    assert set(later.slots()) == {"keyring", "passphrase"}
    for opened in (later.with_keyring(), later.with_passphrase(PHRASE)):
        assert opened.profile.get().zone == ZONE
        opened.close()


@pytest.mark.parametrize("text", [None, "", "   ", "too short"])
def test_without_a_keyring_a_real_passphrase_is_needed(opening: Opening, text: str | None) -> None:
    with pytest.raises(BadInput):
        opening.create("Marlene", ZONE, passphrase=text, use_keyring=False)
    assert not opening.paths.desk.parent.exists()


def test_with_a_keyring_a_blank_passphrase_is_none_and_a_short_one_refused(opening: Opening) -> None:
    with pytest.raises(BadInput, match="at least"):
        opening.create("Marlene", ZONE, passphrase="short", use_keyring=True)
    _made(opening, use_keyring=True, passphrase=" ").close()
    assert opening.slots() == ("keyring",)


def test_says_what_it_takes_as_a_passphrase() -> None:
    assert check_passphrase(PHRASE, needed=True) == PHRASE
    assert check_passphrase(None, needed=False) is None


@pytest.mark.parametrize(("name", "zone"), [("  ", ZONE), ("Marlene", "Nowhere/At all")])
def test_a_set_up_that_does_not_work_leaves_nothing(opening: Opening, name: str, zone: str) -> None:
    with pytest.raises(BadInput):
        opening.create(name, zone, passphrase=PHRASE, use_keyring=False)
    assert not opening.exists()
    assert not opening.paths.keyslots.exists()
    _made(opening).close()


def test_a_disk_that_is_full_leaves_no_key_file(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise DiskFull("No room.")

    monkeypatch.setattr(module, "open_store", full)
    with pytest.raises(DiskFull):
        _made(opening)
    assert not opening.paths.keyslots.exists()


def test_a_keyring_that_is_not_there_leaves_nothing(opening: Opening, ring: Ring) -> None:
    ring.there = False
    with pytest.raises(KeyringMissing):
        _made(opening, use_keyring=True)
    assert not opening.exists()
    assert not opening.paths.keyslots.exists()


def test_a_desk_that_is_there_is_left_alone(opening: Opening) -> None:
    _made(opening).close()
    with pytest.raises(NotAllowed):
        _made(opening)


def test_two_set_up_at_once_make_one_desk(
    opening: Opening, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one comes while the first has its key file and not yet its desk."""
    other, make = _again(opening, ring), open_store

    def meanwhile(*args: object, **named: object) -> object:
        with pytest.raises(DeskBusy):
            _made(other)
        return make(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "open_store", meanwhile)
    _made(opening).close()
    monkeypatch.undo()
    opening.with_passphrase(PHRASE).close()
    assert len(list(opening.paths.desk.parent.glob("keyslots*"))) == 1
    with pytest.raises(NotAllowed):
        _made(other)


def test_a_desk_made_while_waiting_for_the_lock_is_left_alone(
    opening: Opening, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, take = _again(opening, ring), opening.hold

    def late() -> None:
        monkeypatch.undo()
        _made(other).close()
        take()

    monkeypatch.setattr(opening, "hold", late)
    with pytest.raises(NotAllowed):
        _made(opening)
    other.with_passphrase(PHRASE).close()


def test_a_key_file_without_a_desk_is_set_aside(opening: Opening) -> None:
    _made(opening).close()
    opening.paths.desk.unlink()
    _made(opening).close()
    assert len(list(opening.paths.desk.parent.glob("keyslots.*.json"))) == 1


def test_a_wrong_key_opens_nothing(opening: Opening) -> None:
    _made(opening).close()
    with pytest.raises(WrongKey):
        opening.with_passphrase("gravel spoon heron cedr")
    with pytest.raises(WrongKey):
        opening.with_keyring()


def test_a_desk_without_its_key_file_says_so(opening: Opening) -> None:
    _made(opening).close()
    opening.paths.keyslots.unlink()
    with pytest.raises(DeskMissing):
        opening.slots()


def test_a_locked_desk_answers_nothing_and_goes_on_after(opening: Opening) -> None:
    desk = _made(opening)
    deal = desk.deals.open("Berth planning", "Halvorsen Quays")
    opening.shut(desk)
    for verb in (desk.deals.views, lambda: desk.deals.open("x", "y")):
        with pytest.raises(DeskLocked):
            verb()
    for verb in (lambda: opening.make_recovery(desk), lambda: opening.back_up(desk)):
        with pytest.raises(DeskLocked):
            verb()
    opening.shut(desk)  # a second time is fine
    opening.resume(desk, opening.with_passphrase(PHRASE))
    assert desk.deals.get(deal.id) == deal
    desk.close()


def test_a_recovery_code_opens_until_the_next_one_is_made(opening: Opening) -> None:
    desk = _made(opening)
    first, second = opening.make_recovery(desk), opening.make_recovery(desk)
    desk.close()
    opening.with_recovery(second.lower()).close()
    with pytest.raises(WrongKey):
        opening.with_recovery(first)
    with pytest.raises(BadInput):
        opening.with_recovery(second[:-1])


def test_a_passphrase_is_changed(opening: Opening) -> None:
    desk = _made(opening)
    with pytest.raises(BadInput):
        opening.set_passphrase(desk, "short")
    opening.set_passphrase(desk, "walnut lantern quay seven")
    desk.close()
    with pytest.raises(WrongKey):
        opening.with_passphrase(PHRASE)
    opening.with_passphrase("walnut lantern quay seven").close()


def test_the_keyring_is_taken_in_and_away(opening: Opening, ring: Ring) -> None:
    desk = _made(opening)
    opening.set_keyring(desk, True)
    assert "keyring" in opening.slots()
    opening.set_keyring(desk, False)
    opening.set_keyring(desk, False)
    assert opening.slots() == ("passphrase",)
    assert ring.kept == {}
    desk.close()


def test_says_whether_there_is_a_keyring(opening: Opening, ring: Ring) -> None:
    assert opening.keyring_there()
    ring.there = False
    assert not opening.keyring_there()


def test_the_sample_is_filled_once(opening: Opening) -> None:
    filled: list[str] = []
    for _ in range(2):
        desk = opening.sample(lambda made, now: filled.append(f"{made.profile.get().name} {now:%Y}"))
        desk.close()
    assert filled == ["Sample 2026"]


def test_a_sample_that_cannot_be_filled_leaves_nothing(opening: Opening) -> None:
    def stop(_desk: Desk, _now: object) -> None:
        raise NotAllowed("Not today.")

    with pytest.raises(NotAllowed):
        opening.sample(stop)
    assert not opening.exists()


def test_one_window_holds_a_desk(opening: Opening, ring: Ring) -> None:
    opening.hold()
    opening.hold()
    other = _again(opening, ring)
    with pytest.raises(DeskBusy):
        other.hold()
    opening.release()
    opening.release()
    other.hold()
    other.release()


def test_a_backup_opens_with_the_same_passphrase(opening: Opening, ring: Ring, tmp_path: Path) -> None:
    desk = _made(opening)
    assert opening.last_backup_at() is None
    file = opening.back_up(desk)
    assert file.parent == opening.paths.backups
    assert file.name.endswith(BACKUP_SUFFIX)
    assert opening.last_backup_at() is not None
    named = opening.back_up(desk, tmp_path / "mine.backup")
    assert named.is_file()
    desk.close()


def test_there_is_nothing_to_settle(opening: Opening) -> None:
    _made(opening).close()
    assert opening.settle() is None


@pytest.mark.parametrize("entries", ["1 entry", "2 entries"])
def test_an_older_file_in_the_place_of_a_newer_is_noticed(
    opening: Opening, tmp_path: Path, entries: str
) -> None:
    desk = _made(opening)
    deal = desk.deals.open("Berth planning", "Halvorsen Quays")
    assert opening.missing_entries(desk) is None
    desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "One")
    desk.close()
    older = tmp_path / "older.db"
    shutil.copy2(opening.paths.desk, older)

    desk = opening.with_passphrase(PHRASE)
    desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "Two")
    if entries == "2 entries":
        desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "Three")
    assert opening.missing_entries(desk) is None
    desk.close()

    shutil.copy2(older, opening.paths.desk)
    desk = opening.with_passphrase(PHRASE)
    warning = opening.missing_entries(desk)
    assert isinstance(warning, DeskDamaged)
    assert entries in warning.happened
    desk.close()


def test_an_older_schema_is_saved_before_it_is_changed(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    _made(opening).close()
    real = module.open_store

    def older(path: Path, key: bytes, **named: object) -> object:
        named["before_migration"](path, 0)  # type: ignore[operator]
        return real(path, key)

    monkeypatch.setattr(module, "open_store", older)
    opening.with_passphrase(PHRASE).close()
    assert [
        file.name.endswith(f"-before-update{BACKUP_SUFFIX}") for file in opening.paths.backups.iterdir()
    ] == [True]


@pytest.mark.parametrize("by_code", [False, True])
def test_a_backup_comes_back_by_passphrase_or_code(tmp_path: Path, by_code: bool) -> None:
    here = Opening(DeskPaths.of(tmp_path / "here"), MovableClock(NOW), cost=QUICK)
    desk = here.create("Marlene Okoro", ZONE, passphrase=PHRASE, use_keyring=False)
    code = here.make_recovery(desk)
    kept = desk.deals.open("Berth planning", "Halvorsen Quays")
    file = here.back_up(desk, tmp_path / "one.sedesk-backup")
    assert here.problems(desk) == ()
    desk.deals.open("Later", "Halvorsen Quays")
    desk.close()
    aside = here.restore(file, code if by_code else PHRASE)
    assert aside is not None
    again = here.with_passphrase(PHRASE)
    assert [view.deal.id for view in again.deals.views()] == [kept.id]
    again.close()
    elsewhere = Opening(DeskPaths.of(tmp_path / "there"), MovableClock(NOW), cost=QUICK)
    assert elsewhere.restore(file, PHRASE) is None
    elsewhere.with_recovery(code).close()


def test_a_backup_does_not_come_back_with_another_secret(tmp_path: Path) -> None:
    here = Opening(DeskPaths.of(tmp_path / "here"), MovableClock(NOW), cost=QUICK)
    desk = here.create("Marlene Okoro", ZONE, passphrase=PHRASE, use_keyring=False)
    file = here.back_up(desk, tmp_path / "one.sedesk-backup")
    desk.close()
    before = here.paths.desk.read_bytes()
    with pytest.raises(WrongKey):
        here.restore(file, "some other phrase")
    assert here.paths.desk.read_bytes() == before
