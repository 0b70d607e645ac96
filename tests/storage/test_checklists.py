"""Statements of checklists."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from se_desk.domain.calls import CallKind
from se_desk.domain.checklists import Checklist, ChecklistLine
from se_desk.domain.errors import NotFound
from se_desk.storage import checklists as statements
from se_desk.storage.store import Store

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def _line(number: int, of: str = "l1") -> ChecklistLine:
    return ChecklistLine(id=f"{of}-{number}", checklist_id=of, position=number, text=f"Line {number}")


def test_lists_lines_and_defaults(store: Store) -> None:
    with store.writing() as conn:
        for key, title in (("l1", "demo"), ("l2", "Audit")):
            statements.insert(conn, Checklist(id=key, title=title, changed_at=NOON))
        statements.replace_lines(conn, "l1", (_line(2), _line(1)))
        statements.set_default(conn, CallKind.DEMO, "l1")
        statements.set_default(conn, CallKind.DEMO, "l2")
        statements.set_default(conn, CallKind.POC, "l1")
    with store.reading() as conn:
        assert [found.title for found in statements.all_checklists(conn)] == ["Audit", "demo"]
        assert [line.position for line in statements.lines_of(conn, "l1", "l2")] == [1, 2]
        assert statements.defaults(conn) == {CallKind.DEMO: "l2", CallKind.POC: "l1"}


def test_what_goes_takes_its_lines_along(store: Store) -> None:
    with store.writing() as conn:
        statements.insert(conn, Checklist(id="l1", title="Demo", changed_at=NOON))
        statements.replace_lines(conn, "l1", (_line(1),))
        statements.set_default(conn, CallKind.DEMO, "l1")
        statements.update(conn, Checklist(id="l1", title="Readout", version=2, changed_at=NOON))
        assert statements.get(conn, "l1").version == 2
        statements.remove(conn, "l1")
        assert statements.lines_of(conn, "l1") == ()
        assert statements.defaults(conn) == {}
        with pytest.raises(NotFound):
            statements.remove(conn, "l1")
