"""Titles and names: what stands in one line of a list, in a heading and in the name of a file."""

from __future__ import annotations

import re

from se_desk.domain.errors import BadInput

LONGEST = 300  # characters

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
# Marks that turn the direction of writing: they can make "gnp.exe" look like "exe.png".
_TURNS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """The text on one line: no breaks, no control characters, no turned writing, no runs of blanks."""
    return " ".join(_CONTROLS.sub(" ", _TURNS.sub("", text)).split())


def title_of(text: str, what: str = "title") -> str:
    """The text as a title or name, on one line. BadInput where it is longer than ``LONGEST``."""
    title = one_line(text)
    if len(title) > LONGEST:
        raise BadInput(
            f"This {what} has {len(title):,} characters; there is room for {LONGEST}.",
            do="Shorten it, and put the rest in a note.",
        )
    return title


def cut(text: str) -> str:
    """The text on one line, ended with an ellipsis where it is longer than ``LONGEST``."""
    line = one_line(text)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
