"""A risk record on paper: one page for a usual deal, clean breaks for a long one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from se_desk.exchange.risk_records import Line, Page, PageEntry, PageFlag
from se_desk.exchange.risk_records.words import WORDS
from se_desk.ui.kit.marks import paint_severity
from se_desk.ui.paper.flow import LEFT, RIGHT, WIDTH, Pages, Paint, Slice, flow, rule, space
from se_desk.ui.paper.footers import Footer
from se_desk.ui.paper.lettering import INK, LINE, QUIET, Cell, Lines, Style, Words, paper_colour, row
from se_desk.ui.paper.pdf import pdf_bytes

_TITLE = Style(24, 30, 600)
_LEAD = Style(12.5, 18)
_STRONG = Style(12, 16, 600)
_LABEL = Style(10.5, 14, colour=QUIET)
_HEADING = Style(11, 15, 600, QUIET)
_LINE = 15.0
_BODY = Style(11.5, _LINE)
_QUIET = Style(11.5, _LINE, colour=QUIET)
_MONO = Style(9.5, _LINE, mono=True)
_LOCAL = Style(9.5, _LINE, colour=QUIET, mono=True)
_CODE = Style(9, _LINE, mono=True)
_CODE_LABEL = Style(9.5, _LINE, colour=QUIET)
_SMALL = Style(10, 13.5)
_WHEN, _WHAT, _TEXT = LEFT, LEFT + 122, LEFT + 228
_WIDE = RIGHT - _TEXT
_GUTTER = 24
_CLAIMS = (WIDTH - _GUTTER) * 0.54  # what the record shows has more to say than how to check it
_CHECKS = WIDTH - _GUTTER - _CLAIMS
_FACTS_IN_ROW = 5
_SEVERITY, _RECEIPT = WORDS["fields"]["severity"], WORDS["text"]["receipt"]


def record_pdf(page: Page) -> bytes:
    """The PDF of a record's page; the same page gives the same bytes."""
    seed = "\n".join((page.title, page.subtitle, *page.byline, *(proof.text for proof in page.proofs)))
    pages, footer = record_pages(page)
    return pdf_bytes(pages, footer, f"{page.title}: {page.subtitle}", page.author, seed)


def record_pages(page: Page) -> tuple[Pages, Footer]:
    """The sheets of a record, as the PDF and its preview on the screen paint them."""
    slices = [*_head(page), *_facts(page.facts), *_lead(page)]
    for flag in page.flags:
        slices += _flag(flag)
    slices.append(rule(LINE))
    return flow(slices, _foot(page)), Footer(page.footer)


def _head(page: Page) -> list[Slice]:
    byline = Cell(LEFT + WIDTH / 2, WIDTH / 2, (Words("\n".join(page.byline), _QUIET),), "right")
    title = Cell(LEFT, WIDTH / 2, (Words(page.title, _TITLE),))
    left = row((title,), keep=True) + row(
        (Cell(LEFT, WIDTH * 0.6, (Words(page.subtitle, Style(13, 18, colour=QUIET)),)),), keep=True
    )
    return [_beside(left, row((byline,), keep=True)), space(10, keep=True), rule(INK, keep=True)]


def _beside(left: Sequence[Slice], right: Sequence[Slice]) -> Slice:
    """Two stacks in one slice, both from its top."""
    height = max(sum(s.height for s in left), sum(s.height for s in right))

    def paint(painter: QPainter, y: float) -> None:
        for stack in (left, right):
            at = y
            for one in stack:
                if one.paint is not None:
                    one.paint(painter, at)
                at += one.height

    return Slice(height, paint, keep=True)


def _facts(facts: Sequence[Line]) -> list[Slice]:
    """Some to a row, each a label over its text."""
    wide = (WIDTH - (_FACTS_IN_ROW - 1) * 14) / _FACTS_IN_ROW
    slices = [space(8, keep=True)]
    for start in range(0, len(facts), _FACTS_IN_ROW):
        some = list(enumerate(facts[start : start + _FACTS_IN_ROW]))
        at = {place: LEFT + place * (wide + 14) for place, _ in some}
        labels = [Cell(at[place], wide, (Words(fact.label, _LABEL),)) for place, fact in some]
        texts = [Cell(at[place], wide, (Words(fact.text, _STRONG),)) for place, fact in some]
        slices += [*row(labels, keep=True), *row(texts, keep=True), space(7, keep=True)]
    return [*slices, rule(LINE), space(9)]


def _lead(page: Page) -> list[Slice]:
    lead = row((Cell(LEFT, WIDTH, (Words(" ".join(page.lead), _LEAD),)),))
    heading = row((Cell(LEFT, WIDTH, (Words(page.heading, _HEADING),)),), keep=True, after=5)
    return [*lead, space(8), *heading]


def _flag(flag: PageFlag) -> list[Slice]:
    number = Style(11, 17, mono=True)
    wide = Lines((Words(flag.number, number),), 200).width() + 8 if flag.number else 0.0
    at = LEFT + (18 if flag.severity else 0)
    cells = [Cell(at + wide, RIGHT - at - wide, (Words(flag.heading, _STRONG),))]
    if flag.number:
        cells.append(Cell(at, 120, (Words(flag.number, number),)))
    heading = row(cells, keep=True, after=4)
    if flag.severity:
        heading[0] = _with_glyph(heading[0], flag.severity)
    slices = [rule(LINE, keep=True), space(7, keep=True), *heading]
    for entry in flag.entries:
        slices += _entry(entry, flag.heading)
    for line in flag.absent:
        slices += _labelled(line.label, line.text)
    return [*slices, space(3)]


def _with_glyph(heading: Slice, severity: str) -> Slice:
    def paint(painter: QPainter, y: float) -> None:
        if heading.paint is not None:
            heading.paint(painter, y)
        paint_severity(painter, QRectF(LEFT, y + 4, 10, 10), severity, paper_colour(f"sev-{severity}"))

    return Slice(heading.height, paint, heading.keep)


def _entry(entry: PageEntry, heading: str) -> list[Slice]:
    """When at the left, then what with number and mark of the hash, then the words with the receipt."""
    # The flag's heading has just said statement and severity; corrected ones are said as recorded.
    severity, _, statement = heading.partition(" · ")
    said_above = (Line("", statement), Line(_SEVERITY, severity, short=True))
    lines = [line for line in entry.lines if line not in said_above]
    shorts = [_said(line) for line in lines if line.short]
    longs = [_said(line) for line in lines if not line.short]
    shorted = [tuple(_joined(shorts))] if shorts else []
    when = row((Cell(_WHEN, 114, (Words(entry.utc, _MONO),)),))
    when += row((Cell(_WHEN, 114, (Words(entry.local, _LOCAL),)),))
    what = row((Cell(_WHAT, 102, (Words(entry.label, _QUIET),)),))
    what += row((Cell(_WHAT, 102, (Words(f"{entry.number} {entry.mark}", _LOCAL),)),))
    return [*_side_by_side(when, what, _texts([*longs, *shorted], entry.receipt)), space(3)]


def _texts(texts: Sequence[tuple[Words, ...]], receipt: str) -> list[Slice]:
    """Words under each other; the receipt stands right of the last line, or below it where it is long."""
    slices = [one for runs in texts for one in row((Cell(_TEXT, _WIDE, runs),))]
    code = (Words(f"{_RECEIPT} ", _CODE_LABEL), Words(receipt, _CODE))
    (proof,) = row((Cell(_TEXT, _WIDE, code, "right"),))
    room = _WIDE - Lines(code, _WIDE).width() - 14
    if texts and Lines(texts[-1], _WIDE).last_width() <= room:
        return [*slices[:-1], Slice(_LINE, _all_of([slices[-1], proof]), slices[-1].keep)]
    return [*slices, proof]


def _side_by_side(*stacks: Sequence[Slice]) -> list[Slice]:
    """Columns line by line, so that a page may break between lines; the first two stay together."""
    lines = list(zip_longest(*stacks))
    slices = []
    for number, strips in enumerate(lines):
        present = [one for one in strips if one is not None]
        height = max(one.height for one in present)
        tied = number == 0 < len(lines) - 1 or number == len(lines) - 2
        slices.append(Slice(height, _all_of(present), keep=tied))
    return slices


def _all_of(strips: Sequence[Slice]) -> Paint:
    def paint(painter: QPainter, y: float) -> None:
        for one in strips:
            if one.paint is not None:
                one.paint(painter, y)

    return paint


def _said(line: Line) -> tuple[Words, ...]:
    label = (Words(f"{line.label} ", _QUIET),) if line.label else ()
    return (*label, Words(line.text, _BODY))


def _joined(parts: list[tuple[Words, ...]]) -> list[Words]:
    found: list[Words] = []
    for number, part in enumerate(parts):
        found += ([Words("   ", _QUIET)] if number else []) + list(part)
    return found


def _labelled(label: str, text: str) -> list[Slice]:
    return row(
        (Cell(_WHAT, 102, (Words(label, _QUIET),)), Cell(_TEXT, _WIDE, (Words(text, _QUIET),))),
        after=2,
    )


def _foot(page: Page) -> list[Slice]:
    """What the record shows and how to check it, side by side; the proofs below, for copying."""
    right = LEFT + _CLAIMS + _GUTTER
    claims = row((Cell(LEFT, _CLAIMS, (Words(page.claims_title, _HEADING),)),), after=3)
    for claim in page.claims:
        claims += row((Cell(LEFT, _CLAIMS, (Words(claim, _SMALL),)),), after=3)
    checks = row((Cell(right, _CHECKS, (Words(page.checks_title, _HEADING),)),), after=3)
    for number, check in enumerate(page.checks, 1):
        checks += row(
            (
                Cell(right, 14, (Words(f"{number}.", _SMALL),)),
                Cell(right + 14, _CHECKS - 14, (Words(check, _SMALL),)),
            ),
            after=3,
        )
    slices = [rule(INK), space(8), _beside(claims, checks), space(5)]
    for proof in page.proofs:
        cells = (
            Cell(LEFT, 90, (Words(proof.label, _LABEL),)),
            Cell(LEFT + 92, WIDTH - 92, (Words(proof.text, Style(9, 13, mono=True)),)),
        )
        slices += row(cells)
    return slices
