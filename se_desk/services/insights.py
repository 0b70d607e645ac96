"""Verbs of field insights: note what the market does, and roll it up for product (PRODUCT, part 1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput
from se_desk.domain.insights import Heard, Insight, InsightKind, rolled_up, tags_of, tags_text
from se_desk.domain.passages import Passage
from se_desk.domain.titles import title_of
from se_desk.storage import deals as deal_rows
from se_desk.storage import insights as statements
from se_desk.storage import notes as note_rows
from se_desk.storage import of_deals

if TYPE_CHECKING:
    from se_desk.exchange.documents import Document
    from se_desk.services.desk import Desk


class Insights:
    """What can be done with field insights."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hear(
        self,
        statement: str,
        kind: InsightKind,
        *,
        deal_id: str | None = None,
        detail: str = "",
        tags: str = "",
        source: str = "",
        private: bool = False,
        heard_on: date | None = None,
        passage: Passage | None = None,
        author: object | None = None,
    ) -> Insight:
        """Something the market does. BadInput where it says nothing, or has too many tags.

        ``passage`` is where in a note it was taken from.
        """
        with self._desk.writing(author) as work:
            if deal_id is not None:
                deal_rows.get(work.conn, deal_id)
            insight = Insight(
                id=work.new_id(),
                deal_id=deal_id,
                note_id=passage.note_id if passage else None,
                kind=kind,
                statement=_said(statement),
                detail=detail.strip(),
                tags=tags_text(tags_of(tags)),
                source=source.strip(),
                private=private,
                heard_on=heard_on or self._desk.today_on(),
            )
            statements.insert(work.conn, insight)
            if passage is not None:
                self._desk.note_links.keep_passage_in(work, "insight", insight.id, passage)
            work.announce(Noun.INSIGHT, insight.id, deal_id)
        return insight

    def change(self, insight_id: str, *, author: object | None = None, **fields: object) -> Insight:
        """Set the named fields; TypeError for one an insight does not have."""
        if "statement" in fields:
            fields["statement"] = _said(str(fields["statement"]))
        if "tags" in fields:
            fields["tags"] = tags_text(tags_of(str(fields["tags"])))
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, insight_id)
            changed = replace(found, **fields)  # type: ignore[arg-type]  # checked by replace
            statements.update(work.conn, changed)
            for deal_id in dict.fromkeys((found.deal_id, changed.deal_id)):
                work.announce(Noun.INSIGHT, insight_id, deal_id)
        return changed

    def drop(self, insight_id: str, *, author: object | None = None) -> Insight:
        """Take one away; what it was is given back, for ``put_back``. NotFound where there is none."""
        with self._desk.writing(author) as work:
            found = statements.get(work.conn, insight_id)
            statements.delete(work.conn, insight_id)
            work.announce(Noun.INSIGHT, insight_id, found.deal_id)
        return found

    def put_back(self, insight: Insight, *, author: object | None = None) -> None:
        """One that was just taken away, as it was. NotFound where its deal or note is gone meanwhile."""
        with self._desk.writing(author) as work:
            if insight.deal_id is not None:
                deal_rows.get(work.conn, insight.deal_id)
            if insight.note_id is not None:
                note_rows.get(work.conn, insight.note_id)
            statements.insert(work.conn, insight)
            work.announce(Noun.INSIGHT, insight.id, insight.deal_id)

    def get(self, insight_id: str) -> Insight:
        """The insight; NotFound where there is none."""
        with self._desk.reading() as conn:
            return statements.get(conn, insight_id)

    def of_deal(self, deal_id: str) -> tuple[Insight, ...]:
        """A deal's insights, the newest first."""
        with self._desk.reading() as conn:
            return statements.of_deal(conn, deal_id)

    def all(self) -> tuple[Heard, ...]:
        """Every insight with the account it was heard at, the newest first."""
        with self._desk.reading() as conn:
            found = statements.all_insights(conn)
            deals = of_deals.deals_by_id(conn, tuple({one.deal_id for one in found if one.deal_id}))
        return tuple(Heard(one, deals[one.deal_id].account if one.deal_id else "") for one in found)

    def roll_up(self) -> Document:
        """What leaves for product managers, private ones left out."""
        from se_desk.exchange.product_out import insights_document

        return insights_document(rolled_up(self.all()), self._desk.profile.get().name, self._desk.today_on())


def _said(statement: str) -> str:
    said = title_of(statement, "insight")
    if not said:
        raise BadInput("An insight says what the market does.", do="Write one line.")
    return said
