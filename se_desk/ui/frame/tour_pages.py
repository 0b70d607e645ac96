"""The tour's second part: every page and dialog of the sample desk, each a row that brings it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from se_desk.ui.frame import (
    tour_attached,
    tour_calls,
    tour_editing,
    tour_importing,
    tour_linking,
    tour_metrics,
    tour_outbox,
)
from se_desk.ui.frame.tour_rows import Act, Row
from se_desk.ui.frame.tour_stage import Stage, TourStopped
from se_desk.ui.frame.tour_welcome import open_sample
from se_desk.ui.kit import wishes
from se_desk.ui.kit.wishes import Place, Wish
from se_desk.ui.risks.panel import FlagPanel
from se_desk.ui.search.page import SearchPage

if TYPE_CHECKING:
    from se_desk.domain.notes import Note
    from se_desk.services.deals import DealView

CARD = "CallCard"
CARD_SIZE = (420, 760)  # as it is drawn
SEARCHED = "procurement"


def story_deal(stage: Stage) -> DealView:
    """The sample's story: a deal whose AE date lies before the day on which procurement can end."""
    from se_desk.domain.timelines import procurement_of

    for view in stage.desk.deals.views(active=True):
        procurement = procurement_of(view.deal)
        if view.forecast and procurement and view.forecast.close_on < procurement.earliest_signature_on:
            return view
    raise TourStopped("The sample desk lacks its story.")


def _at(page: str, tab: str = "") -> Act:
    return lambda stage: stage.go(Place(page, tab=tab))


def _deal(tab: str) -> Act:
    def act(stage: Stage) -> None:
        stage.clear()
        stage.go(Place("deal", story_deal(stage).deal.id, tab))

    return act


def _partner(tab: str) -> Act:
    def act(stage: Stage) -> None:
        partner = story_deal(stage).partner
        stage.go(Place("partner", partner.id if partner else "", tab))

    return act


def _over_story(make: type[Wish]) -> Act:
    def act(stage: Stage) -> None:
        stage.clear()
        stage.wish(make(deal_id=story_deal(stage).deal.id))  # type: ignore[call-arg]  # each of them takes it

    return act


def _over(wish: Wish) -> Act:
    def act(stage: Stage) -> None:
        stage.clear()
        stage.wish(wish)

    return act


def _doing(action: str) -> Act:
    def act(stage: Stage) -> None:
        stage.clear()
        stage.do(action)

    return act


def _note_of(stage: Stage) -> Note:
    """The longest shareable note of the story."""
    notes = [note for note in stage.desk.notes.of_deal(story_deal(stage).deal.id) if not note.private]
    return max(notes, key=lambda note: len(note.body))


def _note(stage: Stage) -> None:
    stage.go(Place("note", _note_of(stage).id))


def _selection(stage: Stage) -> None:
    """A sentence of the note is selected, and the bar of what it can become stands over it."""
    editor = next(each for each in stage.page.findChildren(QPlainTextEdit) if not each.isReadOnly())
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.Down, n=2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    editor.setFocus()
    stage.settle()


def _backups(stage: Stage) -> None:
    if not stage.frame.door.opening.keeping.backups():
        stage.frame.door.opening.back_up(stage.desk)
    stage.go(Place("settings", tab="backups"))


def _settings(stage: Stage) -> None:
    stage.clear()
    stage.go(Place("settings"))


def _stamps(stage: Stage) -> None:
    stage.clear()
    stage.go(Place("settings", tab="stamps"))


def _stamped(stage: Stage) -> None:
    """The newest flag of a chain that has a stamp."""
    stage.clear()
    flags = [flag for flag in stage.desk.risks.flags() if stage.desk.stamps.newest(flag.deal_id)]
    stage.go(Place("risks", flags[-1].id))


def _set_aside(stage: Stage) -> None:
    """On the deal that has such a proposal."""
    stage.clear()
    deals = (view.deal.id for view in stage.desk.deals.views())
    stage.go(Place("deal", next(key for key in deals if stage.desk.dismissals.count(key)), "risks"))
    stage.press("1 proposal set aside")


def _huddle(stage: Stage) -> None:
    stage.clear()
    call = stage.desk.calls.next_call()
    if call is None:
        raise TourStopped("The sample desk has no coming call.")
    stage.kept["call"] = call.id
    stage.go(Place("huddle", call.id))


def _card(stage: Stage) -> QWidget:
    stage.wish(wishes.OpenCallCard(stage.kept["call"]))
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and type(top).__name__ == CARD:
            top.resize(*CARD_SIZE)  # a low screen made it lower
            stage.settle()
            return top
    raise TourStopped("The call card did not open.")


def _debrief(stage: Stage) -> None:
    stage.clear()
    waiting = stage.desk.calls.to_log()
    if not waiting:
        raise TourStopped("The sample desk has no call that waits for its note.")
    stage.go(Place("debrief", waiting[-1].call.id))


def _palette(stage: Stage) -> None:
    stage.clear()
    stage.do("find")
    palette = stage.frame.acting.palette
    if palette is None:
        raise TourStopped("The palette did not open.")
    palette.findChildren(QLineEdit)[0].insert(story_deal(stage).deal.account.split()[-1].lower())
    stage.settle()


def _search(stage: Stage) -> None:
    stage.clear()
    stage.go(Place("search", SEARCHED))


def _filters(stage: Stage) -> None:
    """What a filter may become, offered while it is typed."""
    stage.clear()
    stage.go(Place("search", SEARCHED))
    page = stage.page
    if not isinstance(page, SearchPage):
        raise TourStopped("The page of results did not open.")
    page.field.setText(f"{SEARCHED} kind:")
    page.completing.look()
    stage.settle()


def _evidence(stage: Stage) -> None:
    """The flag of the story with the most items, at its evidence."""
    flags = stage.desk.risks.flags(story_deal(stage).deal.id)
    stage.go(Place("risks", max(flags, key=lambda flag: len(stage.desk.evidence.of_flag(flag))).id))
    panel = stage.page.findChild(FlagPanel)
    if panel is None:
        raise TourStopped("The risk log shows no flag.")
    panel.show_evidence()
    stage.settle()


ROWS = (
    Row("today", "Today on the sample desk", open_sample),
    Row("deals", "Every deal, both dates beside each other", _at("deals")),
    Row("deal-timeline", "The deal of the story", _deal("timeline")),
    Row("deal-notes", "Its notes", _deal("notes")),
    Row("deal-prep", "Its calls and how far they are prepared", _deal("prep")),
    Row("deal-risks", "Its flags", _deal("risks")),
    Row("deal-qualification", "Its gates and its eight elements", _deal("qualification")),
    Row("deal-asks", "What the customer asked for", _deal("asks")),
    Row("deal-people", "Who decides", _deal("people")),
    Row("note", "A note beside its preview", _note),
    Row("note-selection", "What a selected sentence can become", _selection),
    *tour_attached.ROWS,
    *tour_editing.ROWS,
    *tour_linking.ROWS,
    *tour_outbox.ROWS,
    Row("search", "Search over everything", _search),
    Row("search-filters", "Filters are offered while they are typed", _filters),
    Row("palette", "A few letters lead anywhere", _palette),
    Row("huddle", "The next call is prepared", _huddle),
    Row("call-card", "The card beside the call", _card),
    Row("debrief", "What the last call taught", _debrief),
    Row("partners", "The account executives", _at("partners")),
    Row("charter", "The charter with one of them", _partner("charter")),
    Row("partner-deals", "The deals with one of them", _partner("deals")),
    Row("partner-debriefs", "What the calls with one of them taught", _partner("debriefs")),
    Row("alignment", "How well the two work together", _partner("alignment")),
    Row("risks", "The risk log", _at("risks")),
    Row("deal-set-aside", "A proposal that was no risk keeps its reason", _set_aside),
    Row("risks-stamped", "A chain that is time stamped, by an authority made up for the sample", _stamped),
    Row("risks-evidence", "What a flag rests on leads back to where it is from", _evidence),
    *tour_metrics.ROWS,
    Row("new-deal", "A deal is added", _over(wishes.NewDeal())),
    Row("edit-deal", "A deal is changed", _over_story(wishes.EditDeal)),
    *tour_importing.ROWS,
    Row("plan-call", "A call is planned", _over_story(wishes.PlanCall)),
    Row("new-partner", "An account executive is added", _over(wishes.NewPartner())),
    Row("next-step", "A next step is promised", _over_story(wishes.PromiseStep)),
    Row("hear-ask", "An ask is heard", _over_story(wishes.HearAsk)),
    Row("quick-note", "A note in seconds", _over_story(wishes.QuickNote)),
    *tour_calls.ROWS,
    Row("settings", "Settings", _settings),
    Row("settings-backups", "Backups: when each was made and checked, and a second folder", _backups),
    Row("settings-stamps", "Where time stamps come from: nowhere, until an authority is named", _stamps),
    Row("keys", "Every key", _doing("keys")),
)
