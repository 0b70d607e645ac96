"""Every character goes into Qt's document and comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from se_desk.ui.notes.documents import Documents, SourceDocument
from se_desk.ui.notes.source_text import chars, from_document, line_end_of, pasted, to_document, units
from tests.ui.notes.texts import HOSTILE, TEXTS


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_survives(qapp: object, text: str) -> None:
    assert SourceDocument(text).source == text


@given(text=TEXTS)
def test_any_text_survives(qapp: object, text: str) -> None:
    assert SourceDocument(text).source == text


def test_without_stand_ins_text_is_lost(qapp: object) -> None:
    """The control: Qt's own way changes what it is given."""
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setPlainText("NBSP\u00a0here, line\u2028separator, lone\rreturn")
    assert document.toPlainText() == "NBSP here, line\nseparator, lone\nreturn"
    assert "\r" not in document.toRawText()


@given(before=TEXTS, after=TEXTS)
def test_a_document_becomes_another_text_and_back(qapp: object, before: str, after: str) -> None:
    document = SourceDocument(before)
    document.take(after)
    assert document.source == after
    if line_end_of(before) == line_end_of(after):
        document.undo()
        assert document.source == before


def test_only_words_count_as_an_edit(qapp: object) -> None:
    document = SourceDocument("# One\n\n**two**")
    heard: list[bool] = []
    document.edited.connect(lambda: heard.append(True))
    document.highlighter.rehighlight()
    assert heard == []
    document.take("# One\n\n**owt**")
    assert heard == [True]


@pytest.mark.parametrize(
    ("text", "end"), [("a\r\nb\r\n", "\r\n"), ("a\r\nb\n", "\n"), ("a\nb", "\n"), ("", "\n"), ("a\rb", "\n")]
)
def test_line_ends_are_those_of_the_text(text: str, end: str) -> None:
    assert line_end_of(text) == end


def test_what_is_pasted_takes_the_line_ends_of_the_note() -> None:
    assert from_document(pasted("a\r\nb"), "\n") == "a\nb"
    assert from_document(pasted("a\r\nb").replace("\n", "\u2029"), "\r\n") == "a\r\nb"


def test_half_an_emoji_can_be_kept() -> None:
    assert from_document("a\ud83d") == "a\ufffd"


@given(text=st.text(max_size=30), data=st.data())
def test_places_count_utf16_units(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    clean = text.encode("utf-16-le", "surrogatepass")
    assert units(text) == len(clean) // 2
    assert chars(text, units(text[:at])) == at


def test_the_last_documents_keep_their_undo(qapp: object, note: object, desk: object) -> None:
    from dataclasses import replace

    documents = Documents(keep=3)
    first = documents.of(replace(note, id="0"))  # type: ignore[type-var]
    first.take("other")
    assert documents.of(replace(note, id="0")).isUndoAvailable()  # type: ignore[type-var]
    for number in range(1, 4):
        documents.of(replace(note, id=str(number)))  # type: ignore[type-var]
    assert len(documents) == 3
    assert not documents.of(replace(note, id="0")).isUndoAvailable()  # type: ignore[type-var]


def test_to_document_leaves_plain_text_alone() -> None:
    assert to_document("# plain\n- text") == "# plain\n- text"
