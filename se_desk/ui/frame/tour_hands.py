"""Hands that use the widgets of a window as a person does: by their names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from se_desk.ui.frame.tour_rest import Rest, TourStopped

W = TypeVar("W", bound=QWidget)


class Hands(Rest):
    """Find, press, write, pick. Each waits until the window has come to rest."""

    @property
    def window(self) -> QWidget:
        """The window they work on."""
        raise NotImplementedError

    def find(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """The visible widget with this accessible name, or text; the first of those whose name begins so."""
        known = [w for w in (inside or self.window).findChildren(kind) if w.isVisible()]
        exact = [w for w in known if name in (w.accessibleName(), _text(w))]
        begun = [w for w in known if w.accessibleName().startswith(name) or _text(w).startswith(name)]
        for found in (exact, begun):
            if found:
                return found[0]
        raise TourStopped(f"There is no {kind.__name__} “{name}” in front.")

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Press a button."""
        button = self.find(QAbstractButton, name, inside)
        if not button.isEnabled():
            raise TourStopped(f"The button “{name}” cannot be pressed.")
        button.click()
        self.settle()

    def write(self, name: str, text: str, inside: QWidget | None = None) -> None:
        """Put ``text`` in the place of what stands in a field."""
        field = self.find(QWidget, name, inside)
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.selectAll()
            field.insert(text)
            offered = QApplication.activePopupWidget()
            if offered is not None:  # words to choose from, which are not needed
                offered.close()
        elif isinstance(field, QPlainTextEdit | QTextEdit):
            field.selectAll()
            field.insertPlainText(text)
        else:
            raise TourStopped(f"“{name}” takes no text.")
        self.settle()

    def pick(self, name: str, line: str, inside: QWidget | None = None) -> None:
        """Pick a line of a button's menu."""
        menu = self.find(QPushButton, name, inside).menu()
        for action in menu.actions() if menu is not None else ():
            if action.text().startswith(line) and action.isEnabled():
                action.trigger()
                self.settle()
                return
        raise TourStopped(f"The menu of “{name}” has no line “{line}”.")

    @contextmanager
    def choosing(self, folder: Path) -> Iterator[None]:
        """The system's window for files answers with ``folder`` meanwhile."""
        before = QFileDialog.getExistingDirectory
        folder.mkdir(parents=True, exist_ok=True)
        QFileDialog.getExistingDirectory = lambda *_args, **_more: str(folder)  # type: ignore[method-assign]  # the tour has no system
        try:
            yield
        finally:
            QFileDialog.getExistingDirectory = before  # type: ignore[method-assign]  # as it was


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""
