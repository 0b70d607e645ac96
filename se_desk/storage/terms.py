"""What a person types, as the two indexes take it. Any text is a query, and no text makes one fail.

Every word must be found: by its beginning in ``search_words``, or anywhere in a word in
``search_insides``, which knows runs of three characters and no shorter ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_WORDS = 16  # of one query; the rest is left out
LONGEST_WORD = 100
RUN = 3  # characters of a run in search_insides

_WORDS = re.compile(r'"([^"]*)"|([^\s"]+)')
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_UNUSABLE = re.compile("[\0\ud800-\udfff\ue000-\uf8ff]")  # the last range is the index's own
_LETTERS = re.compile(r"[^\W_]+")
# Thai to Khmer, kana, Han, Hangul: written without spaces, or with endings that run on.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several in double quotes, which stand ``whole`` and side by side."""

    text: str
    whole: bool = False

    @property
    def quoted(self) -> str:
        """As FTS5 takes it literally."""
        return quote(self.text)

    @property
    def beginning(self) -> str:
        """As a prefix, unless it is quoted or ends in a single letter, which half the desk begins with."""
        letters = _LETTERS.findall(self.text)[-1]
        short = len(letters) < 2 and not _UNSPACED.match(letters)
        return self.quoted if self.whole or short else self.quoted + " *"

    @property
    def is_run(self) -> bool:
        """Whether it is long enough to be looked for inside words."""
        return len(self.text) >= RUN

    @property
    def starts_runs(self) -> bool:
        """Whether it is too short, and of a script in which short words stand inside longer ones."""
        return not self.is_run and not self.whole and _UNSPACED.match(self.text) is not None


def quote(text: str) -> str:
    """A string of FTS5's query language, whatever is in it."""
    return '"' + storable(text).replace('"', '""') + '"'


def storable(text: str) -> str:
    """Text that a query can carry; no such text was ever kept with what is left out."""
    return _UNSTORABLE.sub(" ", text)


def read_terms(words: str) -> tuple[Term, ...]:
    """The terms of a query; those without a letter or digit are left out."""
    usable = _UNUSABLE.sub(" ", words)
    found = (Term((a or b)[:LONGEST_WORD], bool(a)) for a, b in _WORDS.findall(usable))
    return tuple(term for term in found if _LETTERS.search(term.text))[:MOST_WORDS]


def all_beginning(terms: Iterable[Term]) -> str:
    """The query that wants every term by its beginning."""
    return " AND ".join(term.beginning for term in terms)
