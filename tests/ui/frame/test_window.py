"""The window itself: painted before anything is loaded, no stray windows, names for what can be used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from se_desk.services.opening import Opening
from se_desk.ui.frame.keysheet import KeySheet
from se_desk.ui.frame.start import Frame
from se_desk.ui.frame.window import SMALLEST, MainWindow
from se_desk.ui.kit.notices import Banner
from se_desk.ui.kit.wishes import Place
from se_desk.ui.welcome.first_run import FirstRunPage
from se_desk.ui.welcome.unlock import UnlockPage
from tests.ui.frame.conftest import Rig

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
LATER = (
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "keyring",
    "markdown_it",
    "cryptography",
    "rapidfuzz",
    "argon2",
)


def nameless(root: QWidget) -> list[str]:
    """Widgets a person can use that say nothing to a screen reader."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and widget.isVisibleTo(root)
        and not _inner(widget)
        and not widget.accessibleName()
    ]


def _inner(widget: QWidget) -> bool:
    """Parts that Qt makes inside its own widgets."""
    return widget.objectName().startswith("qt_") or isinstance(widget.parentWidget(), QComboBox)


class Shown(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[list[str]]:
    noted = Shown()
    qapp.installEventFilter(noted)
    yield noted.windows
    qapp.removeEventFilter(noted)


def test_the_window_is_there_before_the_database_the_keyring_and_markdown() -> None:
    program = "import sys\nimport se_desk.ui.frame.start, se_desk.app, se_desk.__main__\n" + (
        f"print(*(set({LATER!r}) & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_window_says_when_it_was_painted(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    assert (window.minimumWidth(), window.minimumHeight()) == SMALLEST


def test_no_part_flashes_as_a_window_of_its_own(
    set_up: Opening, rig: Rig, qtbot: QtBot, shown: list[str]
) -> None:
    frame = rig.open_frame()
    frame.acting.go(Place("settings"))
    frame.acting.show_keys()
    frame.acting.find()
    frame.door.lock()
    assert set(shown) == {"MainWindow"}


def test_a_part_that_flashes_is_noticed(shown: list[str], qtbot: QtBot) -> None:
    stray = QPushButton("stray")
    qtbot.addWidget(stray)
    stray.setVisible(True)
    assert "QPushButton" in shown


def test_everything_that_can_be_used_has_a_name(frame: Frame, qtbot: QtBot) -> None:
    assert nameless(frame.window) == []
    frame.acting.go(Place("settings"))
    frame.acting.show_keys()
    assert frame.window.findChildren(KeySheet)
    assert nameless(frame.window) == []
    frame.window.findChildren(KeySheet)[0].reject()
    frame.acting.find()
    assert nameless(frame.window) == []
    assert frame.acting.palette is not None
    frame.acting.palette.close_it()
    frame.door.lock()
    assert isinstance(frame.window.cover_page, UnlockPage)
    assert nameless(frame.window) == []


def test_the_first_run_has_names(rig: Rig, qtbot: QtBot) -> None:
    frame = rig.frame()
    qtbot.waitUntil(lambda: isinstance(frame.window.cover_page, FirstRunPage), timeout=10_000)
    assert nameless(frame.window) == []


def test_a_nameless_widget_is_noticed(qtbot: QtBot) -> None:
    holder = QMainWindow()
    qtbot.addWidget(holder)
    holder.setCentralWidget(QLineEdit())
    assert nameless(holder) == ["QLineEdit in QMainWindow"]


def test_without_a_desk_there_is_nowhere_to_go(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    buttons = [*window.sidebar.findChildren(QAbstractButton), *window.topbar.findChildren(QAbstractButton)]
    assert buttons
    assert not any(button.isEnabled() for button in buttons)


def test_shows_one_banner_at_a_time(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_banner("One thing.")
    window.show_banner("Another.")
    said = [banner.accessibleName() for banner in window.findChildren(Banner) if not _going(banner)]
    assert said == ["Another."]
    window.hide_banner()
    window.hide_banner()


def _going(banner: Banner) -> bool:
    return banner.isHidden()


def test_comes_forward_from_the_task_bar(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.showMinimized()
    window.come_forward()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()


def test_may_refuse_to_close(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.may_close = lambda: False
    window.close()
    assert window.isVisible()
    window.may_close = lambda: True
    with qtbot.waitSignal(window.closed):
        window.close()
