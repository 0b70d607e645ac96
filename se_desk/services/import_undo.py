"""Taking the last import of deals back: the fields as they were, new deals gone where nothing was added.

What somebody has worked on since is theirs: it stays, and is named.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from se_desk.domain.announcements import Noun
from se_desk.domain.deals import Deal
from se_desk.domain.errors import NotFound
from se_desk.domain.imports import LastImport
from se_desk.domain.moments import count
from se_desk.domain.partners import Partner
from se_desk.storage import deals as deal_rows
from se_desk.storage import imports as import_rows
from se_desk.storage import note_links
from se_desk.storage import partners as partner_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work

_LABELS = {
    "title": "title",
    "account": "account",
    "partner_id": "account executive",
    "crm_id": "id in the CRM",
    "value_minor": "value",
    "value_currency": "value",
}
_NAMED = 5


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of it. ``stayed`` are sentences on what was worked on since."""

    label: str
    restored: int
    removed: int
    stayed: tuple[str, ...] = ()

    def say(self) -> str:
        """``The import from HubSpot is taken back: 3 deals removed, 1 deal as before.``"""
        done = f"{count(self.removed, 'deal')} removed, {count(self.restored, 'deal')} as before"
        more = len(self.stayed) - _NAMED
        rest = (f"And {more} more stay.",) if more > 0 else ()
        return " ".join(
            (f"The import from {self.label} is taken back: {done}.", *self.stayed[:_NAMED], *rest)
        )


class ImportUndo:
    """Knows the last import, and takes it back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def last(self) -> tuple[str, datetime] | None:
        """Whose export came in last and when; None where there is nothing to take back."""
        with self._desk.reading() as conn:
            return import_rows.about_last(conn)

    def undo(self, *, author: object | None = None) -> TakenBack:
        """Take it back in one transaction. NotFound where there is nothing to take back."""
        with self._desk.writing(author) as work:
            last = import_rows.find_last(work.conn)
            if last is None:
                raise NotFound("There is no import to take back.", do="Only the last one can be taken back.")
            taken_back = _Back(work, last).go()
            import_rows.forget_last(work.conn)
            work.announce(Noun.EVERYTHING, "")
        return taken_back


class _Back:
    def __init__(self, work: Work, last: LastImport) -> None:
        self._work, self._last = work, last
        steps = json.loads(last.steps)
        self._made: frozenset[str] = frozenset(steps["made"])
        self._met: list[str] = steps["met"]
        self._points: frozenset[str] = frozenset(steps["points"])
        self._changed: Mapping[str, Mapping[str, Any]] = steps["changed"]
        self._deals = {deal.id: deal for deal in deal_rows.all_deals(work.conn)}
        self._stayed: list[str] = []

    def go(self) -> TakenBack:
        conn = self._work.conn
        removed = self._removable()
        points = {point.id: point.deal_id for point in deal_rows.forecasts_of(conn)}
        kept = self._made - removed
        gone = [key for key in self._points if points.get(key, "") not in kept]
        import_rows.remove_forecasts(conn, gone)
        import_rows.remove_deals(conn, removed)
        restored = [found for key in self._changed if (found := self._as_before(key)) is not None]
        import_rows.update_deals(conn, restored)
        self._part_from_partners()
        return TakenBack(self._last.label, len(restored), len(removed), tuple(self._stayed))

    def _removable(self) -> frozenset[str]:
        """The deals that came with the import and to which nothing has come since."""
        used = import_rows.deals_in_use(self._work.conn, self._points)
        removable = set()
        for key in self._made & self._deals.keys():
            deal = self._deals[key]
            if key in used or deal.changed_at != self._last.taken_at:
                self._stayed.append(f"{_named(deal)} stays: it was worked on since.")
            else:
                removable.add(key)
        return frozenset(removable)

    def _as_before(self, key: str) -> Deal | None:
        """The deal with its fields as they were; a field that was changed since is left alone."""
        deal = self._deals.get(key)
        if deal is None:
            return None
        change = self._changed[key]
        since = [name for name, value in change["after"].items() if getattr(deal, name) != value]
        for label in dict.fromkeys(_LABELS[name] for name in since):
            self._stayed.append(f"{_named(deal)}: the {label} was changed since and stays.")
        before = {name: value for name, value in change["before"].items() if name not in since}
        untouched = deal.changed_at == self._last.taken_at
        changed_at = datetime.fromisoformat(change["changed_at"]) if untouched else self._work.now
        return replace(deal, **before, changed_at=changed_at)

    def _part_from_partners(self) -> None:
        """Account executives who came with the import and have nothing here any more."""
        used = import_rows.partners_in_use(self._work.conn)
        partners = {one.id: one for one in partner_rows.all_partners(self._work.conn)}
        unused = [key for key in self._met if key in partners and key not in used]
        bare = [key for key in unused if partners[key] == Partner(id=key, name=partners[key].name)]
        import_rows.remove_partners(self._work.conn, bare)
        for key in bare:
            note_links.forget(self._work.conn, "partner", key)


def _named(deal: Deal) -> str:
    return f"{deal.account}, {deal.title}"
