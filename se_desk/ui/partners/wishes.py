"""What the frame may ask of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.wishes import EditPartner, NewPartner, Place, Wish
from se_desk.ui.partners.partner_dialog import PartnerDialog

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

Go = Callable[[Place], object]


def new_partner(_wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, go: Go) -> None:
    """Open the dialog for a new partner; confirmed, it leads to the partner's page."""
    dialog = PartnerDialog(parent, desk)

    def arrived() -> None:
        if dialog.partner is not None:
            go(Place("partner", dialog.partner.id, "charter"))

    dialog.confirmed.connect(arrived)
    dialog.open()


def edit_partner(wish: Wish, parent: QWidget, desk: Desk, _bus: Bus, _go: Go) -> None:
    """Open the dialog for what is kept of a partner."""
    if isinstance(wish, EditPartner):
        PartnerDialog(parent, desk, desk.partners.get(wish.partner_id)).open()


GRANTS: dict[type[Wish], Callable[[Wish, QWidget, Desk, Bus, Go], None]] = {
    NewPartner: new_partner,
    EditPartner: edit_partner,
}
