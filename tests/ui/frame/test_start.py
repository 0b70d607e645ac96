"""Starting: one window a desk, what is remembered, where there is no screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.services.opening import Opening
from se_desk.ui.frame import start
from se_desk.ui.frame.remembered import Remembered
from se_desk.ui.frame.settings_looks import SIZES, LooksCard
from se_desk.ui.frame.single import Listener, call_first, name_of
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import Place, QuickNote, Wish
from tests.ui.frame.conftest import Rig

LONG = 10_000
CALLER = (
    "import sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
    "app = QCoreApplication([])\nfrom se_desk.ui.frame.single import call_first\n"
    "print(call_first(Path(sys.argv[1]), sys.argv[2]))"
)


def _call(qtbot: QtBot, desk: Path, word: str) -> str:
    """A second start, as a process of its own."""
    second = subprocess.Popen(
        [sys.executable, "-c", CALLER, str(desk), word], stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=LONG)
    return second.communicate()[0].strip()


def test_a_second_start_raises_the_first_window(frame: Frame, set_up: Opening, qtbot: QtBot) -> None:
    frame.window.showMinimized()
    with qtbot.waitSignal(frame.listener.heard, timeout=LONG):
        assert _call(qtbot, set_up.paths.desk, "raise") == "True"
    assert not frame.window.isMinimized()
    assert frame.window.isVisible()


def test_a_second_start_can_ask_for_a_quick_note(
    frame: Frame, set_up: Opening, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted: list[Wish] = []
    monkeypatch.setattr("se_desk.ui.frame.sitting.grant_of", lambda w: lambda *_args: granted.append(w))
    with qtbot.waitSignal(frame.listener.heard, timeout=LONG):
        _call(qtbot, set_up.paths.desk, "capture")
    assert granted == [QuickNote()]


def test_a_first_start_finds_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    assert not call_first(tmp_path / "desk.db")


def test_other_words_and_endless_ones_are_not_heard(qtbot: QtBot, tmp_path: Path) -> None:
    listener = Listener(tmp_path / "desk.db")
    heard: list[str] = []
    listener.heard.connect(heard.append)
    for words in (b"erase\n", b"x" * 4096):
        socket = QLocalSocket()
        socket.connectToServer(name_of(tmp_path / "desk.db"))
        assert socket.waitForConnected(LONG)
        socket.write(words)
        socket.flush()
        qtbot.waitUntil(
            lambda s=socket: (
                s.bytesAvailable() > 0 or s.state() == QLocalSocket.LocalSocketState.UnconnectedState
            ),
            timeout=LONG,
        )
        socket.abort()
    assert heard == []
    listener.close()


def _is_cut(socket: QLocalSocket) -> bool:
    return socket.state() == QLocalSocket.LocalSocketState.UnconnectedState


def test_a_socket_left_by_a_killed_window_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    killed = (
        "import os, sys\nfrom PySide6.QtCore import QCoreApplication\n"
        "from PySide6.QtNetwork import QLocalServer\n"
        "app = QCoreApplication([])\nserver = QLocalServer()\nprint(server.listen(sys.argv[1]))\n"
        "sys.stdout.flush()\nos._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", killed, name_of(desk)], capture_output=True, text=True)
    assert done.stdout.strip() == "True"
    listener = Listener(desk)
    assert listener.findChildren(QLocalServer)[0].isListening()
    listener.close()


def test_the_name_of_a_socket_says_nothing_of_the_place(tmp_path: Path) -> None:
    assert name_of(tmp_path / "a.db") != name_of(tmp_path / "b.db")
    assert tmp_path.name not in name_of(tmp_path / "a.db")


def test_the_window_is_put_back_in_its_theme(set_up: Opening, rig: Rig, qtbot: QtBot) -> None:
    first = rig.open_frame()
    sitting = first.door.sitting
    assert sitting is not None
    sitting.desk.profile.change(theme="dark")
    qtbot.waitUntil(lambda: theme().dark, timeout=LONG)
    first.window.resize(1100, 700)
    first.window.close()
    theme().choose("light")
    second = rig.frame()
    assert theme().mode == "dark"
    assert (second.window.width(), second.window.height()) == (1100, 700)


def test_the_looks_of_this_computer_are_put_back_before_the_desk_is_open(
    set_up: Opening, rig: Rig, qtbot: QtBot
) -> None:
    first = rig.open_frame()
    first.acting.go(Place("settings"))
    looks = first.window.findChildren(LooksCard)[0]
    looks.size_.chosen.emit("125")
    looks.calm.click()
    looks.contrast.click()
    kept = set_up.paths.desk.with_name("window.ini")
    assert "text-size=125" in kept.read_text()  # at once, not only when the window is closed
    assert kept.stat().st_mode & 0o077 == 0
    first.window.close()
    theme().set_scale(1.0)
    theme().set_contrast(False)
    theme().reduce_motion = False
    rig.frame()
    assert (theme().scale, theme().contrast, theme().reduce_motion) == (1.25, True, True)


def test_a_text_size_of_another_day_can_be_chosen_again(frame: Frame) -> None:
    theme().set_scale(0.95)
    frame.acting.go(Place("settings"))
    looks = frame.window.findChildren(LooksCard)[0]
    assert looks.size_.currentText() == "95 %"
    assert [key for key, _ in SIZES] == ["90", "100", "110", "125", "150"]


def test_nothing_is_remembered_where_there_is_no_folder(qtbot: QtBot, tmp_path: Path) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    remembered = Remembered(tmp_path / "nowhere")
    remembered.keep(widget)
    remembered.place(widget)
    assert remembered.mode == "system"
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_was_written_by_hand_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\ntheme=pink\nplace=7\ntext-size=huge\n")
    kept = Remembered(tmp_path)
    kept.dress()
    assert kept.mode == "system"
    assert theme().scale == 1.0


def test_the_loop_ends_with_the_window(frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(frame.app), "exec", lambda *_args: 0)
    monkeypatch.setattr(start, "install_excepthook", lambda _window: None)
    assert frame.loop() == 0
    assert not frame.acting.is_open
