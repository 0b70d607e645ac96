"""Verbs of field insights on a real desk."""

from __future__ import annotations

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.insights import Insight, InsightKind
from se_desk.domain.passages import Passage
from se_desk.exchange.as_markdown import as_markdown
from se_desk.services.desk import Desk
from se_desk.storage import rows
from se_desk.storage.tables.deals import deals


def test_heard_with_a_deal_and_without(desk: Desk, deal: Deal, heard: list[Change]) -> None:
    first = desk.insights.hear(
        "Ports report outages", InsightKind.REGULATION, deal_id=deal.id, tags="#NIS, ports"
    )
    assert (first.tags, first.heard_on) == ("nis, ports", desk.today_on())
    assert (heard[-1].noun, heard[-1].deal_id) == (Noun.INSIGHT, deal.id)
    second = desk.insights.hear("Everybody uses tablets", InsightKind.USAGE, source="A fair")
    assert [(one.insight, one.account) for one in desk.insights.all()] == [
        (second, ""),
        (first, deal.account),
    ]
    assert desk.insights.of_deal(deal.id) == (first,)
    changed = desk.insights.change(second.id, statement=" Tablets\neverywhere ", tags="Crews")
    assert (changed.statement, changed.tags) == ("Tablets everywhere", "crews")
    assert desk.insights.get(second.id) == changed


def test_taken_away_and_back(desk: Desk) -> None:
    made = desk.insights.hear("Tablets", InsightKind.USAGE)
    assert desk.insights.drop(made.id) == made
    with pytest.raises(NotFound):
        desk.insights.get(made.id)
    desk.insights.put_back(made)
    assert desk.insights.get(made.id) == made


def test_from_a_note(desk: Desk, deal: Deal) -> None:
    note = desk.notes.start(deal.id, body="They buy by frame contract only.")
    passage = Passage(note.id, 1, "frame contract", 12)
    made = desk.insights.hear("Frame contracts", InsightKind.BUYING, deal_id=deal.id, passage=passage)
    assert made.note_id == note.id
    assert [one.note_id for one in desk.note_links.passages("insight", made.id)] == [note.id]


def test_what_it_needs(desk: Desk) -> None:
    with pytest.raises(BadInput):
        desk.insights.hear(" \n", InsightKind.OTHER)
    with pytest.raises(NotFound):
        desk.insights.hear("x", InsightKind.OTHER, deal_id="none")
    made = desk.insights.hear("x", InsightKind.OTHER)
    with pytest.raises(BadInput):
        desk.insights.change(made.id, statement="")


def test_what_leaves(desk: Desk, deal: Deal) -> None:
    desk.insights.hear("Frame contracts", InsightKind.BUYING, deal_id=deal.id)
    desk.insights.hear("Between us", InsightKind.OTHER, private=True)
    text = as_markdown(desk.insights.roll_up())
    assert "Frame contracts" in text
    assert "Between us" not in text


def test_one_whose_deal_or_note_is_gone_stays_away(desk: Desk, deal: Deal) -> None:
    note = desk.notes.start(deal.id, body="They buy by frame contract only.")
    passage = Passage(note.id, 1, "frame contract", 12)
    of_deal = desk.insights.drop(desk.insights.hear("Tablets", InsightKind.USAGE, deal_id=deal.id).id)
    of_note = desk.insights.drop(desk.insights.hear("Frames", InsightKind.BUYING, passage=passage).id)
    desk.insights.put_back(desk.insights.drop(_again(desk, of_note)))
    with desk.writing() as work:
        rows.delete(work.conn, deals, deal.id)  # its notes go with it
    for gone in (of_deal, of_note):
        with pytest.raises(NotFound):
            desk.insights.put_back(gone)


def _again(desk: Desk, insight: Insight) -> str:
    desk.insights.put_back(insight)
    return insight.id
