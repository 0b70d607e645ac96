"""The ledger of what left."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from se_desk.domain.exports import NoteExport, RecordExport

AT = datetime(2026, 3, 4, tzinfo=UTC)


def test_a_ledger_entry_cannot_be_changed() -> None:
    note = NoteExport(id="e", note_id="n", format="markdown", revision=2, digest="ab", exported_at=AT)
    record = RecordExport(id="r", deal_id="d", head_seq=7, head_hash="cd", exported_at=AT)
    assert (note.place, record.recipient, record.period) == ("", "", "")
    with pytest.raises(FrozenInstanceError):
        note.revision = 3  # type: ignore[misc]  # the point of the test
    with pytest.raises(FrozenInstanceError):
        record.head_seq = 8  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize(
    ("recipient", "period", "said"),
    [
        ("", "", "Wed 4 Mar 2026: up to entry 7"),
        ("Ines Falk", "", "Wed 4 Mar 2026, for Ines Falk: up to entry 7"),
        ("", "Q1 FY2026", "Wed 4 Mar 2026, Q1 FY2026: up to entry 7"),
        ("Ines", "Q1 FY2026", "Wed 4 Mar 2026, for Ines, Q1 FY2026: up to entry 7"),
    ],
)
def test_what_a_line_of_the_ledger_says(recipient: str, period: str, said: str) -> None:
    record = RecordExport(
        id="r", deal_id="d", head_seq=7, head_hash="cd", recipient=recipient, period=period, exported_at=AT
    )
    assert record.say() == said
