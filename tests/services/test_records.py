"""The risk record: what is chosen, what leaves, and what is kept of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.errors import BadInput, DeskDamaged, DeskReadOnly, DiskFull, NotFound
from se_desk.domain.risks import Category, Channel, OutcomeWord, RiskFlag, Severity
from se_desk.exchange.risk_records import HOW_TO_CHECK, read_record, verify
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.records import Choice
from se_desk.storage import risks as risk_rows
from tests.services.conftest import AE, SE, PaintsNothing


@pytest.fixture
def flags(desk: Desk, deal: Deal, clock: MovableClock) -> tuple[RiskFlag, RiskFlag]:
    """Two flags of one deal, two days apart; the first was told, answered and closed."""
    first = desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "The date is early", "12 weeks")
    desk.risks.tell(first.id, AE, Channel.EMAIL, reference="<1@x.example>", message="words to hide")
    desk.risks.respond(first.id, AE, "I keep it.")
    desk.risks.close(first.id, OutcomeWord.AGREED)
    clock.move(timedelta(days=2))
    second = desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "The sample is small")
    return first, second


def test_the_heading_says_what_is_known(desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag]) -> None:
    bare = desk.records.preview(Choice(deal.id))
    assert set(bare.record.manifest.about) == {"title", "account", "partner", "stage", "author"}
    desk.deals.change(deal.id, value_minor=12_000_000, value_currency="EUR")
    desk.deals.set_procurement(deal.id, date(2026, 3, 2), 12)
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 31))
    desk.deals.record_read(deal.id, date(2026, 5, 25), "procurement")
    full = desk.records.preview(Choice(deal.id), " Ines Marchetti ")
    about = full.record.manifest.about
    assert (about["author"], about["recipient"], about["partner"]) == (SE, "Ines Marchetti", AE)
    assert (about["gap_days"], about["ae_forecast"]) == ("55", "Commit, Tue 31 Mar 2026")
    assert (about["se_read"], about["earliest_signature"]) == ("Mon 25 May 2026", "Mon 25 May 2026")
    assert about["procurement"] == "12 weeks from Mon 2 Mar 2026"
    assert (full.page.author, full.title) == (SE, "Halvorsen Quays Berth planning")
    hidden = desk.records.preview(Choice(deal.id, about_without=frozenset({"value", "partner"})))
    assert not {"value", "partner"} & set(hidden.record.manifest.about)


def test_a_deal_without_a_partner(desk: Desk) -> None:
    deal = desk.deals.open("Gate", "Aspen Ports")
    desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "x")
    assert "partner" not in desk.records.preview(Choice(deal.id)).record.manifest.about


def test_what_is_left_out_keeps_its_hash_only(
    desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag]
) -> None:
    everywhere = Choice(deal.id, without=frozenset({"message"}), hidden=frozenset({(3, "response")}))
    data = desk.records.preview(everywhere).data
    assert b"words to hide" not in data
    assert b"I keep it." not in data
    assert b"The date is early" in data  # the control
    assert verify(data).code == 0
    whole = desk.records.preview(Choice(deal.id)).data
    assert b"words to hide" in whole


def test_flags_are_chosen_by_id_and_by_day(desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag]) -> None:
    first, second = flags

    def shown(choice: Choice) -> set[int]:
        return {e.core.flag for e in desk.records.preview(choice).record.entries if e.opened}

    assert shown(Choice(deal.id)) == {first.seq, second.seq}
    assert shown(Choice(deal.id, flags=frozenset({second.id}))) == {second.seq}
    assert shown(Choice(deal.id, since=second.raised_at.date())) == {second.seq}
    assert shown(Choice(deal.id, flags=frozenset({first.id, second.id}), since=first.raised_at.date())) == {
        1,
        5,
    }
    assert len(desk.records.preview(Choice(deal.id, flags=frozenset({second.id}))).record.entries) == 5


def test_a_period_chooses_flags_and_is_named(
    desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag], paper: PaintsNothing, tmp_path: Path
) -> None:
    first, second = flags
    day = first.raised_at.date()
    only = desk.records.preview(Choice(deal.id, since=day, until=day, period="Two days"))
    assert {e.core.flag for e in only.record.entries if e.opened} == {first.seq}
    assert only.record.manifest.about["period"] == "Two days" and "Period Two days" in only.page.byline
    here = desk.records.quarter("this")
    assert (here.name, here.first, here.last) == ("Q1 FY2026", date(2026, 1, 1), date(2026, 3, 31))
    assert here.say() == "Q1 FY2026, 1 Jan to 31 Mar 2026"
    of_quarter = Choice(deal.id, since=here.first, until=here.last, period=here.say())
    whole = desk.records.preview(of_quarter)
    assert {e.core.flag for e in whole.record.entries if e.opened} == {first.seq, second.seq}
    desk.records.export([of_quarter], tmp_path, paper)
    desk.records.export([Choice(deal.id)], tmp_path / "all", paper)
    kept, later = desk.records.exported(deal.id)
    assert (kept.period, later.period) == ("Q1 FY2026, 1 Jan to 31 Mar 2026", "")
    assert desk.records.newest_exported([deal.id], 1) == (later,)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (None, None, None),
        (date(2026, 3, 4), None, "from Wed 4 Mar 2026"),
        (None, date(2026, 3, 6), "up to Fri 6 Mar 2026"),
        (date(2026, 3, 4), date(2026, 3, 6), "from Wed 4 Mar 2026 up to Fri 6 Mar 2026"),
    ],
)
def test_days_without_a_name_are_said(
    since: date | None,
    until: date | None,
    said: str | None,
    desk: Desk,
    deal: Deal,
    flags: tuple[RiskFlag, RiskFlag],
    paper: PaintsNothing,
    tmp_path: Path,
) -> None:
    choice = Choice(deal.id, since=since, until=until)
    assert desk.records.preview(choice).record.manifest.about.get("period") == said
    desk.records.export([choice], tmp_path, paper)
    assert desk.records.exported(deal.id)[0].period == (said or "")


def test_quarters_follow_the_fiscal_year(desk: Desk) -> None:
    desk.profile.change(fiscal_month=2)
    here, last, *_rest = desk.records.quarters()
    assert (here.name, here.first, here.last) == ("Q1 FY2027", date(2026, 2, 1), date(2026, 4, 30))
    assert last.say() == "Q4 FY2026, 1 Nov 2025 to 31 Jan 2026"
    assert desk.records.quarter("LAST") == last
    for name in ("Q4 FY2026", "q4 2026", "2026-Q4", "2026q4"):
        assert desk.records.quarter(name) == last
    for name in ("", "Q5 FY2026", "2026", "next", "Q4"):
        with pytest.raises(BadInput, match="no quarter"):
            desk.records.quarter(name)


def test_one_field_of_one_entry_is_hidden(desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag]) -> None:
    preview = desk.records.preview(Choice(deal.id, hidden=frozenset({(2, "message"), (5, "statement")})))
    shown = preview.record.manifest.shown
    assert "message" not in shown[2] and "statement" not in shown[5] and "statement" in shown[1]
    assert verify(preview.data).code == 0


def test_what_cannot_be_chosen(desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag]) -> None:
    with pytest.raises(BadInput, match="no flag"):
        desk.records.preview(Choice(deal.id, since=date(2027, 1, 1)))
    with pytest.raises(BadInput, match="no flag"):
        desk.records.preview(Choice(deal.id, flags=frozenset({"0" * 32 + "-0001"})))
    with pytest.raises(BadInput, match="colour"):
        desk.records.preview(Choice(deal.id, without=frozenset({"colour"})))
    empty = desk.deals.open("Gate", "Aspen Ports")
    with pytest.raises(NotFound):
        desk.records.preview(Choice(empty.id))


def test_an_export_writes_what_was_previewed_and_is_kept(
    desk: Desk,
    deal: Deal,
    flags: tuple[RiskFlag, RiskFlag],
    paper: PaintsNothing,
    heard: list[Change],
    tmp_path: Path,
) -> None:
    heard.clear()
    written = desk.records.export([Choice(deal.id)], tmp_path, paper, recipient="Ines", author="me")
    stem = "halvorsen-quays-berth-planning-risk-record"
    assert {path.name for path in written} == {
        *(f"{stem}.{ending}" for ending in ("json", "pdf", "html", "md")), HOW_TO_CHECK,
    }  # fmt: skip
    data = (tmp_path / f"{stem}.json").read_bytes()
    assert data == desk.records.preview(Choice(deal.id), "Ines").data
    receipt = desk.risks.receipt(deal.id)
    assert verify(data, [receipt], desk.profile.get().public_key).code == 0
    (kept,) = desk.records.exported(deal.id)
    assert (kept.head_seq, kept.head_hash) == (5, desk.risks.entries(deal.id)[-1].hash)
    assert (kept.recipient, kept.place) == ("Ines", str(tmp_path))
    assert heard == [Change(Noun.EXPORT, kept.id, deal.id, "me")]
    assert len(desk.risks.entries(deal.id)) == 5  # the log of exports lies outside the chain
    assert paper.documents == []


def test_several_deals_get_a_cover_sheet(
    desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag], paper: PaintsNothing, tmp_path: Path
) -> None:
    twin = desk.deals.open(deal.title, deal.account, partner_id=deal.partner_id)
    desk.risks.flag(twin.id, Severity.LOW, Category.DATA, "Another | chain")
    heard: list[tuple[float, str]] = []
    written = desk.records.export(
        [Choice(deal.id, period="Q1 FY2026"), Choice(twin.id, period="Q1 FY2026")],
        tmp_path,
        paper,
        progress=lambda *said: heard.append(said),
    )
    assert [part for part, _ in heard] == [0.0, 0.5, 1.0]
    names = [path.name for path in written]
    assert len(names) == 4 + 4 + 2 + 1
    assert "halvorsen-quays-berth-planning-2-risk-record.json" in names
    cover = (tmp_path / "risk-records.md").read_text()
    assert f"Deals with {AE}" in cover and "Period Q1 FY2026" in cover
    assert "halvorsen-quays-berth-planning-risk-record.json" in cover.replace("\\", "")
    assert len(paper.documents) == 1
    # One record reveals nothing of the other, not even a count.
    first = read_record((tmp_path / "halvorsen-quays-berth-planning-risk-record.json").read_bytes())
    assert {entry.core.deal for entry in first.entries} == {first.manifest.deal}
    assert "Another" not in (tmp_path / names[0]).read_text()


def test_a_record_that_lies_there_of_another_deal_keeps_its_name(
    desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag], paper: PaintsNothing, tmp_path: Path
) -> None:
    """The same deal's is replaced; another deal's of the same words is not, nor what is no record."""
    twin = desk.deals.open(deal.title, deal.account)
    desk.risks.flag(twin.id, Severity.LOW, Category.DATA, "Another chain")
    names = [f"halvorsen-quays-berth-planning-{part}risk-record.json" for part in ("", "2-", "3-")]
    for choice in (Choice(deal.id), Choice(twin.id), Choice(deal.id), Choice(twin.id)):
        desk.records.export([choice], tmp_path, paper)
    assert sorted(path.name for path in tmp_path.glob("*.json")) == sorted(names[:2])
    chains = [read_record((tmp_path / name).read_bytes()).manifest.deal for name in names[:2]]
    assert chains == [desk.risks.flags(key)[0].chain for key in (deal.id, twin.id)]
    (tmp_path / names[0]).write_text("my own words")
    desk.records.export([Choice(deal.id)], tmp_path, paper)
    assert (tmp_path / names[0]).read_text() == "my own words" and (tmp_path / names[2]).exists()


def test_a_folder_whose_name_is_too_long_is_said(
    desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag], paper: PaintsNothing, tmp_path: Path
) -> None:
    with pytest.raises(DeskReadOnly):
        desk.records.export([Choice(deal.id)], tmp_path / ("n" * 300), paper)
    assert desk.records.exported(deal.id) == ()


@pytest.mark.parametrize(
    ("zone", "at", "quarter"),
    [
        ("Pacific/Apia", datetime(2026, 9, 30, 10, 30, tzinfo=UTC), "Q3 FY2026"),
        ("Pacific/Apia", datetime(2026, 9, 30, 11, 0, tzinfo=UTC), "Q4 FY2026"),
        ("Asia/Kathmandu", datetime(2026, 3, 31, 18, 14, tzinfo=UTC), "Q1 FY2026"),
        ("Asia/Kathmandu", datetime(2026, 3, 31, 18, 15, tzinfo=UTC), "Q2 FY2026"),
        ("America/St_Johns", datetime(2026, 4, 1, 2, 29, tzinfo=UTC), "Q1 FY2026"),
        ("America/St_Johns", datetime(2026, 4, 1, 2, 30, tzinfo=UTC), "Q2 FY2026"),
    ],
)
def test_a_quarter_begins_at_the_desks_midnight(
    zone: str, at: datetime, quarter: str, desk: Desk, deal: Deal, clock: MovableClock
) -> None:
    desk.profile.change(zone=zone)
    clock.at = at
    flag = desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "At the edge of a quarter")
    clock.move(timedelta(hours=-2))
    desk.risks.remark(flag.id, "The clock was set back: that moves no day that was kept")
    clock.move(timedelta(days=5))
    of = desk.records.quarter(quarter)
    preview = desk.records.preview(Choice(deal.id, since=of.first, until=of.last, period=of.say()))
    assert verify(preview.data).code == 0
    for other in desk.records.quarters(6):
        if other != of:
            with pytest.raises(BadInput):
                desk.records.preview(Choice(deal.id, since=other.first, until=other.last))


def test_a_cover_of_different_partners_names_none(
    desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag], paper: PaintsNothing, tmp_path: Path
) -> None:
    other = desk.deals.open("Gate", "Aspen Ports")
    desk.risks.flag(other.id, Severity.LOW, Category.DATA, "x")
    desk.records.export([Choice(deal.id), Choice(other.id)], tmp_path, paper)
    assert "Deals with" not in (tmp_path / "risk-records.md").read_text()


def test_nothing_chosen(desk: Desk, paper: PaintsNothing, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        desk.records.export([], tmp_path, paper)


def test_a_disk_that_refuses_leaves_no_line_in_the_ledger(
    desk: Desk,
    deal: Deal,
    flags: tuple[RiskFlag, RiskFlag],
    paper: PaintsNothing,
    heard: list[Change],
    tmp_path: Path,
    no_room: Callable[[], AbstractContextManager[None]],
) -> None:
    heard.clear()
    with no_room(), pytest.raises(DiskFull):
        desk.records.export([Choice(deal.id)], tmp_path, paper)
    assert (desk.records.exported(deal.id), heard) == ((), [])
    desk.records.export([Choice(deal.id)], tmp_path, paper)  # the control
    assert len(desk.records.exported(deal.id)) == 1


def test_a_progress_that_stops_writes_nothing(
    desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag], paper: PaintsNothing, tmp_path: Path
) -> None:
    def stop(_part: float, _words: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.records.export([Choice(deal.id)], tmp_path / "out", paper, progress=stop)
    assert not (tmp_path / "out").exists()
    assert desk.records.exported(deal.id) == ()


def test_a_broken_chain_is_not_exported(
    desk: Desk,
    deal: Deal,
    flags: tuple[RiskFlag, RiskFlag],
    paper: PaintsNothing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = risk_rows.sealed_of
    monkeypatch.setattr(risk_rows, "sealed_of", lambda *of: whole(*of)[:2] + whole(*of)[3:])
    with pytest.raises(DeskDamaged, match="not whole"):
        desk.records.export([Choice(deal.id)], tmp_path, paper)
    assert list(tmp_path.glob("*.json")) == []


def test_the_same_state_gives_the_same_bytes(
    desk: Desk, deal: Deal, flags: tuple[RiskFlag, RiskFlag]
) -> None:
    one, two = (desk.records.preview(Choice(deal.id)).data for _ in range(2))
    assert one == two
    assert json.loads(one)["manifest"]["format"] == "sedesk-risk-record/1"
