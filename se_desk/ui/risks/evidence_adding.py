"""Adds evidence to a flag that was raised before: as an entry of its own, with its own time (RISK-RECORD)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.evidence import EvidenceItem
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.risks.evidence_chooser import EvidenceChooser
from se_desk.ui.risks.evidence_private import TakePrivate

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


def add_evidence(parent: QWidget, desk: Desk, flag_id: str) -> None:
    """Open the chooser over a flag; what is private is asked about before it is kept."""
    try:
        deal = desk.deals.get(desk.risks.get(flag_id).deal_id)
    except DeskError as error:
        tell(parent, error)
        return
    chooser = EvidenceChooser(parent, desk, deal.id, deal.account)
    chooser.chosen.connect(partial(_take, parent, desk, flag_id))
    chooser.open()


def _take(parent: QWidget, desk: Desk, flag_id: str, item: EvidenceItem) -> None:
    if not item.private:
        _keep(parent, desk, flag_id, item)
        return
    asked = TakePrivate(parent, (item,))
    asked.confirmed.connect(partial(_keep, parent, desk, flag_id, item))
    asked.open()


def _keep(parent: QWidget, desk: Desk, flag_id: str, item: EvidenceItem) -> None:
    try:
        flag = desk.risks.remark(flag_id, (item,), author=parent)
    except DeskError as error:
        tell(parent, error)
        return
    toast(parent.window(), f"Added as entry #{flag.entries[-1].seq}", icon="flag")
