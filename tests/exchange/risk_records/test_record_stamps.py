"""Time stamps by a real authority: asked for, read, checked, and every changed one refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.x509 import Certificate

from se_desk.exchange.risk_records import der, stamps
from se_desk.exchange.risk_records.stamp_check import certificates_in, check_stamp
from se_desk.exchange.risk_records.stamps import (
    BadStamp,
    read_stamp,
    request,
    text_of,
    token_in,
)
from tests.exchange.risk_records.stamped import DATA, IMPRINT
from tests.time_authority import Authority, by_openssl

pytestmark = by_openssl


def test_what_a_token_says(authority: Authority, token: bytes, root: tuple[Certificate, ...]) -> None:
    stamp = check_stamp(token, root)
    assert stamp == check_stamp(token) == read_stamp(text_of(token))
    assert (stamp.imprint, stamp.nonce, stamp.authority) == (IMPRINT, 2**63 - 5, "Hollow Oak Time")
    signer = certificates_in((authority.folder / "tsa.pem").read_bytes())
    assert check_stamp(token, signer) == stamp  # the signer itself may be the one that is trusted
    assert stamp.at.tzinfo is not None and len(stamp.say_moment()) == 19
    assert authority.accepts(token, DATA) and not authority.accepts(token, DATA + b" ")


@pytest.mark.parametrize("cut", [0, 1, 20, 400, -1])
def test_a_cut_token_is_refused(token: bytes, cut: int) -> None:
    with pytest.raises(BadStamp):
        check_stamp(token[:cut])
    with pytest.raises(BadStamp):
        check_stamp(token + b"\0")


def test_a_kept_token_is_base64(token: bytes) -> None:
    for text in ("", "????", text_of(token)[:-3], "ä" * 8):
        with pytest.raises(BadStamp):
            read_stamp(text)
    with pytest.raises(BadStamp, match="larger"):
        stamps.bytes_of(text_of(bytes(stamps.MAX_TOKEN + 1)))


# the answer around it


def test_an_answer_is_taken_or_its_refusal_is_told(authority: Authority, tmp_path: Path) -> None:
    for junk in (b"", b"<html>", b"\x30\x03\x02\x01\x00", b"\x30\x05\x30\x03\x02\x01\x02", b"\x05\x00"):
        with pytest.raises(BadStamp):
            token_in(junk)
    sha1 = request(IMPRINT, 1).replace(
        der.made_oid(stamps.SHA256), b"\x06\x05\x2b\x0e\x03\x02\x1a" + b"\x06\x02\x2a\x03"
    )
    with pytest.raises(BadStamp, match="gave no time stamp"):
        token_in(authority.answer(sha1))


@pytest.mark.parametrize(
    ("code", "said"), [(2, "It refused."), (3, "asked again later"), (9, "gave no time stamp.")]
)
def test_the_word_for_a_refusal(code: int, said: str) -> None:
    status = der.made(der.SEQUENCE, der.made_number(code))
    with pytest.raises(BadStamp, match=said):
        token_in(der.made(der.SEQUENCE, status))


def test_the_words_of_a_refusal_are_shown_on_one_line() -> None:
    words = der.made(der.SEQUENCE, der.made(0x0C, b"zu viel\n\x1b[2J Fragen"))
    status = der.made(der.SEQUENCE, der.made_number(2), words)
    with pytest.raises(BadStamp) as told:
        token_in(der.made(der.SEQUENCE, status))
    assert str(told.value) == "The authority gave no time stamp. It says: zu viel [2J Fragen"


def test_files_of_certificates(authority: Authority, root: tuple[Certificate, ...]) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding

    assert certificates_in(root[0].public_bytes(Encoding.DER)) == root
    assert len(certificates_in(authority.root * 2)) == 2
    for junk in (b"", b"-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----", b"\x30\x00"):
        with pytest.raises(BadStamp, match="holds no certificate"):
            certificates_in(junk)


def test_names_of_authorities() -> None:
    def subject(*pairs: tuple[str, int, bytes]) -> der.Der:
        groups = [
            der.made(der.SET, der.made(der.SEQUENCE, der.made_oid(kind), der.made(tag, value)))
            for kind, tag, value in pairs
        ]
        return der.read(der.made(der.SEQUENCE, *groups))

    assert stamps._name(subject(("2.5.4.10", 0x0C, b"O"), ("2.5.4.3", 0x13, b" Old\n Oak "))) == "Old Oak"
    assert stamps._name(subject(("2.5.4.3", 0x1E, "Zeit".encode("utf-16-be")))) == "Zeit"
    for nameless in (subject(), subject(("2.5.4.3", 0x0C, b"\0")), subject(("2.5.4.3", 0x04, b"x"))):
        assert stamps._name(nameless) == "an authority without a name"
