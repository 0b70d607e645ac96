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
    """``target`` as it is written, and the way it is: "link", "embed" (Obsidian's) or "html" (Joplin's)."""

    target: str
    way: str = "link"

    @property
    def embedded(self) -> bool:
        """Obsidian's way, which names a file by its name alone."""
        return self.way == "embed"


def references_in(body: str) -> tuple[Reference, ...]:
    """What the text shows or links that may be a file beside it, in order, each once."""
    found = (_read(each) for each in _REFERENCE.finditer(body))
    return tuple(dict.fromkeys(each for each in found if name_in(each.target)))


def _read(found: re.Match[str]) -> Reference:
    part = next(name for name in _PARTS if found[name])
    return Reference(found[part].strip(), {"path": "embed", "src": "html"}.get(part, "link"))


def with_names(body: str, name_of: Callable[[Reference], str | None]) -> str:
    """The text in which each reference leads to the attachment that ``name_of`` names, None for another's.

    What leads there already is left as it is written.
    """

    def target(reference: Reference) -> str | None:
        name = name_of(reference)
        if name is None or (_folded(reference) == name.casefold() and reference.way != "html"):
            return None
        return target_of(name)

    return with_targets(body, target)


def with_targets(body: str, target: Callable[[Reference], str | None]) -> str:
    """The text in which each reference has the target that ``target`` gives it, None for the one it has.

    A target holds no blanks, brackets or quotes.
    """

    def change(found: re.Match[str]) -> str:
        reference = _read(found)
        wanted = target(reference)
        if wanted is None:
            return found[0]
        if reference.way in ("embed", "html"):
            return f"![{_words(reference.target)}]({wanted})"
        part = next(each for each in _PARTS if found[each])
        start, end = (place - found.start() for place in found.span(part))
        return found[0][:start] + wanted + found[0][end:]

    return _REFERENCE.sub(change, body)


def _folded(reference: Reference) -> str:
    return (name_in(reference.target) or "").casefold()


def _words(target: str) -> str:
    """What stands for a picture where it cannot be seen."""
    name = name_in(target) or ""
    return "" if re.search(r"[\\\[\]`*_<>]", name) else name
