"""The lines between ``---`` at the head of a note, as Obsidian and Joplin write them: YAML, read with care.

Only the mapping at the top is taken, its scalars and lists of scalars, and all as text: no tag makes an
object, no alias unfolds, and neither length nor depth is without end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

MOST_CHARS = 65_536
MOST_EVENTS = 5_000
DEEPEST = 10

_OPENS = re.compile(r"---[ \t]*\r?\n")
_CLOSES = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)

Value = str | tuple[str, ...]


class BadFrontMatter(ValueError):
    """It is no YAML that can be taken; the words say why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``fields`` by name in small letters, ``source`` as it stood between lines, ``body`` what follows."""

    body: str
    source: str = ""
    fields: dict[str, Value] = field(default_factory=dict)


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a note's text and the rest; a text without any is all body.

    Raises BadFrontMatter where it begins like some and cannot be read.
    """
    opened = _OPENS.match(text)
    closed = _CLOSES.search(text, opened.end(), MOST_CHARS) if opened else None
    if opened is None or closed is None:
        return FrontMatter(text)
    source = text[opened.end() : closed.start()]
    return FrontMatter(text[closed.end() :].lstrip("\r\n"), source, _fields(source))


def _fields(source: str) -> dict[str, Value]:
    import yaml

    try:
        _check_shape(source)
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark is not None else ""
        raise BadFrontMatter(f"is no YAML{where}") from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise BadFrontMatter("has no fields")
    found = ((_scalar(key), _value(value)) for key, value in node.value)
    return {key.casefold(): value for key, value in found if key is not None and value is not None}


def _check_shape(source: str) -> None:
    """Before anything is built: how deep, how much, and whether anything stands for something else."""
    import yaml

    depth = 0
    for number, event in enumerate(yaml.parse(source, Loader=yaml.SafeLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or number > MOST_EVENTS:
            raise BadFrontMatter("is deeper or longer than front matter can be")
        if isinstance(event, yaml.AliasEvent):
            raise BadFrontMatter("refers to itself")


def _scalar(node: Any) -> str | None:
    import yaml

    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _value(node: Any) -> Value | None:
    import yaml

    if isinstance(node, yaml.SequenceNode):
        return tuple(each for each in map(_scalar, node.value) if each is not None)
    return _scalar(node)
