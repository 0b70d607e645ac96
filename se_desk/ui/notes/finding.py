"""Finding words in a note, and putting others in their place.

Qt's expressions stop by themselves when one of them would look for minutes; Python's would hold up the
window. Places count UTF-16 units, as those of a document do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression, QRegularExpressionMatch
from PySide6.QtGui import QTextCursor, QTextDocument

from se_desk.ui.notes.source_text import to_document

MOST = 5_000  # places that are counted and marked
_NOT_EMPTY = "(*NOTEMPTY)"  # else "x*" is found between any two letters, a million times in a long note
_Option = QRegularExpression.PatternOption
_GROUP = re.compile(r"\\(\\|n|t|\d)")
_SIGNS = {"n": "\u2029", "t": "\t", "\\": "\\"}

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for, and how."""

    words: str
    exact_case: bool = False
    whole_words: bool = False
    expression: bool = False

    def pattern(self) -> QRegularExpression:
        """Not valid where the expression is none."""
        text = self.words if self.expression else QRegularExpression.escape(to_document(self.words))
        if self.whole_words:
            text = rf"(?<!\w)(?:{text})(?!\w)"
        options = _Option.MultilineOption | _Option.UseUnicodePropertiesOption
        if not self.exact_case:
            options |= _Option.CaseInsensitiveOption
        return QRegularExpression(_NOT_EMPTY + text, options)

    @property
    def possible(self) -> bool:
        """Whether it can be looked for."""
        return bool(self.words) and self.pattern().isValid()


def _matches(document: QTextDocument, sought: Sought) -> Iterator[QRegularExpressionMatch]:
    if not sought.possible:
        return
    walk = sought.pattern().globalMatch(document.toRawText().replace("\u2029", "\n"))
    while walk.hasNext():
        found = walk.next()
        if found.capturedLength():
            yield found


def places(document: QTextDocument, sought: Sought, most: int = MOST) -> list[Spot]:
    """Where it stands, from place to place; at most ``most``."""
    spots: list[Spot] = []
    for found in _matches(document, sought):
        spots.append((found.capturedStart(), found.capturedEnd()))
        if len(spots) >= most:
            break
    return spots


def replace_all(document: QTextDocument, sought: Sought, words: str) -> int:
    r"""Put ``words`` in every place, as one undo; how many there were.

    Of an expression, ``\1`` to ``\9`` are its groups, ``\n`` a new line and ``\t`` a tab.
    """
    found = [
        (each.capturedStart(), each.capturedEnd(), _words(each, sought, words))
        for each in _matches(document, sought)
    ]
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for start, end, made in reversed(found):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(made)
    cursor.endEditBlock()
    return len(found)


def replacement(document: QTextDocument, sought: Sought, spot: Spot, words: str) -> str:
    """What takes the place of the words at ``spot``, as a document takes it."""
    at = next((each for each in _matches(document, sought) if each.capturedStart() >= spot[0]), None)
    return _words(at, sought, words) if at is not None else to_document(words)


def _words(found: QRegularExpressionMatch, sought: Sought, words: str) -> str:
    made = to_document(words)
    if not sought.expression:
        return made
    parts = _GROUP.sub(lambda each: _SIGNS.get(each[1]) or found.captured(int(each[1])), made)
    return parts.replace("\n", "\u2029")


def next_of(spots: list[Spot], at: int, *, back: bool) -> int:
    """The number of the place after (or before) ``at``, around the end of the note; -1 for none."""
    if not spots:
        return -1
    if back:
        before = [number for number, (_, end) in enumerate(spots) if end <= at]
        return before[-1] if before else len(spots) - 1
    return next((number for number, (start, _) in enumerate(spots) if start >= at), 0)
