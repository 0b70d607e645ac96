"""Reads the fields of a dialog, says under each what is wrong, and remembers the first one that was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt

from se_desk.domain.errors import BadInput
from se_desk.domain.money import Money
from se_desk.exchange.amounts import read_amount
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, TextArea

R = TypeVar("R")


class FieldCheck:
    """One pass over a dialog's fields; ``ok`` is whether all could be read."""

    def __init__(self) -> None:
        self.first: Field | None = None

    @property
    def ok(self) -> bool:
        """Nothing was wrong."""
        return self.first is None

    def wrong(self, field: Field, sentence: str) -> None:
        """Say what is wrong with a field and what to do."""
        field.set_error(sentence)
        self.first = self.first or field

    def focus(self) -> None:
        """Bring the keyboard to the first field that was wrong."""
        if self.first is not None:
            self.first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, field: Field, reading: Callable[[], R]) -> R | None:
        """What ``reading`` gives; a BadInput is said under the field."""
        field.clear_error()
        try:
            return reading()
        except BadInput as error:
            self.wrong(field, error.in_short)
            return None

    def day(self, field: Field, missing: str = "") -> date | None:
        """The day of a DayEdit; ``missing`` is said where there is none."""
        editor = field.editor
        if not isinstance(editor, DayEdit):
            raise TypeError(type(editor).__name__)
        day = self.read(field, lambda: editor.day)
        if day is None and missing and not field.error:
            self.wrong(field, missing)
        return day

    def text(self, field: Field, missing: str = "") -> str:
        """The words of a field without the blanks around them."""
        field.clear_error()
        words = text_of(field).strip()
        if not words and missing:
            self.wrong(field, missing)
        return words

    def money(self, field: Field, currency: str) -> Money | None:
        """An amount as people write it; None for blank."""
        return self.read(field, lambda: read_amount(text_of(field), currency))


def text_of(field: Field) -> str:
    """What stands in a field of one line or of several."""
    editor = field.editor
    if isinstance(editor, TextArea):
        return editor.text
    if isinstance(editor, LineEdit):
        return editor.text()
    raise TypeError(type(editor).__name__)
