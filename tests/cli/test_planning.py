"""A deal's plan and the field at the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.services.papers import QUESTIONS
from tests.cli.conftest import STORY, Shell


def test_a_move_names_what_it_leaves_open(sample: Path, verb: Shell) -> None:
    moved = verb("stage", "maublanc", "POC", "--json").json
    assert moved["stage"] == "poc"
    assert len(moved["left_open"]) == 4
    assert "exit criteria" not in verb("stage", "maublanc", "demo").out  # back leaves nothing open
    assert "2 exit criteria are open:" in verb("stage", "maublanc", "poc").out


def test_a_criterion_is_shown_to_be_met(sample: Path, verb: Shell) -> None:
    rows = verb("criteria", STORY, "--json").json
    assert {row["stage"] for row in rows} == {"discovery", "demo", "poc", "sign_off", "procurement"}
    assert "Award calendar" in verb("criteria", STORY).out
    verb("criteria", STORY, "--for", "security, legal", "--evidence", "Three mails of 3 March")
    (row,) = [one for one in verb("criteria", STORY, "--json").json if one["id"] == "procurement-reviews"]
    assert (row["evidence"], row["open"]) == ("Three mails of 3 March", False)
    shown = verb("show", STORY, "--json").json
    assert any(one["evidence"] == "Three mails of 3 March" for one in shown["exit_criteria"])
    assert len(shown["strategy"]) == 5


def test_a_criterion_that_is_only_named_keeps_its_evidence(sample: Path, verb: Shell) -> None:
    def kept() -> str:
        rows = verb("criteria", STORY, "--json").json
        return str(next(row["evidence"] for row in rows if row["id"] == "procurement-reviews"))

    named = ("criteria", STORY, "--for", "security, legal")
    verb(*named, "--evidence", "Three mails of 3 March")
    assert verb(*named).code == 0
    assert kept() == "Three mails of 3 March"
    assert verb("criteria", STORY, "--evidence", "").code == 2
    verb(*named, "--evidence", "")
    assert kept() == ""


def test_asks_of_every_deal_and_of_one(sample: Path, verb: Shell, tmp_path: Path) -> None:
    every, one = verb("asks", "--json").json, verb("asks", "--deal", STORY, "--json").json
    assert len(one) == 3
    assert len(every) > len(one)
    waiting = verb("asks", "--open", "--json").json
    assert {row["answer"] for row in waiting} <= {"none", "waiting"}
    assert "promised it" in verb("asks").out
    written = verb("export", "asks", "--out", tmp_path / "out", "--json").json
    assert [Path(row["path"]).suffix for row in written] == [".md", ".csv"]


def test_insights_are_noted_and_rolled_up(sample: Path, verb: Shell, tmp_path: Path) -> None:
    before = len(verb("insights", "--json").json)
    made = verb(
        "insight", "Ferries report outages", "--kind", "regulation", "--deal", "norrsund",
        "--tag", "Ferries", "--tag", "nis", "--json",
    ).json  # fmt: skip
    assert (made["tags"], made["deal"]) == ("ferries, nis", "Norrsund Ferries")
    verb("insight", "Between us", "--kind", "other", "--private")
    assert len(verb("insights", "--json").json) == before + 2
    assert len(verb("insights", "--tag", "NIS", "--json").json) == 1
    assert {row["kind"] for row in verb("insights", "--kind", "usage", "--json").json} == {"usage"}
    verb("export", "insights", "--out", tmp_path / "out")
    texts = [path.read_text("utf-8") for path in (tmp_path / "out").iterdir()]
    assert len(texts) == 2
    assert all("Ferries report outages" in text and "Between us" not in text for text in texts)


def test_a_strategy_is_shown_and_written(sample: Path, verb: Shell) -> None:
    assert "Who decides" in verb("strategy", STORY).out
    parts = verb("strategy", STORY, "--part", "why-us", "--text", "We saw the quay", "--json").json["parts"]
    assert {"part": "why_us", "text": "We saw the quay"} in parts


@pytest.mark.parametrize("form", ["pdf", "docx", "markdown"])
def test_a_paper_is_written_to_a_folder(sample: Path, verb: Shell, tmp_path: Path, form: str) -> None:
    written = verb("paper", "review", STORY, "--format", form, "--out", tmp_path / form, "--json").json
    assert Path(written[0]["path"]).stat().st_size > 100


def test_papers_are_shown_and_answered(sample: Path, verb: Shell) -> None:
    assert "Bought the bundle" in verb("paper", "autopsy", "zirmalp").out
    said = verb("paper", "impact", "this", "--answer", "help=Two new colleagues", "--json").json
    assert "Two new colleagues" in said["text"]
    assert "Two new colleagues" in verb("paper", "impact", "this").out
    assert "Award calendar" not in verb("paper", "strategy", STORY).out
    assert "The port is a public body" in verb("paper", "strategy", STORY).out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("stage", STORY, "closed"), 2),
        (("stage", STORY, "somewhere"), 2),
        (("criteria", STORY, "--evidence", "x"), 2),
        (("criteria", STORY, "--for", "no such words", "--evidence", "x"), 1),
        (("insight", "x", "--kind", "rumour"), 2),
        (("insight", " ", "--kind", "other"), 1),
        (("strategy", STORY, "--text", "x"), 2),
        (("strategy", STORY, "--part", "rhyme"), 2),
        (("paper", "poem", STORY), 2),
        (("paper", "autopsy", STORY), 1),
        (("paper", "impact", "someday"), 1),
        (("paper", "review", STORY, "--answer", "why"), 2),
        (("paper", "review", STORY, "--answer", "rhyme=x"), 1),
        (("paper", "strategy", STORY, "--answer", "aim=x"), 2),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], code: int, sample: Path, verb: Shell) -> None:
    said = verb(*words)
    assert (said.code, said.out) == (code, "")
    assert said.sentence


def test_a_paper_names_the_questions_there_are(sample: Path, verb: Shell) -> None:
    said = verb("paper", "review", STORY, "--answer", "why_call=x")
    assert said.code == 1
    assert "why, qualified, strategy, open" in said.sentence
    shown = " ".join(verb("paper", "--help").out.split())
    assert all(f"{kind} asks: {', '.join(asked)}." in shown for kind, asked in QUESTIONS.items())


def test_a_paper_has_the_id_of_its_deal(sample: Path, verb: Shell) -> None:
    deal = verb("show", STORY, "--json").json["id"]
    assert verb("paper", "review", STORY, "--json").json["id"] == deal
    assert verb("paper", "strategy", STORY, "--json").json["id"] == deal
    assert verb("paper", "impact", "this", "--json").json["id"] == "this"
