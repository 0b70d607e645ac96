"""Copying, marked so that clipboard histories and cloud clipboards leave customers' words out."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_NO = (0).to_bytes(4, "little")
# Windows: the presence of the first is enough, the others are a DWORD of 0. macOS: nspasteboard.org.
# KDE's Klipper and the managers that follow it: the word "secret".
MARKS: dict[str, bytes] = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': _NO,
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': _NO,
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': _NO,
    "org.nspasteboard.ConcealedType": b"\x01",
    "x-kde-passwordManagerHint": b"secret",
}


def _marked() -> QMimeData:
    made = QMimeData()
    for name, value in MARKS.items():
        made.setData(name, value)
    return made


def copy_text(text: str) -> None:
    """Put plain text on the clipboard."""
    made = _marked()
    made.setText(text)
    QGuiApplication.clipboard().setMimeData(made)


def copy_html(html: str, text: str) -> None:
    """Put HTML on the clipboard, and the same as text for those who take only that."""
    made = _marked()
    made.setHtml(html)
    made.setText(text)
    QGuiApplication.clipboard().setMimeData(made)
