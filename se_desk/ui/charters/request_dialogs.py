"""The dialogs for a request from the AE, and for its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.requests import Reply, Request, Wanted
from se_desk.ui.kit.choices import Segment, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, TextArea
from se_desk.ui.kit.layout import hbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

NO_DEAL = "There is no open deal with this account executive yet. Add one first."


class RequestDialog(Dialog):
    """What was asked for: of a deal, of any deal of a partner, or a request that is there."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        *,
        deal_id: str = "",
        partner_id: str = "",
        request: Request | None = None,
    ) -> None:
        super().__init__(
            parent,
            "Change a request" if request else "Record a request",
            "Save request",
            "" if request else "The answer comes next, and can wait.",
            icon="inbox",
            width=560,
        )
        self._desk, self._request = desk, request
        self.deal = Select(_deals(desk, deal_id, partner_id, request), name="Deal")
        kinds = [(one.value, one.label) for one in Wanted]
        self.wanted = Segment(kinds, (request.wanted if request else Wanted.DEMO).value, name="What for")
        self.words = TextArea(request.words if request else "", rows=2, name="What was asked for")
        today = desk.today_on()
        self.asked = DayEdit(request.asked_on if request else today, today, "Asked on")
        self.needed = DayEdit(request.needed_on if request else None, today, "Needed by", ahead=True)
        self._deal, self._words = Field("Deal", self.deal), Field("In the AE’s words", self.words)
        self._asked, self._needed = Field("Asked on", self.asked), Field("Needed by", self.needed)
        for widget in (self._deal, Field("What for", self.wanted), self._words):
            self.add(widget)
        self.body.addLayout(hbox(self._asked, self._needed, gap=16))

    def confirm(self) -> bool:
        """Keep it; what cannot be taken is said under its field."""
        if not self.deal.value:
            self._deal.set_error(NO_DEAL)
            return False
        if not self.words.text.strip():
            self._words.set_error("Write one short line.")
            return False
        for field, editor in ((self._asked, self.asked), (self._needed, self.needed)):
            try:
                _ = editor.day
            except BadInput as error:
                field.set_error(error.in_short)
                return False
        if self.asked.day is None:
            self._asked.set_error("Name the day.")
            return False
        self._keep()
        return True

    def _keep(self) -> None:
        words, wanted, asked = self.words.text, Wanted(self.wanted.value), self.asked.day
        if self._request is None or asked is None:
            self._desk.requests.hear(
                self.deal.value, words, wanted, asked_on=asked, needed_on=self.needed.day
            )
        else:
            self._desk.requests.change(
                self._request.id, words=words, wanted=wanted, asked_on=asked, needed_on=self.needed.day
            )


def _deals(desk: Desk, deal_id: str, partner_id: str, request: Request | None) -> list[tuple[str, str]]:
    known = request.deal_id if request else deal_id
    if known:
        deal = desk.deals.get(known)
        return [(deal.id, f"{deal.account}: {deal.title}")]
    views = desk.deals.views(active=True)
    mine = [view.deal for view in views if view.deal.partner_id == partner_id]
    return [(deal.id, f"{deal.account}: {deal.title}") for deal in mine]


class ReplyDialog(Dialog):
    """The answer: each asks for what belongs to it."""

    def __init__(self, parent: QWidget, desk: Desk, request: Request) -> None:
        super().__init__(
            parent,
            "Answer the request",
            "Keep answer",
            "Stays on this desk; tell the AE by your own means.",
            icon="reply",
            width=560,
        )
        self._desk, self._request = desk, request
        replies = [(one.value, one.label) for one in Reply]
        start = Reply.ACCEPTED if request.is_open else request.reply
        self.reply = Select(replies, start.value, name="Answer")
        self.reason = TextArea(request.reason, rows=2, name="Reason")
        self.change = LineEdit(request.would_change, name="What would change it")
        self.day = DayEdit(request.answered_on or desk.today_on(), desk.today_on(), "Answered on")
        self._reason = Field("Reason", self.reason)
        self._change = Field("What would change it", self.change, "So that a no stays the start of a talk.")
        self._day = Field("Answered on", self.day)
        self.add(Field(f"“{' '.join(request.words.split())[:90]}”", self.reply))
        for widget in (self._reason, self._change, self._day):
            self.add(widget)
        self.reply.chosen.connect(lambda _key: self._arrange())
        self._arrange()

    def _arrange(self) -> None:
        reply = Reply(self.reply.value)
        labels = {Reply.CONDITION: "The condition", Reply.DECLINED: "Why not now"}
        self._reason.set_label(labels.get(reply, "A word with it"))
        self._reason.setVisible(reply is not Reply.OPEN)
        self._change.setVisible(reply is Reply.DECLINED)
        self._day.setVisible(reply is not Reply.OPEN)

    def confirm(self) -> bool:
        """Keep it; what is missing is said under its field."""
        reply = Reply(self.reply.value)
        if reply in (Reply.CONDITION, Reply.DECLINED) and not self.reason.text.strip():
            self._reason.set_error("Say it in one line.")
            return False
        if reply is Reply.DECLINED and not self.change.text().strip():
            self._change.set_error("Name what would change it, even if it is far off.")
            return False
        try:
            day = self.day.day
        except BadInput as error:
            self._day.set_error(error.in_short)
            return False
        self._desk.requests.answer(self._request.id, reply, self.reason.text, self.change.text(), on=day)
        return True
