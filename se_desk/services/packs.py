"""The pack for travel: all calls of the coming days with huddle, deal, people, open flags and last notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.calls import Attendee
from se_desk.domain.errors import NotFound
from se_desk.domain.huddles import TickState
from se_desk.domain.moments import DAY, count, local_moment, say_day, say_time
from se_desk.domain.note_lines import NoteLine
from se_desk.domain.risks import RiskFlag
from se_desk.domain.steps import NextStep
from se_desk.exchange.as_html import html_page
from se_desk.exchange.documents import Block, Document, Heading, Rule, bullets, paragraph, words
from se_desk.exchange.names import safe_name
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.services.call_views import CallView
from se_desk.services.files_out import Paper, write_files
from se_desk.services.history import excerpt, status_words

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

LAST_NOTES = 3


class Packs:
    """What can be done with packs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def document(self, days: int) -> Document:
        """The calls of today that are not over and of the days after it, ``days`` in all.

        NotFound where there is none.
        The pack is for the SE alone; private notes stay out of it all the same, since it is not encrypted.
        """
        today = self._desk.today_on()
        now, last = self._desk.now(), local_moment(today + days * DAY, 0, 0, self._desk.zone)
        views = [view for view in self._desk.calls.views_between(now, last) if not view.call.cancelled]
        if not views:
            raise NotFound(f"There is no call in the next {count(days, 'day')}, so there is no pack to make.")
        title = f"Calls from {say_day(today)}, {count(days, 'day')}"
        blocks: list[Block] = [Heading(1, words(title))]
        for number, view in enumerate(views):
            blocks += [Rule()] if number else []
            blocks += self._call(view)
        return Document(tuple(blocks), title)

    def export(self, days: int, folder: Path, paper: Paper) -> tuple[Path, ...]:
        """One PDF, and one HTML file for a phone."""
        document = self.document(days)
        stem = f"calls-{self._desk.today_on().isoformat()}-{days}-days"
        files = (
            FileOut(safe_name(stem, ".pdf"), paper.document(document)),
            FileOut(safe_name(stem, ".html"), html_page(document).encode()),
        )
        return write_files(folder, files)

    def _call(self, view: CallView) -> Iterator[Block]:
        call = view.call
        when = f"{say_day(call.starts_at.date())}, {say_time(call.starts_at)}–{say_time(call.ends_at)}"
        yield Heading(2, words(f"{when}: {call.title}"))
        where = [f"{view.deal.account}, {view.deal.title}"] if view.deal else ["No deal yet"]
        where += [f"with {view.partner.name}"] if view.partner else []
        yield paragraph(", ".join(where))
        if view.ambush:
            yield paragraph(f"{view.ambush}.", italic=True)
        if view.deal is not None:
            facts = self._facts(view.deal.id)
            yield paragraph(facts)
        for label, text in (("Agenda", call.agenda), ("Context", call.context)):
            if text.strip():
                yield paragraph(f"{label}: {text.strip()}")
        yield from self._huddle(view)
        if view.attendees:
            yield Heading(3, words("In the room"))
            yield bullets(_person(attendee) for attendee in view.attendees)
        if view.deal is not None:
            yield from self._deal(view.deal.id)

    def _huddle(self, view: CallView) -> Iterator[Block]:
        found = self._desk.huddles.of_call(view.call.id)
        if found is None:
            yield paragraph("No huddle yet.")
            return
        if found.huddle.objective:
            yield paragraph(f"Objective: {found.huddle.objective}", bold=True)
        lanes = (
            ("Drives", found.huddle.drives),
            ("Opening, closing, commercial", found.huddle.commercial),
            ("Technical notes", found.huddle.technical_notes),
            ("Rescue phrase", found.huddle.rescue_phrase),
            ("Minute 55", found.huddle.call_to_action),
        )
        yield bullets(f"{label}: {text}" for label, text in lanes if text)
        left = [tick.text for tick in found.ticks if tick.state is TickState.OPEN]
        if left:
            yield paragraph(f"Still open: {'; '.join(left)}")
        if view.ambush and found.huddle.deferral_line:
            yield paragraph(f"If it becomes another call: “{found.huddle.deferral_line}”")
        if found.beats:
            yield Heading(3, words("Story"))
            yield bullets(
                " · ".join(part for part in (beat.span, beat.topic, beat.who, beat.line) if part)
                for beat in found.beats
            )

    def _facts(self, deal_id: str) -> str:
        """``POC. AE: Commit, Mon 28 Dec. My read: Mon 25 Jan.``: the two dates beside each other."""
        with self._desk.reading() as conn:
            view = self._desk.deals.view_in(conn, deal_id)
        parts = [view.deal.stage.label]
        if view.forecast is not None:
            parts.append(f"AE: {view.forecast.category.label}, {say_day(view.forecast.close_on)}")
        if view.read is not None:
            parts.append(f"My read: {say_day(view.read.close_on)}")
        return ". ".join(parts) + "."

    def _deal(self, deal_id: str) -> Iterator[Block]:
        steps = [step for step in self._desk.steps.of_deal(deal_id) if step.settled_at is None]
        if steps:
            yield Heading(3, words("Open next steps"))
            yield bullets(_step(step) for step in steps)
        flags = [flag for flag in self._desk.risks.flags(deal_id) if flag.is_open]
        if flags:
            yield Heading(3, words("Open flags"))
            yield bullets(_flag(flag) for flag in flags)
        notes = self._desk.note_lines.page(deal_id, 0, LAST_NOTES, private=False)
        if notes:
            yield Heading(3, words("Last notes"))
            yield bullets(_note(note) for note in notes)


def _person(attendee: Attendee) -> str:
    title = f", {attendee.title}" if attendee.title else ""
    confirmed = "" if attendee.title_confirmed or attendee.ours else " (title not confirmed)"
    return f"{attendee.name}{title}{confirmed}"


def _step(step: NextStep) -> str:
    by = f", by {say_day(step.due_on)}" if step.due_on else ""
    return f"{step.text} ({step.owner or 'you'}{by})"


def _note(note: NoteLine) -> str:
    said = excerpt(note.beginning, note.shown_title)
    return f"{say_day(note.written_at.date())}, {note.shown_title}: {said}"


def _flag(flag: RiskFlag) -> str:
    severity = f"{flag.severity.label}: " if flag.severity else ""
    return f"{severity}{flag.statement} ({status_words(flag, 'the AE')})"
