"""The files that a note's text shows or links, in each program's way of writing, and the text with others."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from se_desk.domain.attachments import name_in, target_of
from se_desk.exchange.attached import EMBED

# Every repeat has an end and no two can match the same letters, so that no text makes this slow.
_REFERENCE = re.compile(
    rf"(?P<embed>{EMBED.pattern})"
    r"|\[[^\[\]\n]{0,500}\]\([ \t]*(?:<(?P<angled>[^<>\n]{1,1000})>|(?P<bare>[^\s()<>]{1,1000}"
    r"(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?))(?=[ \t]*[)\"'])"
    r"|^[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]{0,9}(?P<defined>[^\s<>]{1,1000})"
    r"|(?P<html><img\b[^<>\n]{0,500}?\bsrc=[\"'](?P<src>[^\"'<>\n]{1,1000})[\"'][^<>\n]{0,500}>)",
    re.MULTILINE | re.IGNORECASE,
)
_PARTS = ("path", "angled", "bare", "defined", "src")


@dataclass(frozen=True, slots=True)
class Reference:
    """``target`` as it is written; ``embedded`` for Obsidian's way, which names a file by its name alone."""

    target: str
    embedded: bool = False


def references_in(body: str) -> tuple[Reference, ...]:
    """What the text shows or links that may be a file beside it, in order, each once."""
    found = (_read(each) for each in _REFERENCE.finditer(body))
    return tuple(dict.fromkeys(each for each in found if name_in(each.target)))


def _read(found: re.Match[str]) -> Reference:
    part = next(name for name in _PARTS if found[name])
    return Reference(found[part].strip(), part == "path")


def with_names(body: str, name_of: Callable[[Reference], str | None]) -> str:
    """The text in which each reference leads to the attachment that ``name_of`` names, None for another's.

    What leads there already is left as it is written.
    """

    def change(found: re.Match[str]) -> str:
        reference = _read(found)
        name = name_of(reference)
        if name is None or (name_in(reference.target) == name and not found["html"]):
            return found[0]
        if found["embed"] or found["html"]:
            return f"![{name}]({target_of(name)})" if _plain(name) else f"![]({target_of(name)})"
        part = next(each for each in _PARTS if found[each])
        start, end = (place - found.start() for place in found.span(part))
        return found[0][:start] + target_of(name) + found[0][end:]

    return _REFERENCE.sub(change, body)


def _plain(name: str) -> bool:
    return not re.search(r"[\\\[\]`*_<>]", name)
