"""The short list under a cursor or a field, its letters marked as the palette marks them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from se_desk.services.ranking import spans
from se_desk.ui.kit import choice_list
from se_desk.ui.kit.choice_list import Choice

__all__ = ["Choice", "ChoiceList"]


class ChoiceList(choice_list.ChoiceList):
    """Never takes the keyboard: whoever has it moves the choice by ``step``."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, name, spans)
