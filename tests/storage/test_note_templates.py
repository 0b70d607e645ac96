"""Templates in their order."""

from __future__ import annotations

import pytest

from se_desk.domain.errors import NotFound
from se_desk.domain.note_templates import NoteTemplate
from se_desk.domain.notes import NoteKind
from se_desk.storage import note_templates as statements
from se_desk.storage.store import Store
from tests.storage.conftest import NOW


def a_template(key: str, position: int, kind: NoteKind = NoteKind.DEMO) -> NoteTemplate:
    return NoteTemplate(id=key, kind=kind, name=key, body="x\r\n", position=position, changed_at=NOW)


def test_templates(store: Store) -> None:
    with store.writing() as conn:
        for one in (a_template("a", 2), a_template("b", -1), a_template("c", 0, NoteKind.POC)):
            statements.insert(conn, one)
        assert [one.id for one in statements.of_kind(conn, NoteKind.DEMO)] == ["b", "a"]
        assert [one.id for one in statements.of_kind(conn)] == ["b", "a", "c"]
        statements.place(conn, "b", 5)
        assert [one.id for one in statements.of_kind(conn, NoteKind.DEMO)] == ["a", "b"]
        statements.update(conn, a_template("a", 9))
        assert statements.get(conn, "a") == a_template("a", 9)
        statements.delete(conn, "a")
        with pytest.raises(NotFound):
            statements.get(conn, "a")
