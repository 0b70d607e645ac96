"""Keys of records: UUIDv7, so that they sort by the time they were made (RFC 9562, section 5.7)."""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime, timedelta

KEY_LENGTH = 36
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_id(at: datetime, noise: int | None = None) -> str:
    """A UUIDv7 as text for the moment ``at``; ``noise`` (74 bits) is random unless a test gives it."""
    if noise is None:
        noise = secrets.randbits(74)
    millis = (at - _EPOCH) // timedelta(milliseconds=1) & ((1 << 48) - 1)
    high = noise >> 62 & 0xFFF
    low = noise & ((1 << 62) - 1)
    return str(uuid.UUID(int=millis << 80 | 7 << 76 | high << 64 | 0b10 << 62 | low))


def next_id(at: datetime, last: str, noise: int | None = None) -> str:
    """A new key that sorts behind ``last`` where both are of one millisecond (RFC 9562, section 6.2)."""
    made = new_id(at, noise)
    if last[:13] != made[:13] or made > last:
        return made
    return str(uuid.UUID(int=uuid.UUID(last).int + 1))


def short(key: str) -> str:
    """The last twelve characters of a key: enough to name it in a list."""
    return key[-12:]


def made_at(key: str) -> datetime | None:
    """The moment a key of ours was made, UTC; None for a key of another kind."""
    try:
        known = uuid.UUID(key)
    except ValueError:
        return None
    return None if known.version != 7 else _EPOCH + timedelta(milliseconds=known.int >> 80)
