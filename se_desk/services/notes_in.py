"""Notes from Markdown files: a file or a folder, each file a note, private until the SE shares it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.errors import BadFile
from se_desk.domain.moments import count
from se_desk.domain.notes import Note, NoteKind, words
from se_desk.domain.titles import cut

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 10_000
_ENDINGS = (".md", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class NoteFile:
    """A file that would become a note."""

    path: Path
    title: str
    body: str

    @property
    def words(self) -> int:
        """How long it is."""
        return words(self.body)


@dataclass(frozen=True, slots=True)
class NotesInPlan:
    """What taking in would do, and what was skipped, one sentence each."""

    notes: tuple[NoteFile, ...]
    problems: tuple[str, ...]

    def say(self) -> str:
        """``12 notes, 1 file skipped.``"""
        skipped = f", {count(len(self.problems), 'file')} skipped" if self.problems else ""
        return f"{count(len(self.notes), 'note')}{skipped}."


class NotesIn:
    """Plans and takes in Markdown files."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @staticmethod
    def plan(path: Path) -> NotesInPlan:
        """Read a file, or every Markdown file below a folder. BadFile where there is neither."""
        if not _is_there(path):
            raise BadFile(f"There is no file or folder {path}.", do="Check its name.")
        files = _files(path) if path.is_dir() else [path]
        if len(files) > MOST_FILES:
            raise BadFile(f"{path} holds more than {MOST_FILES:,} files.", do="Take in a part of it.")
        notes, problems = [], []
        for file in files:
            found = _read(file)
            if isinstance(found, NoteFile):
                notes.append(found)
            else:
                problems.append(found)
        return NotesInPlan(tuple(notes), tuple(problems))

    def take(
        self, plan: NotesInPlan, deal_id: str | None, *, author: object | None = None
    ) -> tuple[Note, ...]:
        """All of them in one transaction: to a deal, or to the inbox."""
        with self._desk.writing(author) as work:
            return tuple(
                self._desk.notes.start_in(
                    work, deal_id, kind=NoteKind.IDEA, title=file.title, body=file.body, private=True
                )
                for file in plan.notes
            )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name no system takes
        return False


def _files(folder: Path) -> list[Path]:
    """Markdown files below ``folder``; what a link points to is left alone."""
    found = (file for file in folder.rglob("*") if file.suffix.casefold() in _ENDINGS)
    return sorted(file for file in found if file.is_file() and not file.is_symlink())


def _read(file: Path) -> NoteFile | str:
    try:
        with file.open("rb") as source:
            raw = source.read(MOST_BYTES + 1)  # a device has no size, and no end
        if len(raw) > MOST_BYTES:
            return f"{file.name} is longer than 10 MB."
        text = raw.decode("utf-8-sig")
    except OSError:
        return f"{file.name} cannot be read."
    except UnicodeDecodeError:
        return f"{file.name} is no UTF-8 text."
    return NoteFile(file, cut(file.stem), text)
