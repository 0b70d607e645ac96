"""The check of a desk finds every damage, and nothing on a whole one."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest

from se_desk.domain.errors import DeskError, WrongKey
from se_desk.storage import checks, risks, rows
from se_desk.storage.engine import connect
from se_desk.storage.store import open_store
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.notes import notes
from tests.storage.conftest import KEY, a_deal, a_note
from tests.storage.test_risks import CHAIN, FLAG, NOTE, OTHER, sealed


@pytest.fixture
def filled(desk_path: Path) -> Path:
    """A closed desk with something in it."""
    store = open_store(desk_path, KEY)
    with store.writing() as conn:
        rows.insert(conn, deals, a_deal())
        rows.insert_many(conn, notes, [a_note(f"n{number}", body="freezer " * 200) for number in range(20)])
    store.close()
    return desk_path


def test_a_whole_desk_has_no_problem(filled: Path) -> None:
    before = filled.read_bytes()
    assert checks.problems(filled, KEY) == ()
    assert filled.read_bytes() == before


def test_every_flipped_bit_is_noticed(filled: Path) -> None:
    whole, chance = filled.read_bytes(), random.Random(7)
    for _ in range(60):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        filled.write_bytes(content)
        with contextlib.suppress(DeskError):  # noticed at opening already
            assert checks.problems(filled, KEY)
    filled.write_bytes(whole)
    assert checks.problems(filled, KEY) == ()


def test_what_lies_behind_the_cipher_is_checked_too(filled: Path) -> None:
    raw = connect(filled, KEY, guarded=False)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM deals")
    raw.close()
    assert "A row of notes refers to something that is gone." in checks.problems(filled, KEY)


def test_rows_are_checked_and_nothing_is_left_of_it(filled: Path) -> None:
    raw = connect(filled, KEY)
    raw.execute("DELETE FROM search_items WHERE item_id = 'n1'")
    raw.close()
    (found,) = checks.problems(filled, KEY)
    assert "search index" in found
    assert checks.problems(filled, KEY, ()) == ()


def test_the_wrong_key_is_no_damage(filled: Path) -> None:
    with pytest.raises(WrongKey):
        checks.problems(filled, bytes(32))


@pytest.fixture
def logged(filled: Path) -> Path:
    """A closed desk with a chain of two entries."""
    store = open_store(filled, KEY)
    first = sealed(1, None, FLAG)
    with store.writing() as conn:
        risks.begin_chain(conn, "d1", CHAIN)
        risks.append(conn, "d1", first)
        risks.append(conn, "d1", sealed(2, first.head, NOTE))
    store.close()
    return filled


TAMPERED = {
    "UPDATE risk_entries SET hash = 'x' WHERE seq = 2": "hash kept beside entry 2",
    "UPDATE risk_opened SET value = 'Never' WHERE name = 'statement'": "does not fit its commitment",
    "UPDATE risk_entries SET core = CAST(replace(core, 'ok', 'no') AS BLOB)": "Entry 1",
    "UPDATE risk_entries SET core = 'text'": "Entry 1",
    "DELETE FROM risk_entries WHERE seq = 1": "Entry 1 is missing",
    "DELETE FROM risk_chains": "belongs to the chain of no deal",
    f"UPDATE risk_entries SET chain = '{OTHER}'; UPDATE risk_opened SET chain = '{OTHER}'; "
    f"UPDATE risk_chains SET chain = '{OTHER}'": "under the name of another",
}


@pytest.mark.parametrize("change", TAMPERED)
def test_a_risk_log_that_was_changed_behind_the_triggers_is_noticed(logged: Path, change: str) -> None:
    assert checks.problems(logged, KEY) == ()  # the control
    raw = connect(logged, KEY, guarded=False)
    for (name,) in raw.execute(
        "SELECT name FROM sqlite_schema WHERE name LIKE 'risk_%' AND type = 'trigger'"
    ):
        raw.execute(f"DROP TRIGGER {name}")
    for statement in change.split("; "):
        raw.execute(statement)
    raw.close()
    found = checks.problems(logged, KEY)
    assert any(TAMPERED[change] in one for one in found), found
    assert all(one.startswith("Risk log: ") for one in found)


def test_progress_is_told_in_steps(filled: Path) -> None:
    seen: list[tuple[int, int]] = []
    checks.problems(filled, KEY, progress=lambda done, total: seen.append((done, total)))
    assert [step for step in dict.fromkeys(seen) if step[0]] == [(step, 5) for step in range(1, 6)]


@pytest.mark.parametrize("after", [0, 1, 4])
def test_a_check_that_is_not_wanted_any_more_ends(filled: Path, after: int) -> None:
    class Enough(Exception):
        pass

    def progress(done: int, _total: int) -> None:
        if done >= after:
            raise Enough

    with pytest.raises(Enough):
        checks.problems(filled, KEY, progress=progress)
    assert checks.problems(filled, KEY) == ()
