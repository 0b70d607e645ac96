"""The two lists of a huddle: the checklist and the story beats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput, NotAllowed
from se_desk.domain.huddles import Beat, Huddle, Tick, TickState
from se_desk.services.checklists import ChecklistView, view_in
from se_desk.storage import calls as call_rows
from se_desk.storage import huddles as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work


class HuddleLines:
    """What can be done with the ticks and beats of a huddle."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def tick(
        self, tick_id: str, done: bool = True, detail: str | None = None, *, author: object | None = None
    ) -> Tick:
        """Done, or open again, with a word on how; None leaves that word as it is.

        NotAllowed once the huddle is held: what was skipped then stays skipped.
        """
        with self._desk.writing(author) as work:
            tick = statements.get_tick(work.conn, tick_id)
            huddle = not_held(statements.get(work.conn, tick.huddle_id))
            state = TickState.DONE if done else TickState.OPEN
            changed = replace(tick, state=state, detail=tick.detail if detail is None else detail.strip())
            statements.update_tick(work.conn, changed)
            announce(work, huddle)
        return changed

    def use_checklist(
        self, call_id: str, checklist_id: str, *, author: object | None = None
    ) -> tuple[Tick, ...]:
        """Another list for this huddle, the standard one where blank; what was touched stays, at the end.

        NotAllowed once the huddle is held, NotFound for a list that is not there.
        """
        with self._desk.writing(author) as work:
            huddle = not_held(statements.get_of_call(work.conn, call_id))
            take_checklist(work, huddle, view_in(work.conn, checklist_id))
            announce(work, huddle)
            return statements.ticks_of(work.conn, huddle.id)

    def add_tick(self, call_id: str, text: str, *, author: object | None = None) -> Tick:
        """A line of the SE's own at the end of the checklist. BadInput where it is blank."""
        if not text.strip():
            raise BadInput("A line of the checklist needs words.", do="Write what has to be done.")
        with self._desk.writing(author) as work:
            huddle = not_held(statements.get_of_call(work.conn, call_id))
            position = end_of(statements.ticks_of(work.conn, huddle.id))
            tick = Tick(id=work.new_id(), huddle_id=huddle.id, position=position, text=text.strip())
            statements.insert_ticks(work.conn, (tick,))
            announce(work, huddle)
        return tick

    def remove_tick(self, tick_id: str, *, author: object | None = None) -> None:
        """Take a line of the SE's own off again; NotAllowed for one of the five, or once held."""
        with self._desk.writing(author) as work:
            tick = statements.get_tick(work.conn, tick_id)
            huddle = not_held(statements.get(work.conn, tick.huddle_id))
            if tick.key:
                raise NotAllowed("The five lines of the checklist stay.", do="Leave it open to skip it.")
            statements.delete_tick(work.conn, tick_id)
            announce(work, huddle)

    def add_beat(
        self,
        call_id: str,
        topic: str,
        *,
        from_minute: int | None = None,
        to_minute: int | None = None,
        line: str = "",
        who: str = "",
        hand_off: str = "",
        author: object | None = None,
    ) -> Beat:
        """A part of the story, at its end; without minutes it may come at any time.

        BadInput for a blank topic, one minute without the other, or minutes that do not follow each other.
        """
        with self._desk.writing(author) as work:
            huddle = statements.get_of_call(work.conn, call_id)
            beat = Beat(
                id=work.new_id(),
                huddle_id=huddle.id,
                position=end_of(statements.beats_of(work.conn, huddle.id)),
                from_minute=from_minute,
                to_minute=to_minute,
                topic=topic,
                line=line,
                who=who,
                hand_off=hand_off,
            )
            statements.insert_beats(work.conn, (_checked(beat),))
            announce(work, huddle)
        return beat

    def change_beat(self, beat_id: str, *, author: object | None = None, **fields: object) -> Beat:
        """Set the named fields; TypeError for one that cannot be set, BadInput as when adding one."""
        if {"id", "huddle_id", "position"} & set(fields):
            raise TypeError("a beat's place is changed by moving it")
        with self._desk.writing(author) as work:
            beat = statements.get_beat(work.conn, beat_id)
            changed = _checked(replace(beat, **fields))  # type: ignore[arg-type]  # checked by replace
            statements.update_beat(work.conn, changed)
            announce(work, statements.get(work.conn, beat.huddle_id))
        return changed

    def move_beat(self, beat_id: str, by: int, *, author: object | None = None) -> tuple[Beat, ...]:
        """``by`` places towards the end, or the beginning where negative, as far as there are places."""
        with self._desk.writing(author) as work:
            beat = statements.get_beat(work.conn, beat_id)
            story = list(statements.beats_of(work.conn, beat.huddle_id))
            place = story.index(beat)
            story.insert(max(0, place + by), story.pop(place))
            return self._renumber(work, beat.huddle_id, story)

    def remove_beat(self, beat_id: str, *, author: object | None = None) -> tuple[Beat, ...]:
        """Take a part out of the story; what is left, in order."""
        with self._desk.writing(author) as work:
            beat = statements.get_beat(work.conn, beat_id)
            statements.delete_beat(work.conn, beat_id)
            return self._renumber(work, beat.huddle_id, statements.beats_of(work.conn, beat.huddle_id))

    @staticmethod
    def _renumber(work: Work, huddle_id: str, story: Sequence[Beat]) -> tuple[Beat, ...]:
        numbered = tuple(replace(beat, position=place) for place, beat in enumerate(story, 1))
        for beat in numbered:
            statements.update_beat(work.conn, beat)
        announce(work, statements.get(work.conn, huddle_id))
        return numbered


def take_checklist(work: Work, huddle: Huddle, checklist: ChecklistView) -> None:
    """The lines of a list as they are now, which the huddle keeps whatever becomes of the list."""
    before = statements.ticks_of(work.conn, huddle.id)
    touched = [tick for tick in before if tick.state is TickState.DONE or tick.detail]
    for tick in before:
        if tick not in touched:
            statements.delete_tick(work.conn, tick.id)
    said = {tick.text.casefold(): tick for tick in touched}
    for place, line in enumerate(checklist.lines, 1):
        known = said.pop(line.text.casefold(), None)
        if known is not None:
            statements.update_tick(work.conn, replace(known, position=place, key=line.key, hint=line.hint))
        else:
            fresh = Tick(
                id=work.new_id(), huddle_id=huddle.id, position=place, key=line.key, text=line.text,
                hint=line.hint,
            )  # fmt: skip
            statements.insert_ticks(work.conn, (fresh,))
    for place, kept in enumerate(said.values(), len(checklist.lines) + 1):
        statements.update_tick(work.conn, replace(kept, position=place, key=""))
    named = replace(huddle, checklist=checklist.title, checklist_version=checklist.version)
    statements.update(work.conn, named)


def announce(work: Work, huddle: Huddle) -> None:
    """A huddle changed, on the deal of its call."""
    work.announce(Noun.HUDDLE, huddle.id, call_rows.get(work.conn, huddle.call_id).deal_id)


def not_held(huddle: Huddle) -> Huddle:
    """The huddle; NotAllowed once it is held."""
    if huddle.held_at is not None:
        raise NotAllowed(
            "This huddle is held, and its checklist is kept as it was then.",
            do="Reopen it where the call has not begun.",
        )
    return huddle


def end_of(lines: Sequence[Tick | Beat]) -> int:
    """The place behind the last line, counted from 1."""
    return max((line.position for line in lines), default=0) + 1


def _checked(beat: Beat) -> Beat:
    if not beat.topic.strip():
        raise BadInput("A beat needs a topic.", do="Say in a few words what comes here.")
    first, last = beat.from_minute, beat.to_minute
    if (first is None) is not (last is None):
        raise BadInput("A beat has both minutes or none.", do="Fill in from and to, or leave both empty.")
    if first is not None and last is not None and not 0 <= first < last:
        raise BadInput("A beat ends after it begins.", do="Give two minutes, the smaller one first.")
    return beat
