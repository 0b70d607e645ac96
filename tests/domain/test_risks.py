"""Flags folded from entries: corrections, status, ids; and what the log says when values are gone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from se_desk.domain.chain import (
    ACK,
    ANCHOR,
    CORRECT,
    FLAG,
    NOTE,
    OUTCOME,
    SENT,
    TOKENS,
    ClockReading,
    Sealed,
    append,
)
from se_desk.domain.errors import BadInput
from se_desk.domain.risks import (
    AnchorWord,
    Category,
    Channel,
    OutcomeWord,
    RiskFlag,
    Severity,
    Status,
    corrected_kind,
    entry_of,
    flag_id,
    fold,
    read_flag_id,
)

DEAL = "0123456789abcdef0123456789abcdef"
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
RAISED = {"severity": "high", "category": "people", "statement": "The works council meets in May"}


def chain(*entries: tuple[str, int, dict[str, str]]) -> list[Sealed]:
    made: list[Sealed] = []
    for minute, (kind, flag, fields) in enumerate(entries):
        clock = ClockReading(START + timedelta(minutes=minute), "aabbccdd", minute * 60_000)
        salts = {name: bytes(16) for name in fields}
        head = made[-1].head if made else None
        corrects = int(fields.get("corrects", "1"))
        kind_of = made[corrects - 1].core.kind if kind == CORRECT else None
        made.append(append(DEAL, head, clock, kind, flag, fields, salts, kind_of))
    return made


def flags(*entries: tuple[str, int, dict[str, str]]) -> tuple[RiskFlag, ...]:
    return fold(entry_of("deal-1", one) for one in reversed(chain(*entries)))


RAISE = (FLAG, 0, RAISED)
TELL = (SENT, 1, {"to": "Noor", "channel": "email", "reference": "<1@example.com>"})
ANSWER = (ACK, 1, {"from": "Noor", "response": "I ask them", "occurred": "2026-03-03"})
CLOSE = (OUTCOME, 1, {"outcome": "solved"})
REOPEN = (OUTCOME, 1, {"outcome": "reopened", "note": "They meet in June"})


@pytest.mark.parametrize(
    ("entries", "status", "outcome"),
    [
        ((RAISE,), Status.NOT_TOLD, None),
        ((RAISE, TELL), Status.WAITING, None),
        ((RAISE, TELL, ANSWER), Status.ANSWERED, None),
        ((RAISE, ANSWER), Status.ANSWERED, None),
        ((RAISE, TELL, ANSWER, TELL), Status.WAITING, None),
        ((RAISE, TELL, CLOSE), Status.CLOSED, OutcomeWord.SOLVED),
        ((RAISE, TELL, CLOSE, REOPEN), Status.WAITING, None),
        ((RAISE, CLOSE, REOPEN, CLOSE), Status.CLOSED, OutcomeWord.SOLVED),
        (
            (RAISE, CLOSE, (CORRECT, 1, {"corrects": "2", "outcome": "agreed"})),
            Status.CLOSED,
            OutcomeWord.AGREED,
        ),
    ],
)
def test_status(entries: tuple, status: Status, outcome: OutcomeWord | None) -> None:
    (flag,) = flags(*entries)
    assert (flag.status, flag.outcome, flag.is_open) == (status, outcome, status is not Status.CLOSED)
    assert (flag.waiting_since is not None) == (status is Status.WAITING)


def test_a_flag_says_what_it_said_and_what_was_corrected() -> None:
    (flag,) = flags(
        RAISE,
        TELL,
        (CORRECT, 1, {"corrects": "1", "statement": "The works council meets in June", "evidence": "Mail"}),
        (CORRECT, 1, {"corrects": "1", "severity": "critical"}),
        (CORRECT, 1, {"corrects": "2", "to": "Noor Haddad"}),
        (NOTE, 1, {"note": "Two members are new"}),
    )
    assert flag.statement == "The works council meets in June"
    assert (flag.severity, flag.category, flag.evidence) == (Severity.CRITICAL, Category.PEOPLE, "Mail")
    assert flag.entries[0].fields["statement"] == "The works council meets in May"
    assert flag.told[0].fields["to"] == "Noor Haddad"
    assert flag.told[0].has_reference
    assert [note.fields["note"] for note in flag.notes] == ["Two members are new"]
    assert (flag.raised_at, flag.occurred_on, len(flag.entries)) == (START, None, 6)


def test_two_flags_and_an_anchor_stay_apart() -> None:
    first, second = flags(
        RAISE,
        (FLAG, 0, {**RAISED, "statement": "No test data", "occurred": "2026-02-27"}),
        (ANCHOR, 0, {"anchor": "restored"}),
        (SENT, 2, {"to": "Noor", "channel": "call"}),
    )
    assert (first.seq, first.status, second.seq, second.status) == (1, Status.NOT_TOLD, 2, Status.WAITING)
    assert second.occurred_on == date(2026, 2, 27)
    assert first.id == f"{DEAL}-0001" == flag_id(DEAL, 1)
    assert read_flag_id(second.id) == (DEAL, 2)


def test_forgotten_values_leave_a_bare_flag() -> None:
    bare = [replace(one, opened={}) for one in chain(RAISE, TELL, CLOSE)]
    (flag,) = fold(entry_of("deal-1", one) for one in bare)
    assert (flag.statement, flag.severity, flag.category, flag.evidence) == ("", None, None, "")
    assert (flag.outcome, flag.status) == (None, Status.WAITING)
    assert flag.entries[0].hidden == ("category", "severity", "statement")


def test_entries_of_a_flag_that_is_not_there_make_none() -> None:
    entries = [entry_of("deal-1", one) for one in chain(RAISE, TELL)]
    assert fold(entries[1:]) == ()


def test_what_can_be_corrected() -> None:
    entries = [
        entry_of("deal-1", one)
        for one in chain(RAISE, TELL, (CORRECT, 1, {"corrects": "1", "statement": "x"}), (FLAG, 0, RAISED))
    ]
    assert corrected_kind(entries, 1, 2) == SENT
    for flag, corrects in ((1, 3), (1, 4), (1, 9), (2, 1)):
        with pytest.raises(BadInput, match="cannot be corrected"):
            corrected_kind(entries, flag, corrects)


@pytest.mark.parametrize("text", ["", DEAL, f"{DEAL}-x", f"{DEAL}-٢", "12-1", f"{DEAL}-{'9' * 40}"])
def test_what_is_no_id_of_a_flag(text: str) -> None:
    with pytest.raises(BadInput):
        read_flag_id(text)


def test_the_words_are_the_tokens_of_the_chain() -> None:
    words = {
        "severity": Severity,
        "category": Category,
        "channel": Channel,
        "outcome": OutcomeWord,
        "anchor": AnchorWord,
    }
    assert {name: tuple(enum) for name, enum in words.items()} == dict(TOKENS)
    assert [severity.rank for severity in Severity] == [0, 1, 2, 3]
    assert (Category.POC_SCOPE.label, Category.TECHNICAL_FIT.label) == ("POC scope", "Technical fit")
    assert (Channel.CRM_NOTE.label, Status.NOT_TOLD.label) == ("CRM note", "Not told")
