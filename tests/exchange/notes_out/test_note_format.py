from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.exchange.names import safe_name
from se_desk.exchange.notes_out.note_format import NoteFormat, one_file_a_note
from se_desk.exchange.notes_out.note_out import NoteOut
from tests.exchange.notes_out.samples import ANY_NOTE_OUT


def body_of(note: NoteOut) -> str:
    return f"{note.note.body} é\n"


WRITE = one_file_a_note(body_of, ".note")
FORM = NoteFormat("note", "Notes", "Nothing.", "A second one.", body_of, WRITE)


def test_the_digest_is_that_of_what_is_written(note_out: Callable[..., NoteOut]) -> None:
    note = note_out(body="Two cranes.")
    assert FORM.digest(note) == hashlib.sha256("Two cranes. é\n".encode()).hexdigest()
    assert FORM.digest(note) == FORM.digest(note_out(body="Two cranes.", title="Another title"))
    assert FORM.digest(note) != FORM.digest(note_out(body="Two cranes,"))
    (file,) = FORM.write((note,))
    assert hashlib.sha256(file.data).hexdigest() == FORM.digest(note)


@pytest.mark.parametrize(
    ("account", "title", "name"),
    [
        ("Kestrel Quay", "Yard visit", "2026-09-03 Kestrel Quay Yard visit.note"),
        (" ", "Yard visit", "2026-09-03 Yard visit.note"),
        ("Kestrel/Quay: North", "a\\b|c", "2026-09-03 Kestrel-Quay- North a-b-c.note"),
        ("..", "../../etc/passwd", "2026-09-03 .. ..-..-etc-passwd.note"),
        ("Kestrel\nQuay", "\u202eYard", "2026-09-03 Kestrel Quay Yard.note"),
        ("K" * 300, "Yard", f"2026-09-03 {'K' * 104}.note"),
    ],
)
def test_a_file_is_named_by_day_account_and_title(
    note_out: Callable[..., NoteOut], account: str, title: str, name: str
) -> None:
    deal = note_out().deal
    assert deal is not None
    (file,) = WRITE((note_out(deal=replace(deal, account=account), title=title),))
    assert file.name == name
    assert len(file.name.encode()) <= 120


def test_the_day_is_that_of_the_call_else_of_the_writing(note_out: Callable[..., NoteOut]) -> None:
    call = note_out().call
    assert call is not None
    earlier = replace(call, starts_at=call.starts_at.replace(day=1))
    names = [file.name[:10] for file in WRITE((note_out(call=earlier), note_out(call=None)))]
    assert names == ["2026-09-01", "2026-09-03"]


def test_no_notes_make_no_files() -> None:
    assert WRITE(()) == ()


def test_twins_are_numbered_in_their_order(note_out: Callable[..., NoteOut]) -> None:
    files = WRITE(tuple(note_out(title="Yard", body=body) for body in ("one", "two", "three")))
    stem = "2026-09-03 Kestrel Quay Logistics Yard"
    assert [(file.name, file.data.decode().split()[0]) for file in files] == [
        (f"{stem}.note", "one"),
        (f"{stem} (2).note", "two"),
        (f"{stem} (3).note", "three"),
    ]


@settings(max_examples=30)
@given(st.lists(ANY_NOTE_OUT, max_size=5).map(tuple))
def test_any_notes_get_a_file_each(notes: tuple[NoteOut, ...]) -> None:
    files = WRITE(notes)
    assert [file.data.decode() for file in files] == [body_of(note) for note in notes]
    names = [file.name for file in files]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(name.endswith(".note") and safe_name(name, limit=130) == name for name in names)
