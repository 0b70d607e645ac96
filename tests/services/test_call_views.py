"""Calls as lists and pages show them, put together in one snapshot."""

from __future__ import annotations

from datetime import timedelta

from se_desk.domain.deals import Deal
from se_desk.domain.note_clock import ClockState
from se_desk.domain.notes import NoteKind
from se_desk.services.call_views import views_in
from se_desk.services.desk import Desk


def test_each_call_with_its_own_surroundings(desk: Desk, deal: Deal) -> None:
    past = desk.calls.plan("Past", desk.now() - timedelta(hours=3), minutes=60, deal_id=deal.id)
    ahead = desk.calls.plan("Ahead", desk.now() + timedelta(hours=1), minutes=60, deal_id=deal.id)
    loose = desk.calls.plan("Loose", desk.now() - timedelta(hours=2), minutes=30)
    desk.calls.attend(ahead.id, "Ines Roth")
    desk.calls.attend(ahead.id, "Marlene Okoro", ours=True)
    desk.huddles.begin(ahead.id)
    desk.huddles.tick(desk.huddles.of_call(ahead.id).ticks[0].id)  # type: ignore[union-attr]
    desk.notes.start(deal.id, kind=NoteKind.CALL, call_id=past.id, body="Words.")
    calls = [desk.calls.get(call.id) for call in (ahead, past, loose)]
    with desk.reading() as conn:
        first, second, third = views_in(conn, calls, desk.now())
    assert (first.ticks_done, len(first.ticks_open)) == (1, 4)
    assert [person.name for person in first.customers] == ["Ines Roth"]
    assert "Ines Roth" in first.ambush
    assert first.clock is None
    assert second.clock is not None
    assert second.clock.state is ClockState.DONE
    assert (second.huddle, second.ticks, second.ambush) == (None, (), "")
    assert (third.deal, third.partner, third.clock) == (None, None, None)
    with desk.reading() as conn:
        assert views_in(conn, [], desk.now()) == ()
