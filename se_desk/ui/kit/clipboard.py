"""Copying, marked so that clipboard histories and cloud clipboards leave customers' words out."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

_SCREENLESS = ("offscreen", "minimal")
_KEPT = "marks-kept"  # property of the application
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


def marked(text: str) -> QMimeData:
    """Plain text with the marks, for a field that hands over what is selected."""
    made = _marked()
    made.setText(text)
    return made


def copy_text(text: str) -> None:
    """Put plain text on the clipboard."""
    _put(marked(text))


def copy_html(html: str, text: str) -> None:
    """Put HTML on the clipboard, and the same as text for those who take only that."""
    made = _marked()
    made.setHtml(html)
    made.setText(text)
    _put(made)


def _put(made: QMimeData) -> None:
    if QGuiApplication.platformName() in _SCREENLESS:
        atexit.unregister(_clear)
        atexit.register(_clear)
    QGuiApplication.clipboard().setMimeData(made)


def _clear() -> None:
    """Without a screen the clipboard is part of the program, and outlives the Python that its contents are
    of: the process would end in a crash."""
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()


def keep_marked() -> None:
    """Have what fields and labels copy by themselves carry the marks as well; once an application."""
    app = QGuiApplication.instance()
    if app is not None and not app.property(_KEPT):
        app.setProperty(_KEPT, True)
        QGuiApplication.clipboard().dataChanged.connect(_mark)


def _mark() -> None:
    clipboard = QGuiApplication.clipboard()
    held = clipboard.mimeData() if _ours(clipboard) else None
    if held is None or any(name in held.formats() for name in MARKS) or not held.hasText():
        return
    if held.hasHtml():
        copy_html(held.html(), held.text())
    else:
        copy_text(held.text())


def _ours(clipboard: QClipboard) -> bool:
    """Whether this program put it there; what another one copied is left alone."""
    return clipboard.ownsClipboard()
