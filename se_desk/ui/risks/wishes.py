"""What the frame may ask of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.background import run
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.wishes import (
    AnswerFlag,
    CloseFlag,
    ExportRecord,
    FlagRisk,
    Place,
    StampChain,
    TellFlag,
    Wish,
)

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

Go = Callable[[Place], object]


def flag_risk(wish: FlagRisk, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Open the dialog that raises a flag; telling comes straight after it."""
    from se_desk.ui.risks.beginning import begin_flag

    dialog = begin_flag(parent, desk, wish)

    def raised(flag_id: str, words: str, tell_next: bool) -> None:
        if tell_next:
            dialog.finished.connect(lambda _done: _tell(flag_id, words, parent, desk))
        else:
            toast(parent, "Flag raised", "Show", lambda: go(Place("risks", flag_id)), "flag")

    dialog.raised.connect(raised)
    dialog.open()


def tell_flag(wish: TellFlag, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Open the message with its receipt."""
    _tell(wish.flag_id, "", parent, desk)


def answer_flag(wish: AnswerFlag, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Open the dialog for what came back."""
    from se_desk.ui.risks.answer_dialog import AnswerDialog

    AnswerDialog(parent, desk, wish.flag_id).open()


def close_flag(wish: CloseFlag, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Open the dialog for the outcome."""
    from se_desk.ui.risks.outcome_dialog import OutcomeDialog

    OutcomeDialog(parent, desk, wish.flag_id).open()


def export_record(wish: ExportRecord, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Open the dialog for the record."""
    from se_desk.ui.risks.export_dialog import ExportRecordDialog

    ExportRecordDialog(parent, desk, wish.deal_id).open()


def stamp_chain(wish: StampChain, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Ask the authority, off the GUI thread; where none is named, say where to name one."""
    if not desk.stamps.on:
        toast(
            parent, "No authority is named", "Settings", lambda: go(Place("settings", tab="stamps")), "info"
        )
        return
    run(
        lambda _job: desk.stamps.stamp(wish.deal_id),
        parent,
        lambda entry: toast(parent, f"Stamped, kept as entry #{entry.seq}", icon="shield-check"),
        lambda error: tell(parent, error),
    )
    toast(parent, "Asking the authority for a time stamp", icon="info")


def _tell(flag_id: str, words: str, parent: QWidget, desk: Desk) -> None:
    from se_desk.ui.risks.tell_dialog import TellDialog

    TellDialog(parent, desk, flag_id, words).open()


GRANTS: dict[type[Wish], Callable[..., Any]] = {
    FlagRisk: flag_risk,
    TellFlag: tell_flag,
    AnswerFlag: answer_flag,
    CloseFlag: close_flag,
    ExportRecord: export_record,
    StampChain: stamp_chain,
}
