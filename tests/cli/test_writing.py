"""Deals and notes are written as they were given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import STORY, Shell


def test_a_deal_with_both_dates(sample: Path, verb: Shell) -> None:
    made = verb(
        "deal", "Kiln sensors", "--account", "Orrin Ceramics", "--partner", "callum",
        "--value", "1.200.000 EUR", "--forecast", "best-case:2026-12-31", "--read=2027-02-04", "--json",
    ).json  # fmt: skip
    assert made["title"] == "Kiln sensors"
    assert (made["value_minor"], made["value_currency"]) == (120_000_000, "EUR")
    assert made["forecast"]["category"] == "best_case"
    assert made["read"]["close_on"] == "2027-02-04"
    assert (made["days_apart"], made["partner"]) == (35, "Callum Reid")
    listed = {row["id"]: row for row in verb("deals", "--json").json}
    assert listed[made["id"]]["forecast"]["close_on"] == "2026-12-31"


def test_a_deal_says_what_it_is(empty: Path, verb: Shell) -> None:
    said = verb("deal", "Kiln sensors", "--account", "Orrin Ceramics")
    assert said.out.startswith("Opened Orrin Ceramics: Kiln sensors (")


@pytest.mark.parametrize(
    "words",
    [
        ("deal", " ", "--account", "A"),
        ("deal", "T", "--account", "A", "--partner", "nobody at all"),
        ("note", "nowhere", __file__),
        ("flag", "nowhere", "--severity", "low", "--category", "data", "--statement", "s"),
        ("flag", STORY, "--severity", "low", "--category", "data", "--statement", " "),
    ],
)
def test_what_cannot_be_written_changes_nothing(words: tuple[str, ...], sample: Path, verb: Shell) -> None:
    before = verb("deals", "--json").out, verb("flags", "--json").out
    said = verb(*words)
    assert (said.code, said.out) == (1, "")
    assert said.sentence
    assert before == (verb("deals", "--json").out, verb("flags", "--json").out)


def test_a_note_for_no_deal_is_said_without_a_terminal(
    sample: Path, program: Shell, phrase_file: Path
) -> None:
    said = program("note", "nowhere", "--passphrase-file", phrase_file, given=b"text")
    assert (said.code, said.out) == (1, "")
    assert "nowhere" in said.sentence


def test_an_amount_that_is_none(empty: Path, verb: Shell) -> None:
    for text in ("much", " ", "1,2,3"):
        assert "is no amount" in verb("deal", "T", "--account", "A", "--value", text).sentence
    assert verb("deals", "--json").json == []


def test_a_note_from_stdin_is_shareable_and_kept_byte_for_byte(
    sample: Path, program: Shell, phrase_file: Path
) -> None:
    body = "# Talk\r\n\r\ntabs\tand  spaces  \nПривет \u00a0end"
    made = program(
        "note", STORY, "-", "--kind", "demo", "--json", "--passphrase-file", phrase_file, given=body.encode()
    ).json
    assert made["body"] == body
    assert (made["kind"], made["private"], made["title"]) == ("demo", False, "Talk")


def test_a_private_note_from_a_file(sample: Path, verb: Shell, tmp_path: Path) -> None:
    file = tmp_path / "n.md"
    file.write_bytes(b"\xef\xbb\xbfonly for me")
    made = verb("note", STORY, file, "--private", "--title", "Mine", "--json").json
    assert (made["body"], made["private"], made["title"]) == ("only for me", True, "Mine")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x80", b"x" * (10 * 1024 * 1024 + 1)])
def test_a_note_file_that_cannot_be_taken(
    content: bytes | None, sample: Path, verb: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "n.md"
    if content is not None:
        file.write_bytes(content)
    said = verb("note", STORY, file)
    assert said.code == 1
    assert str(file) in said.sentence
