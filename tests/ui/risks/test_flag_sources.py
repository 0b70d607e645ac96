"""A flag leads back to the words in the note that it was taken from."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from se_desk.domain.evidence import selected
from se_desk.domain.passages import Passage
from se_desk.domain.risks import Category, Severity
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.wishes import FlagRisk, Place
from se_desk.ui.risks.flag_dialog import FlagDialog
from se_desk.ui.risks.page import RisksPage


def test_a_flag_leads_back_to_its_note(desk: Desk, bus: Bus, qtbot: QtBot) -> None:
    deal = desk.deals.open("Grain", "Fenwold")
    note = desk.notes.start(deal.id, title="Walk", body="Nobody signs")
    page, went = RisksPage(desk, bus), list[Place]()
    qtbot.addWidget(page)
    page.resize(1216, 848)
    page.show()
    page.requestPlace.connect(went.append)
    passage = Passage(note.id, 1, "Nobody signs", 0)
    items = selected("Nobody signs", passage)
    dialog = FlagDialog(page, desk, FlagRisk(deal.id, "Who signs", items))
    dialog.open()
    dialog.accept()
    (flag,) = desk.risks.flags(deal.id)
    bare = desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "No source")
    page.enter(Place("risks", bare.id))
    assert not page.panel.evidence.links
    page.enter(Place("risks", flag.id))
    page.panel.evidence.links[0].click()
    (taken,) = desk.note_links.passages("flag", flag.id)
    assert went == [Place("note", note.id, f"passage:{taken.id}")]
