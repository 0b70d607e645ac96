"""What the verbs share: global options before or after the verb, and the open desk."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from se_desk.domain.errors import BadFile, BadInput, DeskError, DeskMissing, WrongKey
from se_desk.paths import DeskPaths, home

if TYPE_CHECKING:
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
            value = value if eq else queue.pop(0) if queue else ""
            if not value:
                raise UsageProblem(f"{name} needs a file.")
            found[_TAKES_VALUE[name]] = Path(value)
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


def the_opening() -> Opening:
    """The desk of this run's options, from outside."""
    from se_desk.services.opening import Opening

    return Opening(_options.paths)


@contextmanager
def open_desk() -> Iterator[Desk]:
    """The desk, by keyring, else by passphrase file, else by a prompt where a terminal is attached."""
    with closing_desk(opened(the_opening())) as desk:
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
    if not opening.exists():
        raise DeskMissing(f"There is no desk at {opening.paths.desk}.", do="se-desk init makes one.")
    if _options.passphrase_file is not None:
        return opening.with_passphrase(passphrase_of(_options.passphrase_file))
    fault: DeskError | None = None
    if "keyring" in opening.slots():
        try:
            return opening.with_keyring()
        except DeskError as told:
            fault = told
    if "passphrase" in opening.slots() and at_a_terminal():
        return opening.with_passphrase(asked("Passphrase: "))
    raise fault or WrongKey(
        "This desk opens with its passphrase, and none was given.", do="Name a file with --passphrase-file."
    )


def at_a_terminal() -> bool:
    """Whether there is somebody to be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def asked(prompt: str) -> str:
    """What is typed after ``prompt``, unseen."""
    import getpass

    return getpass.getpass(prompt)


def asked_for(what: str, option: str) -> str:
    """Typed by the person at the terminal. BadInput where there is none, naming the option to use."""
    if not at_a_terminal():
        raise BadInput(f"{what}: nothing was given.", do=f"Name a file with {option}.")
    return asked(f"{what}: ")


def asked_twice(option: str) -> str:
    """A new passphrase, typed twice. BadInput where the two differ, or no terminal is there to ask at."""
    first = asked_for("New passphrase", option)
    if asked("Again: ") != first:
        raise BadInput("The two were not the same.", do="Try again.")
    return first


def passphrase_of(file: Path) -> str:
    """The first line of a file. BadFile where it cannot be read or says nothing."""
    try:
        line = file.expanduser().read_text("utf-8-sig").split("\n")[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadFile(f"The passphrase file {file} cannot be read.", do="Check its name.") from fault
    if not line:
        raise BadFile(f"The passphrase file {file} is empty.", do="Write the passphrase in its first line.")
    return line
