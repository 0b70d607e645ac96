"""Reading strictly: the shape of the file and nothing else. Each refusal is held where `verify` says it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.chain import canonical
from se_desk.exchange.risk_records import ABOUT_KEYS, BadRecord, NotJson, Record, read_record
from tests.exchange.risk_records.risk_chains import VECTORS

RECORD = json.loads((VECTORS / "record.json").read_text("utf-8"))


def changed(*way: str | int, to: object) -> bytes:
    record = json.loads(json.dumps(RECORD))
    inner = record
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = to
    return json.dumps(record).encode()


def test_what_is_read_is_what_stands_there(vector: Callable[[str], bytes], expected: dict[str, Any]) -> None:
    record = read_record(vector("record.json"))
    manifest = RECORD["manifest"]
    assert record.manifest.as_json() == manifest
    assert record.sig == RECORD["sig"]
    assert record.manifest_bytes == canonical(manifest)
    assert [entry.hash for entry in record.entries] == [entry["hash"] for entry in expected["entries"]]
    assert [json.loads(entry.core_bytes) for entry in record.entries] == [
        entry["core"] for entry in RECORD["entries"]
    ]
    opened = {n: field.value for n, field in record.entries[0].opened.items()}
    assert opened == {n: field["value"] for n, field in RECORD["entries"][0]["open"].items()}


def turned(value: Any) -> Any:
    """The same JSON with all keys the other way round."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "spelt",
    [
        json.dumps(RECORD, indent=7),
        json.dumps(RECORD, separators=(",", ":")),
        json.dumps(RECORD, ensure_ascii=False),
        json.dumps(turned(RECORD)),
        f"\r\n\t {json.dumps(RECORD)} \n",
    ],
    ids=["spaces", "tight", "letters", "turned", "around"],
)
def test_the_spelling_of_a_file_is_free(vector: Callable[[str], bytes], spelt: str) -> None:
    plain, other = read_record(vector("record.json")), read_record(spelt.encode())
    assert other.manifest_bytes == plain.manifest_bytes
    assert [entry.core_bytes for entry in other.entries] == [entry.core_bytes for entry in plain.entries]
    assert other == plain


@pytest.mark.parametrize(
    ("data", "seq"),
    [
        (changed("sig", to=""), 0),
        (changed("manifest", "head", "seq", to="7"), 0),
        (changed("entries", 0, "core", "f", to=[]), 1),
        (changed("entries", 2, "open", to=None), 3),
        (changed("entries", 6, "core", "v", to=2), 7),
        (changed("entries", 3, to="x"), 4),
    ],
)
def test_the_entry_that_is_wrong_is_named(data: bytes, seq: int) -> None:
    with pytest.raises(BadRecord) as caught:
        read_record(data)
    assert caught.value.seq == seq
    assert str(caught.value).startswith(f"Entry {seq}: " if seq else "")


def test_what_fits_together_is_not_asked_here() -> None:
    """A wrong hash, order or signature is of the right shape; ``verify`` finds it."""
    for data in (
        changed("sig", to="0" * 128),
        changed("manifest", "head", "hash", to="0" * 64),
        changed("entries", 1, "core", "prev", to="0" * 64),
        changed("entries", to=list(reversed(RECORD["entries"]))),
    ):
        assert isinstance(read_record(data), Record)


@pytest.mark.parametrize("key", ABOUT_KEYS)
def test_everything_that_may_be_said_of_a_deal_is_read(key: str) -> None:
    assert read_record(changed("manifest", "about", to={key: "words"})).manifest.about == {key: "words"}


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(ANY)
def test_any_json_is_a_record_or_a_sentence(value: Any) -> None:
    with pytest.raises(BadRecord) as caught:
        read_record(json.dumps(value).encode())
    assert str(caught.value).endswith(".")


@given(st.sampled_from(["manifest", "entries", "sig"]), ANY)
def test_any_part_of_another_shape_is_a_sentence(part: str, value: Any) -> None:
    with pytest.raises(BadRecord):
        read_record(changed(part, to=value))


@given(st.binary(max_size=80))
def test_any_bytes_are_refused_by_name(data: bytes) -> None:
    with pytest.raises((BadRecord, NotJson)):
        read_record(data)
