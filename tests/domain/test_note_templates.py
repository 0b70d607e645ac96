"""Fields are filled in, lines that say nothing are left out, and all else stays as typed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.note_templates import FIELDS, NoteTemplate, fill_template, moved, positions
from se_desk.domain.notes import NoteKind

KNOWN = {"deal": "Cold {chain}", "account": "Brookmoor", "ae": "", "attendees": "Ana, {ae}"}


@pytest.mark.parametrize(
    ("source", "filled"),
    [
        ("# {account}: {deal}\n", "# Brookmoor: Cold {chain}\n"),
        ("{attendees}", "Ana, {ae}"),
        ("- AE: {ae}\n- Deal: {deal}\n", "- Deal: Cold {chain}\n"),
        ("# Demo: {ae}\n\nx\n", "# Demo\n\nx\n"),
        ("# {ae}\n\n- x\n", "- x\n"),
        ("a\n\n- {ae}\n\nb\n", "a\n\nb\n"),
        ("a\n\n\n\nb\n", "a\n\n\n\nb\n"),
        ("{unknown} {Deal} {{x}} {}\n", "{unknown} {Deal} {{x}} {}\n"),
        ("{unknown} {deal}", "{unknown} Cold {chain}"),
        ("# {ae} {mine}\r\nx", "#  {mine}\r\nx"),
        ("# For {ae}\r\nx", "# For\r\nx"),
        ("- {ae}\r\nx\u2028y\u00a0z\t\r\n", "x\u2028y\u00a0z\t\r\n"),
        ("{ae}", ""),
        ("", ""),
    ],
)
def test_filling(source: str, filled: str) -> None:
    assert fill_template(source, KNOWN) == filled


@given(st.text(alphabet=st.characters(exclude_characters="{}")))
def test_a_text_without_fields_stays_byte_for_byte(source: str) -> None:
    assert fill_template(source, KNOWN) == source


@given(st.lists(st.sampled_from(["{deal}", "{ae}", "# ", "\n", "\r\n", "x", "{y}", " ", "- "]), max_size=12))
def test_filling_leaves_no_known_field_behind(pieces: list[str]) -> None:
    filled = fill_template("".join(pieces), {"deal": "D"})
    assert not any(f"{{{name}}}" in filled for name in FIELDS)
    assert filled.count("{y}") <= pieces.count("{y}")


def a_template(key: str, position: int = 0) -> NoteTemplate:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return NoteTemplate(id=key, kind=NoteKind.DEMO, name=key, body="", position=position, changed_at=at)


def test_order() -> None:
    own = [a_template("a"), a_template("bundled:demo"), a_template("b")]
    assert own[1].is_bundled
    assert not own[0].is_bundled
    assert moved(own, "b", -1) == ("a", "b", "bundled:demo")
    assert moved(own, "a", -1) == ("a", "bundled:demo", "b")
    assert moved(own, "b", +1) == ("a", "bundled:demo", "b")
    assert moved(own, "a", +5) == ("bundled:demo", "b", "a")
    assert positions(("a", "b", "bundled:demo", "c")) == {"a": -2, "b": -1, "bundled:demo": 0, "c": 1}
    assert positions(("a", "b")) == {"a": 1, "b": 2}
