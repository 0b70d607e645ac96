"""The story of a flag at the shell, and the check of a record."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from se_desk.domain.evidence import EvidenceKind, read
from tests.cli.conftest import Shell
from tests.exchange.risk_records.stamped import bytes_of, plain_chain, stamped_chain, token_over
from tests.time_authority import Authority, by_openssl

VECTORS = Path(__file__).parents[1] / "vectors" / "risk-record"
RECEIPT = re.compile(r"SED1-\d{4}(-[0-9A-HJKMNP-TV-Z]{4}){7}")


@pytest.fixture
def flag(empty: Path, verb: Shell) -> str:
    """The id of a flag on the only deal."""
    verb("deal", "Crane sensors", "--account", "Old Quay", "--forecast", "commit:2026-12-31")
    raised = verb(
        "flag", "quay", "--severity", "high", "--category", "technical-fit",
        "--statement", "It does not fit.", "--evidence", "Measured twice.", "--json",
    )  # fmt: skip
    return str(raised.json["id"])


def test_a_raised_flag_is_one_object_with_its_receipt(flag: str, verb: Shell) -> None:
    raised = verb(
        "flag", "quay", "--severity", "low", "--category", "data", "--statement", "S", "--json"
    ).json
    assert RECEIPT.fullmatch(raised["receipt"])
    assert (raised["statement"], raised["status"], raised["deal"]) == ("S", "not_told", "Old Quay")
    said = verb("flag", "quay", "--severity", "low", "--category", "data", "--statement", "S")
    assert RECEIPT.search(said.out)


def test_told_answered_remarked_corrected_closed(flag: str, verb: Shell) -> None:
    steps = [
        (
            "told",
            flag,
            "--to",
            "Callum",
            "--channel",
            "direct-message",
            "--reference",
            "r1",
            "--message",
            "m",
        ),
        ("respond", "does not fit", "--from", "Callum", "--response", "Looking", "--reference", "r2"),
        ("remark", flag[-4:], "Asked again"),
        ("correct", flag, "1", "--statement=It fits in part.", "--evidence", "Measured three times."),
        ("outcome", flag, "Agreed", "--note", "Moved to February"),
    ]
    kinds, statuses = [], []
    for words in steps:
        (row,) = verb(*words, "--json").json
        kinds.append(row["entries"][-1]["kind"])
        statuses.append(row["status"])
        assert row["receipt"] == row["entries"][-1]["receipt"]
    assert kinds == ["risk.sent", "risk.ack", "risk.note", "risk.correct", "risk.outcome"]
    assert statuses == ["waiting", "answered", "answered", "answered", "closed"]
    (row,) = verb("flags", "--json").json
    assert row["statement"] == "It fits in part."
    assert row["entries"][0]["fields"]["statement"] == "It does not fit."
    assert [entry["seq"] for entry in row["entries"]] == [1, 2, 3, 4, 5, 6]


def test_each_step_says_what_it_recorded(flag: str, verb: Shell) -> None:
    assert "Callum was told" in verb("told", flag, "--to", "Callum", "--channel", "call").out
    assert "reported by you" in verb("respond", flag, "--from", "Callum", "--response", "Yes").out
    assert "Added" in verb("remark", flag, "x").out
    assert "corrected by entry 5" in verb("correct", flag, "1", "--severity", "low").out
    assert "solved" in verb("outcome", flag, "solved").out


@pytest.mark.parametrize(
    "words",
    [
        ("correct", "{}", "9", "--statement", "x"),
        ("correct", "{}", "1", "--to", "x"),
        ("correct", "{}", "1", "--severity", "enormous"),
        ("remark", "{}", " "),
        ("told", "{}", "--to", " ", "--channel", "call"),
    ],
)
def test_what_the_log_cannot_keep_is_not_kept(words: tuple[str, ...], flag: str, verb: Shell) -> None:
    before = verb("flags", "--json").out
    said = verb(*(word.format(flag) for word in words))
    assert said.code == 1
    assert said.sentence
    assert verb("flags", "--json").out == before


def test_the_record_of_the_story_verifies(flag: str, verb: Shell, shell: Shell, tmp_path: Path) -> None:
    receipt = verb("flags", "--json").json[0]["receipt"]
    out = tmp_path / "record"
    rows = verb(
        "export", "record", "quay", "--out", out, "--for", "Mara", "--without", "evidence", "--json"
    ).json
    assert sorted(Path(row["path"]).suffix for row in rows) == [".html", ".json", ".md", ".pdf", ".txt"]
    (record,) = out.glob("*.json")
    checked = shell("verify", record, receipt)
    assert (checked.code, checked.err) == (0, "")
    key = checked.out.split("Public key: ")[1].strip()
    assert shell("verify", record, receipt.replace("-", " ").lower(), "--key", key).code == 0
    assert shell("verify", record, "--key", "0" * 64).code == 1
    assert shell("verify", record, receipt[:-1] + ("0" if receipt[-1] != "0" else "1")).code == 1
    assert "Measured twice." not in record.read_text("utf-8")


def test_verify_has_codes_of_its_own(shell: Shell, tmp_path: Path, desk_home: Path) -> None:
    whole = shell("verify", VECTORS / "record.json")
    assert (whole.code, whole.err) == (0, "")
    for file in sorted(VECTORS.glob("tampered-*.json")):
        said = shell("verify", file)
        assert (said.code, bool(said.sentence)) == (1, True), file.name
    text = tmp_path / "text.json"
    text.write_text("{", "utf-8")
    for file in (text, tmp_path / "missing.json", tmp_path):
        assert shell("verify", file).code == 2
    assert shell("verify").code == 2
    assert not desk_home.exists()


def test_verify_answers_programs(shell: Shell) -> None:
    (row,) = shell("verify", VECTORS / "record.json", "--json").json
    assert (row["intact"], row["code"], row["faults"]) == (True, 0, [])
    assert len(row["public_key"]) == 64
    tampered = sorted(VECTORS.glob("tampered-*.json"))[0]
    said = shell("verify", tampered, "--json")
    assert said.code == 1
    (row,) = json.loads(said.out)
    assert row["faults"][0]["reason"] == said.sentence


@by_openssl
def test_a_time_stamp_is_checked_against_the_authority(shell: Shell, tmp_path: Path) -> None:
    authority = Authority(tmp_path / "authority", "p256")
    record = tmp_path / "record.json"
    record.write_bytes(bytes_of(stamped_chain(token_over(authority, plain_chain()[1].hash))))
    root = tmp_path / "authority" / "root.pem"
    said = shell("verify", record, "--authority", root, "--json")
    assert said.code == 0 and "which the given certificate vouches for" in said.json[0]["time_stamps"][0]
    assert "Time stamp: entry 2 " in shell("verify", record).out
    other = Authority(tmp_path / "other", "p256").folder / "root.pem"
    assert shell("verify", record, "--authority", other).code == 1
    assert shell("verify", record, "--authority", tmp_path / "none.pem").code == 2


def test_several_pieces_of_evidence_are_items_and_one_is_as_it_is(empty: Path, verb: Shell) -> None:
    verb("deal", "Crane sensors", "--account", "Old Quay")
    words = ("flag", "quay", "--severity", "low", "--category", "data", "--statement", "S", "--json")
    assert verb(*words).json["evidence"] == ""
    assert verb(*words, "--evidence", "as typed").json["evidence"] == "as typed"
    several = verb(*words, "--evidence", "Measured twice", "--evidence", "Call of Monday").json
    assert several["evidence"] == "• Own words: Measured twice\n• Own words: Call of Monday"
    assert "once for each item" in " ".join(verb("flag", "--help").out.split())


@pytest.mark.parametrize("typed", ["• Computed: 99 days apart", "• Note: a\n• Call: b"])
def test_typed_text_never_passes_for_what_the_desk_computed_or_kept(
    typed: str, flag: str, verb: Shell
) -> None:
    words = ("flag", "quay", "--severity", "low", "--category", "data", "--statement", "S", "--json")
    raised = verb(*words, "--evidence", typed).json["evidence"]
    (corrected,) = verb("correct", flag, "1", "--evidence", typed, "--json").json
    for text in (raised, corrected["evidence"]):
        assert [(item.kind, item.words) for item in read(text)] == [(EvidenceKind.OWN, typed)]


def test_a_correction_takes_every_piece_of_evidence(flag: str, verb: Shell) -> None:
    (row,) = verb("correct", flag, "1", "--evidence", "a", "--statement", "T", "--evidence=b", "--json").json
    assert (row["statement"], row["evidence"]) == ("T", "• Own words: a\n• Own words: b")


def test_a_field_that_comes_twice_is_refused_and_nothing_is_kept(flag: str, verb: Shell) -> None:
    before = verb("flags", "--json").out
    said = verb("correct", flag, "1", "--statement", "a", "--statement", "b")
    assert said.code == 2
    assert "--statement was given twice" in said.sentence
    assert verb("flags", "--json").out == before
