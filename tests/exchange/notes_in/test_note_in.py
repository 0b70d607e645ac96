"""One file's text becomes a note: title, times, tags, and nothing of it lost."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.notes import NoteKind
from se_desk.exchange.notes_in.note_in import NoteIn, read_moment, read_note

ZONE = ZoneInfo("Europe/Berlin")


def note(text: str, name: str = "file") -> NoteIn:
    return read_note(text, name, ZONE)


JOPLIN = """---
title: "Walk of the quay"
updated: 2021-05-02 08:00:00Z
created: 2021-05-01 16:40:00Z
latitude: 0.00000000
longitude: 0.00000000
altitude: 0.0000
tags:
  - crane
  - two words
  - 2024
---

Body
"""


def test_joplin() -> None:
    found = note(JOPLIN)
    assert found == NoteIn(
        title="Walk of the quay",
        body="Body\n\n#crane #two-words 2024\n",
        written_at=datetime(2021, 5, 1, 16, 40, tzinfo=UTC),
        changed_at=datetime(2021, 5, 2, 8, 0, tzinfo=UTC),
    )


def test_obsidian() -> None:
    found = note(
        "---\ntags: [quay, '#crane/4']\naliases: [Pier]\ncreated: 2021-05-01T09:15\n---\nBody", "Quay"
    )
    assert found.title == "Quay"
    assert found.written_at == found.changed_at == datetime(2021, 5, 1, 9, 15, tzinfo=ZONE)
    assert found.body.startswith("Body\n\n#quay #crane-4\n\n```yaml\n")
    assert "aliases: [Pier]" in found.body


def test_our_own_export_comes_back() -> None:
    text = (
        '---\ntitle: "A"\nkind: "demo"\ndeal: "D"\nwritten_at: "2026-03-04T10:30:15+01:00"\n'
        'note_id: "x"\nrevision: 2\n---\n\nBody'
    )
    found = note(text)
    assert (found.kind, found.title, found.body) == (NoteKind.DEMO, "A", "Body")
    assert found.written_at == datetime(2026, 3, 4, 9, 30, 15, tzinfo=UTC)
    assert note("---\nkind: poem\n---\nx").kind is NoteKind.IDEA


def test_no_front_matter() -> None:
    assert note("# Head\n\ttext\u2028\u00a0", "two\nlines") == NoteIn(
        title="two lines", body="# Head\n\ttext\u2028\u00a0"
    )


def test_malformed_front_matter_stays_in_the_text() -> None:
    text = "---\ntitle: a: b\n---\nBody"
    found = note(text)
    assert (found.title, found.body) == ("file", text)
    assert found.remark == "its front matter is no YAML in line 2, so it was left in the text"


def test_fields_without_a_place_are_kept() -> None:
    found = note("---\nauthor: Ann\nnote: '```'\nempty:\n---\n")
    assert found.body == "````yaml\nauthor: Ann\nnote: '```'\nempty:\n````\n"
    assert note("---\nlatitude: 53.55\n---\nx").body == "x\n\n```yaml\nlatitude: 53.55\n```\n"
    assert note("---\nempty:\n---\nx").body == "x"


def test_a_title_has_an_end() -> None:
    assert len(note(f"---\ntitle: {'x' * 1000}\n---\n").title) == 300
    assert note("---\ntitle: [a, b]\n---\n").title == "a b"
    assert note("---\ntitle:\n---\n", "kept").title == "kept"


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("2021-05-01 16:40:00Z", datetime(2021, 5, 1, 16, 40, tzinfo=UTC)),
        ("2021-05-01T16:40:00+02:00", datetime(2021, 5, 1, 14, 40, tzinfo=UTC)),
        ("2021-05-01T16:40", datetime(2021, 5, 1, 16, 40, tzinfo=ZONE)),
        ("2021-05-01", datetime(2021, 5, 1, 12, 0, tzinfo=ZONE)),
        ("0001-01-01", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("1979-12-31", None),
        ("9999-99-99", None),
        ("last Tuesday", None),
        ("", None),
    ],
)
def test_moments(said: str, at: datetime | None) -> None:
    assert read_moment(said, ZONE) == at


@given(st.text(max_size=120))
def test_any_text_is_a_note(text: str) -> None:
    found = note(text)
    assert found.title == "file"
    if not text.startswith("---"):
        assert found.body == text
