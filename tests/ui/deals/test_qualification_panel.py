"""Gates and letters, edited where they stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from se_desk.domain.charters import ClauseKind
from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull
from se_desk.domain.qualification import GateKind, GateState, Letter
from se_desk.services.desk import Desk
from se_desk.ui.deals.page import DealPage
from se_desk.ui.deals.qualification_panel import GATE_HINTS, LETTER_HINTS, QualificationPanel
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import MarkNotReady, Place, RecordRequest


@pytest.fixture
def page(desk: Desk, bus: Bus, deal: Deal, qtbot: QtBot) -> DealPage:
    made = DealPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(1216, 848)
    made.show()
    made.enter(Place("deal", deal.id, "qualification"))
    return made


@pytest.fixture
def panel(page: DealPage) -> QualificationPanel:
    found = page.panels["qualification"]
    assert isinstance(found, QualificationPanel)
    return found


def gate(desk: Desk, deal: Deal, kind: GateKind = GateKind.BUDGET) -> tuple[GateState, str]:
    found = {one.kind: one for one in desk.qualification.gates(deal.id)}[kind]
    return found.state, found.evidence


def test_every_gate_and_letter_asks_its_question() -> None:
    assert set(GATE_HINTS) == set(GateKind) and set(LETTER_HINTS) == set(Letter)


def test_evidence_saves_itself(panel: QualificationPanel, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    editor = panel.letters[Letter.METRICS].evidence.editor
    qtbot.keyClicks(editor, "Nine idle hours a week")
    assert desk.qualification.elements(deal.id)[0].evidence == ""
    qtbot.waitUntil(lambda: desk.qualification.elements(deal.id)[0].evidence == "Nine idle hours a week")
    qtbot.waitUntil(lambda: "evidenced" in panel.letters[Letter.METRICS]._badge.accessibleName())


def test_leaving_the_page_saves_at_once(
    page: DealPage, panel: QualificationPanel, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.letters[Letter.CHAMPION].evidence.editor, "Odile")
    assert page.leave()
    assert {e.letter: e.evidence for e in desk.qualification.elements(deal.id)}[Letter.CHAMPION] == "Odile"


def test_evidenced_needs_evidence(panel: QualificationPanel, desk: Desk, deal: Deal, qtbot: QtBot) -> None:
    row = panel.gates[GateKind.BUDGET]
    row.state._buttons["evidenced"].click()
    assert row.state.value == "claimed"
    assert gate(desk, deal) == (GateState.CLAIMED, "")
    qtbot.keyClicks(row.evidence.editor, "Line 7 of the plan")
    row.state._buttons["evidenced"].click()
    assert gate(desk, deal) == (GateState.EVIDENCED, "Line 7 of the plan")


def test_without_its_evidence_a_gate_counts_as_claimed(
    panel: QualificationPanel, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, "a mail")
    row = panel.gates[GateKind.BUDGET]
    qtbot.waitUntil(lambda: row.evidence.text == "a mail")
    row.evidence.editor.selectAll()
    qtbot.keyClick(row.evidence.editor, Qt.Key.Key_Delete)
    assert row.evidence.flush()
    assert gate(desk, deal) == (GateState.CLAIMED, "")
    assert row.state.value == "claimed"


def test_typing_is_not_overwritten_by_what_others_write(
    page: DealPage, panel: QualificationPanel, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    field = panel.letters[Letter.METRICS].evidence
    qtbot.keyClicks(field.editor, "half a sen")
    desk.qualification.set_element(deal.id, Letter.COMPETITION, "Doing nothing")
    qtbot.waitUntil(lambda: panel.letters[Letter.COMPETITION].evidence.text == "Doing nothing")
    assert field.text == "half a sen"


def test_a_change_of_theme_writes_nothing(panel: QualificationPanel, desk: Desk, deal: Deal) -> None:
    desk.qualification.set_element(deal.id, Letter.METRICS, "40 h")
    before = desk.qualification.elements(deal.id)[0]
    panel.letters[Letter.METRICS].evidence.show_text("40 h")
    theme().choose("dark")
    assert panel.flush()
    assert desk.qualification.elements(deal.id)[0] == before


def test_a_full_disk_keeps_the_text_and_the_page(
    page: DealPage, panel: QualificationPanel, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_args: object, **_fields: object) -> None:
        raise DiskFull("The disk is full.")

    field = panel.letters[Letter.METRICS].evidence
    with monkeypatch.context() as patch:
        patch.setattr(desk.qualification, "set_element", full)
        qtbot.keyClicks(field.editor, "40 h")
        assert not page.leave()
        assert field.text == "40 h" and field._wrong.isVisible()
    assert page.leave()


def test_another_deal_shows_its_own(
    page: DealPage, panel: QualificationPanel, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.letters[Letter.METRICS].evidence.editor, "40 h")
    other = desk.deals.open("Lanes", "Abenrod")
    page.enter(Place("deal", other.id, "qualification"))
    assert panel.letters[Letter.METRICS].evidence.text == ""
    assert desk.qualification.elements(deal.id)[0].evidence == "40 h"


def test_gates_in_the_words_of_the_charter(
    page: DealPage, panel: QualificationPanel, desk: Desk, deal: Deal
) -> None:
    partner = desk.partners.meet("Pavel Lindqvist")
    desk.deals.change(deal.id, partner_id=partner.id)
    charter = desk.charters.draft(partner.id, "partnership")
    value = "timeline 9 months, sponsor director"
    desk.charters.add_clause(charter.id, "First", kind=ClauseKind.THRESHOLDS, value=value)
    desk.charters.propose(charter.id)
    desk.charters.agree(charter.id)
    page.enter(Place("deal", deal.id, "qualification"))
    gates = panel.gates
    assert gates[GateKind.TIMELINE].label.text() == "Timeline under 9 months"
    assert gates[GateKind.SPONSOR].label.text() == "director-level sponsor engaged"
    assert "not in the charter" in gates[GateKind.BUDGET].label.text()


def test_whether_it_is_ready_and_what_was_asked(
    page: DealPage, panel: QualificationPanel, desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    partner = desk.partners.meet("Pavel Lindqvist")
    desk.deals.change(deal.id, partner_id=partner.id)
    card = panel.investment
    page.enter(Place("deal", deal.id, "qualification"))
    assert card.ready.text() == "Nobody has called it not ready."
    with qtbot.waitSignal(page.requestWish) as heard:
        card.mark.click()
    assert heard.args == [MarkNotReady(deal.id)]
    record = desk.not_ready.flag(deal.id, "Budget")
    desk.requests.hear(deal.id, "A demo")
    page.enter(Place("deal", deal.id, "qualification"))
    assert "The AE has not answered yet." in card.ready.text() and "A demo" in card.asked.text()
    desk.not_ready.answer(record.id, "On Friday", desk.today_on())
    page.enter(Place("deal", deal.id, "qualification"))
    assert "The AE: “On Friday”, by" in card.ready.text()
    with qtbot.waitSignal(page.requestWish) as heard:
        card.request.click()
    assert heard.args == [RecordRequest(deal.id)]
