"""Opens the dialog for a flag: with the words it is given, as it was left, or as the data speak for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.notices import Banner
from se_desk.ui.kit.wishes import FlagRisk
from se_desk.ui.risks import drafts
from se_desk.ui.risks.flag_dialog import FlagDialog
from se_desk.ui.risks.proposed import with_proposal

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


def begin_flag(parent: QWidget, desk: Desk, wish: FlagRisk) -> FlagDialog:
    """The dialog, not yet shown. What is typed and not raised is there again, asked for without words."""
    path, key = desk.store.path, wish.deal_id
    bare = not (wish.statement or wish.items or wish.rule)
    left = drafts.find_flag(path, key) if bare else None
    dialog = FlagDialog(parent, desk, left.wish if left else with_proposal(wish, desk))
    if left is not None:
        banner = dialog.resume(left.message)
        banner.acted.connect(lambda: _start_anew(dialog, desk, wish, banner))
    dialog.cancelled.connect(lambda: _keep(dialog, desk, key))
    if bare:  # one that was raised with other words leaves alone what was begun
        dialog.confirmed.connect(lambda: drafts.keep_flag(path, key, None))
    return dialog


def _keep(dialog: FlagDialog, desk: Desk, key: str) -> None:
    """Of what was begun the last; nothing new leaves alone what was kept before."""
    begun = dialog.begun
    if begun is not None:
        drafts.keep_flag(desk.store.path, key, begun)


def _start_anew(dialog: FlagDialog, desk: Desk, wish: FlagRisk, banner: Banner) -> None:
    drafts.keep_flag(desk.store.path, wish.deal_id, None)
    banner.hide()
    dialog.start_anew(with_proposal(wish, desk))
