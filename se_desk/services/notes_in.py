"""Notes from the files of other programs: each file a note, private at first, with its pictures.

A plan first: what comes, with which times, and what does not. Then all of it in one transaction or nothing.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from se_desk.domain.announcements import Noun
from se_desk.domain.attachments import MOST_BYTES as MOST_ATTACHED
from se_desk.domain.moments import count, in_zone
from se_desk.domain.notes import Note, NoteKind, words
from se_desk.domain.titles import cut
from se_desk.exchange.names import distinct_names, safe_file_name
from se_desk.exchange.notes_in.note_in import NoteIn, read_note
from se_desk.exchange.notes_in.references import Reference, references_in, with_names
from se_desk.services.attachments import read_attached
from se_desk.services.notes_folder import FoundFile, NotesFolder, look
from se_desk.storage import deals as deal_rows
from se_desk.storage import notes as note_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection

MOST_BYTES = 10 * 1024 * 1024  # of one note
MOST_IN_ALL = 256 * 1024 * 1024  # of the notes of one plan, which lies in memory
FEW = 20  # notes that are announced one by one

Progress = Callable[[int, int], object]  # done, of how many (0 while that is not known); may raise to stop


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFile:
    """A file that would become a note. ``attached`` are the files that come with it, by the name they get."""

    path: Path
    name: str
    title: str
    body: str
    kind: NoteKind = NoteKind.IDEA
    written_at: datetime
    changed_at: datetime
    attached: tuple[tuple[str, Path], ...] = ()
    is_new: bool = True

    @property
    def words(self) -> int:
        """How long it is."""
        return words(self.body)


@dataclass(frozen=True, slots=True)
class NotesInPlan:
    """What taking in would do.

    ``notes`` are those that would come, ``present`` those that are on the desk already, word for word.
    ``skipped`` names the files that cannot come, ``remarks`` what of the others cannot: one sentence each.
    """

    notes: tuple[NoteFile, ...]
    skipped: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    present: tuple[NoteFile, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """Everything that has to be said."""
        return (*self.skipped, *self.remarks)

    @property
    def attachments(self) -> int:
        """How many files come with the notes."""
        return sum(len(note.attached) for note in self.notes)

    def say(self) -> str:
        """``12 notes, 3 attachments, 2 on the desk already, 1 file skipped.``"""
        parts = [count(len(self.notes), "note")]
        parts += [count(self.attachments, "attachment")] if self.attachments else []
        parts += [f"{len(self.present)} on the desk already"] if self.present else []
        parts += [f"{count(len(self.skipped), 'file')} skipped"] if self.skipped else []
        return f"{', '.join(parts)}."


class NotesIn:
    """Plans and takes in the files of other programs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def plan(self, path: Path, progress: Progress | None = None) -> NotesInPlan:
        """Read a file, or every note below a folder. BadFile where there is neither."""
        tell = progress or (lambda _done, _of: None)
        folder = look(path, lambda number: tell(number, 0))
        reading = _Reading(folder, self._desk.now(), self._desk.zone)
        for number, file in enumerate(folder.notes):
            tell(number, len(folder.notes))
            reading.read(file)
        with self._desk.reading() as conn:
            present = _Present(conn)
            known = tuple(note for note in reading.notes if present.holds(note))
        same = {note.name for note in known}
        new = tuple(note for note in reading.notes if note.name not in same)
        return NotesInPlan(new, tuple(reading.skipped), tuple(reading.remarks), known)

    def take(
        self,
        plan: NotesInPlan,
        deal_id: str | None,
        *,
        progress: Progress | None = None,
        author: object | None = None,
    ) -> tuple[Note, ...]:
        """All of them in one transaction: to a deal, or to the inbox.

        BadFile where a file that is to be attached is no longer there; nothing is taken in then.
        """
        with self._desk.writing(author) as work:
            if deal_id is not None:
                deal_rows.get(work.conn, deal_id)
            taken = []
            for number, file in enumerate(plan.notes):
                if progress is not None:
                    progress(number, len(plan.notes))
                taken.append(self._take(work, file, deal_id))
            if len(taken) > FEW:
                work.changes.clear()
                work.announce(Noun.EVERYTHING, "")
        return tuple(taken)

    def _take(self, work: Work, file: NoteFile, deal_id: str | None) -> Note:
        note = self._desk.notes.start_in(
            work,
            deal_id,
            kind=file.kind,
            title=file.title,
            body=file.body,
            private=True,
            written_at=file.written_at,
            changed_at=file.changed_at,
        )
        for name, path in file.attached:
            self._desk.attachments.add_in(work, read_attached(path), name, note)
        return note


class _Reading:
    """The notes of a folder one after the other; what goes wrong with one keeps no other out."""

    def __init__(self, folder: NotesFolder, now: datetime, zone: ZoneInfo) -> None:
        self._folder, self._now, self._zone, self._total = folder, now, zone, 0
        self.notes: list[NoteFile] = []
        self.skipped: list[str] = list(folder.problems)
        self.remarks: list[str] = []

    def read(self, file: FoundFile) -> None:
        shown = cut(file.name)
        if self._total > MOST_IN_ALL:
            self.skipped.append(f"{shown} has no more room in this turn; take it in with the next.")
            return
        try:
            text = _text_of(file)
        except _Unreadable as why:
            self.skipped.append(f"{shown} {why}.")
            return
        self._total += len(text)
        self.notes.append(self._note(file, read_note(text, file.path.stem, self._zone), shown))

    def _note(self, file: FoundFile, found: NoteIn, shown: str) -> NoteFile:
        if found.remark:
            self.remarks.append(f"{shown}: {found.remark}.")
        if any(said and said > self._now for said in (found.written_at, found.changed_at)):
            self.remarks.append(f"{shown} is dated later than now; it gets the time of now.")
        files = self._files(file, found.body, shown)
        names = distinct_names(safe_file_name(each.path.name) for each in files.values())
        by_path = dict(zip((each.path for each in files.values()), names, strict=True))
        named = {reference: by_path[each.path] for reference, each in files.items()}
        return NoteFile(
            path=file.path,
            name=file.name,
            title=found.title,
            body=with_names(found.body, named.get) if named else found.body,
            kind=found.kind,
            written_at=self._at(found.written_at, file.made),
            changed_at=self._at(found.changed_at, file.changed),
            attached=tuple((name, path) for path, name in by_path.items()),
        )

    def _files(self, file: FoundFile, body: str, shown: str) -> dict[Reference, FoundFile]:
        """What the note shows or links and is there, within the limit."""
        found = {}
        for reference in references_in(body):
            meant = self._folder.file_for(reference, file)
            if isinstance(meant, str):
                self.remarks.append(f"{shown} {meant}.")
            elif meant is not None and meant.size > MOST_ATTACHED:
                limit = MOST_ATTACHED // 2**20
                self.remarks.append(f"{shown}: {cut(meant.path.name)} is larger than {limit} MB.")
            elif meant is not None:
                found[reference] = meant
        return found

    def _at(self, said: datetime | None, of_file: float) -> datetime:
        """The time the file says, else its own; one that has not come yet is now."""
        at = said or datetime.fromtimestamp(max(0.0, of_file), self._zone)
        return min(in_zone(at, self._zone), self._now)


class _Unreadable(Exception):
    """Why a file is no note, as the end of a sentence."""


def _text_of(file: FoundFile) -> str:
    """Its text, with a byte order mark in UTF-16 too. Raises _Unreadable."""
    try:
        with file.path.open("rb") as source:
            raw = source.read(MOST_BYTES + 1)
    except OSError:
        raise _Unreadable("cannot be read") from None
    if len(raw) > MOST_BYTES:
        raise _Unreadable(f"is longer than {MOST_BYTES // 2**20} MB")
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        raise _Unreadable("is no UTF-8 text") from None
    if "\0" in text:
        raise _Unreadable("holds bytes that are no text")
    return text


class _Present:
    """The notes of the desk by title and length, so that few have to be read to find one word for word."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._known = note_rows.by_title_and_length(conn)

    def holds(self, file: NoteFile) -> bool:
        """Whether a note of this title and these very words is there, not in the trash."""
        ids = self._known.get((file.title, len(file.body.encode())), ())
        return any(note_rows.get(self._conn, key).body == file.body for key in ids)
