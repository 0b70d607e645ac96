"""Entries typed and not yet added, flags begun and not raised: they outlive the page and the dialog.

Kept in memory only, by desk and flag or deal; an entry is written when the SE adds it and never before.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from se_desk.ui.kit.wishes import FlagRisk


@dataclass(frozen=True, slots=True)
class Begun:
    """A flag as it was left; ``message`` where the SE wrote one of their own."""

    wish: FlagRisk
    message: str = ""


_begun: dict[tuple[Path, str], Begun] = {}
_drafts: dict[tuple[Path, str], str] = {}


def keep(desk: Path, flag_id: str, text: str) -> None:
    """Remember what is typed under a flag; blank text is forgotten."""
    if text.strip():
        _drafts[desk, flag_id] = text
    else:
        _drafts.pop((desk, flag_id), None)


def find(desk: Path, flag_id: str) -> str:
    """What was typed under a flag; empty where nothing was."""
    return _drafts.get((desk, flag_id), "")


def keep_flag(desk: Path, deal_id: str, begun: Begun | None) -> None:
    """Remember a flag that was begun; None forgets it."""
    if begun is None:
        _begun.pop((desk, deal_id), None)
    else:
        _begun[desk, deal_id] = begun


def find_flag(desk: Path, deal_id: str) -> Begun | None:
    """The flag that was begun on a deal, or on none yet."""
    return _begun.get((desk, deal_id))
