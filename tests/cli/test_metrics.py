"""Metrics at the shell: words for people, numbers with ids for programs, files in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


def test_figures_in_words(sample: Path, verb: Shell) -> None:
    lines = verb("metrics").out.splitlines()
    assert lines[0].startswith("Q") and " to " in lines[0]
    titles = ("Win rate", "No-go rate", "Pre-sales cycle", "Demos to POCs", "Notes within 24 h")
    shown = [line for line in lines[1:] if line and not line.startswith(" ")]
    assert [line.partition(":")[0] for line in shown] == list(titles)


def test_figures_with_what_they_count(sample: Path, verb: Shell) -> None:
    found = verb("metrics", "--json").json
    wins = found["win_rate"]
    assert (wins["count"], wins["n"]) == (len(wins["part"]), len(wins["whole"]))
    assert wins["percent"] == pytest.approx(100 * wins["count"] / wins["n"], abs=0.01)
    assert set(wins["part"]) <= set(wins["whole"]) <= {deal["id"] for deal in found["deals"]}
    assert found["figures"][0]["key"] == "win_rate"
    assert found["first_on"] <= found["until_on"] <= found["last_on"]
    assert found["notes_in_time"]["n"] == len(found["notes_in_time"]["whole"])


def test_another_quarter(sample: Path, verb: Shell) -> None:
    this, last = (verb("metrics", "--period", name, "--json").json for name in ("this", "last"))
    assert last["last_on"] < this["first_on"]
    named = verb("metrics", "--period", last["id"].replace(" FY", "-"), "--json").json
    assert named == last


def test_an_empty_desk_has_counts_and_no_percentage(empty: Path, verb: Shell) -> None:
    found = verb("metrics", "--json").json
    assert (found["win_rate"]["n"], found["win_rate"]["percent"], found["deals"]) == (0, None, [])
    assert "%" not in verb("metrics").out


def test_what_is_no_quarter_is_refused(empty: Path, verb: Shell) -> None:
    ended = verb("metrics", "--period", "spring")
    assert ended.code == 1 and "no quarter" in ended.sentence
    ended = verb("metrics", "export", "--period", "spring", "--out", "nowhere")
    assert ended.code == 1 and "no quarter" in ended.sentence
    assert not Path("nowhere").exists()


def test_files_in_a_folder(sample: Path, verb: Shell, tmp_path: Path) -> None:
    out = tmp_path / "figures"
    rows = verb("metrics", "export", "--out", str(out), "--json").json
    assert sorted(Path(row["path"]).suffix for row in rows) == [".csv", ".csv", ".md", ".pdf"]
    assert sorted(path.name for path in out.iterdir()) == sorted(row["title"] for row in rows)
    assert next(out.glob("*.pdf")).read_bytes().startswith(b"%PDF")


def test_one_format_of_one_quarter(sample: Path, verb: Shell, tmp_path: Path) -> None:
    rows = verb(
        *("metrics", "export", "--period", "last", "--format", "markdown", "--out", str(tmp_path), "--json")
    ).json
    assert [Path(row["path"]).suffix for row in rows] == [".md"]
    text = Path(rows[0]["path"]).read_text("utf-8")
    assert text.startswith("# Metrics, Q") and "| Deal" in text
    ended = verb("metrics", "export", "--format", "docx", "--out", str(tmp_path))
    assert ended.code == 1 and "Formats: pdf, markdown, csv" in ended.sentence
