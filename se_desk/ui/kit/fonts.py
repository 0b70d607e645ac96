"""Type roles as fonts: Inter and JetBrains Mono, bundled, loaded once."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TypedDict, cast

from PySide6.QtGui import QFont, QFontDatabase

from se_desk.paths import resources
from se_desk.ui.kit.theme import theme, tokens

UI_FAMILY = "Inter"
MONO_FAMILY = "JetBrains Mono"


class Role(TypedDict):
    """One type role of tokens.json: pixels, line height in pixels, weight, tracking in em."""

    size: int
    line: int
    weight: int
    tracking_em: float


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt; the families found. Needs an application."""
    families: list[str] = []
    for file in sorted((resources() / "fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(dict.fromkeys(families))


# The mono of tables and threads: 11 px, as drawn there; tokens.json has the larger one only.
_STAMP = Role(size=11, line=16, weight=400, tracking_em=0)
_MONO = ("mono", "stamp")


def _role(name: str) -> Role:
    return _STAMP if name == "stamp" else cast(Role, tokens()["type"][name])


def font(role: str, *, weight: int = 0, tabular: bool = False) -> QFont:
    """The font of a type role at today's text size.

    ``weight`` (400, 500, 600) overrides the role's own; ``tabular`` gives figures of one width, for
    columns and timers only: in running text it also widens hyphens.
    """
    # A copy each time: callers change the size of theirs.
    return QFont(_font(role, weight, tabular, theme().scale))


@lru_cache(maxsize=256)
def _font(role: str, weight: int, tabular: bool, scale: float) -> QFont:
    spec = _role(role)
    size = round(spec["size"] * scale)
    made = QFont(MONO_FAMILY if role in _MONO else UI_FAMILY)
    made.setStyleHint(QFont.StyleHint.Monospace if role in _MONO else QFont.StyleHint.SansSerif)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight or spec["weight"]))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    tracking = spec["tracking_em"] * size
    if tracking:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    if role in _MONO:
        _feature(made, "calt", 0)
    if tabular:
        _feature(made, "tnum", 1)
    return made


def _feature(made: QFont, tag: str, on: int) -> None:
    """Set an OpenType feature; Qt before 6.7 has no door for it and goes without."""
    if hasattr(QFont, "setFeature"):
        made.setFeature(QFont.Tag(tag), on)


def line_height(role: str) -> int:
    """A role's line height in pixels at today's text size."""
    return theme().px(_role(role)["line"])
