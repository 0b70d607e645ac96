"""The chain: the published vectors, what a writer refuses, and that every change shows."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.domain.chain import (
    ACK,
    ANCHOR,
    CORRECT,
    FLAG,
    KINDS,
    NOTE,
    OUTCOME,
    SENT,
    BadCore,
    ClockReading,
    Head,
    Opened,
    Sealed,
    append,
    canonical,
    check_chain,
    clk,
    commitment,
    entry_hash,
    read_core,
    reopened,
)
from se_desk.domain.chain_core import off_of, rec_of
from se_desk.domain.errors import BadInput

VECTORS = Path(__file__).parents[1] / "vectors" / "risk-record"
EXPECTED = json.loads((VECTORS / "expected.json").read_text("utf-8"))
RECORD = json.loads((VECTORS / "record.json").read_text("utf-8"))
CORES = [(VECTORS / f"entry-{seq:04d}.core.json").read_bytes() for seq in range(1, 8)]
OPENED = {
    entry["core"]["seq"]: {
        name: Opened(bytes.fromhex(field["salt"]), field["value"]) for name, field in entry["open"].items()
    }
    for entry in RECORD["entries"]
}
HEAD = (7, EXPECTED["entries"][-1]["hash"])
DEAL = "0123456789abcdef0123456789abcdef"
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def reading(minutes: float = 0, boot: str = "aabbccdd", drift_ms: int = 0) -> ClockReading:
    at = START + timedelta(minutes=minutes)
    return ClockReading(at.astimezone(timezone(timedelta(hours=1))), boot, int(minutes * 60_000) + drift_ms)


def salts(fields: Mapping[str, str]) -> dict[str, bytes]:
    return {name: sha256(name.encode()).digest()[:16] for name in fields}


def sealed(
    head: Head | None, kind: str, flag: int, minutes: float = 0, corrected: str | None = None, **fields: str
):
    named = {name.rstrip("_"): value for name, value in fields.items()}
    return append(DEAL, head, reading(minutes), kind, flag, named, salts(named), corrected)


def story() -> list[Sealed]:
    chain = [sealed(None, FLAG, 0, severity="high", category="timeline", statement="Legal starts in May")]
    chain.append(sealed(chain[-1].head, SENT, 1, 3, to="Noor", channel="email"))
    chain.append(sealed(chain[-1].head, ACK, 1, 9, from_="Noor", response="Seen", occurred="2026-03-02"))
    chain.append(sealed(chain[-1].head, NOTE, 1, 10, note="Legal has two people"))
    chain.append(sealed(chain[-1].head, CORRECT, 1, 11, FLAG, corrects="1", statement="Legal starts in June"))
    chain.append(sealed(chain[-1].head, OUTCOME, 1, 12, outcome="agreed"))
    chain.append(sealed(chain[-1].head, ANCHOR, 5, 13, anchor="restored", note="Entries 8 and 9 are lost"))
    return chain


def faults_of(chain: list[Sealed], head: tuple[int, str] | None = None) -> list[str]:
    opened = {entry.core.seq: entry.opened for entry in chain}
    return [fault.reason for fault in check_chain([entry.core_bytes for entry in chain], opened, head)]


# the published vectors


@pytest.mark.parametrize("seq", range(1, 8))
def test_a_vector_gives_its_bytes_hash_and_receipt(seq: int) -> None:
    core, expected = CORES[seq - 1], EXPECTED["entries"][seq - 1]
    entry = reopened(core, OPENED[seq])
    assert canonical(RECORD["entries"][seq - 1]["core"]) == core
    assert (entry.hash, entry.receipt) == (expected["hash"], expected["receipt"])
    assert (
        sha256(core).hexdigest() == entry.hash == entry_hash(entry.core) == entry_hash(entry.core.as_json())
    )


def test_the_vector_chain_is_whole() -> None:
    assert check_chain(CORES, OPENED, HEAD) == ()


def test_appending_the_vectors_again_gives_the_same_bytes() -> None:
    head = None
    for data in CORES:
        core = read_core(data)
        fields = {name: field.value for name, field in OPENED[core.seq].items()}
        given_salts = {name: field.salt for name, field in OPENED[core.seq].items()}
        clock = ClockReading(core.recorded_at, core.boot, core.mono)
        entry = append(core.deal, head, clock, core.kind, core.flag, fields, given_salts, FLAG)
        assert entry.core_bytes == data
        assert entry.values == fields
        head = entry.head


# what a writer makes


def test_a_story_is_whole_and_numbers_itself() -> None:
    chain = story()
    assert faults_of(chain, (7, chain[-1].hash)) == []
    assert [entry.core.flag for entry in chain] == [1, 1, 1, 1, 1, 1, 0]
    assert chain[0].core.rec == "2026-03-02T08:00:00.000Z"
    assert chain[0].core.off == "+01:00"
    assert chain[0].core.recorded_at.isoformat() == "2026-03-02T09:00:00+01:00"


def test_typed_text_is_settled_before_it_is_hashed() -> None:
    entry = sealed(None, FLAG, 0, severity="low", category="data", statement="cafe\u0301\r\nfor all")
    assert entry.opened["statement"].value == "caf\u00e9\nfor all"
    assert faults_of([entry]) == []


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("risk.gone", {"note": "x"}, "no kind"),
        (NOTE, {}, "needs the field note"),
        (NOTE, {"note": "x", "to": "y"}, "has no field 'to'"),
        (NOTE, {"note": ""}, "is empty"),
        (NOTE, {"note": " \n"}, "is empty"),
        (NOTE, {"note": "a\0b"}, "cannot keep"),
        (NOTE, {"note": "a\ud800b"}, "cannot keep"),
        (NOTE, {"note": "a" * 1_000_001}, "longer than"),
        (NOTE, {"note": 7}, "must be text"),
        (SENT, {"to": "Noor", "channel": "pigeon"}, "is no channel"),
        (OUTCOME, {"outcome": "won"}, "is no outcome"),
        (ACK, {"from": "Noor", "response": "ok", "occurred": "2026-02-30"}, "is no day"),
        (ACK, {"from": "Noor", "response": "ok", "occurred": "٢٠٢٦-٠٢-٠١"}, "is no day"),
        (CORRECT, {"corrects": "01", "statement": "x"}, "not the number"),
        (CORRECT, {"corrects": "1"}, "at least one corrected field"),
        (CORRECT, {"corrects": "1", "note": "x"}, "has no field 'note' here"),
    ],
)
def test_a_writer_refuses(kind: str, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        append(DEAL, story()[0].head, reading(20), kind, 1, fields, salts(fields), FLAG)


def test_a_correction_needs_to_know_what_it_corrects() -> None:
    fields = {"corrects": "5", "statement": "x"}
    with pytest.raises(ValueError, match="needs the kind"):
        append(DEAL, story()[0].head, reading(), CORRECT, 1, fields, salts(fields))
    with pytest.raises(BadInput, match="cannot be corrected"):
        append(DEAL, story()[0].head, reading(), CORRECT, 1, fields, salts(fields), CORRECT)


@pytest.mark.parametrize(
    ("deal", "flag", "given_salts", "error"),
    [
        ("0123", 1, {"note": bytes(16)}, BadCore),
        (DEAL.upper(), 1, {"note": bytes(16)}, BadCore),
        (DEAL, 2, {"note": bytes(16)}, BadCore),
        (DEAL, 0, {"note": bytes(16)}, BadCore),
        (DEAL, 1, {"note": bytes(15)}, ValueError),
        (DEAL, 1, {}, ValueError),
    ],
)
def test_a_caller_s_slip_is_a_value_error(
    deal: str, flag: int, given_salts: dict[str, bytes], error: type
) -> None:
    with pytest.raises(error):
        append(deal, story()[0].head, reading(5), NOTE, flag, {"note": "x"}, given_salts)


def test_a_naive_clock_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        ClockReading(datetime(2026, 3, 2), "aabbccdd", 1)  # noqa: DTZ001


# the clock


@pytest.mark.parametrize(
    ("rec", "boot", "mono", "judged"),
    [
        ("2026-03-02T08:00:01.000Z", "aabbccdd", 11_000, "ok"),
        ("2026-03-02T08:00:00.000Z", "aabbccdd", 10_000, "ok"),
        ("2026-03-02T07:59:59.999Z", "aabbccdd", 10_000, "regressed"),
        ("2026-03-02T08:02:00.000Z", "aabbccdd", 10_000, "ok"),
        ("2026-03-02T08:02:00.001Z", "aabbccdd", 10_000, "jumped"),
        ("2026-03-02T08:00:00.000Z", "aabbccdd", 130_001, "jumped"),
        ("2026-03-02T08:02:00.001Z", "00bbccdd", 10_000, "ok"),
        ("2026-03-02T07:00:00.000Z", "00bbccdd", 10, "regressed"),
    ],
)
def test_the_clock_is_judged(rec: str, boot: str, mono: int, judged: str) -> None:
    head = Head(1, "0" * 64, "2026-03-02T08:00:00.000Z", "aabbccdd", 10_000)
    assert clk(head, rec, boot, mono) == judged
    assert clk(None, rec, boot, mono) == "ok"


def test_a_clock_set_back_is_recorded_and_no_fault() -> None:
    chain = story()
    clock = replace(reading(-60), mono=800_000)
    chain.append(append(DEAL, chain[-1].head, clock, NOTE, 1, {"note": "Set back"}, {"note": bytes(16)}))
    assert chain[-1].core.clk == "regressed"
    assert faults_of(chain) == []


@pytest.mark.parametrize(
    ("offset", "off"),
    [(timedelta(0), "+00:00"), (timedelta(hours=-3, minutes=-30), "-03:30"), (timedelta(hours=14), "+14:00")],
)
def test_offsets(offset: timedelta, off: str) -> None:
    at = START.astimezone(timezone(offset))
    assert off_of(at) == off
    assert rec_of(at + timedelta(microseconds=1999)) == "2026-03-02T08:00:00.001Z"
    entry = append(
        DEAL, None, ClockReading(at, "aabbccdd", 0), ANCHOR, 0, {"anchor": "restored"}, {"anchor": bytes(16)}
    )
    assert entry.core.recorded_at == at


# what a check finds


def changed(entry: Sealed, **parts: object) -> bytes:
    core = entry.core.as_json()
    core.update(parts)
    return canonical(core)


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("seq", 9, "missing"),
        ("prev", "1" * 64, "does not carry the hash"),
        ("deal", "f" * 32, "another deal"),
        ("clk", "jumped", "its times say ok"),
        ("kind", "risk.ghost", "no kind"),
        ("rec", "2026-02-30T08:01:00.000Z", "does not exist"),
        ("rec", "9999-12-31T23:59:59.999Z", "does not exist"),
        ("rec", "2026-03-02T24:00:00.000Z", "a moment in UTC"),
        ("rec", "2026-03-02T08:10:00Z", "a moment in UTC"),
        ("off", "+15:00", "an offset"),
        ("boot", "AABBCCDD", "lower-case hex"),
        ("flag", 7, "cannot have"),
        ("flag", 3, "is no flag"),
        ("mono", 2**53 - 1, "its times say jumped"),
        ("v", 2, "the whole number 1"),
        ("f", {"note": "F" * 64}, "lower-case hex"),
        ("f", {}, "needs the field note"),
        ("f", [], "must be an object"),
        ("kind", 4, "kind must be text"),
        ("more", "x", "unknown key"),
    ],
)
def test_a_changed_core_is_found(part: str, value: object, said: str) -> None:
    chain = story()
    cores = [entry.core_bytes for entry in chain]
    cores[3] = changed(chain[3], **{part: value})
    faults = check_chain(cores, {})
    assert said in faults[0].reason
    assert faults[0].seq in (4, 9) or part == "seq"


@pytest.mark.parametrize("value", [True, None, 1.5, "1", -1, [1]])
def test_a_number_of_another_type_is_refused(value: object) -> None:
    with pytest.raises(BadCore, match="seq must be a whole number"):
        read_core({**story()[0].core.as_json(), "seq": value})


def test_seq_zero_and_a_core_that_is_no_object() -> None:
    with pytest.raises(BadCore, match="begins at 1"):
        read_core({**story()[0].core.as_json(), "seq": 0})
    with pytest.raises(BadCore, match="no object"):
        read_core([])
    with pytest.raises(BadCore, match="has no boot"):
        read_core({key: value for key, value in story()[0].core.as_json().items() if key != "boot"})


def test_another_spelling_of_a_core_is_refused() -> None:
    data = story()[0].core_bytes
    assert read_core(data)
    with pytest.raises(BadCore, match="canonical"):
        read_core(data.replace(b',"clk"', b', "clk"'))


@pytest.mark.parametrize(
    ("drop", "said"),
    [
        (slice(3, 4), "Entry 4 is missing"),
        (slice(2, 5), "Entries 3 to 5 are missing"),
        (slice(0, 1), "Entry 1 is missing"),
        (slice(6, 7), "its tail is cut"),
        (slice(0, 7), "its tail is cut"),
    ],
)
def test_a_missing_entry_is_found(drop: slice, said: str) -> None:
    chain = story()
    head = 7, chain[-1].hash
    del chain[drop]
    assert said in faults_of(chain, head)[0]


def test_an_entry_twice_a_longer_chain_and_another_head() -> None:
    chain = story()
    assert "stands where entry 5" in faults_of([*chain[:4], chain[3]])[0]
    assert "goes on to entry 7" in faults_of(chain, (6, chain[5].hash))[0]
    assert "not the one it should be" in faults_of(chain, (7, "0" * 64))[0]


@pytest.mark.parametrize(
    ("name", "field", "said"),
    [
        ("statement", Opened(bytes(16), "Legal starts in May"), "does not fit its commitment"),
        ("statement", Opened(bytes(15), "Legal starts in May"), "15 bytes"),
        ("statement", Opened(bytes(16), ""), "is empty"),
        ("statement", Opened(bytes(16), "a\rb"), "cannot keep"),
        ("severity", Opened(bytes(16), "urgent"), "is no severity"),
        ("evidence", Opened(bytes(16), "x"), "no field 'evidence'"),
    ],
)
def test_an_opened_field_that_does_not_fit_is_found(name: str, field: Opened, said: str) -> None:
    chain = story()
    chain[0] = replace(chain[0], opened={**chain[0].opened, name: field})
    assert said in faults_of(chain)[0]


def test_a_value_is_not_normalised_when_it_is_checked() -> None:
    entry = sealed(None, FLAG, 0, severity="low", category="data", statement="caf\u00e9")
    opened = {**entry.opened, "statement": replace(entry.opened["statement"], value="cafe\u0301")}
    assert "does not fit" in faults_of([replace(entry, opened=opened)])[0]


def test_opened_fields_of_no_entry_are_found() -> None:
    chain = story()
    faults = check_chain([chain[0].core_bytes], {1: chain[0].opened, 2: chain[1].opened, 3: {}})
    assert [fault.reason for fault in faults] == ["There are opened fields of entry 2, and no such entry."]


@pytest.mark.parametrize(
    ("corrects", "kind", "said"),
    [
        ("9", FLAG, "does not have"),
        ("3", FLAG, "has no field 'statement'"),
        ("5", FLAG, "cannot be corrected"),
    ],
)
def test_a_correction_of_the_wrong_entry_is_found(corrects: str, kind: str, said: str) -> None:
    chain = story()[:5]
    chain.append(sealed(chain[-1].head, CORRECT, 1, 12, kind, corrects=corrects, statement="x"))
    assert said in faults_of(chain)[0]


def test_only_what_is_new_can_be_checked() -> None:
    chain = story()
    late = chain[4:]
    opened = {entry.core.seq: entry.opened for entry in chain}
    cores = [entry.core_bytes for entry in late]
    assert check_chain(cores, opened, (7, chain[-1].hash), after=chain[3].head) == ()
    other = replace(chain[3].head, hash="0" * 64)
    assert "does not carry" in check_chain(cores, opened, after=other)[0].reason
    assert "Entry 5" in check_chain([b"{}"], opened, after=chain[3].head)[0].reason


def test_forgotten_values_leave_the_chain_whole() -> None:
    chain = [replace(entry, opened={}) for entry in story()]
    assert faults_of(chain, (7, chain[-1].hash)) == []


# every value of every kind, and every bit

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
    lambda text: bool(text.strip())
)
NOTES = st.lists(TEXT, min_size=1, max_size=6)


@given(NOTES, st.lists(st.integers(-5_000, 500_000), min_size=6, max_size=6))
@settings(max_examples=60, deadline=None)
def test_what_is_appended_checks(notes: list[str], minutes: list[int]) -> None:
    chain = story()
    for note, minute in zip(notes, minutes, strict=False):
        fields = {"note": note}
        clock = replace(reading(minute), mono=abs(minute))
        chain.append(append(DEAL, chain[-1].head, clock, NOTE, 1, fields, {"note": bytes(16)}))
    assert faults_of(chain, (len(chain), chain[-1].hash)) == []


@given(st.integers(0, 6), st.integers(0, 10_000), st.integers(0, 7))
@settings(max_examples=300, deadline=None)
def test_one_flipped_bit_is_found(entry: int, place: int, bit: int) -> None:
    chain = story()
    cores = [bytearray(one.core_bytes) for one in chain]
    cores[entry][place % len(cores[entry])] ^= 1 << bit
    opened = {one.core.seq: one.opened for one in chain}
    assert check_chain([bytes(core) for core in cores], opened, (7, chain[-1].hash)) != ()


def test_a_commitment_binds_name_salt_and_value() -> None:
    base = commitment("note", bytes(16), "x")
    assert base == sha256(b"sedesk/field/1\0note\0" + bytes(16) + b"x").hexdigest()
    assert len({base, commitment("to", bytes(16), "x"), commitment("note", b"1" * 16, "x")}) == 3
    with pytest.raises(ValueError, match="16 bytes"):
        commitment("note", b"", "x")


def test_every_kind_of_the_closed_list_is_told_in_the_story() -> None:
    assert {entry.core.kind for entry in story()} == set(KINDS)
