"""Evidence of a risk flag as a list of items, and the one text of the risk log that holds them (RISK-RECORD).

The format keeps evidence as one optional text. So each item is a block of that text: a bullet, its kind and
its words; further lines of the words stand indented below. A single item in the SE's own words is just those
words. Text that is no such list reads as own words, whoever wrote it. Where an item comes from is kept on
the desk beside the entry, never in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from se_desk.domain.entry_kinds import keepable
from se_desk.domain.passages import Origin, Passage

BULLET, INDENT = "• ", "  "


class EvidenceKind(StrEnum):
    """What an item of evidence is."""

    NOTE = "note"
    CALL = "call"
    DOCUMENT = "document"
    FACT = "fact"
    OWN = "own"

    @property
    def label(self) -> str:
        """The word before the item, in the log and in a record."""
        return {"fact": "Computed", "own": "Own words"}.get(self.value, self.value.capitalize())


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One thing a flag rests on.

    ``source`` is where it was taken from, None for what comes from nowhere else; ``private`` says that it is
    a Private note or hangs on one. Neither is ever part of the text.
    """

    kind: EvidenceKind
    words: str
    source: Passage | Origin | None = None
    private: bool = False


def own(words: str) -> EvidenceItem:
    """An item in the SE's own words."""
    return EvidenceItem(EvidenceKind.OWN, words)


def computed(words: str) -> EvidenceItem:
    """An item of the desk's own arithmetic."""
    return EvidenceItem(EvidenceKind.FACT, words)


def selected(words: str, passage: Passage | None, *, private: bool = False) -> tuple[EvidenceItem, ...]:
    """The item of selected words, of a note where their place in it is known; none without words."""
    if not tidy(words):
        return ()
    kind = EvidenceKind.OWN if passage is None else EvidenceKind.NOTE
    return (EvidenceItem(kind, words, passage, private),)


def tidy(words: str) -> str:
    """Words as an item keeps them: NFC, LF line ends, no blanks at the end of a line or around it all.

    A character that the log cannot keep, such as NUL in a text from outside, is left out.
    """
    text = unicodedata.normalize("NFC", keepable(words.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(line.rstrip() for line in text.strip().split("\n")).strip()


def written(items: Iterable[EvidenceItem]) -> str:
    """The text of the risk log for these items; those without words are left out."""
    kept = [item for item in items if tidy(item.words)]
    words = tidy(kept[0].words) if len(kept) == 1 and kept[0].kind is EvidenceKind.OWN else ""
    return words if words and not words.startswith(BULLET) else written_as_list(kept)


def written_as_list(items: Iterable[EvidenceItem]) -> str:
    """The same with a bullet before a single item in own words, too: a remark that is evidence."""
    return "\n".join(_block(item.kind, words) for item in items if (words := tidy(item.words)))


def read(text: str) -> tuple[EvidenceItem, ...]:
    """The items of such a text; ``read(written(items))`` gives their kinds and tidy words again."""
    words = tidy(text)
    if not words:
        return ()
    blocks = _blocks(words)
    return (own(words),) if blocks is None else blocks


def is_list(text: str) -> bool:
    """Whether the text is a list of items, and not just words."""
    return _blocks(tidy(text)) is not None


def says(text: str, words: str) -> bool:
    """Whether an item of the evidence says just these words, or begins with them and says more."""
    wanted = tidy(words)
    return any(f"{item.words} ".startswith(f"{wanted} ") for item in read(text)) if wanted else False


def summary(text: str) -> str:
    """The words of all items in one line, for lists."""
    return " · ".join(" ".join(item.words.split()) for item in read(text))


def listed(text: str) -> str:
    """What a message says of the evidence: one item as it is, several below each other."""
    items = read(text)
    if len(items) < 2:
        return "".join(item.words for item in items)
    return "\n".join(_indented(f"- {item.words}") for item in items)


def _block(kind: EvidenceKind, words: str) -> str:
    return _indented(f"{BULLET}{kind.label}: {words}")


def _indented(words: str) -> str:
    first, *rest = words.split("\n")
    return "\n".join((first, *(INDENT + line if line else "" for line in rest)))


_BEGINNINGS = tuple((f"{BULLET}{kind.label}: ", kind) for kind in EvidenceKind)


def _blocks(text: str) -> tuple[EvidenceItem, ...] | None:
    """The items of a list; None where one line does not fit the form."""
    found: list[tuple[EvidenceKind, list[str]]] = []
    for line in text.split("\n") if text.startswith(BULLET) else ():
        begins = next(((mark, kind) for mark, kind in _BEGINNINGS if line.startswith(mark)), None)
        if begins is not None:
            found.append((begins[1], [line.removeprefix(begins[0])]))
        elif found and (not line or line.startswith(INDENT)):
            found[-1][1].append(line.removeprefix(INDENT))
        else:
            return None
    items = tuple(EvidenceItem(kind, "\n".join(lines)) for kind, lines in found)
    return items if items and all(tidy(item.words) == item.words != "" for item in items) else None
