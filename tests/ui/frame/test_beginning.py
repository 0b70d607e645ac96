"""What comes before any window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from se_desk.ui.frame import beginning


@pytest.mark.parametrize(
    ("platform", "environment", "missing"),
    [
        ("linux", {}, True),
        ("linux", {"DISPLAY": ":0"}, False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False),
        ("darwin", {}, False),
        ("win32", {}, False),
    ],
)
def test_knows_where_there_is_no_screen(platform: str, environment: dict[str, str], missing: bool) -> None:
    assert beginning.screen_missing(platform, environment) is missing
    assert not beginning.no_screen()


def test_there_is_one_application(qapp: QApplication) -> None:
    assert beginning.application() is qapp
