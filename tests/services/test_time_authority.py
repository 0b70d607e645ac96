"""The door to a time stamp authority: where it leads, what goes out, what is not believed of an answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from se_desk.domain.errors import BadInput
from se_desk.services.time_authority import LARGEST_ANSWER, AuthorityAway, ask, check_url
from tests.time_authority import Counter, raise_loopback, served


@pytest.fixture
def counter() -> Counter:
    made = Counter(None)
    made.body = b"a stamp"
    return made


@pytest.fixture
def url(counter: Counter) -> Iterator[str]:
    with served(counter) as found:
        yield found


@pytest.mark.parametrize(
    "url", ["https://tsa.example/x", " http://tsa.example:8080 ", "http://[::1]:8/tsr?a=b"]
)
def test_addresses(url: str) -> None:
    assert check_url(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    ["", "tsa.example", "ftp://tsa.example", "file:///etc/passwd", "https://", "https://[::1", "http://a:99999/",
     "http://a:0/", "https://tsa.example/a b", "https://tsa.example/\x07", "https://me:word@tsa.example/"],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(BadInput):
        check_url(url)


def test_a_question_and_its_answer(counter: Counter, url: str) -> None:
    assert ask(url, b"a question") == b"a stamp"
    (head,) = counter.heads
    assert head["content-type"] == "application/timestamp-query"
    assert head["path"] == "/stamp" and head["user-agent"] == "se-desk"
    assert "cookie" not in head and "referer" not in head and "authorization" not in head


@pytest.mark.parametrize(
    ("status", "kind", "body", "said"),
    [
        (200, "text/html", b"<html>", "no time stamp"),
        (200, "application/timestamp-reply", bytes(LARGEST_ANSWER + 1), "no time stamp"),
        (404, "text/plain", b"gone", "status 404"),
        (503, "application/timestamp-reply", b"busy", "status 503"),
    ],
)
def test_an_answer_that_is_none(
    counter: Counter, url: str, status: int, kind: str, body: bytes, said: str
) -> None:
    counter.status, counter.kind, counter.body = status, kind, body
    with pytest.raises(AuthorityAway, match=said) as told:
        ask(url, b"a question")
    assert told.value.safe == "Nothing was added to the risk log."


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(counter: Counter, url: str, status: int) -> None:
    counter.status, counter.more = status, {"Location": f"{url}/elsewhere"}
    with pytest.raises(AuthorityAway, match=f"status {status}"):
        ask(url, b"a question")
    assert len(counter.heads) == 1


def test_nobody_there() -> None:
    raise_loopback()
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        port = there.getsockname()[1]
    with pytest.raises(AuthorityAway, match="gave no answer"):
        ask(f"http://127.0.0.1:{port}/", b"a question")


def test_one_that_never_answers() -> None:
    raise_loopback()
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen()
        with pytest.raises(AuthorityAway, match="gave no answer"):
            ask(f"http://127.0.0.1:{there.getsockname()[1]}/", b"a question", patience=0.2)
