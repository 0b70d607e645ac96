"""A real encrypted desk for each test, copied from one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.notes import Note
from se_desk.storage.store import Store, open_store

KEY = bytes(range(32))
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with a schema and no rows, closed."""
    path = tmp_path_factory.mktemp("empty") / "desk.db"
    open_store(path, KEY, create=True).close()
    return path


@pytest.fixture
def desk_path(empty_desk: Path, tmp_path: Path) -> Path:
    """A desk of this test's own, closed."""
    folder = tmp_path / "desk"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy2(empty_desk, folder / "desk.db"))


@pytest.fixture
def store(desk_path: Path) -> Iterator[Store]:
    """A desk of this test's own, open."""
    opened = open_store(desk_path, KEY)
    yield opened
    opened.close()


def a_deal(key: str = "d1", **fields: object) -> Deal:
    """A deal with as little in it as possible."""
    given: dict[str, object] = {
        "id": key,
        "title": "Cold chain sensors",
        "account": "Brookmoor Dairy",
        "came_on": NOW.date(),
        "changed_at": NOW,
    }
    return Deal(**(given | fields))  # type: ignore[arg-type]


def a_note(key: str = "n1", **fields: object) -> Note:
    """A note of the deal ``d1``."""
    given: dict[str, object] = {"id": key, "deal_id": "d1", "written_at": NOW, "changed_at": NOW}
    return Note(**(given | fields))  # type: ignore[arg-type]
