"""Verbs of qualification: what is known of a gate, what stands behind a letter of MEDDPICC."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.clause_fields import Thresholds, thresholds_of
from se_desk.domain.errors import BadInput
from se_desk.domain.qualification import Element, Gate, GateChange, GateKind, GateState, Letter
from se_desk.storage import charters as charter_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import qualification as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work


class Qualification:
    """What can be done with gates and elements."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def set_gate(
        self,
        deal_id: str,
        kind: GateKind,
        state: GateState,
        evidence: str = "",
        *,
        since_on: date | None = None,
        author: object | None = None,
    ) -> Gate:
        """How well a gate is known, and from which day on; today where none is named.

        Other words for what stands behind an evidenced gate leave its day as it was. BadInput where it is
        called evidenced without evidence, or from a day to come.
        """
        since = since_on or self._desk.today_on()
        self._check(state, evidence, since)
        with self._desk.writing(author) as work:
            deal_rows.get(work.conn, deal_id)
            found = statements.find_gate(work.conn, deal_id, kind)
            gate = Gate(
                id=found.id if found else work.new_id(),
                deal_id=deal_id,
                kind=kind,
                state=state,
                evidence=evidence.strip(),
                changed_at=work.now,
            )
            statements.save_gate(work.conn, gate)
            if found is None or found.state is not state or since_on is not None:
                statements.insert_change(work.conn, _change_to(gate, work, since))
            work.announce(Noun.DEAL, deal_id, deal_id)
        return gate

    def _check(self, state: GateState, evidence: str, since: date) -> None:
        if since > self._desk.today_on():
            raise BadInput("A gate is known from today on at the latest.", do="Name today or a day before.")
        if state is GateState.EVIDENCED and not evidence.strip():
            raise BadInput("A gate is evidenced by something.", do="Say by what: a mail, a name, a document.")

    def set_element(
        self, deal_id: str, letter: Letter, evidence: str, *, author: object | None = None
    ) -> Element:
        """The evidence for a letter; blank opens it again."""
        with self._desk.writing(author) as work:
            deal_rows.get(work.conn, deal_id)
            found = statements.find_element(work.conn, deal_id, letter)
            element = Element(
                id=found.id if found else work.new_id(),
                deal_id=deal_id,
                letter=letter,
                evidence=evidence.strip(),
                changed_at=work.now,
            )
            statements.save_element(work.conn, element)
            work.announce(Noun.DEAL, deal_id, deal_id)
        return element

    def gates(self, deal_id: str) -> tuple[Gate, ...]:
        """All three gates in order; one nobody has touched is unknown."""
        with self._desk.reading() as conn:
            found = {gate.kind: gate for gate in statements.gates_of(conn, deal_id)}
        return tuple(
            found.get(kind, Gate(id="", deal_id=deal_id, kind=kind, changed_at=self._desk.now()))
            for kind in GateKind
        )

    def thresholds(self, deal_id: str) -> Thresholds:
        """What the charter in force with the deal's AE asks for before a demo or POC, else the default."""
        with self._desk.reading() as conn:
            partner_id = deal_rows.get(conn, deal_id).partner_id
            agreed = charter_rows.in_force(conn, [partner_id] if partner_id else ())
        return thresholds_of(clause for _, clauses in agreed.values() for clause in clauses)

    def elements(self, deal_id: str) -> tuple[Element, ...]:
        """All eight letters in order; one nobody has touched has no evidence."""
        with self._desk.reading() as conn:
            found = {element.letter: element for element in statements.elements_of(conn, deal_id)}
        return tuple(
            found.get(letter, Element(id="", deal_id=deal_id, letter=letter, changed_at=self._desk.now()))
            for letter in Letter
        )


def _change_to(gate: Gate, work: Work, since: date) -> GateChange:
    """What its history keeps of it."""
    return GateChange(
        id=work.new_id(),
        deal_id=gate.deal_id,
        kind=gate.kind,
        state=gate.state,
        since_on=since,
        recorded_at=work.now,
    )
