"""What a call leaves the SE to pass on: flags that were heard, a copy for the CRM, a digest for the AE."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.asks import Answer
from se_desk.domain.call_signals import Heard, heard_in
from se_desk.domain.calls import Call
from se_desk.domain.errors import NotAllowed, NotFound
from se_desk.domain.evidence import says
from se_desk.domain.exports import NoteExport
from se_desk.domain.huddles import Debrief
from se_desk.domain.moments import day_in, say_day
from se_desk.domain.notes import Note
from se_desk.domain.partners import Partner
from se_desk.storage import asks as ask_rows
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import exports as export_rows
from se_desk.storage import huddles as statements
from se_desk.storage import notes as note_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import profile as profile_rows
from se_desk.storage import risks as risk_rows
from se_desk.storage import steps as step_rows

if TYPE_CHECKING:
    from se_desk.exchange.notes_out.clipboard import ClipboardOut
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection

COPIED = "clipboard"  # the format of a note that left by copy and paste


class AfterCalls:
    """What can be passed on after a call."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def heard(self, call_id: str, *answers: str) -> tuple[Heard, ...]:
        """What speaks for a flag in the jots and in these answers, and was neither raised nor dismissed.

        With a debrief that was held, its own answers count too.
        """
        with self._desk.reading() as conn:
            call, debrief = call_rows.get(conn, call_id), statements.find_debrief(conn, call_id)
            if debrief is not None:
                answers = (*answers, debrief.missed, debrief.pain, debrief.next_step_agreed)
            found = heard_in(call, call_rows.jots_of(conn, call_id), answers)
            settled = {(d.deal_id, d.rule, d.facts) for d in risk_rows.dismissed(conn)} if found else set()
        flags = self._desk.risks.flags(call.deal_id) if found else ()
        return tuple(
            one
            for one in found
            if (one.proposal.deal_id, one.proposal.rule, one.proposal.facts) not in settled
            and not any(says(flag.evidence, one.proposal.evidence) for flag in flags)
        )

    def copy_for_crm(self, call_id: str, *, author: object | None = None) -> ClipboardOut:
        """The call's newest Shareable note as text and HTML, kept in the ledger as having left.

        NotFound where nothing was written of the call, NotAllowed where all of it is private.
        """
        with self._desk.reading() as conn:
            call_rows.get(conn, call_id)
            note = _to_copy(note_rows.of_call(conn, call_id))
        return self.copy_note_for_crm(note.id, author=author)

    def copy_note_for_crm(self, note_id: str, *, author: object | None = None) -> ClipboardOut:
        """One note as text and HTML, kept in the ledger. NotAllowed for a private one."""
        from se_desk.exchange.notes_out.clipboard import clipboard_of
        from se_desk.exchange.notes_out.note_out import NoteOut

        with self._desk.writing(author) as work:
            note = note_rows.get(work.conn, note_id)
            deal = deal_rows.get(work.conn, note.deal_id) if note.deal_id else None
            call = call_rows.get(work.conn, note.call_id) if note.call_id else None
            out = clipboard_of(NoteOut(note=note, deal=deal, call=call))
            record = NoteExport(
                id=work.new_id(),
                note_id=note.id,
                format=COPIED,
                revision=note.revision,
                digest=hashlib.sha256(out.text.encode()).hexdigest(),
                exported_at=work.now,
            )
            export_rows.insert(work.conn, record)
            work.announce(Noun.EXPORT, record.id, note.deal_id)
            if call is not None:
                work.announce(Noun.CALL, call.id, call.deal_id)
        return out

    def absent_partner(self, call_id: str) -> Partner | None:
        """The AE of the call's deal, where they were not in it; None where they were or there is none."""
        with self._desk.reading() as conn:
            call = call_rows.get(conn, call_id)
            deal = deal_rows.get(conn, call.deal_id) if call.deal_id else None
            if deal is None or deal.partner_id is None:
                return None
            partner = partner_rows.get(conn, deal.partner_id)
            there = call_rows.attendees_of(conn, call_id)
        known = {partner.name.casefold(), partner.email.casefold()} - {""}
        present = {text.casefold() for one in there for text in (one.name, one.email)}
        return None if known & present else partner

    def digest(self, call_id: str) -> str:
        """What the SE learned and what it changes, as plain words for the AE, to be read before it leaves.

        A private note keeps the answers and the jots it was made of; then only what is on the deal for both
        is told. The pair's alignment is never in it. NotFound before the debrief was held.
        """
        with self._desk.reading() as conn:
            call, debrief = call_rows.get(conn, call_id), _held(conn, call_id)
            partner = _partner(conn, call)
            learned = [] if _is_private(conn, debrief) else list(_learned(conn, call, debrief))
            changes = list(self._changes(conn, call))
            se = profile_rows.find(conn)
        changes += [f"Flag raised: {flag}" for flag in self._flags(call)]
        return _written(call, partner, learned, changes, se.first_name if se else "")

    def save_digest(self, call_id: str, text: str, folder: Path, *, author: object | None = None) -> Path:
        """The digest as it was read, as a text file. NotFound before the debrief was held."""
        from se_desk.exchange.names import safe_name
        from se_desk.exchange.notes_out.note_out import FileOut
        from se_desk.services.files_out import write_files

        with self._desk.reading() as conn:
            call = call_rows.get(conn, call_id)
            _held(conn, call_id)
        stem = f"digest-{call.starts_at:%Y-%m-%d}-{call.title}"
        (written,) = write_files(folder, (FileOut(safe_name(stem, ".txt"), text.encode()),))
        self.digest_taken(call_id, author=author)
        return written

    def digest_taken(self, call_id: str, *, author: object | None = None) -> Debrief:
        """The digest was copied or saved now. NotFound before the debrief was held."""
        with self._desk.writing(author) as work:
            changed = replace(_held(work.conn, call_id), digest_at=work.now)
            statements.update_debrief(work.conn, changed)
            work.announce(Noun.CALL, call_id, call_rows.get(work.conn, call_id).deal_id)
        return changed

    def _flags(self, call: Call) -> Iterator[str]:
        for flag in self._desk.risks.flags(call.deal_id) if call.deal_id else ():
            if flag.raised_at >= call.starts_at and flag.is_open:
                yield flag.statement

    def _changes(self, conn: Connection, call: Call) -> Iterator[str]:
        if call.deal_id is None:
            return
        for step in step_rows.of_deal(conn, call.deal_id):
            if step.call_id == call.id and step.settled_at is None:
                by = f", by {say_day(step.due_on)}" if step.due_on else ""
                yield f"Next step: {_line(step.text)} ({_line(step.owner) or 'I do it'}{by})"
        reads = [
            read for read in deal_rows.reads_of(conn, call.deal_id) if read.recorded_at >= call.starts_at
        ]
        for read in reads[-1:]:
            why = f": {_line(read.why)}" if read.why else ""
            yield f"My read of the close date is now {say_day(read.close_on)}{why}"
        day = day_in(call.starts_at, self._desk.zone)
        for ask in ask_rows.of_deal(conn, call.deal_id):
            if ask.asked_on == day:
                answer = "no answer yet" if ask.answer is Answer.NONE else ask.answer.label.lower()
                yield f"They asked for: {_line(ask.statement)} ({answer})"


def _held(conn: Connection, call_id: str) -> Debrief:
    found = statements.find_debrief(conn, call_id)
    if found is None:
        raise NotFound("This call has no debrief yet.", do="Hold it first.")
    return found


def _to_copy(notes: tuple[Note, ...]) -> Note:
    if not notes:
        raise NotFound("Nothing was written of this call yet.", do="Write its note first.")
    shareable = [note for note in notes if not note.private]
    if not shareable:
        raise NotAllowed("The note of this call is private.", do="Make it Shareable, or keep it here.")
    return shareable[-1]


def _partner(conn: Connection, call: Call) -> Partner | None:
    deal = deal_rows.get(conn, call.deal_id) if call.deal_id else None
    return partner_rows.get(conn, deal.partner_id) if deal and deal.partner_id else None


def _is_private(conn: Connection, debrief: Debrief) -> bool:
    notes = note_rows.of_call(conn, debrief.call_id)
    return any(note.private for note in notes if note.id == debrief.note_id) or (
        bool(notes) and all(note.private for note in notes)
    )


def _learned(conn: Connection, call: Call, debrief: Debrief) -> Iterator[tuple[str, str]]:
    people = [one.name for one in call_rows.attendees_of(conn, call.id) if not one.ours]
    if people:
        yield "Who was there", ", ".join(_line(name) for name in people)
    for heading, text in (
        ("The pain behind the request", debrief.pain),
        ("What we have not heard yet", debrief.missed),
        ("Agreed on the next step", debrief.next_step_agreed),
    ):
        if text.strip():
            yield heading, text.strip()


def _written(
    call: Call,
    partner: Partner | None,
    learned: list[tuple[str, str]],
    changes: list[str],
    se: str,
) -> str:
    hello = f"{partner.first_name}, " if partner else ""
    day = say_day(call.starts_at.date())
    parts = [f"{hello}here is what I learned in “{_line(call.title)}” on {day}, and what it changes."]
    if learned:
        parts.append(_listed("What I learned", [f"{heading}: {text}" for heading, text in learned]))
    parts.append(_listed("What it changes", changes or ["Nothing so far."]))
    parts.append("What do you know that I could not see from there?")
    return "\n\n".join([*parts, *([se] if se else [])]) + "\n"


def _listed(heading: str, lines: list[str]) -> str:
    """Without marks that only some mail programs understand."""
    return "\n".join([f"{heading}:", *(f"- {line}" for line in lines)])


def _line(text: str) -> str:
    return " ".join(text.split())
