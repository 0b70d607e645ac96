"""What a paste or a drop brings that can be attached: files of this computer, or a picture."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage


def picture_in(mime: QMimeData) -> QImage | None:
    """The picture; None where words come with it, as from a spreadsheet: those are meant then."""
    if not mime.hasImage() or mime.text().strip():
        return None
    image = QImage(mime.imageData())
    return None if image.isNull() else image


def can_attach(mime: QMimeData) -> bool:
    """Whether there may be something to attach; cheap, for it is asked while something is dragged."""
    return mime.hasUrls() or mime.hasImage()


def png_of(image: QImage) -> bytes:
    """The picture as a file; slow for a large one."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know paths and bytes
    return bytes(buffer.data().data())


def pasted_name(at: datetime) -> str:
    """``Pasted 2026-03-04 10.30.15.png``."""
    return f"Pasted {at:%Y-%m-%d %H.%M.%S}.png"
