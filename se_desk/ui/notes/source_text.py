"""A note's Markdown in Qt's text document and back, character for character.

Qt's document ends a line at LF, CR, U+2029, U+FDD0 and U+FDD1 alike. All but LF stand in it as unassigned
characters that no font draws, and come back as what they were. NBSP and U+2028 stay what they are as long
as the raw text is read. Positions in a document count UTF-16 units, not characters.
"""

from __future__ import annotations

import re

_STAND_INS = {"\r": "\ufff0", "\u2029": "\ufff1", "\ufdd0": "\ufff2", "\ufdd1": "\ufff3"}
_MEANT = {stand_in: meant for meant, stand_in in _STAND_INS.items()}
_LITERALLY = "\ufff8"  # the stand-in after it was in the text itself
_IN = re.compile("[\r\u2029\ufdd0\ufdd1\ufff0-\ufff3\ufff8]")
_OUT = re.compile("\ufff8([\ufff0-\ufff3\ufff8])|[\ufff0-\ufff3]")
_HALVES = re.compile("[\ud800-\udfff]")


def line_end_of(text: str) -> str:
    """CRLF where every line ends so, else LF."""
    crlf = text.count("\r\n")
    return "\r\n" if crlf and crlf == text.count("\n") else "\n"


def to_document(text: str, line_end: str = "\n") -> str:
    """`text` as a document takes it."""
    return _IN.sub(lambda found: _stand_in(found[0]), text.replace(line_end, "\n"))


def from_document(raw: str, line_end: str = "\n") -> str:
    """The Markdown that a document's raw text stands for; half an emoji becomes U+FFFD."""
    text = raw.replace("\u2029", line_end)
    if _OUT.search(text):
        text = _OUT.sub(lambda found: _MEANT.get(found[0]) or found[1], text)
    return _HALVES.sub("\ufffd", text)


def pasted(text: str) -> str:
    """Text that comes in from elsewhere, with the line ends of the document it goes to."""
    return to_document(text.replace("\r\n", "\n"))


def _stand_in(char: str) -> str:
    return _STAND_INS.get(char) or _LITERALLY + char


def units(text: str) -> int:
    """How many places `text` takes in a document."""
    return len(text) + sum(char > "\uffff" for char in text)


def chars(text: str, place: int) -> int:
    """How many characters of `text` stand before the document's `place`."""
    if place <= 0 or text.isascii():
        return max(0, min(place, len(text)))
    taken = 0
    for number, char in enumerate(text):
        if taken >= place:
            return number
        taken += 2 if char > "\uffff" else 1
    return len(text)
