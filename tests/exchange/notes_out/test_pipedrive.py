from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.pipedrive import FORMAT, HEADER
from tests.exchange.notes_out.csv_reading import written
from tests.exchange.notes_out.samples import DEAL


def test_the_title_stands_beside_the_id(note_out: Callable[..., NoteOut]) -> None:
    deals = (replace(DEAL, crm_id="42"), DEAL, replace(DEAL, title="=1+1"), None)
    rows = written(FORMAT, HEADER, *(note_out(deal=deal) for deal in deals))
    found = [(row["Deal - ID"], row["Deal - Title"]) for row in rows]
    assert found == [("42", "Quay pilot"), ("", "Quay pilot"), ("", ""), ("", "")]
