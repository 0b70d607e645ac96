"""A flag that is asked for without a word begins with what the deal's own data speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from se_desk.ui.kit.wishes import FlagRisk, flag_of

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


def with_proposal(wish: FlagRisk, desk: Desk) -> FlagRisk:
    """The wish with the deal's first proposal; as it is where it brings words, or the data speak for none."""
    if not wish.deal_id or wish.statement or wish.items or wish.rule:
        return wish
    first = next(iter(desk.risks.proposals(wish.deal_id)), None)
    return wish if first is None else flag_of(first)
