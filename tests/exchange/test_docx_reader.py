"""DOCX as Word and others write it: tracked changes accepted, comments listed, hostile files refused."""

from __future__ import annotations

import random

import pytest

from se_desk.domain.errors import BadFile
from se_desk.exchange.charters_in import Comment
from se_desk.exchange.documents import Heading, Paragraph, Quote, paragraph, words
from se_desk.exchange.docx_reader import read_docx
from tests.exchange.word_files import STRICT, comment, gone, ins, para, run, word_file, zipped


@pytest.mark.parametrize(
    "namespace", [STRICT, "http://schemas.openxmlformats.org/wordprocessingml/2006/main"]
)
def test_changes_are_read_as_accepted(namespace: str) -> None:
    data = word_file(
        para(run("Our charter"), "berschrift1"),
        para(run("1 Before a call"), "berschrift2"),
        para(run("A day ahead ") + gone("somebody") + ins("Ada") + run(" writes who comes.")),
        para(run("The phrase"), "Zitat"),
        namespace=namespace,
    )
    found = read_docx(data, "c.docx")
    assert found.blocks == (
        Heading(1, words("Our charter")),
        Heading(2, words("1 Before a call")),
        paragraph("A day ahead Ada writes who comes."),
        Quote((paragraph("The phrase"),)),
    )
    assert found.tracked == 2


def test_an_end_that_was_deleted_joins_two_paragraphs() -> None:
    data = word_file(
        para(run("First half "), mark='<w:del w:id="3"/>'),
        para(run("and second.")),
        para(run("Last"), "Zitat"),
    )
    assert read_docx(data, "c").blocks == (paragraph("First half and second."), Quote((paragraph("Last"),)))
    at_end = word_file(para(run("Only"), mark='<w:del w:id="3"/>'))
    assert read_docx(at_end, "c").blocks == (paragraph("Only"),)


def test_moved_words_stand_where_they_were_moved_to() -> None:
    data = word_file(
        para(f'<w:moveFrom w:id="1">{run("moved")}</w:moveFrom>'),
        para(f'<w:moveTo w:id="2">{run("moved")}</w:moveTo>'),
    )
    found = read_docx(data, "c")
    assert (found.blocks, found.tracked) == ((paragraph("moved"),), 2)


def test_words_wherever_word_puts_them() -> None:
    data = word_file(
        para(run("one") + "<w:r><w:br/></w:r>" + run("two") + "<w:r><w:tab/><w:noBreakHyphen/></w:r>"),
        f"<w:tbl><w:tr><w:tc>{para(run('in a cell'))}</w:tc></w:tr></w:tbl>",
        f"<w:sdt><w:sdtContent>{para(run('in a control'))}</w:sdtContent></w:sdt>",
        para(f"<w:hyperlink>{run('a link')}</w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r>"),
        para(run("  ")),
    )
    said = [block for block in read_docx(data, "c").blocks if isinstance(block, Paragraph)]
    assert said == [paragraph(t) for t in ("one\ntwo\t-", "in a cell", "in a control", "a link")]


def test_comments_with_the_words_they_hang_on() -> None:
    data = word_file(
        para(run("Charter"), "berschrift1"),
        para(run("1 Prep"), "berschrift2"),
        para(
            '<w:commentRangeStart w:id="7"/>' + run("a day ahead") + '<w:commentRangeEnd w:id="7"/>'
            '<w:r><w:commentReference w:id="7"/></w:r>'
        ),
        comments=comment("9", "About nothing") + comment("7", "Two days?") + comment("8", " "),
    )
    assert read_docx(data, "c").comments == (
        Comment("Ada", "Two days?", "a day ahead", 1),
        Comment("Ada", "About nothing"),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 broken",
        b"",
        zipped({"word/styles.xml": "<a/>"}),
        zipped({"word/document.xml": "<a><b></a>"}),
        zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}),
        zipped({"word/document.xml": ""}),
    ],
)
def test_what_is_no_docx_is_named(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_docx(data, "c.docx")


def test_no_broken_byte_is_a_fault_of_the_program() -> None:
    chance = random.Random(7)
    whole = word_file(para(run("Ours"), "berschrift1"), para(run("Words " * 50)))
    refused = 0
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 5)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_docx(bytes(data), "c.docx")
        except BadFile:
            refused += 1
    assert refused > 100


def test_a_file_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("se_desk.exchange.docx_reader.LARGEST_PART", 500)
    with pytest.raises(BadFile, match="unpacks"):
        read_docx(word_file(para(run("x" * 1_000))), "c.docx")
    assert read_docx(word_file(para(run("x")), styles="<a/>"), "c.docx").blocks == (paragraph("x"),)
