"""DOCX -> blocks and comments, with every tracked change read as accepted.

Reads the parts themselves, by local names, so that files of Word, LibreOffice and the strict form of the
standard are alike. Nothing outside the file is ever loaded, and no entity is expanded.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from se_desk.domain.errors import BadFile
from se_desk.exchange.documents import Block, Heading, Quote, paragraph, words
from se_desk.exchange.sanitising import clean_line, clean_text

if TYPE_CHECKING:
    from se_desk.exchange.charters_in import Comment

LARGEST_PART = 40_000_000  # bytes, unpacked
# What zipfile raises where a byte is not what it was.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
)
_HEADING = re.compile(r"heading ([1-6])")
_SKIPPED = ("del", "moveFrom", "delText", "instrText", "AlternateContent", "txbxContent", "rPr", "pPr")
_LONGEST_COMMENT = 4_000


@dataclass(frozen=True, slots=True)
class ReadDocx:
    """Headings, quotations and paragraphs in their order; ``tracked`` counts tracked changes."""

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    tracked: int


def read_docx(data: bytes, name: str) -> ReadDocx:
    """The words of a DOCX file called ``name``. BadFile where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            body = _part(file, "word/document.xml", name)
            styles = _styles(_optional(file, "word/styles.xml", name))
            remarks = _remarks(_optional(file, "word/comments.xml", name))
    except _BROKEN as error:
        raise _no_docx(name) from error
    if body is None:
        raise _no_docx(name)
    pen = _Reader(styles)
    pen.read(body)
    tracked = sum(_local(one) in ("ins", "del", "moveTo", "moveFrom") for one in body.iter())
    return ReadDocx(tuple(pen.blocks), pen.comments(remarks), tracked)


def _no_docx(name: str) -> BadFile:
    return BadFile(f"{name} is no DOCX that can be read.", do="Save it anew from Word, or as Markdown.")


def _optional(file: zipfile.ZipFile, part: str, name: str) -> Any | None:
    return _part(file, part, name) if part in file.namelist() else None


def _part(file: zipfile.ZipFile, part: str, name: str) -> Any:
    from docx.oxml import parse_xml  # expands no entity and loads nothing

    if part not in file.namelist():
        raise _no_docx(name)
    with file.open(part) as source:
        data = source.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise BadFile(f"{name} unpacks to more than a charter can be.", do="Choose the file that came back.")
    if b"<!DOCTYPE" in data[:2_000]:
        raise _no_docx(name)
    try:
        return parse_xml(data)
    except (SyntaxError, ValueError) as error:
        raise _no_docx(name) from error


def _local(element: Any) -> str:
    """The name without its namespace; nothing for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((str(v) for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _child(element: Any, *names: str) -> Any | None:
    for name in names:
        element = next((one for one in element if _local(one) == name), None)
        if element is None:
            return None
    return element


def _styles(root: Any | None) -> dict[str, str]:
    """The names of styles by their keys, which are translated in some versions of Word."""
    found: dict[str, str] = {}
    for style in root if root is not None else ():
        name = _child(style, "name")
        if _local(style) == "style" and name is not None:
            found[_attribute(style, "styleId")] = _attribute(name, "val").casefold()
    return found


def _remarks(root: Any | None) -> dict[str, tuple[str, str]]:
    """Author and words of each comment by its key."""
    found = {}
    for one in root if root is not None else ():
        if _local(one) == "comment":
            text = "\n".join("".join(_words(p)) for p in one.iter() if _local(p) == "p")
            said = clean_text(text).strip()[:_LONGEST_COMMENT]
            found[_attribute(one, "id")] = (clean_line(_attribute(one, "author")), said)
    return found


def _words(element: Any) -> Iterator[str]:
    """The words of an element with tracked changes accepted."""
    for one in element:
        name = _local(one)
        if name in _SKIPPED:
            continue
        if name == "t":
            yield one.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield "\t"
        elif name in ("noBreakHyphen", "softHyphen"):
            yield "-" if name == "noBreakHyphen" else ""
        else:
            yield from _words(one)


@dataclass
class _Reader:
    """Gathers blocks, and what each comment hangs on."""

    styles: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    _carried: str = ""
    _clause: int = 0
    _about: dict[str, list[str]] = field(default_factory=dict)
    _where: dict[str, int] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def read(self, root: Any) -> None:
        body = _child(root, "body")
        for element in body if body is not None else ():
            self._element(element)
        self._write("", "")

    def _element(self, element: Any) -> None:
        name = _local(element)
        if name == "p":
            self._paragraph(element)
        elif name not in _SKIPPED:  # tables, content controls, inserted blocks
            for inner in element:
                self._element(inner)

    def _paragraph(self, element: Any) -> None:
        style = self._style(element)
        if _HEADING.fullmatch(style) and style != "heading 1":
            self._clause += 1
        self._watch(element)
        text = "".join(_words(element))
        mark = _child(element, "pPr", "rPr")
        joined = mark is not None and any(_local(one) in ("del", "moveFrom") for one in mark)
        if joined:  # its end was deleted: it goes on in the next one
            self._carried += text
            return
        self._write(self._carried + text, style)
        self._carried = ""

    def _style(self, element: Any) -> str:
        named = _child(element, "pPr", "pStyle")
        key = _attribute(named, "val") if named is not None else ""
        return self.styles.get(key, key.casefold())

    def _write(self, text: str, style: str) -> None:
        text = clean_text(text or self._carried).strip("\n")
        if not text.strip():
            return
        heading = _HEADING.fullmatch("heading 1" if style == "title" else style)
        if heading:
            self.blocks.append(Heading(int(heading[1]), words(clean_line(text))))
        elif "quote" in style:
            self._quote(text)
        else:
            self.blocks.append(paragraph(text))

    def _quote(self, text: str) -> None:
        """Quoted paragraphs that follow each other are one quotation."""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Quote):
            self.blocks[-1] = Quote((*last.blocks, paragraph(text)))
        else:
            self.blocks.append(Quote((paragraph(text),)))

    def _watch(self, element: Any) -> None:
        """Which words the comments hang on."""
        for one in element.iter():
            name, key = _local(one), _attribute(one, "id")
            if name in ("commentRangeStart", "commentReference"):
                self._where.setdefault(key, self._clause)
            if name == "commentRangeStart":
                self._open.add(key)
            elif name == "commentRangeEnd":
                self._open.discard(key)
            elif name == "t" and self._open:
                for each in self._open:
                    self._about.setdefault(each, []).append(one.text or "")

    def comments(self, remarks: dict[str, tuple[str, str]]) -> tuple[Comment, ...]:
        """The comments in the order of the text; those that hang on nothing come last."""
        from se_desk.exchange.charters_in import Comment

        order = sorted(remarks, key=lambda key: list(self._where).index(key) if key in self._where else 10**6)
        return tuple(
            Comment(
                author=remarks[key][0],
                words=remarks[key][1],
                about=clean_line("".join(self._about.get(key, ()))),
                clause=self._where.get(key, 0),
            )
            for key in order
            if remarks[key][1]
        )
