"""Ed25519 (RFC 8032): a signature shows that the same desk made two records, never when."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SEED_BYTES = 32


def public_key(seed: bytes) -> str:
    """The public key of a signing seed (32 bytes), 64 lower-case hex digits. Raises ValueError."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def sign(seed: bytes, message: bytes) -> str:
    """The signature over ``message``, 128 lower-case hex digits."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message).hex()


def fits(key: str, signature: str, message: bytes) -> bool:
    """Whether ``signature`` over ``message`` was made with the seed of ``key``; all but bytes in hex."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
