"""What the frame may ask of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from se_desk.ui.exports.dialog import ExportNotesDialog
from se_desk.ui.kit.wishes import ExportNotes, Place, Wish

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus


def export_notes(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Callable[[Place], object]) -> None:
    """Open the dialog that exports notes."""
    if isinstance(wish, ExportNotes):
        ExportNotesDialog(parent, desk, wish.deal_id, wish.note_id).open()


GRANTS: dict[type[Wish], Callable[..., Any]] = {ExportNotes: export_notes}
