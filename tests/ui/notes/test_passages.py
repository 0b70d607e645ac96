"""What a selection became leads back to the words, as long as they stand there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.evidence import selected
from se_desk.domain.notes import Note
from se_desk.domain.passages import Passage
from se_desk.domain.risks import Category, Severity
from se_desk.services.desk import Desk
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.sources import LONGEST_TITLE, SourceLinks
from se_desk.ui.kit.wishes import FlagRisk, HearAsk, Place, PromiseStep
from se_desk.ui.notes.revisions import RevisionsDialog
from tests.ui.notes.conftest import Opened, dialogs_of

WORDS = "Crane 4 stands still twice a week"


def place_of(desk: Desk, noun: str, key: str) -> Place:
    """Where the link of the thing leads."""
    links, went = SourceLinks(), list[Place]()
    links.requestPlace.connect(went.append)
    links.show_sources(desk.note_links.sources(noun, key))
    links.links[-1].click()
    links.deleteLater()
    return went[0]


def test_a_wish_takes_the_place_of_the_words_along(opened: Opened, note: Note) -> None:
    opened.select(WORDS)
    becoming = opened.page.becoming
    for verb in (becoming.flag, becoming.step, becoming.ask):
        verb()
    flag, step, ask = opened.went.wishes
    assert isinstance(flag, FlagRisk)
    assert isinstance(step, PromiseStep)
    assert isinstance(ask, HearAsk)
    wanted = Passage(note.id, 1, WORDS, note.body.index(WORDS))
    assert (flag.items[0].source, step.passage, ask.passage) == (wanted, wanted, wanted)


def test_words_of_the_preview_are_found_in_the_source(opened: Opened, note: Note, qtbot: QtBot) -> None:
    writing = opened.page.writing
    writing.set_view("read")
    qtbot.waitUntil(lambda: WORDS in writing.preview.toPlainText(), timeout=10_000)
    cursor = writing.preview.document().find(WORDS)
    writing.preview.setTextCursor(cursor)
    passage = opened.page.chosen_passage()
    assert passage is not None
    assert passage.start == note.body.index(WORDS)


def test_without_words_there_is_no_passage(opened: Opened) -> None:
    assert opened.page.chosen_passage() is None


@pytest.mark.parametrize("noun", ["flag", "step", "ask"])
def test_the_way_back_selects_the_words(
    opened: Opened, desk: Desk, deal: Deal, note: Note, noun: str
) -> None:
    desk.notes.write(note.id, "\U0001f6a2 a line before\n\n" + note.body)
    passage = Passage(note.id, 1, WORDS, note.body.index(WORDS))
    key = {
        "flag": lambda: (
            desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "Stands", selected(WORDS, passage)).id
        ),
        "step": lambda: desk.steps.promise(deal.id, "Look", passage=passage).id,
        "ask": lambda: desk.asks.hear(deal.id, "Move", passage=passage).id,
    }[noun]()
    opened.page.writing.set_view("read")
    opened.page.enter(place_of(desk, noun, key))
    assert opened.page.writing.editor.selected == WORDS
    assert opened.page.writing.view == "split"


def test_evidence_leads_back_too(opened: Opened, desk: Desk, deal: Deal) -> None:
    flag = desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "Late")
    opened.select(WORDS)
    remark, _rule, metrics = opened.page.becoming.evidence_menu().actions()[:3]
    remark.trigger()
    metrics.trigger()
    element = desk.qualification.elements(deal.id)[0]
    for noun, key in (("flag", flag.id), ("element", element.id)):
        assert place_of(desk, noun, key).page == "note"


def test_words_that_are_gone_are_said_to_be(
    opened: Opened, desk: Desk, deal: Deal, note: Note, window: QWidget
) -> None:
    step = desk.steps.promise(deal.id, "Look", passage=Passage(note.id, 1, WORDS, 0))
    desk.notes.write(note.id, "Nothing of it")
    opened.page.enter(place_of(desk, "step", step.id))
    (toast,) = [each for each in window.findChildren(Toast) if each.isVisible()]
    toast.acted.emit()
    assert isinstance(dialogs_of(window)[-1], RevisionsDialog)
    dialogs_of(window)[-1].reject()
    opened.page.passages.show("passage:nowhere")
    assert opened.page.writing.editor.selected == ""


def test_a_source_in_the_trash_is_not_offered(desk: Desk, deal: Deal, note: Note, qtbot: QtBot) -> None:
    step = desk.steps.promise(deal.id, "Look", passage=Passage(note.id, 1, WORDS, 0))
    links = SourceLinks()
    qtbot.addWidget(links)
    links.show_sources(desk.note_links.sources("step", step.id))
    assert [link.text() for link in links.links] == ["From “Line walk”"]
    desk.notes.retitle(note.id, "x" * 200)
    links.show_sources(desk.note_links.sources("step", step.id))
    assert len(links.links[0].text()) <= LONGEST_TITLE + len("From “”")
    desk.notes.trash(note.id)
    links.show_sources(desk.note_links.sources("step", step.id))
    assert not links.isVisibleTo(None)
    assert links.links == []
