"""The story at the shell, each verb a program of its own; and once more with no network at all."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.source import ROOT
from tests.cli.conftest import Shell
from tests.end_to_end import other_programs

Verb = Callable[..., Any]
QUARTER_END = datetime.now(UTC).date() + timedelta(days=48)


@pytest.fixture
def verb(program: Shell, phrase_file: Path) -> Verb:
    """Runs a verb that must end well; its JSON."""

    def run(*words: object, given: str = "") -> Any:
        done = program(*words, "--json", "--passphrase-file", phrase_file, given=given.encode())
        assert done.code == 0, done.err
        return done.json

    return run


def test_the_story_at_the_shell(verb: Verb, program: Shell, tmp_path: Path) -> None:
    verb("init", "--name", "Alma Reyes", "--zone", "Europe/Berlin", "--currency", "EUR")
    forecast = f"commit:{QUARTER_END}"
    read = (QUARTER_END + timedelta(days=35)).isoformat()
    deal = verb("deal", "Gate drives", "--account", "Corran Canals", "--forecast", forecast, "--read", read)
    assert deal["days_apart"] == 35
    verb("note", "corran", "--kind", "call", "-", given="# Procurement\n\nTwelve weeks, says the buyer.\n")
    proposal = next(one for one in verb("show", "corran")["proposals"] if one["category"] == "timeline")
    assert "35 days" in proposal["statement"] + proposal["evidence"]
    flag = verb(
        "flag", deal["id"], "--severity", "high", "--category", "timeline",
        "--statement", proposal["statement"], "--evidence", proposal["evidence"],
    )  # fmt: skip
    assert proposal not in verb("show", "corran")["proposals"]
    message = f"I want to flag that. Receipt {flag['receipt']}"
    verb("told", flag["id"], "--to", "Callum Reid", "--channel", "email", "--message", message)
    verb("respond", flag["id"], "--from", "Callum Reid", "--response", "Seen.")
    (closed,) = verb("outcome", flag["id"], "agreed", "--note", "The date moves.")
    assert (closed["status"], closed["outcome"]) == ("closed", "agreed")
    written = verb("export", "record", "corran", "--for", "Ines Falk", "--out", tmp_path / "record")
    record = Path(next(row["path"] for row in written if row["path"].endswith(".json")))
    assert program("verify", record, flag["receipt"], closed["receipt"]).code == 0
    assert len(other_programs.check(record)) == 4
    notes = verb("export", "notes", "--format", "markdown", "--out", tmp_path / "notes")
    assert "Twelve weeks" in Path(notes[0]["path"]).read_text("utf-8")
    assert [row["intact"] for row in verb("check")] == [True]


NO_NETWORK = """
import socket, sys
try:
    socket.create_connection(("192.0.2.1", 9), timeout=5)
except OSError as fault:
    print(fault.errno)
"""
OFFLINE_STORY = """
import json, sys
from pathlib import Path
from se_desk.cli import main
folder = Path(sys.argv[1])
opened = ("--passphrase-file", str(folder / "phrase.txt"))
def verb(*words):
    assert main([*words, *opened]) == 0, words
verb("init", "--name", "Alma Reyes", "--zone", "UTC")
verb("deal", "Gate drives", "--account", "Corran Canals")
verb("flag", "corran", "--severity", "high", "--category", "timeline", "--statement", "Too early")
verb("export", "record", "corran", "--out", str(folder / "record"))
(record,) = (folder / "record").glob("*.json")
verb("verify", str(record))
"""


def without_network() -> tuple[str, ...]:
    """The words before a command that take the network away; none where the system cannot."""
    for words in (("unshare", "--net"), ("unshare", "--user", "--map-current-user", "--net")):
        try:
            if subprocess.run([*words, "true"], check=False, capture_output=True).returncode == 0:
                return words
        except OSError:
            break
    return ()


@pytest.mark.skipif(not without_network(), reason="this system cannot take the network from a program")
def test_a_story_with_no_network_at_all(tmp_path: Path, phrase_file: Path) -> None:
    def offline(text: str) -> str:
        words = [*without_network(), sys.executable, "-c", text, str(tmp_path)]
        return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120).stdout

    assert int(offline(NO_NETWORK)) > 0, "there still is a network"
    told = offline(OFFLINE_STORY)
    assert "is intact" in told
    (record,) = (tmp_path / "record").glob("*.json")
    assert json.loads(record.read_text("utf-8"))["manifest"]["head"]["seq"] == 1
