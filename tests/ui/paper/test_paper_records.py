"""A risk record on paper: the same bytes, words that can be found, clean breaks."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from se_desk.exchange.risk_records import Line, Page, PageEntry, PageFlag
from se_desk.ui.kit.theme import Theme
from se_desk.ui.paper import Printer, printer
from se_desk.ui.paper.flow import BOTTOM, TOP
from se_desk.ui.paper.records import record_pages, record_pdf
from tests.ui.paper.papers import ENTRY, FLAG, PAGE, RECEIPT, fonts, pages_of, properties, text_of

pytestmark = pytest.mark.usefixtures("dress")


def long_page(flags: int, entries: int) -> Page:
    made = tuple(
        replace(ENTRY, seq=n, number=f"#{n}", lines=(Line("", f"Entry {n} says so. " + "More words. " * 20),))
        for n in range(entries)
    )
    return replace(PAGE, flags=(replace(FLAG, entries=made),) * flags)


def test_the_same_page_gives_the_same_bytes_a_second_later() -> None:
    first = record_pdf(PAGE)
    started = int(time.time())
    while int(time.time()) == started:  # the clock's second is what would differ
        QApplication.processEvents()
    assert record_pdf(PAGE) == first
    assert record_pdf(replace(PAGE, lead=("Another day.",))) != first  # the control


def test_words_are_found_as_they_are_read() -> None:
    text = text_of(record_pdf(PAGE))
    for words in ("first buyer", "office", "five flaws", "waffle", "file", "Told Ingrid Vale", RECEIPT):
        assert words in text
    assert not {"ﬁ", "ﬀ", "ﬂ", "ﬃ"} & set(text)
    assert "\t" not in "".join(pages_of(record_pdf(PAGE)))
    for line in (*PAGE.facts, *PAGE.proofs):
        assert line.text in text.replace(" ", "") or line.text in text


def test_title_and_author_are_those_of_the_record() -> None:
    found = properties(record_pdf(PAGE))
    assert found["/Title"] == "Risk record: Ostrava Rolling Stock, Brake telemetry"
    assert found["/Author"] == "Marlene Okoro"
    assert "Written by" not in found["/Author"]


def test_every_font_is_embedded() -> None:
    found = fonts(record_pdf(PAGE))
    assert found
    assert all(found.values()), found
    assert any("Inter" in name for name in found)
    assert any("Mono" in name for name in found)


def test_a_usual_deal_takes_one_page() -> None:
    three = replace(FLAG, entries=(ENTRY,) * 3, absent=())
    usual = replace(PAGE, flags=(three, three, replace(FLAG, entries=(ENTRY,) * 2)))
    assert len(pages_of(record_pdf(usual))) == 1
    assert len(pages_of(record_pdf(long_page(3, 12)))) > 1  # the control


def test_a_long_record_breaks_between_lines_and_ends_with_its_proofs() -> None:
    page = long_page(3, 40)
    texts = pages_of(record_pdf(page))
    assert len(texts) > 5
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in " ".join(text.split())
    assert "How to check it" in texts[-1]
    assert not any("How to check it" in text for text in texts[:-1])
    whole = " ".join(texts)
    assert all(f"Entry {n} says so." in " ".join(whole.split()) for n in range(40))


def test_nothing_is_painted_outside_of_a_page() -> None:
    pages, _footer = record_pages(long_page(2, 30))
    for page in pages:
        assert all(placed.y >= TOP and placed.y + placed.slice.height <= BOTTOM + 1 for placed in page)
        # A heading is never the last thing on a page.
        assert not page[-1].slice.keep


def test_a_flag_without_severity_entries_without_words() -> None:
    bare = PageEntry(1, ENTRY.utc, ENTRY.local, "Raised", (), RECEIPT, "#1", "00000000")
    marks = PageFlag("", "", "Marks in the chain", (bare,), ())
    text = text_of(record_pdf(replace(PAGE, flags=(marks,), byline=(), proofs=(), author="")))
    assert "Marks in the chain" in text
    assert RECEIPT in text


def test_a_record_that_shows_no_flag() -> None:
    text = text_of(record_pdf(replace(PAGE, flags=())))
    assert "How to check it" in text


@pytest.mark.parametrize(
    "words",
    [
        "🚢 family 👩‍👩‍👧 and ⚓",
        "調達は十二週間かかります",
        "عقد الشراء 12 أسبوعًا",
        "one\n\nthree\u2028four\ttab",
        "W" * 3000,
        "\u200b\u202e\ufeff",
        "𝔘𝔫𝔦 e\u0301 ＡＢ",
    ],
)
def test_words_of_every_script_are_painted(words: str) -> None:
    entry = replace(ENTRY, label=words, lines=(Line("", words), Line("Note", words, short=True)))
    flag = replace(FLAG, heading=words, entries=(entry,), absent=(Line(words, words),))
    page = replace(PAGE, subtitle=words, flags=(flag,), facts=(Line(words, words),))
    assert record_pdf(page).startswith(b"%PDF")


def test_what_the_heading_says_is_not_said_twice() -> None:
    raised = replace(
        ENTRY,
        label="Raised",
        lines=(
            Line("", "Nobody signs for the waffle line"),
            Line("Severity", "High", short=True),
            Line("Category", "People", short=True),
        ),
    )
    text = text_of(record_pdf(replace(PAGE, flags=(replace(FLAG, entries=(raised,)),))))
    assert text.count("Nobody signs for the waffle line") == 1
    assert "Severity" not in text
    corrected = replace(raised, lines=(Line("", "Nobody signs"), Line("Severity", "Low", short=True)))
    text = text_of(record_pdf(replace(PAGE, flags=(replace(FLAG, entries=(corrected,)),))))
    assert "Severity Low" in text


def test_paper_is_white_in_the_dark_too(dress: Theme) -> None:
    light = record_pdf(PAGE)
    dress.choose("dark")
    assert record_pdf(PAGE) == light


def test_the_same_slices_paint_a_picture() -> None:
    pages, footer = record_pages(PAGE)
    picture = QImage(794, 1123, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    for placed in pages[0]:
        if placed.slice.paint is not None:
            placed.slice.paint(painter, placed.y)
    footer(painter, 1, 1)
    painter.end()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 128 for x in range(0, 794, 3) for y in range(0, 1123, 3)
    )
    assert dark > 500


def test_the_printer_is_what_the_services_take() -> None:
    assert isinstance(printer(), Printer)
    assert Printer().record(PAGE) == record_pdf(PAGE)
