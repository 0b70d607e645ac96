"""Two cards of the settings: how the window looks, and when it locks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal

from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import CheckBox, Segment, Select
from se_desk.ui.kit.inputs import Field
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.theme import Mode, theme

if TYPE_CHECKING:
    from se_desk.domain.profile import Profile

THEMES = (("light", "Light"), ("dark", "Dark"), ("system", "As the system"))
SIZES = tuple((str(percent), f"{percent} %") for percent in (90, 100, 110, 125, 150))
LOCKS = (("5", "5 minutes"), ("15", "15 minutes"), ("30", "30 minutes"), ("60", "1 hour"), ("0", "never"))


class LooksCard(Card):
    """Theme, text size, motion, contrast. All but the theme belong to this computer and not to the desk."""

    themeChosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("Looks")
        self.theme_ = Segment(THEMES, name="Theme")
        self.size_ = Select(SIZES, name="Text size")
        self.calm = CheckBox("Reduce motion")
        self.contrast = CheckBox("Stronger borders")
        self.body.addLayout(hbox(Field("Theme", self.theme_), Field("Text size", self.size_), None, gap=32))
        self.body.addSpacing(16)
        self.body.addLayout(hbox(self.calm, self.contrast, None, gap=32))
        self.theme_.chosen.connect(self._choose)
        self.size_.chosen.connect(lambda percent: theme().set_scale(int(percent) / 100))
        self.calm.toggled.connect(_reduce_motion)
        self.contrast.toggled.connect(theme().set_contrast)

    def _choose(self, mode: str) -> None:
        theme().choose(cast(Mode, mode))
        self.themeChosen.emit(mode)

    def show_set(self, profile: Profile) -> None:
        """What holds now."""
        self.theme_.set_value(profile.theme)
        percent = str(round(theme().scale * 100))
        known = percent in dict(SIZES)
        self.size_.set_options(SIZES if known else (*SIZES, (percent, f"{percent} %")))
        self.size_.set_value(percent)
        self.calm.setChecked(theme().reduce_motion)
        self.contrast.setChecked(theme().contrast)


def _reduce_motion(on: bool) -> None:
    if theme().reduce_motion != on:
        theme().reduce_motion = on
        theme().changed.emit()  # heard by who keeps the looks of this computer


class LockCard(Card):
    """After how long without a key press the desk locks by itself, and when else."""

    chosen = Signal(int)  # minutes, 0 for never

    def __init__(self, lock_words: Callable[[], str]) -> None:
        super().__init__("Lock")
        self._lock_words = lock_words
        self.minutes = Select(LOCKS, name="Lock when nobody is there for")
        self._also = BodyText("", "small", "text-3")
        self.body.addLayout(hbox(Field("Lock when nobody is there for", self.minutes), None))
        self.body.addSpacing(8)
        self.add(self._also)
        self.minutes.chosen.connect(lambda value: self.chosen.emit(int(value)))

    def show_set(self, profile: Profile) -> None:
        """What holds now."""
        minutes = str(profile.lock_minutes)
        known = minutes in dict(LOCKS)
        self.minutes.set_options(LOCKS if known else (*LOCKS, (minutes, f"{minutes} minutes")))
        self.minutes.set_value(minutes)
        also = self._lock_words()
        self._also.set_content(f"Not while a call card is open. {also}".strip())
