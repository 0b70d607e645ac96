"""The sample's own authority: its stamps hold, also for openssl, and say themselves what they are worth."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from se_desk.domain.deals import Deal
from se_desk.domain.risks import Category, Severity
from se_desk.exchange.risk_records import record_page
from se_desk.exchange.risk_records.der import BadDer
from se_desk.exchange.risk_records.stamp_check import check_stamp
from se_desk.exchange.risk_records.stamps import BadStamp, request, token_in
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.records import Choice
from se_desk.services.sample.authority import NAME, SampleAuthority, write_stamp
from se_desk.services.sample.days import SampleDays
from se_desk.services.sample.script import Script
from tests.services.conftest import NOW
from tests.time_authority import OPENSSL, by_openssl

AT = datetime(2026, 3, 1, 9, 30, 12, tzinfo=UTC)
DATA = b"the bytes of an entry"
IMPRINT = hashlib.sha256(DATA).hexdigest()


@pytest.mark.parametrize("nonce", [1, 127, 128, 2**62 + 5])
def test_its_stamps_hold(nonce: int) -> None:
    authority = SampleAuthority(AT)
    token = token_in(authority.answer(request(IMPRINT, nonce)))
    stamp = check_stamp(token, (authority.certificate,))
    assert (stamp.imprint, stamp.nonce, stamp.at, stamp.authority) == (IMPRINT, nonce, AT, NAME)
    with pytest.raises(BadStamp, match="not of the authority"):
        check_stamp(token, (SampleAuthority(AT).certificate,))
    other = token.replace(bytes.fromhex(IMPRINT), bytes(32))
    with pytest.raises(BadStamp):
        check_stamp(other)


def test_what_is_no_question_has_no_answer() -> None:
    with pytest.raises(BadDer):
        SampleAuthority(AT).answer(b"what time is it")


@by_openssl
def test_openssl_agrees(tmp_path: Path) -> None:
    authority = SampleAuthority(datetime.now(UTC))
    (tmp_path / "root").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "token").write_bytes(token_in(authority.answer(request(IMPRINT, 9))))

    def accepts(data: bytes) -> bool:
        (tmp_path / "data").write_bytes(data)
        words = ["ts", "-verify", "-token_in", "-in", "token", "-data", "data", "-CAfile", "root"]
        done = subprocess.run([str(OPENSSL), *words], cwd=tmp_path, capture_output=True, check=False)
        return done.returncode == 0

    assert accepts(DATA) and not accepts(DATA + b".")


def test_a_stamped_deal_of_the_sample(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    """The entry says whose stamp it is, and no authority is named afterwards."""
    desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "The date is early")
    script = Script(desk, SampleDays(NOW + timedelta(days=3), desk.zone))
    script.ids["deal", "one"] = deal.id
    write_stamp(script, "one", {"when": "-1 d 10:00"})
    script.play(clock)
    newest = desk.stamps.newest(deal.id)
    assert newest is not None and (newest.over, newest.seq) == (1, 2)
    assert newest.stamp.authority == NAME and newest.stamp.at == clock.at.replace(microsecond=0)
    assert not desk.stamps.on
    assert desk.risks.check(deal.id).intact
    page = record_page(desk.records.preview(Choice(deal.id)).record)
    assert NAME in str(page)
