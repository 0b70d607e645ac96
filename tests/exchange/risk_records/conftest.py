"""A chain of our own beside the published vectors."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.x509 import Certificate

from se_desk.domain.chain import ACK, ANCHOR, CORRECT, FLAG, NOTE, OUTCOME, SENT, Sealed
from se_desk.exchange.risk_records import Record, build_record, read_record
from se_desk.exchange.risk_records.stamp_check import certificates_in
from tests.exchange.risk_records.risk_chains import HOSTILE, VECTORS, sealed_chain
from tests.exchange.risk_records.stamped import IMPRINT, token_over
from tests.time_authority import Authority


@pytest.fixture
def chain() -> list[Sealed]:
    """Two flags, a correction, an anchor."""
    raised = {"severity": "high", "category": "security", "statement": "Audit logs stay 30 days"}
    rests_on = "• Document: Their policy, page 4\n• Own words: Read to me:\n  90 days"
    return sealed_chain(
        (FLAG, 0, {**raised, "evidence": rests_on, "occurred": "2026-05-03"}),
        (SENT, 1, {"to": "Noor Haddad", "channel": "direct_message", "message": "I want to flag that ..."}),
        (FLAG, 0, {"severity": "low", "category": "other", "statement": HOSTILE}),
        (ACK, 1, {"from": "Noor Haddad", "response": "I ask for 30", "reference": "https://chat.example/1"}),
        (CORRECT, 1, {"corrects": "1", "statement": "Audit logs stay 31 days"}),
        (NOTE, 3, {"note": "# 1. *not* a [list](javascript:alert(1)) | `x` ~~y~~ <b>"}),
        (ANCHOR, 0, {"anchor": "restored", "note": "Entry 8 of the old desk is lost"}),
        (OUTCOME, 1, {"outcome": "agreed", "note": "31 days are enough"}),
    )


@pytest.fixture
def seed() -> bytes:
    """A signing seed of the tests only."""
    return bytes(range(32))


@pytest.fixture
def exported_at() -> datetime:
    """When the tests export."""
    return datetime(2026, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)


@pytest.fixture
def about() -> dict[str, str]:
    """What a record says of its deal."""
    return {"title": "Cold store <1>", "account": "Fjord Fish & Co", "gap_days": "1", "author": "Lin Aalto"}


@pytest.fixture
def vector() -> Callable[[str], bytes]:
    """The bytes of a published vector."""
    return lambda name: (VECTORS / name).read_bytes()


@pytest.fixture
def expected() -> dict[str, Any]:
    """What the published vectors must give."""
    found: dict[str, Any] = json.loads((VECTORS / "expected.json").read_text("utf-8"))
    return found


@pytest.fixture
def record(chain: list[Sealed], seed: bytes, exported_at: datetime, about: dict[str, str]) -> Record:
    """The chain as a record, nothing hidden."""
    return read_record(build_record(chain, seed, exported_at, about))


@pytest.fixture
def published(vector: Callable[[str], bytes]) -> Callable[[str], Record]:
    """A published vector as a record."""
    return lambda name: read_record(vector(name))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """One that makes time stamps with RSA keys."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def token(authority: Authority) -> bytes:
    """Its token over IMPRINT."""
    return token_over(authority, IMPRINT, nonce=2**63 - 5)


@pytest.fixture(scope="module")
def root(authority: Authority) -> tuple[Certificate, ...]:
    """Its own certificate."""
    return certificates_in(authority.root)
