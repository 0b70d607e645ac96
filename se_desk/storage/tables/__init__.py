"""The tables, one file a noun, and what else the schema consists of.

A table's columns are the fields of its record in ``domain``; a test holds them equal.
``SEARCHED`` says what the full-text index is fed from, ``EXTRA_DDL`` holds the triggers that guard
what is never changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from se_desk.storage.columns import metadata
from se_desk.storage.tables import (
    asks,
    attachments,
    calls,
    charters,
    checklists,
    deals,
    disagreements,
    exit_criteria,
    exports,
    huddles,
    imports,
    insights,
    not_ready,
    note_links,
    note_templates,
    notes,
    outbox,
    papers,
    partners,
    people,
    profile,
    qualification,
    requests,
    risks,
    scrubs,
    steps,
    strategies,
    upkeep,
)

__all__ = [
    "EXTRA_DDL",
    "SEARCHED",
    "Searched",
    "asks",
    "attachments",
    "calls",
    "charters",
    "checklists",
    "deals",
    "disagreements",
    "exit_criteria",
    "exports",
    "huddles",
    "imports",
    "insights",
    "metadata",
    "not_ready",
    "note_links",
    "note_templates",
    "notes",
    "outbox",
    "papers",
    "partners",
    "people",
    "profile",
    "qualification",
    "requests",
    "risks",
    "scrubs",
    "steps",
    "strategies",
    "upkeep",
]


@dataclass(frozen=True, slots=True)
class Searched:
    """One source of the index. The expressions are SQL over ``{row}``, the trigger's OLD or NEW.

    ``when`` leaves rows out. ``kind`` and ``private`` feed the filters, ``at`` is the day or moment
    that ``before:`` and ``after:`` compare. ``later``: a change waits until the index is brought up to date.
    """

    table: str
    noun: str
    title: str
    body: str
    id: str = "{row}.id"
    deal_id: str = "{row}.deal_id"
    when: str = "1"
    kind: str = "''"
    private: str = "0"
    at: str = "''"
    later: bool = False


SEARCHED = (
    Searched(
        "deals",
        "deal",
        "{row}.title",
        "{row}.account || ' ' || {row}.competitors || ' ' || {row}.compelling_event",
        deal_id="{row}.id",
        at="{row}.came_on",
    ),
    Searched(
        "notes",
        "note",
        "{row}.title",
        "{row}.body",
        when="{row}.trashed_at IS NULL",
        kind="{row}.kind",
        private="{row}.private",
        at="{row}.written_at",
        later=True,
    ),
    Searched(
        "calls",
        "call",
        "{row}.title",
        "{row}.agenda || ' ' || {row}.context",
        when="{row}.cancelled = 0",
        kind="{row}.kind",
        at="{row}.starts_at",
    ),
    Searched("people", "person", "{row}.name", "{row}.title || ' ' || {row}.email", kind="{row}.role"),
    Searched(
        "asks",
        "ask",
        "{row}.statement",
        "{row}.words || ' ' || {row}.answer_note || ' ' || {row}.topic || ' ' || {row}.sow_line",
        kind="{row}.answer",
        at="{row}.asked_on",
    ),
    Searched(
        "insights",
        "insight",
        "{row}.statement",
        "{row}.detail || ' ' || {row}.tags || ' ' || {row}.source",
        kind="{row}.kind",
        private="{row}.private",
        at="{row}.heard_on",
    ),
    Searched(
        "exit_evidence",
        "criterion",
        "{row}.evidence",
        "''",
        when="{row}.evidence != ''",
        at="{row}.changed_at",
    ),
    Searched(
        "strategy_parts",
        "strategy",
        "'Deal strategy'",
        "{row}.text",
        when="{row}.text != ''",
        kind="{row}.heading",
        at="{row}.changed_at",
    ),
    Searched(
        "paper_answers",
        "paper",
        "CASE {row}.kind WHEN 'autopsy' THEN 'Autopsy sheet' WHEN 'review' THEN 'Deal review' "
        "ELSE 'Impact record' END",
        "{row}.text",
        id="{row}.kind || ':' || coalesce({row}.deal_id, {row}.period) || ':' || {row}.question",
        when="{row}.text != ''",
        kind="{row}.kind",
        at="{row}.changed_at",
    ),
    Searched(
        "attachments",
        "attachment",
        "{row}.name",
        "''",
        when="{row}.removed_at IS NULL AND {row}.away = 0",
        private="{row}.private",
        at="{row}.added_at",
    ),
    Searched(
        "requests",
        "request",
        "{row}.words",
        "{row}.reason || ' ' || {row}.would_change",
        kind="{row}.reply",
        at="{row}.asked_on",
    ),
    Searched(
        "disagreements",
        "disagreement",
        "{row}.about",
        "{row}.outcome",
        kind="{row}.ending",
        at="{row}.raised_on",
    ),
    Searched(
        "attempts",
        "attempt",
        "'Talk ' || {row}.number",
        "{row}.brought",
        deal_id="NULL",
        when="{row}.brought != ''",
        at="{row}.held_on",
    ),
    Searched(
        "scrub_decisions",
        "scrub",
        "{row}.words",
        "{row}.owner",
        when="{row}.words != ''",
        kind="{row}.decision",
        at="coalesce({row}.by_on, '')",
    ),
    Searched("steps", "step", "{row}.text", "{row}.owner", at="{row}.made_at"),
    Searched("partners", "partner", "{row}.name", "{row}.segment || ' ' || {row}.about", deal_id="NULL"),
    Searched("clauses", "clause", "{row}.topic", "{row}.text", deal_id="NULL", kind="{row}.kind"),
    Searched(
        "risk_opened",
        "flag",
        "CASE {row}.name WHEN 'statement' THEN {row}.value ELSE '' END",
        "CASE {row}.name WHEN 'statement' THEN '' ELSE {row}.value END",
        id="{row}.chain || ':' || {row}.flag_seq || ':' || {row}.seq || ':' || {row}.name",
        when="{row}.flag_seq > 0 AND {row}.name IN ('statement', 'evidence', 'message', 'response', 'note')",
        kind="{row}.name",
    ),
)

EXTRA_DDL: tuple[str, ...] = (
    *charters.GUARDS,
    *risks.GUARDS,
    *attachments.FOLLOWING,
    *notes.FOLLOWING,
)
