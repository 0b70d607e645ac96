from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.eml import LONGEST_MAILTO, Draft, eml_file, is_address, mailto_url
from se_desk.exchange.sanitising import clean_line, clean_text

DRAFT = Draft(
    (("Mira Solano", "mira@selling.example"),),
    "I want to flag that Quay pilot needs 12 weeks",
    "I want to flag that procurement at Kestrel Quay takes twelve weeks.\n\nReceipt: 4F7K-09TZ\n— Robin\n",
)


def opened(draft: Draft) -> EmailMessage:
    message = email.message_from_bytes(eml_file(draft).data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_opens_as_it_was_written() -> None:
    message = opened(DRAFT)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Mira Solano <mira@selling.example>"
    assert message["Subject"] == DRAFT.subject
    assert message.get_content().replace("\r\n", "\n") == DRAFT.body
    assert message.get_content_charset() == "utf-8"
    assert "Date" not in message and "Message-ID" not in message


def test_golden(golden: Callable[[str, bytes], None]) -> None:
    file = eml_file(DRAFT)
    assert file.name == "I want to flag that Quay pilot needs 12 weeks.eml"
    golden("flag.eml", file.data)


ANY = st.text(st.sampled_from('a\r\n\0:,;<>@"é漢.=?') | st.characters(exclude_categories=()), max_size=60)


@given(ANY, ANY, ANY, ANY)
def test_no_text_makes_another_header(name: str, mail: str, subject: str, body: str) -> None:
    draft = Draft(((name, mail), ('Ana, the "Lead"', "ana@kestrel.example")), subject, body)
    message = opened(draft)
    assert set(message.keys()) <= {
        *("X-Unsent", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    }
    assert message["Subject"].split() == clean_line(subject).split()
    assert message.get_content().replace("\r\n", "\n").rstrip("\n") == clean_text(body).rstrip("\n")
    assert "ana@kestrel.example" in message["To"]
    eml_file(draft).data.decode("ascii")


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("ana@kestrel.example", True),
        ("ana.ruiz+x@mail.kestrel.example", True),
        ("a@b", True),
        ("ana", False),
        (".ana@kestrel.example", False),
        ("ana@-kestrel.example", False),
        ("@kestrel.example", False),
        ("ana@", False),
        ("ana@kestrel..example", False),
        ("ana@kestrel.example\nBcc: all@x.example", False),
        ("ana@x.example,bo@x.example", False),
        ("ana@zürich.example", False),
        ("a" * 300 + "@x.example", False),
        ("", False),
    ],
)
def test_addresses(text: str, usable: bool) -> None:
    assert is_address(text) is usable


def test_without_an_address_the_line_is_left_to_the_se() -> None:
    draft = Draft((("Mira", ""),), "s", "b")
    assert "To" not in opened(draft)
    assert mailto_url(draft) == "mailto:?subject=s&body=b"


def test_an_address_for_the_mail_program() -> None:
    url = mailto_url(Draft((("", "a@x.example"), ("", "b+c@x.example")), "Ü & co?", "one\n#two + 2\n"))
    assert urlsplit(url).path == "a@x.example,b%2Bc@x.example"
    assert parse_qs(urlsplit(url).query) == {"subject": ["Ü & co?"], "body": ["one\r\n#two + 2"]}


def test_a_draft_too_long_for_an_address_is_not_cut() -> None:
    assert mailto_url(Draft((), "s", "x" * LONGEST_MAILTO)) == ""


@given(st.text("aZ0.-+'`/@", max_size=20))
def test_whatever_is_an_address_can_be_written(text: str) -> None:
    message = opened(Draft((("", text),), "s", "b"))
    assert (message["To"] == text) if is_address(text) else ("To" not in message)


@given(ANY, ANY)
def test_any_draft_makes_one_address(subject: str, body: str) -> None:
    url = mailto_url(Draft((("", "a@x.example"),), subject, body))
    assert url == "" or (url.isascii() and set(parse_qs(urlsplit(url).query)) <= {"subject", "body"})
