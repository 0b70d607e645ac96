"""The Today page of a real desk."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal, ForecastCategory, Outcome
from se_desk.domain.huddles import DebriefDraft
from se_desk.domain.partners import Partner
from se_desk.domain.risks import Category, Channel, OutcomeWord, Severity
from se_desk.domain.scrubs import Decision
from se_desk.domain.timelines import Quarter
from se_desk.paths import DeskPaths
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.keeping import Keeping
from se_desk.storage import keyslots
from tests.services.conftest import KEY, NOW

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, MINUTE, MILLISECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(milliseconds=1)


def _call(desk: Desk, title: str, at: datetime, deal: Deal | None = None, minutes: int = 60) -> Call:
    return desk.calls.plan(title, at, minutes=minutes, deal_id=deal.id if deal else None)


def test_an_empty_desk(desk: Desk) -> None:
    page = desk.today.page()
    assert (page.at, page.day) == (desk.now(), date(2026, 3, 4))
    assert (page.quarter, page.week) == (Quarter(2026, 1), 9)
    assert (page.current, page.next_call, page.next_is_today, page.minutes_until) == (None, None, False, None)
    assert (page.later, page.to_log, page.not_told, page.waiting) == ((), (), (), ())
    assert (page.overdue, page.proposals, page.deals) == ((), (), {})
    assert (page.active, page.load_words) == (0, "Under the healthy range of 8 to 12")
    assert (page.calls_ahead, page.due) == (0, 0)


def test_says_when_the_last_backup_was(desk: Desk, clock: MovableClock) -> None:
    assert (desk.today.page().last_backup_at, desk.today.page().backup_words) == (None, "No backup yet")
    paths = DeskPaths.of_desk(desk.store.path)
    paths.keyslots.write_bytes(keyslots.to_bytes(keyslots.Keyslots("a1")))
    keeping = Keeping(paths, clock, lambda _desk: KEY)
    keeping.back_up(desk)
    page = desk.today.page()
    assert page.last_backup_at == desk.now()
    assert page.backup_words == "Last backup today 10:30"
    clock.move(timedelta(days=1))
    assert desk.today.page().backup_words == "Last backup yesterday 10:30"
    clock.move(timedelta(days=9))
    assert desk.today.page().backup_words == "Last backup Wed 4 Mar 10:30"
    keeping.back_up(desk)
    assert desk.today.page().backup_words == "Last backup today 10:30"


def test_the_quarter_follows_the_fiscal_year(desk: Desk) -> None:
    desk.profile.change(fiscal_month=2)
    page = desk.today.page()
    assert (page.quarter, page.week) == (Quarter(2027, 1), 5)


def test_the_calls_of_the_day(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    running = _call(desk, "Running", NOW - 10 * MINUTE, deal)
    first = _call(desk, "First", NOW + 42 * MINUTE, deal)
    second = _call(desk, "Second", NOW + 4 * HOUR)
    desk.calls.cancel(_call(desk, "Off", NOW + HOUR).id)
    _call(desk, "Tomorrow", NOW + 24 * HOUR)
    page = desk.today.page()
    assert page.current is not None
    assert page.current.call == running
    assert page.next_call is not None
    assert (page.next_call.call, page.next_call.deal) == (first, deal)
    assert [view.call for view in page.later] == [second]
    assert (page.minutes_until, page.next_is_today, page.calls_ahead) == (42, True, 2)
    clock.at = second.starts_at
    page = desk.today.page()
    assert page.current is not None
    assert page.current.call == second
    assert page.next_call is not None
    assert (page.next_call.call.title, page.next_is_today, page.later) == ("Tomorrow", False, ())
    assert page.calls_ahead == 0


@pytest.mark.parametrize(
    ("before", "minutes"),
    [
        (42 * MINUTE, 42),
        (42 * MINUTE - MILLISECOND, 42),
        (41 * MINUTE, 41),
        (MILLISECOND, 1),
        (26 * HOUR, 26 * 60),
    ],
)
def test_a_minute_that_has_begun_counts_whole(desk: Desk, before: timedelta, minutes: int) -> None:
    call = _call(desk, "Demo", NOW)
    assert desk.today.page(call.starts_at - before).minutes_until == minutes


@pytest.mark.parametrize(
    ("now", "starts", "today", "minutes"),
    [
        # On 29 March 2026 the clocks skip from 02:00 to 03:00, on 25 October they go back from 03:00.
        ((2026, 3, 29, 1, 50), (2026, 3, 29, 3, 10), True, 20),
        ((2026, 10, 25, 1, 50), (2026, 10, 25, 3, 10), True, 140),
        ((2026, 3, 29, 0, 0), (2026, 3, 29, 23, 59), True, 22 * 60 + 59),
        ((2026, 10, 24, 23, 59), (2026, 10, 25, 0, 0), False, 1),
        ((2026, 10, 25, 0, 0), (2026, 10, 25, 23, 59), True, 24 * 60 + 59),
    ],
)
def test_days_of_23_and_25_hours(
    desk: Desk, now: tuple[int, ...], starts: tuple[int, ...], today: bool, minutes: int
) -> None:
    at, begins = (datetime(*wall, tzinfo=BERLIN) for wall in (now, starts))  # type: ignore[misc]
    _call(desk, "Night shift", begins)
    page = desk.today.page(at)
    assert (page.day, page.next_is_today, page.minutes_until) == (at.date(), today, minutes)


def test_the_day_is_the_one_at_the_desk(desk: Desk) -> None:
    late = datetime(2026, 7, 1, 0, 30, tzinfo=BERLIN)  # still June in UTC
    page = desk.today.page(late.astimezone(ZoneInfo("UTC")))
    assert (page.day, page.quarter, page.week) == (date(2026, 7, 1), Quarter(2026, 3), 1)


def test_calls_to_log_and_steps_past_their_day(desk: Desk, deal: Deal) -> None:
    desk.steps.promise(deal.id, "Due today", due_on=date(2026, 3, 4))
    one = desk.steps.promise(deal.id, "Due yesterday", due_on=date(2026, 3, 3))
    two = desk.steps.promise(deal.id, "Due in February", due_on=date(2026, 2, 27))
    ended = _call(desk, "Ended", NOW - 3 * HOUR, deal)
    page = desk.today.page()
    assert page.overdue == (two, one)
    assert [step.days_late(page.day) for step in page.overdue] == [5, 1]
    assert [view.call for view in page.to_log] == [ended]
    assert page.to_log[0].clock is not None
    assert page.to_log[0].clock.say() == "22 h left"
    assert page.due == 3
    assert page.deals == {deal.id: desk.deals.view(deal.id)}


def test_flags_by_what_they_wait_for(desk: Desk, deal: Deal, partner: Partner, clock: MovableClock) -> None:
    def flag(severity: Severity, statement: str) -> str:
        clock.move(MINUTE)
        return desk.risks.flag(deal.id, severity, Category.PEOPLE, statement, "Said on the call").id

    low, old, new, told, done = (
        flag(severity, statement)
        for severity, statement in (
            (Severity.LOW, "Low"),
            (Severity.HIGH, "High, older"),
            (Severity.HIGH, "High, newer"),
            (Severity.MEDIUM, "Told"),
            (Severity.CRITICAL, "Over"),
        )
    )
    desk.risks.tell(told, partner.name, Channel.EMAIL)
    desk.risks.close(done, OutcomeWord.SOLVED)
    answered = flag(Severity.LOW, "Answered")
    desk.risks.tell(answered, partner.name, Channel.CALL)
    desk.risks.respond(answered, partner.name, "Next week")
    page = desk.today.page()
    assert [found.id for found in page.not_told] == [old, new, low]
    assert [found.id for found in page.waiting] == [told]
    view = page.deals[deal.id]
    assert (view.deal, view.partner) == (deal, partner)


def test_proposals_and_load(desk: Desk, deal: Deal) -> None:
    for number in range(8):
        desk.deals.open(f"Deal {number}", "Rennweg Harbour")
    over = desk.deals.open("Over", "Rennweg Harbour")
    desk.deals.close(over.id, Outcome.LOST, date(2026, 3, 1))
    desk.deals.set_procurement(deal.id, date(2026, 2, 23), 12)
    desk.deals.record_forecast(deal.id, ForecastCategory.BEST_CASE, date(2026, 3, 31))
    page = desk.today.page()
    assert [proposal.rule for proposal in page.proposals] == ["before_signature"]
    assert page.proposals == desk.risks.proposals()
    assert (page.active, page.load_words) == (9, "In the healthy range")
    assert set(page.deals) == {deal.id}


def test_a_flag_outlives_its_deal(desk: Desk, deal: Deal) -> None:
    raised = desk.risks.flag(deal.id, Severity.LOW, Category.OTHER, "Gone", "Said on the call")
    with desk.store.writing() as conn:
        conn.exec_driver_sql("DELETE FROM deals")
    page = desk.today.page()
    assert [flag.id for flag in page.not_told] == [raised.id]
    assert page.deals == {}


def _over(desk: Desk, deal: Deal, title: str, hours: int) -> Call:
    return desk.calls.plan(title, desk.now() - (hours + 1) * HOUR, deal_id=deal.id)


def test_what_is_written_and_not_in_the_crm_is_counted_once_anything_ever_left(
    desk: Desk, deal: Deal
) -> None:
    logged, left, secret, blank = (
        _over(desk, deal, title, hours)
        for hours, title in enumerate(("Logged", "Left", "Secret", "Blank"), 2)
    )
    old = _over(desk, deal, "Long ago", 24 * 9)
    for call, private in ((logged, False), (left, False), (secret, True), (old, False)):
        desk.notes.start(deal.id, title=call.title, body="They agreed", call_id=call.id, private=private)
    desk.notes.start(deal.id, title="Blank", body=" ", call_id=blank.id)
    assert desk.today.page().not_in_crm == 0  # its CRM is fed in another way
    desk.debriefs.copy_for_crm(left.id)
    assert desk.today.page().not_in_crm == 1


def test_the_next_scrub_is_the_nearest_with_open_deals(desk: Desk, deal: Deal, partner: Partner) -> None:
    assert desk.today.page().scrub is None
    idle = desk.partners.meet("Ada Berg")
    ended = desk.deals.open("Gate lanes", "Abenrod Terminal", partner_id=idle.id)
    for who, of, on in ((partner, deal, date(2026, 3, 20)), (idle, ended, date(2026, 3, 10))):
        scrub = desk.scrubs.begin(who.id)
        desk.scrubs.decide(scrub.id, of.id, Decision.KEEP)
        desk.scrubs.finish(scrub.id, on)
    desk.deals.close(ended.id, Outcome.LOST, date(2026, 3, 3), "Their own people built it")
    ahead = desk.today.page().scrub
    assert ahead is not None
    assert (ahead.partner, ahead.on, ahead.deals) == (partner, date(2026, 3, 20), 1)


def test_debriefs_that_were_begun_are_known(desk: Desk, deal: Deal) -> None:
    call = _over(desk, deal, "Readout", 2)
    assert desk.today.page().begun == frozenset()
    desk.debriefs.keep(DebriefDraft(call_id=call.id, pain="Berths", written_at=desk.now()))
    assert desk.today.page().begun == {call.id}
