"""What is on the desk, for people and for programs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import STORY, Shell


@pytest.mark.parametrize("words", [("deals",), ("deals", "--closed"), ("partners",), ("calls",), ("flags",)])
def test_a_list_is_objects_with_id_and_title(words: tuple[str, ...], sample: Path, verb: Shell) -> None:
    rows = verb(*words, "--json").json
    assert rows
    assert all(row["id"] and row["title"] for row in rows)
    table = verb(*words).out.splitlines()
    assert len(table) == 1 + len(rows)
    assert {line.split()[-1] for line in table[1:]} == {row["id"][-12:] for row in rows}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("deals",), "No deals yet."),
        (("deals", "--closed"), "No closed deals yet."),
        (("partners",), "No partners yet."),
        (("calls",), "No calls in this time."),
        (("flags",), "No flags."),
        (("search", "anything"), "Nothing found."),
    ],
)
def test_an_empty_desk_says_so(words: tuple[str, ...], says: str, empty: Path, verb: Shell) -> None:
    assert verb(*words).out == says + "\n"
    assert verb(*words, "--json").json == []


def test_moments_carry_their_offset(sample: Path, verb: Shell) -> None:
    for row in verb("calls", "--json").json:
        assert datetime.fromisoformat(row["starts_at"]).utcoffset() is not None
    for row in verb("flags", "--json").json:
        assert datetime.fromisoformat(row["raised_at"]).utcoffset() is not None


def test_calls_of_no_deal_are_listed(empty: Path, verb: Shell, tmp_path: Path) -> None:
    from tests.cli.test_coming_in import calendar

    assert verb("import", "calls", calendar(tmp_path), "--yes").code == 0
    assert [row["title"] for row in verb("calls", "--json").json] == ["Depot walk"]


def test_a_deal_is_one_object_with_what_hangs_on_it(sample: Path, verb: Shell) -> None:
    deal = verb("show", STORY, "--json").json
    assert deal["days_apart"] > 7
    assert deal["earliest_signature_on"] > deal["forecast"]["close_on"]
    assert {"flags", "steps", "asks", "people", "notes", "proposals"} <= set(deal)
    assert all(flag["deal"] == deal["account"] for flag in deal["flags"])
    page = verb("show", STORY).out
    assert deal["account"] in page
    assert "Timeline" in page
    assert "earliest signature" in page


def test_a_deal_is_named_by_id_and_by_its_ends(sample: Path, verb: Shell) -> None:
    key = verb("show", STORY, "--json").json["id"]
    for name in (key, key[:23], key[-12:], STORY.lower()):
        assert verb("show", name, "--json").json["id"] == key


def test_an_ambiguous_name_lists_the_candidates(sample: Path, verb: Shell) -> None:
    said = verb("show", "a")
    assert said.code == 1
    named = [row for row in verb("deals", "--json").json if row["id"][-12:] in said.err]
    assert len(named) > 3


def test_what_is_not_there(sample: Path, verb: Shell) -> None:
    for words in (("show", "zzz"), ("flags", "--deal", "zzz"), ("remark", "zzz", "x")):
        said = verb(*words)
        assert said.code == 1
        assert "zzz" in said.sentence


def test_flags_of_one_deal(sample: Path, verb: Shell) -> None:
    every = verb("flags", "--json").json
    mine = verb("flags", "--deal", STORY, "--json").json
    assert mine == [row for row in every if row["deal_id"] == mine[0]["deal_id"]]
    assert 0 < len(mine) < len(every)
    assert every == sorted(every, key=lambda row: row["raised_at"], reverse=True)


def test_search_answers_kind_deal_and_snippet(sample: Path, verb: Shell) -> None:
    rows = verb("search", "procurement", "--json").json
    assert rows
    assert {"id", "title", "kind", "deal", "snippet"} <= set(rows[0])
    assert any("rocurement" in row["snippet"] for row in rows)
    assert len(verb("search", "procurement", "--limit", "1", "--json").json) == 1
    assert verb("search", 'a"b (OR) NEAR/3 *', "kind:call", "--json").code == 0
