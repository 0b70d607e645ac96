"""What the verbs print: tables and sentences for people, JSON for programs; nothing steers a terminal."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from se_desk.cli.shell import options

Row = dict[str, Any]
Column = tuple[str, "str | Callable[[Row], object]"]  # a heading, and a key or what makes the cell

# C0 and C1 controls, marks that turn the direction of writing, line and paragraph ends, half characters.
_STEERS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_STEERING = re.compile(f"[{_STEERS}]")
_SPACE = re.compile(r"[\s\u2028\u2029]+")
_ID_ENDS = 12  # characters of an id in a table; the verbs take them as a name
_LONGEST_CELL = 160  # characters of any other text in a table; JSON has the whole


def plain(value: object) -> Any:
    """A record as JSON knows it: fields by their own names, ISO 8601 with offset, bytes left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        named = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: plain(one) for name, one in named if not isinstance(one, bytes)}
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def show_list(rows: Iterable[Row], columns: Sequence[Column], empty: str) -> None:
    """A table, or JSON with every key of the rows."""
    found = list(rows)
    if options().json:
        _write(_json(found))
    elif not found:
        say(empty)
    else:
        _table(found, columns)


def show_one(row: Row, sentence: str | Callable[[], str]) -> None:
    """One record: a sentence, or one JSON object."""
    if options().json:
        _write(_json(row))
    else:
        say(sentence if isinstance(sentence, str) else sentence())


def show_done(row: Row, sentence: str) -> None:
    """What a verb did: a sentence, or a JSON list of one object."""
    if options().json:
        _write(_json([row]))
    elif sentence:
        say(sentence)


def say(text: str) -> None:
    """A text to stdout, without what would steer a terminal."""
    _write(printable(text))


def warn(text: str) -> None:
    """One line to stderr."""
    sys.stderr.write(one_line(text) + "\n")


def printable(text: str) -> str:
    """The text without control characters other than line ends and tabs, and without turns of direction."""
    return _STEERING.sub("", text)


def one_line(text: str) -> str:
    """The same on a single line, as a cell or a sentence needs it."""
    return printable(_SPACE.sub(" ", text)).strip()


def id_end(key: str) -> str:
    """The end of an id, as tables show it; enough to name the record."""
    return key[-_ID_ENDS:]


def _json(found: object) -> str:
    """JSON in which even a terminal finds nothing to obey; the reader gets every character back."""
    whole = sys.stdout.encoding.casefold().startswith("utf")
    text = json.dumps(found, ensure_ascii=not whole, indent=2)
    return _STEERING.sub(lambda found: f"\\u{ord(found.group()):04x}", text) if whole else text


def _table(rows: list[Row], columns: Sequence[Column]) -> None:
    """As wide as the terminal; where none is attached, each row stays one line."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, what in columns:
        table.add_column(heading, overflow="fold", no_wrap=what == "id")
    for row in rows:
        table.add_row(*(Text(_cell(row, what)) for _, what in columns))
    width = None if sys.stdout.isatty() else 10_000
    console = Console(file=sys.stdout, highlight=False, width=width, legacy_windows=False)
    with console.capture() as caught:
        console.print(table)
    _write("\n".join(line.rstrip() for line in caught.get().splitlines()))


def _cell(row: Row, what: str | Callable[[Row], object]) -> str:
    value = what(row) if callable(what) else row.get(what)
    text = one_line("" if value is None else str(value))
    if what == "id":
        return id_end(text)
    return text if what == "path" or len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1].rstrip()}…"


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
