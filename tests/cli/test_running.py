"""Exit codes, unknown words, signals, readers that leave, and what is loaded only when it is needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from se_desk import cli
from se_desk.cli import printing, running
from tests.architecture.source import ROOT
from tests.cli.conftest import Shell

HEAVY = ("sqlalchemy", "sqlcipher3", "alembic", "PySide6", "keyring", "markdown", "docx", "icalendar", "rich")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ([], "Name a verb"),
        (["--json"], "Name a verb"),
        (["frobnicate"], "no verb “frobnicate”"),
        (["partnerz"], "Is partners meant"),
        (["deals", "--frob"], "--frob"),
        (["--frob"], "--frob"),
        (["deals", "x", "y"], "x y"),
        (["show"], "DEAL"),
        (["flag", "x"], "--severity"),
        (["search", "x", "--limit", "abc"], "--limit takes a whole number"),
        (["search", "x", "--limit", "0"], "--limit"),
        (["import"], "deals, calls, notes"),
        (["import", "cats", "x"], "cats"),
        (["export"], "notes, note-links, record, charter, archive, asks, insights, pack"),
        (["export", "record", "--out", "x"], "Name a deal"),
        (["export", "notes", "--format", "text"], "--out"),
        (["correct", "x", "one"], "SEQ takes a whole number"),
        (["correct", "x", "1"], "--statement"),
        (["correct", "x", "1", "--colour", "red"], "--colour is no field"),
        (["correct", "x", "1", "--statement"], "--statement needs a value"),
        (["correct", "x", "1", "stray"], "stray is no field"),
        (["deal", "T", "--account", "A", "--forecast", "commit"], "CATEGORY:DATE"),
        (["deal", "T", "--account", "A", "--forecast", "sure:2026-01-01"], "commit"),
        (["deal", "T", "--account", "A", "--read", "2026-02-30"], "2026-02-30"),
        (["note", "x", "--kind", "song"], "song"),
        (["flag", "x", "--severity", "huge", "--category", "timeline", "--statement", "s"], "huge"),
    ],
)
def test_usage_is_two_and_one_sentence(words: list[str], named: str, shell: Shell) -> None:
    said = shell(*words)
    assert said.code == 2
    assert said.out == ""
    assert named in said.sentence


def test_every_verb_has_its_help(shell: Shell) -> None:
    listed = shell("--help")
    assert listed.code == 0
    for name in cli.VERBS:
        assert f"  {name} " in listed.out
        said = shell(name, "--help")
        assert (said.code, said.err) == (0, ""), name
        assert said.out.startswith("Usage: se-desk " + name)
    for group, names in (
        ("import", ("deals", "calls", "notes")),
        ("export", ("notes", "record", "charter", "pack")),
    ):
        for name in names:
            assert shell(group, name, "--help").code == 0


def test_help_speaks_calmly(shell: Shell) -> None:
    texts = [shell(*words, "--help").out for words in ([], *([name] for name in cli.VERBS))]
    for text in texts:
        assert "!" not in text
        assert "please" not in text.casefold()
        assert "\N{EM DASH}" not in text


def test_the_listed_verbs_are_those_there_are() -> None:
    app = running.application()
    named = {command.name for command in app.registered_commands} | {
        group.name for group in app.registered_groups
    }
    assert named == set(cli.VERBS)


@pytest.mark.parametrize("words", [["--help"], ["export", "--help"], ["frob"]])
def test_nothing_heavy_is_loaded_for_words_alone(words: list[str]) -> None:
    loaded = loaded_by(words)
    assert loaded == set()


def test_what_a_verb_loads_is_noticed(sample: Path, phrase_file: Path) -> None:
    """The control of the test before, and no verb that looks needs Qt."""
    loaded = loaded_by(["deals", "--passphrase-file", str(phrase_file)])
    assert {"sqlalchemy", "sqlcipher3", "rich"} <= loaded
    assert "PySide6" not in loaded


def loaded_by(words: list[str]) -> set[str]:
    """Which heavy libraries a fresh Python has loaded after a verb."""
    program = (
        f"import sys\nfrom se_desk.__main__ import main\nmain({words!r})\n"
        f"print('LOADED', *({set(HEAVY)!r} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_the_module_and_the_verb_are_one_program(sample: Path, program: Shell, phrase_file: Path) -> None:
    said = program("deals", "--json", "--passphrase-file", phrase_file)
    assert said.code == 0
    assert len(said.json) >= 8
    assert program("frob").code == 2
    assert program("--version").out.startswith("se-desk ")


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_a_reader_that_leaves_is_no_fault(sample: Path, phrase_file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "se_desk", "deals", "--json", "--passphrase-file", str(phrase_file)],
        cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, timeout=120, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_a_signal_that_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with running._ended_by_signals():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is running._stop
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.fixture
def heeded() -> Iterator[None]:
    """Tests begun in the background ignore an interrupt, and what they start inherits that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells when a program waits for its stdin")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("heeded")
def test_being_told_to_end_is_one_sentence(number: int, sample: Path, phrase_file: Path) -> None:
    """A note that waits for its text on stdin is told to end."""
    words = [sys.executable, "-X", "faulthandler", "-m", "se_desk", "note", "Lindmouth"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*words, "--passphrase-file", str(phrase_file)], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe
    ) as waiting:
        wait_until_reading(waiting.pid)
        waiting.send_signal(number)
        out, err = waiting.communicate(timeout=60)
    assert waiting.returncode == 130
    assert out == b""
    assert err.decode().startswith("se-desk: Stopped.")
    assert err.count(b"\n") == 1


def wait_until_reading(pid: int) -> None:
    """Until the process sleeps in a read of its stdin; the system tells."""
    until = time.monotonic() + 60
    while "pipe" not in Path(f"/proc/{pid}/wchan").read_text() and time.monotonic() < until:
        if Path(f"/proc/{pid}/syscall").read_text().startswith("0 0x0 "):
            return
        os.sched_yield()


def test_a_fault_of_the_program_is_one_sentence_and_a_log_without_texts(
    sample: Path, verb: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the words of a customer")

    monkeypatch.setattr(printing, "plain", broken)
    monkeypatch.setattr("se_desk.cli.rows.plain", broken)
    said = verb("deals")
    assert said.code == 1
    assert "mistake of its own (RuntimeError)" in said.sentence
    log = (sample / "logs" / "se-desk-shell.log").read_text("utf-8")
    assert "RuntimeError" in log
    assert "rows.py" in log
    assert "customer" not in said.err + log


def test_a_fault_is_told_where_no_log_can_be_written(
    sample: Path, verb: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sample / "logs").write_text("a file in the place of the folder", "utf-8")
    monkeypatch.setattr("se_desk.cli.rows.plain", lambda *_: 1 / 0)
    assert "ZeroDivisionError" in verb("deals").sentence
