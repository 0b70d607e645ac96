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
LONG_LINE = st.builds(lambda text, times: (text * times)[:600], ANY_TEXT, st.sampled_from([1, 1, 1, 600]))
ANY_DEAL = st.builds(
    lambda title, account, crm_id: replace(DEAL, title=title, account=account, crm_id=crm_id),
    LONG_LINE,
    ANY_TEXT,
    ANY_TEXT | st.just(DEAL.crm_id),
)
ANY_CALL = LONG_LINE.map(lambda title: replace(CALL, title=title))


def any_note_out(body: st.SearchStrategy[str]) -> st.SearchStrategy[NoteOut]:
    """Any note with such a body, of any deal and call or none."""
    note = st.builds(
        lambda number, title, body, kind, revision: replace(
            NOTE, id=f"{NOTE.id[:-12]}{number:012x}", title=title, body=body, kind=kind, revision=revision
        ),
        st.integers(0, 2**48 - 1),
        LONG_LINE,
        body,
        st.sampled_from(NoteKind),
        st.integers(1, 10**6),
    )
    return st.builds(
        lambda note, deal, call: NoteOut(note=note, deal=deal, call=call),
        note,
        st.none() | ANY_DEAL,
        st.none() | ANY_CALL,
    )


ANY_NOTE_OUT = any_note_out(LONG_LINE)
# Longer than the 32,000 characters that a description takes.
LONG_NOTE_OUT = any_note_out(st.builds(lambda text: (text * 40_000)[:40_000], ANY_TEXT)) | ANY_NOTE_OUT
