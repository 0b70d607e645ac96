"""Notes as enhanced notes of Salesforce (ContentNote), for Data Loader, in two loads.

First ``Title,Content``, where Content is the path of a local file that holds the body. Data Loader then
writes a file of successes with the ids it was given; ``links_of`` makes the second load from it,
which hangs each note on its opportunity (ContentDocumentLink). Title at most 255 characters. Line ends
mean nothing in a body.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from se_desk.domain.errors import BadFile
from se_desk.exchange.as_html import Taking
from se_desk.exchange.crm_ids import is_salesforce_id
from se_desk.exchange.csv_files import read_csv, write_csv
from se_desk.exchange.notes_out.html_bodies import html_bodies, lead
from se_desk.exchange.notes_out.note_format import NoteFormat
from se_desk.exchange.notes_out.note_out import FileOut, NoteOut
from se_desk.exchange.notes_out.salesforce_tasks import what_id
from se_desk.exchange.notes_out.splitting import shortened

HEADER = ("Title", "Content")
LINK_HEADER = ("ContentDocumentId", "LinkedEntityId", "ShareType", "Visibility")
TITLE_LIMIT = 255
_TAKES = Taking(headings=False, tables=False, strike=False, rules=False, pre=False)
_BODY_FILE = re.compile(r"note-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.html$")


def body_of(note: NoteOut) -> str:
    """The body: HTML without a line end."""
    (body,) = html_bodies(note, None, _TAKES)
    return body.replace("\n", "")


def body_file(note: NoteOut) -> str:
    """The name of the file that holds the body; by it the file of successes is read back."""
    return f"note-{note.note.id}.html"


def _write(notes: tuple[NoteOut, ...], folder: Path = Path()) -> tuple[FileOut, ...]:
    if not notes:
        return ()
    rows = ((_title(note), str(folder / body_file(note))) for note in notes)
    bodies = (FileOut(body_file(note), body_of(note).encode()) for note in notes)
    return (FileOut("salesforce-notes.csv", write_csv(HEADER, rows)), *bodies)


def _title(note: NoteOut) -> str:
    return shortened(lead(note), TITLE_LIMIT)


def links_of(successes: bytes, opportunity_of: Callable[[str], str]) -> FileOut:
    """The second load, from Data Loader's file of successes.

    `opportunity_of` gives the Salesforce id of the deal of a note's id, empty where there is none; such
    a note gets no row. Raises BadFile where the file is none of successes, or nothing in it can be linked.
    """
    rows = [
        (document, opportunity, "V", "AllUsers")
        for document, note_id in _loaded(successes)
        if (opportunity := opportunity_of(note_id))
    ]
    if not rows:
        raise BadFile("None of these notes belongs to a deal with a Salesforce id, so there is no link.")
    return FileOut("salesforce-note-links.csv", write_csv(LINK_HEADER, rows))


def _loaded(successes: bytes) -> tuple[tuple[str, str], ...]:
    """The id Salesforce gave and the note's id, row by row."""
    header, *rows = read_csv(successes).rows
    places = {name.casefold(): at for at, name in enumerate(header)}
    if not {"id", "content"} <= places.keys():
        raise BadFile(
            "This is no file of successes from Data Loader: it needs the columns ID and CONTENT.",
            do="Choose the file named success and a number, from the folder you named in Data Loader.",
        )
    found = []
    for row in rows:
        cells = dict(zip(places, row, strict=False))
        named = _BODY_FILE.search(cells.get("content", ""))
        if named and is_salesforce_id(cells.get("id", "")):
            found.append((cells["id"], named[1]))
    return tuple(found)


FORMAT = NoteFormat(
    key="salesforce-notes",
    label="Salesforce notes",
    checked_against="Salesforce's published rules for ContentNote and Data Loader; no org has taken it yet.",
    again="A second load makes a second note; only Title and Content of the first can be updated.",
    attached=what_id,
    piece=lambda note: f"{_title(note)}\n{body_of(note)}",
    write=_write,
)
