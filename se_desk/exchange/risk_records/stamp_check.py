"""The check of one time stamp token: that what it says was signed, by whom, and for stamping alone.

Follows RFC 5652 (5.4, 5.6), RFC 5816 and RFC 3161 (2.3). A certificate must have been valid when it
signed, not today. Without certificates of the reader's own it is the token's certificate that is named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from se_desk.exchange.risk_records import der
from se_desk.exchange.risk_records.der import BadDer, Der
from se_desk.exchange.risk_records.stamps import (
    HASHES,
    BadStamp,
    Stamp,
    Token,
    UnknownStamp,
    subject_name,
    take_apart,
)

LONGEST_CHAIN = 8  # certificates from the signer to one that the reader holds
_CONTENT_TYPE, _DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
_CERTIFICATE, _CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"
_STAMP_INFO = der.made_oid("1.2.840.113549.1.9.16.1.4")
_BY_NAME = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
_SIGNATURES = {  # names of signatures that name their hash; others take that of the digest
    "1.2.840.113549.1.1.11": "sha256",
    "1.2.840.113549.1.1.12": "sha384",
    "1.2.840.113549.1.1.13": "sha512",
    "1.2.840.10045.4.3.2": "sha256",
    "1.2.840.10045.4.3.3": "sha384",
    "1.2.840.10045.4.3.4": "sha512",
}
_ODD_CERTIFICATES = (x509.InvalidVersion, x509.DuplicateExtension)
_BARE = ("1.2.840.113549.1.1.1", "1.2.840.10045.2.1", "1.3.101.112")  # RSA, a curve, Ed25519


def certificates_in(data: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates of a file, PEM or DER. Raises BadStamp where there is none."""
    try:
        if b"-----BEGIN" in data:
            return tuple(x509.load_pem_x509_certificates(data))
        return (x509.load_der_x509_certificate(data),)
    except ValueError as error:
        raise BadStamp("The file holds no certificate.") from error


def certificate_names(certificates: Iterable[x509.Certificate]) -> tuple[str, ...]:
    """Each certificate's own name with its SHA-256, for a person to compare."""
    made = ((one, one.public_bytes(Encoding.DER)) for one in certificates)
    return tuple(
        f"{subject_name(data)}, SHA-256 {one.fingerprint(hashes.SHA256()).hex()}" for one, data in made
    )


def check_stamp(token: bytes, authority: Sequence[x509.Certificate] = ()) -> Stamp:
    """What a token says, once all of it was checked.

    ``authority`` are certificates that the reader trusts: the token must lead to one of them. Raises
    BadStamp for a token that does not hold, UnknownStamp for one that cannot be checked here.
    """
    parts = take_apart(token)
    try:
        signer = x509.load_der_x509_certificate(parts.signer_certificate)
        _check_signature(parts, signer)
        _check_purpose(signer, parts.stamp.at)
        if authority:
            _check_authority(parts, signer, authority)
    except BadStamp:
        raise
    except (UnsupportedAlgorithm, x509.UnsupportedGeneralNameType) as error:
        raise UnknownStamp(f"The signature is of a kind that cannot be checked here. {error}") from error
    except (BadDer, ValueError, IndexError, TypeError, *_ODD_CERTIFICATES) as error:
        raise BadStamp(f"The token is not of the form of RFC 3161. {error}") from error
    return parts.stamp


def _check_signature(parts: Token, signer: x509.Certificate) -> None:
    _version, _named, hashed, attributes, how, signature, *_rest = parts.signer.parts()
    if attributes.tag != der.INNER:
        raise BadStamp("The signer signed no attributes.")
    digest = HASHES.get(hashed.parts()[0].oid())
    if digest is None:
        raise UnknownStamp("The token uses a hash that cannot be checked here.")
    _check_attributes(parts, attributes, digest)
    name = how.parts()[0].oid()
    if name not in _SIGNATURES and name not in _BARE:
        raise UnknownStamp("The token uses a signature that cannot be checked here.")
    signed = der.made(der.SET, attributes.body)
    algorithm = _BY_NAME[_SIGNATURES.get(name, digest)]
    try:
        _verify(signer.public_key(), signature.expect(der.OCTETS).body, signed, algorithm)
    except InvalidSignature:
        raise BadStamp("The signature of the time stamp does not fit.") from None


def _verify(key: object, signature: bytes, signed: bytes, algorithm: hashes.HashAlgorithm) -> None:
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, signed, padding.PKCS1v15(), algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(algorithm))
    elif isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(signature, signed)
    else:
        raise UnknownStamp("The authority's key is of a kind that cannot be checked here.")


def _check_attributes(parts: Token, attributes: Der, digest: str) -> None:
    """What was signed is this time stamp, and it was signed with this certificate."""
    found: dict[str, Der] = {}
    for attribute in attributes.parts():
        kind, values = attribute.parts()
        if kind.oid() in found:
            raise BadStamp("An attribute of the signature stands twice.")
        found[kind.oid()] = values.expect(der.SET).parts()[0]
    if _CONTENT_TYPE not in found or found[_CONTENT_TYPE].whole != _STAMP_INFO:
        raise BadStamp("What was signed is no time stamp.")
    made = hashlib.new(digest, parts.info).digest()
    if _DIGEST not in found or found[_DIGEST].expect(der.OCTETS).body != made:
        raise BadStamp("What was signed is not what the token says.")
    if not any(
        _names(found[kind], parts.signer_certificate)
        for kind in (_CERTIFICATE, _CERTIFICATE_V2)
        if kind in found
    ):
        raise BadStamp("The signature does not name the certificate it was made with.")


def _names(value: Der, certificate: bytes) -> bool:
    """Whether SigningCertificate, of either version, means this certificate."""
    first = value.parts()[0].parts()[0].parts()
    algorithm = HASHES.get(first[0].parts()[0].oid(), "") if first[0].tag == der.SEQUENCE else ""
    digest = next((part.body for part in first if part.tag == der.OCTETS), b"")
    name = algorithm or {20: "sha1", 32: "sha256"}.get(len(digest), "")
    return bool(name) and hashlib.new(name, certificate, usedforsecurity=False).digest() == digest


def _check_purpose(signer: x509.Certificate, at: datetime) -> None:
    """The certificate is for time stamping, for nothing else, and was valid then."""
    try:
        usage = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        raise BadStamp("The certificate is not one for time stamps.") from None
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise BadStamp("The certificate is not one for time stamps alone.")
    if not _valid(signer, at):
        raise BadStamp("The certificate was not valid at the moment of the time stamp.")


def _check_authority(parts: Token, signer: x509.Certificate, authority: Sequence[x509.Certificate]) -> None:
    known = [x509.load_der_x509_certificate(one) for one in parts.certificates]
    if not _leads(signer, tuple(authority), (*authority, *known), parts.stamp.at, LONGEST_CHAIN):
        raise BadStamp("The time stamp is not of the authority whose certificate was given.")


def _leads(
    one: x509.Certificate,
    trusted: tuple[x509.Certificate, ...],
    known: Iterable[x509.Certificate],
    at: datetime,
    left: int,
) -> bool:
    """Whether a certificate is trusted, or was issued by one that is, over not too many others."""
    if not left or not _valid(one, at):
        return False
    if one in trusted:
        return True
    known = tuple(known)
    return any(_issued(one, by) and _leads(by, trusted, known, at, left - 1) for by in known if by != one)


def _issued(one: x509.Certificate, by: x509.Certificate) -> bool:
    if one.issuer != by.subject:
        return False
    try:
        basic = by.extensions.get_extension_for_class(x509.BasicConstraints)
        one.verify_directly_issued_by(by)
    except (InvalidSignature, ValueError, TypeError, x509.ExtensionNotFound, UnsupportedAlgorithm):
        return False
    return basic.value.ca


def _valid(one: x509.Certificate, at: datetime) -> bool:
    return one.not_valid_before_utc <= at <= one.not_valid_after_utc
