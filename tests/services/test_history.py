"""The timeline of a deal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.notes import NoteKind
from se_desk.domain.risks import Category, Channel, OutcomeWord, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.history import excerpt


@pytest.fixture
def clock() -> MovableClock:
    """Friday 4 September, 10:18 in Berlin."""
    return MovableClock(datetime(2026, 9, 4, 8, 18, tzinfo=UTC))


def test_everything_in_one_order(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    desk.deals.reach(deal.id, "discovery", date(2026, 9, 1))
    desk.deals.reach(deal.id, "demo", date(2026, 12, 1))  # lies ahead, so it is not shown
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, date(2026, 9, 30), "CRM")
    past = desk.calls.plan("Line walk", desk.now() - timedelta(hours=3), minutes=60, deal_id=deal.id)
    missed = desk.calls.plan("Intro", desk.now() - timedelta(hours=30), minutes=30, deal_id=deal.id)
    late = desk.calls.plan("Audit", desk.now() - timedelta(days=3), minutes=30, deal_id=deal.id)
    coming = desk.calls.plan("Readout", desk.now() + timedelta(minutes=42), minutes=60, deal_id=deal.id)
    running = desk.calls.plan("Now", desk.now() - timedelta(minutes=5), minutes=30, deal_id=deal.id)
    gone = desk.calls.plan("Dropped", desk.now(), minutes=30, deal_id=deal.id)
    desk.calls.cancel(gone.id)
    clock.move(timedelta(minutes=1))
    note = desk.notes.start(deal.id, kind=NoteKind.CALL, call_id=past.id, body="# Walk\n\nThree lines.")
    desk.notes.start(deal.id, kind=NoteKind.CALL, call_id=late.id, title="Audit", body="Short", private=True)
    desk.notes.start(deal.id, kind=NoteKind.DECISION, title="Wired sensors")
    clock.move(timedelta(minutes=1))
    flag = desk.risks.flag(deal.id, Severity.HIGH, Category.DATA, "Sample data is late", "mail")
    step = desk.steps.settle(desk.steps.promise(deal.id, "Send the map").id)
    desk.deals.record_read(deal.id, date(2026, 11, 14), "procurement")
    clock.move(timedelta(minutes=1))
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 10, 2))
    rows = desk.history.of_deal(deal.id)
    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)
    by_id = {row.id: row for row in rows}
    assert gone.id not in by_id
    assert (by_id[coming.id].future, by_id[coming.id].text) == (True, "in 39 min · no huddle yet")
    assert by_id[running.id].aside == ""
    assert by_id[past.id].aside.startswith("Logged 2 h 1 min after")
    assert (by_id[missed.id].tone, by_id[late.id].tone) == ("over", "late")
    assert (by_id[note.id].title, by_id[note.id].text, by_id[note.id].footer) == (
        "Walk",
        "Three lines.",
        "Line walk",
    )
    assert (by_id[flag.id].aside, by_id[flag.id].text) == ("Not told", "mail")
    assert by_id[step.id].title == "Done: Send the map"
    moved = next(row for row in rows if row.noun == "forecast")
    assert moved.text == "2 days later than before"
    assert [row.title for row in rows if row.icon == "milestone"] == ["Discovery done"]


def test_a_call_says_who_came_and_how_it_is_prepared(desk: Desk, deal: Deal) -> None:
    held = desk.calls.plan("Line walk", desk.now() - timedelta(hours=3), minutes=60, deal_id=deal.id)
    coming = desk.calls.plan("Readout", desk.now() + timedelta(hours=1), minutes=60, deal_id=deal.id)

    def said() -> dict[str, str]:
        return {row.id: row.text for row in desk.history.of_deal(deal.id)}

    assert said()[held.id] == "60 min"
    for name in ("Ada Holm", "Bo Lind", "Cy Ware", "Di Sand"):
        desk.calls.attend(held.id, name)
    assert said()[held.id] == "60 min · Ada Holm, Bo Lind +2"
    view = desk.huddles.begin(coming.id)
    desk.huddles.tick(view.ticks[0].id)
    assert said()[coming.id] == f"in 1 h · huddle 1 of {len(view.ticks)}"
    desk.huddles.hold(coming.id)
    assert said()[coming.id] == "in 1 h · huddle held"


def test_a_flag_says_how_it_stands(desk: Desk, deal: Deal) -> None:
    flag = desk.risks.flag(deal.id, Severity.HIGH, Category.DATA, "Sample data is late", "mail")

    def row() -> tuple[str, str]:
        (found,) = [r for r in desk.history.of_deal(deal.id) if r.noun == "flag"]
        return found.aside, found.tone

    desk.risks.tell(flag.id, "Otto", Channel.DIRECT_MESSAGE, message="I want to flag that it is.\n\nMore.")
    assert row() == ("Waiting for Otto", "line")
    (found,) = [r for r in desk.history.of_deal(deal.id) if r.noun == "flag"]
    assert found.quote == "“I want to flag that it is.”"
    assert "by direct message" in found.footer
    assert found.mono.startswith("SED1-0002")
    desk.risks.respond(flag.id, "Otto", "On it.")
    assert row() == ("Answered", "accent")
    desk.risks.close(flag.id, OutcomeWord.SOLVED)
    assert row() == ("Closed, solved", "green")


def test_a_deal_without_partner(desk: Desk) -> None:
    deal = desk.deals.open("Gate", "Aspen Ports")
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 10, 2))
    (row,) = desk.history.of_deal(deal.id)
    assert row.title.startswith("AE forecast: Commit")


def test_excerpt_says_the_words_without_their_marks() -> None:
    assert excerpt("- [ ] Ask **Ines** for `ports`") == "Ask Ines for ports"


def test_excerpt_ends_at_a_word() -> None:
    assert excerpt("# Title\n\none two three", "Title", 9) == "one two…"
    assert excerpt("") == ""


def test_an_excerpt_of_a_table_is_its_cells() -> None:
    assert excerpt("| Crane | Age |\n|:---|---:|\n| 11 | 27 |\nEnd") == "Crane, Age 11, 27 End"


def test_excerpt_of_a_book_is_at_its_beginning() -> None:
    assert excerpt("One\n" + "---\n" * 10_000 + "Two") == "One"
    assert excerpt("One\n" + "---\n" * 10 + "Two") == "One Two"  # the control
