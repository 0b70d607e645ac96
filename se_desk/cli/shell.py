"""What the verbs share: global options before or after the verb, the open desk, lists and JSON."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from se_desk.domain.errors import BadFile, DeskError, WrongKey
from se_desk.paths import DeskPaths, home
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening


class UsageProblem(Exception):
    """The words after ``se-desk`` cannot be understood; exit code 2."""


@dataclass(frozen=True, slots=True)
class Options:
    """The global options."""

    desk: Path | None = None
    passphrase_file: Path | None = None
    json: bool = False

    @property
    def paths(self) -> DeskPaths:
        """Where the desk lies."""
        return DeskPaths.of_desk(self.desk) if self.desk else DeskPaths.of(home())


_TAKES_VALUE = {"--desk": "desk", "--passphrase-file": "passphrase_file"}


def split_options(words: Sequence[str]) -> tuple[Options, list[str]]:
    """The global options, wherever they stand before a ``--``, and the words that are left."""
    found: dict[str, Any] = {}
    rest: list[str] = []
    queue = list(words)
    while queue:
        word = queue.pop(0)
        name, eq, value = word.partition("=")
        if word == "--":
            rest += [word, *queue]
            break
        if word == "--json":
            found["json"] = True
        elif name in _TAKES_VALUE:
            if not eq and not queue:
                raise UsageProblem(f"{name} needs a file.")
            found[_TAKES_VALUE[name]] = Path(value if eq else queue.pop(0))
        else:
            rest.append(word)
    return Options(**found), rest


_options = Options()


def use(options: Options) -> None:
    """The options of this run."""
    global _options
    _options = options


def options() -> Options:
    """The options of this run."""
    return _options


@contextmanager
def open_desk() -> Iterator[Desk]:
    """The desk, by keyring, else by passphrase file, else by a prompt where a terminal is attached."""
    with closing_desk(opened(Opening(_options.paths))) as desk:
        yield desk


@contextmanager
def closing_desk(desk: Desk) -> Iterator[Desk]:
    """The desk, closed at the end."""
    try:
        yield desk
    finally:
        desk.close()


def opened(opening: Opening) -> Desk:
    """The desk by the way in that is at hand. WrongKey, KeyringMissing, DeskMissing."""
    if _options.passphrase_file is not None:
        return opening.with_passphrase(passphrase_of(_options.passphrase_file))
    fault: DeskError | None = None
    if "keyring" in opening.slots():
        try:
            return opening.with_keyring()
        except DeskError as told:
            fault = told
    if "passphrase" in opening.slots() and sys.stdin.isatty():
        return opening.with_passphrase(getpass.getpass("Passphrase: "))
    raise fault or WrongKey(
        "This desk opens with its passphrase, and none was given.", do="Name a file with --passphrase-file."
    )


def passphrase_of(file: Path) -> str:
    """The first line of a file. BadFile where it cannot be read or says nothing."""
    try:
        line = file.read_text("utf-8").split("\n")[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadFile(f"The passphrase file {file} cannot be read.", do="Check its name.") from fault
    if not line:
        raise BadFile(f"The passphrase file {file} is empty.", do="Write the passphrase in its first line.")
    return line


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


Row = dict[str, Any]


def show_list(rows: Iterable[Row], columns: Sequence[tuple[str, str]], empty: str) -> None:
    """A table of (heading, key), or JSON with every key of the rows."""
    found = list(rows)
    if _options.json:
        say(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if not found:
        say(empty)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, _ in columns:
        table.add_column(heading, overflow="fold")
    for row in found:
        table.add_row(*(Text(printable(str(row.get(key) or ""))) for _, key in columns))
    width = None if sys.stdout.isatty() else 160
    Console(file=sys.stdout, highlight=False, width=width).print(table)


def show_one(row: Row, sentence: str | Callable[[], str]) -> None:
    """One record: a sentence, or JSON."""
    if _options.json:
        say(json.dumps(row, ensure_ascii=False, indent=2))
    else:
        say(sentence if isinstance(sentence, str) else sentence())


def say(text: str) -> None:
    """One line to stdout; what a terminal would take for a command is left out."""
    sys.stdout.write((text if _options.json else printable(text)) + "\n")


def printable(text: str) -> str:
    """The text without control characters other than line ends and tabs."""
    return "".join(c for c in text if c in "\n\t" or (c >= " " and not "\x7f" <= c <= "\x9f"))


def short_day(value: str | None) -> str:
    """``2026-09-30`` of an ISO moment or day, for a table."""
    return (value or "")[:10]
