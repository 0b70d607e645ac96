"""The theme: tokens of the design as colours and sizes, light and dark, and one signal when they change.

Values come from resources/styles/tokens.json and from nowhere else. Fusion carries a palette and one
generated style sheet; both are built anew when the theme, the contrast or the text size changes.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from se_desk.paths import resources

Mode = Literal["light", "dark", "system"]

SCRIM_ALPHA = {"light": 0.38, "dark": 0.62}
SMALLEST_SCALE, LARGEST_SCALE = 0.9, 1.5
_MORE_CONTRAST = {"line-strong": "control", "line": "line-strong"}


@cache
def tokens() -> dict[str, Any]:
    """The whole of tokens.json."""
    loaded: dict[str, Any] = json.loads((resources() / "styles" / "tokens.json").read_text("utf-8"))
    return loaded


@cache
def _values(side: str) -> dict[str, str]:
    return {name: token["value"] for name, token in tokens()["color"][side].items()}


class Theme(QObject):
    """Which side is shown, how large text is, and what colour a token has now."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "system"
        self._scale = 1.0
        self._contrast = False
        self.reduce_motion = False
        self._shown = ""
        self._app: QApplication | None = None

    @property
    def mode(self) -> Mode:
        """What was chosen: light, dark, or what the system says."""
        return self._mode

    @property
    def side(self) -> Literal["light", "dark"]:
        """What is shown now. A system that does not say is taken as light."""
        if self._mode != "system":
            return self._mode
        hints = QGuiApplication.styleHints()
        return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"

    @property
    def dark(self) -> bool:
        """Whether the dark side is shown."""
        return self.side == "dark"

    @property
    def scale(self) -> float:
        """Text scale, 0.9 to 1.5."""
        return self._scale

    @property
    def contrast(self) -> bool:
        """Whether borders are raised to 3:1."""
        return self._contrast

    def value(self, token: str) -> str:
        """A token's colour as "#RRGGBB"; KeyError for a name the design does not have."""
        if self._contrast:
            token = _MORE_CONTRAST.get(token, token)
        return _values(self.side)[token]

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """A token's colour, made see-through by ``alpha`` (1.0 is solid)."""
        colour = QColor(self.value(token))
        colour.setAlphaF(alpha)
        return colour

    def px(self, length: float) -> int:
        """A length that follows the text size, in device independent pixels."""
        return round(length * self._scale)

    def choose(self, mode: Mode) -> None:
        """Show light, dark, or follow the system."""
        self._mode = mode
        self._apply()

    def set_scale(self, scale: float) -> None:
        """Set the text size, held between 0.9 and 1.5."""
        self._scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self._apply()

    def set_contrast(self, raised: bool) -> None:
        """Raise borders to a contrast of 3:1, or take that back."""
        self._contrast = raised
        self._apply()

    def install(self, app: QApplication, mode: Mode = "system") -> None:
        """Dress the application and follow the system from now on."""
        if self._app is None:
            app.setStyle("Fusion")
            app.styleHints().colorSchemeChanged.connect(self._follow)
        self._app = app
        self._mode = mode
        self._apply()

    def _follow(self) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        """Repaint only when something differs: a style sheet over a full window costs tens of ms."""
        state = f"{self.side} {self._scale} {self._contrast}"
        if self._app is None or state == self._shown:
            return
        from se_desk.ui.kit.style import dress  # needs this module

        self._shown = state
        dress(self._app, self)
        self.changed.emit()


_the_theme: list[Theme] = []


def theme() -> Theme:
    """The one theme of this program."""
    if not _the_theme:
        _the_theme.append(Theme())
    return _the_theme[0]


def install_theme(app: QApplication, mode: Mode = "system") -> None:
    """Load the fonts and dress the application; once, before the first window."""
    theme().install(app, mode)


Owner = TypeVar("Owner", bound=QObject)


def follow(owner: Owner, slot: Callable[[Owner], object]) -> None:
    """Call ``slot(owner)`` now and at each change of the theme, for as long as ``owner`` lives."""
    known = weakref.ref(owner)

    def again() -> None:
        living = known()
        if living is not None and isValid(living):
            slot(living)

    link = theme().changed.connect(again)
    owner.destroyed.connect(lambda: QObject.disconnect(link))
    slot(owner)


def css(token: str) -> str:
    """A token's colour for a document's style sheet, "#RRGGBB"."""
    return theme().value(token)
