"""Tokens meet AA in both themes, and a change reaches everything that is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.style import style_sheet
from se_desk.ui.kit.theme import Theme, css, follow, theme, tokens

SIDES = ("light", "dark")
TEXT, CONTROL = 4.5, 3.0


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairs() -> list[tuple[str, str, str]]:
    return [
        (side, token, ground)
        for side in SIDES
        for token, known in tokens()["color"][side].items()
        for ground in known.get("contrast", {})
    ]


@pytest.mark.parametrize(("side", "token", "ground"), pairs())
def test_every_pair_the_design_uses_meets_aa(side: str, token: str, ground: str) -> None:
    values = tokens()["color"][side]
    needed = CONTROL if token == "control" else TEXT
    found = contrast(values[token]["value"], values[ground]["value"])
    assert found >= needed
    assert found == pytest.approx(values[token]["contrast"][ground], abs=0.02)


def test_the_measure_can_fail() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#CBC7BD", "#FFFFFF") < CONTROL


def test_both_sides_have_the_same_tokens() -> None:
    assert set(tokens()["color"]["light"]) == set(tokens()["color"]["dark"])


def test_the_style_sheet_is_filled_in(dress: Theme) -> None:
    sheet = style_sheet(dress)
    assert not any(sign in sheet for sign in "@~%")
    assert "#F6F5F1" in sheet
    assert "chevron-light.svg" in sheet


def test_the_style_sheet_is_understood_by_qt(dress: Theme, capfd: pytest.CaptureFixture[str]) -> None:
    dress.choose("dark")
    assert "Could not parse" not in capfd.readouterr().err


def test_the_palette_follows(dress: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dress.changed):
        dress.choose("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#14181A")
    assert dress.dark
    assert css("accent") == "#5CC6BB"


def test_choosing_what_is_shown_already_repaints_nothing(dress: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dress.changed):
        dress.choose("light")


def test_a_system_that_does_not_say_is_light(dress: Theme) -> None:
    dress.choose("system")
    assert dress.mode == "system"
    assert dress.side == "light"


def test_more_contrast_raises_borders(dress: Theme) -> None:
    dress.set_contrast(True)
    assert dress.contrast
    assert dress.value("line-strong") == tokens()["color"]["light"]["control"]["value"]
    assert dress.value("line") == tokens()["color"]["light"]["line-strong"]["value"]


@pytest.mark.parametrize(("asked", "held"), [(0.2, 0.9), (1.0, 1.0), (1.25, 1.25), (9.0, 1.5)])
def test_the_text_size_is_held_in_range(asked: float, held: float, dress: Theme) -> None:
    dress.set_scale(asked)
    assert dress.scale == held
    assert dress.px(32) == round(32 * held)


def test_an_unknown_token_is_a_fault(dress: Theme) -> None:
    with pytest.raises(KeyError):
        dress.colour("no-such-token")


def test_follow_ends_with_its_owner(dress: Theme, qtbot: QtBot) -> None:
    owner, heard = QObject(), []
    follow(owner, lambda _owner: heard.append(theme().side))
    dress.choose("dark")
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    dress.choose("light")
    assert heard == ["light", "dark"]


def test_a_label_follows_theme_and_size(dress: Theme, qtbot: QtBot) -> None:
    label = PlainLabel("Words", "title", "sev-high")
    qtbot.addWidget(label)
    label.show()
    dress.choose("dark")
    dress.set_scale(1.5)
    assert label.font().pixelSize() == 30
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor("#F29166")
