"""Files that leave beside a note in Markdown: what its text shows or links of its attachments, no others."""

from __future__ import annotations

from collections.abc import Iterable

from se_desk.domain.attachments import Attachment, name_in
from se_desk.exchange.names import safe_name
from se_desk.exchange.notes_in.references import Reference, references_in, with_targets
from se_desk.exchange.notes_out.note_out import NoteOut

FOLDER = "attached"


def shown_by(note: NoteOut) -> tuple[Attachment, ...]:
    """The attachments of the note that its text shows or links."""
    named = {_folded(reference) for reference in references_in(note.note.body)}
    return tuple(one for one in note.attached if one.name.casefold() in named)


def place_of(attachment: Attachment) -> str:
    """Where it lies beside the notes, named by its contents, too: two of one name stay two files."""
    stem, dot, suffix = attachment.name.rpartition(".")
    mark = f"-{attachment.sha256[:12]}"
    ending = f"{mark}.{suffix}" if dot and stem else mark
    return f"{FOLDER}/{safe_name((stem or suffix).replace(' ', '-'), ending)}"


def with_places(note: NoteOut) -> str:
    """The note's text, in which what it shows or links of its attachments lies beside it."""
    places = {one.name.casefold(): place_of(one) for one in note.attached}
    return with_targets(note.note.body, lambda reference: places.get(_folded(reference)))


def places_of(notes: Iterable[NoteOut]) -> dict[str, Attachment]:
    """Every file that leaves beside these notes, by its place; one that several notes show leaves once."""
    return {place_of(one): one for note in notes for one in shown_by(note)}


def _folded(reference: Reference) -> str:
    return (name_in(reference.target) or "").casefold()
