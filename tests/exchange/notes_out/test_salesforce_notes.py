from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from se_desk.domain.errors import BadFile
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.salesforce_notes import (
    FORMAT,
    HEADER,
    LINK_HEADER,
    TITLE_LIMIT,
    body_file,
    links_of,
)
from tests.exchange.notes_out.csv_reading import rows_in, units
from tests.exchange.notes_out.samples import DEAL, LONG_NOTE_OUT

DOCUMENT = "069Qy000001AbCdIAK"


def successes(note: NoteOut, document: str = DOCUMENT) -> bytes:
    """As Data Loader writes them: upper case, quoted, CRLF."""
    path = rf"C:\notes\{body_file(note)}"
    return f'"ID","TITLE","CONTENT","STATUS"\r\n"{document}","x","{path}","Item Created"\r\n'.encode()


@settings(deadline=None, max_examples=40)
@given(LONG_NOTE_OUT)
def test_any_note_keeps_every_limit(note: NoteOut) -> None:
    table, body = FORMAT.write((note,), Path("/exports"))
    (row,) = rows_in(table, HEADER)
    assert 0 < units(row["Title"]) <= TITLE_LIMIT and row["Title"].startswith("SE note:")
    assert row["Content"] == str(Path("/exports") / body.name)
    html = body.data.decode()
    assert "\n" not in html and html.endswith(f"<p>{note.marker}</p>")
    assert set(re.findall(r"&[^;]*;", html)) <= {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}


def test_code_keeps_its_lines_where_line_ends_mean_nothing(note_out: Callable[..., NoteOut]) -> None:
    body = FORMAT.write((note_out(body="```\nif late:\n\twait\n```"),))[1].data.decode()
    assert "<code>if late:<br>\u00a0\u00a0\u00a0\u00a0wait</code>" in body
    assert "<pre" not in body


def test_the_links_are_made_from_the_file_of_successes(note_out: Callable[..., NoteOut]) -> None:
    note = note_out()
    links = links_of(successes(note), {note.note.id: DEAL.crm_id}.get)  # type: ignore[arg-type]
    assert rows_in(links, LINK_HEADER) == [
        {
            "ContentDocumentId": DOCUMENT,
            "LinkedEntityId": DEAL.crm_id,
            "ShareType": "V",
            "Visibility": "AllUsers",
        }
    ]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"Name,Amount\r\nx,1\r\n", "columns ID and CONTENT"),
        (b"ID,CONTENT\r\n,/x/other.html\r\n", "no link"),
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_another_file_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        links_of(raw, lambda _note_id: DEAL.crm_id)


def test_a_note_of_no_opportunity_gets_no_link(note_out: Callable[..., NoteOut]) -> None:
    with pytest.raises(BadFile, match="no link"):
        links_of(successes(note_out()), lambda _note_id: "")
    with pytest.raises(BadFile, match="no link"):
        links_of(successes(note_out(), "=069"), lambda _note_id: DEAL.crm_id)


def test_no_notes_make_no_file() -> None:
    assert FORMAT.write(()) == ()
