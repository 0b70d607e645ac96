"""Dresses the application: Qt's palette and one style sheet, both made from the theme's tokens."""

from __future__ import annotations

import re

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from se_desk.paths import resources
from se_desk.ui.kit.fonts import font, load_fonts
from se_desk.ui.kit.theme import Theme

_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "text",
    QPalette.ColorRole.PlaceholderText: "text-3",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line-strong",
    QPalette.ColorRole.Shadow: "line-strong",
}
_DISABLED_TEXT = (
    QPalette.ColorRole.Text,
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


def palette(theme: Theme) -> QPalette:
    """Qt's palette of the theme."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, theme.colour(token))
    for role in _DISABLED_TEXT:
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("text-3"))
    return made


def style_sheet(theme: Theme) -> str:
    """desk.qss with its tokens filled in: ``@name`` is a colour, ``~32`` a length that follows the text."""
    folder = resources() / "styles"
    text = re.sub(r"/\*.*?\*/", "", (folder / "desk.qss").read_text("utf-8"), flags=re.DOTALL)
    text = text.replace("%styles%", folder.as_posix()).replace("%side%", theme.side)
    text = re.sub(r"@([a-z][a-z0-9-]*)", lambda found: theme.value(found[1]), text)
    return re.sub(r"~(\d+)", lambda found: f"{theme.px(int(found[1]))}px", text)


def dress(app: QApplication, theme: Theme) -> None:
    """Give the application its fonts, palette and style sheet of now."""
    load_fonts()
    app.setFont(font("body"))
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
