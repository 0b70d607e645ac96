"""What is printed steers no terminal, and JSON gives every character back."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.cli import printing
from se_desk.cli.printing import one_line, plain, printable
from tests.cli.conftest import STORY, Shell

HOSTILE = "Evil\x1b[2J\x1b]0;owned\x07\x9b31m\u202eabc\u2066\r\nsecond\tline\u2028third\x00"
STEERING = set("\x1b\x07\x9b\u202e\u2066\r\u2028\x00\x7f\u200f")


@given(st.text())
def test_a_printed_text_steers_nothing(text: str) -> None:
    shown = printable(text)
    assert not STEERING & set(shown)
    assert all(c in "\n\t" or c >= " " for c in shown)
    assert "\n" not in one_line(text)
    shown.encode()


def test_letters_of_every_script_stay() -> None:
    assert printable("Ærø שלום 价格 ✓ e\u0301") == "Ærø שלום 价格 ✓ e\u0301"


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Thing:
    id: str
    on: date
    at: datetime
    colour: Colour
    seen: tuple[int, ...]
    raw: bytes = b"x"
    path: Path = Path("a")


def test_a_record_is_its_fields_by_their_own_names() -> None:
    at = datetime(2026, 3, 4, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    assert plain(Thing("i", date(2026, 3, 4), at, Colour.RED, (1, 2))) == {
        "id": "i",
        "on": "2026-03-04",
        "at": "2026-03-04T10:30:00+01:00",
        "colour": "red",
        "seen": [1, 2],
        "path": "a",
    }
    assert plain({"k": datetime(2026, 1, 1, tzinfo=UTC)}) == {"k": "2026-01-01T00:00:00+00:00"}


def test_hostile_words_are_shown_and_not_obeyed(empty: Path, verb: Shell) -> None:
    assert verb("deal", HOSTILE, "--account", HOSTILE).code == 0
    for words in (["deals"], ["show", "Evil"], ["search", "Evil"]):
        said = verb(*words)
        assert said.code == 0, said.err
        assert not STEERING & set(said.out + said.err), words
    assert len(verb("deals").out.splitlines()) == 2
    assert not STEERING & set(verb("show", HOSTILE + "?").err)


def test_json_gives_hostile_words_back(empty: Path, verb: Shell, tmp_path: Path) -> None:
    words = f"{HOSTILE} A\u202eB"
    (tmp_path / "note.md").write_bytes(words.encode())
    assert verb("deal", "Locks", "--account", HOSTILE).code == 0
    said = verb("note", "Locks", tmp_path / "note.md", "--json")
    assert not STEERING & set(said.out)
    assert said.json["body"] == words


def test_where_a_terminal_lacks_letters_json_escapes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    assert json.loads(printing._json({"t": "价\u202e"})) == {"t": "价\u202e"}
    assert printing._json({"t": "价"}).isascii()


def test_a_terminal_without_letters_ends_no_verb(sample: Path, program: Shell, phrase_file: Path) -> None:
    words = ("show", "Lindmouth", "--passphrase-file", phrase_file)
    said = program(*words, PYTHONUTF8="0", PYTHONIOENCODING="ascii:strict", LC_ALL="C")
    assert (said.code, said.err) == (0, "")


def test_rows_stay_on_one_line_where_no_terminal_folds_them(sample: Path, verb: Shell) -> None:
    lines = verb("flags").out.splitlines()
    assert len(lines) == 1 + len(verb("flags", "--json").json)
    assert lines == [line.rstrip() for line in lines]


def test_a_long_text_is_cut_in_a_table_and_whole_in_json(sample: Path, verb: Shell) -> None:
    long = "It does not fit. " * 500
    verb("flag", STORY, "--severity", "low", "--category", "data", "--statement", long)
    verb("criteria", STORY, "--for", "security, legal", "--evidence", long)
    for words in (("flags",), ("criteria", STORY)):
        lines = verb(*words).out.splitlines()
        assert max(map(len, lines)) < 600, words
        assert any("It does not fit." in line and "…" in line for line in lines)
    assert long.strip() in {row["statement"] for row in verb("flags", "--json").json}
    assert long.strip() in {row["evidence"] for row in verb("criteria", STORY, "--json").json}


def test_a_file_that_was_written_is_named_in_full() -> None:
    path = "/a" * 200
    assert printing._cell({"path": path}, "path") == path
