"""The tour's calls: a calendar with a question, an own checklist, a debrief that is passed on, the pack."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from se_desk.ui.frame.tour_rows import Row
from se_desk.ui.frame.tour_stage import Stage, TourStopped
from se_desk.ui.kit import wishes
from se_desk.ui.kit.wishes import Place

LEARNED = (
    "Who reads the alarms at night.",
    "The engine room loses a watch to false alarms, and nobody has counted what that costs.",
    "Their superintendent asks the yard for a day.",
)


def _calendar(stage: Stage) -> None:
    """A calendar file with an entry that may be of two deals of one account."""
    stage.clear()
    deal = stage.desk.deals.views(active=True)[0].deal
    stage.desk.deals.open("Second line", deal.account, partner_id=deal.partner_id)
    stage.wish(wishes.ImportCalls(str(_file(stage, deal.account))))
    stage.until(lambda: stage.dialog.primary.isEnabled(), "what would come in")


def _file(stage: Stage, account: str) -> Path:
    now = stage.desk.now()
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for number, (title, rule) in enumerate((
        (f"{account}: weekly", "RRULE:FREQ=WEEKLY;COUNT=6"), (f"{account}: second line", ""), ("Team", ""),
    )):  # fmt: skip
        at = (now + timedelta(days=3 + number)).replace(hour=9, minute=0)
        ends = at + timedelta(minutes=45)
        rows += ["BEGIN:VEVENT", f"UID:{number}@tour", f"SUMMARY:{title}", f"DTSTART:{at:%Y%m%dT%H%M00}"]
        rows += [f"DTEND:{ends:%Y%m%dT%H%M00}", *([rule] if rule else []), "END:VEVENT"]
    file = stage.place("sample").desk.with_name("calendar.ics")
    file.write_text("\r\n".join([*rows, "END:VCALENDAR", ""]), encoding="utf-8")
    return file


def _checklists(stage: Stage) -> None:
    stage.clear()
    own = next(view for view in stage.desk.checklists.all() if not view.is_standard)
    stage.wish(wishes.ManageChecklists(own.id))


def _saved(stage: Stage) -> None:
    """A debrief of a call that the SE held alone, saved: what is left to pass on."""
    stage.clear()
    for view in stage.desk.calls.to_log():
        if stage.desk.debriefs.absent_partner(view.call.id) is not None:
            stage.desk.debriefs.hold(view.call.id, *LEARNED)
            stage.kept["alone"] = view.call.id
            stage.go(Place("debrief", view.call.id))
            return
    raise TourStopped("The sample desk has no call that was held alone.")


def _digest(stage: Stage) -> QWidget | None:
    call_id = stage.kept["alone"]
    partner = stage.desk.debriefs.absent_partner(call_id)
    if partner is None:
        raise TourStopped("The call was not held alone.")
    from se_desk.ui.calls.digest_dialog import DigestDialog

    DigestDialog(stage.page, stage.desk, call_id, partner.first_name).open()
    stage.settle()
    return None


def _pack(stage: Stage) -> None:
    stage.clear()
    stage.wish(wishes.MakePack())


ROWS = (
    Row("checklists", "A checklist of the SE’s own, and which calls begin with it", _checklists),
    Row("import-calls", "A calendar file, and which deal an entry is of", _calendar),
    Row("debrief-saved", "What is left to pass on: the CRM, and an AE who was not there", _saved),
    Row("digest", "What was learned and what it changes, read before it leaves", _digest),
    Row("pack", "The coming calls for travel", _pack),
)
