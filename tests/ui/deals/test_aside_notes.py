"""Where a deal, its people, steps and evidence stand in notes, and the ways there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.passages import Passage
from se_desk.domain.qualification import Letter
from se_desk.services.desk import Desk
from se_desk.ui.deals.aside_notes import notes_sections
from se_desk.ui.deals.ask_dialog import AskDialog
from se_desk.ui.deals.page import DealPage
from se_desk.ui.deals.person_dialog import PersonDialog
from se_desk.ui.deals.shown import MOST_NAMING, read_deal
from se_desk.ui.deals.step_dialog import StepDialog
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.sources import NamedIn, SourceLinks
from se_desk.ui.kit.wishes import Place


def test_a_deal_says_which_notes_name_it(desk: Desk, qtbot: QtBot) -> None:
    deal = desk.deals.open("Grain", "Fenwold")
    assert notes_sections(read_deal(desk, deal.id), lambda _place: None) == []
    ids = [desk.notes.start(None, title=f"Note {n}", body="[[Fenwold]]").id for n in range(MOST_NAMING + 2)]
    went: list[Place] = []
    (section,) = notes_sections(read_deal(desk, deal.id), went.append)
    qtbot.addWidget(section)
    named = section.findChild(NamedIn)
    assert isinstance(named, NamedIn)
    assert len(named.links) == MOST_NAMING
    named.links[0].click()
    assert went == [Place("note", ids[-1])]


def test_a_person_says_it_too_and_what_was_taken_leads_back(desk: Desk, bus: Bus, qtbot: QtBot) -> None:
    deal = desk.deals.open("Grain", "Fenwold")
    person = desk.people.add(deal.id, "Ana Ruiz")
    note = desk.notes.start(deal.id, title="Walk", body="@Ana Ruiz wants the gate first")
    passage = Passage(note.id, 1, "the gate first", note.body.index("the gate"))
    step = desk.steps.promise(deal.id, "Show the gate", passage=passage)
    ask = desk.asks.hear(deal.id, "A gate", passage=passage)
    element = desk.qualification.set_element(deal.id, Letter.METRICS, "the gate first")
    taken = desk.note_links.keep_passage("element", element.id, passage)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    page, went = DealPage(desk, bus, window), list[Place]()
    page.requestPlace.connect(went.append)
    window.show()
    page.enter(Place("deal", deal.id))
    page._open_person(person)
    page._open_step(step)
    page._open_ask(ask)
    for kind in (PersonDialog, StepDialog, AskDialog):
        (dialog,) = window.findChildren(kind)
        links = dialog.named.links if isinstance(dialog, PersonDialog) else dialog.sources.links
        links[0].click()
        assert not dialog.isVisible()
    letter = page.panels["qualification"].findChildren(SourceLinks)
    shown = [links for links in (*letter, *page.aside.findChildren(SourceLinks)) if links.links]
    for links in shown:
        links.links[0].click()
    assert {place.id for place in went} == {note.id}
    assert f"passage:{taken.id}" in {place.tab for place in went}
    assert len(went) == 5
    page.leave()
