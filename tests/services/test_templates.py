"""The texts a person starts from: complete, typed, with both names filled in, and in the product's tone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.calls import CallKind
from se_desk.domain.charters import DEFAULT_RESCUE_PHRASE, Clause, ClauseKind, Owes, Rule, rescue_phrase
from se_desk.domain.clause_fields import Roles
from se_desk.domain.notes import NoteKind
from se_desk.paths import resources
from se_desk.services import templates

TEMPLATES = resources() / "templates"


def numbers() -> Callable[[], str]:
    """Ids in order."""
    counter = count(1)
    return lambda: f"id-{next(counter)}"


def written(key: str) -> tuple[Clause, ...]:
    """The clauses of a template between Noor and Jens."""
    template = templates.charter_template(key)
    assert template is not None
    return templates.clauses_of(template, "charter", numbers(), "Noor", "Jens")


def test_there_are_two_charters_to_start_from() -> None:
    assert [t.title for t in templates.charter_templates()] == ["Partnership charter", "Rules of engagement"]
    assert all(t.about.endswith(".") for t in templates.charter_templates())
    assert templates.charter_template("no such") is None


@pytest.mark.parametrize(
    ("key", "topic", "rule", "amount", "owes", "kind"),
    [
        ("partnership", "Pre-meeting prep", Rule.CONTEXT_BEFORE_CALL, 24, Owes.AE, ClauseKind.PROSE),
        ("partnership", "Deal qualification", Rule.GATES_BEFORE_DEMO, None, Owes.AE, ClauseKind.PROSE),
        ("partnership", "Meeting roles", None, None, Owes.BOTH, ClauseKind.ROLES),
        ("partnership", "Disagreements", Rule.ESCALATED_AFTER, 1, Owes.BOTH, ClauseKind.PROSE),
        ("partnership", "CRM logging", Rule.NOTES_AFTER_CALL, 24, Owes.BOTH, ClauseKind.PROSE),
        (
            "rules_of_engagement",
            "Qualification thresholds",
            Rule.GATES_BEFORE_DEMO,
            None,
            Owes.AE,
            ClauseKind.THRESHOLDS,
        ),
        ("rules_of_engagement", "Meeting prep", Rule.HUDDLE_BEFORE_CALL, None, Owes.AE, ClauseKind.PROSE),
        ("rules_of_engagement", "Rescue phrase", None, None, Owes.BOTH, ClauseKind.RESCUE_PHRASE),
        ("rules_of_engagement", "Pricing", None, None, Owes.SE, ClauseKind.PRICING),
    ],
)
def test_every_clause_of_the_product_is_there(
    key: str, topic: str, rule: Rule | None, amount: int | None, owes: Owes, kind: ClauseKind
) -> None:
    clause = next(clause for clause in written(key) if clause.topic == topic)
    assert (clause.rule, clause.amount, clause.owes, clause.kind) == (rule, amount, owes, kind)
    assert clause.target_percent is None or 0 < clause.target_percent <= 100


def test_nothing_else_is_in_a_template() -> None:
    assert [len(template.clauses) for template in templates.charter_templates()] == [5, 4]


def test_clauses_are_numbered_and_are_their_own_origin() -> None:
    clauses = written("partnership")
    assert [clause.position for clause in clauses] == [1, 2, 3, 4, 5]
    assert [clause.id for clause in clauses] == [f"id-{n}" for n in range(1, 6)]
    assert all(clause.origin_id == clause.id and clause.charter_id == "charter" for clause in clauses)


def test_both_names_are_filled_in() -> None:
    texts = [c.text + c.value for key in ("partnership", "rules_of_engagement") for c in written(key)]
    assert not any("{" in text for text in texts)
    assert sum("Noor" in text for text in texts) >= 6
    assert written("partnership")[2].value == Roles().text()


def test_braces_in_a_name_stay_what_they_are() -> None:
    template = templates.charter_templates()[0]
    clauses = templates.clauses_of(template, "c", numbers(), "{se}", "Jens")
    assert clauses[0].text.count("{se}") == template.clauses[0].text.count("{ae}")


def test_rescue_phrase_of_a_fresh_charter_is_the_default() -> None:
    assert rescue_phrase(written("rules_of_engagement")) == DEFAULT_RESCUE_PHRASE


def test_every_clause_has_two_other_wordings() -> None:
    for key in ("partnership", "rules_of_engagement"):
        for clause in written(key):
            others = templates.other_wordings(clause, "Noor", "Jens")
            assert len(others) == 2, clause.topic
            assert clause.text not in others
            assert not any("{" in text for text in others)


def test_other_wordings_of_an_edited_clause_offer_the_first_one_again() -> None:
    clause = written("partnership")[0]
    others = templates.other_wordings(replace(clause, text="In our own words."), "Noor", "Jens")
    assert others[0] == clause.text
    assert len(others) == 3


@pytest.mark.parametrize(
    ("topic", "kind", "rule", "found"),
    [
        ("  pRICING ", ClauseKind.PROSE, None, True),  # by topic, whatever its case
        ("Money", ClauseKind.PRICING, None, True),  # by its special kind
        ("Evenings", ClauseKind.PROSE, Rule.NOTES_AFTER_CALL, True),  # by its rule
        ("Evenings", ClauseKind.PROSE, None, False),
    ],
)
def test_what_other_wordings_go_by(topic: str, kind: ClauseKind, rule: Rule | None, found: bool) -> None:
    clause = Clause(
        id="1",
        charter_id="c",
        origin_id="1",
        position=1,
        topic=topic,
        text="Our own.",
        kind=kind,
        rule=rule,
    )
    assert bool(templates.other_wordings(clause, "Noor", "Jens")) is found


def test_further_clauses_can_be_added() -> None:
    assert {clause.key for clause in templates.further_clauses()} >= {"scrub", "titles"}
    scrub = next(clause for clause in templates.further_clauses() if clause.key == "scrub")
    assert (scrub.rule, scrub.amount) == (Rule.SCRUB_EVERY_WEEKS, 2)


def test_the_five_ticks() -> None:
    assert [tick.key for tick in templates.standard_ticks()] == [
        "read_up",
        "objective",
        "screen",
        "opening",
        "call_to_action",
    ]
    assert all(tick.text and tick.hint for tick in templates.standard_ticks())


def test_the_question_bank_has_two_groups() -> None:
    bank = templates.questions()
    assert list(dict.fromkeys(question.group for question in bank)) == ["Deal viability", "Politics"]
    for group in ("Deal viability", "Politics"):
        assert 6 <= sum(question.group == group for question in bank) <= 8
    assert len({question.key for question in bank}) == len(bank)
    assert all(question.text.endswith("?") for question in bank)
    assert {"pain", "pain_cost", "why_now", "economic_buyer", "competitors"} <= {q.key for q in bank}


FIELDS = {
    "deal": "Turbine care",
    "account": "Dunmore Mills",
    "call": "Second talk",
    "attendees": "Ada, Bo",
    "day": "4 March",
}


@pytest.mark.parametrize("kind", NoteKind)
def test_each_kind_of_note_has_a_template(kind: NoteKind) -> None:
    text = templates.note_template(kind, FIELDS)
    assert text.startswith("# ")
    assert "- Deal: Turbine care" in text
    assert text.endswith("\n")
    assert text.count("\n## ") >= 3
    assert "{" not in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize("kind", NoteKind)
def test_a_note_without_fields_has_no_label_without_a_value(kind: NoteKind) -> None:
    text = templates.note_template(kind, {})
    assert "Deal:" not in text
    assert "Present:" not in text
    assert "{" not in text
    assert not text.startswith("\n")


def test_a_heading_keeps_its_word_when_its_field_is_empty() -> None:
    assert templates.note_template(NoteKind.DEMO, {"account": ""}).startswith("# Demo\n")
    assert templates.note_template(NoteKind.CALL, {"deal": "X"}).startswith("- Deal: X\n")


@given(st.text(alphabet="{}deal accountcal #\\", max_size=30))
def test_a_value_is_taken_as_it_is(value: str) -> None:
    text = templates.note_template(NoteKind.CALL, {"deal": value, "call": "Call"})
    assert f"- Deal: {value}\n" in text if value else "- Deal:" not in text


def test_prepared_answers_of_three_topics() -> None:
    topics = templates.prepared_answers()
    assert [topic.key for topic in topics] == ["security", "architecture", "data"]
    assert {a.key for a in topics[0].answers} >= {"audit", "compliance", "cves", "access"}
    assert all(len(topic.answers) >= 4 for topic in topics)
    assert all(a.line.count("[") == a.line.count("]") for topic in topics for a in topic.answers)


def test_hand_offs_name_the_ae() -> None:
    price = next(line for line in templates.hand_offs("Noor") if line.key == "price")
    assert "Noor" in price.line
    assert not any("{" in found.line for found in templates.hand_offs("Noor"))
    assert templates.deferral_line().endswith("?")


@pytest.mark.parametrize(
    ("kind", "minutes"),
    [(CallKind.DEMO, 60), (CallKind.DISCOVERY, 45), (CallKind.TECHNICAL, 60), (CallKind.READOUT, 60)],
)
def test_a_standard_story_leaves_no_gap(kind: CallKind, minutes: int) -> None:
    beats = templates.story_beats(kind, "Noor", "Jens")
    timed = [(beat.from_minute, beat.to_minute) for beat in beats if beat.from_minute is not None]
    assert timed[0][0] == 0
    assert timed[-1][1] == minutes
    assert all(before[1] == after[0] for before, after in pairwise(timed))
    assert {beat.who for beat in beats} == {"Noor", "Jens"}
    assert not any("{" in beat.line for beat in beats)


def test_the_word_is_passed_to_the_ae_in_a_demo() -> None:
    passed = [beat for beat in templates.story_beats(CallKind.DEMO, "Noor", "Jens") if beat.hand_off]
    assert [(beat.hand_off, beat.who, beat.from_minute) for beat in passed] == [("Noor", "Jens", None)]


def test_a_procurement_call_has_no_standard_story() -> None:
    assert templates.story_beats(CallKind.PROCUREMENT, "Noor", "Jens") == ()


TONE = re.compile(r"!|—|\bplease\b|\bfault of\b|\bblame\b|\bobviously\b", re.IGNORECASE)


def strange_words(text: str) -> list[str]:
    """What the rules of tone leave out."""
    return TONE.findall(text)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.*")), ids=lambda path: path.name)
def test_tone_of_every_template(path: Path) -> None:
    assert strange_words(path.read_text(encoding="utf-8")) == []


def test_the_tone_check_can_fail() -> None:
    assert strange_words("Please do — now!") == ["Please", "—", "!"]
