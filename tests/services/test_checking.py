"""The whole desk once a day, and what is new of the risk log at each opening (RISK-RECORD)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from se_desk.domain import chain_check
from se_desk.domain.risks import Category, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening
from se_desk.storage import checks
from se_desk.storage.engine import connect
from tests.services.conftest import PHRASE, ZONE


@pytest.fixture
def desk(opening: Opening) -> Iterator[Desk]:
    made = opening.create("Marlene Okoro", ZONE, passphrase=PHRASE, use_keyring=False)
    deal = made.deals.open("Berth planning", "Halvorsen Quays")
    made.risks.flag(deal.id, Severity.LOW, Category.DATA, "One")
    yield made
    made.close()


def _remark(desk: Desk, words: str) -> None:
    desk.risks.remark(desk.risks.flags()[0].id, words)


def _tamper(opening: Opening, statement: str) -> None:
    raw = connect(opening.paths.desk, opening._key, guarded=False)
    for (name,) in raw.execute(
        "SELECT name FROM sqlite_schema WHERE name LIKE 'risk_%' AND type = 'trigger'"
    ):
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(statement)
    raw.close()


def test_at_opening_only_what_is_new_is_hashed(
    opening: Opening, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    real = chain_check.check_chain

    def counted(cores: object, *rest: object, **named: object) -> object:
        seen.append(len(cores))  # type: ignore[arg-type]
        return real(cores, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(checks, "check_chain", counted)
    assert opening.new_problems(desk) == ()
    assert seen == [1]  # there was no full check yet
    assert opening.problems(desk) == ()
    _remark(desk, "Two")
    _remark(desk, "Three")
    seen.clear()
    assert opening.new_problems(desk) == ()
    assert seen == [2]


@pytest.mark.parametrize("seq", [1, 3])
def test_a_change_to_a_new_entry_is_told_at_opening(opening: Opening, desk: Desk, seq: int) -> None:
    """The control is a change to an old one, which the full check of the day finds."""
    _remark(desk, "Two")
    assert opening.problems(desk) == ()
    _remark(desk, "Three")
    _tamper(opening, f"UPDATE risk_opened SET value = 'Never' WHERE seq = {seq} AND name <> 'severity'")
    found = opening.new_problems(desk)
    assert bool(found) is (seq == 3)
    assert opening.problems(desk)
    if found:
        assert found[0].startswith("Risk log: Entry 3")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE risk_entries SET core = CAST(replace(core, 'ok', 'no') AS BLOB) WHERE seq = 2",
        "UPDATE risk_entries SET core = 'text' WHERE seq = 2",
        "DELETE FROM risk_entries WHERE seq = 2",
    ],
)
def test_where_the_last_entry_that_was_seen_is_another_one_all_are_hashed(
    opening: Opening, desk: Desk, statement: str
) -> None:
    _remark(desk, "Two")
    assert opening.problems(desk) == ()
    _remark(desk, "Three")
    _tamper(opening, statement)
    assert opening.new_problems(desk)


def test_what_was_seen_is_remembered_after_a_clean_check_alone(opening: Opening, desk: Desk) -> None:
    checking = opening.keeping.checking
    _tamper(opening, "UPDATE risk_opened SET value = 'Never' WHERE name = 'statement'")
    assert checking.daily(desk)
    assert checking.due(desk)
    assert checking.new_entries(desk)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"on": 7}'])
def test_a_record_that_cannot_be_read_makes_it_due(opening: Opening, desk: Desk, content: bytes) -> None:
    checking = opening.keeping.checking
    assert checking.daily(desk) == ()
    assert not checking.due(desk)
    (opening.paths.logs / "checked.json").write_bytes(content)
    assert checking.due(desk)


def test_it_is_due_again_tomorrow(opening: Opening, desk: Desk, clock: MovableClock) -> None:
    checking = opening.keeping.checking
    checking.problems(desk)
    assert not checking.due(desk)
    clock.move(timedelta(days=1))
    assert checking.due(desk)


def test_a_check_that_is_stopped_is_not_counted(opening: Opening, desk: Desk) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opening.problems(desk, stop)
    assert opening.keeping.checking.due(desk)
