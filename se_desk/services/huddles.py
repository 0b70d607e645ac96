"""Verbs of huddles: begin, agree on objective and roles, answer the question bank, run the timer, hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.calls import Call
from se_desk.domain.charters import DEFAULT_RESCUE_PHRASE, CharterStatus, Owes, rescue_phrase
from se_desk.domain.clause_fields import USUAL_ROLES, Roles, roles_of
from se_desk.domain.errors import BadInput, NotAllowed
from se_desk.domain.huddles import Beat, Huddle, QuestionAnswer, Tick, TickState
from se_desk.services import templates
from se_desk.services.checklists import of_kind_in
from se_desk.services.huddle_lines import HuddleLines, announce, end_of, not_held, take_checklist
from se_desk.storage import calls as call_rows
from se_desk.storage import charters as charter_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import huddles as statements
from se_desk.storage import partners as partner_rows
from se_desk.storage import profile as profile_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Work
    from se_desk.storage.store import Connection

_MILLISECOND = timedelta(milliseconds=1)
_NOBODY = "my colleague"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of the bank and what the AE answered to it on this deal."""

    question: templates.Question
    answer: QuestionAnswer | None


@dataclass(frozen=True, slots=True)
class HuddleView:
    """A huddle with its checklist, story and the question bank; no questions for a call of no deal."""

    huddle: Huddle
    ticks: tuple[Tick, ...]
    beats: tuple[Beat, ...]
    questions: tuple[AskedQuestion, ...]

    @property
    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(asked.answer is not None for asked in self.questions)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two who prepare a call, by their full names and as they call each other, and their phrase."""

    se: str = ""
    se_first: str = ""
    ae: str = ""
    ae_first: str = _NOBODY
    phrase: str = DEFAULT_RESCUE_PHRASE
    roles: Roles = USUAL_ROLES

    def who(self, owes: Owes) -> str:
        """The full name of who has a role; both where the charter gives it to both."""
        both = " and ".join(name for name in (self.ae, self.se) if name)
        return {Owes.AE: self.ae, Owes.SE: self.se}.get(owes, both)


class Huddles(HuddleLines):
    """What can be done with the preparation of a call."""

    def begin(self, call_id: str, *, author: object | None = None) -> HuddleView:
        """The call's huddle with the ticks of its kind's checklist; the one that is there where it was begun.

        Roles and rescue phrase are those of the charter in force; without one the SE drives and takes
        technical notes, the AE takes commercial questions (Partnership charter, meeting roles).
        """
        with self._desk.writing(author) as work:
            call = call_rows.get(work.conn, call_id)
            if statements.find_of_call(work.conn, call_id) is None:
                self._begin(work, call)
            return _view(work.conn, call)

    def of_call(self, call_id: str) -> HuddleView | None:
        """The call's huddle, or None before it was begun; NotFound where there is no such call."""
        with self._desk.reading() as conn:
            call = call_rows.get(conn, call_id)
            begun = statements.find_of_call(conn, call_id) is not None
            return _view(conn, call) if begun else None

    def questions(self, deal_id: str) -> tuple[AskedQuestion, ...]:
        """The question bank with the AE's answers on a deal."""
        with self._desk.reading() as conn:
            return _questions(conn, deal_id)

    def set_objective(self, call_id: str, text: str, *, author: object | None = None) -> Huddle:
        """What has changed at the customer when the call ends."""
        return self._set(call_id, author, lambda huddle: replace(huddle, objective=text))

    def set_roles(
        self,
        call_id: str,
        *,
        drives: str | None = None,
        commercial: str | None = None,
        technical_notes: str | None = None,
        author: object | None = None,
    ) -> Huddle:
        """Who drives, who takes commercial questions, who takes technical notes; None leaves one as it is."""

        def shared(huddle: Huddle) -> Huddle:
            return replace(
                huddle,
                drives=_given(drives, huddle.drives),
                commercial=_given(commercial, huddle.commercial),
                technical_notes=_given(technical_notes, huddle.technical_notes),
            )

        return self._set(call_id, author, shared)

    def set_call_to_action(self, call_id: str, text: str, *, author: object | None = None) -> Huddle:
        """What the pair asks for at minute 55."""
        return self._set(call_id, author, lambda huddle: replace(huddle, call_to_action=text))

    def set_rescue_phrase(self, call_id: str, text: str, *, author: object | None = None) -> Huddle:
        """What is said when it gets too deep for the room; a blank text goes back to the charter's."""
        with self._desk.reading() as conn:
            phrase = text.strip() or _pair(conn, call_rows.get(conn, call_id)).phrase
        return self._set(call_id, author, lambda huddle: replace(huddle, rescue_phrase=phrase))

    def set_deferral_line(self, call_id: str, text: str, *, author: object | None = None) -> Huddle:
        """What is said when a call turns out another than planned; a blank text goes back to the template."""
        line = text.strip() or templates.deferral_line()
        return self._set(call_id, author, lambda huddle: replace(huddle, deferral_line=line))

    def take_story(self, call_id: str, *, author: object | None = None) -> tuple[Beat, ...]:
        """The standard beats of the call's kind, behind those that are there.

        NotAllowed where a call of this kind has no standard story.
        """
        with self._desk.writing(author) as work:
            call = call_rows.get(work.conn, call_id)
            huddle = statements.get_of_call(work.conn, call_id)
            first = end_of(statements.beats_of(work.conn, huddle.id))
            story = _story(call, _pair(work.conn, call))
            if not story:
                raise NotAllowed(
                    f"There is no standard story for a call of the kind {call.kind.label}.",
                    do="Add beats one by one.",
                )
            beats = tuple(
                _beat(work.new_id(), huddle.id, place, beat) for place, beat in enumerate(story, first)
            )
            statements.insert_beats(work.conn, beats)
            announce(work, huddle)
        return beats

    def start_timer(self, call_id: str, *, author: object | None = None) -> Huddle:
        """The fifteen minutes run, or go on; NotAllowed once the huddle is held."""

        def started(huddle: Huddle) -> Huddle:
            at = not_held(huddle).timer_started_at or self._desk.now()
            return replace(huddle, timer_started_at=at)

        return self._set(call_id, author, started)

    def pause_timer(self, call_id: str, *, author: object | None = None) -> Huddle:
        """They stand still; what has run is kept."""
        return self._set(call_id, author, lambda huddle: _paused(huddle, self._desk.now()))

    def reset_timer(self, call_id: str, *, author: object | None = None) -> Huddle:
        """Back to fifteen minutes, standing still."""
        return self._set(
            call_id, author, lambda huddle: replace(huddle, timer_used_ms=0, timer_started_at=None)
        )

    def answer(
        self, deal_id: str, question_key: str, answer: str, *, author: object | None = None
    ) -> QuestionAnswer | None:
        """What the AE answered, kept on the deal; a blank answer opens the question again (None).

        BadInput for a question that the bank does not have.
        """
        if question_key not in {question.key for question in templates.questions()}:
            raise BadInput(f"The question bank has no question “{question_key}”.")
        with self._desk.writing(author) as work:
            deal_rows.get(work.conn, deal_id)
            before = statements.find_answer(work.conn, deal_id, question_key)
            key = before.id if before else work.new_id()
            if not answer.strip():
                if before:
                    statements.delete_answer(work.conn, key)
                    work.announce(Noun.HUDDLE, key, deal_id)
                return None
            record = QuestionAnswer(
                id=key,
                deal_id=deal_id,
                question_key=question_key,
                answer=answer.strip(),
                answered_at=work.now,
            )
            statements.save_answer(work.conn, record)
            work.announce(Noun.HUDDLE, key, deal_id)
        return record

    def hold(self, call_id: str, *, author: object | None = None) -> HuddleView:
        """The huddle is over: untouched ticks are skipped, the timer stands still. Once is enough."""
        with self._desk.writing(author) as work:
            call = call_rows.get(work.conn, call_id)
            huddle = statements.get_of_call(work.conn, call_id)
            if huddle.held_at is None:
                held = replace(_paused(huddle, work.now), held_at=work.now)
                self._turn(work, held, TickState.OPEN, TickState.SKIPPED)
            return _view(work.conn, call)

    def reopen(self, call_id: str, *, author: object | None = None) -> HuddleView:
        """It is not over after all: skipped ticks are open again. NotAllowed once the call has begun."""
        with self._desk.writing(author) as work:
            call = call_rows.get(work.conn, call_id)
            huddle = statements.get_of_call(work.conn, call_id)
            if work.now >= call.starts_at:
                raise NotAllowed("The call has begun, so its huddle stays as it was held.")
            if huddle.held_at is not None:
                self._turn(work, replace(huddle, held_at=None), TickState.SKIPPED, TickState.OPEN)
            return _view(work.conn, call)

    @staticmethod
    def _begin(work: Work, call: Call) -> None:
        pair = _pair(work.conn, call)
        huddle = Huddle(
            id=work.new_id(),
            call_id=call.id,
            drives=pair.who(pair.roles.technical),
            commercial=pair.who(pair.roles.commercial),
            technical_notes=pair.who(pair.roles.notes),
            rescue_phrase=pair.phrase,
            deferral_line=templates.deferral_line(),
        )
        statements.insert(work.conn, huddle)
        take_checklist(work, huddle, of_kind_in(work.conn, call.kind))
        work.announce(Noun.HUDDLE, huddle.id, call.deal_id)

    def _set(self, call_id: str, author: object | None, edit: Callable[[Huddle], Huddle]) -> Huddle:
        with self._desk.writing(author) as work:
            changed = edit(statements.get_of_call(work.conn, call_id))
            statements.update(work.conn, changed)
            announce(work, changed)
        return changed

    @staticmethod
    def _turn(work: Work, huddle: Huddle, before: TickState, after: TickState) -> None:
        """Writes the huddle, and every tick in the one state in the other."""
        statements.update(work.conn, huddle)
        for tick in statements.ticks_of(work.conn, huddle.id):
            if tick.state is before:
                statements.update_tick(work.conn, replace(tick, state=after))
        announce(work, huddle)

    def skip_left_alone(self, *, author: object | None = None) -> int:
        """Lines nobody touched are recorded as skipped once their call is over, held or not; how many.

        A line that was skipped so can still be ticked, unless the huddle was held.
        """
        with self._desk.reading() as conn:
            if not statements.left_alone(conn, self._desk.now()):
                return 0
        with self._desk.writing(author) as work:
            left = statements.left_alone(work.conn, work.now)
            for tick in left:
                statements.update_tick(work.conn, replace(tick, state=TickState.SKIPPED))
            for huddle_id in dict.fromkeys(tick.huddle_id for tick in left):
                announce(work, statements.get(work.conn, huddle_id))
        return len(left)


def _view(conn: Connection, call: Call) -> HuddleView:
    huddle = statements.get_of_call(conn, call.id)
    return HuddleView(
        huddle=huddle,
        ticks=statements.ticks_of(conn, huddle.id),
        beats=statements.beats_of(conn, huddle.id),
        questions=_questions(conn, call.deal_id) if call.deal_id else (),
    )


def _questions(conn: Connection, deal_id: str) -> tuple[AskedQuestion, ...]:
    answers = {answer.question_key: answer for answer in statements.answers_of(conn, deal_id)}
    return tuple(AskedQuestion(asked, answers.get(asked.key)) for asked in templates.questions())


def _pair(conn: Connection, call: Call) -> _Pair:
    """The names and the phrase as far as profile, deal and charter tell them."""
    pair = _Pair()
    profile = profile_rows.find(conn)
    if profile is not None:
        pair = replace(pair, se=profile.name, se_first=profile.first_name)
    partner_id = deal_rows.get(conn, call.deal_id).partner_id if call.deal_id else None
    if partner_id is None:
        return pair
    partner = partner_rows.get(conn, partner_id)
    charters = charter_rows.of_partner(conn, partner_id)
    agreed = [charter for charter in charters if charter.status is CharterStatus.AGREED]
    clauses = charter_rows.clauses_of(conn, agreed[-1].id) if agreed else ()
    return replace(
        pair,
        ae=partner.name,
        ae_first=partner.first_name,
        phrase=rescue_phrase(clauses),
        roles=roles_of(clauses),
    )


def _story(call: Call, pair: _Pair) -> tuple[templates.StoryBeat, ...]:
    """Lines say the first names, as people do in a call; roles carry the full ones."""
    spoken = templates.story_beats(call.kind, pair.ae_first, pair.se_first)
    named = templates.story_beats(call.kind, pair.ae, pair.se)
    return tuple(replace(beat, line=_sentence(said.line)) for said, beat in zip(spoken, named, strict=True))


def _given(name: str | None, before: str) -> str:
    return before if name is None else name.strip()


def _sentence(line: str) -> str:
    return line[:1].upper() + line[1:]


def _beat(key: str, huddle_id: str, position: int, beat: templates.StoryBeat) -> Beat:
    return Beat(
        id=key,
        huddle_id=huddle_id,
        position=position,
        from_minute=beat.from_minute,
        to_minute=beat.to_minute,
        topic=beat.topic,
        line=beat.line,
        who=beat.who,
        hand_off=beat.hand_off,
    )


def _paused(huddle: Huddle, now: datetime) -> Huddle:
    """Standing still, with what has run in whole milliseconds."""
    used = huddle.used(now) // _MILLISECOND
    return replace(huddle, timer_used_ms=used, timer_started_at=None)
