"""A Document on paper: every kind of block, and what a page break may not tear apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QPainter

from se_desk.domain.charters import Charter
from se_desk.exchange.charters_out import charter_document
from se_desk.exchange.documents import (
    CodeBlock,
    Document,
    Heading,
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
from se_desk.services.templates import charter_templates, clause_from
from se_desk.ui.paper import Printer
from se_desk.ui.paper.documents import document_pdf
from se_desk.ui.paper.flow import BOTTOM, TOP, Slice, flow, space
from tests.ui.paper.papers import fonts, pages_of, properties, text_of

pytestmark = pytest.mark.usefixtures("dress")

EVERYTHING = Document(
    (
        Heading(1, words("The first office")),
        Heading(2, words("Second")),
        Heading(4, words("Fourth")),
        Paragraph(
            (Run("plain "), Run("bold ", bold=True), Run("slanted ", italic=True), Run("coded", code=True))
        ),
        Paragraph(()),
        bullets(["apples", "pears"]),
        bullets(["one", "two"], ordered=True),
        ListBlock(
            (ListItem((paragraph("done"),), True), ListItem((paragraph("open"),), False), ListItem(()))
        ),
        ListBlock((ListItem((paragraph("outer"), bullets(["inner"]))),)),
        Quote((paragraph("They said so."), bullets(["and this"]))),
        CodeBlock("a = 1\nb = 2"),
        Table((words("Name"), words("What")), ((words("x"), words("a long cell " * 12)), ((), ()))),
        Rule(),
        paragraph("The end."),
    ),
    "Everything at once",
)


def test_every_kind_of_block_is_on_paper() -> None:
    data = document_pdf(EVERYTHING)
    text = text_of(data)
    for said in (
        "The first office", "Second", "Fourth", "bold", "slanted", "coded", "apples", "1.", "2.", "done",
        "inner", "They said so.", "a = 1", "b = 2", "Name", "a long cell", "The end.", "Page 1 of 1",
    ):  # fmt: skip
        assert said in text
    assert properties(data)["/Title"] == "Everything at once"
    assert all(fonts(data).values())
    assert document_pdf(EVERYTHING) == data
    assert Printer().document(EVERYTHING) == data


def test_an_empty_document_is_a_page() -> None:
    assert len(pages_of(document_pdf(Document((), "")))) == 1


def test_an_unknown_block_is_a_fault_of_the_program() -> None:
    with pytest.raises(TypeError, match="str"):
        document_pdf(Document(("no block",)))  # type: ignore[arg-type]


def test_a_long_document_keeps_headings_with_their_text() -> None:
    blocks = [
        block
        for number in range(60)
        for block in (Heading(2, words(f"Section {number}")), paragraph(f"Text {number}. " + "Word " * 70))
    ]
    texts = pages_of(document_pdf(Document(tuple(blocks), "Long")))
    assert len(texts) > 3
    for number in range(60):
        page = next(text for text in texts if f"Section {number}\n" in text)
        assert f"Text {number}." in page


def test_words_of_every_script_are_painted() -> None:
    hostile = "🚢 調達 عقد \u202e" + "W" * 2000
    table = Table((words(hostile),), ((words(hostile),),))
    made = Document((Heading(1, words(hostile)), paragraph(hostile), CodeBlock(hostile), table), hostile)
    assert document_pdf(made).startswith(b"%PDF")


def painted(_painter: QPainter, _y: float) -> None:
    """Something to see."""


def test_what_is_tied_stays_together() -> None:
    tall = (BOTTOM - TOP) / 2 - 10
    one = Slice(tall, painted)
    tied = replace(one, keep=True)
    assert [len(page) for page in flow([one, one, one])] == [2, 1]
    assert [len(page) for page in flow([one, tied, one])] == [1, 2]


def test_what_is_higher_than_a_page_is_broken_where_it_must_be() -> None:
    row = Slice(100, painted, keep=True)
    assert len(flow([row] * 25)) > 2


def test_no_empty_room_at_the_head_of_a_page() -> None:
    full = Slice(BOTTOM - TOP, painted)
    pages = flow([full, space(20), full])
    assert [page[0].y for page in pages] == [TOP, TOP]
    assert [len(page) for page in pages] == [1, 1]


def test_the_foot_stands_at_the_bottom_of_the_last_page() -> None:
    foot = [Slice(40, painted)]
    (page,) = flow([Slice(100, painted)], foot)
    assert page[-1].y + 40 == BOTTOM
    pages = flow([Slice(BOTTOM - TOP, painted)], foot)
    assert len(pages) == 2
    assert flow([])[0] == ()


@pytest.mark.parametrize(("clauses", "pages"), [(5, 1), (9, 1), (30, 4)])
def test_a_usual_charter_is_one_page(clauses: int, pages: int) -> None:
    known = [clause for template in charter_templates() for clause in template.clauses]
    made = [
        clause_from(known[number % len(known)], "c", str(number), number + 1, "Pavel", "Marlene")
        for number in range(clauses)
    ]
    at = datetime(2026, 3, 4, tzinfo=UTC)
    charter = Charter(id="c", partner_id="p", version=1, title="Ours", changed_at=at)
    document = charter_document(charter, tuple(made), "Pavel Lindqvist", "Marlene Okoro", "ab" * 32)
    assert len(pages_of(document_pdf(document))) == pages


def test_a_day_in_a_table_stays_on_one_line() -> None:
    rows = tuple(
        (
            words(f"Some Account {n}: a title of some length"),
            words("2026-07-30"),
            words("no-go, technical fit"),
        )
        for n in range(3)
    )
    table = Table((words("Deal"), words("Week"), words("Outcome")), rows)
    said = text_of(document_pdf(Document((table,), "Days")))
    assert said.count("2026-07-30") == said.count("no-go, technical fit") == 3
    assert "Week" in said


def test_where_room_is_scarce_words_come_first() -> None:
    heads = tuple(words(f"Column {n}") for n in range(7))
    row = tuple(words("unbreakablewordhere and-more-to-say") for _ in range(7))
    said = text_of(document_pdf(Document((Table(heads, (row,)),), "Narrow")))
    assert "Column" in said and "say" in said
