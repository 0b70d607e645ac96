"""File names that every system takes: made by us, never copied from a title as it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SEPARATORS = re.compile(r'[/\\:*?"<>|]+')
_SPACES = re.compile(r"\s+")
_SUFFIX = re.compile(r"[A-Za-z0-9]{1,10}")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
# Control, format (bidi, zero width), surrogate, private, unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def safe_name(text: str, suffix: str = "", *, limit: int = 120) -> str:
    """A file name from `text` plus `suffix` (".md"), at most `limit` bytes of UTF-8 in all.

    No separators, control or bidi characters, no name Windows keeps for itself, no dot or blank at
    either end, never empty. `suffix` is ours and taken as it is.
    """
    stem = _SEPARATORS.sub("-", _SPACES.sub(" ", unicodedata.normalize("NFC", text)))
    stem = "".join(mark for mark in stem if unicodedata.category(mark) not in _UNSEEN)
    stem = _shortened(_trimmed(stem), limit - len(suffix.encode()))
    if _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = _shortened(f"_{stem}", limit - len(suffix.encode()))
    return f"{stem or 'untitled'}{suffix}"


def safe_file_name(name: str) -> str:
    """A file's name as it came, made one that every system takes; what it ends in stays."""
    stem, _, suffix = name.rpartition(".")
    if stem and _SUFFIX.fullmatch(suffix):
        return safe_name(stem, f".{suffix}")
    return safe_name(name)


def distinct_names(names: Iterable[str]) -> tuple[str, ...]:
    """The same names, each later twin numbered ``name (2).md``; twins also where only case differs."""
    taken: set[str] = set()
    result = []
    for name in names:
        stem, dot, suffix = name.rpartition(".")
        stem, dot, suffix = (stem, dot, suffix) if stem else (name, "", "")
        number, candidate = 1, name
        while _folded(candidate) in taken:
            number += 1
            candidate = f"{stem} ({number}){dot}{suffix}"
        taken.add(_folded(candidate))
        result.append(candidate)
    return tuple(result)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _trimmed(stem: str) -> str:
    # A leading hyphen reads as an option at a shell, a leading dot hides the file.
    return _SPACES.sub(" ", stem).strip(" .-~")


def _shortened(stem: str, room: int) -> str:
    """`stem` within `room` bytes, cut between characters."""
    stem = stem[:room]
    while len(stem.encode()) > room:
        stem = stem[:-1]
    return _trimmed(stem)
