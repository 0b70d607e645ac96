"""Desks with as many notes as somebody writes in twenty years, made with a few big statements.

The same number gives the same desk every time: words by a Zipf law as people use them, a few hundred deals,
one of which holds a fifth of all notes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal, Forecast, ForecastCategory, Outcome
from se_desk.domain.notes import NoteKind
from se_desk.domain.partners import Partner
from se_desk.domain.people import Stakeholder
from se_desk.domain.risks import Category, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage import rows
from se_desk.storage.store import Connection, open_store
from se_desk.storage.tables.calls import calls
from se_desk.storage.tables.deals import deals, forecasts
from se_desk.storage.tables.notes import notes, revisions
from se_desk.storage.tables.partners import partners
from se_desk.storage.tables.people import people

KEY = bytes(range(32))
NOW = datetime(2026, 3, 4, 9, 30, 15, 123_000, tzinfo=UTC)
BIG_DEAL = "deal-0000"
BEGUN = NOW - timedelta(days=4_000)
DEALS, ACTIVE, PARTNERS, CALLS, FLAGS = 400, 12, 8, 2_000, 30
CHUNK = 5_000
WORDS_OF_A_NOTE = 90
TRASHED = 50  # one note of so many is in the trash

_OWN = """the and to of we they is for with on procurement budget security review timeline customer demo
contract rollback latency sponsor champion pricing integration pilot tenant audit legal renewal migration
weeks decision vendor scope evidence connector warehouse sensor freezer café Münster naïve"""
_CJK = ("会議の議事録", "東京本社", "采购流程", "安全审查", "보안 검토", "予算は来月に決まる")
_HEADS, _MIDDLES = "b br c cr d f g gr h k l m n p pr qu r s st t tr v w z", "a e i o u ai ea ou"
_TAILS = "n r s t l ck nd rt st m"


class Writer:
    """Writes notes of any length, the same ones every time."""

    def __init__(self, seed: int = 4) -> None:
        self.chance = random.Random(seed)
        self._words = self._vocabulary(20_000)
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(self._words))))

    def _vocabulary(self, count: int) -> list[str]:
        made = dict.fromkeys(_OWN.split())
        while len(made) < count:
            made["".join(self._syllable() for _ in range(self.chance.choice((1, 2, 2, 3, 3, 4))))] = None
        return list(made)

    def _syllable(self) -> str:
        return "".join(self.chance.choice(part.split()) for part in (_HEADS, _MIDDLES, _TAILS))

    def words(self, count: int) -> str:
        """So many words."""
        return " ".join(self.chance.choices(self._words, cum_weights=self._weights, k=count))

    def body(self, count: int) -> str:
        """A note in Markdown of ``count`` words."""
        chance, made = self.chance, []
        while count > 0:
            line = min(count, chance.randint(8, 24))
            count -= line
            made.append(chance.choice(("", "", "- ", "- [ ] ", "## ", "> ")) + self.words(line))
        if chance.random() < 0.02:
            made.append(chance.choice(_CJK))
        if chance.random() < 0.05:
            made.append(f"| who | what |\n| --- | --- |\n| {self.words(2)} | {self.words(3)} |")
        return "\n".join(made) + "\n"

    def length(self) -> int:
        """Most notes are short, a few are twenty times as long."""
        wanted = WORDS_OF_A_NOTE * self.chance.lognormvariate(-0.3, 0.8)
        return max(5, min(int(wanted), 20 * WORDS_OF_A_NOTE))


def make_desk(path: Path, count: int) -> None:
    """A closed desk with ``count`` notes at ``path``; of none, without deals and calls too."""
    clock = MovableClock(BEGUN)
    desk = Desk(open_store(path, KEY, create=True), clock)
    desk.profile.set_up("Marlene Okoro", "Europe/Berlin", email="m@tidewright.example", currency="EUR")
    clock.at = NOW
    if count:
        _fill(desk, Writer(), count)
    desk.close()


def open_desk(path: Path) -> Desk:
    """The desk at ``path``, open at ``NOW``."""
    return Desk(open_store(path, KEY), MovableClock(NOW))


def _fill(desk: Desk, writer: Writer, count: int) -> None:
    with desk.store.writing() as conn:
        _around(conn, writer)
    for chunk in _chunks(writer, count):
        with desk.store.writing() as conn:
            conn.execute(insert(notes), chunk)
            conn.execute(insert(revisions), [_revision(note) for note in chunk])
    for number in range(FLAGS):
        words = writer.words(6)
        desk.risks.flag(f"deal-{number % ACTIVE:04}", Severity.MEDIUM, Category.TIMELINE, words, words)


def _around(conn: Connection, writer: Writer) -> None:
    """Partners, deals with their forecasts and people, and calls."""
    chance = writer.chance
    rows.insert_many(
        conn,
        partners,
        (Partner(id=f"partner-{n}", name=f"Partner {writer.words(1)}") for n in range(PARTNERS)),
    )
    made = [_deal(number, writer) for number in range(DEALS)]
    rows.insert_many(conn, deals, made)
    rows.insert_many(conn, forecasts, (_forecast(deal) for deal in made))
    rows.insert_many(conn, people, (_person(number, writer) for number in range(3 * DEALS)))
    rows.insert_many(conn, calls, (_call(number, chance, writer) for number in range(CALLS)))


def _deal(number: int, writer: Writer) -> Deal:
    closed = number >= ACTIVE
    return Deal(
        id=f"deal-{number:04}",
        title=writer.words(3),
        account=writer.words(2).title(),
        partner_id=f"partner-{number % PARTNERS}",
        came_on=(NOW - timedelta(days=9 * number)).date(),
        outcome=writer.chance.choice((Outcome.WON, Outcome.LOST)) if closed else None,
        outcome_on=(NOW - timedelta(days=8 * number)).date() if closed else None,
        changed_at=NOW,
    )


def _forecast(deal: Deal) -> Forecast:
    day = date(2026, 6, 30)
    return Forecast(
        id=f"forecast-{deal.id}",
        deal_id=deal.id,
        category=ForecastCategory.PIPELINE,
        close_on=day,
        recorded_at=NOW,
    )


def _person(number: int, writer: Writer) -> Stakeholder:
    return Stakeholder(
        id=f"person-{number}",
        deal_id=f"deal-{number % DEALS:04}",
        name=writer.words(2).title(),
        title=writer.words(2),
    )


def _call(number: int, chance: random.Random, writer: Writer) -> Call:
    """Spread over all the years; the last ones are those of this week."""
    starts = NOW - timedelta(hours=(CALLS - number) * 48 - chance.randint(0, 30) - 200)
    return Call(
        id=f"call-{number}",
        deal_id=f"deal-{chance.randrange(ACTIVE if number > CALLS - 100 else DEALS):04}",
        title=writer.words(4),
        starts_at=starts,
        ends_at=starts + timedelta(minutes=45),
        agenda=writer.words(12),
    )


def _chunks(writer: Writer, count: int) -> Iterator[list[dict[str, Any]]]:
    for first in range(0, count, CHUNK):
        yield [_note(number, count, writer) for number in range(first, min(first + CHUNK, count))]


def _note(number: int, count: int, writer: Writer) -> dict[str, Any]:
    chance = writer.chance
    at = BEGUN + (NOW - BEGUN) * number / count
    deal = BIG_DEAL if chance.random() < 0.2 else f"deal-{chance.randrange(DEALS):04}"
    return {
        "id": f"note-{number:06}",
        "deal_id": None if chance.random() < 0.02 else deal,
        "kind": chance.choice(list(NoteKind)),
        "title": "" if chance.random() < 0.1 else writer.words(chance.randint(2, 6)),
        "body": writer.body(writer.length()),
        "private": chance.random() < 0.1,
        "revision": 1,
        "written_at": at,
        "changed_at": at,
        "trashed_at": at if number % TRASHED == TRASHED - 1 else None,
    }


def _revision(note: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"revision-{note['id']}",
        "note_id": note["id"],
        "number": 1,
        "title": note["title"],
        "body": note["body"],
        "saved_at": note["changed_at"],
    }
