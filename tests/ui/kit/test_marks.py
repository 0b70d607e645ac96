"""Marks can be told apart without colour, and say their words."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from se_desk.ui.kit import marks
from se_desk.ui.kit.painting import TONES, tint
from se_desk.ui.kit.theme import Theme, theme


def grey(severity: str | None) -> QImage:
    picture = QImage(40, 40, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    marks.paint_severity(painter, QRectF(0, 0, 40, 40), severity)
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_Mono)


def differing(first: QImage, second: QImage) -> int:
    return sum(first.pixel(x, y) != second.pixel(x, y) for x in range(40) for y in range(40))


def test_severities_differ_in_shape_alone(side: str) -> None:
    shapes = [grey(name) for name in (None, *marks.SEVERITIES)]
    assert all(differing(*pair) > 40 for pair in combinations(shapes, 2))


@pytest.mark.parametrize(
    ("severity", "words"),
    [("low", "Low"), ("critical", "Critical"), (None, "No severity"), ("", "No severity")],
)
def test_a_severity_says_its_word(severity: str | None, words: str, dress: Theme, qtbot: QtBot) -> None:
    glyph = marks.SeverityGlyph(severity)
    qtbot.addWidget(glyph)
    assert glyph.accessibleName() == words
    assert (glyph.width(), glyph.sizeHint().width()) == (glyph.width(), 10)


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("glyph", [None, "high", "lock"])
def test_a_chip_is_as_wide_as_its_words(tone: str, glyph: str | None, side: str, qtbot: QtBot) -> None:
    chip = marks.Chip("Waiting for Ines", tone, glyph)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    assert chip.height() == 20
    fill, _ = tint(tone)
    middle = chip.grab().toImage().pixelColor(4, 10)
    if fill:
        assert middle == QColor(theme().value(fill))
    chip.set("No")
    assert chip.sizeHint().width() < 50
    assert chip.spec == marks.ChipSpec("No")


@pytest.mark.parametrize(
    ("state", "token"),
    [
        ("running", "clock-running"),
        ("soon", "clock-soon"),
        ("over", "clock-over"),
        ("done", "clock-done"),
        ("late", "clock-late"),
    ],
)
def test_a_clock_shows_its_state(state: str, token: str, side: str, qtbot: QtBot) -> None:
    ring = marks.ClockRing(state, 0.5, "1 h left")
    qtbot.addWidget(ring)
    ring.resize(ring.sizeHint())
    picture = ring.grab().toImage()
    found = {picture.pixelColor(x, y).name() for x in range(20) for y in range(20)}
    assert theme().value(token).lower() in found
    assert ring.accessibleName() == "1 h left"


def test_a_ring_drains_clockwise(dress: Theme, qtbot: QtBot) -> None:
    ring = marks.ClockRing("running", 0.5, size=40)
    qtbot.addWidget(ring)
    ring.resize(40, 40)
    picture = ring.grab().toImage()
    assert picture.pixelColor(37, 20).name() == "#0b6a66"  # three o'clock is still there
    assert picture.pixelColor(2, 20).name() == "#e7e4dc"  # nine o'clock has gone


def test_an_unknown_state_is_a_fault(dress: Theme) -> None:
    with pytest.raises(ValueError, match="asleep"):
        marks.ClockRing("asleep")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ines Brandt", "IB"),
        ("ines", "I"),
        ("Ana María de la Cruz", "AC"),
        ("  ", "?"),
        ("李 小龙", "李小"),
        ("(ext) Ola Berg", "OB"),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert marks.initials_of(name) == initials


def test_people_keys_and_letters_are_named(dress: Theme, qtbot: QtBot) -> None:
    avatar, letter = marks.Avatar("IB", "Ines Brandt", size=40), marks.LetterBadge("M", False, "Metrics")
    keys, brand = marks.KeyCap("Ctrl+K"), marks.BrandMark()
    for widget in (avatar, letter, keys, brand):
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
        assert not widget.grab().isNull()
    assert avatar.toolTip() == "Ines Brandt"
    assert letter.accessibleName() == "Metrics: no evidence yet"
    assert keys.accessibleName() == "Ctrl+K"
    assert keys.sizeHint().width() == marks.keycap_width("Ctrl+K")
