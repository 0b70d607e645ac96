"""Papers, strategies and roll-ups as files on a real disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput
from se_desk.domain.insights import InsightKind
from se_desk.services.desk import Desk
from se_desk.services.files_out import FORMS
from tests.services.conftest import PaintsNothing


def test_each_form_is_one_file(desk: Desk, deal: Deal, paper: PaintsNothing, tmp_path: Path) -> None:
    document = desk.strategies.document(deal.id)
    for form, suffix in FORMS.items():
        (path,) = desk.paper_files.write(document, form, tmp_path / form, paper)
        assert path.name == f"Deal strategy, Halvorsen Quays{suffix}"
    assert paper.documents == [document]
    with pytest.raises(BadInput):
        desk.paper_files.write(document, "odt", tmp_path, paper)


def test_roll_ups_are_to_be_read_and_to_be_sorted(desk: Desk, deal: Deal, tmp_path: Path) -> None:
    desk.asks.hear(deal.id, "=HYPERLINK(1)", words="no net")
    desk.insights.hear("Tablets", InsightKind.USAGE)
    desk.insights.hear("Between us", InsightKind.USAGE, private=True)
    written = (*desk.paper_files.write_asks(tmp_path), *desk.paper_files.write_insights(tmp_path))
    assert [path.suffix for path in written] == [".md", ".csv", ".md", ".csv"]
    texts = [path.read_text("utf-8") for path in written]
    assert "'=HYPERLINK(1)" in texts[1]
    assert "Tablets" in texts[2]
    assert not any("Between us" in text for text in texts)
