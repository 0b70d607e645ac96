"""start.py opens the desk with what it was given, or plays the tour where there is no display."""

from __future__ import annotations

import subprocess
from pathlib import Path

import _starting
import pytest
from _setting_up import SetUpFailed


@pytest.mark.parametrize(
    ("arguments", "display", "called"),
    [
        ([], True, []),
        (["--sample"], True, ["--sample"]),
        (["--desk", "a.db"], True, ["--desk", "a.db"]),
        ([], False, ["tour", "tour"]),
        (["--sample"], False, ["tour", "tour"]),
        (["deals"], False, ["deals"]),
        (["tour", "there"], False, ["tour", "there"]),
        (["--help"], False, ["--help"]),
        (["--sample", "--help"], False, ["--sample", "--help"]),
    ],
)
def test_what_the_desk_is_called_with(arguments: list[str], display: bool, called: list[str]) -> None:
    assert _starting.desk_arguments(arguments, display) == called


class Run:
    """A set-up that is done, and a desk that notes how it was called."""

    def __init__(self, patch: pytest.MonkeyPatch, display: bool) -> None:
        self.with_window: list[bool] = []
        self.called: list[list[str]] = []
        self.platforms: list[str | None] = []
        patch.setattr(_starting._computer, "has_display", lambda platform, environment: display)
        patch.setattr(_starting, "set_up", self.set_up)
        patch.setattr(_starting.subprocess, "call", self.call)

    def set_up(self, kind: str, with_window: bool) -> Path:
        assert kind == "run"
        self.with_window.append(with_window)
        return Path("python")

    def call(self, command: list[str], env: dict[str, str]) -> int:
        self.called.append(command)
        self.platforms.append(env.get("QT_QPA_PLATFORM"))
        return 7


def test_the_window_opens_where_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    run = Run(monkeypatch, display=True)
    assert _starting.main(["--sample"]) == 7
    assert run.called == [["python", "-m", "se_desk", "--sample"]]
    assert run.with_window == [True]
    assert run.platforms == [None]
    assert capsys.readouterr().out == ""


def test_no_display_is_said_and_the_tour_plays(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(monkeypatch, display=False)
    assert _starting.main(["--sample"]) == 7
    assert run.called == [["python", "-m", "se_desk", "tour", "tour"]]
    assert run.with_window == [False]
    assert run.platforms == ["offscreen"]
    assert "no display" in capsys.readouterr().out


def test_a_verb_asks_for_no_window_even_where_one_could_open(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(monkeypatch, display=True)
    _starting.main(["deals"])
    assert run.with_window == [False]


def test_what_stands_in_the_way_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(kind: str, with_window: bool) -> Path:
        raise SetUpFailed("The reason.")

    monkeypatch.setattr(_starting, "set_up", refuse)
    monkeypatch.setattr(_starting.subprocess, "call", subprocess.call)
    assert _starting.main([]) == 1
    assert capsys.readouterr().err == "The reason.\n"
