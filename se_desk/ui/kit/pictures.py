"""Pictures of attachments as Qt draws them: read from the desk, decoded off the GUI thread, kept for a while.

Only the four formats that ``domain.attachments`` tells by their bytes are decoded, none by its name, and
nothing that would unfold into more than the limits.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from se_desk.domain.errors import DeskError

if TYPE_CHECKING:
    from se_desk.domain.attachments import Attachment
    from se_desk.services.desk import Desk

MOST_PIXELS = 50_000_000  # of a picture as it came; more is not decoded
KEPT_BYTES = 64 * 1024 * 1024
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


def decoded(data: bytes, picture: str, most: QSize) -> QImage | None:
    """The picture within ``most`` pixels, upright; None where it is broken or too large to unfold."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(picture.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > MOST_PIXELS:
        return None
    if size.width() > most.width() or size.height() > most.height():
        reader.setScaledSize(size.scaled(most, _KEEP).expandedTo(QSize(1, 1)))
    made = reader.read()
    return None if made.isNull() else made


class Pictures:
    """The decoded pictures of one desk; any thread may ask."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lock = desk, Lock()
        self._kept: OrderedDict[tuple[str, int], QImage] = OrderedDict()

    def load(self, one: Attachment, most: QSize) -> QImage | None:
        """The picture of an attachment within ``most`` pixels; None where there is none to show."""
        key = (one.sha256, most.width())
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._read(one, most) if one.picture else None
        if made is not None:
            self._keep(key, made)
        return made

    def _read(self, one: Attachment, most: QSize) -> QImage | None:
        try:
            return decoded(self._desk.attachments.read(one.id), one.picture, most)
        except DeskError:  # locked or damaged meanwhile: its words stand in its place
            return None

    def _keep(self, key: tuple[str, int], made: QImage) -> None:
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > 1 and sum(one.sizeInBytes() for one in self._kept.values()) > KEPT_BYTES:
                self._kept.popitem(last=False)
