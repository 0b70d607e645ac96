"""Templates of notes: what a note of a kind starts with, and the fields that are filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from se_desk.domain.notes import NoteKind

BUNDLED = "bundled:"

# What can stand in braces, and what it stands for; anything else in braces stays as it was typed.
FIELDS: dict[str, str] = {
    "deal": "The deal’s title",
    "account": "The customer",
    "ae": "The account executive",
    "stage": "The stage of the sale",
    "call": "The call’s title",
    "time": "When the call begins",
    "attendees": "Who is in the call",
    "date": "The call’s day, else today",
    "day": "The same day, with its weekday",
    "se": "Your name",
}
_FIELD = re.compile(r"\{([a-z_]+)\}")
_LABEL_ENDS = " \t:,|"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTemplate:
    """A template of the SE's own, or one that came with SE Desk, whose id begins with ``bundled:``.

    Templates of a kind stand in the order of ``position``; the first is what a note of the kind starts
    with. The bundled one stands at 0.
    """

    id: str
    kind: NoteKind
    name: str
    body: str
    position: int = 0
    changed_at: datetime

    @property
    def is_bundled(self) -> bool:
        """Whether it came with SE Desk and cannot be changed, only copied."""
        return self.id.startswith(BUNDLED)


def fill_template(source: str, known: Mapping[str, str]) -> str:
    """``source`` with its fields filled in, in one pass: braces inside a value stay what they are.

    A line all of whose fields have nothing to say is left out, so that no label stands alone; a heading
    stays without them. What is in braces and no field stays as typed, and its line with it.
    """
    made: list[str] = []
    dropped = False
    for line in source.split("\n"):
        filled = _fill_line(line, known)
        if filled is None:
            dropped = True
            continue
        if dropped and not filled.strip() and (not made or not made[-1].strip()):
            continue  # the blank line after a line that is left out would be a second one
        dropped = False
        made.append(filled)
    return "\n".join(made)


def _fill_line(line: str, known: Mapping[str, str]) -> str | None:
    names = _FIELD.findall(line)
    if not names or any(name not in FIELDS or known.get(name) for name in names):
        return _FIELD.sub(lambda found: _value(found, known), line)
    end = "\r" if line.endswith("\r") else ""
    heading = _FIELD.sub("", line).rstrip("\r").rstrip(_LABEL_ENDS) if line.startswith("#") else ""
    return heading + end if heading.strip("#") else None


def _value(found: re.Match[str], known: Mapping[str, str]) -> str:
    return known.get(found[1], "") if found[1] in FIELDS else found[0]


def moved(templates: Sequence[NoteTemplate], key: str, by: int) -> tuple[str, ...]:
    """The ids of a kind's templates with ``key`` one place up (-1) or down (+1)."""
    order = [each.id for each in templates]
    at = order.index(key)
    to = min(max(at + by, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    return tuple(order)


def positions(order: Sequence[str]) -> dict[str, int]:
    """The position of each id, so that the bundled one stands at 0."""
    zero = next((at for at, key in enumerate(order) if key.startswith(BUNDLED)), -1)
    return {key: at - zero for at, key in enumerate(order)}
