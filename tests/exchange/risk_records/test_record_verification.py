"""The check: every refusal of the format with its code and its reason, and that nothing changed passes."""

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from se_desk.domain.chain import CORRECT, NOTE, canonical
from se_desk.exchange.risk_records import (
    BadRecord,
    NotJson,
    build_record,
    public_key,
    read_record,
    verify,
    verify_file,
)
from tests.exchange.risk_records.risk_chains import ALONE, VECTORS, alone, sealed_chain

Change = Callable[[Any], None]


# the published vectors


@pytest.mark.parametrize(
    ("name", "seq", "reason"),
    [
        ("tampered-value.json", 1, "The field evidence is not what was recorded"),
        ("tampered-removed-entry.json", 5, "Entry 5 is missing"),
        ("tampered-cut-tail.json", 6, "its tail is cut"),
        ("tampered-hidden-answer.json", 4, "the field response was shown when signed and is taken out"),
        ("tampered-manifest.json", 0, "The signature does not fit the manifest"),
        ("tampered-type.json", 3, "seq must be a whole number"),
    ],
)
def test_a_tampered_vector_is_refused_for_the_right_reason(vector, name, seq, reason) -> None:
    verdict = verify(vector(name))
    assert (verdict.code, len(verdict.faults), verdict.faults[0].seq) == (1, 1, seq)
    assert reason in verdict.sentence
    assert alone(vector(name)) == 1


@pytest.mark.parametrize("name", ["record.json", "record-redacted.json"])
def test_a_published_record_is_intact_with_all_its_receipts(vector, expected, name) -> None:
    receipts = [entry["receipt"] for entry in expected["entries"]]
    verdict = verify(vector(name), receipts, expected["public_key"])
    assert (verdict.code, verdict.is_intact, verdict.faults) == (0, True, ())
    assert verdict.public_key == expected["public_key"]
    assert verdict.sentence == "The record is intact: 7 entries, signature valid."
    assert alone(vector(name), *receipts, "--key", expected["public_key"]) == 0


def test_every_vector_is_taken() -> None:
    assert len(list(VECTORS.glob("tampered-*.json"))) == 6


# what the reader brings along


@pytest.mark.parametrize(
    ("receipt", "said"),
    [
        ("SED1-0002-RCR5-W1V9-D9D8-X9YC-NDDC-YJFV-8A84", "cannot be read"),
        ("nonsense", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_receipt_that_cannot_be_read(vector, receipt, said) -> None:
    verdict = verify(vector("record.json"), [receipt])
    assert verdict.code == 1 and said in verdict.sentence
    assert alone(vector("record.json"), receipt) == 1


def test_receipts_of_another_chain_and_of_no_entry(vector, chain, expected) -> None:
    last = expected["entries"][-1]["receipt"]
    assert "does not match entry 2" in verify(vector("record.json"), [last, chain[1].receipt]).sentence
    assert "is of entry 8" in verify(vector("record.json"), [chain[7].receipt]).sentence
    assert alone(vector("record.json"), chain[1].receipt) == 1
    assert alone(vector("record.json"), chain[7].receipt) == 1
    assert verify(vector("record.json"), [last.lower().replace("-", " ")]).code == 0


def test_the_key_of_another_desk(vector, expected) -> None:
    key = expected["public_key"]
    assert verify(vector("record.json"), key=f" {key[:32].upper()} {key[32:]}\n").code == 0
    verdict = verify(vector("record.json"), key=public_key(bytes(32)))
    assert verdict.code == 1 and key in verdict.sentence
    assert alone(vector("record.json"), "--key", public_key(bytes(32))) == 1
    assert alone(vector("record.json"), "--key") == 1


# the shape


def changed(data: bytes, change: Change) -> bytes:
    record = json.loads(data)
    change(record)
    return json.dumps(record).encode()


def put(path: str, value: object) -> Change:
    """Sets what stands at a path such as ``entries/0/core/seq``; DROP takes it out."""

    def change(record: Any) -> None:
        *way, last = [
            int(step) if step.isdigit() and not path.startswith("manifest") else step
            for step in path.split("/")
        ]
        for step in way:
            record = record[step]
        if value is DROP:
            del record[last]
        else:
            record[last] = value

    return change


DROP = object()
SHAPES: list[tuple[str, object, str]] = [
    ("more", 1, "unknown key 'more'"),
    ("sig", DROP, "has no sig"),
    ("sig", "AB" * 64, "128 lower-case hex digits"),
    ("sig", 1, "128 lower-case hex digits"),
    ("manifest", [], "must be an object"),
    ("manifest/format", "sedesk-risk-record/2", "this program reads"),
    ("manifest/more", "x", "unknown key"),
    ("manifest/deal", "F" * 32, "32 lower-case hex digits"),
    ("manifest/deal", "f" * 32, "different deals"),
    ("manifest/head", {"seq": 7}, "has no hash"),
    ("manifest/head/seq", True, "whole number"),
    ("manifest/head/seq", "7", "whole number"),
    ("manifest/head/seq", 6, "goes on to entry 7"),
    ("manifest/head/hash", "0" * 64, "not the one it should be"),
    ("manifest/exported", "2026-11-22T09:00:00Z", "moment in UTC"),
    ("manifest/exported", "２026-11-22T09:00:00.000Z", "moment in UTC"),
    ("manifest/exported", "2026-11-31T09:00:00.000Z", "does not exist"),
    ("manifest/exported", None, "moment in UTC"),
    ("manifest/pub", "0" * 63, "64 lower-case hex digits"),
    ("manifest/pub", "f" * 64, "signature does not fit"),
    ("manifest/about", "x", "about must be an object"),
    ("manifest/about/mood", "x", "about has an unknown key"),
    ("manifest/about/title", "", "title is empty"),
    ("manifest/about/title", 5, "must be text"),
    ("manifest/about/title", "\ud800", "cannot keep"),
    ("manifest/shown", [], "shown must be an object"),
    ("manifest/shown/01", ["note"], "no number of an entry"),
    ("manifest/shown/9", ["note"], "Entry 9: the field note was shown"),
    ("manifest/shown/9", [], "not sorted, once each"),
    ("manifest/shown/6", "note", "must list names"),
    ("manifest/shown/6", [["note"]], "must list names"),
    ("manifest/shown/6", ["ghost\ud800"], "must list names"),
    ("manifest/shown/7", ["outcome", "note"], "not sorted, once each"),
    ("manifest/shown/7", ["note", "outcome", "outcome"], "not sorted, once each"),
    ("manifest/shown/7", ["note"], "outcome is open and was not shown"),
    ("manifest/shown/7", DROP, "note is open and was not shown"),
    ("entries", {}, "must be a list"),
    ("entries", [], "no entry at all"),
    ("entries/0", 1, "must be an object"),
    ("entries/0/more", {}, "unknown key"),
    ("entries/0/core", "x", "must be an object"),
    ("entries/0/core/more", "x", "unknown key 'more'"),
    ("entries/0/core/off", DROP, "has no off"),
    ("entries/0/core/kind", "risk.ghost", "no kind of entry"),
    ("entries/0/core/f/ghost", "0" * 64, "no field 'ghost'"),
    ("entries/0/core/f/statement", "0" * 64, "not what was recorded"),
    ("entries/0/core/seq", 1.0, "not a whole number"),
    ("entries/0/core/mono", -5, "not a whole number"),
    ("entries/0/core/mono", None, "whole number"),
    ("entries/0/core/rec", "2026-07-14T13:05:09.12٣Z", "moment in UTC"),
    ("entries/2/core/prev", "0" * 64, "Entry 3 does not carry"),
    ("entries/0/open", [], "must be an object"),
    ("entries/0/open/ghost", {"salt": "0" * 32, "value": "x"}, "no field 'ghost'"),
    ("entries/0/open/statement/more", "x", "unknown key"),
    ("entries/0/open/statement/value", "", "is empty"),
    ("entries/0/open/statement/value", None, "must be text"),
    ("entries/0/open/severity/value", "dire", "is no severity"),
    ("entries/0/open/statement/salt", "0" * 30, "15 bytes"),
    ("entries/0/open/statement/salt", "0" * 31, "lower-case hex"),
    ("entries/0/open/statement/salt", "A" * 32, "lower-case hex"),
    ("entries/0/open/statement/salt", 7, "lower-case hex"),
    ("entries/0/open/statement", DROP, "statement was shown when signed"),
    ("entries/4/open/corrects/value", "2", "not what was recorded"),
]


@pytest.mark.parametrize(
    ("path", "value", "said"), SHAPES, ids=[f"{path}-{at}" for at, (path, *_) in enumerate(SHAPES)]
)
def test_what_is_refused(vector, path: str, value: object, said: str) -> None:
    data = changed(vector("record.json"), put(path, value))
    verdict = verify(data)
    assert verdict.code == 1
    assert any(said in fault.reason for fault in verdict.faults), verdict.faults
    assert alone(data) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"seq": 1,', b'"seq": 1, "seq": 1,', "stands twice"),
        (b'"mono": 4000', b'"mono": NaN', "NaN"),
        (b'"mono": 4000', b'"mono": 4e3', "4e3"),
        (b'"mono": 4000', b'"mono": ' + b"9" * 5000, "99999"),
        (b'"mono": 4000', b'"mono": ' + b"[" * 5000 + b"]" * 5000, "nested deeper"),
    ],
)
def test_what_json_readers_let_pass_is_refused(vector, old: bytes, new: bytes, said: str) -> None:
    data = json.dumps(json.loads(vector("record.json"))).encode()
    assert verify(data).code == 0
    assert old in data
    verdict = verify(data.replace(old, new, 1))
    assert verdict.code == 1 and said in verdict.sentence
    assert alone(data.replace(old, new, 1)) == 1


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"not json", b'{"a": 1', b"\x00"])
def test_what_is_no_json_has_its_own_code(data: bytes) -> None:
    verdict = verify(data)
    assert (verdict.code, verdict.record, verdict.public_key) == (2, None, "")
    assert "not readable as JSON" in verdict.sentence
    assert alone(data) == 2
    with pytest.raises(NotJson):
        read_record(data)


@pytest.mark.parametrize("data", [b"[]", b"{}", b'"x"', b"1", b"null", b"true"])
def test_json_that_is_no_record(data: bytes) -> None:
    assert verify(data).code == 1
    assert alone(data) == 1


def test_a_file_beyond_the_limit(vector) -> None:
    room = 64 * 1024 * 1024 - len(vector("record.json"))
    assert verify(vector("record.json") + b" " * room).code == 0
    with pytest.raises(BadRecord, match="64 MiB"):
        read_record(vector("record.json") + b" " * (room + 1))


def test_a_file_is_checked_as_its_bytes_are(vector, expected, tmp_path) -> None:
    key = expected["public_key"]
    verdict = verify_file(VECTORS / "record.json", [expected["entries"][0]["receipt"]], key)
    (found,) = verdict.receipts
    assert found.startswith("Receipt found: SED1-0001-")
    assert found.endswith(" is entry 1, recorded 2026-07-14 13:05:09 UTC.")
    assert verdict.lines == (verdict.sentence, found, f"Public key: {key}")
    tampered = verify_file(VECTORS / "tampered-value.json")
    assert (tampered.code, tampered.lines) == (1, (f"Public key: {key}",))
    assert str(tampered.faults[0]) == tampered.sentence
    for path in (tmp_path, tmp_path / "none.json"):
        verdict = verify_file(path)
        assert (verdict.code, verdict.lines) == (2, ()) and "cannot be read" in verdict.sentence
    (tmp_path / "record.json").write_text("{", "utf-8")
    assert verify_file(tmp_path / "record.json").lines == ()


def test_the_script_says_how_to_use_it(capsys) -> None:
    assert ALONE.main([]) == 2
    assert ALONE.main(["/nowhere/record.json"]) == 2
    assert "RECEIPT" in capsys.readouterr().err


# corrections that are half shown, signed as they stand


def signed_again(record: dict[str, Any]) -> bytes:
    """A record as a dishonest author with the right seed would sign it."""
    opened = {str(e["core"]["seq"]): sorted(e["open"]) for e in record["entries"] if e["open"]}
    record["manifest"]["shown"] = opened
    seed = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    record["sig"] = seed.sign(canonical(record["manifest"])).hex()
    return canonical(record)


@pytest.mark.parametrize(
    ("entry", "names", "said"),
    [
        (5, ["statement"], "Entry 5 hides statement, which entry 1 shows"),
        (1, ["statement"], "Entry 1 hides statement, which entry 5 shows"),
        (5, ["corrects"], "hides which entry it corrects"),
        (5, ["corrects", "statement"], "the correction is hidden"),
        (2, ["message"], ""),
        (6, ["note"], ""),
    ],
)
def test_half_a_correction_misleads_and_is_refused(
    chain, seed, exported_at, entry: int, names: list[str], said: str
) -> None:
    record = json.loads(build_record(chain, seed, exported_at, {}))
    for name in names:
        del record["entries"][entry - 1]["open"][name]
    data = signed_again(record)
    assert verify(data).code == (1 if said else 0)
    assert said in verify(data).sentence
    if names != ["corrects", "statement"]:  # where the script cannot know, it lets be
        assert alone(data) == verify(data).code


def test_a_hidden_correction_that_may_mean_another_entry_is_let_be(seed, exported_at) -> None:
    raised = ("risk.flag", 0, {"severity": "low", "category": "data", "statement": "x"})
    chain = sealed_chain(
        raised,
        (NOTE, 1, {"note": "a"}),
        (NOTE, 1, {"note": "b"}),
        (CORRECT, 1, {"corrects": "3", "note": "c"}),
    )
    record = json.loads(build_record(chain, seed, exported_at, {}, hidden=[(3, "note")]))
    assert verify(signed_again(record)).code == 0
    record["entries"][3]["open"] = {}
    assert verify(signed_again(record)).code == 0


# mutations


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a nested value."""
    found = [way]
    if isinstance(value, dict):
        found += [place for key in value for place in places(value[key], (*way, key))]
    elif isinstance(value, list):
        found += [place for at, inner in enumerate(value) for place in places(inner, (*way, at))]
    return found


def mutated(record: Any, draw: random.Random) -> Any:
    """The record with one thing changed: a value, a key, an order, a twin, a gap."""
    record = copy.deepcopy(record)
    *way, last = draw.choice(places(record)[1:])
    inner = record
    for step in way:
        inner = inner[step]
    other = draw.choice(places(record))
    taken: Any = record
    for step in other:
        taken = taken[step]
    kind = draw.randrange(6)
    if kind == 0:
        del inner[last]
    elif kind == 1:
        inner[last] = copy.deepcopy(taken)
    elif kind == 2:
        inner[last] = draw.choice([None, True, "", "x", 0, 1, [], {}, 2**53, -1, 1.5])
    elif kind == 3 and isinstance(inner, list):
        inner.insert(draw.randrange(len(inner) + 1), copy.deepcopy(inner[last]))
    elif kind == 4 and isinstance(inner[last], str) and inner[last]:
        at = draw.randrange(len(inner[last]))
        inner[last] = (
            inner[last][:at] + draw.choice("0af9Z-é\u0301\n") + inner[last][at + draw.randrange(2) :]
        )
    elif kind == 5 and isinstance(inner[last], int):
        inner[last] += draw.choice([-1, 1, 2**32])
    return record


def hold_mutations(vector: Callable[[str], bytes], number: int) -> None:
    draw = random.Random(number)
    originals = [json.loads(vector(name)) for name in ("record.json", "record-redacted.json")]
    refused = 0
    for _ in range(number):
        original = draw.choice(originals)
        record = mutated(original, draw)
        data = json.dumps(record).encode()
        code = verify(data).code
        assert (code == 0) == (json.dumps(record, sort_keys=True) == json.dumps(original, sort_keys=True)), (
            record
        )
        if draw.randrange(4) == 0 or number < 1_000:
            assert alone(data) == code
        refused += code
    assert refused > number / 2


def test_no_mutation_passes_and_two_programs_agree(vector) -> None:
    hold_mutations(vector, 400)


@pytest.mark.long
def test_no_mutation_of_many_passes(vector) -> None:
    hold_mutations(vector, 20_000)


def hold_bytes(vector: Callable[[str], bytes], number: int) -> None:
    draw = random.Random(number)
    data = vector("record.json")
    for _ in range(number):
        changed_bytes = bytearray(data)
        changed_bytes[draw.randrange(len(data))] = draw.randrange(256)
        verdict = verify(bytes(changed_bytes))
        if verdict.code == 0:
            assert json.loads(bytes(changed_bytes)) == json.loads(data)


def test_no_changed_byte_changes_what_is_accepted(vector) -> None:
    hold_bytes(vector, 400)


@pytest.mark.long
def test_none_of_many_changed_bytes_changes_what_is_accepted(vector) -> None:
    hold_bytes(vector, 20_000)
