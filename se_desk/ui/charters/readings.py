"""A clause as one text for comparing: what it says, what it fixes, and its terms."""

from __future__ import annotations

from collections.abc import Sequence

from se_desk.domain.charters import Clause, ClauseChange, Owes
from se_desk.domain.clause_fields import value_lines
from se_desk.ui.charters.word_changes import ADDED, REMOVED, Piece, word_changes

HOW = {"added": "Added", "removed": "Removed", "changed": "Changed", "moved": "Moved", "same": "The same"}
TONES = {"added": "green", "removed": "amber", "changed": "accent", "moved": "neutral", "same": "line"}


def whole_text(clause: Clause | None, ae_name: str, se_name: str) -> str:
    """Text, fixed words and terms, a line each; nothing for no clause."""
    if clause is None:
        return ""
    lines = (clause.text.strip(), *value_lines(clause, ae_name, se_name), _terms(clause, ae_name, se_name))
    return "\n".join(line for line in lines if line)


def pieces_of(change: ClauseChange, ae_name: str, se_name: str) -> tuple[Piece, ...]:
    """What changed in a clause, marked word by word."""
    before, after = (whole_text(one, ae_name, se_name) for one in (change.before, change.after))
    return word_changes(before, after)


def side(pieces: Sequence[Piece], hidden: str) -> tuple[Piece, ...]:
    """One side of a comparison: without what only the other side has."""
    return tuple(piece for piece in pieces if piece.how != hidden)


BEFORE, AFTER = ADDED, REMOVED  # what each side of a comparison leaves out


def _terms(clause: Clause, ae_name: str, se_name: str) -> str:
    who = {Owes.AE: f"{ae_name} owes it", Owes.SE: f"{se_name} owes it"}.get(clause.owes, "Both owe it")
    if clause.rule is None:
        return f"{who}."
    target = "" if clause.target_percent is None else f", target {clause.target_percent} %"
    return f"{who}. {clause.rule.say(clause.amount)}{target}."
