"""The words of a record: honest claims, what is hidden said to be hidden, and safe in every form."""

import json

from se_desk.domain.chain import FLAG, NOTE
from se_desk.domain.evidence import computed, own, written
from se_desk.exchange.risk_records import (
    ABOUT_KEYS,
    Line,
    Record,
    as_html,
    as_markdown,
    build_record,
    how_to_check,
    read_record,
    record_page,
)
from se_desk.exchange.risk_records.words import WORDS
from tests.exchange.html_seen import Seen
from tests.exchange.risk_records.risk_chains import sealed_chain


def test_flags_stand_newest_first_with_their_newest_words(published) -> None:
    page = record_page(published("record.json"))
    assert [(flag.number, flag.severity) for flag in page.flags] == [("#3", "high"), ("#1", "critical")]
    assert page.flags[1].heading == "Critical · 31 August is four weeks before procurement can end"
    raised = page.flags[1].entries[0]
    assert raised.lines[0] == Line("", "31 August is before procurement can end")
    assert (raised.utc, raised.local, raised.label) == ("2026-07-14 13:05:09", "15:05:09 +02:00", "Raised")
    assert (raised.number, raised.mark) == ("#1", "c3305e07")
    assert raised.receipt == "SED1-0001-RCR5-W1V9-D9D8-X9YC-NDDC-YJFV-8A84"
    assert Line("Occurred", "2026-07-14, recorded 2026-07-15", short=True) in page.flags[0].entries[0].lines


def test_a_local_day_that_differs_is_said(record: Record) -> None:
    entry = record_page(record).flags[-2].entries[0]
    assert (entry.utc, entry.local) == ("2026-05-04 21:30:00", "2026-05-05 00:30:00 +03:00")
    assert Line("Occurred", "2026-05-03, recorded 2026-05-05", short=True) in entry.lines


def sources(record: Record) -> dict[int, str]:
    entries = [entry for flag in record_page(record).flags for entry in flag.entries]
    return {entry.seq: line.text for entry in entries for line in entry.lines if line.label == "Source"}


def test_claims_are_as_small_as_what_holds(record: Record, chain, seed, exported_at) -> None:
    assert sources(record) == {2: "reported by the SE", 4: "reference given"}
    hidden = read_record(build_record(chain, seed, exported_at, {}, hidden=[(4, "reference")]))
    assert sources(hidden)[4].startswith("reported by the SE; a reference was recorded")
    told = json.dumps(WORDS) + how_to_check()
    for claim in ("confirmed", "proves", "proof that", "tamper-proof"):
        assert claim not in told.lower()


def test_what_is_hidden_is_said(chain, seed, exported_at) -> None:
    hidden = [(1, "statement"), (1, "severity"), (2, "to"), (4, "from")]
    page = record_page(read_record(build_record(chain, seed, exported_at, {}, flags=[1], hidden=hidden)))
    flag, marks = page.flags
    assert (flag.heading, flag.severity) == ("Statement not shown", "")
    assert flag.entries[0].lines[-1] == Line("Not shown", "Severity, Statement")
    assert [entry.label for entry in flag.entries] == ["Raised", "Told", "Response", "Correction", "Outcome"]
    assert (marks.heading, marks.number) == ("Marks in the chain", "")
    assert page.lead[1] == "1 flag is not chosen for this record: in the chain, without words."


def test_what_was_never_recorded_is_said(record: Record) -> None:
    newest, told, _ = record_page(record).flags
    assert [line.label for line in newest.absent] == ["Told", "Response"]
    assert told.absent == ()
    assert Line("Told", "1 of 2 flags") in record_page(record).facts


def test_numbers_and_nouns_agree(seed, exported_at) -> None:
    fields = {"severity": "low", "category": "data", "statement": "x"}
    chain = sealed_chain((FLAG, 0, fields))
    page = record_page(read_record(build_record(chain, seed, exported_at, {"gap_days": "30"})))
    assert Line("Difference", "30 days") in page.facts
    assert Line("In this record", "1 flag, 1 entry") in page.facts
    assert page.subtitle == ""
    assert page.byline == ("Exported 2026-05-06 07:08:09 UTC",)
    assert page.footer[1] == "1 entry in the chain, 1 shown with words"


def test_nothing_chosen_is_said(chain, seed, exported_at) -> None:
    page = record_page(read_record(build_record(chain, seed, exported_at, {}, flags=[])))
    assert page.lead == ("No flag of this deal was chosen for this record.",)


def test_the_facts_of_a_full_record(chain, seed, exported_at) -> None:
    about = {key: f"about {key}" for key in ABOUT_KEYS}
    page = record_page(read_record(build_record(chain, seed, exported_at, about)))
    said = [page.subtitle, *page.byline, *(line.text for line in page.facts)]
    assert all(any(f"about {key}" in text for text in said) for key in ABOUT_KEYS)


# safe forms


def test_the_same_words_stand_in_html_and_markdown(record: Record) -> None:
    page, html, text = record_page(record), " ".join(Seen(as_html(record), "main").texts), as_markdown(record)
    for flag in page.flags:
        for entry in flag.entries:
            assert entry.receipt in html and entry.receipt in text
            assert entry.utc in html and entry.utc in text
    for line in page.proofs:
        assert line.text in html and line.text in text


def test_a_note_of_a_flag_not_chosen_is_not_there(chain, seed, exported_at) -> None:
    record = read_record(build_record(chain, seed, exported_at, {}, flags=[1]))
    assert chain[5].core.kind == NOTE
    for text in (as_html(record), as_markdown(record)):
        assert "javascript:alert" not in text


def test_items_of_evidence_stand_below_each_other(seed: bytes, exported_at) -> None:
    items = written([computed("12 weeks from 22 Aug is 14 Nov"), own("Said on Monday,\nand again")])
    words = {"severity": "high", "category": "timeline", "statement": "Too early", "evidence": items}
    record = read_record(build_record(sealed_chain((FLAG, 0, words)), seed, exported_at, {}))
    (line,) = [line for line in record_page(record).flags[0].entries[0].lines if line.label == "Evidence"]
    assert line.text.split("\n") == ["", *items.split("\n")]
    assert "Evidence:" in as_markdown(record)
    for item in ("Computed: 12 weeks from 22 Aug is 14 Nov", "Own words: Said on Monday,"):
        assert item in as_markdown(record)
        assert item in " ".join(Seen(as_html(record), "main").texts)


def test_marks_that_turn_writing_are_shown_and_not_obeyed(seed, exported_at) -> None:
    """A name could otherwise turn the moment of the export around, which stands in the same lines."""
    fields = {"severity": "low", "category": "data", "statement": "safe \u202etxt.exe", "evidence": "שלום"}
    about = {"author": "N\u202e", "recipient": "\u2066Ines", "title": "A\u2069B"}
    record = read_record(build_record(sealed_chain((FLAG, 0, fields)), seed, exported_at, about))
    page = record_page(record)
    assert page.byline[:2] == ("Written by N[U+202E]", "For [U+2066]Ines")
    assert (page.subtitle, page.author) == ("A[U+2069]B", "N[U+202E]")
    assert page.flags[0].heading == "Low · safe [U+202E]txt.exe"
    assert "שלום" in str(page)  # a script of its own direction needs no mark
    for text in (as_markdown(record), Seen(as_html(record), "main").texts):
        assert not {"\u202e", "\u2066", "\u2069"} & set(str(text))
