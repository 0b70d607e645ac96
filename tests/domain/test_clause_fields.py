"""Thresholds, roles and the phrase as fields: read from any value, written so that they read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.charters import Clause, ClauseKind, Owes
from se_desk.domain.clause_fields import (
    Roles,
    Thresholds,
    read_roles,
    read_thresholds,
    roles_of,
    thresholds_of,
    value_from_lines,
    value_lines,
)
from se_desk.domain.qualification import GateKind

CLAUSE = Clause(id="1", charter_id="c", origin_id="1", position=1, topic="T", text="Words.")
THRESHOLDS = replace(CLAUSE, kind=ClauseKind.THRESHOLDS, value="budget, timeline 9 months, sponsor director")
ROLES = replace(CLAUSE, kind=ClauseKind.ROLES, value="opening se, commercial ae, technical both, notes se")
PHRASE = replace(CLAUSE, kind=ClauseKind.RESCUE_PHRASE, value="Back to the quay…")

PARTY = st.sampled_from(Owes)
SPONSORS = st.sampled_from(["VP", "director", "board member", "C"])


@pytest.mark.parametrize(
    ("value", "gates", "months", "sponsor"),
    [
        ("", set(GateKind), 6, "VP"),
        ("nothing that is known", set(GateKind), 6, "VP"),
        ("budget, timeline, sponsor", set(GateKind), 6, "VP"),
        ("budget", {GateKind.BUDGET}, 6, "VP"),
        ("timeline 9 months", {GateKind.TIMELINE}, 9, "VP"),
        (
            "Timeline: 400 months; sponsor board member",
            {GateKind.TIMELINE, GateKind.SPONSOR},
            60,
            "board member",
        ),
        ("timeline 0 months", {GateKind.TIMELINE}, 1, "VP"),
    ],
)
def test_any_value_gives_thresholds(value: str, gates: set[GateKind], months: int, sponsor: str) -> None:
    assert read_thresholds(value) == Thresholds(frozenset(gates), months, sponsor)


@given(st.frozensets(st.sampled_from(GateKind), min_size=1), st.integers(1, 60), SPONSORS)
def test_thresholds_read_back(gates: frozenset[GateKind], months: int, sponsor: str) -> None:
    kept = Thresholds(
        gates,
        months if GateKind.TIMELINE in gates else 6,
        sponsor if GateKind.SPONSOR in gates else "VP",
    )
    assert read_thresholds(kept.text()) == kept


@given(st.builds(Roles, PARTY, PARTY, PARTY, PARTY))
def test_roles_read_back(roles: Roles) -> None:
    assert read_roles(roles.text()) == roles
    clause = replace(ROLES, value=roles.text())
    said = value_lines(clause, "Ada", "Nora")
    assert value_from_lines(replace(clause, value=""), said, "Ada", "Nora") == roles.text()


@given(st.text())
def test_no_value_is_too_strange(value: str) -> None:
    assert read_thresholds(value).gates
    assert isinstance(read_roles(value), Roles)


def test_what_the_pair_agreed_else_the_usual() -> None:
    assert thresholds_of(()) == Thresholds()
    assert thresholds_of((CLAUSE, THRESHOLDS)).months == 9
    assert roles_of(()) == Roles()
    assert roles_of((CLAUSE, ROLES)).opening is Owes.SE


def test_what_people_read() -> None:
    assert value_lines(THRESHOLDS, "Ada", "Nora") == (
        "Budget exists; Timeline under 9 months; director-level sponsor engaged",
    )
    assert value_lines(ROLES, "Ada", "Nora") == (
        "Ada: commercial questions",
        "Nora: opening and closing, technical notes",
        "Ada and Nora: technical content and depth",
    )
    assert value_lines(PHRASE, "Ada", "Nora") == ("Back to the quay…",)
    assert value_lines(replace(PHRASE, value=" "), "Ada", "Nora") == ()
    assert value_lines(CLAUSE, "Ada", "Nora") == ()


@pytest.mark.parametrize(
    ("clause", "lines", "value"),
    [
        (PHRASE, ("Back to", "the harbour…"), "Back to the harbour…"),
        (PHRASE, (), PHRASE.value),
        (CLAUSE, ("a line of the AE",), ""),
        (THRESHOLDS, (), THRESHOLDS.value),
        (THRESHOLDS, ("something else",), "budget, timeline 9 months, sponsor director"),
        (THRESHOLDS, ("Budget exists; Timeline under 12 months",), "budget, timeline 12 months"),
        (THRESHOLDS, ("VP-level sponsor engaged",), "sponsor VP"),
        (
            ROLES,
            ("Ada: opening and closing", "Nobody: commercial questions", "Nora: something new"),
            "opening ae, commercial ae, technical both, notes se",
        ),
        (
            ROLES,
            ("Ada and Nora: Technical notes.",),
            "opening se, commercial ae, technical both, notes both",
        ),
    ],
)
def test_lines_that_somebody_edited(clause: Clause, lines: tuple[str, ...], value: str) -> None:
    assert value_from_lines(clause, lines, "Ada", "Nora") == value
