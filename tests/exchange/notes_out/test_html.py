from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from se_desk.exchange.as_html import as_html
from se_desk.exchange.notes_out.html import FORMAT
from se_desk.exchange.notes_out.note_out import NoteOut
from tests.exchange.html_seen import Seen
from tests.exchange.notes_out.samples import ANY_NOTE_OUT
from tests.exchange.test_preview import HOSTILE, assert_inert

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
HEAD = {"html", "head", "meta", "title", "style", "body"}


def policies(page: Seen) -> list[str]:
    metas = [given for tag, given in page.elements if tag == "meta"]
    return [given["content"] for given in metas if given.get("http-equiv") == "Content-Security-Policy"]


def body_of(page: str) -> str:
    return page.split("<body>\n")[1].removesuffix("</body>\n</html>\n")


def test_a_note_is_one_page_of_its_own(note_out: Callable[..., NoteOut]) -> None:
    (file,) = FORMAT.write((note_out(body="Two *cranes*."),))
    assert file.name == "2026-09-03 Kestrel Quay Logistics What the shift leads said.html"
    assert file.data == FORMAT.piece(note_out(body="Two *cranes*.")).encode()
    page = Seen(file.data.decode(), "body")
    assert page.elements[0] == ("html", {"lang": "en"})
    assert page.texts[0] == "What the shift leads said"
    assert "Two " in page.texts and "cranes" in page.texts
    assert page.texts[-1] == "[sedesk:0198f0a2-0000-7000-8000-00000000000a:r3]"


def test_the_page_forbids_itself_to_run_or_load(note_out: Callable[..., NoteOut]) -> None:
    page = Seen(FORMAT.piece(note_out()))
    assert policies(page) == [POLICY]
    order = [tag for tag in page.tags if tag in ("meta", "title", "style", "body")]
    assert order.index("meta") < order.index("style")  # nothing stands before the rule that binds it


def test_the_body_is_the_document(note_out: Callable[..., NoteOut], sample_markdown: str) -> None:
    note = note_out(body=sample_markdown)
    assert body_of(FORMAT.piece(note)) == as_html(note.document())


def test_the_title_stays_words(note_out: Callable[..., NoteOut]) -> None:
    page = FORMAT.piece(note_out(title="</title><script>alert(1)</script>"))
    assert "script" not in Seen(page).tags
    assert "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>" in page


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_on_the_page_could_act(note_out: Callable[..., NoteOut], payload: str) -> None:
    page = FORMAT.piece(note_out(title=payload, body=f"{payload}\n\n{payload}"))
    assert_inert(body_of(page))
    assert set(Seen(page.split("<body>")[0]).tags) <= HEAD


@settings(max_examples=30)
@given(ANY_NOTE_OUT)
def test_any_note_makes_a_page_that_loads_nothing(note: NoteOut) -> None:
    page = Seen(FORMAT.piece(note))
    assert policies(page) == [POLICY]
    assert not {"src", "onload", "onerror", "background"} & page.names
    assert page.links() == page.links("http", "https", "mailto")
