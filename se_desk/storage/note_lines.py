"""Statements for lists of notes: pages of rows without the texts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Integer, func, select

from se_desk.domain.note_lines import LineOrder, NoteCount, NoteLine, TrashedLine
from se_desk.storage.store import Connection
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.notes import notes

BEGINNING = 1_500  # characters

_LENGTH: ColumnElement[int] = func.octet_length(notes.c.body)
_TRASHED = notes.c.trashed_at.is_not(None)
_OF_LINE = (
    notes.c.id,
    notes.c.deal_id,
    notes.c.call_id,
    notes.c.kind,
    notes.c.title,
    notes.c.private,
    notes.c.written_at,
    func.substr(notes.c.body, 1, BEGINNING).label("beginning"),
    _LENGTH.label("length"),
)


def page(
    conn: Connection,
    deal_id: str | None,
    first: int,
    count: int,
    order: LineOrder = LineOrder.WRITTEN,
    descending: bool = True,
    *,
    private: bool = True,
) -> tuple[NoteLine, ...]:
    """``count`` notes of a deal, or of none, from the ``first`` on (0 is the first); no trashed ones.

    Without ``private`` no private ones either.

    Which they are is settled first: put in order as whole rows, their texts would be carried along.
    """
    placed = _ordered(order, descending)
    of = _of(deal_id) if private else (*_of(deal_id), notes.c.private.is_(False))
    keys = select(notes.c.id).where(*of).order_by(*placed).offset(first).limit(count)
    chosen = select(*_OF_LINE).where(notes.c.id.in_(keys)).order_by(*placed)
    return tuple(NoteLine(**row._mapping) for row in conn.execute(chosen))


def count_of(conn: Connection, deal_id: str | None) -> NoteCount:
    """How many those are."""
    private = func.sum(notes.c.private, type_=Integer())
    in_all, of_those = conn.execute(select(func.count(), private).where(*_of(deal_id))).one()
    return NoteCount(in_all, of_those or 0)


def trashed(conn: Connection, first: int, count: int) -> tuple[TrashedLine, ...]:
    """``count`` notes in the trash from the ``first`` on, the last one put there first."""
    placed = (notes.c.trashed_at.desc(), notes.c.id.desc())
    keys = select(notes.c.id).where(_TRASHED).order_by(*placed).offset(first).limit(count)
    account = func.coalesce(deals.c.account, "").label("account")
    chosen = select(*_OF_LINE, account, notes.c.trashed_at).select_from(notes.outerjoin(deals))
    found = conn.execute(chosen.where(notes.c.id.in_(keys)).order_by(*placed))
    return tuple(TrashedLine(**row._mapping) for row in found)


def count_trashed(conn: Connection) -> int:
    """How many those are."""
    return conn.execute(select(func.count()).select_from(notes).where(_TRASHED)).scalar_one()


def _of(deal_id: str | None) -> tuple[ColumnElement[bool], ...]:
    owner = notes.c.deal_id.is_(None) if deal_id is None else notes.c.deal_id == deal_id
    return owner, notes.c.trashed_at.is_(None)


def _ordered(order: LineOrder, descending: bool) -> tuple[ColumnElement[Any], ...]:
    """What is equal stands newest first; notes without a title stand behind those with one."""
    column = _LENGTH if order is LineOrder.LENGTH else notes.c[order.value]
    wanted = func.lower(column) if order is LineOrder.TITLE else column
    newest = (notes.c.written_at.desc(), notes.c.id.desc())
    if order is LineOrder.WRITTEN:
        return newest if descending else (notes.c.written_at, notes.c.id)
    last = (notes.c.title == "",) if order is LineOrder.TITLE else ()
    return (*last, wanted.desc() if descending else wanted, *newest)
