"""The spelling of one page: marks under unknown words in sight, suggestions, words that are added.

Only what is on the screen is asked about, when it is painted, and every answer is remembered: typing never
waits for it. The dictionary is read off the GUI thread.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextCursor

from se_desk.domain.errors import DeskError
from se_desk.services import spelling
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.theme import theme
from se_desk.ui.notes.choices import Choices
from se_desk.ui.notes.highlighter import Inside
from se_desk.ui.notes.margin import bands_of, blocks_in_sight
from se_desk.ui.notes.source_text import units
from se_desk.ui.notes.spelling_words import spelled_words

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.dictionaries import Speller
    from se_desk.ui.notes.editor import NoteEditor

KEYS = "F7"
MOST_ASKED = 400  # words that were never asked about, in one painting
Found = tuple[int, int, str]


class Spelling(QObject):
    """Belongs to one editor."""

    loaded = Signal()

    def __init__(self, editor: NoteEditor, desk: Desk) -> None:
        super().__init__(editor)
        self._editor, self._desk = editor, desk
        self.speller: Speller | None = None
        self._language = ""
        self._job: Job | None = None
        self._seen: set[str] = set()
        self._limit = MOST_ASKED
        editor.under = self.paint

    def choose(self, choices: Choices) -> None:
        """Spell in the chosen language, or not at all."""
        if not choices.spelling:
            self.speller, self._language = None, ""
            self._editor.viewport().update()
        elif choices.language != self._language:
            self._language = choices.language
            if self._job is not None:
                self._job.cancel()
            desk, language = self._desk, choices.language
            self._job = run(lambda _job: spelling.speller(desk, language), self, self._take)

    def _take(self, speller: Speller | None) -> None:
        self._job, self.speller = None, speller
        self._seen.clear()
        self._editor.viewport().update()
        self.loaded.emit()

    def unknown_in(self, block: QTextBlock) -> list[Found]:
        """The unknown words of a line, with their places in it; none in code, and not one being typed."""
        speller = self.speller
        if speller is None or block.userState() > Inside.TEXT or block.previous().userState() > Inside.TEXT:
            return []
        line, found = block.text(), []
        for start, end, word in spelled_words(line):
            if word not in self._seen and len(self._seen) >= self._limit:
                self._editor.viewport().update()  # the rest when this is painted
                break
            self._seen.add(word)
            if not speller.knows(word):
                found.append((units(line[:start]), units(line[:end]), word))
        return found

    def paint(self) -> None:
        """Dots under the unknown words in sight."""
        if self.speller is None:
            return
        self._limit = len(self._seen) + MOST_ASKED
        painter = QPainter(self._editor.viewport())
        painter.setPen(QPen(theme().colour("sev-critical"), 1.5, Qt.PenStyle.DotLine))
        typed = self._editor.textCursor().position() if self._editor.hasFocus() else -1
        for block, box in blocks_in_sight(self._editor):
            for start, end, _word in self.unknown_in(block):
                if block.position() + end != typed:
                    for band in bands_of(block, block.position() + start, block.position() + end):
                        _underline(painter, band.translated(box.topLeft()))
        painter.end()

    def word_at(self, cursor: QTextCursor) -> Found | None:
        """The unknown word the cursor touches; None where there is none."""
        self._limit = len(self._seen) + MOST_ASKED
        at = cursor.positionInBlock()
        return next((each for each in self.unknown_in(cursor.block()) if each[0] <= at <= each[1]), None)

    def fill(self, menu: Menu, cursor: QTextCursor) -> None:
        """Put what may have been meant, and the way to add the word, at the top of a menu."""
        found = self.word_at(cursor)
        if found is None or self.speller is None:
            return
        block, (start, end, word) = cursor.block(), found
        writing = not self._editor.isReadOnly()
        meant = self.speller.suggestions(word)
        for one in meant:
            menu.add(one, partial(self._replace, block, start, end, one), "pencil", enabled=writing)
        if not meant:
            menu.add("No suggestions", enabled=False)
        menu.add(f"Add “{word}” to the desk’s words", partial(self.add, word), "plus")
        menu.addSeparator()

    def _replace(self, block: QTextBlock, start: int, end: int, word: str) -> None:
        def write(cursor: QTextCursor) -> None:
            cursor.setPosition(block.position() + start)
            cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(word)

        self._editor.edit(write)

    def add(self, word: str) -> None:
        """Take the word from now on, in every note of the desk."""
        try:
            spelling.add_word(self._desk, word, author=self)
        except DeskError as error:
            tell(self._editor, error)
            return
        if self.speller is not None:
            self.speller.take((word,))
        self._editor.viewport().update()

    def next_unknown(self) -> None:
        """Go to the next unknown word, around the end of the note, and show what may have been meant."""
        cursor = self._editor.textCursor()
        block, after = cursor.block(), cursor.positionInBlock()
        for _ in range(self._editor.document().blockCount() + 1):
            self._limit = len(self._seen) + MOST_ASKED
            found = next((each for each in self.unknown_in(block) if each[1] > after), None)
            if found is not None:
                self._go(block, found)
                return
            block, after = block.next(), -1
            if not block.isValid():
                block = self._editor.document().firstBlock()

    def _go(self, block: QTextBlock, found: Found) -> None:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + found[1])
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        menu = Menu(self._editor, "Spelling")
        self.fill(menu, cursor)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._editor.viewport().mapToGlobal(self._editor.cursorRect(cursor).bottomLeft()))
        menu.setActiveAction(menu.actions()[0])


def _underline(painter: QPainter, band: QRectF) -> None:
    foot = band.bottom() - 3
    painter.drawLine(round(band.left()), round(foot), round(band.right()), round(foot))
