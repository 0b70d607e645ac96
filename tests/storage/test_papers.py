"""Statements of what the SE wrote into papers."""

from __future__ import annotations

from dataclasses import replace

from se_desk.domain.papers import PaperAnswer, PaperKind
from se_desk.storage import deals, papers, rows
from se_desk.storage.store import Store
from se_desk.storage.tables.deals import deals as deal_table
from tests.storage.conftest import NOW, a_deal

OF_DEAL = PaperAnswer(
    id="1", kind=PaperKind.AUTOPSY, deal_id="d1", question="next", text="Ask", changed_at=NOW
)
OF_QUARTER = replace(OF_DEAL, id="2", kind=PaperKind.IMPACT, deal_id=None, period="Q1 FY2026")


def test_each_paper_has_its_own_answers(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        papers.save(conn, OF_DEAL)
        papers.save(conn, OF_QUARTER)
        papers.save(conn, replace(OF_DEAL, text="Ask first"))
        (found,) = papers.of_paper(conn, PaperKind.AUTOPSY, "d1", "")
        assert found.text == "Ask first"
        assert papers.of_paper(conn, PaperKind.REVIEW, "d1", "") == ()
        assert papers.of_paper(conn, PaperKind.IMPACT, None, "Q1 FY2026") == (OF_QUARTER,)
        assert papers.of_paper(conn, PaperKind.IMPACT, None, "Q2 FY2026") == ()
        rows.delete(conn, deal_table, "d1")
        assert papers.of_paper(conn, PaperKind.AUTOPSY, "d1", "") == ()
