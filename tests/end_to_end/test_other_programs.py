"""The programs of others that check a record notice what is not in order: the control of their users."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature

from tests.end_to_end import other_programs

VECTORS = Path(__file__).parents[1] / "vectors" / "risk-record"


def test_they_accept_a_record_that_is_in_order(tmp_path: Path) -> None:
    assert other_programs.check(VECTORS / "record.json")
    if other_programs.OPENSSL:
        assert other_programs.openssl_accepts(VECTORS / "record.json", tmp_path)


@pytest.mark.parametrize("part", ["statement", "head", "sig"])
def test_they_refuse_one_that_is_not(part: str, tmp_path: Path) -> None:
    read = json.loads((VECTORS / "record.json").read_text("utf-8"))
    if part == "statement":
        read["entries"][0]["open"]["statement"]["value"] += " not"
    elif part == "head":
        read["manifest"]["head"]["hash"] = "0" * 64
    else:
        read["sig"] = "0" * 128
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(read), "utf-8")
    with pytest.raises((AssertionError, InvalidSignature)):
        other_programs.check(changed)
    if other_programs.OPENSSL and part != "statement":
        assert not other_programs.openssl_accepts(changed, tmp_path)
