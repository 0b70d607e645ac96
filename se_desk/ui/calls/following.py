"""What follows from a debrief: flags of jots and proposals, and people for the deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from se_desk.domain.call_signals import RULE
from se_desk.domain.calls import Attendee, Jot
from se_desk.domain.errors import DeskError
from se_desk.domain.proposals import Proposal
from se_desk.ui.calls.debrief_body import DebriefBody
from se_desk.ui.calls.digest_dialog import DigestDialog
from se_desk.ui.calls.flagged import FlaggedJot
from se_desk.ui.calls.follow_ups import LeaveDialog, flag_of_jot
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.wishes import CopyForCrm, flag_of

if TYPE_CHECKING:
    from se_desk.ui.calls.debrief_page import DebriefPage


class Following:
    """Carries out what the cards beside the answers ask for."""

    def __init__(self, page: DebriefPage, body: DebriefBody) -> None:
        self._page, self.flagged = page, FlaggedJot(page.desk, page)
        body.jots.flagAsked.connect(self._flag_jot)
        self._body = body
        for card in (body.proposals, body.heard):
            card.flagAsked.connect(self._flag)
            card.leaveAsked.connect(lambda proposal: LeaveDialog(page, page.desk, proposal).open())
        body.pass_on.copyAsked.connect(lambda: page.requestWish.emit(CopyForCrm(call_id=page.call_id)))
        body.pass_on.digestAsked.connect(self.write_digest)
        body.newcomers.addAsked.connect(self._add_person)

    def _add_person(self, one: Attendee) -> None:
        """Somebody who was in the call becomes one of the deal's people."""
        try:
            self._page.desk.people.add(
                self._page.deal_id(),
                one.name,
                title=one.title,
                title_confirmed=one.title_confirmed,
                email=one.email,
                author=self._page,
            )
        except DeskError as error:
            tell(self._page, error)
            return
        self._page.refresh()
        toast(self._page, f"{one.name} is among the deal’s people.")

    def _flag_jot(self, jot: Jot) -> None:
        call = self._page.desk.calls.get(jot.call_id)
        self.flagged.wait_for(self._page.deal_id(), jot)
        self._page.requestWish.emit(flag_of_jot(call, jot))

    def write_digest(self) -> None:
        """Show the digest for an AE who was not in the call."""
        partner = self._page.desk.debriefs.absent_partner(self._page.call_id)
        if partner is not None:
            DigestDialog(self._page, self._page.desk, self._page.call_id, partner.first_name).open()

    def _flag(self, proposal: Proposal) -> None:
        jot = next((one.jot for one in self._body.found if one.proposal == proposal), None)
        if jot is not None:
            self.flagged.wait_for(self._page.deal_id(), jot)
        heard = self._page.call_id if proposal.rule == RULE else ""
        self._page.requestWish.emit(flag_of(proposal, heard))
