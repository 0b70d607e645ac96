"""A strategy and a paper as they leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from se_desk.domain.deals import Deal
from se_desk.domain.papers import PaperKind, Section, Sheet
from se_desk.domain.strategies import Heading, StrategyPart, in_order
from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.papers_out import sheet_document, strategy_document

ON = date(2026, 3, 4)
AT = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
DEAL = Deal(id="d", title="Berth planning", account="Halvorsen Quays", came_on=ON, changed_at=AT)


def test_a_strategy(golden: Callable[[str, str | bytes], None]) -> None:
    plan = StrategyPart(
        id="p", deal_id="d", heading=Heading.PLAN, text="1. Call *Ana*\n\n<b>then</b> write", changed_at=AT
    )
    parts = in_order("d", (plan,), AT)
    golden("deal-strategy.md", as_markdown(strategy_document(DEAL, parts, ("Ada Lund", "Nora Vik"), ON)))


def test_a_strategy_without_an_ae() -> None:
    text = as_markdown(strategy_document(DEAL, in_order("d", (), AT), ("", "Nora Vik"), ON))
    assert "Berth planning. Nora Vik, Wed 4 Mar 2026." in text


def test_a_paper(golden: Callable[[str, str | bytes], None]) -> None:
    sections = (
        Section("What happened", ("Mon 2 Mar 2026: Demo | shown", "Lost: No\nbudget")),
        Section("What was missed", (), "missed", "What did we not see?", "The *buyer*\n\nand the day"),
        Section("Left blank", (), "next", "What changes?", " "),
    )
    sheet = Sheet(PaperKind.AUTOPSY, "Autopsy sheet, Halvorsen Quays", "Berth planning. Lost.", sections)
    golden("autopsy.md", as_markdown(sheet_document(sheet, "Nora Vik", ON)))
