"""The words of a record: honest claims, what is hidden said to be hidden, and safe in every form."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt

from se_desk.domain.chain import FLAG, NOTE
from se_desk.domain.entry_kinds import CORRECTION_FIELDS, KINDS
from se_desk.exchange.as_markdown import as_markdown as document_as_markdown
from se_desk.exchange.as_text import as_text
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.risk_records import (
    ABOUT_KEYS,
    HOW_TO_CHECK,
    Line,
    Record,
    as_html,
    as_markdown,
    build_record,
    cover_sheet,
    how_to_check,
    read_record,
    record_files,
    record_page,
    verify,
)
from se_desk.exchange.risk_records.words import WORDS
from tests.exchange.risk_records.risk_chains import HOSTILE, sealed_chain


class Texts(HTMLParser):
    """The texts inside ``<main>``, and every tag of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.texts, self.tags = False, list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.inside = self.inside or tag == "main"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.texts.append(data)


def read_html(html: str) -> Texts:
    found = Texts()
    found.feed(html)
    return found


@pytest.fixture
def record(chain, seed, exported_at, about) -> Record:
    return read_record(build_record(chain, seed, exported_at, about))


@pytest.fixture
def published(vector: Callable[[str], bytes]) -> Callable[[str], Record]:
    return lambda name: read_record(vector(name))


@pytest.mark.parametrize("name", ["record", "record-redacted"])
def test_the_published_records_in_words(published, golden, name: str) -> None:
    found = published(f"{name}.json")
    golden(f"risk-{name}.md", as_markdown(found))
    main = re.search("<main.*</main>", as_html(found), re.DOTALL)
    assert main
    golden(f"risk-{name}.main.html", main.group())


def test_hostile_words_in_words(record: Record, golden) -> None:
    golden("risk-record-hostile.md", as_markdown(record))


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


def test_every_kind_and_field_has_words() -> None:
    for kind, fields in KINDS.items():
        assert {*fields.all, *(CORRECTION_FIELDS if kind == "risk.correct" else ())} - {"to", "from"} == set(
            WORDS["lines"][kind]
        ) - {"to", "from"}
        assert all(name in WORDS["fields"] for name in fields.all)
    assert "!" not in json.dumps(WORDS) + how_to_check()
    assert "—" not in json.dumps(WORDS, ensure_ascii=False) + how_to_check()


# safe forms


def test_hostile_words_stay_words_in_html(record: Record) -> None:
    html = as_html(record)
    found = read_html(html)
    assert {"script", "img"} & set(found.tags) == {"script"}
    assert found.tags.count("script") == 2
    assert any(HOSTILE in text for text in found.texts)
    assert "<img" not in html and "\u2028" not in html.split('id="record"')[1].split("</script>")[0]
    assert not re.search(r"""(?:src|href|url)\s*[=(]|https?://(?!chat\.example)""", html.replace("src=x", ""))


def test_hostile_words_stay_words_in_markdown(record: Record) -> None:
    text = as_markdown(record)
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    assert not re.search(r"<(script|img|a|em|del|b|table)\b", html)
    said = " ".join(as_text(read_markdown(text)).split())
    assert " ".join(HOSTILE.split()) in said
    assert "*not* a [list](javascript:alert(1)) | `x` ~~y~~ <b>" in said


def test_the_same_words_stand_in_html_and_markdown(record: Record) -> None:
    page, html, text = record_page(record), " ".join(read_html(as_html(record)).texts), as_markdown(record)
    for flag in page.flags:
        for entry in flag.entries:
            assert entry.receipt in html and entry.receipt in text
            assert entry.utc in html and entry.utc in text
    for line in page.proofs:
        assert line.text in html and line.text in text


def test_what_is_embedded_are_the_bytes(record: Record, seed) -> None:
    embedded = re.search(r'id="record">(.*?)</script>', as_html(record), re.DOTALL)
    assert embedded
    data: dict[str, Any] = json.loads(embedded.group(1))
    assert data["manifest"].encode() == record.manifest_bytes
    assert [one["core"].encode() for one in data["entries"]] == [entry.core_bytes for entry in record.entries]
    rebuilt = {
        "manifest": json.loads(data["manifest"]),
        "sig": data["sig"],
        "entries": [{"core": json.loads(one["core"]), "open": one["open"]} for one in data["entries"]],
    }
    assert verify(json.dumps(rebuilt).encode()).code == 0


# several deals


def test_a_cover_sheet_leads_to_every_record(record: Record, published, golden) -> None:
    records = {"cold-store-risk-record": record, "ticketing-platform-risk-record": published("record.json")}
    golden("risk-cover.md", document_as_markdown(cover_sheet("Noor Haddad, second quarter", records)))
    assert len(cover_sheet(" ", records).blocks) == len(cover_sheet("x", records).blocks) - 1


# files


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Cold store", "cold-store"),
        ("  ../../etc/passwd  ", "etc-passwd"),
        ("CON", "_con"),
        ("…", "deal"),
        ("", "untitled"),
        ("Überlandwerk: Netz / Ost", "überlandwerk-netz-ost"),
    ],
)
def test_names_of_files(title: str, stem: str) -> None:
    files = record_files(title)
    assert files.json == f"{stem}-risk-record.json"
    assert (files.pdf, files.html, files.markdown) == tuple(
        f"{files.stem}.{end}" for end in ("pdf", "html", "md")
    )


def test_two_deals_of_one_name() -> None:
    first = record_files("Cold store")
    second = record_files("cold STORE", {first.stem})
    assert second.stem == "cold-store-2-risk-record"
    assert record_files("Cold store", {first.stem, second.stem}).stem == "cold-store-3-risk-record"


def test_how_to_check_names_the_ways() -> None:
    text = how_to_check()
    assert HOW_TO_CHECK == "HOW-TO-CHECK.txt"
    for way in ("se-desk verify", "check_risk_record.py", "sha256sum", "openssl pkeyutl", "convenience"):
        assert way in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_note_of_a_flag_not_chosen_is_not_there(chain, seed, exported_at) -> None:
    record = read_record(build_record(chain, seed, exported_at, {}, flags=[1]))
    assert chain[5].core.kind == NOTE
    for text in (as_html(record), as_markdown(record)):
        assert "javascript:alert" not in text
