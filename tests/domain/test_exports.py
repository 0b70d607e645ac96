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
    assert (note.place, record.recipient) == ("", "")
    with pytest.raises(FrozenInstanceError):
        note.revision = 3  # type: ignore[misc]  # the point of the test
    with pytest.raises(FrozenInstanceError):
        record.head_seq = 8  # type: ignore[misc]  # the point of the test
