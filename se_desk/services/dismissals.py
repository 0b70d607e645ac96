"""Proposals that the SE set aside: each with its reason, and whether the data still say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from se_desk.domain.proposals import Dismissal, Proposal, proposals, say_rule
from se_desk.services.deal_facts import facts_of
from se_desk.storage import deals as deal_rows
from se_desk.storage import risks as risk_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SetAside:
    """A dismissal, and the proposal itself where the data are what they were; it can be raised after all.

    ``came_back`` says that the data changed and the rule speaks again, with other words.
    """

    dismissal: Dismissal
    proposal: Proposal | None
    came_back: bool

    @property
    def words(self) -> str:
        """What was proposed: its own words, else those of its rule."""
        return self.proposal.statement if self.proposal else say_rule(self.dismissal.rule)


class Dismissals:
    """What can be asked of proposals that were set aside."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def count(self, deal_id: str) -> int:
        """How many there are of a deal."""
        with self._desk.reading() as conn:
            return sum(one.deal_id == deal_id and not one.was_raised for one in risk_rows.dismissed(conn))

    def of_deal(self, deal_id: str) -> tuple[SetAside, ...]:
        """Those of a deal, the newest first; without those that became a flag. NotFound for no such deal."""
        now = self._desk.now()
        with self._desk.reading() as conn:
            deal = deal_rows.get(conn, deal_id)
            settled = [one for one in risk_rows.dismissed(conn) if one.deal_id == deal_id]
            speaking = proposals(facts_of(conn, deal, now))
        raised = {(one.rule, one.facts) for one in settled if one.was_raised}
        kept = [one for one in reversed(settled) if not one.was_raised]
        return tuple(_set_aside(one, speaking, raised) for one in kept)


def _set_aside(
    dismissal: Dismissal, speaking: tuple[Proposal, ...], raised: set[tuple[str, str]]
) -> SetAside:
    rule = next((one for one in speaking if one.rule == dismissal.rule), None)
    same = rule is not None and rule.facts == dismissal.facts
    settled = (dismissal.rule, dismissal.facts) in raised
    return SetAside(dismissal, rule if same and not settled else None, rule is not None and not same)
