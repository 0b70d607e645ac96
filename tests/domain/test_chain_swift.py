"""The quick way says yes to nothing that the careful one finds a fault in, and yes to what people make."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.canonical import MAX_WHOLE
from se_desk.domain.chain import (
    ACK,
    ANCHOR,
    CORRECT,
    FLAG,
    NOTE,
    OUTCOME,
    SENT,
    ClockReading,
    Head,
    Opened,
    OpenedFields,
    Sealed,
    append,
)
from se_desk.domain.chain_check import check_chain, every_fault
from se_desk.domain.chain_swift import is_whole
from se_desk.domain.risks import corrected_kind, entry_of

CHAIN = "0123456789abcdef" * 2
START = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)
FLAGGED = {"severity": "critical", "category": "timeline", "statement": "Nobody signs before May"}
STEPS: tuple[tuple[str, int, dict[str, str], float], ...] = (
    (FLAG, 0, {**FLAGGED, "evidence": "Their rules\npage 4", "occurred": "2026-03-27"}, 1),
    (
        SENT,
        1,
        {"to": "Noor", "channel": "email", "reference": "<1@x.example>", "message": "I want to flag"},
        2,
    ),
    (ACK, 1, {"from": "Noor", "response": "Seen – “later”", "occurred": "2026-03-28"}, 3),
    (NOTE, 1, {"note": "€ 数据 🙂"}, 3),  # the clock went back by an hour before this one
    (FLAG, 0, FLAGGED, 1),
    (CORRECT, 1, {"corrects": "1", "statement": "Nobody signs before June"}, 4),
    (CORRECT, 5, {"corrects": "5", "severity": "low", "occurred": "2026-02-28"}, 5),
    (OUTCOME, 1, {"outcome": "agreed", "note": "May it is"}, 1_000),
    (ANCHOR, 0, {"anchor": "restored", "note": "One is lost"}, 1),
    (NOTE, 5, {"note": "Behind an anchor"}, 1),
)


def story(back: int = 3) -> list[Sealed]:
    """Every kind of entry, a clock that goes back, one that jumps, a restart, three zones."""
    made: list[Sealed] = []
    at, mono = START, 60_000
    for place, (kind, flag, fields, minutes) in enumerate(STEPS):
        at += timedelta(minutes=-60 if place == back else minutes)
        mono += 60_000
        zone = timezone(timedelta(hours=(1, 2, -9)[place % 3], minutes=30 * (place % 2)))
        boot = "00000001" if place < 6 else "00000002"
        salts = {name: sha256(f"{place}{name}".encode()).digest()[:16] for name in fields}
        entries = [entry_of("d", one) for one in made]
        target = corrected_kind(entries, flag, int(fields["corrects"])) if kind == CORRECT else None
        clock = ClockReading(at.astimezone(zone), boot, mono)
        made.append(append(CHAIN, made[-1].head if made else None, clock, kind, flag, fields, salts, target))
    return made


def parts(chain: list[Sealed]) -> tuple[list[bytes], dict[int, OpenedFields]]:
    return [one.core_bytes for one in chain], {one.core.seq: one.opened for one in chain}


def test_it_knows_every_kind_of_entry_and_every_clock() -> None:
    chain = story()
    cores, opened = parts(chain)
    assert {one.core.clk for one in chain} == {"ok", "regressed", "jumped"}
    head = (len(chain), chain[-1].hash)
    assert is_whole(cores, opened) and is_whole(cores, opened, head)
    assert every_fault(cores, opened, head) == ()


@pytest.mark.parametrize("cut", range(1, len(STEPS)))
def test_it_goes_on_behind_entries_that_were_checked(cut: int) -> None:
    chain = story()
    cores, opened = parts(chain[cut:])
    assert is_whole(cores, opened, after=chain[cut - 1].head)
    assert not is_whole(cores, opened, after=chain[cut - 2].head)


@given(st.sets(st.tuples(st.integers(1, len(STEPS)), st.integers(0, 4))))
def test_hidden_fields_are_no_fault(hidden: set[tuple[int, int]]) -> None:
    chain = story()
    cores, opened = parts(chain)
    left: dict[int, Mapping[str, Opened]] = {
        seq: {n: f for place, (n, f) in enumerate(fields.items()) if (seq, place) not in hidden}
        for seq, fields in opened.items()
    }
    assert is_whole(cores, left) and every_fault(cores, left) == ()
    assert is_whole(cores, {})


def test_the_order_in_which_fields_were_opened_does_not_matter() -> None:
    cores, opened = parts(story())
    turned = {seq: dict(reversed(fields.items())) for seq, fields in opened.items()}
    assert is_whole(cores, turned)


def linked(cores: list[bytes], place: int, wrong: bytes) -> list[bytes]:
    """The chain with another core at ``place``, every later one made to follow it."""
    made = [*cores[:place], wrong]
    for before, core in zip(cores[place:], cores[place + 1 :], strict=False):
        old, new = sha256(before).hexdigest(), sha256(made[-1]).hexdigest()
        made.append(core.replace(old.encode(), new.encode()))
    return made


FORMS: list[tuple[str, str]] = [
    ('{"boot"', ' {"boot"'),
    ('"v":1}', '"v":1 }'),
    ('"v":1}', '"v":2}'),
    ('"v":1}', '"v":01}'),
    ('"v":1}', '"v":1,"w":1}'),
    ('"boot":"00', '"boot":"0g'),
    ('"boot":"00', '"boot":"0'),
    ('"clk":"ok"', '"clk":"jumped"'),
    ('"clk":"ok"', '"clk":"regressed"'),
    ('"clk":"ok"', '"clk":"fine"'),
    ('"clk":"jumped"', '"clk":"ok"'),
    ('"clk":"regressed"', '"clk":"ok"'),
    ('"deal":"0', '"deal":"1'),
    ('"deal":"0', '"deal":"A'),
    ('"deal"', '"Deal"'),
    ('"f":{', '"f":{ '),
    ('"f":{', '"f":{"x":"y",'),
    ('"flag":1', '"flag":2'),
    ('"flag":1', '"flag":01'),
    ('"flag":1', '"flag":-1'),
    ('"flag":1', '"flag":1.0'),
    ('"flag":1', '"flag":9'),
    ('"flag":1', '"flag":0'),
    ('"flag":5', '"flag":1'),
    ('"flag":0', '"flag":1'),
    ('"flag":1', '"flag":"1"'),
    ('"flag":1', '"flag":١'),
    ("risk.note", "risk.flag"),
    ("risk.note", "risk.gone"),
    ("risk.sent", "risk.ack"),
    ("risk.flag", "risk.note"),
    ('anchor","mono', 'risk.note","mono'),
    ("risk.correct", "risk.note"),
    ('"mono":', '"mono":9999999'),
    ('"mono":', '"mono":0'),
    ('"mono":', '"mono":-'),
    ('"mono":', f'"mono":{MAX_WHOLE + 1}'),
    ('"off":"+', '"off":"-'),
    ('"off":"+0', '"off":"+1'),
    ('"off":"', '"off":"+'),
    ('30"', '60"'),
    ('"rec":"2026', '"rec":"2027'),
    ('"rec":"2026-03-2', '"rec":"2026-02-3'),
    ('"rec":"2026', '"rec":"0000'),
    ('"rec":"2026', '"rec":"9999'),
    ('"rec":"2026', '"rec":"0001'),
    ("T2", "T24:00:00.000Z"),
    ("T2", " 2"),
    (".000Z", ".000z"),
    (".000Z", ".00Z"),
    (".000Z", ",000Z"),
    (":00.000Z", ":60.000Z"),
    ("T22", "T24"),
    ('"seq":', '"seq":0'),
    ('"seq":', '"seq": '),
    ('"prev":"', '"prev":"0'),
    ('","', '", "'),
    ('"evidence":"', '"evidence":"A'),
    ('"note":"', '"notes":"'),
    ('"note":', '"zote":'),
    ('"statement"', '"aatement"'),
    (':"', '":"'),
]


@pytest.mark.parametrize(("old", "new"), FORMS)
def test_other_forms_are_left_to_the_careful_check(old: str, new: str) -> None:
    """Each is put into every core it fits, the rest made to follow, with its words opened and hidden."""
    cores, opened = parts(story())
    met = 0
    for place, core in enumerate(cores):
        wrong = core.replace(old.encode(), new.encode(), 1)
        if wrong == core:
            continue
        met += 1
        changed = linked(cores, place, wrong)
        for shown in (opened, {}):
            hold(changed, shown)
    assert met


def hold(cores: list[bytes], opened: Mapping[int, OpenedFields]) -> bool:
    """A yes of the quick way is a yes of the careful one."""
    said = is_whole(cores, opened)
    assert not said or every_fault(cores, opened) == (), (cores, opened)
    return said


def test_no_random_change_gets_a_yes_it_should_not_get() -> None:
    draw = random.Random(11)
    cores, opened = parts(story())
    letters = b'0123456789abcdefghijklmnopqrstuvwxyz{}[]":,.-+TZ \\\xc2\xff'
    yes = 0
    for _ in range(4_000):
        place = draw.randrange(len(cores))
        core = bytearray(cores[place])
        at = draw.randrange(len(core))
        core[at : at + draw.randrange(3)] = bytes(draw.choices(letters, k=draw.randrange(3)))
        changed = (
            linked(cores, place, bytes(core))
            if draw.random() < 0.8
            else [*cores[:place], bytes(core), *cores[place + 1 :]]
        )
        yes += hold(changed, opened if draw.random() < 0.5 else {})
    assert yes  # a change of a hidden commitment, of a clock within bounds: some are whole again


VALUES = [
    "",
    "x",
    "\0",
    "a\rb",
    "\ud800",
    "high",
    "High",
    "2026-02-30",
    "1",
    "01",
    "99",
    "²",
    "9" * 20,
    "e\u0301",
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_that_no_field_may_have(value: str) -> None:
    """With a commitment that fits, so that only the value speaks against it."""
    chain = story()
    cores, opened = parts(chain)
    for place, one in enumerate(chain):
        for name, field in one.opened.items():
            try:
                front = f"sedesk/field/1\0{name}\0".encode() + field.salt
                made = sha256(front + value.encode("utf-8", "surrogatepass")).hexdigest()
            except UnicodeEncodeError:
                continue
            wrong = cores[place].replace(one.core.f[name].encode(), made.encode())
            shown = {**opened, one.core.seq: {**one.opened, name: Opened(field.salt, value)}}
            try:
                hold(linked(cores, place, wrong), shown)
            except UnicodeEncodeError:  # the careful one cannot hash half a surrogate; the quick one said no
                assert not is_whole(linked(cores, place, wrong), shown)


def test_what_does_not_belong() -> None:
    chain = story()
    cores, opened = parts(chain)
    other = {"note": Opened(bytes(16), "x")}
    short = {n: Opened(field.salt[:8], field.value) for n, field in chain[3].opened.items()}
    for seq, fields in ((3, {**opened[3], **other}), (0, other), (11, other), (-2, other), (4, short)):
        assert not hold(cores, {**opened, seq: fields})
    assert is_whole(cores, {**opened, 11: {}})  # nothing opened of an entry that is not there
    assert not is_whole([], {}) and not is_whole([b""], {}) and not is_whole(["text"], {})  # type: ignore[list-item]
    for head in ((9, chain[-1].hash), (10, chain[-2].hash), (11, chain[-1].hash)):
        assert not is_whole(cores, opened, head)
        assert every_fault(cores, opened, head)


def test_a_head_with_a_moment_at_the_edge_is_left_alone() -> None:
    chain = story()
    cores, opened = parts(chain[1:])
    head = chain[0].head
    assert not is_whole(
        cores, opened, after=Head(head.seq, head.hash, "0001-01-01T00:00:00.000Z", head.boot, 0)
    )


def test_the_door_asks_the_quick_way_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from se_desk.domain import chain_check

    cores, opened = parts(story())
    monkeypatch.setattr(chain_check, "every_fault", lambda *_given: pytest.fail("it was asked all the same"))
    assert check_chain(cores, opened) == ()
