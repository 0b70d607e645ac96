"""Backups are made without being asked, kept in bounds, and put back so that nothing of the risk log goes."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from se_desk.domain.chain import ANCHOR, FLAG, NOTE
from se_desk.domain.errors import (
    BadInput,
    DeskBusy,
    DeskDamaged,
    DeskMissing,
    DiskFull,
    NotAllowed,
    WrongKey,
)
from se_desk.domain.risks import Category, Severity
from se_desk.paths import DeskPaths
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.keeping import BACKUP_SUFFIX, BEFORE_RESTORE, MB
from se_desk.services.opening import Opening
from se_desk.storage import archive, backup, carrying, checks, locks
from se_desk.storage.store import open_store
from tests.services.conftest import NOW, PHRASE, QUICK, ZONE, Ring


@pytest.fixture
def desk(opening: Opening) -> Iterator[Desk]:
    made = opening.create("Marlene Okoro", ZONE, passphrase=PHRASE, use_keyring=False)
    yield made
    made.close()


def _flag(desk: Desk, words: str, deal_id: str | None = None) -> str:
    deal_id = deal_id or desk.deals.open("Berth planning", "Halvorsen Quays").id
    desk.risks.flag(deal_id, Severity.LOW, Category.DATA, words)
    return deal_id


def _folders(opening: Opening) -> list[str]:
    return sorted(file.name for file in opening.paths.backups.iterdir())


def test_one_backup_a_day_without_being_asked(opening: Opening, desk: Desk, clock: MovableClock) -> None:
    keeping = opening.keeping
    assert keeping.due(desk.now())
    steps: list[tuple[int, int]] = []
    saved = keeping.daily(desk, lambda done, total: steps.append((done, total)))
    assert saved is not None
    assert saved.file.is_file()
    assert steps[-1][0] == steps[-1][1]
    assert opening.last_backup_at() == desk.now()
    clock.move(timedelta(hours=3))
    assert keeping.daily(desk) is None
    clock.move(timedelta(days=1))
    assert keeping.due(desk.now(), desk.zone)
    assert keeping.daily(desk) is not None
    assert len(_folders(opening)) == 2


def test_a_clock_that_was_set_back_does_not_stop_backups(
    opening: Opening, desk: Desk, clock: MovableClock
) -> None:
    opening.keeping.daily(desk)
    assert opening.warnings(desk) == ()
    clock.move(timedelta(days=-400))
    opening.keeping.set_limit(desk, 10)
    desk.profile.change(backup_limit_mb=0)
    saved = opening.keeping.daily(desk)
    assert saved is not None
    assert saved.file.is_file()  # the one just made is not thinned, though it is the oldest
    (warning,) = opening.warnings()
    assert "Look at its clock" in warning


def test_the_newest_backup_says_itself_when_it_was_made(
    opening: Opening, desk: Desk, clock: MovableClock
) -> None:
    file = opening.back_up(desk)
    clock.move(timedelta(days=1))
    opening.back_up(desk)
    os.utime(file)  # touched, copied or synced later
    assert opening.last_backup_at() == desk.now()
    (opening.paths.backups / f"zzz{BACKUP_SUFFIX}").write_bytes(b"no backup")
    assert opening.last_backup_at() == desk.now()
    assert [found.marked for found in opening.keeping.backups()] == [False, False]


def test_two_in_one_second(opening: Opening, desk: Desk) -> None:
    assert opening.back_up(desk) != opening.back_up(desk)


def test_old_backups_are_thinned_and_other_files_left(
    opening: Opening, desk: Desk, clock: MovableClock, tmp_path: Path
) -> None:
    other = Opening(DeskPaths.of(tmp_path / "other"), clock, Ring(), QUICK)
    strange = other.create("Ida", ZONE, passphrase=PHRASE, use_keyring=False)
    theirs = other.back_up(strange, opening.paths.backups / f"a{BACKUP_SUFFIX}")
    strange.close()
    mine = opening.paths.backups / "my own file"
    mine.write_text("keep", "utf-8")
    first = opening.keeping.back_up(desk)
    clock.move(timedelta(minutes=1))
    assert opening.keeping.back_up(desk).thinned == (first.file,)
    desk.profile.change(backup_limit_mb=0)
    clock.move(timedelta(days=1))
    newest = opening.keeping.back_up(desk)
    assert _folders(opening) == sorted([newest.file.name, mine.name, theirs.name])


def test_a_limit_has_a_floor(opening: Opening, desk: Desk) -> None:
    with pytest.raises(BadInput):
        opening.keeping.set_limit(desk, 1)
    opening.keeping.set_limit(desk, 50)
    assert desk.profile.get().backup_limit_mb * MB == 50_000_000


def test_a_second_folder_gets_a_copy_that_opens_alone(
    opening: Opening, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping = opening.keeping
    assert "do not survive its loss" in keeping.warning(desk)
    second = tmp_path / "stick"
    second.mkdir()
    keeping.set_folder(desk, second)
    assert "same disk" in keeping.warning(desk)
    saved = keeping.back_up(desk)
    assert saved.copy == second / saved.file.name
    assert saved.copy.read_bytes() == saved.file.read_bytes()
    assert stat.S_IMODE(saved.copy.stat().st_mode) == 0o600
    assert [file.name for file in second.iterdir()] == [saved.file.name]
    there = Opening(DeskPaths.of(tmp_path / "new laptop"), MovableClock(NOW), Ring(), QUICK)
    there.put_back(saved.copy, PHRASE)
    there.with_passphrase(PHRASE).close()
    keeping.set_folder(desk, None)
    assert keeping.back_up(desk).copy is None


def test_a_second_folder_that_another_program_copies_is_fine(
    opening: Opening, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "Dropbox").mkdir()
    opening.keeping.set_folder(desk, tmp_path / "Dropbox")
    assert opening.keeping.warning(desk) == ""


def test_a_second_folder_that_is_not_there_undoes_no_backup(
    opening: Opening, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    opening.keeping.set_folder(desk, second)
    second.rmdir()
    saved = opening.keeping.back_up(desk)
    assert saved.file.is_file()
    assert isinstance(saved.trouble, NotAllowed)
    assert "made all the same" in saved.trouble.safe
    assert opening.keeping.warning(desk) == ""  # nothing is known of its disk
    second.mkdir()

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.shutil, "copyfile", full)
    assert isinstance(opening.keeping.back_up(desk).trouble, DiskFull)
    assert list(second.iterdir()) == []


def test_a_second_folder_must_be_another_one_and_be_there(
    opening: Opening, desk: Desk, tmp_path: Path
) -> None:
    opening.back_up(desk)
    for folder in (Path("stick"), opening.paths.backups):
        with pytest.raises(BadInput):
            opening.keeping.set_folder(desk, folder)
    with pytest.raises(NotAllowed):
        opening.keeping.set_folder(desk, tmp_path / "nowhere")


def test_a_damaged_desk_is_not_backed_up_and_thins_nothing(
    opening: Opening, desk: Desk, monkeypatch: pytest.MonkeyPatch, clock: MovableClock
) -> None:
    kept = opening.back_up(desk)
    desk.profile.change(backup_limit_mb=0)
    clock.move(timedelta(days=1))
    monkeypatch.setattr(checks, "problems", lambda *_args, **_named: ("A page does not decrypt.",))
    with pytest.raises(DeskDamaged):
        opening.keeping.daily(desk)
    assert _folders(opening) == [kept.name]


def test_a_restore_saves_the_desk_first_and_keeps_the_longer_chains(
    opening: Opening, desk: Desk, clock: MovableClock
) -> None:
    deal_id = _flag(desk, "Sample data is late")
    file = opening.back_up(desk)
    clock.move(timedelta(hours=1))
    _flag(desk, "Still late", deal_id)
    later = desk.deals.open("Crane telemetry", "Halvorsen Quays", partner_id=desk.partners.meet("Pavel").id)
    _flag(desk, "Nobody owns the budget", later.id)
    desk.deals.change(deal_id, title="Renamed since")
    desk.close()
    restored = opening.put_back(file, PHRASE)
    assert (restored.carried, restored.lost) == (2, 0)
    assert restored.saved is not None
    assert restored.saved.name.endswith(f"{BEFORE_RESTORE}{BACKUP_SUFFIX}")
    assert restored.kept is not None
    again = opening.with_passphrase(PHRASE)
    assert again.deals.get(deal_id).title == "Berth planning"
    assert [entry.kind for entry in again.risks.entries(deal_id)] == [FLAG, FLAG]
    assert [flag.statement for flag in again.risks.flags(later.id)] == ["Nobody owns the budget"]
    assert again.deals.get(later.id).title == "Crane telemetry"
    assert opening.missing_entries(again) is None
    assert opening.problems(again) == ()
    again.close()
    opening.put_back(restored.saved, PHRASE)
    back = opening.with_passphrase(PHRASE)
    assert back.deals.get(deal_id).title == "Renamed since"
    back.close()


def test_a_desk_that_cannot_be_read_is_told_of_in_the_chain(opening: Opening, desk: Desk) -> None:
    deal_id = _flag(desk, "Sample data is late")
    file = opening.back_up(desk)
    _flag(desk, "Still late", deal_id)
    _flag(desk, "And later", deal_id)
    desk.close()
    opening.paths.desk.write_bytes(b"\1" * 8192)
    restored = opening.put_back(file, PHRASE)
    assert (restored.saved, restored.carried, restored.lost) == (None, 0, 2)
    again = opening.with_passphrase(PHRASE)
    flagged, anchor = again.risks.entries(deal_id)
    assert (flagged.kind, anchor.kind) == (FLAG, ANCHOR)
    assert "entries 2 to 3" in anchor.fields["note"]
    assert opening.missing_entries(again) is None
    assert len(again.risks.flags(deal_id)) == 1
    again.risks.remark(again.risks.flags(deal_id)[0].id, "It goes on")
    assert [entry.kind for entry in again.risks.entries(deal_id)] == [FLAG, ANCHOR, NOTE]
    assert opening.problems(again) == ()
    again.close()


def test_a_desk_with_a_damaged_page_gives_its_chains_all_the_same(
    opening: Opening, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal_id = _flag(desk, "Sample data is late")
    file = opening.back_up(desk)
    _flag(desk, "Still late", deal_id)
    desk.close()

    def broken(*_args: object, **_named: object) -> None:
        raise DeskDamaged("A page.")

    with monkeypatch.context() as patched:
        patched.setattr(opening.keeping, "save_before", broken)
        restored = opening.put_back(file, PHRASE)
    assert (restored.saved, restored.carried) == (None, 1)
    assert restored.kept is not None


@pytest.mark.parametrize("step", ["save_before", "present_chains"])
def test_a_full_disk_or_a_busy_desk_stops_a_restore_before_anything_is_done(
    opening: Opening, desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = opening.back_up(desk)
    desk.close()
    before = opening.paths.desk.read_bytes()

    def stop(*_args: object, **_named: object) -> None:
        raise DeskBusy("Somebody writes.")

    monkeypatch.setattr(opening.keeping if step == "save_before" else carrying, step, stop)
    with pytest.raises(DeskBusy):
        opening.put_back(file, PHRASE)
    assert opening.paths.desk.read_bytes() == before


def test_log_that_cannot_be_read_goes_by_its_marks(
    opening: Opening, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal_id = _flag(desk, "Sample data is late")
    file = opening.back_up(desk)
    _flag(desk, "Still late", deal_id)
    desk.close()

    def broken(*_args: object) -> None:
        raise DeskDamaged("A page.")

    monkeypatch.setattr(carrying, "present_chains", broken)
    assert opening.put_back(file, PHRASE).lost == 1


def test_a_backup_of_another_desk_still_saves_the_one_that_is_there(
    opening: Opening, desk: Desk, tmp_path: Path
) -> None:
    deal_id = _flag(desk, "Sample data is late")
    desk.close()
    other = Opening(DeskPaths.of(tmp_path / "other"), MovableClock(NOW), Ring(), QUICK)
    strange = other.create("Ida", ZONE, passphrase=PHRASE, use_keyring=False)
    file = other.back_up(strange)
    strange.close()
    restored = opening.put_back(file, PHRASE)  # the same passphrase opens both
    assert restored.saved is not None
    assert restored.carried == 1
    again = opening.with_passphrase(PHRASE)
    assert len(again.risks.flags(deal_id)) == 1
    again.close()
    opening.put_back(restored.saved, PHRASE)


def test_a_restore_while_another_window_has_the_desk(opening: Opening, desk: Desk) -> None:
    file = opening.back_up(desk)
    desk.close()
    other = Opening(opening.paths, MovableClock(NOW), Ring(), QUICK)
    other.hold()
    with pytest.raises(DeskBusy):
        opening.put_back(file, PHRASE)
    other.release()
    opening.put_back(file, PHRASE)
    other.hold()  # it was given back
    other.release()


def test_opening_ends_a_restore_that_was_stopped(
    opening: Opening, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.deals.open("Berth planning", "Halvorsen Quays")
    file = opening.back_up(desk)
    desk.deals.open("Later", "Halvorsen Quays")
    desk.close()

    class Stop(BaseException):
        pass

    def stop(*_args: object) -> None:
        raise Stop

    with monkeypatch.context() as patched:
        patched.setattr(backup, "_swap", stop)
        with pytest.raises(Stop):
            opening.put_back(file, PHRASE)
    shutil.move(opening.paths.desk, opening.paths.desk.with_name("moved"))
    assert opening.exists()
    other = Opening(opening.paths, MovableClock(NOW), Ring(), QUICK)
    opening.hold()
    with pytest.raises(DeskBusy):  # it may be at it still
        other.with_passphrase(PHRASE)
    opening.release()
    again = other.with_passphrase(PHRASE)
    assert [view.deal.title for view in again.deals.views()] == ["Berth planning"]
    again.close()


def test_a_missing_key_file_comes_from_the_newest_backup(opening: Opening, desk: Desk) -> None:
    desk.close()
    opening.paths.keyslots.unlink()
    with pytest.raises(DeskMissing, match="key file"):
        opening.with_passphrase(PHRASE)
    assert "from a backup" in _do(opening)
    with pytest.raises(DeskMissing):
        opening.slots()


def _do(opening: Opening) -> str:
    with pytest.raises(DeskMissing) as caught:
        opening.with_passphrase(PHRASE)
    return caught.value.do


def test_a_key_file_is_written_anew_once_a_backups_has_opened_the_desk(opening: Opening, desk: Desk) -> None:
    opening.back_up(desk)
    desk.close()
    before = opening.paths.keyslots.read_bytes()
    opening.paths.keyslots.unlink()
    (opening.paths.backups / f"zzz{BACKUP_SUFFIX}").write_bytes(b"no backup")
    assert opening.slots() == ("passphrase",)
    with pytest.raises(WrongKey):
        opening.with_passphrase("some other phrase")
    assert not opening.paths.keyslots.exists()
    opening.with_passphrase(PHRASE).close()
    assert opening.paths.keyslots.read_bytes() == before


def test_a_new_desk_takes_no_key_file_of_an_old_backup(opening: Opening, desk: Desk) -> None:
    opening.back_up(desk)
    desk.close()
    for file in (opening.paths.desk, opening.paths.keyslots, opening.paths.heads):
        file.unlink(missing_ok=True)
    new = opening.create("Ida", ZONE, passphrase="walnut lantern quay seven", use_keyring=False)
    new.close()
    with pytest.raises(WrongKey):
        opening.with_passphrase(PHRASE)


def test_what_was_left_by_a_stop_is_swept(opening: Opening, desk: Desk, clock: MovableClock) -> None:
    opening.keeping.daily(desk)
    old, young = opening.paths.backups / ".se-desk-old", opening.paths.backups / ".se-desk-young"
    half, other = opening.paths.desk.with_name("desk.db.0a1b2c3d.new"), opening.paths.desk.with_name("a.new")
    for folder in (old, young):
        folder.mkdir()
    for file in (half, other):
        file.touch()
    for left in (old, half, other):
        os.utime(left, (1, 1))
    opening.keeping.daily(desk)
    assert (old.exists(), half.exists()) == (False, False)
    assert (young.exists(), other.exists()) == (True, True)


def test_a_full_check_once_a_day(opening: Opening, desk: Desk, clock: MovableClock) -> None:
    keeping = opening.keeping
    assert keeping.checking.due(desk)
    steps: list[int] = []
    assert keeping.daily_check(desk, lambda done, _total: steps.append(done)) == ()
    assert steps
    assert not keeping.checking.due(desk)
    assert keeping.daily_check(desk, lambda *_step: pytest.fail("not twice")) == ()
    clock.move(timedelta(days=1))
    assert keeping.checking.due(desk)
    with desk.store.writing() as conn:
        conn.exec_driver_sql("DELETE FROM search_items WHERE 1")
    desk.deals.open("Berth planning", "Halvorsen Quays")
    with desk.store.writing() as conn:
        conn.exec_driver_sql("DELETE FROM search_items WHERE 1")
    assert keeping.daily_check(desk)
    assert keeping.checking.due(desk)  # what is not whole is looked at again


def test_a_desk_in_a_folder_that_is_copied_is_warned_of(tmp_path: Path, clock: MovableClock) -> None:
    for folder, who in (("Dropbox", "Dropbox"), ("plain", "")):
        opening = Opening(DeskPaths.of(tmp_path / folder / "desk"), clock, Ring(), QUICK)
        assert [who in said for said in opening.warnings()] == ([True] if who else [])
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / ".stfolder").mkdir()
    assert "Syncthing" in opening.warnings()[0]


def test_the_backup_before_a_restore_is_whole(opening: Opening, desk: Desk) -> None:
    file = opening.back_up(desk)
    desk.close()
    saved = opening.put_back(file, PHRASE).saved
    assert saved is not None
    assert archive.check(saved).schema >= 1
    assert json.loads(opening.paths.heads.read_text("utf-8"))["heads"] == []


def _second(opening: Opening, desk: Desk, tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    opening.keeping.set_folder(desk, folder)
    return folder


def test_a_copy_that_was_missed_is_made_up_for(
    opening: Opening, desk: Desk, tmp_path: Path, clock: MovableClock
) -> None:
    keeping, second = opening.keeping, _second(opening, desk, tmp_path)
    assert keeping.make_up(desk) is None  # there is no backup yet
    second.rename(tmp_path / "in a pocket")
    saved = keeping.daily(desk)
    assert saved is not None
    assert saved.copy is None
    assert keeping.make_up(desk) is None  # the stick is not there
    assert keeping.daily(desk) is None
    (tmp_path / "in a pocket").rename(second)
    made_up = keeping.daily(desk)
    assert made_up is not None
    assert made_up.copy == second / saved.file.name
    assert made_up.copy.read_bytes() == saved.file.read_bytes()
    assert keeping.make_up(desk) is None
    clock.move(timedelta(days=1))
    assert keeping.daily(desk) is not None
    assert len(list(second.iterdir())) == 2


def test_a_copy_is_made_though_the_desk_is_locked_in_between(
    opening: Opening, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, real = _second(opening, desk, tmp_path), backup.make

    def then_locked(*args: object, **named: object) -> object:
        made = real(*args, **named)  # type: ignore[arg-type]
        opening.shut(desk)
        return made

    monkeypatch.setattr(backup, "make", then_locked)
    saved = opening.keeping.back_up(desk)
    assert saved.copy is not None
    assert list(second.iterdir()) == [saved.copy]


def test_a_backup_of_another_desk_is_not_spread(
    opening: Opening, desk: Desk, tmp_path: Path, clock: MovableClock
) -> None:
    second = _second(opening, desk, tmp_path)
    other = Opening(DeskPaths.of(tmp_path / "other"), clock, Ring(), QUICK)
    strange = other.create("Ida", ZONE, passphrase=PHRASE, use_keyring=False)
    opening.paths.backups.mkdir()
    other.back_up(strange, opening.paths.backups / f"a{BACKUP_SUFFIX}")
    strange.close()
    assert opening.keeping.make_up(desk) is None
    assert list(second.iterdir()) == []


def test_when_a_backup_was_checked_is_known(opening: Opening, desk: Desk, clock: MovableClock) -> None:
    keeping, made_at = opening.keeping, desk.now()
    file = keeping.back_up(desk).file
    assert [one.checked_at for one in keeping.backups()] == [made_at]  # it was read back when it was made
    clock.move(timedelta(days=3))
    stages: list[tuple[str, float]] = []
    keeping.verify(desk, file, lambda stage, done: stages.append((stage, done)))
    assert [one.checked_at for one in keeping.backups()] == [desk.now()]
    assert list(dict.fromkeys(stage for stage, _done in stages)) == ["unpacking", "checking"]
    assert all(0 <= done <= 1 for _stage, done in stages)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert [one.checked_at for one in keeping.backups()] == [None]
    with pytest.raises(DeskDamaged, match="does not read back"):
        keeping.verify(desk, file)
    assert [one.checked_at for one in keeping.backups()] == [None]


def test_a_check_that_is_stopped_leaves_no_mark_and_nothing_behind(
    opening: Opening, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(backup.tempfile, "tempdir", str(place))
    file = opening.back_up(desk)
    opening.paths.logs.joinpath("checked-backups.json").unlink()

    def stop(stage: str, _done: float) -> None:
        if stage == "checking":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opening.keeping.verify(desk, file, stop)
    assert [one.checked_at for one in opening.keeping.backups()] == [None]
    assert list(place.iterdir()) == []


def _files(opening: Opening) -> dict[str, bytes]:
    folder = opening.paths.desk.parent
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".lock", ".use") and path.parent.name != "logs"
    }


@pytest.mark.parametrize("at", ["saving", "unpacking", "checking", "carrying", "placing"])
def test_a_restore_that_is_stopped_leaves_all_as_it_was(
    opening: Opening, desk: Desk, at: str, tmp_path: Path
) -> None:
    file = opening.back_up(desk, tmp_path / "one.sedesk-backup")
    _flag(desk, "After the backup")
    desk.close()
    before = _files(opening)
    heard: list[str] = []

    def stop(stage: str, done: float) -> None:
        heard.append(stage)
        if stage == at and (done >= 0.5 or at == "placing"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opening.put_back(file, PHRASE, stop)
    assert heard[-1] == at
    assert _files(opening) == before
    restored = opening.put_back(file, PHRASE, lambda stage, _done: heard.append(stage))  # the control
    assert restored.carried == 1
    assert list(dict.fromkeys(heard[-999:]))[-1] == "placing"
    assert _files(opening) != before


def test_a_restore_waits_for_whoever_has_the_desk_open(
    opening: Opening, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = opening.back_up(desk)
    verb = Opening(opening.paths, MovableClock(NOW), Ring(), QUICK).with_passphrase(PHRASE)
    opening.shut(desk)
    monkeypatch.setattr(locks.alone, "__defaults__", (0.0,))
    with pytest.raises(DeskBusy, match="Another program has this desk open"):
        opening.put_back(file, PHRASE)
    verb.deals.open("Still written", "Halvorsen Quays")
    verb.close()
    assert opening.put_back(file, PHRASE).saved is not None
    assert not opening.paths.desk.with_name("desk-restoring").exists()


def test_nobody_opens_a_desk_that_is_being_exchanged(
    opening: Opening, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = opening.back_up(desk)
    opening.shut(desk)
    said: list[str] = []
    verb = Opening(opening.paths, MovableClock(NOW), Ring(), QUICK)
    real = verb._vault.open_with_passphrase(PHRASE)

    def meanwhile(stage: str, _done: float) -> None:
        if stage == "placing":
            with pytest.raises(DeskBusy) as caught:
                open_store(opening.paths.desk, real, patience=0)
            said.append(caught.value.happened)

    opening.put_back(file, PHRASE, meanwhile)
    assert said == ["A backup is being put in the place of this desk."]
    verb.with_passphrase(PHRASE).close()
