"""What the dialogs of a deal let one choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from se_desk.domain.deals import ForecastCategory, Stage

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


def partners_of(desk: Desk) -> list[tuple[str, str]]:
    """The AEs by name, and nobody first."""
    found = sorted((view.partner.name, view.partner.id) for view in desk.partners.views())
    return [("", "No AE yet"), *((key, name) for name, key in found)]


def stages() -> list[tuple[str, str]]:
    """The stages of a running sale; a deal is closed by its outcome."""
    return [(stage.value, stage.label) for stage in Stage if stage is not Stage.CLOSED]


def categories() -> list[tuple[str, str]]:
    """What the AE may call a deal in the CRM."""
    return [(category.value, category.label) for category in ForecastCategory]
