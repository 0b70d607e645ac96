"""The way in: what goes to the shell, what to the window, and which Qt is refused."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from se_desk import __main__, __version__, app, cli
from se_desk.__main__ import UNSOUND_QT, first_word, is_for_shell, main, qt_fault


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ([], ""),
        (["deals"], "deals"),
        (["--desk", "a.db", "deals"], "deals"),
        (["--desk=a.db", "--json", "search", "x"], "search"),
        (["--desk", "a.db"], ""),
        (["--desk"], ""),
        (["--passphrase-file", "deals"], ""),
    ],
)
def test_finds_the_first_word(words: list[str], word: str) -> None:
    assert first_word(words) == word


@pytest.mark.parametrize(
    ("words", "shell"),
    [
        ([], False),
        (["--sample"], False),
        (["--desk", "x"], False),
        (["--loud"], False),
        (["deals"], True),
        (["nonsense"], True),
        (["--help"], True),
        (["--json"], True),
    ],
)
def test_verbs_go_to_the_shell(words: list[str], shell: bool) -> None:
    assert is_for_shell(words) is shell


def test_hands_over_and_gives_back_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(cli, "main", lambda words: taken.append(("shell", words)) or 7)
    monkeypatch.setattr(app, "main", lambda words: taken.append(("window", words)) or 0)
    assert main(["search", "crane"]) == 7
    assert main(["--sample"]) == 0
    assert taken == [("shell", ["search", "crane"]), ("window", ["--sample"])]
    assert os.environ["QT_HASH_SEED"] == "0"


def test_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"se-desk {__version__}\n"


def test_an_unknown_option_is_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--loud"]) == 2
    assert "--loud" in capsys.readouterr().err


def test_an_unsound_qt_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(__main__, "_qt_version", lambda: UNSOUND_QT)
    monkeypatch.setattr(sys, "version_info", (3, 11, 7, "final", 0))
    assert main([]) == 1
    assert "Python 3.11" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("python", "qt", "refused"),
    [
        ((3, 11), "6.12.0", True),
        ((3, 10), "6.12.0", True),
        ((3, 12), "6.12.0", False),
        ((3, 11), "6.11.3", False),
        ((3, 11), "6.12.1", False),
    ],
)
def test_knows_which_qt_is_unsound(python: tuple[int, ...], qt: str, refused: bool) -> None:
    assert bool(qt_fault(python, qt)) is refused


def test_the_installed_qt_has_a_version() -> None:
    assert __main__._qt_version().startswith("6.")


def test_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "se_desk", "--version"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, f"se-desk {__version__}\n")
