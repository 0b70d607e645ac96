"""A table's columns are its record's fields, and what is saved is what is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, Table, text

from se_desk.domain import (
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
    note_templates,
    notes,
    outbox,
    papers,
    partners,
    passages,
    people,
    profile,
    proposals,
    qualification,
    requests,
    scrubs,
    steps,
    strategies,
)
from se_desk.storage import rows
from se_desk.storage import tables as all_tables
from se_desk.storage.engine import make_engine
from tests.storage.conftest import KEY

T = all_tables
PAIRS: tuple[tuple[Table, type[Any]], ...] = (
    (T.deals.deals, deals.Deal),
    (T.deals.forecasts, deals.Forecast),
    (T.deals.reads, deals.Read),
    (T.qualification.gates, qualification.Gate),
    (T.qualification.gate_changes, qualification.GateChange),
    (T.qualification.elements, qualification.Element),
    (T.people.people, people.Stakeholder),
    (T.steps.steps, steps.NextStep),
    (T.asks.asks, asks.Ask),
    (T.partners.partners, partners.Partner),
    (T.partners.alignments, partners.Alignment),
    (T.partners.crm_ticks, partners.CrmTick),
    (T.scrubs.scrubs, scrubs.Scrub),
    (T.scrubs.scrub_decisions, scrubs.ScrubDecision),
    (T.requests.requests, requests.Request),
    (T.disagreements.disagreements, disagreements.Disagreement),
    (T.disagreements.attempts, disagreements.Attempt),
    (T.not_ready.not_ready, not_ready.NotReady),
    (T.exit_criteria.exit_criteria, exit_criteria.ExitCriterion),
    (T.exit_criteria.exit_evidence, exit_criteria.ExitEvidence),
    (T.insights.insights, insights.Insight),
    (T.strategies.strategy_parts, strategies.StrategyPart),
    (T.strategies.strategy_versions, strategies.StrategyVersion),
    (T.papers.paper_answers, papers.PaperAnswer),
    (T.charters.charters, charters.Charter),
    (T.charters.clauses, charters.Clause),
    (T.charters.own_templates, charters.OwnTemplate),
    (T.calls.calls, calls.Call),
    (T.calls.attendees, calls.Attendee),
    (T.calls.jots, calls.Jot),
    (T.calls.card_lines, calls.CardLine),
    (T.calls.calendar_answers, calls.CalendarAnswer),
    (T.huddles.huddles, huddles.Huddle),
    (T.huddles.ticks, huddles.Tick),
    (T.huddles.beats, huddles.Beat),
    (T.huddles.question_answers, huddles.QuestionAnswer),
    (T.huddles.debriefs, huddles.Debrief),
    (T.huddles.debrief_drafts, huddles.DebriefDraft),
    (T.checklists.checklists, checklists.Checklist),
    (T.checklists.checklist_lines, checklists.ChecklistLine),
    (T.checklists.checklist_defaults, checklists.ChecklistDefault),
    (T.notes.notes, notes.Note),
    (T.notes.revisions, notes.Revision),
    (T.attachments.attachments, attachments.Attachment),
    (T.note_links.passages, passages.TakenFrom),
    (T.note_templates.note_templates, note_templates.NoteTemplate),
    (T.exports.note_exports, exports.NoteExport),
    (T.outbox.outbox, outbox.Sending),
    (T.exports.record_exports, exports.RecordExport),
    (T.imports.column_names, imports.ColumnNames),
    (T.imports.last_imports, imports.LastImport),
    (T.profile.profile, profile.Profile),
    (T.risks.dismissals, proposals.Dismissal),
)
NAMES = [table.name for table, _ in PAIRS]
SHARED = {("revisions", "body")}  # NULL where the text is that of the note
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
MOMENTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001  (hypothesis adds the zone)
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.timezones(),
).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000).astimezone(_fixed(at)))


def _fixed(at: datetime) -> Any:
    offset = at.utcoffset() or timedelta()
    return timezone(timedelta(minutes=round(offset / timedelta(minutes=1))))


def value_of(name: str, hint: Any) -> st.SearchStrategy[Any]:
    """Anything a field may hold; keys of other tables are left empty, their rows being elsewhere."""
    if isinstance(hint, UnionType):
        inner = next(arg for arg in get_args(hint) if arg is not type(None))
        return st.none() if name.endswith("_id") else st.none() | value_of(name, inner)
    if name == "score":
        return st.integers(1, 10)
    if name == "id" or name.endswith("_id"):
        return st.uuids().map(str)
    simple = {
        str: TEXT,
        bool: st.booleans(),
        int: st.integers(-(2**60), 2**60),
        date: st.dates(),
        datetime: MOMENTS,
    }
    return st.sampled_from(list(hint)) if issubclass(hint, StrEnum) else simple[hint]


def record_of(record: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(record)
    return st.builds(record, **{f.name: value_of(f.name, hints[f.name]) for f in fields(record) if f.init})


@pytest.mark.parametrize(("table", "record"), PAIRS, ids=NAMES)
def test_fields_equal_columns(table: Table, record: type[Any]) -> None:
    assert is_dataclass(record)
    assert [column.name for column in table.columns] == [f.name for f in fields(record)]
    for field in fields(record):
        nullable = type(None) in get_args(get_type_hints(record)[field.name])
        nullable = nullable or (table.name, field.name) in SHARED
        assert table.c[field.name].nullable is nullable, field.name


def test_a_field_without_a_column_would_be_noticed() -> None:
    with pytest.raises(AssertionError):
        test_fields_equal_columns(T.deals.reads, deals.Forecast)


def test_every_table_has_its_record() -> None:
    others = {"risk_chains", "risk_entries", "risk_opened"}  # the chain is written by append alone
    others |= {"upkeep"}  # what the file says of itself
    others |= {"note_links"}  # found by more than one column; test_note_links holds it equal to its record
    others |= {"attachment_bytes"}  # apart from the records, so that no list loads them
    index = {name for name in T.metadata.tables if name.startswith("search")}
    assert set(T.metadata.tables) - others - index == set(NAMES)


@pytest.fixture
def engine(desk_path: Path) -> Iterator[Engine]:
    """A connection that lets rows wait for what they refer to; each test undoes what it wrote."""
    made = make_engine(desk_path, KEY, guarded=False)
    yield made
    made.dispose()


@pytest.mark.parametrize(("table", "record"), PAIRS, ids=NAMES)
def test_what_is_saved_is_what_is_loaded(engine: Engine, table: Table, record: type[Any]) -> None:
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
    @given(record_of(record))
    def holds(drawn: Any) -> None:
        made = replace(drawn, id="desk") if record is profile.Profile else drawn
        with engine.connect() as conn, conn.begin() as undone:
            conn.execute(text("PRAGMA defer_foreign_keys = ON"))
            rows.insert(conn, table, made)
            key = tuple(getattr(made, column.name) for column in table.primary_key)
            found = rows.get(conn, table, record, key)
            undone.rollback()
        assert found == made
        for field in fields(record):
            if isinstance(getattr(made, field.name), datetime):
                assert getattr(found, field.name).utcoffset() == getattr(made, field.name).utcoffset()

    holds()


def test_defaults_are_plain_values() -> None:
    for _table, record in PAIRS:
        for field in fields(record):
            assert field.default_factory is MISSING, field.name
