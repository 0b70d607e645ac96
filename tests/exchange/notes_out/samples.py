"""A deal, a call and notes of it, and any other note."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.notes import Note, NoteKind
from se_desk.exchange.notes_out.note_out import NoteOut

SUMMER = timezone(timedelta(hours=2))
AT = datetime(2026, 9, 3, 16, 40, tzinfo=SUMMER)
DEAL = Deal(
    id="0198f0a2-0000-7000-8000-0000000000d1",
    title="Quay pilot",
    account="Kestrel Quay Logistics",
    crm_id="006Aa00000KQp1x",
    came_on=date(2026, 7, 1),
    changed_at=AT,
)
CALL = Call(
    id="0198f0a2-0000-7000-8000-0000000000c1",
    deal_id=DEAL.id,
    title="Crane walk-through",
    starts_at=datetime(2026, 9, 3, 14, 0, tzinfo=SUMMER),
    ends_at=datetime(2026, 9, 3, 15, 0, tzinfo=SUMMER),
)
NOTE = Note(
    id="0198f0a2-0000-7000-8000-00000000000a",
    deal_id=DEAL.id,
    call_id=CALL.id,
    kind=NoteKind.CALL,
    title="What the shift leads said",
    body="Body",
    revision=3,
    written_at=AT,
    changed_at=AT,
)

ANY_TEXT = st.text(
    st.sampled_from("=+-@\t\r\n\0＝'\";,<>#*`[]() aé漢\u202e\u2028") | st.characters(exclude_categories=())
)
LONG_TEXT = st.builds(lambda text, times: text * times, ANY_TEXT, st.sampled_from([1, 1, 1, 4000]))
ANY_DEAL = st.builds(
    lambda title, account, crm_id: replace(DEAL, title=title, account=account, crm_id=crm_id),
    LONG_TEXT,
    ANY_TEXT,
    ANY_TEXT | st.just(DEAL.crm_id),
)
ANY_CALL = LONG_TEXT.map(lambda title: replace(CALL, title=title))
ANY_NOTE = st.builds(
    lambda title, body, kind, revision: replace(NOTE, title=title, body=body, kind=kind, revision=revision),
    LONG_TEXT,
    LONG_TEXT,
    st.sampled_from(NoteKind),
    st.integers(1, 10**6),
)
ANY_NOTE_OUT = st.builds(
    lambda note, deal, call: NoteOut(note=note, deal=deal, call=call),
    ANY_NOTE,
    st.none() | ANY_DEAL,
    st.none() | ANY_CALL,
)
