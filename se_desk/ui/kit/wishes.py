"""What a page may wish for. Pages emit ``requestWish``; the frame knows who grants what.

So the parts of the window stay independent: a deal's page asks for a flag without knowing the dialog.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from se_desk.domain.evidence import EvidenceItem, EvidenceKind, computed
from se_desk.domain.passages import Origin, Passage

if TYPE_CHECKING:
    from se_desk.domain.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: ``page`` with the ``id`` it shows and the ``tab`` that is in front.

    Pages: today, deals, deal (deal id; tabs timeline notes prep risks qualification asks people), note
    (note id; its tab may be ``passage:`` and an id, to select those words), inbox (tabs inbox trash),
    huddle (call id), debrief (call id), partners, partner (partner id; tabs charter goes deals
    debriefs scrubs requests between alignment), scrub (scrub id), risks (flag id or nothing), metrics (the
    name of a quarter or nothing), search (the words), outbox, product (an insight's id or nothing; tabs
    asks insights), strategy (deal id), paper (``autopsy:`` or ``review:`` and a deal's id, ``impact:`` and
    a quarter), settings.
    """

    page: str
    id: str = ""
    tab: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """The least of all wishes."""


@dataclass(frozen=True, slots=True)
class NewDeal(Wish):
    """The dialog for a new deal."""

    partner_id: str = ""


@dataclass(frozen=True, slots=True)
class EditDeal(Wish):
    """The dialog for a deal's fields, forecast, read and procurement; ``part`` is where the cursor starts."""

    deal_id: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class NewPartner(Wish):
    """The dialog for a new partner."""


@dataclass(frozen=True, slots=True)
class EditPartner(Wish):
    """The dialog for what is kept of a partner: name, address, segment."""

    partner_id: str


@dataclass(frozen=True, slots=True)
class PlanCall(Wish):
    """The dialog for a call: a new one of a deal, or ``call_id`` to change one."""

    deal_id: str = ""
    call_id: str = ""


@dataclass(frozen=True, slots=True)
class OpenCallCard(Wish):
    """The small window during a call; without an id of the one that goes on, or the next."""

    call_id: str = ""


@dataclass(frozen=True, slots=True)
class PrepareCall(Wish):
    """The huddle of a call; without an id of the next one."""

    call_id: str = ""


@dataclass(frozen=True, slots=True)
class DebriefCall(Wish):
    """The debrief of a call; without an id of the last one that waits for its note."""

    call_id: str = ""


@dataclass(frozen=True, slots=True)
class NewNote(Wish):
    """A new note, opened in the editor."""

    deal_id: str = ""
    call_id: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class QuickNote(Wish):
    """The small dialog that takes a note in seconds; ``apart`` gives it a window of its own."""

    deal_id: str = ""
    apart: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class TrashedNotes(Wish):
    """The dialog of the notes in the trash."""


@dataclass(frozen=True, slots=True)
class NoteTemplates(Wish):
    """The dialog of the note templates, at those of ``kind``."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class TemplateNote(Wish):
    """A new note that begins with a template one chooses."""

    deal_id: str = ""


@dataclass(frozen=True, slots=True)
class FlagRisk(Wish):
    """The dialog for a risk flag, with the items of evidence it begins with.

    ``rule`` and ``facts`` name the proposal it comes from, which is settled once the flag is raised.
    """

    deal_id: str = ""
    statement: str = ""
    items: tuple[EvidenceItem, ...] = ()
    severity: str = ""
    category: str = ""
    rule: str = ""
    facts: str = ""


def flag_of(proposal: Proposal, call_id: str = "") -> FlagRisk:
    """The wish for the flag that a proposal speaks for: of the desk's arithmetic, or of words in a call."""
    said = EvidenceItem(EvidenceKind.CALL, proposal.evidence, Origin("call", call_id))
    return FlagRisk(
        deal_id=proposal.deal_id,
        statement=proposal.statement,
        items=(said if call_id else computed(proposal.evidence),),
        severity=proposal.severity,
        category=proposal.category,
        rule=proposal.rule,
        facts=proposal.facts,
    )


@dataclass(frozen=True, slots=True)
class LeaveProposal(Wish):
    """Why a flag that the desk proposes is not raised; the reason is kept."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class TellFlag(Wish):
    """Tell the AE of a flag: message with receipt, and "I sent it"."""

    flag_id: str


@dataclass(frozen=True, slots=True)
class AnswerFlag(Wish):
    """Record what came back."""

    flag_id: str


@dataclass(frozen=True, slots=True)
class CloseFlag(Wish):
    """Record how a flag ended."""

    flag_id: str


@dataclass(frozen=True, slots=True)
class PromiseStep(Wish):
    """The dialog for a next step."""

    deal_id: str
    text: str = ""
    note_id: str = ""
    passage: Passage | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class HearAsk(Wish):
    """The dialog for an ask."""

    deal_id: str
    statement: str = ""
    note_id: str = ""
    passage: Passage | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class HearInsight(Wish):
    """The dialog for a field insight: a new one, of a deal or of none, or ``insight_id`` to change one.

    ``from_private`` marks words that come from a private note.
    """

    deal_id: str = ""
    statement: str = ""
    from_private: bool = False
    insight_id: str = ""
    passage: Passage | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ArrangeExitCriteria(Wish):
    """The dialog for the SE's exit criteria, at those of ``stage``."""

    stage: str = ""


@dataclass(frozen=True, slots=True)
class RecordRequest(Wish):
    """The dialog for something the deal's AE asks for."""

    deal_id: str


@dataclass(frozen=True, slots=True)
class MarkNotReady(Wish):
    """The dialog that calls a deal not ready for technical investment, or keeps what the AE says to it."""

    deal_id: str


@dataclass(frozen=True, slots=True)
class ExportRecord(Wish):
    """The dialog for a risk record."""

    deal_id: str = ""


@dataclass(frozen=True, slots=True)
class StampChain(Wish):
    """Have an authority stamp what is new in a deal's risk log, at once and without a dialog."""

    deal_id: str


@dataclass(frozen=True, slots=True)
class ExportNotes(Wish):
    """The dialog for notes that leave for the CRM."""

    deal_id: str = ""
    note_id: str = ""


@dataclass(frozen=True, slots=True)
class ImportDeals(Wish):
    """The dialog that takes deals in from a CRM's file."""

    path: str = ""


@dataclass(frozen=True, slots=True)
class TakeBackImport(Wish):
    """The dialog that takes the last import of deals back."""


@dataclass(frozen=True, slots=True)
class CopyForCrm(Wish):
    """A call's note on the clipboard as the CRM takes it: of a call, or one note."""

    call_id: str = ""
    note_id: str = ""


@dataclass(frozen=True, slots=True)
class ManageChecklists(Wish):
    """The dialog for the SE's own checklists; ``checklist_id`` is shown first."""

    checklist_id: str = ""


@dataclass(frozen=True, slots=True)
class MakePack(Wish):
    """The dialog that writes the calls of the coming days for travel."""


@dataclass(frozen=True, slots=True)
class ImportCalls(Wish):
    """The dialog that takes calls in from a calendar file."""

    path: str = ""


@dataclass(frozen=True, slots=True)
class ImportNotes(Wish):
    """The dialog that takes notes in from a folder of another program."""

    deal_id: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Lock(Wish):
    """Lock the desk now."""
