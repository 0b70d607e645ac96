"""The bundled fonts are the ones that are used, in the sizes of the design."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from se_desk.ui.kit.fonts import font, line_height, load_fonts
from se_desk.ui.kit.theme import Theme, tokens


def test_both_families_are_found(dress: Theme) -> None:
    assert {"Inter", "JetBrains Mono"} <= set(load_fonts())


@pytest.mark.parametrize("role", tokens()["type"])
def test_roles_are_what_the_design_says(role: str, dress: Theme) -> None:
    spec, made = tokens()["type"][role], font(role)
    assert made.pixelSize() == spec["size"]
    assert made.weight() == spec["weight"]
    assert line_height(role) == spec["line"]
    assert QFontInfo(made).family() == ("JetBrains Mono" if role == "mono" else "Inter")
    assert made.letterSpacing() == pytest.approx(spec["tracking_em"] * spec["size"], abs=1 / 32)


def test_tabular_figures_have_one_width(dress: Theme) -> None:
    figures = [
        QFontMetricsF(font("ui", tabular=True)).horizontalAdvance(str(figure) * 8) for figure in range(10)
    ]
    assert max(figures) - min(figures) < 0.25
    loose = [QFontMetricsF(font("ui")).horizontalAdvance(str(figure) * 8) for figure in range(10)]
    assert max(loose) - min(loose) > 1  # the control: without it they differ


def test_sizes_follow_the_scale(dress: Theme) -> None:
    dress.set_scale(1.5)
    assert font("body").pixelSize() == 20
    assert line_height("body") == 30


def test_a_font_can_be_changed_without_changing_the_next(dress: Theme) -> None:
    font("body").setPixelSize(99)
    assert font("body").pixelSize() == 13
