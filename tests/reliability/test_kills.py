"""Processes that are killed while they write, back up, restore and migrate."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from se_desk.domain.errors import DeskError
from se_desk.services.desk import Desk
from se_desk.storage import archive, backup, checks
from se_desk.storage.engine import connect
from se_desk.storage.migrations import SCHEMA_VERSION
from se_desk.storage.migrations import run as migrations
from tests.reliability.conftest import Times, posix
from tests.reliability.dumps import dump_of
from tests.reliability.nursery import Nursery, after_a_while
from tests.reliability.works import PHRASE, body_of, the_opening

pytestmark = posix
Figure = Callable[[str], None]
LONGER = 1.3  # some are killed after the work was done
HALVING = [
    "CREATE TABLE extra (id TEXT PRIMARY KEY, body TEXT)",
    *[f"INSERT INTO extra SELECT id || '{n}', body FROM notes" for n in range(8)],
    "ALTER TABLE deals ADD COLUMN mood TEXT",
    "UPDATE deals SET mood = 'calm'",
    "CREATE INDEX extra_body ON extra (body)",
]


def _kill_while_typing(
    nursery: Nursery, home: Path, first: int, chance: random.Random, work: str
) -> list[int]:
    """The numbers it had said were written."""
    pid = nursery.begin(work, str(home), first)
    lines = [nursery.hear(pid)]
    after_a_while(nursery, chance, 0.2)
    return [int(line.split()[1]) for line in lines + nursery.kill(pid)]


def _typed(desk: Desk) -> int:
    """The number of the body that the note holds, whole."""
    deal = desk.deals.views()[0].deal
    body = desk.notes.of_deal(deal.id)[-1].body
    number = int(body.split("\n")[0])
    assert body == body_of(number)
    return number


def _whole_after(home: Path, said: list[int]) -> int:
    """How far the desk has come; nothing that was said may lack, and the index must be in step."""
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    typed = _typed(desk)
    assert typed in (said[-1], said[-1] + 1), f"said {said[-1]}, kept {typed}"
    deal = desk.deals.views()[0].deal
    flags = {flag.statement for flag in desk.risks.flags(deal.id)}
    titles = {note.title for note in desk.notes.of_deal(deal.id)}
    lost = {f"Flag {number}" for number in said if number % 7 == 0} - flags
    lost |= {f"Note {number}" for number in said if number % 5 == 0} - titles
    assert not lost, f"said {said}, lost {lost}"
    with desk.reading() as conn:
        indexed = conn.exec_driver_sql("SELECT count(*) FROM search_items WHERE noun = 'note'").scalar()
        kept = conn.exec_driver_sql("SELECT count(*) FROM notes").scalar()
    assert indexed == kept
    assert opening.missing_entries(desk) is None
    desk.close()
    return typed


def test_no_acknowledged_write_is_lost(nursery: Nursery, home: Path, times: Times, figure: Figure) -> None:
    chance, typed, acknowledged, runs = random.Random(1), 0, 0, times(10, 500)
    for _ in range(runs):
        said = _kill_while_typing(nursery, home, typed + 1, chance, "autosave")
        typed = _whole_after(home, said)
        acknowledged += len(said)
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    assert opening.problems(desk) == ()
    desk.close()
    figure(f"autosave: {runs} kills, {acknowledged} acknowledged steps, 0 lost; check clean")
    assert acknowledged >= runs


def test_what_is_acknowledged_too_soon_is_noticed(nursery: Nursery, home: Path) -> None:
    """The control."""
    chance, typed = random.Random(2), 0
    with pytest.raises(AssertionError, match="said"):
        for _ in range(60):
            said = _kill_while_typing(nursery, home, typed + 1, chance, "autosave_early")
            typed = _whole_after(home, said)


def _grown(home: Path, notes: int) -> None:
    desk = the_opening(home).with_passphrase(PHRASE)
    deal = desk.deals.views()[0].deal
    for number in range(notes):
        desk.notes.start(deal.id, title=f"Note {number}", body=body_of(number + 300))
    desk.close()


def _key(home: Path) -> bytes:
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    key = opening._key_of(desk)
    desk.close()
    return key


def _sound_backup(file: Path, key: bytes) -> bool:
    try:
        backup.verify(file, key)
    except DeskError:
        return False
    return True


def test_a_backup_is_whole_or_not_there(
    nursery: Nursery, home: Path, tmp_path: Path, times: Times, figure: Figure
) -> None:
    _grown(home, 60)
    key, chance, made, runs = _key(home), random.Random(3), 0, times(6, 100)
    span = nursery.time_of("back_up", str(home), str(tmp_path / "timed.sedesk-backup"))
    for number in range(runs):
        target = tmp_path / "backups" / f"{number}.sedesk-backup"
        pid = nursery.begin("back_up", str(home), str(target))
        nursery.hear(pid)
        after_a_while(nursery, chance, LONGER * span)
        said = nursery.kill(pid)
        assert target.exists() or "done" not in said
        if target.exists():
            assert _sound_backup(target, key)
            made += 1
        assert checks.problems(home / "desk.db", key) == ()
    figure(f"backup: {runs} kills, {made} backups whole, {runs - made} not there, 0 half")
    assert not times.long or 0 < made < runs  # it was killed before the end, and after


def test_a_backup_written_in_place_is_noticed(nursery: Nursery, home: Path, tmp_path: Path) -> None:
    """The control."""
    _grown(home, 20)
    target = tmp_path / "backups" / "one.sedesk-backup"
    pid = nursery.begin("back_up_in_place", str(home), str(target))
    assert [nursery.hear(pid), nursery.hear(pid)] == ["begun", "piece"]
    nursery.kill(pid)
    assert target.exists()
    assert not _sound_backup(target, _key(home))


def test_a_restore_leaves_the_one_desk_or_the_other(
    nursery: Nursery, home: Path, tmp_path: Path, times: Times, figure: Figure
) -> None:
    _grown(home, 20)
    key, chance = _key(home), random.Random(4)
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    file = opening.back_up(desk, tmp_path / "one.sedesk-backup")
    backed_up = dump_of(home / "desk.db", key)
    desk.close()
    _grown(home, 3)
    present, seen, runs = dump_of(home / "desk.db", key), [], times(6, 100)
    timed = shutil.copytree(home, tmp_path / "timed")
    span = nursery.time_of("restore", str(timed), str(file))
    for number in range(runs):
        place = Path(shutil.copytree(home, tmp_path / f"home {number}"))
        pid = nursery.begin("restore", str(place), str(file))
        nursery.hear(pid)
        after_a_while(nursery, chance, LONGER * span)
        said = nursery.kill(pid)
        again = the_opening(place)
        reopened = again.with_passphrase(PHRASE)
        assert again.problems(reopened) == ()
        assert again.missing_entries(reopened) is None
        reopened.close()
        found = dump_of(place / "desk.db", key)
        assert found in (present, backed_up)
        assert found == backed_up or "done" not in said
        seen.append(found == backed_up)
        assert not list(place.glob("*-restoring"))
        shutil.rmtree(place)
    figure(f"restore: {runs} kills, {sum(seen)} desks restored, {runs - sum(seen)} as before, 0 between")
    assert not times.long or set(seen) == {True, False}


def test_a_restore_over_the_desk_is_noticed(nursery: Nursery, home: Path, tmp_path: Path) -> None:
    """The control."""
    _grown(home, 20)
    key = _key(home)
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    file = opening.back_up(desk, tmp_path / "one.sedesk-backup")
    desk.close()
    pid = nursery.begin("restore_in_place", str(home), str(file))
    assert nursery.hear(pid) == "piece"
    nursery.kill(pid)
    with pytest.raises(DeskError):
        found = checks.problems(home / "desk.db", key)
        raise DeskError(found[0])
    assert archive.check(file)


def _steps(folder: Path) -> Path:
    """The steps of this version and one more, which takes a while."""
    shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    number = SCHEMA_VERSION + 1
    lines = [f"    conn.exec_driver_sql({statement!r})" for statement in HALVING]
    step = [
        "from alembic import op",
        f'revision = "{number:04}"',
        f'down_revision = "{SCHEMA_VERSION:04}"',
        "def upgrade():",
        "    conn = op.get_bind()",
        *lines,
    ]
    (folder / "versions" / f"{number:04}_more.py").write_text("\n".join(step) + "\n", "utf-8")
    return folder


def _schema(desk: Path, key: bytes) -> tuple[int, str, bool, bool]:
    """Version, alembic's version, and whether the step's two changes are there."""
    raw = connect(desk, key, guarded=False)
    version = raw.execute("PRAGMA user_version").fetchone()[0]
    step = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    table = raw.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").fetchone()[0]
    column = raw.execute("SELECT count(*) FROM pragma_table_info('deals') WHERE name = 'mood'").fetchone()[0]
    raw.close()
    return version, step, bool(table), bool(column)


BEFORE = (SCHEMA_VERSION, f"{SCHEMA_VERSION:04}", False, False)
AFTER = (SCHEMA_VERSION + 1, f"{SCHEMA_VERSION + 1:04}", True, True)


def _migrations_killed(
    nursery: Nursery, home: Path, tmp_path: Path, work: str, runs: int
) -> list[tuple[int, str, bool, bool]]:
    _grown(home, 60)
    key, chance, steps = _key(home), random.Random(5), _steps(tmp_path / "steps")
    seen, more = [], (key.hex(), str(steps), SCHEMA_VERSION + 1)
    timed = shutil.copytree(home, tmp_path / "timed")
    span = nursery.time_of(work, str(timed / "desk.db"), *more)
    for number in range(runs):
        place = Path(shutil.copytree(home, tmp_path / f"home {number}"))
        desk = place / "desk.db"
        pid = nursery.begin(work, str(desk), *more)
        nursery.hear(pid)
        after_a_while(nursery, chance, LONGER * span)
        said = nursery.kill(pid)
        found = _schema(desk, key)
        assert found == AFTER or "done" not in said
        assert checks.problems(desk, key, (checks.chain_problems,)) == ()
        seen.append(found)
        shutil.rmtree(place)
        if work == "migrate_unbound" and not set(seen) <= {BEFORE, AFTER}:
            break
    return seen


def test_a_migration_is_done_or_not_begun(
    nursery: Nursery, home: Path, tmp_path: Path, times: Times, figure: Figure
) -> None:
    seen = _migrations_killed(nursery, home, tmp_path, "migrate", times(6, 100))
    assert set(seen) <= {BEFORE, AFTER}
    figure(f"migration: {len(seen)} kills, {seen.count(AFTER)} done, {seen.count(BEFORE)} not begun, 0 half")
    assert not times.long or set(seen) == {BEFORE, AFTER}


def test_a_migration_without_one_transaction_is_noticed(nursery: Nursery, home: Path, tmp_path: Path) -> None:
    """The control."""
    seen = _migrations_killed(nursery, home, tmp_path, "migrate_unbound", 25)
    assert not set(seen) <= {BEFORE, AFTER}
