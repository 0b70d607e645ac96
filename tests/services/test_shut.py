"""A locked desk answers every verb with one sentence, and knows nothing of what it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.domain.errors import DeskLocked
from se_desk.services.desk import Desk
from se_desk.services.shut import Shut, locked


def test_it_neither_reads_nor_writes(tmp_path: Path) -> None:
    desk = Desk(Shut(tmp_path / "desk.db"))
    with pytest.raises(DeskLocked), desk.reading():
        pass
    with pytest.raises(DeskLocked), desk.writing():
        pass
    with pytest.raises(DeskLocked, match="The desk is locked"):
        desk.deals.views()
    with pytest.raises(DeskLocked):
        desk.store.searcher.close()
    assert not hasattr(desk.store, "nothing of the kind")


def test_closing_it_does_nothing(tmp_path: Path) -> None:
    desk = Desk(Shut(tmp_path / "desk.db"))
    desk.close()
    assert not desk.store.is_open
    assert list(tmp_path.iterdir()) == []
    assert locked().do
