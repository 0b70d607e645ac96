"""How one likes to write: a few settings beside the desk, and nothing of the desk's data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from se_desk.services.dictionaries import USUAL

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

FILE_NAME = "window.ini"
VIEWS = ("write", "split", "read")
_YES = (True, "true")


@dataclass(frozen=True, slots=True)
class Choices:
    """``view`` is write, split or read; ``language`` is a dictionary's key, such as en_US."""

    view: str = "split"
    numbers: bool = False
    spelling: bool = True
    language: str = USUAL


def _settings(desk: Desk) -> QSettings:
    return QSettings(str(desk.store.path.parent / FILE_NAME), QSettings.Format.IniFormat)


def kept(desk: Desk) -> Choices:
    """What was chosen last; what cannot be read is as usual."""
    settings, usual = _settings(desk), Choices()
    view = str(settings.value("note-view", usual.view))
    return Choices(
        view if view in VIEWS else usual.view,
        settings.value("line-numbers", usual.numbers) in _YES,
        settings.value("spelling", usual.spelling) in _YES,
        str(settings.value("spelling-language", usual.language)),
    )


def keep(desk: Desk, **changed: object) -> Choices:
    """Remember what changed; where that cannot be written the usual comes next time."""
    chosen = replace(kept(desk), **changed)  # type: ignore[arg-type]  # checked by replace
    settings = _settings(desk)
    settings.setValue("note-view", chosen.view)
    settings.setValue("line-numbers", chosen.numbers)
    settings.setValue("spelling", chosen.spelling)
    settings.setValue("spelling-language", chosen.language)
    settings.sync()
    return chosen
