from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.exchange.as_docx import as_docx
from se_desk.exchange.documents import (
    Document,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    bullets,
    paragraph,
    words,
)
from se_desk.exchange.markdown_reader import read_markdown


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(as_docx(document)))


def test_the_same_document_makes_the_same_bytes(sample_markdown: str) -> None:
    document = read_markdown(sample_markdown, "Site visit")
    data = as_docx(document, "Robin Vale")
    assert data == as_docx(document, "Robin Vale")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_words_are_there_in_their_styles(sample_markdown: str) -> None:
    paragraphs = opened(read_markdown(sample_markdown)).paragraphs
    found = [(p.style.name, p.text) for p in paragraphs]
    assert found[0] == ("Heading 1", "Site visit, Kestrel Quay Logistics")
    assert ("List Bullet", "☑ Who signs <the order>?") in found
    assert ("List Number 2", "crane 4") in found
    assert ("List Continue 2", "still waiting for the drawing") in found
    assert ("Quote", "We will not buy twice.") in found
    assert ("Normal", "select * from gate where lost > '3%';") in found


def test_looks_are_kept() -> None:
    runs = (Run("b", bold=True), Run("i", italic=True), Run("s", strike=True), Run("c", code=True))
    written = opened(Document((Paragraph(runs),))).paragraphs[0].runs
    assert [(r.bold, r.italic, r.font.strike, r.font.name) for r in written] == [
        (True, None, None, None),
        (None, True, None, None),
        (None, None, True, None),
        (None, None, None, "JetBrains Mono"),
    ]


def test_a_link_is_one_link() -> None:
    link = "https://x.example/a"
    written = opened(Document((Paragraph((Run("a", href=link), Run("b", bold=True, href=link))),)))
    (hyperlink,) = written.paragraphs[0].hyperlinks
    assert (hyperlink.address, hyperlink.text) == (link, "ab")


def test_every_ordered_list_counts_for_itself() -> None:
    lists = (bullets(["a"], ordered=True), ListBlock((ListItem((paragraph("b"),)),), True, 5))
    written = opened(Document(lists))
    ids = [p._p.pPr.numPr.numId.val for p in written.paragraphs]
    assert len(set(ids)) == 2
    numbers = written.part.numbering_part.element
    starts = [numbers.num_having_numId(each).lvlOverride_lst[0].startOverride.val for each in ids]
    assert starts == [1, 5]


def test_a_table_has_its_header_in_bold() -> None:
    document = Document((Table((words("a"), words("b")), ((words("1"), ()),)), Table((), ()), Rule()))
    written = opened(document)
    (table,) = written.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["1", ""]]
    assert table.rows[0].cells[0].paragraphs[0].runs[0].bold


def test_deep_lists_and_items_without_words() -> None:
    deep = bullets(["d"])
    for _ in range(5):
        deep = ListBlock((ListItem((paragraph("x"), deep)), ListItem((Quote((paragraph("q"),)),), False)))
    assert "d" in [p.text for p in opened(Document((deep,))).paragraphs]


def test_properties_name_the_document_and_no_tool() -> None:
    properties = docx.Document(io.BytesIO(as_docx(Document((), "Charter"), "Robin Vale"))).core_properties
    assert (properties.title, properties.author, properties.comments) == ("Charter", "Robin Vale", "")


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    written = opened(Document((paragraph(text),), text))
    assert written.paragraphs[0].text.split() == paragraph(text).runs[0].text.split() if text else True
