"""What leaves is written whole into the folder asked for, only Shareable, only what is new."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from se_desk.cli import leaving
from se_desk.exchange.notes_out.formats import FORMATS as FORMS
from tests.cli.conftest import STORY, Shell

FORMATS = tuple(form.key for form in FORMS)


@pytest.mark.parametrize("form", FORMATS)
def test_notes_leave_once_in_each_format(form: str, sample: Path, verb: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    rows = verb("export", "notes", "--format", form, "--out", out, "--json").json
    assert rows
    assert all(Path(row["path"]).is_file() for row in rows)
    again = verb("export", "notes", "--format", form, "--out", tmp_path / "none")
    assert (again.code, again.out) == (0, "Nothing new to export.\n")
    assert not (tmp_path / "none").exists()
    assert verb("export", "notes", "--format", form, "--out", tmp_path / "none", "--json").json == []
    verb("note", STORY, tmp_path / "phrase.txt", "--title", "Newest")
    fresh = verb("export", "notes", "--format", form, "--out", tmp_path / "fresh", "--json").json
    assert len(fresh) == (2 if form == "salesforce-notes" else 1)  # a table and its bodies
    every = verb("export", "notes", "--format", form, "--again", "--out", tmp_path / "every", "--json").json
    assert len(every) >= len(rows)


def test_private_notes_leave_in_no_format(sample: Path, verb: Shell, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("gooseberry fool", "utf-8")
    assert verb("note", STORY, tmp_path / "secret.md", "--private", "--title", "Gooseberries").code == 0
    for form in FORMATS:
        verb("export", "notes", "--format", form, "--again", "--out", tmp_path / "out")
    written = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert len(written) >= len(FORMATS)
    assert not [file for file in written if b"ooseberr" in file.read_bytes() or "Gooseb" in file.name]


def test_notes_of_one_deal(sample: Path, verb: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    verb("export", "notes", "--format", "salesforce-tasks", "--deal", STORY, "--out", out)
    with next(out.glob("*.csv")).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    notes = [note for note in verb("show", STORY, "--json").json["notes"] if not note["private"]]
    assert len(rows) >= len(notes) > 0


def test_a_folder_that_is_a_file_keeps_the_ledger_clean(sample: Path, verb: Shell, tmp_path: Path) -> None:
    file = tmp_path / "phrase.txt"
    before = file.read_bytes()
    said = verb("export", "notes", "--format", "text", "--out", file)
    assert said.code == 1
    assert said.sentence
    assert file.read_bytes() == before
    assert verb("export", "notes", "--format", "text", "--out", tmp_path / "out", "--json").json


def test_records_of_an_account_executive(sample: Path, verb: Shell, shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "records"
    rows = verb("export", "record", "--partner", "Callum", "--out", out, "--json").json
    records = sorted(out.glob("*-risk-record.json"))
    assert len(records) > 1
    assert all(shell("verify", record).code == 0 for record in records)
    assert sum(row["title"] == "HOW-TO-CHECK.txt" for row in rows) == 1


def test_a_record_that_takes_the_place_of_another_says_so(sample: Path, verb: Shell, tmp_path: Path) -> None:
    out = tmp_path / "records"
    first = verb("export", "record", STORY, "--out", out)
    assert (first.code, first.err) == (0, "")
    again = verb("export", "record", STORY, "--out", out, "--json")
    (record,) = out.glob("*.json")
    assert f"replaced an earlier record of the same name in this folder: {record.name}" in again.sentence
    assert len(again.json) == 5


def test_a_record_without_a_flag_to_show(sample: Path, verb: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for words in (
        (STORY, "--since", "2099-01-01"),
        (STORY, "--flag", "zzz"),
        (STORY, "--without", "colour"),
        ("Maublanc",),
        ("--partner", "zzz"),
    ):
        said = verb("export", "record", *words, "--out", out)
        assert said.code == 1, words
        assert said.sentence
    assert not out.exists()


def test_only_the_flag_that_was_chosen(sample: Path, verb: Shell, shell: Shell, tmp_path: Path) -> None:
    first, second = verb("flags", "--deal", STORY, "--json").json[:2]
    verb("export", "record", STORY, "--flag", first["id"], "--out", tmp_path / "out")
    (record,) = (tmp_path / "out").glob("*.json")
    text = record.read_text("utf-8")
    assert first["statement"] in text
    assert second["statement"] not in text
    assert shell("verify", record, first["receipt"]).code == 0


def test_one_field_of_one_entry_stays_out(sample: Path, verb: Shell, shell: Shell, tmp_path: Path) -> None:
    first = verb("flags", "--deal", STORY, "--json").json[0]
    verb("export", "record", STORY, "--hide", "1:statement", "--out", tmp_path / "out")
    (record,) = (tmp_path / "out").glob("*.json")
    assert "statement" not in json.loads(record.read_text("utf-8"))["entries"][0]["open"]
    assert first["statement"] and shell("verify", record).code == 0
    for wrong in ("statement", "x:statement", "1:"):
        assert verb("export", "record", STORY, "--hide", wrong, "--out", tmp_path / "none").code == 2
    said = verb("export", "record", STORY, "--hide", "1:colour", "--out", tmp_path / "none")
    assert said.code == 1 and not (tmp_path / "none").exists()
    several = ("--partner", "Callum", "--hide", "1:statement")
    assert verb("export", "record", *several, "--out", tmp_path / "none").code == 2


def test_the_records_of_a_quarter(sample: Path, verb: Shell, shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    verb("export", "record", "--partner", "Callum", "--quarter", "this", "--for", "Ines Falk", "--out", out)
    records = sorted(out.glob("*-risk-record.json"))
    assert records and all(shell("verify", record).code == 0 for record in records)
    assert all("period" in json.loads(r.read_text("utf-8"))["manifest"]["about"] for r in records)
    here = json.loads(records[0].read_text("utf-8"))["manifest"]["about"]
    (kept,) = verb("show", here["title"], "--json").json["records"]
    assert kept["recipient"] == "Ines Falk" and kept["period"] == here["period"]
    assert f"for Ines Falk, {here['period']}" in verb("show", here["title"]).out
    if len(records) > 1:
        cover = (out / "risk-records.md").read_text("utf-8")
        assert "For Ines Falk" in cover and "Period Q" in cover
    for words, code in (
        (("--quarter", "Q1 FY2001"), 1),
        (("--quarter", "spring"), 1),
        (("--quarter", "this", "--since", "2026-01-01"), 2),
    ):
        assert (
            verb("export", "record", "--partner", "Callum", *words, "--out", tmp_path / "none").code == code
        )


@pytest.mark.parametrize("form", ["pdf", "docx", "markdown"])
def test_a_charter_in_each_format(form: str, sample: Path, verb: Shell, tmp_path: Path) -> None:
    said = verb("export", "charter", "Callum", "--format", form, "--out", tmp_path / "out")
    assert said.code == 0, said.err
    (file,) = (tmp_path / "out").iterdir()
    assert file.stat().st_size > 500


def test_a_charter_in_no_such_format(sample: Path, verb: Shell, tmp_path: Path) -> None:
    said = verb("export", "charter", "Callum", "--format", "scroll", "--out", tmp_path / "out")
    assert said.code == 1
    assert said.sentence
    assert not (tmp_path / "out").exists()


def test_a_partner_without_a_charter(empty: Path, verb: Shell, tmp_path: Path) -> None:
    from se_desk.paths import DeskPaths
    from se_desk.services.opening import Opening
    from tests.cli.conftest import PHRASE

    desk = Opening(DeskPaths.of(empty)).with_passphrase(PHRASE)
    desk.partners.meet("Ivo Brandt")
    desk.close()
    assert "no charter" in verb("export", "charter", "Ivo", "--format", "pdf", "--out", tmp_path).sentence


def test_the_pack_of_the_coming_days(sample: Path, verb: Shell, tmp_path: Path) -> None:
    rows = verb("export", "pack", "--days", "7", "--out", tmp_path / "pack", "--json").json
    assert sorted(Path(row["path"]).suffix for row in rows) == [".html", ".pdf"]
    (pdf,) = (tmp_path / "pack").glob("*.pdf")
    assert len(PdfReader(pdf).pages) >= 1


def test_a_pack_of_no_calls(empty: Path, verb: Shell, tmp_path: Path) -> None:
    assert verb("export", "pack", "--days", "7", "--out", tmp_path / "pack").code == 1
    assert not (tmp_path / "pack").exists()


def test_the_help_names_every_format() -> None:
    assert leaving.NAMES == FORMATS


def test_links_of_notes_loaded_into_salesforce(sample: Path, verb: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("export", "notes", "--format", "salesforce-notes", "--deal", STORY)
    rows = verb(*words, "--out", out, "--json").json
    body = next(row["path"] for row in rows if row["path"].endswith(".html"))
    said = tmp_path / "success1.csv"
    said.write_text(f'"ID","TITLE","CONTENT","STATUS"\n"069Qy000001AbCdIAK","x","{body}","Item Created"\n')
    linked = verb("export", "note-links", said, "--out", out, "--json").json
    assert "069Qy000001AbCdIAK" in Path(linked[0]["path"]).read_text("utf-8")
    refused = verb("export", "note-links", tmp_path / "phrase.txt", "--out", out)
    assert (refused.code, refused.err.count("\n")) == (1, 1)


def test_the_whole_desk_goes_to_an_archive_and_into_a_new_place(
    sample: Path, verb: Shell, tmp_path: Path, phrase_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.txt").write_text("an archive of mine\n", "utf-8")
    file, secret = tmp_path / "all.sedesk.age", ("--archive-passphrase-file", tmp_path / "secret.txt")
    before = verb("deals", "--json").json
    done = verb("export", "archive", file, *secret)
    assert (done.code, "Private notes are in it" in done.out) == (0, True)
    monkeypatch.setenv("SE_DESK_HOME", str(tmp_path / "elsewhere"))
    assert verb("init", "--archive", file, "--sample").code == 2
    assert verb("init", "--archive", file, "--archive-passphrase-file", phrase_file).code == 1
    assert verb("init", "--archive", file, *secret).code == 0
    assert verb("deals", "--json").json == before
    assert verb("check").code == 0


def test_an_archive_asks_nobody_without_a_terminal(sample: Path, verb: Shell, tmp_path: Path) -> None:
    refused = verb("export", "archive", tmp_path / "x.age")
    assert (refused.code, refused.sentence.count("--archive-passphrase-file")) == (1, 1)
    assert not (tmp_path / "x.age").exists()
