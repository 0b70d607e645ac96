"""The pack for travel."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.errors import NotFound
from se_desk.domain.risks import Category, Severity
from se_desk.exchange.as_text import as_text
from se_desk.services.desk import Desk
from tests.services.conftest import PaintsNothing


def test_everything_for_the_calls_ahead(desk: Desk, deal: Deal, paper: PaintsNothing, tmp_path: Path) -> None:
    soon = desk.calls.plan("Line walk", desk.now() + timedelta(hours=1), minutes=60, deal_id=deal.id)
    desk.calls.attend(soon.id, "Ines Roth", "CFO")
    desk.calls.attend(soon.id, "Marlene Okoro", ours=True)
    desk.huddles.begin(soon.id)
    desk.huddles.set_objective(soon.id, "Ines names the date.")
    desk.huddles.add_beat(
        soon.id, "Why now", line="Shall we begin with the berth?", from_minute=0, to_minute=5
    )
    desk.calls.plan("No deal yet", desk.now() + timedelta(days=1), minutes=30)
    far = desk.calls.plan("Far", desk.now() + timedelta(days=9), minutes=30, deal_id=deal.id)
    over = desk.calls.plan("Over", desk.now() - timedelta(hours=3), minutes=30, deal_id=deal.id)
    gone = desk.calls.plan("Gone", desk.now() + timedelta(hours=2), minutes=30, deal_id=deal.id)
    desk.calls.cancel(gone.id)
    desk.calls.receive_context(soon.id, "They lost a berth.")
    desk.huddles.set_deferral_line(soon.id, "Then let us meet again")
    begun = desk.huddles.of_call(soon.id)
    assert begun is not None
    desk.huddles.tick(begun.ticks[0].id)
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 30))
    desk.deals.record_read(deal.id, date(2026, 5, 4))
    desk.steps.promise(deal.id, "Send the tables", due_on=date(2026, 3, 9))
    done = desk.steps.promise(deal.id, "Done already")
    desk.steps.settle(done.id)
    desk.notes.start(deal.id, title="Walk", body="Three cranes.")
    desk.notes.start(deal.id, title="Secret", body="canary", private=True)
    desk.risks.flag(deal.id, Severity.HIGH, Category.DATA, "Sample data is late")
    text = as_text(desk.packs.document(3))
    inside = (
        *("Line walk", "Ines names the date.", "Ines Roth, CFO (title not confirmed)", "Why now"),
        *("High: Sample data is late (Not told)", "Walk: Three cranes.", "No deal yet", "No huddle yet."),
        *("Discovery. AE: Commit, Mon 30 Mar. My read: Mon 4 May.", "Context: They lost a berth."),
        *("Send the tables (you, by Mon 9 Mar)", "Still open: Same objective, said by both"),
        "If it becomes another call: “Then let us meet again”",
    )
    for part in inside:
        assert part in text, part
    for part in (far.title, over.title, gone.title, "canary", "Secret"):
        assert part not in text, part
    pdf, page = desk.packs.export(3, tmp_path / "out", paper)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert paper.documents == [desk.packs.document(3)]
    assert "Ines Roth" in page.read_text("utf-8")


def test_nothing_ahead(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.packs.document(3)


def test_what_is_not_there_leaves_no_heading(desk: Desk) -> None:
    """A call that is ready, with a huddle that only began, of a deal with nothing in it yet."""
    deal = desk.deals.open("Gate lanes", "Abenrod Terminal")
    call = desk.calls.plan(
        "Gate walk", desk.now() + timedelta(hours=1), deal_id=deal.id, agenda="Lanes", agenda_confirmed=True
    )
    person = desk.calls.attend(call.id, "Ines Roth", "CFO")
    desk.calls.change_attendee(person.id, title_confirmed=True)
    desk.huddles.begin(call.id)
    text = as_text(desk.packs.document(1))
    assert "Ines Roth, CFO\n" in f"{text}\n"
    for part in ("Story", "Open flags", "Last notes", "Objective", "No huddle", "with ", "None"):
        assert part not in text, part
