"""The one door through which errors reach a person: three sentences, never a traceback."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import QApplication, QWidget

from se_desk import __version__
from se_desk.domain import errors
from se_desk.domain.errors import DeskError
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText

log = logging.getLogger("se_desk")

_TITLES: dict[type[DeskError], str] = {
    errors.NotFound: "Not found",
    errors.Ambiguous: "More than one fits",
    errors.NotAllowed: "This is not possible",
    errors.BadInput: "This value cannot be taken",
    errors.BadFile: "This file cannot be used",
    errors.WrongKey: "This key does not fit",
    errors.KeyringMissing: "No keyring to ask",
    errors.DeskMissing: "No desk here",
    errors.DeskBusy: "The desk is in use",
    errors.DiskFull: "No room left",
    errors.DeskReadOnly: "The desk cannot be written",
    errors.DeskDamaged: "The desk does not read back",
    errors.DeskTooNew: "A newer SE Desk wrote this",
    errors.DeskLocked: "The desk is locked",
}


def title_of(error: BaseException) -> str:
    """A few words over the three sentences."""
    return next((title for kind, title in _TITLES.items() if isinstance(error, kind)), "This did not work")


def report_of(error: BaseException) -> str:
    """What a report says: kinds, places and versions. No messages: they may hold a customer's words."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    kinds, cause = [type(error).__qualname__], error.__cause__ or error.__context__
    while cause is not None and len(kinds) < 8:
        kinds.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    head = (
        f"SE Desk {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}",
        f"Fault: {' from '.join(kinds)}",
    )
    return "\n".join((*head, *places))


class _Notice(Dialog):
    """The three sentences of an error, or the words for a fault of the program."""

    def __init__(self, parent: QWidget, error: Exception) -> None:
        super().__init__(parent, title_of(error), "Close", width=480, keys=False)
        self.cancel.hide()
        if isinstance(error, DeskError):
            self._say(error.happened, error.safe, error.do)
        else:
            self._say(
                "SE Desk met a fault of its own.",
                "What was saved is safe, and what is on the screen stays there.",
                "You can go on. The report names places in the program and holds none of your texts.",
            )
            report = report_of(error)
            button = Button("Copy report", "copy")
            button.clicked.connect(lambda: copy_text(report))
            self.foot.insertWidget(1, button)

    def _say(self, happened: str, safe: str, do: str) -> None:
        self.add(BodyText(happened, "body", "text"))
        self.add(BodyText(" ".join(part for part in (safe, do) if part), "body", "text-2"))


_told: set[str] = set()


def tell(parent: QObject | None, error: Exception, then: Callable[[], object] | None = None) -> None:
    """Show an error over the parent's window; a fault of the program is logged and shown once per place.

    ``then`` is called when the message has been closed, or at once where no window is left to show it.
    """
    own_fault = not isinstance(error, DeskError)
    if own_fault:
        report = report_of(error)
        log.error("%s", report)
        if report in _told:
            return
        _told.add(report)
    window = _window_of(parent)
    if window is None:
        if not own_fault:
            log.warning("%s: no window to tell it", type(error).__qualname__)
        if then is not None:
            then()
        return
    notice = _Notice(window, error)
    if then is not None:
        notice.finished.connect(lambda _result: then())
    notice.open()


def _window_of(parent: QObject | None) -> QWidget | None:
    if isinstance(parent, QWidget):
        return parent.window()
    active = QApplication.activeWindow()
    if active is not None:
        return active
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget.isWindow()]
    return shown[0] if shown else None


class _Door(QObject):
    """Brings faults of other threads to the GUI thread."""

    met = Signal(object)

    def __init__(self, window: QWidget | None) -> None:
        super().__init__()
        self._window = window
        self.met.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _show(self, error: Exception) -> None:
        tell(self._window, error)


_doors: list[_Door] = []


def install_excepthook(window: QWidget | None = None) -> None:
    """Lead every exception nobody caught to ``tell``; once, on the GUI thread."""
    door = _Door(window)
    _doors[:] = [door]

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            door.met.emit(error.with_traceback(trace))
        else:
            sys.__excepthook__(kind, error, trace)

    def caught_elsewhere(met: threading.ExceptHookArgs) -> None:
        if isinstance(met.exc_value, Exception):
            door.met.emit(met.exc_value)

    sys.excepthook = caught
    threading.excepthook = caught_elsewhere
