"""The composition root: options, places, keys, and what is said where it cannot start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from se_desk import app
from se_desk.app import Options, keys_of, paths_of, read_options
from se_desk.domain.errors import BadFile
from se_desk.paths import DeskPaths
from se_desk.services import sample as sample_module
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening
from se_desk.ui.frame import beginning, single, start


def test_reads_its_options(tmp_path: Path) -> None:
    words = ["--desk", "a.db", "--sample", "--capture", "--passphrase-file=p.txt"]
    assert read_options(words) == Options(Path("a.db"), True, True, Path("p.txt"))
    assert read_options([]) == Options()


@pytest.mark.parametrize("words", [["--loud"], ["--desk"], ["--sam"], ["--sample=1"]])
def test_a_wrong_option_is_one_sentence_and_exit_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        read_options(words)
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("se-desk: ") and said.count("\n") == 1


def test_knows_where_the_desk_lies(tmp_path: Path, desk_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths_of(Options(), tmp_path) == DeskPaths.of(desk_home)
    assert paths_of(Options(desk=tmp_path / "mine.db"), tmp_path).desk == tmp_path / "mine.db"
    assert paths_of(Options(sample=True), tmp_path) == DeskPaths.of(desk_home / "sample")
    monkeypatch.delenv("SE_DESK_HOME")
    assert paths_of(Options(sample=True), tmp_path) == DeskPaths.of(tmp_path)


def test_the_keys_reach_the_desk_and_its_passphrase(tmp_path: Path) -> None:
    file = tmp_path / "phrase.txt"
    file.write_text("gravel spoon heron\nnot this\n", "utf-8")
    keys = keys_of(Options(passphrase_file=file), DeskPaths.of(tmp_path), tmp_path)
    assert keys.passphrase() == "gravel spoon heron"
    assert isinstance(keys.opening(), Opening)
    assert not keys.sample_first
    assert keys_of(Options(), DeskPaths.of(tmp_path), tmp_path).passphrase() is None


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\xff", b"\nsecond line"])
def test_a_passphrase_file_that_says_nothing_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "phrase.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadFile):
        keys_of(Options(passphrase_file=file), DeskPaths.of(tmp_path), tmp_path).passphrase()


def test_the_sample_is_filled_in_a_place_of_its_own(
    tmp_path: Path, desk_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample_module, "fill", lambda made, _now: made.profile.change(name="Filled"))
    keys = keys_of(Options(sample=True), DeskPaths.of(desk_home / "sample"), tmp_path)
    assert keys.sample_first
    opening, desk = keys.sample()
    assert isinstance(desk, Desk)
    assert desk.profile.get().name == "Filled"
    assert opening.paths.desk == desk_home / "sample" / "desk.db"
    desk.close()
    opening.release()


def test_without_a_screen_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(beginning, "no_screen", lambda: True)
    assert app.main([]) == 1
    assert "no screen" in capsys.readouterr().err


def test_a_second_start_ends_at_once(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    words: list[tuple[Path, str]] = []
    monkeypatch.setattr(single, "call_first", lambda desk, word: words.append((desk, word)) or True)
    assert app.main(["--capture", "--desk", "x.db"]) == 0
    assert words == [(Path("x.db").absolute(), "capture")]


def test_a_first_start_shows_the_window_until_it_is_closed(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, desk_home: Path
) -> None:
    shown: list[start.Frame] = []

    def loop(frame: start.Frame) -> int:
        shown.append(frame)
        qtbot.waitUntil(lambda: frame.window.cover_page is not None, timeout=10_000)
        frame.window.close()
        frame.end()
        return 0

    monkeypatch.setattr(start.Frame, "loop", loop)
    assert app.main([]) == 0
    assert not shown[0].window.isVisible()
    assert (desk_home / "logs").is_dir()


def test_a_log_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    app._log_to(tmp_path / "file" / "logs")


def test_opens_a_window_as_a_process_of_its_own(tmp_path: Path) -> None:
    """From nothing to the first paint, and closed from inside: no fault on the way out."""
    program = (
        "import sys\nfrom PySide6.QtCore import QTimer\nfrom se_desk.ui.frame import start\n"
        "from se_desk import __main__\n"
        "show = start.Frame.show\n"
        "def shown(frame):\n"
        "    show(frame)\n"
        "    def look():\n"
        "        if frame.window.cover_page is not None:\n"
        "            frame.window.close()\n"
        "    timer = QTimer(frame.window); timer.timeout.connect(look); timer.start(20)\n"
        "start.Frame.show = shown\n"
        "sys.exit(__main__.main([]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
