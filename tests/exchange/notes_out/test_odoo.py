from __future__ import annotations

import re
from collections.abc import Callable

from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.odoo import FORMAT, HEADER
from tests.exchange.notes_out.csv_reading import written


def test_an_external_id_of_our_own_doubles_nothing(note_out: Callable[..., NoteOut]) -> None:
    first, again = written(FORMAT, HEADER, note_out(), note_out(body="Later", revision=9))
    assert first["id"] == again["id"]
    assert re.fullmatch(r"sedesk\.note_[0-9a-f]{32}", first["id"])
    assert (first["model"], first["message_type"]) == ("crm.lead", "comment")


def test_a_moment_is_utc(note_out: Callable[..., NoteOut]) -> None:
    rows = written(FORMAT, HEADER, note_out(), note_out(call=None))
    assert [row["date"] for row in rows] == ["2026-09-03 12:00:00", "2026-09-03 14:40:00"]
