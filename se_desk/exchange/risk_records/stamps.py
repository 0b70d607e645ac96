"""RFC 3161 time stamps: what is asked of an authority, and a check of what it answered, offline.

What is stamped is the hash of an entry, so that ``openssl ts -verify`` can check the token against the
bytes of that entry's core. A token is kept as base64 of its DER. Whoever signed is named by the
certificate inside the token; whether that one is trusted is for the reader, who may bring certificates
of the authority along.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from se_desk.exchange.risk_records import der
from se_desk.exchange.risk_records.der import BadDer, Der

MAX_TOKEN = 256 * 1024  # bytes; a usual one has two to eight thousand
SHA256 = "2.16.840.1.101.3.4.2.1"
HASHES = {SHA256: "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}
_SIGNED_DATA, _STAMP_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
_COMMON_NAME = "2.5.4.3"
_MOMENT = re.compile(r"([0-9]{14})(\.[0-9]+)?Z")
_LETTERS = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1E: "utf-16-be"}
_REFUSALS = {2: "It refused.", 3: "It wants to be asked again later.", 4: "It is about to be shut down."}


class BadStamp(ValueError):
    """A time stamp that does not hold; one sentence."""


class UnknownStamp(BadStamp):
    """A time stamp of a make that this program cannot check; one sentence."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a token says: this authority saw this hash at this moment (UTC).

    ``certificate`` is the SHA-256 of the certificate that signed it, ``authority`` that one's own name for
    itself; both 64 and any number of characters. ``imprint`` is the hash, 64 lower-case hex digits.
    """

    at: datetime
    imprint: str
    authority: str
    certificate: str
    nonce: int | None = None

    def say_moment(self) -> str:
        """``2026-03-01 09:30:12``, UTC."""
        return f"{self.at:%Y-%m-%d %H:%M:%S}"


@dataclass(frozen=True, slots=True)
class Token:
    """A token taken apart, nothing of it checked: ``info`` is what was signed, ``signer`` by whom and how."""

    stamp: Stamp
    info: bytes
    signer: Der
    signer_certificate: bytes
    certificates: tuple[bytes, ...]


def request(imprint: str, nonce: int) -> bytes:
    """A TimeStampReq for a hash (64 hex) that asks for the certificate; the answer repeats the ``nonce``."""
    algorithm = der.made(der.SEQUENCE, der.made_oid(SHA256), der.made(der.NULL))
    stamped = der.made(der.SEQUENCE, algorithm, der.made(der.OCTETS, bytes.fromhex(imprint)))
    wanted = der.made(der.BOOLEAN, b"\xff")
    return der.made(der.SEQUENCE, der.made_number(1), stamped, der.made_number(nonce), wanted)


def token_in(answer: bytes) -> bytes:
    """The token in a TimeStampResp. Raises BadStamp, with the authority's own words where it refused."""
    try:
        status, *rest = der.read(answer).expect(der.SEQUENCE).parts()
        first, *more = status.expect(der.SEQUENCE).parts()
        code = first.whole_number()
    except (BadDer, ValueError) as error:
        raise BadStamp(f"The answer is no time stamp. {error}") from error
    if code not in (0, 1) or len(rest) != 1:
        said = " ".join(_words(part) for part in more[:1] if part.tag == der.SEQUENCE).strip()
        reason = f"It says: {said:.200}" if said else _REFUSALS.get(code, "")
        raise BadStamp(f"The authority gave no time stamp. {reason}".strip())
    return rest[0].whole


def text_of(token: bytes) -> str:
    """A token as the log keeps it."""
    return base64.b64encode(token).decode()


def bytes_of(text: str) -> bytes:
    """A token out of the log. Raises BadStamp."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadStamp("The token is not written in base64.") from error
    if len(data) > MAX_TOKEN:
        raise BadStamp("The token is larger than any time stamp is.")
    return data


def read_stamp(text: str) -> Stamp:
    """What a kept token says, unchecked. Raises BadStamp."""
    return take_apart(bytes_of(text)).stamp


def take_apart(token: bytes) -> Token:
    """The parts of a token (RFC 3161, 2.4.2; RFC 5652, 5). Raises BadStamp, UnknownStamp."""
    try:
        return _taken_apart(der.read(token))
    except BadStamp:
        raise
    except (BadDer, ValueError, IndexError) as error:
        raise BadStamp(f"The token is not of the form of RFC 3161. {error}") from error


def _taken_apart(whole: Der) -> Token:
    kind, holder = whole.expect(der.SEQUENCE).parts()
    if kind.oid() != _SIGNED_DATA:
        raise BadStamp("The token holds no signed data.")
    (signed,) = holder.expect(der.INNER).parts()
    version, used, content, *rest = signed.expect(der.SEQUENCE).parts()
    version.whole_number(), used.expect(der.SET)
    what, inside = content.expect(der.SEQUENCE).parts()
    if what.oid() != _STAMP_INFO:
        raise BadStamp("What is signed is no time stamp.")
    info = inside.expect(der.INNER).parts()[0].expect(der.OCTETS).body
    certificates = tuple(one.whole for part in rest if part.tag == der.INNER for one in part.parts())
    signers = rest[-1].expect(der.SET).parts()
    if len(signers) != 1 or signers[0].tag != der.SEQUENCE:
        raise BadStamp(f"The token has {len(signers)} signers, and must have one.")
    certificate = _certificate_of(signers[0].parts()[1], certificates)
    return Token(_stamp(info, certificate), info, signers[0], certificate, certificates)


def _certificate_of(named: Der, certificates: Iterable[bytes]) -> bytes:
    """The certificate that a signer names by issuer and number, or by the mark of its key."""
    for one in certificates:
        fields = _fields(one)
        number, issuer = fields[0], fields[2]
        if named.tag == der.SEQUENCE and named.body == issuer.whole + number.whole:
            return one
        if named.tag == 0x80 and der.made(der.OCTETS, named.body) in fields[-1].whole:
            return one
    raise UnknownStamp("The token does not hold the certificate of its signer.")


def _fields(certificate: bytes) -> tuple[Der, ...]:
    """The signed fields of a certificate from its number on (RFC 5280, 4.1)."""
    fields = der.read(certificate).expect(der.SEQUENCE).parts()[0].parts()
    return fields[1:] if fields[0].tag == der.INNER else fields


def _stamp(info: bytes, certificate: bytes) -> Stamp:
    version, _policy, imprint, _serial, moment, *rest = der.read(info).expect(der.SEQUENCE).parts()
    if version.whole_number() != 1:
        raise UnknownStamp("The time stamp is of a later version.")
    algorithm, digest = imprint.parts()
    if algorithm.parts()[0].oid() != SHA256 or len(digest.expect(der.OCTETS).body) != 32:
        raise BadStamp("What is stamped is no SHA-256 hash.")
    nonces = [part.whole_number() for part in rest if part.tag == der.INTEGER]
    return Stamp(
        at=_moment(moment),
        imprint=digest.body.hex(),
        authority=subject_name(certificate),
        certificate=hashlib.sha256(certificate).hexdigest(),
        nonce=nonces[0] if nonces else None,
    )


def subject_name(certificate: bytes) -> str:
    """What a certificate (DER) calls its owner, on one line. Raises BadDer."""
    return _name(_fields(certificate)[4])


def _moment(value: Der) -> datetime:
    found = _MOMENT.fullmatch(value.expect(der.MOMENT).body.decode("ascii"))
    if found is None:
        raise BadStamp("The moment is not written in UTC.")
    return datetime.strptime(found.group(1), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _name(subject: Der) -> str:
    """The common name of a certificate, on one line."""
    for group in subject.parts():
        for pair in group.parts():
            kind, value = pair.parts()
            if kind.oid() == _COMMON_NAME and value.tag in _LETTERS:
                words = value.body.decode(_LETTERS[value.tag], "replace")
                return " ".join(words.replace("\0", " ").split())[:200] or "an authority without a name"
    return "an authority without a name"


def _words(texts: Der) -> str:
    """The texts of a status, on one line."""
    said: Sequence[str] = [part.body.decode("utf-8", "replace") for part in texts.parts()]
    return " ".join("".join(c if c.isprintable() else " " for c in " ".join(said)).split())
