"""Time stamps on a real desk by a real authority on loopback: asked for, kept, and leaving in a record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadFile, BadInput, DeskError, NotAllowed, NotFound
from se_desk.domain.risks import Category, RiskFlag, Severity
from se_desk.exchange.risk_records import verify
from se_desk.exchange.risk_records.stamps import request
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.records import Choice
from se_desk.services.stamps import Stamps
from se_desk.services.time_authority import AuthorityAway
from tests.time_authority import Authority, Counter, by_openssl, served

pytestmark = by_openssl


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def counter(authority: Authority) -> Counter:
    return Counter(authority)


@pytest.fixture
def url(counter: Counter) -> Iterator[str]:
    with served(counter) as found:
        yield found


@pytest.fixture
def flag(desk: Desk, deal: Deal) -> RiskFlag:
    return desk.risks.flag(
        deal.id, Severity.HIGH, Category.DATA, "No test data by Friday", "Their mail of 2 March"
    )


@pytest.fixture
def on(desk: Desk, url: str, authority: Authority) -> Desk:
    desk.stamps.set_authority(url)
    desk.stamps.set_certificates(authority.root)
    return desk


def test_it_is_off_until_an_authority_is_named(desk: Desk, flag: RiskFlag) -> None:
    assert not desk.stamps.on and not desk.stamps.due()
    assert desk.profile.get().stamp_url == ""
    for verb in (lambda: desk.stamps.stamp(flag.deal_id), lambda: desk.stamps.set_daily(True)):
        with pytest.raises(NotAllowed, match="No time stamp authority"):
            verb()


def test_a_chain_is_stamped(on: Desk, flag: RiskFlag, counter: Counter, authority: Authority) -> None:
    assert on.stamps.open_deals() == (flag.deal_id,) and on.stamps.newest(flag.deal_id) is None
    entry = on.stamps.stamp(flag.deal_id)
    assert (entry.seq, entry.flag, entry.kind) == (2, 0, "anchor")
    assert set(entry.fields) == {"anchor", "token", "note"}
    newest = on.stamps.newest(flag.deal_id)
    assert newest is not None and (newest.over, newest.seq) == (1, 2)
    assert newest.stamp.imprint == flag.entries[0].hash
    assert on.stamps.open_deals() == ()
    assert on.risks.check().intact
    assert [one.seq for one in on.risks.get(flag.id).entries] == [1]  # it belongs to no flag
    with pytest.raises(BadInput, match="stamped already"):
        on.stamps.stamp(flag.deal_id)
    assert len(counter.heads) == 1


def test_only_a_hash_goes_out(on: Desk, flag: RiskFlag, authority: Authority) -> None:
    on.stamps.stamp(flag.deal_id)
    query = authority.queries[-1]
    assert bytes.fromhex(flag.entries[0].hash) in query
    assert len(query) <= len(request("00" * 32, 2**63 - 1))


def test_the_record_carries_it(on: Desk, flag: RiskFlag, authority: Authority) -> None:
    on.stamps.stamp(flag.deal_id)
    data = on.records.preview(Choice(flag.deal_id)).data
    verdict = verify(data, authority=authority.root)
    assert verdict.code == 0 and "entry 1 and all before it were there on" in verdict.stamps[0]


def test_what_comes_later_is_open_again(on: Desk, flag: RiskFlag) -> None:
    on.stamps.stamp(flag.deal_id)
    on.risks.remark(flag.id, "They sent half of it.")
    assert on.stamps.open_deals() == (flag.deal_id,)
    entry = on.stamps.stamp(flag.deal_id)
    newest = on.stamps.newest(flag.deal_id)
    assert newest is not None and (newest.over, newest.seq, entry.seq) == (3, 4, 4)


def test_an_entry_made_while_the_authority_answers(on: Desk, flag: RiskFlag, authority: Authority) -> None:
    def meanwhile(_url: str, query: bytes) -> bytes:
        on.risks.remark(flag.id, "Written while the question was under way.")
        return authority.answer(query)

    entry = Stamps(on, meanwhile).stamp(flag.deal_id)
    newest = on.stamps.newest(flag.deal_id)
    assert newest is not None and (newest.over, newest.seq, entry.seq) == (1, 3, 3)
    assert on.risks.check().intact
    assert verify(on.records.preview(Choice(flag.deal_id)).data).code == 0
    assert on.stamps.open_deals() == (flag.deal_id,)  # entry 2 is behind what was stamped


def test_the_clocks_are_compared(on: Desk, flag: RiskFlag, clock: MovableClock) -> None:
    behind = on.stamps.stamp(flag.deal_id)
    assert "clock was" in behind.fields["note"] and "behind the authority’s." in behind.fields["note"]
    clock.at = datetime.now(UTC) + timedelta(minutes=1)
    on.risks.remark(flag.id, "Later.")
    assert "note" not in on.stamps.stamp(flag.deal_id).fields
    clock.at = datetime.now(UTC) + timedelta(days=1)
    on.risks.remark(flag.id, "Later still.")
    assert "minutes ahead of the authority’s." in on.stamps.stamp(flag.deal_id).fields["note"]


def test_answers_that_are_not_kept(on: Desk, flag: RiskFlag, authority: Authority, counter: Counter) -> None:
    old = authority.answer(request(flag.entries[0].hash, 12))
    other = authority.answer(request("ab" * 32, 12))
    for body, said in (
        (old, "another question"),
        (other, "another question"),
        (b"\x30\x00", "no time stamp"),
    ):
        counter.body = body
        with pytest.raises(AuthorityAway, match=said):
            on.stamps.stamp(flag.deal_id)
    counter.body, counter.status = b"", 500
    with pytest.raises(DeskError, match="status 500"):
        on.stamps.stamp_all()
    assert on.risks.count_entries() == 1


def test_another_authority_is_not_believed(
    on: Desk, flag: RiskFlag, tmp_path_factory: pytest.TempPathFactory
) -> None:
    on.stamps.set_certificates(Authority(tmp_path_factory.mktemp("other"), "p256").root)
    with pytest.raises(AuthorityAway, match="not of the authority"):
        on.stamps.stamp(flag.deal_id)
    on.stamps.set_certificates(b"")  # without one of one's own, the token's is named and nothing is compared
    assert on.stamps.stamp(flag.deal_id).seq == 2


def test_a_file_that_is_no_certificate(on: Desk, url: str) -> None:
    kept = on.profile.get().stamp_certificates
    with pytest.raises(BadFile):
        on.stamps.set_certificates(b"not one")
    with pytest.raises(BadInput):
        on.stamps.set_authority("mailto:me")
    assert on.profile.get().stamp_certificates == kept and on.profile.get().stamp_url == url


def test_nothing_to_stamp(on: Desk, deal: Deal) -> None:
    with pytest.raises(NotFound):
        on.stamps.stamp(deal.id)
    assert on.stamps.newest(deal.id) is None and on.stamps.stamp_all() == ()


def test_every_chain_at_once(on: Desk, flag: RiskFlag) -> None:
    second = on.deals.open("Cold chain", "Brask Foods")
    on.risks.flag(second.id, Severity.LOW, Category.OTHER, "Nobody has the old wiring plan")
    heard: list[float] = []
    made = on.stamps.stamp_all(lambda part, _words: heard.append(part))
    assert {entry.deal_id for entry in made} == {flag.deal_id, second.id}
    assert heard == [0.0, 0.5] and on.stamps.open_deals() == ()


def test_the_schedule(on: Desk, flag: RiskFlag, clock: MovableClock) -> None:
    clock.at = datetime.now(UTC)
    assert not on.stamps.due()  # the SE has not asked for one
    on.stamps.set_daily(True)
    assert on.stamps.due()
    on.stamps.stamp_all()
    assert not on.stamps.due()
    on.risks.remark(flag.id, "The same day.")
    assert not on.stamps.due()
    clock.move(timedelta(days=1))
    assert on.stamps.due()
    on.stamps.set_authority("")
    assert not on.stamps.due() and not on.profile.get().stamp_daily


def test_an_anchor_of_another_kind_is_no_stamp(on: Desk, flag: RiskFlag) -> None:
    on.risks.anchor(flag.deal_id, {"anchor": "restored", "note": "As the tests have it"})
    on.risks.anchor(flag.deal_id, {"anchor": "rfc3161", "token": "junk"})
    assert on.stamps.newest(flag.deal_id) is None
    assert on.stamps.open_deals() == (flag.deal_id,)


def test_a_stamp_over_an_entry_of_nobody_is_no_stamp_of_this_chain(
    on: Desk, flag: RiskFlag, authority: Authority
) -> None:
    from se_desk.exchange.risk_records.stamps import text_of, token_in

    token = token_in(authority.answer(request("ab" * 32, 1)))
    on.risks.anchor(flag.deal_id, {"anchor": "rfc3161", "token": text_of(token)})
    assert on.stamps.newest(flag.deal_id) is None
