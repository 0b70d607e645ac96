"""The facade's part about plans and papers."""

from __future__ import annotations

from se_desk.services.desk import Desk


def test_each_noun_is_made_once(desk: Desk) -> None:
    for name in ("exit_criteria", "insights", "strategies", "papers", "paper_files"):
        assert getattr(desk, name) is getattr(desk, name)
