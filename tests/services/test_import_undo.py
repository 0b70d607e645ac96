"""The last import of deals, taken back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import ForecastCategory
from se_desk.domain.errors import NotFound
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk

HEAD = (
    "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date,Forecast Category"
)
GATE = "7,Gate,Abenrod,Ines Roth,Demo,100,2026-09-30,Commit"
PILOT = "8,Pilot,Corran,Jo Field,POC,200,2026-10-31,Pipeline"


@pytest.fixture
def take(desk: Desk, clock: MovableClock, tmp_path: Path) -> object:
    def of(*lines: str) -> None:
        path = tmp_path / "deals.csv"
        path.write_text("\n".join((HEAD, *lines)), encoding="utf-8")
        clock.move(timedelta(hours=1))
        desk.imports.take_deals(desk.imports.plan_deals(path))
        clock.move(timedelta(hours=1))

    return of


def whole(desk: Desk) -> object:
    deals = [view.deal for view in desk.deals.views()]
    return (
        deals,
        [desk.deals.forecasts(deal.id) for deal in deals],
        [row.view.partner.name for row in desk.partners.board()],
    )


def test_new_deals_are_gone_and_who_came_with_them(desk: Desk, take: object, heard: list[Change]) -> None:
    before = whole(desk)
    assert desk.imports.last() is None
    take(GATE, PILOT)  # type: ignore[operator]
    label, _at = desk.imports.last() or ("", None)
    assert label == "Salesforce report"
    heard.clear()
    done = desk.imports.undo_last()
    assert (
        done.say() == "The import from Salesforce report is taken back: 2 deals removed, 0 deals as before."
    )
    assert whole(desk) == before
    assert desk.search.find("Gate") == ()
    assert [change.noun for change in heard] == [Noun.EVERYTHING]
    with pytest.raises(NotFound):
        desk.imports.undo_last()


def test_fields_are_exactly_as_they_were(desk: Desk, take: object) -> None:
    desk.deals.open("Gate", "Abenrod")
    take(PILOT)  # type: ignore[operator]
    before = whole(desk)
    take(GATE, PILOT.replace("200", "300").replace("2026-10-31", "2026-12-31"))  # type: ignore[operator]
    assert whole(desk) != before
    done = desk.imports.undo_last()
    assert (done.restored, done.removed, done.stayed) == (2, 0, ())
    assert whole(desk) == before
    with pytest.raises(NotFound):  # only the last one
        desk.imports.undo_last()


def test_what_was_worked_on_since_stays_and_is_named(desk: Desk, take: object) -> None:
    take(GATE)  # type: ignore[operator]
    gate = desk.deals.named("Gate")
    take(
        GATE.replace("100", "500").replace("Gate", "Gates"),
        PILOT,
        PILOT.replace("8,", "9,").replace("lot", "er"),
    )  # type: ignore[operator]
    pilot = desk.deals.named("Pilot")
    desk.notes.start(pilot.id, body="They called back.")
    desk.deals.change(gate.id, title="Gates, north", compelling_event="mine")
    done = desk.imports.undo_last()
    assert done.stayed == (
        "Corran, Pilot stays: it was worked on since.",
        "Abenrod, Gates, north: the title was changed since and stays.",
    )
    assert (done.restored, done.removed) == (1, 1)
    after = desk.deals.get(gate.id)
    assert (after.title, after.compelling_event, after.value and after.value.minor) == (
        "Gates, north",
        "mine",
        10_000,
    )
    assert {view.deal.title for view in desk.deals.views()} == {"Gates, north", "Pilot"}
    assert len(desk.deals.forecasts(pilot.id)) == 1
    assert {row.view.partner.name for row in desk.partners.board()} == {"Ines Roth", "Jo Field"}


def test_a_later_forecast_keeps_the_deal(desk: Desk, take: object) -> None:
    take(GATE)  # type: ignore[operator]
    gate = desk.deals.named("Gate")
    desk.deals.record_forecast(gate.id, ForecastCategory.COMMIT, date(2026, 12, 1))
    assert desk.imports.undo_last().removed == 0
    assert len(desk.deals.forecasts(gate.id)) == 2


def test_an_account_executive_who_was_described_since_stays(desk: Desk, take: object) -> None:
    take(GATE)  # type: ignore[operator]
    (row,) = desk.partners.board()
    desk.partners.change(row.id, segment="Ports")
    desk.imports.undo_last()
    assert [one.view.partner.name for one in desk.partners.board()] == ["Ines Roth"]


def test_very_many_that_stay_are_counted(desk: Desk, take: object) -> None:
    take(*(f"{n},Deal {n},Abenrod,,Demo,1,," for n in range(9)))  # type: ignore[operator]
    for view in desk.deals.views():
        desk.deals.change(view.deal.id, compelling_event="mine")
    assert desk.imports.undo_last().say().endswith("And 4 more stay.")
