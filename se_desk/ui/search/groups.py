"""Finds by the deal they belong to, in the order of the best of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from se_desk.domain.moments import count

if TYPE_CHECKING:
    from se_desk.services.search import Found

OF_NO_DEAL = "Of no deal"


@dataclass(frozen=True, slots=True)
class Group:
    """The finds of one deal; ``deal_id`` is empty for those of none."""

    title: str
    deal_id: str
    found: tuple[Found, ...]

    @property
    def said(self) -> str:
        """How many they are."""
        return count(len(self.found), "find")


def grouped(found: Iterable[Found]) -> tuple[Group, ...]:
    """A group stands where its first find stood; within it their order is kept."""
    by_deal: dict[str, list[Found]] = {}
    for one in found:
        by_deal.setdefault(one.deal_id or "", []).append(one)
    return tuple(
        Group(_title(finds) if deal_id else OF_NO_DEAL, deal_id, tuple(finds))
        for deal_id, finds in by_deal.items()
    )


def _title(found: list[Found]) -> str:
    """The deal's name; a flag outlives its deal."""
    return next((one.deal for one in found if one.deal), "A deal that is no longer on the desk")
