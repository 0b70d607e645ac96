"""The recovery sheet: one page to print and put away, with the code that opens the desk.

It names the person and no customer. Nothing here writes a file: whoever asks for the sheet decides where
it goes, since a copy of it opens the desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from se_desk.domain.moments import say_day
from se_desk.ui.paper.flow import LEFT, PAGE_WIDTH, WIDTH, Pages, Slice, flow, rule, space
from se_desk.ui.paper.footers import Footer
from se_desk.ui.paper.lettering import INK, LINE, QUIET, Cell, Lines, Style, Words, row
from se_desk.ui.paper.pdf import pdf_bytes

TITLE = "Recovery sheet"
GROUPS_IN_ROW = 4
PURPOSE = (
    "The code on this sheet opens the desk when its passphrase is forgotten and the keyring of the computer "
    "is gone. It opens every backup that was made while the code held, on any computer with SE Desk."
)
USE = (
    "Start SE Desk and choose “Use the recovery code” where it asks for the passphrase.",
    "Type the seven groups. Capitals or not, with hyphens or without: both will do.",
    "The code knows neither O nor I nor L: read them as the digits 0 and 1. The last two characters check "
    "the ones before, so a slip is noticed before anything is tried.",
    "Then choose a new passphrase in Settings, under Ways in.",
)
KEEP = (
    "Away from the computer and its bag: with your passport, in a safe, with somebody you trust.",
    "On paper. A photograph or a file of this sheet opens the desk for whoever finds it.",
    "When a new code is made in Settings, this one opens only the backups made before. Destroy the sheet "
    "when those are gone.",
)
_TITLE, _LEAD = Style(24, 30, 600), Style(12.5, 18.5)
_HEADING, _BODY, _LABEL = Style(13, 18, 600), Style(12.5, 18.5), Style(10.5, 14, colour=QUIET)
_STRONG = Style(13, 18, 600)
_CODE, _PLACE = Style(30, 40, 400, mono=True), Style(10, 14, colour=QUIET)
_PAD, _ROW, _INDENT = 20.0, 66.0, 20.0
_FACT = WIDTH / 3


def recovery_pdf(code: str, owner: str, made_on: date) -> bytes:
    """The sheet of ``code`` (groups with hyphens) as PDF, in memory alone."""
    pages, footer = recovery_pages(code, owner, made_on)
    return pdf_bytes(pages, footer, f"{TITLE} of {owner}", owner, f"{TITLE} {owner} {made_on}")


def paint_recovery(painter: QPainter, code: str, owner: str, made_on: date) -> None:
    """The sheet on a printer whose page is full, or on anything with the sides of A4; ends the painter."""
    pages, footer = recovery_pages(code, owner, made_on)
    wide = painter.device().width() / PAGE_WIDTH
    painter.scale(wide, wide)
    for placed in pages[0]:
        if placed.slice.paint is not None:
            placed.slice.paint(painter, placed.y)
    footer(painter, 1, 1)
    painter.end()


def recovery_pages(code: str, owner: str, made_on: date) -> tuple[Pages, Footer]:
    """The one page of the sheet and its foot."""
    slices = [
        *row((Cell(LEFT, WIDTH, (Words(TITLE, _TITLE),)),), keep=True),
        space(10, keep=True),
        rule(INK, keep=True),
        space(14, keep=True),
        *row((Cell(LEFT, WIDTH, (Words(PURPOSE, _LEAD),)),), after=16),
        *_facts((("Desk of", owner), ("Code made on", _day(made_on)), ("Opens", "the desk and its backups"))),
        space(16),
        _code_box(code.split("-")),
        space(22),
        *_points("How to use it", USE, numbered=True),
        space(12),
        *_points("Where to keep it", KEEP),
    ]
    return flow(slices), Footer(("SE Desk", "", TITLE))


def _day(day: date) -> str:
    return f"{say_day(day)} {day.year}"


def _facts(facts: Sequence[tuple[str, str]]) -> list[Slice]:
    at = [LEFT + place * _FACT for place in range(len(facts))]
    labels = [Cell(x, _FACT - 14, (Words(label, _LABEL),)) for x, (label, _) in zip(at, facts, strict=True)]
    texts = [Cell(x, _FACT - 14, (Words(text, _STRONG),)) for x, (_, text) in zip(at, facts, strict=True)]
    return [*row(labels, keep=True), *row(texts)]


def _code_box(groups: Sequence[str]) -> Slice:
    """The groups in large figures, each with its number below, in a frame."""
    rows = -(-len(groups) // GROUPS_IN_ROW)
    height = rows * _ROW + 2 * _PAD - 8
    wide = (WIDTH - 2 * _PAD) / GROUPS_IN_ROW

    def paint(painter: QPainter, y: float) -> None:
        painter.setPen(QPen(QColor(LINE), 1))
        painter.drawRoundedRect(QRectF(LEFT, y, WIDTH, height), 6, 6)
        for number, group in enumerate(groups):
            x = LEFT + _PAD + number % GROUPS_IN_ROW * wide
            top = y + _PAD + number // GROUPS_IN_ROW * _ROW
            Lines((Words(group, _CODE),), wide).paint(painter, 0, x, top)
            Lines((Words(_below(number, len(groups)), _PLACE),), wide).paint(painter, 0, x, top + 42)

    return Slice(height, paint)


def _below(number: int, of: int) -> str:
    last = number == of - 1
    return f"group {number + 1} of {of}" + (", ends with the check" if last else "")


def _points(heading: str, points: Sequence[str], *, numbered: bool = False) -> list[Slice]:
    slices = row((Cell(LEFT, WIDTH, (Words(heading, _HEADING),)),), keep=True, after=6)
    for number, point in enumerate(points, 1):
        mark = Cell(LEFT, _INDENT, (Words(f"{number}." if numbered else "•", _BODY),))
        words = Cell(LEFT + _INDENT, WIDTH - _INDENT, (Words(point, _BODY),))
        slices += row((mark, words), after=6)
    return slices
