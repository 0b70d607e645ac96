"""One line that says how far it is, where somebody looks."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

from se_desk.cli import shell
from se_desk.cli.progress import CLEAR, ProgressLine
from se_desk.cli.shell import Options


class Terminal(io.StringIO):
    """Somebody looks."""

    def isatty(self) -> bool:
        return True


Look = Callable[[io.StringIO, bool], io.StringIO]


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Look:
    """Has stderr be another one, with records as JSON wanted or not."""

    def begin(stream: io.StringIO, json: bool = False) -> io.StringIO:
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setattr(shell, "_options", Options(json=json))
        return stream

    return begin


def test_the_line_is_written_over_and_goes(look: Look) -> None:
    terminal = look(Terminal(), False)
    with ProgressLine() as line:
        for done in (0, 0, 1, 2):
            line.copied(done, 2)
        line.far("placing", 7.0)
        line.checked(1, 0)
    shown = terminal.getvalue().split(CLEAR)
    assert shown == [
        "", "Copying the desk   0%", "Copying the desk  50%", "Checking every page 100%",
        "Putting it in place 100%", "Checking every page 100%", "",
    ]  # fmt: skip


def test_it_goes_also_where_the_work_is_stopped(look: Look) -> None:
    terminal = look(Terminal(), False)
    with pytest.raises(KeyboardInterrupt), ProgressLine() as line:
        line.far("unpacking", 0.5)
        raise KeyboardInterrupt
    assert terminal.getvalue().endswith(CLEAR)


@pytest.mark.parametrize(("stream", "json"), [(io.StringIO, False), (Terminal, True)])
def test_nothing_is_said_where_nobody_looks(stream: type[io.StringIO], json: bool, look: Look) -> None:
    said = look(stream(), json)
    with ProgressLine() as line:
        line.far("unpacking", 0.5)
    assert said.getvalue() == ""
