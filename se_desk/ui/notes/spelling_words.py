"""Which words of a line of Markdown are spelled at all: no code, addresses, names or tags. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_LINE = 4_000  # characters of a line that are looked at
_SKIPPED = re.compile(
    r"(`+).+?\1"
    r"|(?:https?://|mailto:|www\.)\S+"
    r"|\S+@\S+"
    r"|\[\[[^\[\]]*\]\]"
    r"|(?<=\]\()[^()\s]*"
    r"|[@#][^\W\d_][\w.-]*"
    r"|[^\s\[\]()]*[\d_/\\][^\s\[\]()]*"
)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc][^\W\d_]+)*")


def spelled_words(line: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and letters of each word; not those of one letter, IN CAPITALS or with a tall HumP."""
    line = line[:LONGEST_LINE]
    blank = _SKIPPED.sub(lambda found: " " * len(found[0]), line)
    for found in _WORD.finditer(blank):
        word = found[0]
        if len(word) > 1 and not _is_odd(word):
            yield found.start(), found.end(), word


def _is_odd(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:])
