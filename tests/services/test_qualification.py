"""Verbs of gates and letters on a real desk."""

from __future__ import annotations

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput
from se_desk.domain.qualification import GateKind, GateState, Letter
from se_desk.services.desk import Desk


def test_gates_are_unknown_until_touched(desk: Desk, deal: Deal) -> None:
    assert [g.state for g in desk.qualification.gates(deal.id)] == [GateState.UNKNOWN] * 3
    claimed = desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.CLAIMED)
    with pytest.raises(BadInput):
        desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, " ")
    shown = desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, "order form")
    assert shown.id == claimed.id
    assert [g.is_open for g in desk.qualification.gates(deal.id)] == [False, True, True]


def test_letters(desk: Desk, deal: Deal) -> None:
    first = desk.qualification.set_element(deal.id, Letter.CHAMPION, "Ines asked for the numbers")
    again = desk.qualification.set_element(deal.id, Letter.CHAMPION, "")
    assert again.id == first.id
    assert [e.letter for e in desk.qualification.elements(deal.id)] == list(Letter)
    assert not any(e.evidence for e in desk.qualification.elements(deal.id))
