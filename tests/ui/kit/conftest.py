"""A dressed application, light and dark, put back afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from se_desk.ui.kit.theme import Theme, install_theme, theme


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Theme]:
    install_theme(qapp, "light")
    yield theme()
    theme().set_contrast(False)
    theme().set_scale(1.0)
    theme().choose("light")


@pytest.fixture(params=["light", "dark"])
def side(request: pytest.FixtureRequest, dress: Theme) -> str:
    dress.choose(request.param)
    return str(request.param)


def colours_of(widget: QWidget) -> set[str]:
    """All colours a widget paints."""
    picture = widget.grab().toImage()
    size = picture.size()
    return {picture.pixelColor(x, y).name() for x in range(size.width()) for y in range(size.height())}
