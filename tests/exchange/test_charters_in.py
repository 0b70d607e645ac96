"""A charter that comes back: the same words unless somebody edited them, in Markdown and in DOCX."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.domain.charters import Charter, Clause, ClauseKind, Owes, Rule
from se_desk.domain.errors import BadFile
from se_desk.exchange.as_docx import as_docx
from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.charters_in import LARGEST, ReadClause, edited, read_charter
from se_desk.exchange.charters_out import charter_document
from tests.exchange.test_charters_out import AE, AGREED, DRAFT, KEY, PHRASE, PREP, SE
from tests.exchange.word_files import gone, ins, office, opened_and_saved, para, run, word_file

AE_FIRST, SE_FIRST = AE.split()[0], SE.split()[0]
ROLES = replace(
    PREP,
    id="4",
    origin_id="4",
    topic="Lanes",
    text="Each keeps to one.",
    kind=ClauseKind.ROLES,
    value="opening ae, commercial ae, technical se, notes both",
    rule=None,
    amount=None,
    target_percent=None,
    owes=Owes.BOTH,
)
GATES = replace(
    PREP,
    id="5",
    origin_id="5",
    topic="Thresholds",
    kind=ClauseKind.THRESHOLDS,
    value="budget, timeline 9 months, sponsor director",
    rule=Rule.GATES_BEFORE_DEMO,
    amount=None,
    target_percent=100,
)
SCRUB = replace(PREP, id="6", origin_id="6", topic="Scrub", rule=Rule.SCRUB_EVERY_WEEKS, amount=3)
ALL = (PREP, PHRASE, ROLES, GATES, SCRUB)


def written(form: str, clauses: tuple[Clause, ...], charter: Charter = AGREED) -> bytes:
    document = charter_document(charter, clauses, AE, SE, KEY)
    return as_docx(document, SE) if form == "docx" else as_markdown(document).encode()


def back(data: bytes, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    read = read_charter(data, "charter")
    return tuple(
        edited(one, found, AE_FIRST, SE_FIRST) for one, found in zip(clauses, read.clauses, strict=True)
    )


@pytest.mark.parametrize("form", ["docx", "markdown"])
@pytest.mark.parametrize("charter", [AGREED, DRAFT])
def test_what_was_written_is_what_is_read(form: str, charter: Charter) -> None:
    data = written(form, ALL, charter)
    assert back(data, ALL) == ALL
    assert read_charter(data, "charter").title == "How we work"


LINES = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u00a0\u2028"), max_size=60
).map(lambda text: " ".join(text.split()))
TOPICS = LINES.filter(lambda text: any(map(str.isalpha, text))).filter(lambda text: not text[:1].isdigit())


@settings(max_examples=25)
@given(
    st.lists(st.tuples(TOPICS, st.lists(LINES.filter(bool), max_size=3)), min_size=1, max_size=4),
    st.sampled_from(["docx", "markdown"]),
)
def test_any_words_come_back(said: list[tuple[str, list[str]]], form: str) -> None:
    clauses = tuple(
        replace(PREP, id=str(n), origin_id=str(n), topic=topic, text="\n".join(lines))
        for n, (topic, lines) in enumerate(said)
        if not any(line.startswith("Owed by") for line in lines)
    )
    if not clauses:
        return
    found = back(written(form, clauses), clauses)
    assert [" ".join(one.text.split()) for one in found] == [" ".join(one.text.split()) for one in clauses]
    assert [one.topic for one in found] == [one.topic for one in clauses]


@pytest.mark.skipif(office() is None, reason="LibreOffice is not on this computer")
def test_libreoffice_opens_it_and_gives_it_back_equal(tmp_path: Path) -> None:
    data = opened_and_saved(written("docx", ALL), tmp_path)
    assert back(data, ALL) == ALL
    read = read_charter(data, "charter")
    assert (read.title, read.tracked, read.comments) == ("How we work", 0, ())
    assert data != written("docx", ALL)  # the control: it is another file


def test_edits_of_the_ae_in_word() -> None:
    data = word_file(
        para(run("How we work"), "berschrift1"),
        para(run("Ilse Brandvold, account executive, and Marlene Okoro, sales engineer")),
        para(run("1 Before ") + gone("a") + ins("every") + run(" call"), "berschrift2"),
        para(run("Ilse writes who comes.") + ins(" Two days ahead.")),
        para(run("Owed by Ilse. Measured: context received 24 h before the call, target 90 %.")),
        para(run("2 Way back"), "berschrift2"),
        para(run("Back to the harbour"), "Zitat"),
        para(run("Owed by Ilse and Marlene.")),
        para(run("Mine"), "berschrift2"),
        para(run("What I add.")),
        para(run(f"Records of this desk are signed with {KEY}")),
    )
    read = read_charter(data, "back.docx")
    first = edited(PREP, read.clauses[0], AE_FIRST, SE_FIRST)
    assert (first.topic, first.text) == ("Before every call", "Ilse writes who comes. Two days ahead.")
    assert (first.rule, first.amount, first.target_percent) == (Rule.CONTEXT_BEFORE_CALL, 24, 90)
    assert edited(PHRASE, read.clauses[1], AE_FIRST, SE_FIRST).value == "Back to the harbour"
    assert read.clauses[2] == ReadClause("Mine", "What I add.")
    assert read.tracked == 3


@pytest.mark.parametrize(
    ("terms", "owes", "rule", "amount", "target"),
    [
        ("", Owes.AE, Rule.CONTEXT_BEFORE_CALL, 48, 80),
        ("Owed by Marlene.", Owes.SE, None, None, None),
        ("Owed by nobody known.", Owes.AE, None, None, None),
        ("Owed by Ilse. Measured: something new, target 70 %.", Owes.AE, Rule.CONTEXT_BEFORE_CALL, 48, 70),
        ("Owed by Ilse. Measured: scrub held every 3 weeks.", Owes.AE, Rule.SCRUB_EVERY_WEEKS, 3, None),
        (
            "Owed by Ilse. Measured: huddle held before the call.",
            Owes.AE,
            Rule.HUDDLE_BEFORE_CALL,
            None,
            None,
        ),
        (
            "Owed by Ilse. Measured: scrub held every 0 weeks, target 900 %",
            Owes.AE,
            Rule.SCRUB_EVERY_WEEKS,
            1,
            80,
        ),
        ("anything else", Owes.AE, Rule.CONTEXT_BEFORE_CALL, 48, 80),
    ],
)
def test_terms_that_somebody_edited(
    terms: str, owes: Owes, rule: Rule | None, amount: int | None, target: int | None
) -> None:
    found = edited(PREP, ReadClause("T", "x", (), terms), AE_FIRST, SE_FIRST)
    assert (found.owes, found.rule, found.amount, found.target_percent) == (owes, rule, amount, target)


def test_a_rule_at_its_usual_amount_stays_unset() -> None:
    usual = replace(PREP, amount=None)
    terms = "Owed by Ilse. Measured: context received 24 h before the call."
    assert edited(usual, ReadClause("T", "x", (), terms), AE_FIRST, SE_FIRST).amount is None


def test_a_quotation_that_stands_for_nothing_is_kept_as_text() -> None:
    found = edited(PREP, ReadClause("T", "x", ("quoted",)), AE_FIRST, SE_FIRST)
    assert found.text == "x\nquoted"


@pytest.mark.parametrize("form", ["docx", "markdown"])
def test_what_a_file_does_not_keep_is_no_edit(form: str) -> None:
    odd = replace(PREP, text="  A first  line.\n\n\nAnd a\x07 second \n", topic=" Before \t a call")
    assert back(written(form, (odd,)), (odd,)) == (odd,)


def test_markdown_of_every_shape() -> None:
    source = (
        "# Ours\n\nBefore any clause.\n\n## 1. First\n\nWords\n\n- one\n- two\n\n```\ncode\n```\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n---\n\n> quoted\n\n- > deep\n\n# Second\n"
    )
    first, second = read_charter(source.encode(), "c.md").clauses
    assert first == ReadClause("First", "Words\n- one\n- two\ncode\na b\nc d\n- deep", ("quoted",))
    assert second == ReadClause("Second", "")


@pytest.mark.parametrize(
    "data", [b"", b"no heading", b"# Only a title", b"\xff\xfe\x00", b"## A\x00", b"x" * (LARGEST + 1)]
)
def test_what_is_no_charter_is_named(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_charter(data, "c.md")
