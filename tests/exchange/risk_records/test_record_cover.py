"""The cover sheet: one row a deal, and a key that fits."""

import pytest

from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.as_text import as_text
from se_desk.exchange.documents import Document, ListBlock, Paragraph, Table
from se_desk.exchange.risk_records import Record, build_record, cover_sheet, public_key, read_record
from se_desk.exchange.risk_records.words import WORDS


def table(sheet: Document) -> Table:
    (found,) = (block for block in sheet.blocks if isinstance(block, Table))
    return found


def rows(sheet: Document) -> list[list[str]]:
    return [["".join(run.text for run in cell) for cell in row] for row in table(sheet).rows]


def keys(sheet: Document) -> list[str]:
    paragraphs = [as_text(Document((block,))) for block in sheet.blocks if isinstance(block, Paragraph)]
    return [line.removeprefix("Public key: ") for line in paragraphs if line.startswith("Public key: ")]


def test_a_cover_sheet_leads_to_every_record(record: Record, published, golden) -> None:
    records = {"cold-store-risk-record": record, "ticketing-platform-risk-record": published("record.json")}
    golden("risk-cover.md", as_markdown(cover_sheet("Noor Haddad, second quarter", records)))
    assert len(cover_sheet(" ", records).blocks) == len(cover_sheet("x", records).blocks) - 1


def test_a_row_says_what_the_page_says(record: Record, chain) -> None:
    sheet = cover_sheet("", {"cold-store-risk-record": record})
    assert rows(sheet) == [
        [
            "Fjord Fish & Co, Cold store <1>",
            "2 flags, 7 entries",
            "1 of 2 flags",
            chain[-1].receipt,
            "cold-store-risk-record.json",
        ]
    ]
    assert len(table(sheet).header) == 5


def test_a_deal_nobody_speaks_of_still_has_its_row(chain, seed, exported_at) -> None:
    """What the facts of a deal are called does not matter: the last of that name is the desk's own."""
    bare = read_record(build_record(chain, seed, exported_at, {"stage": "x", "value": "y"}, flags=[]))
    assert rows(cover_sheet("", {"stem": bare}))[0][:3] == ["", "0 flags, 0 entries", "0 of 0 flags"]


def test_rows_stand_in_the_order_they_were_given(record: Record, published) -> None:
    other = published("record.json")
    for names in (("a", "b"), ("b", "a")):
        sheet = cover_sheet("", dict(zip(names, (record, other), strict=True)))
        assert [row[-1] for row in rows(sheet)] == [f"{name}.json" for name in names]


def test_the_sheet_says_by_whom_for_whom_and_of_which_time(chain, seed, exported_at, about) -> None:
    def record(**more: str) -> Record:
        return read_record(build_record(chain, seed, exported_at, {**about, **more}))

    named = {"recipient": "Ines Falk", "period": "Q3 FY2026"}
    sheet = as_text(cover_sheet("", {"a": record(**named), "b": record(**named)}))
    for line in (
        "Written by Lin Aalto",
        "For Ines Falk",
        "Period Q3 FY2026",
        "Exported 2026-05-06 07:08:09 UTC",
    ):
        assert line in sheet
    apart = as_text(cover_sheet("", {"a": record(**named), "b": record(recipient="Ada", period="Q3 FY2026")}))
    assert "For " not in apart and "Period Q3 FY2026" in apart  # only what all of them say


def test_every_key_is_named_once(chain, exported_at, about) -> None:
    seeds = [bytes([number] * 32) for number in (1, 2, 1)]
    records = {
        str(number): read_record(build_record(chain, seed, exported_at, about))
        for number, seed in enumerate(seeds)
    }
    assert keys(cover_sheet("", records)) == sorted({public_key(seed) for seed in seeds})


@pytest.mark.parametrize("occasion", ["Lindqvist <b>", "# A heading", "line\nbreak"])
def test_the_claims_stand_below_and_an_occasion_stays_words(record: Record, occasion: str) -> None:
    sheet = cover_sheet(occasion, {"stem": record})
    (claims,) = (block for block in sheet.blocks if isinstance(block, ListBlock))
    assert len(claims.items) == len(WORDS["claims"])
    assert occasion in as_text(sheet)
    assert sheet.title == "Risk records"
