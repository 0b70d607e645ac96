"""Nothing is taken in before --yes, and what cannot be taken is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

FILES = Path(__file__).parents[1] / "exchange" / "files"


def calendar(folder: Path) -> Path:
    """A calendar with one call in two days."""
    at = datetime.now(UTC) + timedelta(days=2)
    file = folder / "week.ics"
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "BEGIN:VEVENT", "UID:walk-1",
        f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}", f"DTSTART:{at:%Y%m%dT%H0000Z}",
        f"DTEND:{at + timedelta(hours=1):%Y%m%dT%H0000Z}", "SUMMARY:Depot walk",
        "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    file.write_bytes("\r\n".join(lines).encode())
    return file


def test_deals_are_shown_first_and_taken_with_yes(empty: Path, verb: Shell) -> None:
    file = FILES / "salesforce-report.csv"
    shown = verb("import", "deals", file)
    assert shown.code == 0
    assert "add --yes" in shown.out
    assert verb("deals", "--json").json == verb("deals", "--closed", "--json").json == []
    planned = verb("import", "deals", file, "--json").json
    assert {row["how"] for row in planned} <= {"new", "problem"}
    taken = verb("import", "deals", file, "--yes", "--json").json
    kept = {row["id"] for row in (*verb("deals", "--json").json, *verb("deals", "--closed", "--json").json)}
    assert kept == {row["id"] for row in taken if row["how"] == "new"}
    assert kept
    again = verb("import", "deals", file, "--yes", "--json").json
    assert {row["how"] for row in again} <= {"same", "problem"}
    assert {row["id"] for row in again if row["how"] == "same"} == kept


def test_a_profile_can_be_named(empty: Path, verb: Shell) -> None:
    file = FILES / "pipedrive.csv"
    assert verb("import", "deals", file, "--profile", "nonsense").code == 1
    assert verb("import", "deals", file).code == 0


@pytest.mark.parametrize("kind", ["deals", "calls"])
@pytest.mark.parametrize("content", [b"", b"Dear diary", b"\x00\x01\x02" * 50, b"\x89PNG\r\n\x1a\n", None])
def test_a_file_of_another_kind_changes_nothing(
    kind: str, content: bytes | None, sample: Path, verb: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "given"
    if content is not None:
        file.write_bytes(content)
    before = verb("deals", "--json").out, verb("calls", "--json").out
    said = verb("import", kind, file, "--yes")
    assert (said.code, said.out) == (1, "")
    assert said.sentence
    assert before == (verb("deals", "--json").out, verb("calls", "--json").out)


def test_calls_of_no_deal_are_taken_once(empty: Path, verb: Shell, tmp_path: Path) -> None:
    file = calendar(tmp_path)
    assert "add --yes" in verb("import", "calls", file).out
    assert verb("calls", "--json").json == []
    (row,) = verb("import", "calls", file, "--yes", "--json").json
    assert (row["how"], row["title"]) == ("new", "Depot walk")
    assert [call["id"] for call in verb("calls", "--json").json] == [row["id"]]
    (again,) = verb("import", "calls", file, "--yes", "--json").json
    assert (again["how"], again["id"]) == ("unchanged", row["id"])


def test_notes_of_a_folder_go_to_a_deal_or_to_the_inbox(sample: Path, verb: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_text("# First\n\nwords here", "utf-8")
    (folder / "b.md").write_bytes(b"\xff\xfe\x00")
    shown = verb("import", "notes", folder)
    assert "add --yes" in shown.out
    assert "b.md" in shown.err
    (row,) = verb("import", "notes", folder, "--deal", "Lindmouth", "--yes", "--json").json
    notes = {note["id"]: note for note in verb("show", "Lindmouth", "--json").json["notes"]}
    assert notes[row["id"]]["private"] is True
    assert verb("import", "notes", folder, "--deal", "nowhere", "--yes").code == 1
    assert verb("import", "notes", tmp_path / "none").code == 1
    assert verb("import", "notes", folder, "--yes").code == 0


def test_notes_of_another_program_bring_their_times_and_files(
    sample: Path, verb: Shell, tmp_path: Path
) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    text = "---\ntitle: Quay\ncreated: 2025-11-03 09:20:00Z\n---\n![[plan.png]] ![](../out.png)"
    (vault / "note.md").write_text(text, encoding="utf-8")
    (vault / "plan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    shown = verb("import", "notes", vault)
    assert (shown.code, "add --yes" in shown.out, "lies outside the folder" in shown.err) == (0, True, True)
    (row,) = verb("import", "notes", vault, "--yes", "--json").json
    assert (row["title"], row["attachments"]) == ("Quay", ["plan.png"])
    assert row["written_at"].startswith("2025-11-03T")
    again = verb("import", "notes", vault, "--yes")
    assert "1 on the desk already" in again.out


def test_columns_are_named_once_and_days_are_asked(empty: Path, verb: Shell, tmp_path: Path) -> None:
    file = tmp_path / "north.csv"
    file.write_text("Vorhaben,Kunde,Abschluss\nTorspuren,Abenrod,03/04/2027\n", encoding="utf-8")
    assert verb("import", "deals", file).code == 1
    named = ("--column", "title=Vorhaben", "--column", "account=Kunde", "--column", "close_on=Abschluss")
    assert verb("import", "deals", file, *named, "--profile", "hubspot").code == 1
    assert verb("import", "deals", file, "--column", "mood=Kunde", "--profile", "North").code == 1
    (row, wrong) = verb("import", "deals", file, *named, "--profile", "North", "--json").json
    assert (row["how"], wrong["how"], "3 April or 4 March" in wrong["changes"]) == ("new", "problem", True)
    (row,) = verb("import", "deals", file, "--days", "day-first", "--json").json
    assert "3 Apr 2027" in row["changes"]


def test_a_currency_is_one_of_those_that_exist(empty: Path, verb: Shell) -> None:
    file = FILES / "salesforce-api.csv"
    assert verb("import", "deals", file, "--currency", "thalers").code == 1
    shown = verb("import", "deals", file, "--currency", "chf")
    assert shown.code == 0 and "taken as CHF" in shown.err


def test_the_last_import_is_taken_back(empty: Path, verb: Shell) -> None:
    assert verb("import", "undo", "--yes").code == 1
    verb("import", "deals", FILES / "hubspot.xlsx", "--yes")
    assert verb("deals", "--json").json
    assert "add --yes" in verb("import", "undo").out
    assert verb("deals", "--json").json
    (said,) = verb("import", "undo", "--yes", "--json").json
    assert "taken back" in said["title"]
    assert verb("deals", "--json").json == []
