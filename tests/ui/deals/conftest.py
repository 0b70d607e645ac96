"""A deal with an AE, and a window for dialogs to stand in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.money import Money
from se_desk.domain.partners import Partner
from se_desk.services.desk import Desk
from se_desk.ui.kit.dialogs import Dialog


@pytest.fixture
def partner(desk: Desk) -> Partner:
    """The account executive of ``deal``."""
    return desk.partners.meet("Pavel Lindqvist")


@pytest.fixture
def deal(desk: Desk, partner: Partner) -> Deal:
    """An active deal."""
    value = Money(400_000_00, "EUR")
    return desk.deals.open("Berth planning", "Halvorsen Quays", partner_id=partner.id, value=value)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[QWidget]:
    """A window as large as on a laptop."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made


def dialog_of(window: QWidget) -> Dialog:
    """The dialog that stands over the window."""
    found = [dialog for dialog in window.window().findChildren(Dialog) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def unnamed(widget: QWidget) -> list[str]:
    """What can be reached by keyboard and has no name for a screen reader, Qt's own inner parts aside."""
    from PySide6.QtCore import Qt

    return [
        type(child).__name__
        for child in widget.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not child.accessibleName()
        and not child.objectName().startswith("qt_")
        and type(child).__module__.startswith("se_desk")
    ]
