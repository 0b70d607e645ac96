"""A chain with a time stamp by the tests' own authority."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256

from se_desk.domain.chain import ANCHOR, FLAG, NOTE, Sealed
from se_desk.exchange.risk_records import Record, build_record, read_record
from se_desk.exchange.risk_records.stamps import request, text_of, token_in
from tests.exchange.risk_records.risk_chains import sealed_chain
from tests.time_authority import Authority

DATA = b'{"v":1}'
IMPRINT = sha256(DATA).hexdigest()
SEED = bytes(range(32))
AT = datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)
_ENTRIES: tuple[tuple[str, int, dict[str, str]], ...] = (
    (FLAG, 0, {"severity": "high", "category": "security", "statement": "Audit logs stay 30 days"}),
    (NOTE, 1, {"note": "Their policy says 90"}),
)


def token_over(authority: Authority, imprint: str, nonce: int = 7) -> bytes:
    """The authority's token for a hash."""
    return token_in(authority.answer(request(imprint, nonce)))


def stamped_chain(token: bytes, after: int = 2) -> list[Sealed]:
    """The entries with the token behind number ``after``."""
    stamp = (ANCHOR, 0, {"anchor": "rfc3161", "token": text_of(token), "note": "As asked"})
    entries = [*_ENTRIES[:after], stamp, *_ENTRIES[after:]]
    return sealed_chain(*entries)


def plain_chain() -> list[Sealed]:
    """The same without it."""
    return sealed_chain(*_ENTRIES)


def bytes_of(chain: list[Sealed]) -> bytes:
    """As a record."""
    return build_record(chain, SEED, AT, {"title": "Cold store", "account": "Fjord Fish"})


def record_of(chain: list[Sealed]) -> Record:
    """As a record that was read."""
    return read_record(bytes_of(chain))


def core_bytes(record: bytes, seq: int) -> bytes:
    """The bytes that openssl can hash, taken out of the file by another JSON than ours."""
    core = json.loads(record)["entries"][seq - 1]["core"]
    return json.dumps(core, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
