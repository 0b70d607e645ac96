"""What the file says of itself: a count that only grows, and the version that a newer desk needs."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from se_desk import __version__
from se_desk.storage import upkeep
from se_desk.storage.engine import connect
from se_desk.storage.store import Store, migrate
from tests.storage.conftest import KEY


def test_a_new_desk_says_which_version_made_it(store: Store) -> None:
    with store.reading() as conn:
        found = conn.exec_driver_sql("SELECT id, writes, app FROM upkeep").all()
    assert [tuple(row) for row in found] == [("file", 1, __version__)]


def test_there_is_one_row(store: Store) -> None:
    with pytest.raises(Exception, match="one_file"), store.writing() as conn:
        conn.exec_driver_sql("INSERT INTO upkeep VALUES ('other', 1, '')")


def test_a_migration_is_a_write_and_says_its_version(desk_path: Path) -> None:
    with closing(connect(desk_path, KEY)) as raw:
        raw.execute("UPDATE upkeep SET writes = 41, app = '0.0.1'")
    migrate(desk_path, KEY)
    with closing(connect(desk_path, KEY)) as raw:
        assert raw.execute("SELECT writes, app FROM upkeep").fetchone() == (42, __version__)


@pytest.mark.parametrize(
    ("app", "words"),
    [
        ("7.4.1", "SE Desk 7.4.1 or later"),
        ("10.0rc1+x", "SE Desk 10.0rc1+x or later"),
        (__version__, "a later SE Desk (its schema is 9)"),
        ("", "a later SE Desk (its schema is 9)"),
        ("<b>1</b>", "a later SE Desk (its schema is 9)"),
        ("1" * 99, "a later SE Desk (its schema is 9)"),
    ],
)
def test_what_a_newer_desk_needs_is_named(desk_path: Path, app: str, words: str) -> None:
    with closing(connect(desk_path, KEY)) as raw:
        raw.execute("UPDATE upkeep SET app = ?", (app,))
        error = upkeep.too_new(raw, "This desk", 9, "Do this.")
    assert str(error) == f"This desk needs {words}; this is {__version__}. Nothing was changed. Do this."


def test_a_desk_that_does_not_say_it_is_refused_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "bare.db"
    path.touch()
    with closing(connect(path, KEY, guarded=False)) as raw:
        assert upkeep.writes_seen(raw) is None
        assert "a later SE Desk" in str(upkeep.too_new(raw, "This desk", 2, ""))
        raw.execute("CREATE TABLE upkeep (id, writes, app)")
        assert upkeep.writes_seen(raw) is None
        raw.execute("INSERT INTO upkeep VALUES ('file', 'many', NULL)")
        assert upkeep.writes_seen(raw) is None
