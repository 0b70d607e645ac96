"""One spelling for one value, and strict reading of what anybody may have written."""

import json

import jcs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.canonical import MAX_WHOLE, NotJson, OutsideFormat, canonical, read_json

KEYS = st.from_regex(r"\A([a-z_]{1,8}|0|[1-9][0-9]{0,3})\Z")
VALUES = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"])) | st.integers(0, MAX_WHOLE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
).filter(lambda value: len(json.dumps(value)) < 5_000)


@given(st.dictionaries(KEYS, st.text(st.characters(exclude_categories=["Cs"])) | st.integers(0, MAX_WHOLE)))
def test_another_program_writes_the_same_bytes(value: dict[str, object]) -> None:
    assert canonical(value) == jcs.canonicalize(value)


@given(VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    try:
        data = canonical(value)
    except OutsideFormat as error:
        assert "nested" in str(error)  # the only thing these values can do wrong
        return
    assert read_json(data) == value


@pytest.mark.parametrize(
    "value",
    [
        True,
        None,
        1.0,
        -1,
        MAX_WHOLE + 1,
        {"A": "x"},
        {"01": "x"},
        {"": "x"},
        {1: "x"},
        "\ud800",
        b"x",
        {"a": {1, 2}},
    ],
)
def test_a_value_outside_the_subset_is_refused(value: object) -> None:
    with pytest.raises(OutsideFormat):
        canonical(value)


def test_nesting_has_an_end() -> None:
    deep: object = "x"
    for _ in range(9):
        deep = [deep]
    with pytest.raises(OutsideFormat, match="nested"):
        canonical(deep)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,"a":1}',
        '{"a":{"b":1,"b":2}}',
        "1.0",
        "1e3",
        "-0",
        "-1",
        "NaN",
        "Infinity",
        "[9007199254740992]",
        "9" * 10_000,
        "[" * 100_000,
        '[{"a":' * 100_000,
        "[[[[[[[[[1]]]]]]]]]",
    ],
)
def test_json_outside_the_format_is_refused(text: str) -> None:
    with pytest.raises(OutsideFormat):
        read_json(text.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe{\0}\0",
        b"\xef\xbb\xbf{}",
        b"hello",
        b'"\\"\\"\\"',
        b"[1]]",
        b'{"a":"\n"}',
        b"{'a':1}",
    ],
)
def test_what_is_no_json_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NotJson):
        read_json(data)


def test_brackets_inside_texts_are_no_nesting() -> None:
    assert read_json(b'["[[[[[[[[[[\\"[[[[[[[[[[", "\\\\"]') == ["[[[[[[[[[[" + '"' + "[[[[[[[[[[", "\\"]


def test_a_long_unfinished_text_is_refused_quickly() -> None:
    with pytest.raises(NotJson):
        read_json(b'"' + b'\\"' * 1_000_000)
