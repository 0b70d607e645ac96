"""What a row of the tour is: a sentence, something done at the window, and the picture that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from se_desk.ui.frame.tour_stage import Stage

# Does something, and may name the widget that is to be shown instead of the window.
Act = Callable[[Stage], QWidget | None]


@dataclass(frozen=True, slots=True)
class Row:
    """``picture`` names the picture taken when ``act`` is done; empty for none."""

    picture: str
    says: str
    act: Act
