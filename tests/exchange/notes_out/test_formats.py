from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.domain.errors import NotFound
from se_desk.exchange.names import safe_name
from se_desk.exchange.notes_out.formats import FORMATS, format_named
from se_desk.exchange.notes_out.note_format import NoteFormat
from se_desk.exchange.notes_out.note_out import NoteOut
from tests.exchange.notes_out.samples import ANY_NOTE_OUT

EVERY_FORMAT = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.key)
# Tabs are Markdown's own and stay in Markdown; no other control character but LF leaves in any format.
KEPT = {"markdown": "\n\t", "html": "\n\t"}


def test_keys_and_labels_are_distinct_and_nothing_is_claimed_that_was_not_tried() -> None:
    assert len({form.key for form in FORMATS}) == len({form.label for form in FORMATS}) == len(FORMATS)
    assert {"markdown", "html", "text", "salesforce-tasks"} <= {form.key for form in FORMATS}
    assert all(form.checked_against.endswith(".") for form in FORMATS)


def test_a_format_is_found_by_its_key() -> None:
    assert format_named(" Markdown ").key == "markdown"
    with pytest.raises(NotFound) as caught:
        format_named("word")
    assert "salesforce-tasks" in caught.value.do


@EVERY_FORMAT
@settings(deadline=None, max_examples=40)
@given(notes=st.lists(ANY_NOTE_OUT, max_size=3, unique_by=lambda out: out.note.id).map(tuple))
def test_any_notes_leave_clean_and_marked(form: NoteFormat, notes: tuple[NoteOut, ...]) -> None:
    files = form.write(notes)
    assert bool(files) == bool(notes)
    assert len({file.name.casefold() for file in files}) == len(files)
    text = "".join(file.data.decode() for file in files)
    assert not any(
        unicodedata.category(mark) in {"Cc", "Cs"} for mark in text if mark not in KEPT.get(form.key, "\n")
    )
    assert not set("\ufeff\u2028\u2029") & set(text)
    assert all(note.marker in text for note in notes)
    assert all(safe_name(file.name, limit=130) == file.name for file in files)
    assert form.write(notes) == files


@EVERY_FORMAT
def test_the_digest_changes_with_the_note(form: NoteFormat, note_out: Callable[..., NoteOut]) -> None:
    first, again, other = note_out(), note_out(), note_out(body="Body, later")
    assert form.digest(first) == form.digest(again) != form.digest(other)
    assert len(form.digest(first)) == 64


@EVERY_FORMAT
def test_golden(
    form: NoteFormat,
    note_out: Callable[..., NoteOut],
    sample_markdown: str,
    golden: Callable[[str, bytes], None],
) -> None:
    notes = (
        note_out(body=sample_markdown),
        note_out(
            deal=None,
            call=None,
            title="=HYPERLINK(1)",
            body="=1+1",
            id="0198f0a2-0000-7000-8000-00000000000b",
        ),
    )
    for file in form.write(notes):
        golden(f"notes/{form.key}/{file.name}", file.data)
