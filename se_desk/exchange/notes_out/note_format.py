"""NoteFormat: how notes are written for one taker, and what is known of that taker."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from se_desk.exchange.names import distinct_names, safe_name
from se_desk.exchange.notes_out.note_out import FileOut, NoteOut

WriteNotes = Callable[[tuple[NoteOut, ...]], tuple[FileOut, ...]]


@dataclass(frozen=True, slots=True)
class NoteFormat:
    """One format. ``key`` names it at the shell and in the ledger, ``label`` on the screen.

    ``checked_against`` says in one sentence what the format was held against. ``piece`` is all that is
    written of one note: what the preview shows and the ledger's digest is made of. ``write`` turns notes
    into files; no notes make no files.
    """

    key: str
    label: str
    checked_against: str
    piece: Callable[[NoteOut], str]
    write: WriteNotes

    def digest(self, note: NoteOut) -> str:
        """SHA-256, in hex, of what is written of `note`."""
        return hashlib.sha256(self.piece(note).encode()).hexdigest()


def one_file_a_note(piece: Callable[[NoteOut], str], suffix: str) -> WriteNotes:
    """A writer that makes of every note a file named by its day, account and title."""

    def write(notes: tuple[NoteOut, ...]) -> tuple[FileOut, ...]:
        names = distinct_names(_name(note, suffix) for note in notes)
        return tuple(FileOut(name, piece(note).encode()) for name, note in zip(names, notes, strict=True))

    return write


def _name(note: NoteOut, suffix: str) -> str:
    account = note.deal.account if note.deal else ""
    return safe_name(" ".join(_words((note.written_on.isoformat(), account, note.title))), suffix)


def _words(parts: Iterable[str]) -> list[str]:
    return [part for part in parts if part.strip()]
