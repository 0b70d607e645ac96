"""What can be an address on the web, and what cannot."""

from __future__ import annotations

import pytest

from se_desk.services.web_addresses import web_address


@pytest.mark.parametrize(
    "text", ["https://crm.example", "http://crm.example:8080/a?b=c", "http://[::1]:8", "https://me:word@a"]
)
def test_its_parts(text: str) -> None:
    parts = web_address(text)
    assert parts is not None and parts.geturl() == text


@pytest.mark.parametrize(
    "text",
    ["", "crm.example", "ftp://crm.example", "file:///etc/passwd", "https://", "https://[::1", "http://a:99999",
     "http://a:0", "http://a:b", "https://a b", "https://a/\x07", "https://a/\u00a0", "https://a\n", "https://a/\u202e"],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert web_address(text) is None
