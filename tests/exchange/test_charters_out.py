"""A charter as a Document, and what it says of its own standing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from se_desk.domain.charters import Charter, CharterStatus, Clause, ClauseKind, Owes, Rule
from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.charters_out import charter_document, charter_stem, status_words, terms_of
from se_desk.exchange.markdown_reader import read_markdown

AE, SE = "Ilse Brandvold", "Marlene Okoro"
DRAFT = Charter(
    id="c3",
    partner_id="p",
    version=3,
    title="How we work",
    changed_at=datetime(2026, 3, 4, 9, tzinfo=UTC),
)
AGREED = replace(
    DRAFT,
    status=CharterStatus.AGREED,
    proposed_on=date(2025, 12, 29),
    agreed_on=date(2026, 1, 5),
    agreed_how="on the ferry back.",
)
PREP = Clause(
    id="1",
    charter_id="c3",
    origin_id="1",
    position=1,
    topic="Before a call",
    text="Ilse writes down who comes.\nMarlene reads it.",
    rule=Rule.CONTEXT_BEFORE_CALL,
    amount=48,
    target_percent=80,
    owes=Owes.AE,
)
PHRASE = Clause(
    id="2",
    charter_id="c3",
    origin_id="2",
    position=2,
    topic="Way back",
    text="Either of us says it.",
    kind=ClauseKind.RESCUE_PHRASE,
    value="Back to the quay…",
)
SCRUB = replace(
    PREP, id="3", topic="# Scrub | *half* hour", text=" ", rule=Rule.SCRUB_EVERY_WEEKS, amount=None
)
SCRUB = replace(SCRUB, target_percent=None, owes=Owes.SE)
KEY = "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29"


def test_the_whole_charter(golden: Callable[[str, str | bytes], None]) -> None:
    document = charter_document(AGREED, (PREP, PHRASE, SCRUB), AE, SE, KEY)
    assert document.title == "How we work, Ilse Brandvold, v3"
    golden("charter.md", as_markdown(document))


def test_markdown_reads_back_as_the_same_words() -> None:
    document = charter_document(AGREED, (PREP, PHRASE, SCRUB), AE, SE, KEY)
    assert read_markdown(as_markdown(document)).blocks == document.blocks


def test_without_a_key_no_line_speaks_of_one() -> None:
    with_key = as_markdown(charter_document(DRAFT, (), AE, SE, KEY))
    assert KEY in with_key  # the control
    assert "signed" not in as_markdown(charter_document(DRAFT, (), AE, SE, ""))


@pytest.mark.parametrize(
    ("charter", "said"),
    [
        (DRAFT, "Version 3. A draft: nobody has agreed to it yet."),
        (
            replace(DRAFT, status=CharterStatus.PROPOSED, proposed_on=date(2026, 3, 4)),
            "Version 3. Proposed on Wed 4 Mar 2026, not agreed yet.",
        ),
        (
            AGREED,
            "Version 3. Proposed on Mon 29 Dec 2025, agreed by both on Mon 5 Jan 2026 (on the ferry back).",
        ),
        (
            replace(AGREED, agreed_how=" "),
            "Version 3. Proposed on Mon 29 Dec 2025, agreed by both on Mon 5 Jan 2026.",
        ),
        (
            replace(
                AGREED,
                agreed_how="",
                proposed_on=None,
                status=CharterStatus.SUPERSEDED,
                superseded_on=date(2026, 3, 4),
            ),
            "Version 3. Proposed on a day not kept, agreed by both on Mon 5 Jan 2026, "
            "superseded on Wed 4 Mar 2026.",
        ),
    ],
)
def test_where_a_version_stands(charter: Charter, said: str) -> None:
    assert status_words(charter) == said


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        (PREP, "Owed by Ilse. Measured: context received 48 h before the call, target 80 %."),
        (PHRASE, "Owed by Ilse and Marlene."),
        (SCRUB, "Owed by Marlene. Measured: scrub held every 2 weeks."),
    ],
)
def test_who_owes_what(clause: Clause, said: str) -> None:
    assert terms_of(clause, "Ilse", "Marlene") == said


def test_file_names_hold_nothing_of_a_path() -> None:
    assert charter_stem(DRAFT, AE) == "How we work, Ilse Brandvold, v3"
    assert "/" not in charter_stem(replace(DRAFT, title="../../etc\n"), "A/B")
    assert len(charter_stem(replace(DRAFT, title="x" * 400), AE).encode()) <= 100
