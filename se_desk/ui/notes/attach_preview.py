"""The pictures of a note in its preview: the note's own attachments, made ready off the GUI thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument, QTextImageFormat

from se_desk.domain.attachments import Attachment

if TYPE_CHECKING:
    from se_desk.ui.kit.pictures import Pictures

ADDRESS = "sedesk:attachment/"
TALLEST = 4_000  # px; a picture that is longer is shown smaller
MOST_SHOWN = 60  # pictures of one note; later ones stand as their words
_IMAGE = QTextDocument.ResourceType.ImageResource.value
_SHOWN = re.compile(rf'<img src="{ADDRESS}([0-9a-f-]+)"')


@dataclass(frozen=True, slots=True)
class Shown:
    """A preview ready to be shown: its HTML, and the pictures in it by address."""

    html: str
    pictures: dict[str, QImage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attached:
    """What a note may show, how wide and how many; ``ratio`` pixels of the screen make one of Qt's."""

    of_note: Sequence[Attachment] = ()
    pictures: Pictures | None = None
    width: int = 760
    ratio: float = 1.0
    most: int = MOST_SHOWN

    def shown(self, source: str, people: frozenset[str] = frozenset()) -> Shown:
        """The preview of a note's source, with ``people`` by their full names; runs off the GUI thread."""
        from se_desk.exchange.preview import preview_html

        ids = {one.name: one.id for one in self.of_note}
        html = preview_html(source, ids, lines=True, people=people)
        wanted = list(dict.fromkeys(_SHOWN.findall(html)))
        if not wanted:
            return Shown(html)
        ready = self._ready(wanted[: self.most])
        missing = {key for key in wanted if ADDRESS + key not in ready}
        if missing:
            ids = {name: key for name, key in ids.items() if key not in missing}
            html = preview_html(source, ids, lines=True, people=people)
        return Shown(html, ready)

    def _ready(self, wanted: Sequence[str]) -> dict[str, QImage]:
        most = QSize(round(self.width * self.ratio), round(TALLEST * self.ratio))
        by_id = {one.id: one for one in self.of_note}
        found: dict[str, QImage] = {}
        for key in wanted:
            made = self.pictures.load(by_id[key], most) if self.pictures is not None else None
            if made is not None:
                made = QImage(made)
                made.setDevicePixelRatio(self.ratio)
                found[ADDRESS + key] = made
        return found


def fit_pictures(document: QTextDocument, pictures: dict[str, QImage], room: float) -> None:
    """No picture is wider than the text; each is as wide as it is by nature where there is room."""
    for start, look in _images(document):
        made = pictures.get(look.name())
        if made is None:
            continue
        natural = made.deviceIndependentSize()
        width = max(1.0, min(natural.width(), room))
        if look.width() != width:
            document.addResource(_IMAGE, QUrl(look.name()), _smooth(made, width))
            look.setWidth(width)
            look.setHeight(width * natural.height() / max(1.0, natural.width()))
            cursor = QTextCursor(document)
            cursor.setPosition(start)
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(look)


def let_go(document: QTextDocument, pictures: dict[str, QImage]) -> None:
    """The document holds these no longer; it would keep them beside the next note, too."""
    for name in pictures:
        document.addResource(_IMAGE, QUrl(name), None)


def _smooth(made: QImage, width: float) -> QImage:
    """As many pixels as are shown: Qt makes larger ones smaller without a look at what lies between."""
    pixels = max(1, round(width * made.devicePixelRatio()))
    if pixels >= made.width():
        return made
    fitted = made.scaledToWidth(pixels, Qt.TransformationMode.SmoothTransformation)
    fitted.setDevicePixelRatio(made.devicePixelRatio())
    return fitted


def _images(document: QTextDocument) -> list[tuple[int, QTextImageFormat]]:
    found, block = [], document.firstBlock()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            piece = walk.fragment()
            if piece.charFormat().isImageFormat():
                places = range(piece.position(), piece.position() + piece.length())
                found += [(place, piece.charFormat().toImageFormat()) for place in places]
            walk += 1
        block = block.next()
    return found
