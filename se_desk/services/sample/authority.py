"""The sample's own time stamp authority: a key made on the spot, named as what it is, and thrown away.

The sample shows what a stamped chain looks like without asking anybody. Its stamps hold to the last byte, as
those of a real authority do, and vouch for nothing: the name in them says so, and nobody trusts its key.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from se_desk.exchange.risk_records import der
from se_desk.exchange.risk_records.der import INNER, MOMENT, NULL, OCTETS, SEQUENCE, SET, made, made_number
from se_desk.services.sample.script import Script, Source
from se_desk.services.stamps import Stamps

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

NAME = "Sample authority of SE Desk, vouches for nothing"
ADDRESS = "https://stamps.example/"  # where nobody is
_SIGNED_DATA, _STAMP_INFO = der.made_oid("1.2.840.113549.1.7.2"), der.made_oid("1.2.840.113549.1.9.16.1.4")
_POLICY, _SIGNATURE = der.made_oid("1.3.6.1.4.1.99999.1"), der.made_oid("1.2.840.10045.4.3.2")
_CONTENT_TYPE, _DIGEST = der.made_oid("1.2.840.113549.1.9.3"), der.made_oid("1.2.840.113549.1.9.4")
_CERTIFICATE = der.made_oid("1.2.840.113549.1.9.16.2.47")
_SHA256 = made(SEQUENCE, der.made_oid("2.16.840.1.101.3.4.2.1"), made(NULL))


def write_stamp(script: Script, key: str, item: Source) -> None:
    """The chain of a deal is stamped; afterwards no authority is named, as on any new desk."""

    def stamp() -> None:
        desk = script.desk
        asked = Stamps(desk, lambda _address, question: SampleAuthority(desk.now()).answer(question))
        asked.set_authority(ADDRESS)
        asked.stamp(script.ids["deal", key])
        asked.set_authority("")

    script.at(script.days.moment(item["when"]), stamp)


class SampleAuthority:
    """Answers questions of RFC 3161 at the moment ``at``."""

    def __init__(self, at: datetime) -> None:
        from cryptography.hazmat.primitives.asymmetric import ec

        self._at = at.astimezone(UTC)
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = _certificate(self._key, self._at)

    def answer(self, question: bytes) -> bytes:
        """A TimeStampResp that grants what a TimeStampReq asks for. Raises BadDer for anything else."""
        _version, imprint, nonce, *_rest = der.read(question).expect(SEQUENCE).parts()
        moment = made(MOMENT, f"{self._at:%Y%m%d%H%M%S}Z".encode())
        info = made(SEQUENCE, made_number(1), _POLICY, imprint.whole, made_number(1), moment, nonce.whole)
        granted = made(SEQUENCE, made_number(0))
        return made(SEQUENCE, granted, made(SEQUENCE, _SIGNED_DATA, made(INNER, self._signed(info))))

    def _signed(self, info: bytes) -> bytes:
        from cryptography.hazmat.primitives.serialization import Encoding

        certificate = self.certificate.public_bytes(Encoding.DER)
        content = made(SEQUENCE, _STAMP_INFO, made(INNER, made(OCTETS, info)))
        return made(
            SEQUENCE,
            made_number(3),
            made(SET, _SHA256),
            content,
            made(INNER, certificate),
            made(SET, self._signer(info, certificate)),
        )

    def _signer(self, info: bytes, certificate: bytes) -> bytes:
        """SignerInfo (RFC 5652, 5.3): what was signed are its attributes, in the order DER wants."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        named = made(SEQUENCE, made(SEQUENCE, made(SEQUENCE, made(OCTETS, _hash(certificate)))))
        attributes = b"".join(
            sorted(
                made(SEQUENCE, kind, made(SET, value))
                for kind, value in (
                    (_CONTENT_TYPE, _STAMP_INFO),
                    (_DIGEST, made(OCTETS, _hash(info))),
                    (_CERTIFICATE, named),
                )
            )
        )
        signature = self._key.sign(made(SET, attributes), ec.ECDSA(hashes.SHA256()))
        who = made(
            SEQUENCE, self.certificate.issuer.public_bytes(), made_number(self.certificate.serial_number)
        )
        how = made(SEQUENCE, _SIGNATURE)
        return made(
            SEQUENCE, made_number(1), who, _SHA256, made(INNER, attributes), how, made(OCTETS, signature)
        )


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _certificate(key: EllipticCurvePrivateKey, at: datetime) -> Certificate:
    """Signed by itself, for time stamps alone, for two days around ``at``."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    return (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(purpose, critical=True)
        .sign(key, hashes.SHA256())
    )
