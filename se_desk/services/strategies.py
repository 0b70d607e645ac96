"""Verbs of deal strategies: write a part, look at what it said before, take that back (PRODUCT, part 1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.strategies import Heading, StrategyPart, StrategyVersion, goes_on, in_order
from se_desk.storage import deals as deal_rows
from se_desk.storage import strategies as statements

if TYPE_CHECKING:
    from se_desk.exchange.documents import Document
    from se_desk.services.desk import Desk, Work


class Strategies:
    """What can be done with the strategy of a deal."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(
        self, deal_id: str, heading: Heading, text: str, *, author: object | None = None
    ) -> StrategyPart:
        """What a part says from now on. One sitting is one version; NotFound where there is no such deal."""
        with self._desk.writing(author) as work:
            deal_rows.get(work.conn, deal_id)
            known = {part.heading: part for part in statements.of_deal(work.conn, deal_id)}.get(heading)
            part = StrategyPart(
                id=known.id if known else work.new_id(),
                deal_id=deal_id,
                heading=heading,
                text=text.strip(),
                changed_at=work.now,
            )
            if known is None or known.text != part.text:
                statements.save(work.conn, part)
                _keep_version(work, part)
                work.announce(Noun.DEAL, deal_id, deal_id)
        return part

    def of_deal(self, deal_id: str) -> tuple[StrategyPart, ...]:
        """All six parts in order, those that nobody wrote blank."""
        with self._desk.reading() as conn:
            return in_order(deal_id, statements.of_deal(conn, deal_id), self._desk.now())

    def versions(self, deal_id: str) -> tuple[StrategyVersion, ...]:
        """Everything the parts have said, the newest first."""
        with self._desk.reading() as conn:
            return statements.versions_of(conn, deal_id)

    def restore(self, version_id: str, *, author: object | None = None) -> StrategyPart:
        """What a version said is what its part says from now on; what it said until now is kept."""
        with self._desk.reading() as conn:
            version = statements.version(conn, version_id)
        return self.write(version.deal_id, version.heading, version.text, author=author)

    def document(self, deal_id: str) -> Document:
        """The page as it would leave."""
        from se_desk.exchange.papers_out import strategy_document

        view = self._desk.deals.view(deal_id)
        names = (view.partner.name if view.partner else "", self._desk.profile.get().name)
        return strategy_document(view.deal, self.of_deal(deal_id), names, self._desk.today_on())


def _keep_version(work: Work, part: StrategyPart) -> None:
    last = statements.last_version(work.conn, part.deal_id, part.heading)
    if last is not None and goes_on(last, work.now):
        statements.save_version(work.conn, replace(last, text=part.text))
        return
    version = StrategyVersion(
        id=work.new_id(),
        deal_id=part.deal_id,
        heading=part.heading,
        text=part.text,
        recorded_at=work.now,
    )
    statements.save_version(work.conn, version)
