"""The closed list as a reader of a record meets it."""

import pytest

from se_desk.domain.entry_kinds import KINDS, is_day, value_fault


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("note", 5, "must be text"),
        ("note", "", "is empty"),
        ("note", "a\rb", "cannot keep"),
        ("severity", "High", "is no severity"),
        ("corrects", "0", "not the number"),
        ("corrects", "9999999999999999", "not the number"),
        ("occurred", "2026-2-1", "is no day"),
    ],
)
def test_a_value_that_no_entry_has(name: str, value: object, said: str) -> None:
    assert said in (value_fault(name, value) or "")


def test_a_reader_takes_what_no_writer_would_make() -> None:
    assert value_fault("note", "cafe\u0301") is None  # not NFC: left to the commitment
    assert value_fault("note", " ") is None


@pytest.mark.parametrize(
    ("text", "is_one"), [("2024-02-29", True), ("2023-02-29", False), ("20240229", False)]
)
def test_days(text: str, is_one: bool) -> None:
    assert is_day(text) is is_one


def test_every_kind_lists_each_field_once() -> None:
    for fields in KINDS.values():
        assert len(set(fields.all)) == len(fields.all)
