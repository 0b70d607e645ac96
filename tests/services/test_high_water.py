"""What this computer remembers of the risk log: beside the desk, and in the keyring."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from se_desk.domain.errors import DeskDamaged
from se_desk.domain.risks import Category, Severity
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening
from tests.services.conftest import PHRASE, ZONE, Ring


@pytest.fixture
def desk(opening: Opening) -> Iterator[Desk]:
    made = opening.create("Marlene Okoro", ZONE, passphrase=PHRASE, use_keyring=True)
    yield made
    made.close()


def _flag(desk: Desk, words: str) -> None:
    deal = desk.deals.open("Berth planning", "Halvorsen Quays")
    desk.risks.flag(deal.id, Severity.LOW, Category.DATA, words)


def _older_folder(opening: Opening, tmp_path: Path) -> None:
    """The folder as it was before the second flag, all of it, as from a copy of the disk."""
    desk = opening.with_keyring()
    _flag(desk, "One")
    assert opening.missing_entries(desk) is None
    desk.close()
    shutil.copytree(opening.paths.desk.parent, tmp_path / "older")
    desk = opening.with_keyring()
    _flag(desk, "Two")
    assert opening.missing_entries(desk) is None  # the keyring learns of it
    desk.close()
    shutil.rmtree(opening.paths.desk.parent)
    shutil.copytree(tmp_path / "older", opening.paths.desk.parent)


def test_an_older_folder_is_noticed_by_the_keyring(opening: Opening, desk: Desk, tmp_path: Path) -> None:
    desk.close()
    _older_folder(opening, tmp_path)
    again = opening.with_keyring()
    warning = opening.missing_entries(again)
    assert isinstance(warning, DeskDamaged)
    assert "1 entry" in warning.happened
    assert opening.missing_entries(again) is not None  # looking changes nothing
    again.close()


def test_without_the_keyring_an_older_folder_passes(
    opening: Opening, desk: Desk, ring: Ring, tmp_path: Path
) -> None:
    """The control: it is the keyring that remembers."""
    desk.close()
    _older_folder(opening, tmp_path)
    ring.there = False
    again = opening.with_passphrase(PHRASE)
    assert opening.missing_entries(again) is None
    again.close()


def test_a_restore_is_what_is_remembered_from_then_on(opening: Opening, desk: Desk, tmp_path: Path) -> None:
    file = opening.back_up(desk, tmp_path / "one")
    _flag(desk, "One")
    assert opening.missing_entries(desk) is None
    desk.close()
    opening.paths.desk.write_bytes(b"\1" * 8192)
    opening.paths.heads.unlink()
    opening.put_back(file, PHRASE)
    again = opening.with_keyring()
    assert opening.missing_entries(again) is None
    again.close()


def test_a_mark_that_cannot_be_read_is_said(opening: Opening, desk: Desk) -> None:
    _flag(desk, "One")
    opening.paths.heads.write_bytes(b"{")
    warning = opening.missing_entries(desk)
    assert isinstance(warning, DeskDamaged)
    assert "cannot be read" in warning.happened
    _flag(desk, "Two")
    assert opening.missing_entries(desk) is None


def test_the_keyring_keeps_nothing_of_a_desk_it_does_not_open(
    opening: Opening, desk: Desk, ring: Ring
) -> None:
    opening.missing_entries(desk)
    assert len(ring.kept) == 2
    opening.set_keyring(desk, False)
    assert ring.kept == {}
    opening.missing_entries(desk)
    assert ring.kept == {}


def test_an_older_file_that_grew_past_the_mark_is_still_noticed(
    opening: Opening, desk: Desk, tmp_path: Path
) -> None:
    """Its chain has as many entries as the newer one by now, but other ones."""
    deal = desk.deals.open("Berth planning", "Halvorsen Quays")
    flag = desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "One")
    desk.close()
    shutil.copy2(opening.paths.desk, tmp_path / "older.db")
    newer = opening.with_passphrase(PHRASE)
    newer.risks.remark(flag.id, "Two")
    assert opening.missing_entries(newer) is None  # the control
    newer.close()
    shutil.copy2(tmp_path / "older.db", opening.paths.desk)
    older = opening.with_passphrase(PHRASE)
    for words in ("Another two", "Three", "Four"):
        older.risks.remark(flag.id, words)
    assert isinstance(opening.missing_entries(older), DeskDamaged)
    older.close()


def test_an_entry_counts_though_its_mark_cannot_be_written(opening: Opening, desk: Desk) -> None:
    opening.paths.heads.mkdir()
    _flag(desk, "One")
    assert desk.risks.check().entries == 1


@pytest.mark.parametrize("swapped", [False, True])
def test_an_older_file_is_noticed_where_only_notes_were_written(
    opening: Opening, desk: Desk, tmp_path: Path, swapped: bool
) -> None:
    deal = desk.deals.open("Berth planning", "Halvorsen Quays")
    desk.close()
    shutil.copy2(opening.paths.desk, tmp_path / "older.db")
    newer = opening.with_passphrase(PHRASE)
    newer.notes.start(deal.id, title="One")
    newer.notes.start(deal.id, title="Two")
    newer.close()
    if swapped:
        shutil.copy2(tmp_path / "older.db", opening.paths.desk)
    again = opening.with_passphrase(PHRASE)
    warning = opening.missing_entries(again)
    again.close()
    if not swapped:  # the control
        assert warning is None
        return
    assert isinstance(warning, DeskDamaged)
    assert "2 changes" in warning.happened
    again = opening.with_passphrase(PHRASE)
    assert opening.missing_entries(again) is not None  # closing forgets nothing
    again.close()


def test_an_older_folder_is_noticed_by_the_keyring_where_only_notes_were_written(
    opening: Opening, desk: Desk, ring: Ring, tmp_path: Path
) -> None:
    deal = desk.deals.open("Berth planning", "Halvorsen Quays")
    desk.close()
    shutil.copytree(opening.paths.desk.parent, tmp_path / "older")
    newer = opening.with_keyring()
    newer.notes.start(deal.id, title="One")
    assert opening.missing_entries(newer) is None
    newer.close()
    shutil.rmtree(opening.paths.desk.parent)
    shutil.copytree(tmp_path / "older", opening.paths.desk.parent)
    for there in (True, False):  # the control is a keyring that is not there
        ring.there = there
        again = opening.with_passphrase(PHRASE)
        assert (opening.missing_entries(again) is not None) is there
        again.close()


def test_closing_twice_opens_nothing_again(opening: Opening, desk: Desk) -> None:
    desk.close()
    before = opening.paths.heads.read_bytes()
    desk.close()
    assert not opening.paths.desk.with_name("desk.db-wal").exists()
    reader = opening.with_passphrase(PHRASE)
    reader.deals.views()
    reader.close()
    assert opening.paths.heads.read_bytes() == before  # whoever only reads writes nothing


def test_a_new_desk_is_not_measured_by_the_mark_of_one_that_is_gone(opening: Opening, desk: Desk) -> None:
    _flag(desk, "One")
    desk.close()
    opening.paths.desk.unlink()
    made = opening.create("Marlene Okoro", ZONE, passphrase=PHRASE, use_keyring=False)
    assert opening.missing_entries(made) is None
    made.close()
    kept = [file.name for file in opening.paths.heads.parent.glob("heads.*.json")]
    assert len(kept) == 1
