"""The check of a token by a real authority: keys of every kind, and every change refused."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from cryptography.x509 import Certificate

from se_desk.exchange.risk_records import der, stamps
from se_desk.exchange.risk_records.stamp_check import certificates_in, check_stamp
from se_desk.exchange.risk_records.stamps import (
    BadStamp,
    UnknownStamp,
    read_stamp,
    text_of,
)
from tests.exchange.risk_records.stamped import DATA, IMPRINT, token_over
from tests.time_authority import Authority, by_openssl

pytestmark = by_openssl


@pytest.mark.parametrize(("key", "digest"), [("p256", "sha256"), ("p384", "sha384"), ("rsa", "sha512")])
def test_keys_and_hashes_of_every_kind(tmp_path: Path, key: str, digest: str) -> None:
    authority = Authority(tmp_path / "other", key, digest)
    token = token_over(authority, IMPRINT)
    assert check_stamp(token, certificates_in(authority.root)).imprint == IMPRINT
    assert authority.accepts(token, DATA)


def test_another_authority_is_not_this_one(tmp_path: Path, token: bytes) -> None:
    other = Authority(tmp_path / "other", "p256")
    with pytest.raises(BadStamp, match="not of the authority"):
        check_stamp(token, certificates_in(other.root))


def test_a_certificate_for_something_else_makes_no_stamp(tmp_path: Path, token: bytes) -> None:
    """openssl itself refuses to stamp with such a one, so the control is a token whose certificate is one."""
    from cryptography import x509

    from se_desk.exchange.risk_records import stamp_check

    other = Authority(tmp_path / "other", "p256", purpose="serverAuth")
    (signer,) = certificates_in((other.folder / "tsa.pem").read_bytes())
    assert isinstance(signer, x509.Certificate)
    with pytest.raises(BadStamp, match="not one for time stamps alone"):
        stamp_check._check_purpose(signer, read_stamp(text_of(token)).at)
    (bare,) = certificates_in(other.root)
    with pytest.raises(BadStamp, match="not one for time stamps\\."):
        stamp_check._check_purpose(bare, read_stamp(text_of(token)).at)


def test_a_certificate_that_was_not_valid_then(token: bytes, authority: Authority) -> None:
    from datetime import timedelta

    from se_desk.exchange.risk_records import stamp_check

    (signer,) = certificates_in((authority.folder / "tsa.pem").read_bytes())
    early = signer.not_valid_before_utc - timedelta(seconds=1)
    with pytest.raises(BadStamp, match="not valid at the moment"):
        stamp_check._check_purpose(signer, early)
    assert not stamp_check._leads(signer, (signer,), (), early, 3)
    assert stamp_check._leads(signer, (signer,), (), early + timedelta(days=1), 3)
    assert not stamp_check._leads(signer, (signer,), (), early + timedelta(days=1), 0)


def changed(token: bytes, at: int, bit: int = 0) -> bytes:
    data = bytearray(token)
    data[at] ^= 1 << bit
    return bytes(data)


def test_no_changed_bit_says_something_else(token: bytes) -> None:
    """Some bytes are signed by nobody, such as further certificates; what a token says never differs."""
    said, draw = check_stamp(token), random.Random(5)
    refused = 0
    for at in range(len(token)):
        try:
            assert check_stamp(changed(token, at, draw.randrange(8))) == said
        except BadStamp:
            refused += 1
    assert refused > 1_000


def test_no_changed_bit_is_of_this_authority(token: bytes, root: tuple[Certificate, ...]) -> None:
    for at in range(0, len(token), 7):
        try:
            assert check_stamp(changed(token, at), root) == check_stamp(token)
        except BadStamp:
            continue


def taken(token: bytes) -> list[bytes]:
    """Version, hashes, content, certificates, signers of a token's signed data."""
    _kind, holder = der.read(token).parts()
    return [part.whole for part in holder.parts()[0].parts()]


def put_together(parts: list[bytes], kind: str = "1.2.840.113549.1.7.2") -> bytes:
    signed = der.made(der.SEQUENCE, *parts)
    return der.made(der.SEQUENCE, der.made_oid(kind), der.made(der.INNER, signed))


def test_a_token_put_together_wrongly(token: bytes) -> None:
    version, hashes, content, certificates, signers = taken(token)
    assert put_together([version, hashes, content, certificates, signers]) == token
    signer = der.read(signers).parts()[0].whole
    two = der.made(der.SET, signer, signer)
    plain = der.made(der.SEQUENCE, der.made_oid("1.2.840.113549.1.7.1"), der.made(der.INNER, b"\x04\x00"))
    with pytest.raises(BadStamp, match="no signed data"):
        check_stamp(put_together(taken(token), kind="1.2.840.113549.1.7.1"))
    with pytest.raises(BadStamp, match="2 signers"):
        check_stamp(put_together([version, hashes, content, certificates, two]))
    with pytest.raises(BadStamp, match="no time stamp"):
        check_stamp(put_together([version, hashes, plain, certificates, signers]))
    with pytest.raises(UnknownStamp, match="does not hold the certificate"):
        check_stamp(put_together([version, hashes, content, signers]))


def with_info(token: bytes, *parts: bytes) -> bytes:
    version, hashes, _content, certificates, signers = taken(token)
    info = der.made(der.OCTETS, der.made(der.SEQUENCE, *parts))
    content = der.made(der.SEQUENCE, der.made_oid("1.2.840.113549.1.9.16.1.4"), der.made(der.INNER, info))
    return put_together([version, hashes, content, certificates, signers])


def test_what_is_said_and_was_not_signed(token: bytes) -> None:
    parts = [part.whole for part in der.read(stamps.take_apart(token).info).parts()]
    with pytest.raises(UnknownStamp, match="later version"):
        check_stamp(with_info(token, der.made_number(2), *parts[1:]))
    short = der.made(
        der.SEQUENCE, der.made(der.SEQUENCE, der.made_oid(stamps.SHA256)), der.made(der.OCTETS, b"x")
    )
    with pytest.raises(BadStamp, match="no SHA-256 hash"):
        check_stamp(with_info(token, *parts[:2], short, *parts[3:]))
    later = der.made(der.MOMENT, b"20991231235959Z")
    with pytest.raises(BadStamp, match="not what the token says"):
        check_stamp(with_info(token, *parts[:4], later, *parts[5:]))
    for wrong in (b"20991231235959", b"20991331235959Z"):
        with pytest.raises(BadStamp):
            check_stamp(with_info(token, *parts[:4], der.made(der.MOMENT, wrong), *parts[5:]))
    without = [part for part in parts if part[0] != der.INTEGER or part in parts[:4]]
    assert stamps.take_apart(with_info(token, *without)).stamp.nonce is None


def with_signer(token: bytes, place: int, part: bytes) -> bytes:
    version, hashes, content, certificates, signers = taken(token)
    parts = [one.whole for one in der.read(signers).parts()[0].parts()]
    parts[place] = part
    return put_together(
        [version, hashes, content, certificates, der.made(der.SET, der.made(der.SEQUENCE, *parts))]
    )


def algorithm(dotted: str) -> bytes:
    return der.made(der.SEQUENCE, der.made_oid(dotted), der.made(der.NULL))


def test_a_signer_that_cannot_be_checked_or_signed_less(token: bytes) -> None:
    with pytest.raises(UnknownStamp, match="hash that cannot be checked"):
        check_stamp(with_signer(token, 2, algorithm("1.3.14.3.2.26")))
    with pytest.raises(UnknownStamp, match="signature that cannot be checked"):
        check_stamp(with_signer(token, 4, algorithm("1.2.840.113549.1.1.10")))
    with pytest.raises(BadStamp, match="signature of the time stamp does not fit"):
        check_stamp(with_signer(token, 5, der.made(der.OCTETS, bytes(256))))
    with pytest.raises(BadStamp, match="no attributes"):
        check_stamp(with_signer(token, 3, algorithm("1.3.14.3.2.26")))
    attributes = [part.whole for part in stamps.take_apart(token).signer.parts()[3].parts()]
    kinds = [der.read(part).parts()[0].oid() for part in attributes]
    for missing, said in (
        ("1.2.840.113549.1.9.3", "What was signed is no time stamp"),
        ("1.2.840.113549.1.9.4", "not what the token says"),
        ("1.2.840.113549.1.9.16.2.47", "does not name the certificate"),
    ):
        rest = [part for kind, part in zip(kinds, attributes, strict=True) if kind != missing]
        assert len(rest) < len(attributes)
        with pytest.raises(BadStamp, match=said):
            check_stamp(with_signer(token, 3, der.made(der.INNER, *rest)))
    with pytest.raises(BadStamp, match="stands twice"):
        check_stamp(with_signer(token, 3, der.made(der.INNER, *attributes, attributes[0])))


def test_a_signer_named_by_the_mark_of_its_key(token: bytes) -> None:
    fields = stamps._fields(stamps.take_apart(token).signer_certificate)
    mark = fields[-1].whole.split(bytes.fromhex("0603551d0e"))[1]
    named = der.made(0x80, mark[4:24])
    assert check_stamp(with_signer(token, 1, named)) == check_stamp(token)
    with pytest.raises(UnknownStamp):
        check_stamp(with_signer(token, 1, der.made(0x80, bytes(20))))
