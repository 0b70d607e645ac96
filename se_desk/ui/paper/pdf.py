"""Pages as the bytes of a PDF: the same pages give the same bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from se_desk.ui.paper.flow import PAGE_WIDTH, Pages

_FINE = 12  # units of the device for a px of the page, so that glyphs stand where the type wants them
_DATES = re.compile(rb"/(CreationDate|ModDate) ?\(D:[^)]*\)")
_XMP_DATES = re.compile(rb'xmp:(?:Create|Modify|Metadata)Date="[^"]*"')
_GLYPH_NAMES = re.compile(rb"<[0-9A-F]{4}> <[0-9A-F]{4}> \[(?:<[0-9A-F]+> )*\]")  # of a ToUnicode map

Footer = Callable[[QPainter, int, int], None]


def pdf_bytes(pages: Pages, footer: Footer, title: str, author: str, seed: str) -> bytes:
    """``pages`` with ``footer(painter, number, of)`` on each. ``seed`` (any text) makes the document's id.

    Dates of making are left at a fixed moment: the record says itself when it was made, and two
    exports of one state shall be equal.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    writer.setResolution(96 * _FINE)
    writer.setTitle(title)
    writer.setCreator("SE Desk")
    if hasattr(writer, "setAuthor"):
        writer.setAuthor(author)
    digest = hashlib.sha256(seed.encode()).hexdigest()
    if hasattr(writer, "setDocumentId"):
        writer.setDocumentId(
            QUuid.fromString(f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}")
        )
    painter = QPainter(writer)
    painter.scale(writer.width() / PAGE_WIDTH, writer.width() / PAGE_WIDTH)
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        for placed in page:
            if placed.slice.paint is not None:
                placed.slice.paint(painter, placed.y)
        footer(painter, number, len(pages))
    painter.end()
    return _with_spaces(_same_dates(bytes(buffer.data().data())))


def _with_spaces(data: bytes) -> bytes:
    """Qt's map from glyphs to characters calls a space a tab, since both are drawn by one glyph.

    A reader would then not find two words; the maps are written plain, and the length stays.
    """

    def mended(found: re.Match[bytes]) -> bytes:
        return found.group().replace(b"<0009>", b"<0020>")

    return _GLYPH_NAMES.sub(mended, data)


def _same_dates(data: bytes) -> bytes:
    """Every date with one of the same length, so that no offset in the file moves."""

    def fixed(found: re.Match[bytes]) -> bytes:
        text = found.group()
        digits = iter(b"20000101000000")
        return re.sub(rb"\d", lambda _digit: bytes([next(digits, 0x30)]), text)

    return _XMP_DATES.sub(fixed, _DATES.sub(fixed, data))
