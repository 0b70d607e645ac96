"""Document -> DOCX, the same bytes for the same Document on any day."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from se_desk.exchange.documents import (
    Block,
    CodeBlock,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    by_link,
    words,
)
from se_desk.exchange.sanitising import clean_line

if TYPE_CHECKING:
    from docx.document import Document as DocxFile

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_PROPERTIES_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - the format keeps wall-clock times; ours is fixed
_MONO = "JetBrains Mono"
_DEEPEST_LIST = 3
_LONGEST_PROPERTY = 250  # python-docx refuses more than 255 characters


def as_docx(document: Document, author: str = "") -> bytes:
    """The Document as a Word file; `author` goes into its properties."""
    import docx

    file = docx.Document()
    _name(file, document, author)
    _Pen(file).write(document.blocks)
    out = io.BytesIO()
    file.save(out)
    return _with_fixed_times(out.getvalue())


def _name(file: DocxFile, document: Document, author: str) -> None:
    properties = file.core_properties
    writer = clean_line(author)[:_LONGEST_PROPERTY]
    properties.title, properties.comments = document.title[:_LONGEST_PROPERTY], ""
    properties.author, properties.last_modified_by, properties.revision = writer, writer, 1
    properties.created = properties.modified = _PROPERTIES_TIME


def _with_fixed_times(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = zipfile.ZipInfo(item.filename, _ZIP_TIME)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(part, old.read(item))
    return out.getvalue()


@dataclass(frozen=True)
class _Pen:
    """Writes blocks at one depth of lists, quoted or not. ``file`` is python-docx's document."""

    file: Any
    depth: int = 0
    quoted: bool = False

    def write(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            _fill(self.file.add_heading("", block.level), block.runs)
        elif isinstance(block, Paragraph):
            _fill(self._paragraph(), block.runs)
        elif isinstance(block, ListBlock):
            self._list(block)
        elif isinstance(block, Quote):
            replace(self, quoted=True).write(block.blocks)
        elif isinstance(block, CodeBlock):
            _fill(self._paragraph(), (Run(block.text, code=True),))
        elif isinstance(block, Table):
            self._table(block)
        else:
            _fill(self._paragraph(), words("* * *"))

    def _paragraph(self) -> Any:
        if self.quoted:
            return self.file.add_paragraph(style="Quote")
        if self.depth:
            return self.file.add_paragraph(style=_list_style("List Continue", self.depth))
        return self.file.add_paragraph()

    def _list(self, block: ListBlock) -> None:
        inner = replace(self, depth=min(self.depth + 1, _DEEPEST_LIST))
        kind = "List Number" if block.ordered else "List Bullet"
        style = _list_style(kind, inner.depth)
        number_id = _new_numbering(self.file, style, block.start) if block.ordered else None
        for item in block.items:
            paragraph = self.file.add_paragraph(style=style)
            if number_id is not None:
                _number(paragraph, number_id)
            inner.write(_item(paragraph, item))

    def _table(self, block: Table) -> None:
        if not block.header:
            return
        table = self.file.add_table(rows=0, cols=len(block.header), style="Table Grid")
        for at, row in enumerate((block.header, *block.rows)):
            for cell, runs in zip(table.add_row().cells, row, strict=True):
                _fill(cell.paragraphs[0], tuple(replace(r, bold=True) for r in runs) if at == 0 else runs)
        self.file.add_paragraph()


def _item(paragraph: Any, item: ListItem) -> tuple[Block, ...]:
    """Write the first line of `item`; the blocks that are left."""
    if item.checked is not None:
        paragraph.add_run("☑ " if item.checked else "☐ ")
    if item.blocks and isinstance(item.blocks[0], Paragraph):
        _fill(paragraph, item.blocks[0].runs)
        return item.blocks[1:]
    return item.blocks


def _list_style(kind: str, depth: int) -> str:
    return kind if depth == 1 else f"{kind} {depth}"


def _new_numbering(file: Any, style: str, start: int) -> int:
    """A numbering of its own for one list, so that it begins at `start` and not after the list before."""
    from docx.oxml.ns import qn

    numbering = file.part.numbering_part.element
    base = file.styles[style].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    abstract = numbering.num_having_numId(int(base)).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _number(paragraph: Any, number_id: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number_id
    properties.get_or_add_ilvl().val = 0


def _fill(paragraph: Any, runs: Runs) -> None:
    for href, group in by_link(runs):
        home = paragraph if href is None else _hyperlink(paragraph, href)
        for run in group:
            _add(paragraph, home, run, linked=href is not None)


def _add(paragraph: Any, home: Any, run: Run, *, linked: bool) -> None:
    written = paragraph.add_run(run.text)
    written.bold, written.italic = run.bold or None, run.italic or None
    written.font.strike, written.font.underline = run.strike or None, linked or None
    if run.code:
        written.font.name = _MONO
    if home is not paragraph:
        home.append(written._r)


def _hyperlink(paragraph: Any, href: str) -> Any:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    return link
