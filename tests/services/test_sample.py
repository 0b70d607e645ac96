"""The sample desk: whole, honest in its times, and the same story on whatever day it is made."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from se_desk.domain.announcements import Change
from se_desk.domain.charters import CharterStatus
from se_desk.domain.deals import ForecastCategory, Outcome, load_words
from se_desk.domain.errors import NotAllowed
from se_desk.domain.evidence import EvidenceKind
from se_desk.domain.note_clock import ClockState
from se_desk.domain.notes import NoteKind
from se_desk.domain.receipts import receipt
from se_desk.domain.risks import OutcomeWord, RiskFlag, Severity, Status
from se_desk.domain.timelines import procurement_of, quarter_days, quarter_of
from se_desk.paths import resources
from se_desk.services.calls import CallView
from se_desk.services.clocks import MovableClock
from se_desk.services.deals import DealView
from se_desk.services.desk import Desk
from se_desk.services.sample import fill
from se_desk.services.sample.play import gather
from se_desk.services.sample.script import Script
from se_desk.storage.store import open_store
from tests.services.conftest import KEY, ZONE

WEDNESDAY = datetime(2026, 9, 2, 8, 18, 40, tzinfo=UTC)
YEARS = timedelta(days=4000)
Filled = Callable[[datetime], Desk]


@pytest.fixture(scope="module")
def filled(set_up_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Makes a desk and fills it, as of the moment given."""
    with ExitStack() as stack:

        def make(now: datetime) -> Desk:
            path = Path(shutil.copy2(set_up_desk, tmp_path_factory.mktemp("sample") / "desk.db"))
            desk = stack.enter_context(closing(Desk(open_store(path, KEY), MovableClock(now))))
            fill(desk, now)
            return desk

        yield make


@dataclass(frozen=True)
class Made:
    """The file of a filled desk that nobody has open, and what it announced while it was filled."""

    path: Path
    heard: tuple[Change, ...]


@pytest.fixture(scope="session")
def made(set_up_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The sample as of a Wednesday morning."""
    path = Path(shutil.copy2(set_up_desk, tmp_path_factory.mktemp("wednesday") / "desk.db"))
    heard: list[Change] = []
    with closing(Desk(open_store(path, KEY), MovableClock(WEDNESDAY), heard.append)) as desk:
        fill(desk, WEDNESDAY)
    return Made(path, tuple(heard))


@pytest.fixture(scope="module")
def sample(made: Made) -> Iterator[Desk]:
    """The same, open, to be read."""
    with closing(Desk(open_store(made.path, KEY), MovableClock(WEDNESDAY))) as desk:
        yield desk


@pytest.fixture
def own_sample(made: Made, tmp_path: Path) -> Iterator[Desk]:
    """The same, open, to be written in."""
    path = Path(shutil.copy2(made.path, tmp_path / "desk.db"))
    with closing(Desk(open_store(path, KEY), MovableClock(WEDNESDAY))) as desk:
        yield desk


def story(desk: Desk) -> DealView:
    """The deal of the story."""
    return desk.deals.view(desk.deals.named("Lindmouth").id)


def played(desk: Desk) -> tuple[DealView, ...]:
    """The deals of the story; those that only stand behind the figures have no AE."""
    return tuple(view for view in desk.deals.views() if view.partner)


def every_call(desk: Desk) -> tuple[CallView, ...]:
    """All calls of the story."""
    mine = {view.deal.id for view in played(desk)}
    views = desk.calls.views_between(desk.now() - YEARS, desk.now() + YEARS)
    return tuple(view for view in views if view.call.deal_id in mine)


def shape(desk: Desk) -> list[tuple[object, ...]]:
    """What does not depend on the day the sample is made."""
    return [
        (
            view.deal.account,
            view.deal.stage,
            view.deal.outcome,
            view.partner.name if view.partner else "",
            len(desk.deals.forecasts(view.deal.id)),
            len(desk.deals.reads(view.deal.id)),
            sorted(note.shown_title for note in desk.notes.of_deal(view.deal.id)),
            [call.title for call in desk.calls.of_deal(view.deal.id)],
            [(entry.seq, entry.kind, entry.flag, entry.clk) for entry in desk.risks.entries(view.deal.id)],
            [(flag.status, flag.outcome, flag.severity) for flag in desk.risks.flags(view.deal.id)],
            [(proposal.rule, proposal.severity) for proposal in desk.risks.proposals(view.deal.id)],
            [gate.state for gate in desk.qualification.gates(view.deal.id)],
            [bool(element.evidence) for element in desk.qualification.elements(view.deal.id)],
            sorted((ask.statement, ask.answer) for ask in desk.asks.of_deal(view.deal.id)),
            [(step.text, step.days_late(desk.today_on()) > 0) for step in desk.steps.of_deal(view.deal.id)],
        )
        for view in played(desk)
    ]


def test_twelve_deals_ten_of_them_active(sample: Desk) -> None:
    views = played(sample)
    assert len(views) == 12
    active = [view for view in views if view.deal.is_active]
    assert load_words(len(active)) == "In the healthy range"
    assert Counter(view.deal.outcome for view in views) == {None: 10, Outcome.WON: 1, Outcome.LOST: 1}
    assert all(view.partner and view.forecast and view.deal.value for view in views)
    assert len({view.deal.stage for view in active}) >= 5
    assert all(view.forecast.close_on > sample.today_on() for view in active if view.forecast)


def test_three_partners_whose_charters_stand_differently(sample: Desk) -> None:
    said = {view.partner.first_name: (view.charter, view.draft) for view in sample.partners.views()}
    callum, beatriz, henrik = said["Callum"], said["Beatriz"], said["Henrik"]
    assert callum[0] is not None
    assert callum[0].version == 2
    assert callum[1] is not None
    assert (callum[1].version, callum[1].status) == (3, CharterStatus.DRAFT)
    assert beatriz[0] is not None
    assert beatriz[1] is None
    assert henrik[0] is None
    assert henrik[1] is not None
    assert henrik[1].status is CharterStatus.PROPOSED


def test_the_new_version_shows_what_it_changes(sample: Desk) -> None:
    versions = sample.charters.versions(sample.partners.named("Callum").id)
    assert [version.status for version in versions] == [
        CharterStatus.SUPERSEDED,
        CharterStatus.AGREED,
        CharterStatus.DRAFT,
    ]
    second = sample.charters.view(versions[1].id)
    assert Counter(change.how for change in second.changes) == {"same": 4, "changed": 1, "added": 3}
    assert sample.charters.view(versions[2].id).changed == 1


def test_alignment_has_a_history(sample: Desk) -> None:
    for view in sample.partners.views():
        ratings = sample.partners.alignments(view.partner.id)
        assert len(ratings) >= 3
        assert ratings[-1].make_it_ten


def test_about_thirty_notes_with_substance(sample: Desk) -> None:
    notes = [note for view in played(sample) for note in sample.notes.of_deal(view.deal.id)]
    assert 27 <= len(notes) <= 33
    assert sum(note.private for note in notes) == 2
    assert all(60 <= len(note.body.split()) <= 250 for note in notes)
    assert {note.kind for note in notes} == set(NoteKind)
    assert not any("{on" in note.body or "{apart" in note.body for note in notes)
    assert all(note.written_at <= sample.now() for note in notes)


def test_calls_past_and_coming(sample: Desk) -> None:
    views = every_call(sample)
    assert len(views) >= 20
    ahead = [view for view in views if view.call.starts_at > sample.now()]
    assert len(ahead) >= 8
    assert sum(view.call.starts_at.date() == sample.today_on() for view in ahead) == 3
    assert all(view.call.starts_at.minute % 5 == 0 for view in views)
    states = Counter(view.clock.state for view in views if view.clock)
    assert states[ClockState.LATE] == 1
    assert states[ClockState.DONE] >= 10
    assert any(view.ambush for view in ahead)


def test_the_clock_runs_on_four_calls(sample: Desk) -> None:
    states = [view.clock.state for view in sample.calls.to_log() if view.clock]
    assert states == [ClockState.OVER, ClockState.SOON, ClockState.RUNNING, ClockState.RUNNING]


def test_the_next_call_is_prepared_in_part(sample: Desk) -> None:
    found = sample.calls.next_call()
    assert found is not None
    view = sample.calls.view(found.id)
    assert timedelta(minutes=38) < view.call.starts_at - sample.now() < timedelta(minutes=46)
    assert (view.ticks_done, len(view.ticks)) == (3, 5)
    assert view.huddle is not None
    assert view.huddle.held_at is None
    assert view.deal == story(sample).deal
    prepared = sample.huddles.of_call(found.id)
    assert prepared is not None
    assert len(prepared.beats) == 6
    assert prepared.answered == 4
    assert view.huddle.rescue_phrase == "Let me go back to what the harbour gets out of this…"


def test_evidence_of_every_kind_leads_back_to_where_it_is_from(sample: Desk) -> None:
    kept = [one for flag in sample.risks.flags() for one in sample.evidence.of_flag(flag)]
    assert {one.item.kind for one in kept} == set(EvidenceKind)
    assert {one.source.of for one in kept if one.source is not None} == {"note", "call"}
    assert any(one.added_at is not None for one in kept)
    assert not any(one.source.private for one in kept if one.source is not None)


def test_flags_in_every_state(sample: Desk) -> None:
    flags = sample.risks.flags()
    assert len(flags) == 15
    assert {flag.status for flag in flags} == set(Status)
    assert {flag.severity for flag in flags} == set(Severity)
    assert len({flag.category for flag in flags}) >= 8
    words = {entry.fields["outcome"] for flag in flags for entry in flag.outcomes}
    assert words == {word.value for word in OutcomeWord}
    assert Counter(flag.status for flag in flags)[Status.NOT_TOLD] == 2
    assert Counter(flag.status for flag in flags)[Status.WAITING] == 2


def test_every_chain_is_whole_and_its_times_are_honest(sample: Desk) -> None:
    checked = sample.risks.check()
    assert checked.intact
    assert checked.entries >= 45
    entries = [entry for view in sample.deals.views() for entry in sample.risks.entries(view.deal.id)]
    assert {entry.clk for entry in entries} == {"ok"}
    assert all(entry.recorded_at <= sample.now() for entry in entries)


def test_the_log_goes_on_from_the_sample(own_sample: Desk) -> None:
    """The first entry of the real clock follows the sample's last one without a fault."""
    deal_id = story(own_sample).deal.id
    flag = own_sample.risks.flags(deal_id)[-1]
    own_sample.risks.remark(flag.id, "Anneke writes the report.")
    assert own_sample.risks.entries(deal_id)[-1].clk == "ok"
    assert own_sample.risks.check(deal_id).intact


def the_flag(desk: Desk) -> RiskFlag:
    found = [flag for flag in desk.risks.flags(story(desk).deal.id) if flag.severity is Severity.CRITICAL]
    assert len(found) == 1
    return found[0]


def test_the_story(sample: Desk) -> None:
    view, today = story(sample), sample.today_on()
    procurement = procurement_of(view.deal)
    assert procurement is not None
    assert (procurement.weeks, procurement.week_on(today)) == (12, 2)
    assert view.forecast is not None
    assert view.forecast.category is ForecastCategory.COMMIT
    month = sample.profile.get().fiscal_month
    assert view.forecast.close_on == quarter_days(quarter_of(today, month), month)[1]
    assert view.read is not None
    assert view.read.close_on == procurement.earliest_signature_on
    assert view.apart is not None
    assert view.apart > 30
    flag = the_flag(sample)
    assert f"{view.apart} days apart" in flag.evidence
    assert f"{view.apart} days before" in flag.statement
    assert flag.status is Status.ANSWERED
    assert any(note.fields["note"].startswith("Asked Odile") for note in flag.notes)
    others = [f for f in sample.risks.flags(view.deal.id) if f.is_open and f.id != flag.id]
    assert [other.status for other in others] == [Status.WAITING]


def test_messages_carry_the_receipt_of_the_entry_before(sample: Desk) -> None:
    found = 0
    for view in sample.deals.views():
        entries = {entry.seq: entry for entry in sample.risks.entries(view.deal.id)}
        for entry in entries.values():
            message = entry.fields.get("message", "")
            if message:
                before = entries[entry.seq - 1]
                assert message.startswith("I want to flag that ")
                assert message.endswith(f"Receipt: {receipt(before.seq, before.hash)}")
                found += 1
    assert found >= 8


def test_entries_of_a_flag_lie_in_the_order_of_time(sample: Desk) -> None:
    for flag in sample.risks.flags():
        kinds = [entry.kind for entry in flag.entries]
        assert kinds[0] == "risk.flag"
        for later, earlier in (("risk.ack", "risk.sent"), ("risk.outcome", "risk.ack")):
            if later in kinds:
                assert kinds.index(earlier) < kinds.index(later)


def test_proposals_are_left_to_take_up(sample: Desk) -> None:
    rules = Counter(proposal.rule for proposal in sample.risks.proposals())
    assert rules == {"dates_apart": 3, "commit_with_open_gate": 1, "raised_without_evidence": 1}


def test_three_next_steps_are_overdue(sample: Desk) -> None:
    late = sample.steps.overdue()
    assert len(late) == 3
    assert all(0 < step.days_late(sample.today_on()) <= 5 for step in late)


def test_the_desk_is_its_sales_engineers_and_as_old_as_its_past(sample: Desk) -> None:
    profile = sample.profile.get()
    assert (profile.name, profile.zone, profile.currency) == ("Nora Lindqvist", ZONE, "EUR")
    first = min(view.deal.came_on for view in sample.deals.views())
    assert profile.made_at.date() <= first


def test_search_finds_its_words(sample: Desk) -> None:
    assert sample.search.find("standstill")
    assert sample.search.find("gearbox")


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 3, 29, 0, 55, tzinfo=UTC),  # a Sunday, five minutes before the clock skips an hour
        datetime(2026, 10, 26, 6, 10, tzinfo=UTC),  # the Monday after an hour came twice
        datetime(2026, 12, 31, 22, 50, tzinfo=UTC),  # ten minutes before the year ends in Berlin
        datetime(2028, 2, 29, 11, 0, tzinfo=UTC),
    ],
    ids=["spring", "autumn", "new-year", "leap-day"],
)
def test_another_day_tells_the_same(sample: Desk, filled: Filled, now: datetime) -> None:
    assert shape(filled(now)) == shape(sample)


@pytest.mark.long
@pytest.mark.parametrize("day", range(28))
def test_every_day_of_four_weeks_tells_the_same(sample: Desk, filled: Filled, day: int) -> None:
    now = datetime(2026, 10, 12, tzinfo=UTC) + timedelta(days=day, hours=(day * 7) % 24, minutes=day)
    assert shape(filled(now)) == shape(sample)


def test_the_shape_can_tell_desks_apart(sample: Desk, own_sample: Desk) -> None:
    assert shape(own_sample) == shape(sample)
    own_sample.steps.settle(own_sample.steps.overdue()[0].id)
    assert shape(own_sample) != shape(sample)


@pytest.mark.parametrize("week", range(0, 60, 4))
def test_nothing_is_played_before_it_happened(desk: Desk, week: int) -> None:
    for hour in (0, 11, 23):
        now = WEDNESDAY + timedelta(weeks=week, days=week % 7, hours=hour)
        assert gather(desk, now).begins_at < now


def test_a_step_of_the_future_is_refused(desk: Desk) -> None:
    script = gather(desk, WEDNESDAY)
    with pytest.raises(ValueError, match="not come yet"):
        script.at(WEDNESDAY + timedelta(minutes=1), lambda: None)


def test_steps_are_played_in_the_order_of_time(desk: Desk) -> None:
    script, played, clock = Script(desk, gather(desk, WEDNESDAY).days), [], MovableClock(WEDNESDAY)
    for minutes in (3, 9, 5, 9):
        at = WEDNESDAY - timedelta(minutes=minutes)
        script.at(at, lambda: played.append(clock.at))
    script.play(clock)
    assert played == sorted(WEDNESDAY - timedelta(minutes=m) for m in (3, 9, 5, 9))


def test_a_desk_that_holds_something_is_not_filled(sample: Desk, desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="empty desk"):
        fill(sample, WEDNESDAY)
    desk.partners.meet("Somebody")
    with pytest.raises(NotAllowed, match="empty desk"):
        fill(desk, WEDNESDAY)


def test_the_clock_is_given_back(sample: Desk) -> None:
    assert sample.clock.now() == WEDNESDAY


def test_the_clock_is_given_back_after_a_fault(
    desk: Desk, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_script: Script, _clock: MovableClock) -> None:
        raise NotAllowed("Not now.")

    monkeypatch.setattr(Script, "play", fails)
    with pytest.raises(NotAllowed):
        fill(desk, WEDNESDAY)
    assert desk.clock is clock


def test_a_desk_without_a_profile_is_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Script, "play", lambda _script, _clock: None)
    with closing(Desk(open_store(tmp_path / "new.db", KEY, create=True), MovableClock(WEDNESDAY))) as desk:
        fill(desk, WEDNESDAY)
        assert desk.profile.get().public_key
        assert desk.profile.get().name == "Nora Lindqvist"


def test_it_announces_as_any_work_does(made: Made) -> None:
    assert len({change.noun for change in made.heard}) >= 9


TONE = re.compile(r"!(?!\[)|—|\bplease\b|\bfault of\b|\bblame\b|\bobviously\b|\bincompetent\b", re.IGNORECASE)


@pytest.mark.parametrize("path", sorted((resources() / "sample").rglob("*.toml")), ids=lambda path: path.stem)
def test_tone_of_the_sample(path: Path) -> None:
    assert TONE.findall(path.read_text(encoding="utf-8")) == []


def test_what_is_attached_is_shown(filled: Filled) -> None:
    desk = filled(WEDNESDAY)
    attached = [one for view in desk.deals.views() for one in desk.attachments.of_deal(view.deal.id)]
    assert Counter(one.picture for one in attached) == {"png": 2, "": 1}
    for one in attached:
        body = desk.notes.get(one.note_id or "").body
        assert (one.markdown.partition("]")[2] in body) is bool(one.picture)
        assert desk.attachments.read(one.id) == (resources() / "sample" / "attached" / one.name).read_bytes()


@pytest.mark.parametrize("now", [WEDNESDAY, datetime(2028, 2, 29, 11, 0, tzinfo=UTC)])
def test_six_quarters_of_closed_deals_stand_behind_the_figures(
    sample: Desk, filled: Filled, now: datetime
) -> None:
    desk = sample if now == WEDNESDAY else filled(now)
    page = desk.metrics.page()
    assert all(point.wins.share.n >= 10 and point.no_gos.share.n >= 5 for point in page.trend)
    assert page.here.wins.is_reached is not None and page.here.cycle.days.value is not None
    assert page.here.demos.ratio is not None and not page.here.demos.crowded
    notes = page.here.notes
    assert notes.share.n >= 30 and notes.without and notes.exported and not notes.unknown
    assert desk.metrics.of(page.before.period).notes.share.n >= 30 and len(page.here.wins.share.whole) >= 15
    assert page.here.wins.undated == page.here.wins.not_worked == ()


def test_the_past_asks_for_nothing_today(sample: Desk) -> None:
    mine = {view.deal.id for view in played(sample)}
    past = [view.deal for view in sample.deals.views() if view.deal.id not in mine]
    assert len(past) > 70 and not any(deal.is_active for deal in past)
    assert all(deal.outcome_on and deal.outcome_on < sample.today_on() for deal in past)
    assert all(deal.came_on <= deal.discovery_on for deal in past if deal.discovery_on)
    assert {view.call.deal_id for view in sample.calls.to_log()} <= mine
    calls = [call for deal in past for call in sample.calls.of_deal(deal.id)]
    assert all(call.ends_at < sample.now() and call.starts_at.weekday() < 5 for call in calls)
    assert sample.profile.get().made_at.date() < min(deal.came_on for deal in past)
