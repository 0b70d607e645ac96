"""What the log says of time: UTC with the local hour beside it, in order, whatever clock and zone do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.risks import Category, RiskEntry, RiskFlag, Severity
from se_desk.exchange.risk_records import verify
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.records import Choice

BERLIN, LISBON, TOKYO, KATHMANDU = "Europe/Berlin", "Europe/Lisbon", "Asia/Tokyo", "Asia/Kathmandu"


@pytest.fixture
def flag(desk: Desk, deal: Deal) -> RiskFlag:
    return desk.risks.flag(deal.id, Severity.LOW, Category.OTHER, "The plan has no owner")


class Ticking(MovableClock):
    """A computer: its counter runs on whatever happens to the wall clock."""

    ran = timedelta(days=3)

    def mono(self) -> int:
        return int(self.ran / timedelta(milliseconds=1))

    def wait(self, span: timedelta) -> None:
        """Time passes."""
        self.move(span)
        self.ran += span


@pytest.fixture
def ticking(desk: Desk, clock: MovableClock) -> Ticking:
    made = Ticking(clock.at)
    desk.clock = made
    return made


def note(desk: Desk, flag: RiskFlag, text: str = "Noted") -> RiskEntry:
    return desk.risks.remark(flag.id, text).entries[-1]


def holds(desk: Desk, flag: RiskFlag) -> bool:
    """The chain is whole, the order is that of recording, and a record of it verifies."""
    entries = desk.risks.entries(flag.deal_id)
    in_order = [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    data = desk.records.preview(Choice(flag.deal_id)).data
    return in_order and desk.risks.check().intact and verify(data).code == 0


@pytest.mark.parametrize(
    ("utc", "local", "offset"),
    [
        ((2026, 3, 29, 0, 59), "01:59", 1),  # the last minute of winter time
        ((2026, 3, 29, 1, 0), "03:00", 2),  # one minute later there is no 02:00
        ((2026, 10, 25, 0, 30), "02:30", 2),  # the hour that comes twice
        ((2026, 10, 25, 1, 30), "02:30", 1),
        ((2026, 12, 31, 23, 30), "00:30", 1),  # another day, another year
    ],
)
def test_the_hours_of_summer_and_winter_time(
    desk: Desk, deal: Deal, clock: MovableClock, utc: tuple[int, ...], local: str, offset: int
) -> None:
    clock.at = datetime(*utc, tzinfo=UTC)  # type: ignore[arg-type, misc]
    raised = desk.risks.flag(deal.id, Severity.LOW, Category.OTHER, "The plan has no owner")
    at = raised.entries[0].recorded_at
    assert at == clock.at and f"{at:%H:%M}" == local and at.utcoffset() == timedelta(hours=offset)
    assert raised.entries[0].clk == "ok"


def test_the_hour_that_comes_twice_stays_in_order(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    clock.at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    flag = desk.risks.flag(deal.id, Severity.LOW, Category.OTHER, "The plan has no owner")
    clock.move(timedelta(minutes=59))
    entry = note(desk, flag)
    assert f"{flag.raised_at:%H:%M}" == "02:30" and f"{entry.recorded_at:%H:%M}" == "02:29"
    assert entry.clk == "ok" and entry.recorded_at > flag.raised_at  # an earlier hour, a later time
    assert holds(desk, flag)
    page = desk.records.preview(Choice(flag.deal_id)).page
    assert [entry.local for entry in page.flags[0].entries] == ["02:30:00 +02:00", "02:29:00 +01:00"]


def test_a_journey_through_zones(desk: Desk, flag: RiskFlag, clock: MovableClock) -> None:
    offsets = [flag.raised_at.utcoffset()]
    for zone in (LISBON, TOKYO, KATHMANDU, BERLIN):
        desk.profile.change(zone=zone)
        clock.move(timedelta(hours=6))
        entry = note(desk, flag, zone)
        offsets.append(entry.recorded_at.utcoffset())
        assert entry.clk == "ok"
    assert [offset / timedelta(hours=1) for offset in offsets if offset is not None] == [1, 0, 9, 5.75, 1]
    assert holds(desk, flag)
    # Each keeps the offset of where it was written, wherever the desk is read.
    shown = [entry.recorded_at.utcoffset() for entry in desk.risks.entries(flag.deal_id)]
    assert shown == offsets


def test_a_clock_set_back_is_recorded_and_told(desk: Desk, flag: RiskFlag, clock: MovableClock) -> None:
    clock.move(-timedelta(hours=3))
    entry = note(desk, flag)
    assert entry.clk == "regressed" and entry.recorded_at < flag.raised_at and entry.seq == 2
    clock.move(timedelta(minutes=1))
    assert note(desk, flag).clk == "ok"  # from then on it runs as usual
    assert holds(desk, flag)
    page = desk.records.preview(Choice(flag.deal_id)).page
    said = [line.text for line in page.flags[0].entries[1].lines if line.label == "Clock"]
    assert said == ["this computer’s clock stood earlier than at the entry before"]


@pytest.mark.parametrize(
    ("wall", "ran", "word"),
    [
        (timedelta(hours=5), timedelta(hours=5), "ok"),
        (timedelta(hours=5), timedelta(hours=4, minutes=58), "ok"),  # two minutes are no jump
        (timedelta(hours=5), timedelta(hours=4, minutes=57, seconds=59), "jumped"),
        (timedelta(minutes=1), timedelta(hours=5), "jumped"),  # set back while time went on
        (timedelta(days=400), timedelta(minutes=1), "jumped"),
        (timedelta(milliseconds=-1), timedelta(minutes=1), "regressed"),
        (timedelta(0), timedelta(0), "ok"),
    ],
)
def test_a_clock_that_was_moved(
    desk: Desk, ticking: Ticking, flag: RiskFlag, wall: timedelta, ran: timedelta, word: str
) -> None:
    ticking.at += wall
    ticking.ran += ran
    assert note(desk, flag).clk == word
    assert holds(desk, flag)


def test_sleep_is_no_jump_and_a_restart_is_none_either(desk: Desk, ticking: Ticking, flag: RiskFlag) -> None:
    ticking.wait(timedelta(days=2))  # the counter runs on in sleep
    assert note(desk, flag).clk == "ok"
    ticking._boot = "00000002"
    ticking.ran = timedelta(minutes=1)
    ticking.at += timedelta(hours=9)
    assert note(desk, flag).clk == "ok"  # nothing is known of the time between two starts
    ticking._boot, ticking.at = "00000003", ticking.at - timedelta(hours=1)
    assert note(desk, flag).clk == "regressed"
    assert holds(desk, flag)


def test_what_occurred_is_a_claim_beside_the_clock(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    """Nobody can type when something was recorded; the day it happened stands beside it."""
    early = desk.today_on() - timedelta(days=30)
    flag = desk.risks.flag(deal.id, Severity.LOW, Category.OTHER, "The plan has no owner", occurred_on=early)
    assert flag.occurred_on == early and flag.raised_at == clock.at
    line = desk.records.preview(Choice(deal.id)).page.flags[0].entries[0].lines[-1]
    assert (line.label, line.text) == ("Occurred", f"{early}, recorded {desk.today_on()}")
    same = desk.risks.flag(deal.id, Severity.LOW, Category.OTHER, "And no date", occurred_on=desk.today_on())
    line = (
        desk.records.preview(Choice(deal.id, flags=frozenset({same.id}))).page.flags[0].entries[0].lines[-1]
    )
    assert line.text == str(desk.today_on())
