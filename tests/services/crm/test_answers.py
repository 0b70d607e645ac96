"""Answers that have the documented shape, and all others."""

from __future__ import annotations

from typing import Any

import pytest

from se_desk.services.crm.answers import at, in_url, records, word
from se_desk.services.crm.server import CrmAway


def test_what_is_there() -> None:
    answer = {"data": {"id": 5, "name": "x", "all": [{"a": 1}], "none": None}}
    assert at(answer, "data", "name") == "x"
    assert at(answer, "data", "missing") is None
    assert (word(answer, "data", "id"), word(answer, "data", "name")) == ("5", "x")
    assert records(answer, "data", "all") == [{"a": 1}]
    assert records(answer, "data", "none") == records(answer, "data", "missing") == []
    assert in_url("a/b?c=ü&d") == "a%2Fb%3Fc%3D%C3%BC%26d"


@pytest.mark.parametrize(
    "answer", [None, [], "x", {}, {"data": None}, {"data": []}, {"data": {"id": True}}, {"data": {"id": ""}}]
)  # fmt: skip
def test_what_is_not(answer: Any) -> None:
    with pytest.raises(CrmAway, match="another shape"):
        word(answer, "data", "id")


@pytest.mark.parametrize("found", [{}, "x", [1], [{}, None]])
def test_what_is_no_list_of_records(found: Any) -> None:
    with pytest.raises(CrmAway):
        records({"data": found}, "data")
