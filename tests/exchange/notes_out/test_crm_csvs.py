"""The CSV formats of CRMs that take HTML: limits, ids, moments, nothing a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from se_desk.exchange.notes_out import dynamics, hubspot, odoo, pipedrive, salesforce_notes, salesforce_tasks
from se_desk.exchange.notes_out.note_format import NoteFormat
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.sanitising import starts_like_formula
from tests.exchange.notes_out.csv_reading import rows_in, units, written
from tests.exchange.notes_out.samples import CALL, DEAL, LONG_NOTE_OUT

# Format, header, the column of the body and the most it takes, the column that names the deal.
TAKERS = [
    (hubspot.FORMAT, hubspot.HEADER, "Note body", 65_536, "Record ID"),
    (dynamics.FORMAT, dynamics.HEADER, "notetext", 100_000, "regarding"),
    (pipedrive.FORMAT, pipedrive.HEADER, "Note - Content", 100_000, "Deal - ID"),
    (odoo.FORMAT, odoo.HEADER, "body", None, "res_id"),
]
EVERY_TAKER = pytest.mark.parametrize(
    ("form", "header", "body", "limit", "deal"), TAKERS, ids=[taker[0].key for taker in TAKERS]
)
# What stands before a cell so that a spreadsheet runs it; blanks in front do not help.
DANGEROUS = (
    *("=1+1", "+1", "-1", "@SUM(1)", " =1", "\t=1", "\r=1", "\n=1", "\0=1"),
    *("＝1+1", "＋1", "－1", "＠SUM(1)"),
)


@EVERY_TAKER
@settings(deadline=None, max_examples=40)
@given(note=LONG_NOTE_OUT)
def test_any_note_keeps_every_limit(
    form: NoteFormat, header: tuple[str, ...], body: str, limit: int | None, deal: str, note: NoteOut
) -> None:
    for row in written(form, header, note):
        assert limit is None or units(row[body]) <= limit
        assert row[body].startswith("<p>") and row[body].endswith(f"{note.marker}</p>")
        assert not any(map(starts_like_formula, row.values()))
        assert units(row.get("subject", "")) <= 500 or form is odoo.FORMAT


@EVERY_TAKER
@pytest.mark.parametrize("start", DANGEROUS)
def test_no_cell_begins_like_a_formula(
    form: NoteFormat, header: tuple[str, ...], body: str, limit: int | None, deal: str, start: str,
    note_out: Callable[..., NoteOut],
) -> None:  # fmt: skip
    note = note_out(
        title=start, body=start,
        deal=replace(DEAL, title=start, account=start, crm_id=start), call=replace(CALL, title=start),
    )  # fmt: skip
    (row,) = written(form, header, note)
    assert not any(map(starts_like_formula, row.values()))
    assert starts_like_formula(start)  # or the table says nothing


@pytest.mark.parametrize("start", DANGEROUS)
def test_no_cell_of_salesforce_begins_like_a_formula(start: str, note_out: Callable[..., NoteOut]) -> None:
    note = note_out(title=start, body=start, deal=replace(DEAL, crm_id=start))
    (task,) = written(salesforce_tasks.FORMAT, salesforce_tasks.HEADER, note)
    (row,) = rows_in(salesforce_notes.FORMAT.write((note,))[0], salesforce_notes.HEADER)
    assert not any(map(starts_like_formula, (*task.values(), *row.values())))


@EVERY_TAKER
def test_a_long_note_is_numbered_and_a_short_one_is_not(
    form: NoteFormat, header: tuple[str, ...], body: str, limit: int | None, deal: str,
    note_out: Callable[..., NoteOut],
) -> None:  # fmt: skip
    assert "(1/" not in written(form, header, note_out())[0][body]
    rows = written(form, header, note_out(body="\n\n".join(f"{n} " + "word " * 400 for n in range(130))))
    assert (len(rows) > 1) == (limit is not None)
    if limit is not None:
        assert [f"({n}/{len(rows)})" in row[body] for n, row in enumerate(rows, 1)] == [True] * len(rows)


@pytest.mark.parametrize(
    ("form", "header", "deal", "fits", "fits_not"),
    [
        (hubspot.FORMAT, hubspot.HEADER, "Record ID", "9182736", "006Aa00000KQp1x"),
        (pipedrive.FORMAT, pipedrive.HEADER, "Deal - ID", "42", "x42"),
        (odoo.FORMAT, odoo.HEADER, "res_id", "17", "١٧"),
        (dynamics.FORMAT, dynamics.HEADER, "regarding", "6f9619ff-8b86-d011-b42d-00c04fc964ff", "=6f"),
    ],
    ids=["hubspot", "pipedrive", "odoo", "dynamics"],
)
def test_only_an_id_of_that_crm_hangs_the_note_on_a_deal(
    form: NoteFormat, header: tuple[str, ...], deal: str, fits: str, fits_not: str,
    note_out: Callable[..., NoteOut],
) -> None:  # fmt: skip
    good, bad = (note_out(deal=replace(DEAL, crm_id=crm_id)) for crm_id in (f" {fits} ", fits_not))
    assert form.attached is not None
    assert [written(form, header, note)[0][deal] for note in (good, bad)] == [fits, ""]
    assert [form.attached(note) for note in (good, bad, note_out(deal=None))] == [fits, "", ""]


@EVERY_TAKER
def test_no_notes_make_no_file(
    form: NoteFormat, header: tuple[str, ...], body: str, limit: int | None, deal: str
) -> None:
    assert form.write(()) == ()
