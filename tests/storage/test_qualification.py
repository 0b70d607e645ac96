"""Statements of gates and letters: one row a kind and deal."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from se_desk.domain.errors import DeskError
from se_desk.domain.qualification import Element, Gate, GateKind, GateState, Letter
from se_desk.storage import deals, qualification
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal


def gate(key: str, state: GateState) -> Gate:
    return Gate(id=key, deal_id="d1", kind=GateKind.BUDGET, state=state, changed_at=NOW)


def test_written_again_in_place(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        assert qualification.find_gate(conn, "d1", GateKind.BUDGET) is None
        qualification.save_gate(conn, gate("g1", GateState.CLAIMED))
        qualification.save_gate(conn, gate("g1", GateState.UNKNOWN))
        assert qualification.gates_of(conn, "d1") == (gate("g1", GateState.UNKNOWN),)
        letter = Element(id="e1", deal_id="d1", letter=Letter.CHAMPION, evidence="Ines", changed_at=NOW)
        assert qualification.find_element(conn, "d1", Letter.CHAMPION) is None
        qualification.save_element(conn, letter)
        assert qualification.elements_of(conn, "d1") == (letter,)
        assert qualification.find_element(conn, "d1", Letter.METRICS) is None
    with pytest.raises((DBAPIError, DeskError)), store.writing() as conn:
        qualification.save_gate(conn, gate("g2", GateState.CLAIMED))
