"""Agenda and minutes of a scrub as they leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from se_desk.domain.scrubs import Decision
from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.as_text import as_text
from se_desk.exchange.scrubs_out import PaperDeal, PaperDecision, agenda_document, minutes_document

ON = date(2026, 3, 4)
DEALS = (
    PaperDeal(
        "Halvorsen Quays",
        "Berth planning",
        "Commit, Tue 31 Mar",
        "Fri 15 May",
        45,
        ("Budget exists",),
        ("Not told: The date cannot hold",),
        ("What happens if nothing is bought this year?",),
    ),
    PaperDeal("Abenrod", "Crane rails"),
    PaperDeal("Zeebrook", "# Yard | *two*", read="Fri 15 May", apart=0),
)
DECIDED = (
    PaperDecision("Halvorsen Quays", "Berth planning", Decision.CLOSE_GAP, "Name the sponsor", "Ada", ON),
    PaperDecision("Abenrod", "Crane rails", Decision.DISQUALIFY, "No budget\nthis year"),
    PaperDecision("Zeebrook", "Yard", Decision.KEEP),
    PaperDecision("Zeebrook", "Gate", Decision.CLOSE_GAP, "A day", "Nora"),
)


def test_the_agenda(golden: Callable[[str, str | bytes], None]) -> None:
    document = agenda_document("Ada Lund", "Nora Vik", ON, DEALS)
    assert document.title == "Scrub agenda, Wed 4 Mar 2026, Ada Lund"
    golden("scrub-agenda.md", as_markdown(document))


def test_the_minutes(golden: Callable[[str, str | bytes], None]) -> None:
    document = minutes_document("Ada Lund", "Nora Vik", ON, DECIDED, date(2026, 3, 18))
    golden("scrub-minutes.txt", as_text(document))


def test_minutes_of_nothing() -> None:
    assert as_text(minutes_document("A", "B", ON, (), None)).endswith("Nothing was decided.")
