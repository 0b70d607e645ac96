"""NoteFormat: how notes are written for one taker, and what is known of that taker."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from se_desk.exchange.csv_files import write_csv
from se_desk.exchange.names import distinct_names, safe_name
from se_desk.exchange.notes_out.note_out import FileOut, NoteOut


class WriteNotes(Protocol):
    """Notes into files. `folder` is where they will lie, for a file that names another one by its path."""

    def __call__(self, notes: tuple[NoteOut, ...], folder: Path = ..., /) -> tuple[FileOut, ...]: ...


@dataclass(frozen=True, slots=True)
class NoteFormat:
    """One format. ``key`` names it at the shell and in the ledger, ``label`` on the screen.

    ``checked_against`` says in one sentence what the format was held against, ``again`` what the taker can
    do about a note that has changed since it took it. ``piece`` is all that is written of one note: what the
    ledger's digest is made of. ``write`` turns notes into files; no notes make no files. ``attached``, where
    a note hangs on a deal there, gives the deal's id as that taker knows it, empty where it does not. With
    ``beside`` the pictures and files that a note's text shows or links leave beside it.
    """

    key: str
    label: str
    checked_against: str
    again: str
    piece: Callable[[NoteOut], str]
    write: WriteNotes
    attached: Callable[[NoteOut], str] | None = None
    beside: bool = False

    def digest(self, note: NoteOut) -> str:
        """SHA-256, in hex, of what is written of `note`."""
        return hashlib.sha256(self.piece(note).encode()).hexdigest()


def one_file_a_note(piece: Callable[[NoteOut], str], suffix: str) -> WriteNotes:
    """A writer that makes of every note a file named by its day, account and title."""

    def write(notes: tuple[NoteOut, ...], _folder: Path = Path()) -> tuple[FileOut, ...]:
        names = distinct_names(_name(note, suffix) for note in notes)
        return tuple(FileOut(name, piece(note).encode()) for name, note in zip(names, notes, strict=True))

    return write


def csv_writer(
    name: str, header: Sequence[str], rows_of: Callable[[NoteOut], Iterable[Sequence[str]]]
) -> WriteNotes:
    """A writer that makes one CSV of all notes, for a CRM's importer."""

    def write(notes: tuple[NoteOut, ...], _folder: Path = Path()) -> tuple[FileOut, ...]:
        rows = [row for note in notes for row in rows_of(note)]
        return (FileOut(name, write_csv(header, rows)),) if rows else ()

    return write


def _name(note: NoteOut, suffix: str) -> str:
    account = note.deal.account if note.deal else ""
    return safe_name(" ".join(_words((note.written_on.isoformat(), account, note.title))), suffix)


def _words(parts: Iterable[str]) -> list[str]:
    return [part for part in parts if part.strip()]
