"""Figures as files: which, where, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from se_desk.domain.deals import Deal, Outcome
from se_desk.domain.errors import BadFile, BadInput, DiskFull
from se_desk.services.desk import Desk
from tests.services.conftest import SE, PaintsNothing


def test_all_formats_of_this_quarter(desk: Desk, deal: Deal, paper: PaintsNothing, tmp_path: Path) -> None:
    desk.deals.close(deal.id, Outcome.WON, date(2026, 3, 2))
    written = desk.metrics_files.export(None, tmp_path / "out", paper)
    stem = "Metrics, Q1 FY2026"
    assert [path.name for path in written] == [
        *(f"{stem}.pdf", f"{stem}.md", f"{stem}, numbers.csv", f"{stem}, deals.csv")
    ]
    assert paper.documents == [desk.metrics_files.document()]
    text = written[1].read_text("utf-8")
    assert SE in text and deal.account in text and "0 won" not in text
    assert deal.account in written[3].read_text("utf-8")


def test_another_quarter_in_one_format(desk: Desk, deal: Deal, paper: PaintsNothing, tmp_path: Path) -> None:
    last = desk.metrics.period("last")
    (path,) = desk.metrics_files.export(last, tmp_path, paper, ("markdown",))
    assert path.name == "Metrics, Q4 FY2025.md"
    assert deal.account not in path.read_text("utf-8") and not paper.documents


def test_what_stands_in_the_way(
    desk: Desk, paper: PaintsNothing, tmp_path: Path, no_room: Callable[[], AbstractContextManager[None]]
) -> None:
    with pytest.raises(BadInput, match="no format"):
        desk.metrics_files.export(None, tmp_path, paper, ("docx",))
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadFile):
        desk.metrics_files.export(None, tmp_path / "file", paper)
    with no_room(), pytest.raises(DiskFull):
        desk.metrics_files.export(None, tmp_path / "full", paper)
    assert not list((tmp_path / "full").glob("*"))


def test_notes_say_nothing_in_it(desk: Desk, deal: Deal) -> None:
    desk.notes.start(deal.id, title="Kiln secret", body="A word that stays.")
    document = desk.metrics_files.document()
    assert "secret" not in str(document) and "A word" not in str(document)
