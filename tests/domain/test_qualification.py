"""Gates and MEDDPICC: what nobody has touched is open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from se_desk.domain.qualification import (
    Gate,
    GateChange,
    GateKind,
    GateState,
    Letter,
    evidenced_by,
    open_gates,
)

AT = datetime(2026, 3, 4, tzinfo=UTC)


def gate(kind: GateKind, state: GateState) -> Gate:
    return Gate(id=kind.value, deal_id="d", kind=kind, state=state, changed_at=AT)


def test_untouched_gates_are_open_in_order() -> None:
    assert open_gates(()) == (GateKind.BUDGET, GateKind.TIMELINE, GateKind.SPONSOR)


@pytest.mark.parametrize("states", list(product(GateState, repeat=3)))
def test_only_evidence_closes_a_gate(states: tuple[GateState, ...]) -> None:
    gates = tuple(gate(kind, state) for kind, state in zip(GateKind, states, strict=True))
    expected = tuple(g.kind for g in gates if g.state is not GateState.EVIDENCED)
    assert open_gates(gates) == expected
    assert open_gates(gates[::-1]) == expected
    assert all(g.is_open is (g.kind in expected) for g in gates)


def test_labels() -> None:
    assert [kind.label for kind in GateKind] == [
        "Budget exists",
        "Timeline under 6 months",
        "VP-level sponsor engaged",
    ]
    assert [state.label for state in GateState] == ["Unknown", "Claimed", "Evidenced"]


def test_the_eight_letters() -> None:
    assert "".join(letter.label[0] for letter in Letter) == "MEDDPICC"
    assert Letter.ECONOMIC_BUYER.label == "Economic buyer"


DAY = date(2026, 3, 4)


def change(state: GateState, on: int, at: int = 0) -> GateChange:
    recorded_at = datetime(2026, 3, 20, 9, at, tzinfo=UTC)
    since_on = DAY + timedelta(days=on)
    return GateChange(
        id="h", deal_id="d", kind=GateKind.BUDGET, state=state, since_on=since_on, recorded_at=recorded_at
    )


@pytest.mark.parametrize(
    ("found", "evidenced"),
    [
        ((), False),
        ((change(GateState.EVIDENCED, 0),), True),
        ((change(GateState.EVIDENCED, 1),), False),
        ((change(GateState.CLAIMED, -2), change(GateState.EVIDENCED, -1)), True),
        ((change(GateState.EVIDENCED, -3), change(GateState.UNKNOWN, -1)), False),
        ((change(GateState.EVIDENCED, -3), change(GateState.UNKNOWN, 1)), True),  # opened again later
        ((change(GateState.EVIDENCED, 0, at=1), change(GateState.CLAIMED, 0, at=0)), True),
        ((change(GateState.CLAIMED, 0, at=1), change(GateState.EVIDENCED, 0, at=0)), False),
    ],
)
def test_what_was_evidenced_on_a_day(found: tuple[GateChange, ...], evidenced: bool) -> None:
    assert (GateKind.BUDGET in evidenced_by(found, DAY)) is evidenced
