"""Whether a deal is ready for technical investment, and what its AE has asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from se_desk.domain.moments import count, say_day
from se_desk.domain.not_ready import NotReady
from se_desk.domain.requests import Request
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.wishes import MarkNotReady, RecordRequest

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class InvestmentCard(Card):
    """Two sentences, and the ways to add to them."""

    requestWish = Signal(object)

    def __init__(self, desk: Desk) -> None:
        self.mark = Button("Mark as not ready", "hourglass", small=True)
        self.request = Button("Record a request", "inbox", small=True)
        super().__init__("Technical investment", actions=(self.request, self.mark))
        self._desk, self._deal_id = desk, ""
        self.ready = BodyText("", "body", "text-2")
        self.asked = BodyText("", "body", "text-2")
        self.add(self.ready)
        self.add(self.asked)
        self.mark.clicked.connect(lambda: self.requestWish.emit(MarkNotReady(self._deal_id)))
        self.request.clicked.connect(lambda: self.requestWish.emit(RecordRequest(self._deal_id)))

    def show_deal(self, deal_id: str, today: date, *, has_partner: bool) -> None:
        """Read both anew; a request needs somebody who asks."""
        self._deal_id = deal_id
        stands = self._desk.not_ready.find_open(deal_id)
        self.ready.set_content(ready_words(stands, today))
        self.set_note("Not ready" if stands else "", "sev-medium")
        self.mark.set_text("What the AE says" if stands else "Mark as not ready")
        requests = self._desk.requests.of_deal(deal_id) if has_partner else ()
        self.asked.set_content(asked_words(requests, today))
        self.asked.setVisible(bool(requests))
        self.request.setVisible(has_partner)


def ready_words(stands: NotReady | None, today: date) -> str:
    """``Not ready since Mon 2 Mar: budget. The AE: "By Friday", by Fri 6 Mar.``"""
    if stands is None:
        return "Nobody has called it not ready."
    said = f"Not ready since {say_day(stands.flagged_on, today)}: {stands.missing}."
    if not stands.answer:
        return f"{said} The AE has not answered yet."
    day = f", by {say_day(stands.committed_on, today)}" if stands.committed_on else ""
    late = stands.days_late(today)
    past = f" That is {count(late, 'day')} ago." if late else ""
    return f"{said} The AE: “{stands.answer.rstrip('.')}”{day}.{past}"


def asked_words(requests: tuple[Request, ...], today: date) -> str:
    """The newest requests with their answers, one a line."""
    return "\n".join(
        f"{say_day(one.asked_on, today)}, {one.wanted.label}: {one.words} ({one.reply.label.lower()})"
        for one in requests[:3]
    )
