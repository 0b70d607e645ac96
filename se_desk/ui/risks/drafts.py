"""Entries typed and not yet added: they outlive the page, which is thrown away when the desk is locked.

Kept in memory only, by desk and flag; an entry is written when the SE adds it and never before.
"""

from __future__ import annotations

from pathlib import Path

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
