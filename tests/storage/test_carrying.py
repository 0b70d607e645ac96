"""A restore keeps the longer risk chain of each deal, and says what it could not keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from se_desk.domain.chain import ANCHOR, FLAG, NOTE, ClockReading, Sealed, append
from se_desk.domain.deals import Deal
from se_desk.storage import carrying, checks, risks, rows
from se_desk.storage.carrying import Carried, carry, missing_from, present_chains
from se_desk.storage.engine import connect
from se_desk.storage.heads import ChainHead, Gap
from se_desk.storage.store import Store, open_store
from se_desk.storage.tables.deals import deals
from tests.storage.conftest import KEY, NOW, a_deal
from tests.storage.test_risks import CHAIN, OTHER, sealed

CLOCK = ClockReading(NOW, "00000001", 99_000_000)


def a_chain(count: int, chain: str = CHAIN, first: Sealed | None = None) -> list[Sealed]:
    """A flag and notes on it, ``count`` in all; ``first`` continues a chain in another way."""
    made = [first or sealed(1, None, FLAG, chain)]
    while len(made) < count:
        made.append(sealed(len(made) + 1, made[-1].head, NOTE, chain))
    return made


def fill(store: Store, entries: list[Sealed], deal_id: str = "d1") -> None:
    with store.writing() as conn:
        risks.begin_chain(conn, deal_id, entries[0].core.deal)
        for entry in entries:
            risks.append(conn, deal_id, entry)


def _present(entries: list[Sealed], deal: Deal | None = None, deal_id: str = "d1") -> carrying.Chain:
    return carrying.Chain(deal_id, entries[0].core.deal, tuple(entries), deal)


def _carried(store: Store, *present: carrying.Chain, marks: list[ChainHead] | None = None) -> Carried:
    with store.writing() as conn:
        done = carry(conn, present or None, marks, CLOCK, replaced=True)
        assert checks.chain_problems(conn) == ()
    return done


def _held(store: Store, chain: str = CHAIN) -> tuple[Sealed, ...]:
    with store.reading() as conn:
        return risks.sealed_of(conn, chain)


@pytest.mark.parametrize(("held", "present"), [(1, 3), (3, 3), (3, 1)])
def test_the_longer_chain_stays(store: Store, held: int, present: int) -> None:
    whole = a_chain(3)
    fill(store, whole[:held])
    done = _carried(store, _present(whole[:present]))
    assert done == Carried(max(0, present - held))
    assert _held(store) == tuple(whole)


def test_a_chain_the_backup_does_not_have_comes_with_its_deal(store: Store) -> None:
    present = _present(a_chain(2), a_deal(partner_id="gone"))
    assert _carried(store, present) == Carried(2)
    with store.reading() as conn:
        assert rows.get(conn, deals, Deal, "d1").partner_id is None
        assert risks.chains(conn) == (("d1", CHAIN),)


def test_a_deal_that_is_there_is_left_as_it_is(store: Store) -> None:
    with store.writing() as conn:
        rows.insert(conn, deals, a_deal(title="As backed up"))
    _carried(store, _present(a_chain(1), a_deal(title="Later")))
    _carried(store, _present(a_chain(1, OTHER), None, "d2"))
    with store.reading() as conn:
        assert [deal.title for deal in rows.fetch(conn, deals, Deal)] == ["As backed up"]


def test_a_chain_that_went_another_way_is_told_in_an_anchor_once(store: Store) -> None:
    whole = a_chain(4)
    fork = [*whole[:2], sealed(30, whole[1].head, NOTE)]
    fill(store, fork)
    assert _carried(store, _present(whole)) == Carried(0, 2)
    *before, anchor = _held(store)
    assert before == fork
    assert anchor.core.kind == ANCHOR
    assert anchor.values["anchor"] == "restored"
    assert "entries 3 to 4" in anchor.values["note"]
    assert whole[-1].receipt in anchor.values["note"]
    assert _carried(store, _present(whole)) == Carried()
    assert len(_held(store)) == 4


def test_another_chain_of_the_same_deal_is_told_too(store: Store) -> None:
    fill(store, a_chain(1))
    assert _carried(store, _present(a_chain(1, OTHER))) == Carried(0, 1)
    assert "had entry 1 " in _held(store)[-1].values["note"]
    assert _held(store, OTHER) == ()


def test_marks_tell_what_an_unreadable_desk_had(store: Store) -> None:
    whole = a_chain(5)
    fill(store, whole[:2])
    marks = [ChainHead(CHAIN, 5, whole[4].hash), ChainHead(OTHER, 2, "ab" * 32)]
    assert _carried(store, marks=marks) == Carried(0, 5, (Gap(OTHER, 1, 2),))
    note = _held(store)[-1].values["note"]
    assert "entries 3 to 5" in note
    assert whole[4].receipt in note


def test_marks_that_fit_say_nothing(store: Store) -> None:
    whole = a_chain(3)
    fill(store, whole)
    assert _carried(store, marks=[ChainHead(CHAIN, 2, whole[1].hash)]) == Carried()
    assert _held(store) == tuple(whole)


def test_marks_of_what_was_brought_over_say_nothing_more(store: Store) -> None:
    whole = a_chain(4)
    fill(store, [*whole[:2], sealed(30, whole[1].head, NOTE)])
    marks = [ChainHead(CHAIN, 4, whole[3].hash)]
    assert _carried(store, _present(whole), marks=marks) == Carried(0, 2)
    assert len(_held(store)) == 4


@pytest.mark.parametrize("replaced", [True, False])
def test_without_marks_it_is_not_known(store: Store, replaced: bool) -> None:
    fill(store, a_chain(2))
    with store.writing() as conn:
        carry(conn, None, None, CLOCK, replaced=replaced)
    assert [entry.core.kind for entry in _held(store)] == [FLAG, NOTE, *([ANCHOR] if replaced else [])]


@pytest.fixture
def closed(store: Store, desk_path: Path) -> Iterator[Path]:
    """A closed desk with a chain and its deal."""
    with store.writing() as conn:
        rows.insert(conn, deals, a_deal())
    fill(store, a_chain(2))
    store.close()
    yield desk_path


def test_the_present_chains_are_read(closed: Path) -> None:
    found = present_chains(closed, KEY)
    assert found is not None
    assert [(one.deal_id, len(one.entries), one.deal is not None) for one in found] == [("d1", 2, True)]


def test_a_log_that_is_not_whole_carries_nothing(closed: Path) -> None:
    raw = connect(closed, KEY, guarded=False)
    raw.execute("DROP TRIGGER risk_opened_no_update")
    raw.execute("UPDATE risk_opened SET value = 'x'")
    raw.close()
    assert present_chains(closed, KEY) is None


def test_what_is_missing_from_a_desk(closed: Path) -> None:
    store = open_store(closed, KEY)
    head = _held(store)[-1]
    with store.reading() as conn:
        assert missing_from(conn, [ChainHead(CHAIN, 2, head.hash)]) == ()
        assert missing_from(conn, [ChainHead(CHAIN, 4, head.hash)]) == (Gap(CHAIN, 3, 4),)
        assert missing_from(conn, [ChainHead(CHAIN, 2, "0" * 64)]) == (Gap(CHAIN, 2, 2, changed=True),)
    store.close()


def test_an_anchor_follows_like_any_entry(store: Store) -> None:
    fill(store, a_chain(1))
    _carried(store, marks=[ChainHead(CHAIN, 3, "cd" * 32)])
    head = _held(store)[-1]
    after = append(CHAIN, head.head, CLOCK, NOTE, 1, {"note": "On"}, {"note": bytes(16)})
    with store.writing() as conn:
        risks.append(conn, "d1", after)
        assert checks.chain_problems(conn) == ()
