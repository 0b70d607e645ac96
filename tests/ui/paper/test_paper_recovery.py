"""The recovery sheet: one page that says what it is for, the code in groups, and how and where to keep it."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from se_desk.ui.kit.fonts import load_fonts
from se_desk.ui.paper.recovery import KEEP, PURPOSE, USE, paint_recovery, recovery_pages, recovery_pdf

CODE = "R51H-JZ9B-FJY2-P4VH-MFJ5-23FB-NWYF"
DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()


def _text(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


def test_says_what_it_is_for_whose_it_is_and_how_to_use_it() -> None:
    text = _text(recovery_pdf(CODE, "Marlene Okoro", DAY))
    groups = CODE.split("-")
    assert all(f"{group} group {number} of 7" in text for number, group in enumerate(groups, 1))
    for sentence in (PURPOSE, *USE, *KEEP, "Marlene Okoro", "Wed 4 Mar 2026", "ends with the check"):
        assert " ".join(sentence.split()) in text


def test_the_same_sheet_has_the_same_bytes_and_the_code_is_in_no_field_of_the_file() -> None:
    once, again = (recovery_pdf(CODE, "Marlene Okoro", DAY) for _ in range(2))
    assert once == again
    facts = pypdf.PdfReader(io.BytesIO(once)).metadata or {}
    assert "Recovery sheet" in str(facts.get("/Title"))  # control: the fields are read
    assert not any("R51H" in str(value) for value in facts.values())


def test_a_long_name_keeps_to_its_column_and_one_page() -> None:
    assert "Ünal" in _text(recovery_pdf(CODE, "Marlene Adaeze Okoro-Lindqvist van der Ünal", DAY))


def test_a_printer_gets_the_same_page_black_on_white() -> None:
    paper = QImage(794, 1123, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    paint_recovery(QPainter(paper), CODE, "Marlene Okoro", DAY)
    left, right = (
        [paper.pixelColor(x, 180).lightness() for x in range(60)],
        [paper.pixelColor(x, y).lightness() for x in range(60, 730, 3) for y in range(200, 360)],
    )
    assert min(left) == 255
    assert min(right) < 80
    pages, _ = recovery_pages(CODE, "Marlene Okoro", DAY)
    assert len(pages) == 1
