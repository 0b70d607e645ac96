"""What can go wrong around a desk: the right sentence, the work kept, a way on. Each with a control."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from se_desk.domain.errors import (
    BadFile,
    DeskBusy,
    DeskDamaged,
    DeskError,
    DeskMissing,
    DeskTooNew,
    WrongKey,
)
from se_desk.domain.risks import Category, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.opening import Opening
from se_desk.storage import checks, engine, locks
from se_desk.storage.engine import connect
from se_desk.storage.migrations import SCHEMA_VERSION
from tests.reliability.conftest import Times, posix
from tests.reliability.nursery import Nursery
from tests.reliability.works import PHRASE, QUICK, the_opening

root_only = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs the rights to become somebody else"
)


def _titles(home: Path) -> list[str]:
    desk = the_opening(home).with_passphrase(PHRASE)
    found = [view.deal.title for view in desk.deals.views()]
    assert the_opening(home).exists()
    desk.close()
    return found


def _notes(home: Path) -> list[str]:
    desk = the_opening(home).with_passphrase(PHRASE)
    found = [note.body for note in desk.notes.of_deal(desk.deals.views()[0].deal.id)]
    desk.close()
    return found


def _whole(home: Path) -> bool:
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    found = opening.problems(desk)
    desk.close()
    return found == ()


@posix
def test_a_limit_on_the_size_of_files_keeps_all_that_was_saved(nursery: Nursery, home: Path) -> None:
    limit = (home / "desk.db").stat().st_size + 1_000_000
    lines = nursery.end(nursery.begin("fill_up", str(home), limit))
    *written, fault, still = lines
    assert written
    kept = len(_notes(home))
    assert fault.startswith("DiskFull There is no room left where desk.db lies.")
    assert "everything saved before it is" in fault
    assert "Free some space" in fault
    assert still.startswith(f"still {len(written) + 1} of")  # and the one that was there before
    assert kept == len(written) + 1
    assert _whole(home)


@posix
def test_without_a_limit_nothing_is_refused(nursery: Nursery, home: Path) -> None:
    """The control."""
    pid = nursery.begin("fill_up", str(home), 1 << 40)
    assert {nursery.hear(pid) for _ in range(60)} == {"written"}
    nursery.kill(pid)


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of 4 MB, where this process may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_all_that_was_saved(home: Path, small_disk: Path) -> None:
    place = Path(shutil.copytree(home, small_disk / "home"))
    desk = the_opening(place).with_passphrase(PHRASE)
    deal, saved = desk.deals.views()[0].deal, 1
    with pytest.raises(DeskError) as caught:
        while saved < 1000:
            desk.notes.start(deal.id, title=f"Note {saved}", body="x" * 20_000)
            saved += 1
    assert type(caught.value).__name__ == "DiskFull"
    assert "no room left" in caught.value.happened
    assert len(desk.notes.of_deal(deal.id)) == saved
    desk.close()
    assert len(_notes(place)) == saved


def test_a_backup_to_a_full_disk_leaves_nothing_there(nursery: Nursery, home: Path, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(3_900_000))
    (said,) = nursery.end(nursery.begin("back_up_to", str(home), str(small_disk)))
    assert said.startswith("DiskFull ")
    assert [file.name for file in small_disk.iterdir()] == ["filler"]
    (small_disk / "filler").unlink()
    (said,) = nursery.end(nursery.begin("back_up_to", str(home), str(small_disk)))
    assert said == "done"  # the control


@root_only
@pytest.mark.parametrize("writable", [False, True])
def test_a_folder_that_may_only_be_read(
    nursery: Nursery, home: Path, writable: bool, request: pytest.FixtureRequest
) -> None:
    place = Path(tempfile.mkdtemp(prefix="se-desk-nobody-"))  # where somebody else may go
    place.chmod(0o755)
    request.addfinalizer(lambda: shutil.rmtree(place))
    scratch, home = home, Path(shutil.copytree(home, place / "home"))
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
        if writable:
            os.chown(path, 65534, 65534)
    lines = nursery.end(nursery.begin("write_as_nobody", str(home), str(scratch)))
    if writable:  # the control
        assert lines == ["opened", "written"]
    else:
        assert lines[-1].startswith("DeskReadOnly ")
        assert "cannot be written" in lines[-1]
        assert "Give yourself the right" in lines[-1]
        assert _titles(home) == ["Cold chain sensors"]


@posix
@pytest.mark.parametrize("work", ["start", "start_unlocked"])
def test_fifty_starts_at_once_make_one_writer(
    nursery: Nursery, home: Path, work: str, figure: Callable[[str], None]
) -> None:
    starts = 50 if work == "start" else 5
    pids = [nursery.begin(work, str(home)) for _ in range(starts)]
    said = [nursery.hear(pid) for pid in pids]
    for pid in pids:
        nursery.kill(pid)
    writers = [line for line in said if line == "writer"]
    figure(f"{starts} starts at once ({work}): {len(writers)} writer(s)")
    if work == "start_unlocked":  # the control
        assert len(writers) > 1
        return
    assert len(writers) == 1
    assert {line for line in said if line != "writer"} == {"busy This desk is open in another window."}
    assert len(_titles(home)) == 2
    the_opening(home).hold()  # the system gave the lock back


@posix
def test_many_verbs_at_once_lose_nothing(
    nursery: Nursery, home: Path, times: Times, figure: Callable[[str], None]
) -> None:
    verbs = times(15, 50)
    pids = [nursery.begin("write_once", str(home), f"Deal {number}") for number in range(verbs)]
    said = [nursery.end(pid)[-1] for pid in pids]
    written = {f"Deal {number}" for number, line in enumerate(said) if line == "written"}
    assert written
    assert {line for line in said if line != "written"} <= {"refused Something else is writing to desk.db."}
    assert set(_titles(home)) == {"Cold chain sensors", *written}
    figure(f"{verbs} verbs at once: {len(written)} written, {verbs - len(written)} refused by name, 0 lost")
    assert _whole(home)


def _flag(home: Path, *words: str) -> None:
    desk = the_opening(home).with_passphrase(PHRASE)
    for statement in words:
        desk.risks.flag(desk.deals.views()[0].deal.id, Severity.LOW, Category.DATA, statement)
    desk.close()


def _as_after_a_kill(home: Path) -> dict[str, bytes]:
    """The files with a flag in the log that was not folded into the desk yet."""
    desk = the_opening(home).with_passphrase(PHRASE)
    desk.risks.flag(desk.deals.views()[0].deal.id, Severity.LOW, Category.DATA, "In the log")
    found = {name: (home / name).read_bytes() for name in ("desk.db", "desk.db-wal")}
    desk.close()
    return found


@pytest.mark.parametrize("kept", [1.0, 0.5, 0.0])
def test_a_log_that_was_cut_is_noticed(home: Path, kept: float) -> None:
    files = _as_after_a_kill(home)
    log = files["desk.db-wal"]
    (home / "desk.db").write_bytes(files["desk.db"])
    (home / "desk.db-wal").write_bytes(log[: int(len(log) * kept)])
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    warning = opening.missing_entries(desk)
    if kept == 1.0:  # the control
        assert warning is None
        assert len(desk.risks.flags()) == 2
    else:
        assert warning is not None
        assert "1 entry" in warning.happened
        assert warning.do
    assert opening.problems(desk) == ()
    desk.close()


def test_the_log_of_another_desk_is_refused_and_harms_nothing(home: Path, tmp_path: Path) -> None:
    other = the_opening(tmp_path / "other")
    strange = other.create("Ida", "Europe/Berlin", passphrase=PHRASE, use_keyring=False)
    strange.deals.open("Strange", "Halvorsen Quays")
    log = (tmp_path / "other" / "desk.db-wal").read_bytes()
    strange.close()
    before = (home / "desk.db").read_bytes()
    (home / "desk.db-wal").write_bytes(log)
    with pytest.raises(DeskDamaged, match="belongs to another desk") as caught:
        the_opening(home).with_passphrase(PHRASE)
    assert (home / "desk.db").read_bytes() == before
    assert "Move desk.db-wal" in caught.value.do
    (home / "desk.db-wal").unlink()
    assert _titles(home) == ["Cold chain sensors"]


@pytest.mark.parametrize("guarded", [True, False])
def test_an_older_log_of_the_same_desk_is_refused_and_harms_nothing(
    home: Path, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = _as_after_a_kill(home)["desk.db-wal"]
    _flag(home, "After the log")
    whole = (home / "desk.db").read_bytes()
    (home / "desk.db-wal").write_bytes(log)
    if not guarded:  # the control: the desk goes back to where the log was, or is torn
        monkeypatch.setattr(engine, "_refuse_older_log", lambda *_args: None)
        with contextlib.suppress(DeskError):
            desk = the_opening(home).with_passphrase(PHRASE)
            assert len(desk.risks.flags()) < 3
            desk.close()
        assert (home / "desk.db").read_bytes() != whole
        return
    with pytest.raises(DeskDamaged, match="another state of this one") as caught:
        the_opening(home).with_passphrase(PHRASE)
    assert "nothing of it is overwritten" in caught.value.safe
    assert (home / "desk.db").read_bytes() == whole
    (home / "desk.db-wal").unlink()  # the way on
    desk = the_opening(home).with_passphrase(PHRASE)
    assert len(desk.risks.flags()) == 3
    desk.close()


@pytest.mark.parametrize("swapped", [False, True])
def test_an_older_file_is_noticed_where_only_a_note_lacks(home: Path, swapped: bool) -> None:
    older = (home / "desk.db").read_bytes()
    desk = the_opening(home).with_passphrase(PHRASE)
    desk.notes.start(desk.deals.views()[0].deal.id, title="Later")
    desk.close()
    if swapped:
        (home / "desk.db").write_bytes(older)
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    warning = opening.missing_entries(desk)
    assert (warning is None) is not swapped  # the control is the newer file
    if warning:
        assert "lacks 1 change" in warning.happened
        assert warning.do
    desk.close()


@pytest.mark.parametrize("guarded", [True, False])
def test_a_verb_that_has_the_desk_open_keeps_it_from_being_exchanged(
    home: Path, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the lock a write is acknowledged that neither desk nor backup has afterwards."""
    opening, verb = the_opening(home), the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    file = opening.back_up(desk)
    opening.shut(desk)
    if not guarded:
        monkeypatch.setattr(locks, "_lock", lambda _handle: None)
        monkeypatch.setattr(locks, "_share", lambda _handle: None)
    writing = verb.with_passphrase(PHRASE)
    writing.deals.open("First", "Brookmoor Dairy")
    monkeypatch.setattr(locks.alone, "__defaults__", (0.0,))
    if guarded:
        with pytest.raises(DeskBusy, match="Another program") as caught:
            opening.put_back(file, PHRASE)
        assert caught.value.do
    else:
        opening.put_back(file, PHRASE)
    writing.deals.open("Acknowledged", "Brookmoor Dairy")
    writing.close()
    assert ("Acknowledged" in _titles(home)) is guarded


@posix
def test_verbs_during_a_restore_lose_nothing_that_they_called_written(
    nursery: Nursery, home: Path, tmp_path: Path, times: Times, figure: Callable[[str], None]
) -> None:
    verbs = times(6, 40)
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    file = opening.back_up(desk, tmp_path / "one.sedesk-backup")
    opening.shut(desk)
    before = [nursery.begin("write_once", str(home), f"Deal {number}") for number in range(verbs // 3)]
    restore = nursery.begin("restore", str(home), str(file))
    after = [nursery.begin("write_once", str(home), f"Deal {number}") for number in range(verbs // 3, verbs)]
    said = [nursery.end(pid)[-1] for pid in (*before, *after)]
    done = nursery.end(restore)[-1] == "done"
    written = {f"Deal {number}" for number, line in enumerate(said) if line == "written"}
    kept = set(_titles(home))
    for saved in home.glob("backups/*before-restore*"):
        there = the_opening(tmp_path / saved.stem)
        there.put_back(saved, PHRASE)
        kept |= set(_titles(tmp_path / saved.stem))
    assert written - kept == set()
    assert _whole(home)
    figure(
        f"{verbs} verbs during a restore ({'done' if done else 'refused'}): {len(written)} written, 0 lost"
    )


@pytest.mark.parametrize("swapped", [False, True])
def test_an_older_file_in_place_of_a_newer_one(home: Path, swapped: bool) -> None:
    older = (home / "desk.db").read_bytes()
    _flag(home, "One", "Two")
    if swapped:
        (home / "desk.db").write_bytes(older)
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    warning = opening.missing_entries(desk)
    assert (warning is None) is not swapped  # the control is the newer file
    if warning:
        assert "2 entries" in warning.happened
        assert warning.safe
        assert "backup" in warning.do
    desk.close()


def test_a_damaged_page_is_named_and_a_backup_brings_it_back(home: Path) -> None:
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    for number in range(40):
        desk.notes.start(desk.deals.views()[0].deal.id, body="freezer probe " * 400, title=str(number))
    file = opening.back_up(desk)
    desk.close()
    _flag(home, "After the backup")
    content = bytearray((home / "desk.db").read_bytes())
    for page in range(len(content) // 2 // 4096, len(content) // 4096):
        content[page * 4096 + 300] ^= 4
    (home / "desk.db").write_bytes(content)
    desk = opening.with_passphrase(PHRASE)
    (found, *_more) = opening.problems(desk)
    assert "does not" in found
    desk.close()
    restored = opening.put_back(file, PHRASE)
    assert restored.carried + restored.lost == 1  # the flag came along, or the chain says that it is lost
    assert restored.kept is not None
    assert _whole(home)


def test_a_newer_schema_is_refused_before_any_write(home: Path) -> None:
    key = _key(home)
    raw = connect(home / "desk.db", key, guarded=False)
    raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 3}")
    raw.execute("UPDATE upkeep SET app = '3.0.2'")
    raw.close()
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    with pytest.raises(DeskTooNew, match=r"needs SE Desk 3\.0\.2 or later") as caught:
        the_opening(home).with_passphrase(PHRASE)
    assert "that version" in caught.value.do
    assert {path: path.read_bytes() for path in before} == before
    raw = connect(home / "desk.db", key, guarded=False)
    raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    raw.close()
    assert _titles(home)  # the control


def _key(home: Path) -> bytes:
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    key = opening._key_of(desk)
    opening.shut(desk)
    return key


def test_the_wrong_key_and_a_missing_key_file(home: Path) -> None:
    with pytest.raises(WrongKey) as caught:
        the_opening(home).with_passphrase("some other phrase")
    assert "Caps Lock" in caught.value.do
    (home / "keyslots.json").rename(home / "aside")
    with pytest.raises(DeskMissing) as lost:
        the_opening(home).with_passphrase(PHRASE)
    assert "unharmed" in lost.value.safe
    assert "backup" in lost.value.do
    (home / "aside").rename(home / "keyslots.json")
    assert _titles(home)  # the control


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", DeskError),
        (b"x", BadFile),
        (b"SQLite format 3\0" + bytes(5000), BadFile),
        (bytes(5000), WrongKey),
    ],
)
def test_what_is_no_desk_is_told_apart(home: Path, content: bytes, kind: type[DeskError]) -> None:
    (home / "desk.db").write_bytes(content)
    with pytest.raises(kind) as caught:
        the_opening(home).with_passphrase(PHRASE)
    assert caught.value.do
    assert (home / "desk.db").read_bytes() == content


@pytest.mark.parametrize(
    "content",
    [b"{", b"[" * 60_000, b"x" * 9_000_000, b'{"format": "sedesk-keyslots/1", "desk": "d", "slots": "aa"}'],
)
@pytest.mark.parametrize("saved", [True, False])
def test_a_damaged_or_hostile_key_file(home: Path, content: bytes, saved: bool) -> None:
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    if saved:
        opening.back_up(desk)
    opening.shut(desk)
    (home / "keyslots.json").write_bytes(content)
    if saved:  # a backup holds another one: it opens, and the file is mended
        assert _titles(home)
        assert (home / "keyslots.damaged.json").read_bytes() == content
        assert _titles(home)
        return
    with pytest.raises(DeskDamaged, match=r"keyslots\.json") as caught:
        opening.with_passphrase(PHRASE)
    assert "backup" in caught.value.do


def test_a_key_file_of_a_later_version_names_what_it_needs(home: Path) -> None:
    content = b'{"format": "sedesk-keyslots/2", "needs": "3.1"}'
    (home / "keyslots.json").write_bytes(content)
    with pytest.raises(DeskTooNew, match=r"SE Desk 3\.1"):
        the_opening(home).with_passphrase(PHRASE)
    assert (home / "keyslots.json").read_bytes() == content


def test_a_clock_that_was_set_back_is_recorded_and_nothing_is_refused(home: Path) -> None:
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    now = desk.now()
    desk.close()
    back = Opening(opening.paths, MovableClock(now.replace(year=now.year - 1)), cost=QUICK)
    desk = back.with_passphrase(PHRASE)
    deal = desk.deals.views()[0].deal
    desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "A year before")
    assert [entry.clk for entry in desk.risks.entries(deal.id)] == ["ok", "regressed"]
    assert back.problems(desk) == ()
    assert len(back.warnings(desk)) == 1
    desk.close()
    desk = opening.with_passphrase(PHRASE)
    assert opening.warnings(desk) == ()  # the control
    desk.close()


def test_nothing_that_is_written_is_for_others_to_read(home: Path) -> None:
    before = os.umask(0)
    try:
        opening = the_opening(home.parent / "new" / "home")
        desk = opening.create("Marlene Okoro", "Europe/Berlin", passphrase=PHRASE, use_keyring=False)
        desk.risks.flag(desk.deals.open("A", "B").id, Severity.LOW, Category.DATA, "One")
        opening.hold()
        file = opening.back_up(desk)
        opening.problems(desk)
        during = [path for path in opening.paths.desk.parent.rglob("*") if path.exists()]
        loose = [path.name for path in during if path.stat().st_mode & 0o077]
        desk.close()
        opening.put_back(file, PHRASE)
    finally:
        os.umask(before)
    after = [opening.paths.desk.parent, *opening.paths.desk.parent.rglob("*")]
    assert {path.name for path in during} >= {"desk.db", "desk.db-wal", "desk.lock", "heads.json", "backups"}
    assert loose + [path.name for path in after if path.stat().st_mode & 0o077] == []
    (home / "loose").touch()
    (home / "loose").chmod(0o644)
    assert (home / "loose").stat().st_mode & 0o077  # the control
    opening.release()


def test_a_lock_is_held_by_one(home: Path) -> None:
    first, second = the_opening(home), the_opening(home)
    first.hold()
    with pytest.raises(DeskBusy) as caught:
        second.hold()
    assert caught.value.do
    first.release()
    second.hold()
    second.release()


def test_the_key_is_kept_in_one_place_and_forgotten(home: Path) -> None:
    import gc

    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    key = opening._key
    assert checks.problems(opening.paths.desk, key) == ()
    opening.shut(desk)
    gc.collect()
    holders = [one for one in gc.get_referrers(key) if not _is_a_frame(one)]
    assert holders == []
    assert opening._key == b""


def _is_a_frame(one: object) -> bool:
    return type(one).__name__ == "frame"
