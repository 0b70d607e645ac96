"""Verbs of the spelling: which words the desk takes beside those of a dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from se_desk.domain.titles import one_line
from se_desk.services.dictionaries import Speller, chosen

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

MOST_OWN = 5_000
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def own_words(desk: Desk) -> tuple[str, ...]:
    """The words the SE has added, in the order of the alphabet."""
    return tuple(word for word in desk.profile.get().own_words.split("\n") if word)


def add_word(desk: Desk, word: str, *, author: object | None = None) -> None:
    """Take a word from now on."""
    set_words(desk, (*own_words(desk), word), author=author)


def set_words(desk: Desk, words: Iterable[str], *, author: object | None = None) -> None:
    """Take these words and no others; blank and double ones are left out."""
    kept = sorted({line for word in words if (line := one_line(word))}, key=lambda one: (one.casefold(), one))
    if tuple(kept[:MOST_OWN]) != own_words(desk):
        desk.profile.change(author=author, own_words="\n".join(kept[:MOST_OWN]))


def names(desk: Desk) -> frozenset[str]:
    """The words in the names of the desk's accounts, deals, partners, people and of the SE."""
    said = [desk.profile.get().name]
    for view in desk.deals.views():
        said += [view.deal.account, view.deal.title]
        said += [person.name for person in desk.people.of_deal(view.deal.id)]
    said += [view.partner.name for view in desk.partners.views()]
    return frozenset(word for name in said for word in _WORD.findall(name))


def speller(desk: Desk, language: str) -> Speller | None:
    """A speller that knows the desk's own words and names; None where no dictionary can be read.

    Reads files: for off the GUI thread.
    """
    dictionary = chosen(language)
    if dictionary is None:
        return None
    try:
        return Speller(dictionary, {*own_words(desk), *names(desk)})
    except OSError:
        return None
