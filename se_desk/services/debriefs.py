"""Verbs of debriefs: what a call taught, the note it makes, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.calls import Attendee, Call, Jot
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotAllowed, NotFound
from se_desk.domain.huddles import Debrief, DebriefDraft, TickState
from se_desk.domain.moments import say_day, say_time
from se_desk.domain.notes import NoteKind
from se_desk.domain.partners import Alignment
from se_desk.services.after_calls import AfterCalls
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import huddles as statements
from se_desk.storage import of_deals
from se_desk.storage import partners as partner_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Work
    from se_desk.storage.store import Connection


@dataclass(frozen=True, slots=True)
class PromisedStep:
    """A next step before it is on the desk; ``owner`` is a name, empty for the SE."""

    text: str
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """What a call left behind for its note, apart from the answers."""

    call: Call
    deal: Deal | None
    attendees: tuple[Attendee, ...] = ()
    jots: tuple[Jot, ...] = ()
    objective: str = ""


@dataclass(frozen=True, slots=True)
class HeldDebrief:
    """A debrief in a list, with its call and that call's deal."""

    debrief: Debrief
    call: Call
    deal: Deal | None


class Debriefs(AfterCalls):
    """What can be done after a call."""

    def draft(
        self,
        call_id: str,
        missed: str = "",
        pain: str = "",
        next_step_agreed: str = "",
        next_step: PromisedStep | None = None,
    ) -> str:
        """The Markdown of the call's note as ``hold`` would write it, to be edited first."""
        with self._desk.reading() as conn:
            return draft(_material(conn, call_id), missed, pain, next_step_agreed, next_step)

    def hold(
        self,
        call_id: str,
        missed: str = "",
        pain: str = "",
        next_step_agreed: str = "",
        alignment: int | None = None,
        next_step: PromisedStep | None = None,
        note_body: str | None = None,
        *,
        make_it_ten: str = "",
        note_kind: NoteKind = NoteKind.CALL,
        private: bool = False,
        author: object | None = None,
    ) -> Debrief:
        """The three answers with all that follows from them: note, next step and alignment, or nothing.

        ``note_body`` None makes the note of the draft, a blank one makes no note. The alignment, 1 to 10,
        also goes to the deal's partner, and never into the note. NotAllowed before the call has begun,
        for a cancelled call and for a second debrief; BadInput for an alignment out of its range, for a
        next step without words or of a call of no deal.
        """
        with self._desk.writing(author) as work:
            material = _material(work.conn, call_id)
            self._check(work, material, alignment, next_step)
            body = note_body
            if body is None:
                body = draft(material, missed, pain, next_step_agreed, next_step)
            note_id = self._note(work, material.call, body, note_kind, private)
            self._promise(work, material, next_step, note_id)
            _rate(work, material.deal, alignment, make_it_ten)
            debrief = Debrief(
                id=work.new_id(),
                call_id=call_id,
                missed=missed.strip(),
                pain=pain.strip(),
                next_step_agreed=next_step_agreed.strip(),
                alignment=alignment,
                note_id=note_id,
                held_at=work.now,
            )
            statements.insert_debrief(work.conn, debrief)
            statements.forget_draft(work.conn, call_id)
            _skip_open(work, call_id)
            work.announce(Noun.CALL, call_id, material.call.deal_id)
        return debrief

    def _promise(
        self, work: Work, material: Material, step: PromisedStep | None, note_id: str | None
    ) -> None:
        """The next step of the call's deal, where one was promised."""
        if step is not None and material.deal is not None:
            self._desk.steps.promise_in(
                work,
                material.deal.id,
                step.text,
                owner=step.owner,
                due_on=step.due_on,
                call_id=material.call.id,
                note_id=note_id,
            )

    def change(
        self,
        call_id: str,
        *,
        missed: str | None = None,
        pain: str | None = None,
        next_step_agreed: str | None = None,
        author: object | None = None,
    ) -> Debrief:
        """Other words for an answer, None leaving one as it is; NotFound before the debrief was held.

        The note stays as it was written.
        """
        with self._desk.writing(author) as work:
            found = statements.find_debrief(work.conn, call_id)
            if found is None:
                raise NotFound("This call has no debrief yet.", do="Hold it first.")
            changed = replace(
                found,
                missed=found.missed if missed is None else missed.strip(),
                pain=found.pain if pain is None else pain.strip(),
                next_step_agreed=(
                    found.next_step_agreed if next_step_agreed is None else next_step_agreed.strip()
                ),
            )
            statements.update_debrief(work.conn, changed)
            work.announce(Noun.CALL, call_id, call_rows.get(work.conn, call_id).deal_id)
        return changed

    def keep(self, draft: DebriefDraft, *, author: object | None = None) -> None:
        """What was typed and not saved yet, over what was typed before; a blank one is kept no longer.

        Nothing is kept for a call that has its debrief. NotFound where there is no such call.
        """
        with self._desk.writing(author) as work:
            call_rows.get(work.conn, draft.call_id)
            kept = replace(draft, written_at=work.now)
            blank = kept == DebriefDraft(call_id=draft.call_id, written_at=work.now)
            if blank or statements.find_debrief(work.conn, draft.call_id) is not None:
                statements.forget_draft(work.conn, draft.call_id)
            else:
                statements.save_draft(work.conn, kept)

    def begun(self, call_id: str) -> DebriefDraft | None:
        """What was typed of a call's debrief and not saved, or None."""
        with self._desk.reading() as conn:
            return statements.find_draft(conn, call_id)

    def of_call(self, call_id: str) -> Debrief | None:
        """The call's debrief, or None."""
        with self._desk.reading() as conn:
            return statements.find_debrief(conn, call_id)

    def of_partner(self, partner_id: str) -> tuple[HeldDebrief, ...]:
        """The debriefs of all calls on a partner's deals, the newest first."""
        with self._desk.reading() as conn:
            found = statements.debriefs_of_partner(conn, partner_id)
            calls = of_deals.calls_by_id(conn, [one.call_id for one in found])
            deals = of_deals.deals_by_id(conn, [call.deal_id for call in calls.values() if call.deal_id])
        with_calls = ((one, calls[one.call_id]) for one in found)
        return tuple(HeldDebrief(one, call, deals.get(call.deal_id or "")) for one, call in with_calls)

    def _check(
        self, work: Work, material: Material, alignment: int | None, next_step: PromisedStep | None
    ) -> None:
        call = material.call
        if call.cancelled:
            raise NotAllowed("This call was cancelled, so there is nothing to look back on.")
        if work.now < call.starts_at:
            raise NotAllowed("This call has not begun.", do="Come back to it after the call.")
        if statements.find_debrief(work.conn, call.id) is not None:
            raise NotAllowed("This call has its debrief already.", do="Change its answers instead.")
        if alignment is not None and not 1 <= alignment <= 10:
            raise BadInput("Alignment goes from 1 to 10.", do="Choose a number in between.")
        if next_step is not None and material.deal is None:
            raise BadInput("A next step belongs to a deal.", do="Say first which deal the call is of.")

    def _note(self, work: Work, call: Call, body: str, kind: NoteKind, private: bool) -> str | None:
        if not body.strip():
            return None
        title = f"Debrief: {call.title}" if kind is NoteKind.DEBRIEF else call.title
        note = self._desk.notes.start_in(
            work, call.deal_id, kind=kind, title=title, body=body, private=private, call_id=call.id
        )
        return note.id


def draft(
    material: Material,
    missed: str = "",
    pain: str = "",
    next_step_agreed: str = "",
    next_step: PromisedStep | None = None,
) -> str:
    """The Markdown of a call's note; what nobody answered is left out.

    The alignment of the pair is not in it: a note may leave the desk.
    """
    jotted = "\n".join(f"- {say_time(jot.jotted_at)} {_line(jot.text)}" for jot in material.jots)
    agreed = "\n\n".join(part for part in (next_step_agreed.strip(), _promise(next_step)) if part)
    sections = (
        ("Objective", material.objective.strip()),
        ("Noted during the call", jotted),
        ("What we did not hear or ask", missed.strip()),
        ("The pain behind the request", pain.strip()),
        ("Next step, and who agreed to it", agreed),
    )
    head = f"# {_line(material.call.title)}\n\n{_frame(material)}\n"
    return head + "".join(f"\n## {heading}\n\n{text}\n" for heading, text in sections if text)


def _frame(material: Material) -> str:
    call, deal = material.call, material.deal
    offset = call.starts_at.isoformat()[-6:]
    when = f"{say_day(call.starts_at.date())} {call.starts_at.year}"
    lines = [f"- Account: {_line(deal.account)}", f"- Deal: {_line(deal.title)}"] if deal else []
    lines.append(f"- When: {when}, {say_time(call.starts_at)} to {say_time(call.ends_at)} (UTC{offset})")
    for label, ours in (("Present", False), ("With us", True)):
        names = ", ".join(_who(one) for one in material.attendees if one.ours is ours)
        if names:
            lines.append(f"- {label}: {names}")
    return "\n".join(lines)


def _who(attendee: Attendee) -> str:
    if not attendee.title:
        return _line(attendee.name)
    doubt = "" if attendee.title_confirmed or attendee.ours else ", not confirmed"
    return f"{_line(attendee.name)} ({_line(attendee.title)}{doubt})"


def _promise(step: PromisedStep | None) -> str:
    if step is None or not step.text.strip():
        return ""
    owner = f", {_line(step.owner)}" if step.owner.strip() else ""
    return f"- [ ] {_line(step.text)}{owner}{f', by {say_day(step.due_on)}' if step.due_on else ''}"


def _line(text: str) -> str:
    """On one line, so that a list or a heading stays one."""
    return " ".join(text.split())


def _material(conn: Connection, call_id: str) -> Material:
    call = call_rows.get(conn, call_id)
    huddle = statements.find_of_call(conn, call_id)
    return Material(
        call=call,
        deal=deal_rows.get(conn, call.deal_id) if call.deal_id else None,
        attendees=call_rows.attendees_of(conn, call_id),
        jots=call_rows.jots_of(conn, call_id),
        objective=huddle.objective if huddle else "",
    )


def _skip_open(work: Work, call_id: str) -> None:
    """Lines of the checklist nobody touched are recorded as skipped: the call is over."""
    huddle = statements.find_of_call(work.conn, call_id)
    for tick in statements.ticks_of(work.conn, huddle.id) if huddle else ():
        if tick.state is TickState.OPEN:
            statements.update_tick(work.conn, replace(tick, state=TickState.SKIPPED))


def _rate(work: Work, deal: Deal | None, score: int | None, make_it_ten: str) -> None:
    """One more point of the pair's alignment, where there is a pair and a number."""
    if score is None or deal is None or deal.partner_id is None:
        return
    rating = Alignment(
        id=work.new_id(),
        partner_id=deal.partner_id,
        score=score,
        make_it_ten=make_it_ten.strip(),
        rated_at=work.now,
    )
    partner_rows.insert_alignment(work.conn, rating)
    work.announce(Noun.PARTNER, deal.partner_id)
