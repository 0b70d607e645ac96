"""The door to a CRM: where it leads, what goes out, and what each kind of answer means."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from se_desk.domain.errors import BadInput, DeskError
from se_desk.services.crm import transport
from se_desk.services.crm.server import CrmAway, CrmRefused, NotLetIn
from tests.crm_servers import HangUp, answering
from tests.time_authority import raise_loopback


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" https://crm.example/ ", "https://crm.example"),
        ("https://crm.example:8443/odata", "https://crm.example:8443/odata"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_addresses(typed: str, kept: str) -> None:
    assert transport.check_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "crm.example", "ftp://crm.example", "file:///etc/passwd", "https://", "https://[::1", "https://a:99999",
     "https://a:0", "https://a b", "https://a/\x07", "https://me:word@crm.example", "http://crm.example",
     "http://127.0.0.1.crm.example", "http://localhost.crm.example", "http://10.0.0.1"],
)  # fmt: skip
def test_what_is_no_address_or_gives_the_key_away(typed: str) -> None:
    with pytest.raises(BadInput):
        transport.check_address(typed)


def test_a_question_and_its_answer() -> None:
    heard: list[tuple[str, str, dict[str, str], Any]] = []

    def reply(*words: Any) -> tuple[int, Any]:
        heard.append(words)
        return 200, {"ü": [1]}

    with answering(reply) as address:
        answer = transport.ask("PATCH", f"{address}/notes?x=1", {"ö": "\0"}, {"Authorization": "Bearer k"})
    assert answer == {"ü": [1]}
    ((method, path, heads, body),) = heard
    assert (method, path, body) == ("PATCH", "/notes?x=1", {"ö": "\0"})
    assert heads["authorization"] == "Bearer k" and heads["content-type"] == "application/json"
    assert "cookie" not in heads and "referer" not in heads


def test_an_empty_answer_is_none() -> None:
    with answering(lambda *_words: (204, b"")) as address:
        assert transport.ask("GET", address) is None


@pytest.mark.parametrize(
    ("status", "body", "kind", "said"),
    [
        (401, b"<h1>Who?</h1>", NotLetIn, "does not take this user with this password"),
        (400, {"message": "No such deal"}, CrmRefused, "No such deal"),
        (403, b"<!doctype html><h1>Not</h1>\n\n yours", CrmRefused, "Status 403. Not yours."),
        (404, b"", CrmRefused, "Status 404."),
        (409, b"\xff\xfe \x1b[2J \xe2\x80\xae", CrmRefused, "Status 409."),
        (408, b"", CrmAway, "Status 408."),
        (429, b"slowly", CrmAway, "Status 429. slowly."),
        (500, b"oops", CrmAway, "Status 500. oops."),
        (503, b"", CrmAway, "Status 503."),
        (302, b"", CrmAway, "Status 302."),
        (200, b"<html>", CrmAway, "cannot be read"),
        (200, b"[" * 100_000, CrmAway, "cannot be read"),
        (200, b"1" * (transport.LARGEST_ANSWER + 1), CrmAway, "no end"),
    ],
)
def test_answers_that_are_no_yes(status: int, body: Any, kind: type[DeskError], said: str) -> None:
    with answering(lambda *_words: (status, body)) as address, pytest.raises(kind) as told:
        transport.ask("POST", f"{address}/notes", {})
    assert said in str(told.value) and "<" not in str(told.value) and "\x1b" not in str(told.value)
    assert told.value.safe and told.value.do


def test_what_a_missing_one_gives() -> None:
    with answering(lambda *_words: (404, b"")) as address:
        assert transport.ask("GET", address, missing="gone") == "gone"


def test_no_redirect_is_followed_and_no_key_with_it() -> None:
    heard: list[str] = []

    def reply(_method: str, path: str, *_rest: Any) -> tuple[int, Any]:
        heard.append(path)
        return 307, b""

    with answering(reply) as address, pytest.raises(CrmAway):
        transport.ask("GET", f"{address}/a", headers={"Authorization": "Bearer k"})
    assert heard == ["/a"]


def test_a_cut_line_and_nobody_there() -> None:
    def hang_up(*_words: Any) -> tuple[int, Any]:
        raise HangUp

    with answering(hang_up) as address, pytest.raises(CrmAway, match="no answer that can be used"):
        transport.ask("GET", address)
    with pytest.raises(CrmAway):
        transport.ask("GET", address)


def test_one_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    raise_loopback()
    monkeypatch.setattr(transport, "PATIENCE", 0.2)
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen()
        with pytest.raises(CrmAway):
            transport.ask("GET", f"http://127.0.0.1:{there.getsockname()[1]}/")


def test_no_address_is_asked_that_would_not_be_kept() -> None:
    with pytest.raises(BadInput):
        transport.ask("GET", "http://crm.example@10.0.0.1/")
