from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.exchange.notes_out.note_out import NoteOut
from tests.exchange.notes_out.samples import CALL, DEAL, NOTE


@pytest.fixture
def note_out() -> Callable[..., NoteOut]:
    """A shareable note of a deal and a call; any field of the note can be given another value."""

    def make(deal: Deal | None = DEAL, call: Call | None = CALL, **changes: Any) -> NoteOut:
        return NoteOut(note=replace(NOTE, **changes), deal=deal, call=call)

    return make
