"""What the frame may ask of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from se_desk.ui.charters.not_ready_dialogs import CommitDialog, NotReadyDialog
from se_desk.ui.charters.request_dialogs import RequestDialog
from se_desk.ui.kit.wishes import MarkNotReady, Place, RecordRequest, Wish

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

Go = Callable[[Place], object]


def record_request(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """What the AE of a deal asks for."""
    RequestDialog(parent, desk, deal_id=cast(RecordRequest, wish).deal_id).open()


def mark_not_ready(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """A deal is not ready; where that stands already, what the AE says to it."""
    deal_id = cast(MarkNotReady, wish).deal_id
    stands = desk.not_ready.find_open(deal_id)
    if stands is None:
        NotReadyDialog(parent, desk, deal_id=deal_id).open()
    else:
        CommitDialog(parent, desk, stands).open()


GRANTS: dict[type[Wish], Callable[[Wish, QWidget, Desk, Bus, Go], None]] = {
    RecordRequest: record_request,
    MarkNotReady: mark_not_ready,
}
