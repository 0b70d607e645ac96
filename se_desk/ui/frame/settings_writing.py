"""The card of the settings about writing notes: line numbers, spelling and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.services import spelling
from se_desk.services.dictionaries import dictionaries, own_folder
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import CheckBox, Option, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.notes.choices import keep, kept

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class WritingCard(Card):
    """All but the added words belong to this computer and not to the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Writing notes")
        self._desk = desk
        self.numbers, self.spelling = CheckBox("Number the lines"), CheckBox("Mark unknown words")
        self.language = Select((), name="Language of the spelling")
        self.words = Button("Your words", "pencil")
        self.body.addLayout(hbox(self.numbers, self.spelling, None, gap=32))
        self.body.addSpacing(16)
        row = hbox(Field("Language of the spelling", self.language), self.words, None, gap=16)
        row.setAlignment(self.words, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.body.addSpacing(8)
        self._says = BodyText("", "small", "text-3")
        self.add(self._says)
        self.numbers.toggled.connect(lambda on: keep(desk, numbers=on))
        self.spelling.toggled.connect(self._spell)
        self.language.chosen.connect(lambda key: keep(desk, language=key))
        self.words.clicked.connect(self.edit_words)

    def refresh(self) -> None:
        """What holds now."""
        choices, known = kept(self._desk), dictionaries()
        self.language.set_options([Option(each.key, each.label) for each in known])
        self.language.set_value(choices.language)
        self.numbers.setChecked(choices.numbers)
        self.spelling.setChecked(choices.spelling)
        self._spell(choices.spelling)
        added = len(spelling.own_words(self._desk))
        self._says.set_content(
            "Spelling happens on this computer. It knows the names of the desk. A language that is missing "
            f"is there once its .aff and .dic file are in {own_folder()}. "
            + (f"You have added {count(added, 'word')}." if added else "")
        )

    def _spell(self, on: bool) -> None:
        if kept(self._desk).spelling != on:
            keep(self._desk, spelling=on)
        self.language.setEnabled(on)
        self.words.setEnabled(on)

    def edit_words(self) -> None:
        """Show the added words, to be changed."""
        dialog = OwnWords(self.window(), self._desk)
        dialog.confirmed.connect(self.refresh)
        dialog.open()


class OwnWords(Dialog):
    """The words that were added, a line each."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent, "Your words", "Save", "They are kept encrypted, with the desk.", icon="pencil", width=480
        )
        self._desk = desk
        self.text = TextArea("\n".join(spelling.own_words(desk)), rows=10, name="Words, one on each line")
        self.add(Field("Words, one on each line", self.text))

    def confirm(self) -> bool:
        """Keep what stands there now."""
        try:
            spelling.set_words(self._desk, self.text.text.split("\n"))
        except DeskError as error:
            tell(self, error)
            return False
        return True
