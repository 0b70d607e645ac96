"""Building: the published record again, choices of flags and fields, and that a record verifies."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.domain.chain import CORRECT, FLAG, NOTE, Opened, Sealed, canonical, reopened
from se_desk.domain.chain_core import moment
from se_desk.domain.errors import BadInput, DeskDamaged
from se_desk.exchange.risk_records import (
    build_record,
    hidden_everywhere,
    public_key,
    read_record,
    verify,
)
from tests.exchange.risk_records.risk_chains import alone, sealed_chain


def entries_of(data: bytes) -> list[Sealed]:
    return [reopened(entry.core_bytes, entry.opened) for entry in read_record(data).entries]


@pytest.mark.parametrize(
    ("name", "flags", "hidden"),
    [("record.json", None, ()), ("record-redacted.json", (1,), ((2, "message"), (4, "response")))],
)
def test_the_published_records_come_out_again(
    vector: Callable[[str], bytes], expected: dict[str, Any], name: str, flags: Any, hidden: Any
) -> None:
    published = json.loads(vector(name))
    seed = bytes.fromhex(expected["private_key_test_only"])
    exported = moment(published["manifest"]["exported"])
    entries = entries_of(vector("record.json"))
    data = build_record(entries, seed, exported, published["manifest"]["about"], flags, hidden)
    assert json.loads(data) == published
    assert data == canonical(published)
    assert public_key(seed) == expected["public_key"]


def test_a_record_holds_the_whole_chain_and_verifies(chain, seed, exported_at, about) -> None:
    data = build_record(chain, seed, exported_at, {**about, "period": " "})
    record = read_record(data)
    assert verify(data, [entry.receipt for entry in chain], public_key(seed)).code == 0
    assert record.manifest.exported == "2026-05-06T07:08:09.123Z"
    assert dict(record.manifest.about) == about
    assert [entry.core for entry in record.entries] == [entry.core for entry in chain]


def shown(data: bytes) -> dict[int, tuple[str, ...]]:
    assert verify(data).sentence.startswith("The record is intact")
    return dict(read_record(data).manifest.shown)


def test_a_flag_that_is_not_chosen_keeps_only_its_cores(chain, seed, exported_at) -> None:
    data = build_record(chain, seed, exported_at, {}, flags=[3])
    assert shown(data) == {3: ("category", "severity", "statement"), 6: ("note",), 7: ("anchor", "note")}
    assert b"Audit logs" not in data


@pytest.mark.parametrize("pair", [(1, "statement"), (5, "statement")])
def test_a_hidden_field_and_its_corrections_go_together(chain, seed, exported_at, pair) -> None:
    found = shown(build_record(chain, seed, exported_at, {}, flags=[1], hidden=[pair]))
    assert found[1] == ("category", "evidence", "occurred", "severity")
    assert found[5] == ("corrects",)


def test_fields_hidden_everywhere(chain, seed, exported_at) -> None:
    data = build_record(chain, seed, exported_at, {}, hidden=hidden_everywhere(chain, {"message", "note"}))
    assert {name for names in shown(data).values() for name in names}.isdisjoint({"message", "note"})


def test_forgotten_values_hide_their_corrections(chain, seed, exported_at) -> None:
    chain[0] = replace(chain[0], opened={})
    found = shown(build_record(chain, seed, exported_at, {}))
    assert 1 not in found and found[5] == ("corrects",)


def test_a_correction_whose_words_are_forgotten_hides_what_it_may_correct(chain, seed, exported_at) -> None:
    chain[4] = replace(chain[4], opened={})
    found = shown(build_record(chain, seed, exported_at, {}))
    assert 5 not in found
    assert found[1] == ("category", "evidence", "occurred", "severity")


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"flags": [2]}, "no flag with the number 2"),
        ({"flags": [0]}, "no flag with the number 0"),
        ({"hidden": [(1, "note")]}, "no field note"),
        ({"hidden": [(99, "note")]}, "no field note"),
        ({"hidden": [(5, "corrects")]}, "cannot be hidden"),
        ({"about": {"mood": "good"}}, "says nothing about 'mood'"),
        ({"about": {"title": "a\0"}}, "cannot keep"),
    ],
)
def test_a_choice_that_cannot_be_made(chain, seed, exported_at, choice, said) -> None:
    with pytest.raises(BadInput, match=said):
        build_record(chain, seed, exported_at, **{"about": {}, **choice})


def test_nothing_to_export_and_a_broken_chain(chain, seed, exported_at) -> None:
    with pytest.raises(BadInput, match="no entry"):
        build_record([], seed, exported_at, {})
    with pytest.raises(DeskDamaged, match="Entry 2 is missing"):
        build_record([chain[0], *chain[2:]], seed, exported_at, {})
    chain[0] = replace(chain[0], opened={"statement": Opened(bytes(16), "Another text")})
    with pytest.raises(DeskDamaged, match="does not fit"):
        build_record(chain, seed, exported_at, {})


def test_a_record_that_would_be_too_large(monkeypatch, chain, seed, exported_at) -> None:
    monkeypatch.setattr("se_desk.exchange.risk_records.building.MAX_BYTES", 1000)
    with pytest.raises(BadInput, match="larger than"):
        build_record(chain, seed, exported_at, {})


@given(st.sets(st.sampled_from([1, 3])), st.data())
@settings(max_examples=60, deadline=None)
def test_any_choice_verifies_and_hides_what_was_asked(flags: set[int], data: st.DataObject) -> None:
    raised = {"severity": "high", "category": "people", "statement": "first"}
    chain = sealed_chain(
        (FLAG, 0, raised),
        (NOTE, 1, {"note": "second"}),
        (FLAG, 0, {**raised, "statement": "third"}),
        (CORRECT, 1, {"corrects": "2", "note": "fourth"}),
        (CORRECT, 1, {"corrects": "1", "statement": "fifth", "severity": "low"}),
        (CORRECT, 1, {"corrects": "1", "statement": "sixth", "evidence": "seventh"}),
        (CORRECT, 1, {"corrects": "1", "evidence": "eighth"}),
    )
    pairs = sorted((e.core.seq, name) for e in chain for name in e.core.f if name != "corrects")
    hidden = data.draw(st.sets(st.sampled_from(pairs)))
    record = build_record(
        chain, bytes(32), datetime.fromisoformat("2026-05-06T07:08:09+00:00"), {}, flags, hidden
    )
    assert verify(record).sentence == "The record is intact: 7 entries, signature valid."
    opened = {(e.core.seq, name) for e in read_record(record).entries for name in e.opened}
    assert opened.isdisjoint(hidden)
    if not hidden and 1 in flags:
        assert {(6, "evidence"), (7, "evidence")} <= opened  # added later, where the flag had none
    assert alone(record) == 0
