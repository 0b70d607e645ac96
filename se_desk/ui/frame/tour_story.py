"""The tour's third part, the story: the desk counts, the flag is raised, told, answered, closed, recorded."""

from __future__ import annotations

from datetime import timedelta

from se_desk.ui.frame.tour_pages import story_deal
from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import Stage, TourStopped
from se_desk.ui.kit import wishes
from se_desk.ui.kit.wishes import Place
from se_desk.ui.paper import printer

ACCOUNT, TITLE = "Corran Locks and Canals", "Gate drive monitoring, nine locks"
RECEIVER = "Ines Falk, Director of Sales Engineering"
ANSWER = "Seen. I move the date once the buyer has confirmed her calendar."
SAID = "The buyer named the board's date on the phone"
CHARTER_FORMS = ("PDF", "Word", "Markdown")
PACK_DAYS = 7


def _add_deal(stage: Stage) -> None:
    """The AE commits the deal for this quarter."""
    stage.clear()
    told = story_deal(stage)
    if told.partner is None or told.forecast is None:
        raise TourStopped("The sample's story has no account executive.")
    stage.go(Place("deals"))
    stage.wish(wishes.NewDeal(told.partner.id))
    stage.write("Account", ACCOUNT, stage.dialog)
    stage.write("Title", TITLE, stage.dialog)
    stage.press("Commit", stage.dialog)
    stage.write("AE forecast, close date", told.forecast.close_on.isoformat(), stage.dialog)


def _procurement(stage: Stage) -> None:
    """The buyer says how long procurement takes: twelve weeks, of which one and a half are over."""
    stage.dialog.accept()
    stage.settle()
    stage.kept["deal"] = stage.sitting.deal_in_front()
    stage.hush()
    stage.wish(wishes.EditDeal(stage.kept["deal"], "procurement"))
    began = stage.desk.today_on() - timedelta(days=10)
    stage.write("Began on", began.isoformat(), stage.dialog)
    stage.write("Takes, in weeks", "12", stage.dialog)
    stage.write("Source", "The buyer, on the phone", stage.dialog)


def _proposed(stage: Stage) -> None:
    """The desk does the arithmetic and offers the flag."""
    stage.dialog.accept()
    stage.settle()
    stage.go(Place("deal", stage.kept["deal"], "timeline"))
    stage.until(lambda: bool(stage.desk.risks.proposals(stage.kept["deal"])), "the desk to propose the flag")


def _flag(stage: Stage) -> None:
    stage.press("Flag it")


def _evidence(stage: Stage) -> None:
    """A few letters find what else the flag rests on."""
    stage.press("Add evidence", stage.dialog)
    stage.write("What the evidence is", "gate", stage.dialog)


def _more_evidence(stage: Stage) -> None:
    """The fact is chosen, and the SE says the rest in words of their own."""
    stage.dialog.accept()
    stage.settle()
    stage.write("Evidence in your own words", SAID, stage.dialog)


def _tell(stage: Stage) -> None:
    stage.later(minutes=3)
    stage.dialog.accept()
    stage.until(lambda: bool(stage.desk.risks.flags(stage.kept["deal"])), "the flag in the log")
    stage.kept["flag"] = stage.desk.risks.flags(stage.kept["deal"])[-1].id
    if not stage.dialog.findChildren(type(stage.dialog.primary)):
        raise TourStopped("The message to the AE did not follow the flag.")


def _told(stage: Stage) -> None:
    """The SE has sent it, and says so."""
    stage.later(minutes=2)
    stage.write("Reference", "<deal-4471@mail.example>", stage.dialog)
    stage.dialog.accept()
    stage.settle()
    stage.hush()
    stage.go(Place("risks", stage.kept["flag"]))


def _answer(stage: Stage) -> None:
    stage.later(hours=1, minutes=40)
    stage.wish(wishes.AnswerFlag(stage.kept["flag"]))
    stage.write("Answer", ANSWER, stage.dialog)


def _outcome(stage: Stage) -> None:
    stage.dialog.accept()
    stage.later(hours=2)
    stage.wish(wishes.CloseFlag(stage.kept["flag"]))
    stage.press("Agreed", stage.dialog)
    stage.write("Note", "The AE forecast moves behind the earliest signature.", stage.dialog)


def _closed(stage: Stage) -> None:
    stage.dialog.accept()
    stage.settle()
    stage.hush()
    stage.go(Place("risks", stage.kept["flag"]))


def _record(stage: Stage) -> None:
    stage.later(minutes=10)
    stage.wish(wishes.ExportRecord(stage.kept["deal"]))
    stage.write("For", RECEIVER, stage.dialog)


def _record_fields(stage: Stage) -> None:
    """Field by field, so that what a manager does not need stays out."""
    stage.press("Single fields…", stage.dialog)


def _save_record(stage: Stage) -> None:
    stage.dialog.reject()
    stage.settle()
    with stage.choosing(stage.folder / "risk-record"):
        stage.dialog.accept()
        stage.until(lambda: bool(list((stage.folder / "risk-record").glob("*.json"))), "the record's files")
    stage.clear()


def _export_notes(stage: Stage) -> None:
    stage.clear()
    stage.wish(wishes.ExportNotes())


def _save_notes(stage: Stage) -> None:
    """Every format, each with all that is new in it."""
    for form in stage.desk.exports.formats():
        stage.clear()
        stage.wish(wishes.ExportNotes())
        stage.press(form.label, stage.dialog)
        with stage.choosing(stage.folder / "notes" / form.key):
            stage.dialog.accept()
            stage.settle()
    stage.clear()


def _save_charter(stage: Stage) -> None:
    partner = story_deal(stage).partner
    if partner is None:
        raise TourStopped("The sample's story has no account executive.")
    stage.go(Place("partner", partner.id, "charter"))
    with stage.choosing(stage.folder / "charter"):
        for form in CHARTER_FORMS:
            stage.pick("Export", form)
            stage.dialog.accept()
            stage.settle()
    stage.hush()


def _save_pack(stage: Stage) -> None:
    stage.desk.packs.export(PACK_DAYS, stage.folder / "pack", printer())


def _back_up(stage: Stage) -> None:
    stage.do("backup")
    stage.frame.door.opening.back_up(stage.desk, stage.folder / "backup" / "sample.sedesk-backup")
    stage.clear()


ROWS = (
    Row("story-new-deal", "The AE commits a deal for this quarter", _add_deal),
    Row("story-procurement", "Procurement takes twelve weeks and is in week two", _procurement),
    Row("story-proposal", "The desk counts, and offers the flag", _proposed),
    Row("story-flag", "The flag is raised", _flag),
    Row("story-evidence", "More evidence is found with a few letters", _evidence),
    Row("story-items", "What the flag rests on, item by item", _more_evidence),
    Row("story-tell", "The message to the AE carries a receipt", _tell),
    Row("story-told", "It was sent, and the log says so", _told),
    Row("story-answer", "What came back is kept", _answer),
    Row("story-outcome", "How it ended", _outcome),
    Row("story-closed", "The whole thread, from the flag to its outcome", _closed),
    Row("story-record", "The record for a manager", _record),
    Row("story-record-fields", "What of each entry is shown", _record_fields),
    Row("", "The record is written", _save_record),
    Row("export-notes", "Notes for the CRM, looked at before they leave", _export_notes),
    Row("", "The notes are written, in every format", _save_notes),
    Row("", "The charter is written, in every form", _save_charter),
    Row("", "The pack of the coming calls is written", _save_pack),
    Row("", "A backup is written and checked", _back_up),
)
