"""Banners, toasts and the strip under the risk log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit import notices, overlay
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.notices import Banner, IntegrityStrip, Toast, head_in_fours, toast
from se_desk.ui.kit.theme import Theme


@pytest.fixture
def window(dress: Theme, qtbot: QtBot) -> Iterator[QMainWindow]:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1100, 680)
    made.show()
    yield made


@pytest.mark.parametrize("tone", ["accent", "amber", "critical"])
def test_a_banner(tone: str, side: str, qtbot: QtBot) -> None:
    banner = Banner("Three calls wait.", "Show", tone)
    qtbot.addWidget(banner)
    banner.show()
    assert not banner.grab().isNull()
    with qtbot.waitSignal(banner.acted):
        banner.findChild(Button).click()
    with qtbot.waitSignal(banner.closed):
        banner.findChild(IconButton).click()
    banner.set_sentence("Two calls wait.")
    assert banner.accessibleName() == "Two calls wait."
    fixed = Banner("It holds.", closable=False)
    qtbot.addWidget(fixed)
    assert fixed.findChild(IconButton) is None


def test_a_toast_stands_at_the_bottom_centre(window: QMainWindow) -> None:
    made = toast(window, "Flag saved")
    assert abs(made.geometry().center().x() - window.rect().center().x()) <= 1
    assert made.geometry().bottom() <= window.height() - 12
    window.resize(1300, 700)
    assert abs(made.geometry().center().x() - window.rect().center().x()) <= 1
    assert not window.grab().isNull()


def test_one_toast_at_a_time(window: QMainWindow, qtbot: QtBot) -> None:
    toast(window, "First")
    second = toast(window.centralWidget() or window, "Second")
    qtbot.waitUntil(lambda: window.findChildren(Toast) == [second])


def test_a_toast_goes_by_itself(window: QMainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "TOAST_STAYS", 20)
    made = toast(window, "Flag saved")
    with qtbot.waitSignal(made.destroyed):
        assert made.isVisible()


def test_its_action_is_done_and_it_goes(window: QMainWindow, qtbot: QtBot) -> None:
    done: list[str] = []
    made = toast(window, "Flag saved", "Open", lambda: done.append("open"))
    qtbot.mouseClick(made.findChild(Button), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert done == ["open"]
    assert not made.isVisible()


@pytest.mark.parametrize(
    ("intact", "words"), [(True, "Chain intact"), (None, "Not checked yet"), (False, "Chain broken at #119")]
)
def test_the_strip_says_the_state(intact: bool | None, words: str, side: str, qtbot: QtBot) -> None:
    strip = IntegrityStrip()
    qtbot.addWidget(strip)
    strip.set(intact, 128, "9f3a27c184d05e6b" + "0" * 48, "Checked 10:02", 119 if intact is False else None)
    strip.resize(1100, 44)
    strip.show()
    assert strip.height() == 44
    assert strip.accessibleName() == f"{words}, 128 entries, Checked 10:02"
    assert strip._digits.text() == "9F3A-27C1-84D0-5E6B"
    assert strip._open.isVisible() == (intact is False)
    assert not strip.grab().isNull()


def test_what_the_strip_wishes_for(dress: Theme, qtbot: QtBot) -> None:
    strip = IntegrityStrip()
    qtbot.addWidget(strip)
    strip.set(False, 1, "ab" * 32, "Checked", 7)
    again, opened = strip.findChildren(Button)[-1], strip._open
    with qtbot.waitSignal(strip.checkRequested):
        again.click()
    with qtbot.waitSignal(strip.brokenOpened) as heard:
        opened.click()
    assert heard.args == [7]
    with qtbot.waitSignal(strip.headCopied) as heard:
        strip.findChild(IconButton).click()
    assert heard.args == ["ab" * 32]


def test_a_head_in_fours() -> None:
    assert head_in_fours("9f3a27c184d05e6b1234") == "9F3A-27C1-84D0-5E6B"
    assert head_in_fours("") == ""


def test_a_shadow_is_darkest_at_its_box(dress: Theme) -> None:
    from PySide6.QtCore import QRectF

    ground = QPixmap(200, 200)
    ground.fill(Qt.GlobalColor.white)
    painter = QPainter(ground)
    overlay.paint_shadow(painter, QRectF(60, 60, 80, 80), 10)
    painter.end()
    picture = ground.toImage()
    shades = [picture.pixelColor(100, y).lightness() for y in (110, 150, 170, 190)]
    assert shades == sorted(shades)
    assert picture.pixelColor(0, 0).lightness() == 255


def test_motion_is_off_when_it_is_not_wanted(
    dress: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlay.QGuiApplication, "platformName", lambda: "xcb")
    assert overlay.animates()
    dress.reduce_motion = True
    try:
        assert not overlay.animates()
    finally:
        dress.reduce_motion = False
    banner = Banner("It fades in.")
    qtbot.addWidget(banner)
    banner.show()
    overlay.fade_in(banner, 10)
    assert banner.graphicsEffect() is not None
    qtbot.waitUntil(lambda: banner.graphicsEffect() is None)


def test_a_place_for_a_banner_takes_room_only_while_there_is_one(dress: Theme, qtbot: QtBot) -> None:
    window, place = QWidget(), notices.BannerPlace((4, 4, 4, 4))
    qtbot.addWidget(window)
    window.setLayout(vbox(place))
    window.show()
    assert place.isHidden() and place.sentence == ""
    place.say("The first")
    place.say("The second", "Again").closed.emit()
    assert place.isHidden() and place.sentence == ""
    place.say("The third")
    assert place.isVisible() and place.sentence == "The third"


@pytest.mark.parametrize("width", [320, 440, 1100])
def test_a_long_sentence_is_never_cut(width: int, dress: Theme, qtbot: QtBot) -> None:
    window, place = QWidget(), notices.BannerPlace((0, 16, 0, 0))
    qtbot.addWidget(window)
    window.setLayout(vbox(place, None))
    window.resize(width, 680)
    window.show()
    banner = place.say("There is no room left where the desk lies. " * 3, "Look")
    qtbot.waitUntil(lambda: banner.width() == width)
    qtbot.waitUntil(lambda: banner.height() == banner.heightForWidth(width))
    window.resize(width + 400, 680)
    qtbot.waitUntil(lambda: banner.height() == banner.heightForWidth(width + 400))
