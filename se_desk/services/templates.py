"""The texts a person starts from: charters, checklist, questions, notes, answers and story beats.

All of them are files under resources/templates. A file that is missing or not as expected is a fault of
the program and raises what the reading raises.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from se_desk.domain.calls import CallKind
from se_desk.domain.charters import Clause, ClauseKind, Owes, Rule
from se_desk.domain.note_templates import fill_template
from se_desk.domain.notes import NoteKind
from se_desk.paths import resources

_FIELD = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class ClauseTemplate:
    """A clause before it has a charter. ``text``, ``value`` and ``wordings`` hold ``{ae}`` and ``{se}``."""

    key: str
    topic: str
    text: str
    kind: ClauseKind
    value: str
    rule: Rule | None
    amount: int | None
    target_percent: int | None
    owes: Owes
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CharterTemplate:
    """A charter to start from; ``about`` says in a sentence what it is for."""

    key: str
    title: str
    about: str
    clauses: tuple[ClauseTemplate, ...]


@dataclass(frozen=True, slots=True)
class StandardTick:
    """A line of the checklist; ``hint`` says when it is true."""

    key: str
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question by which the SE qualifies the AE; ``group`` is the heading it stands under."""

    key: str
    group: str
    text: str


@dataclass(frozen=True, slots=True)
class PreparedAnswer:
    """What to say to a ``question``; square brackets in ``line`` are for the SE to fill in."""

    key: str
    question: str
    line: str


@dataclass(frozen=True, slots=True)
class AnswerTopic:
    """The prepared answers of one topic."""

    key: str
    title: str
    answers: tuple[PreparedAnswer, ...]


@dataclass(frozen=True, slots=True)
class HandOff:
    """A line that passes the word on; ``when`` says what came up."""

    key: str
    when: str
    line: str


@dataclass(frozen=True, slots=True)
class StoryBeat:
    """A part of a call's story, with the two names filled in; no minutes where it may come at any time."""

    from_minute: int | None
    to_minute: int | None
    topic: str
    line: str
    who: str
    hand_off: str


def charter_templates() -> tuple[CharterTemplate, ...]:
    """Partnership charter and Rules of engagement (PRODUCT, part 3)."""
    return (_charter("partnership"), _charter("rules_of_engagement"))


def charter_template(key: str) -> CharterTemplate | None:
    """The template a charter was started from, by its ``template``; None where it was started empty."""
    return next((template for template in charter_templates() if template.key == key), None)


def further_clauses() -> tuple[ClauseTemplate, ...]:
    """Clauses of neither template that can be added to any charter."""
    return _charter("further").clauses


def clauses_of(
    template: CharterTemplate, charter_id: str, new_id: Callable[[], str], ae_name: str, se_name: str
) -> tuple[Clause, ...]:
    """The clauses of a new charter in the template's order, with both names filled in."""
    return tuple(
        clause_from(clause, charter_id, new_id(), position, ae_name, se_name)
        for position, clause in enumerate(template.clauses, 1)
    )


def clause_from(
    template: ClauseTemplate, charter_id: str, key: str, position: int, ae_name: str, se_name: str
) -> Clause:
    """One clause, the first of its origin."""
    names = {"ae": ae_name, "se": se_name}
    return Clause(
        id=key,
        charter_id=charter_id,
        origin_id=key,
        position=position,
        topic=template.topic,
        text=_fill(template.text, names),
        kind=template.kind,
        value=_fill(template.value, names),
        rule=template.rule,
        amount=template.amount,
        target_percent=template.target_percent,
        owes=template.owes,
    )


def other_wordings(clause: Clause, ae_name: str, se_name: str) -> tuple[str, ...]:
    """Other ways to say ``clause``: of the same topic, else of the same special kind, else the same rule."""
    known = [known for key in _CHARTERS for known in _charter(key).clauses]
    tests: tuple[Callable[[ClauseTemplate], bool], ...] = (
        lambda known: known.topic.casefold() == clause.topic.strip().casefold(),
        lambda known: clause.kind is not ClauseKind.PROSE and known.kind is clause.kind,
        lambda known: clause.rule is not None and known.rule is clause.rule,
    )
    alike = next((found for test in tests if (found := [k for k in known if test(k)])), [])
    texts = (text for template in alike for text in (template.text, *template.wordings))
    names = {"ae": ae_name, "se": se_name}
    filled = dict.fromkeys(_fill(text, names) for text in texts)
    return tuple(text for text in filled if text != clause.text)


def standard_ticks() -> tuple[StandardTick, ...]:
    """The five ticks of every huddle (PRODUCT, part 4)."""
    return tuple(StandardTick(t["key"], t["text"], t["hint"]) for t in _read("checklist.toml")["ticks"])


def questions() -> tuple[Question, ...]:
    """The question bank: deal viability, then politics (PRODUCT, part 4)."""
    return tuple(
        Question(question["key"], group["heading"], question["text"])
        for group in _read("questions.toml")["groups"]
        for question in group["questions"]
    )


def note_template(kind: NoteKind, fields: Mapping[str, str]) -> str:
    """The Markdown a note of ``kind`` starts with; ``fields`` are deal, account, call, attendees and day.

    A line whose field is empty or not given is left out, so that no label stands alone.
    """
    return fill_template(note_source(kind), fields)


def note_source(kind: NoteKind) -> str:
    """The template of a kind that came with SE Desk, its fields not filled in."""
    return _text(Path("notes") / f"{kind.value}.md")


def prepared_answers() -> tuple[AnswerTopic, ...]:
    """What the call card offers by topic: security, architecture, data."""
    return tuple(
        AnswerTopic(
            topic["key"],
            topic["title"],
            tuple(PreparedAnswer(a["key"], a["question"], a["line"]) for a in topic["answers"]),
        )
        for topic in _read("answers.toml")["topics"]
    )


def deferral_line() -> str:
    """What to say when a call turns out another than planned."""
    return str(_read("answers.toml")["deferral"])


def hand_offs(ae_name: str) -> tuple[HandOff, ...]:
    """The lines that pass the word to the AE, or away from a detail."""
    names = {"ae": ae_name}
    return tuple(
        HandOff(h["key"], h["when"], _fill(h["line"], names)) for h in _read("answers.toml")["hand_offs"]
    )


def story_beats(kind: CallKind, ae_name: str, se_name: str) -> tuple[StoryBeat, ...]:
    """The standard story of a call of ``kind``; none where there is no standard one."""
    stories = _read("beats.toml")["stories"]
    names = {"ae": ae_name, "se": se_name}
    return tuple(
        _beat(beat, names) for story in stories if kind.value in story["kinds"] for beat in story["beats"]
    )


def _beat(beat: dict[str, Any], names: Mapping[str, str]) -> StoryBeat:
    first, last = beat.get("minutes", (None, None))
    hand_off = names.get(beat.get("hand_off", ""), "")
    return StoryBeat(
        first, last, beat["topic"], _fill(beat["line"], names), names.get(beat["who"], ""), hand_off
    )


_CHARTERS = ("partnership", "rules_of_engagement", "further")


@cache
def _charter(key: str) -> CharterTemplate:
    source = _read(f"charters/{key}.toml")
    clauses = tuple(_clause(clause) for clause in source["clauses"])
    return CharterTemplate(source["key"], source["title"], source["about"], clauses)


def _clause(source: dict[str, Any]) -> ClauseTemplate:
    rule = Rule(source["rule"]) if "rule" in source else None
    return ClauseTemplate(
        key=source["key"],
        topic=source["topic"],
        text=source["text"],
        kind=ClauseKind(source.get("kind", ClauseKind.PROSE)),
        value=source.get("value", ""),
        rule=rule,
        amount=source.get("amount"),
        target_percent=source.get("target_percent"),
        owes=Owes(source["owes"]),
        wordings=tuple(source["wordings"]),
    )


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(Path(name)))


@cache
def _text(name: Path) -> str:
    return (resources() / "templates" / name).read_text(encoding="utf-8")


def _fill(text: str, fields: Mapping[str, str]) -> str:
    """One pass, so that braces inside a value stay what they are; unknown names stay as they stand."""
    return _FIELD.sub(lambda found: fields.get(found[1], found[0]), text)
