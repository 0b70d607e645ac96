from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.exchange.as_html import SMALL
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.notes_out.html_bodies import LEAST_ROOM, html_bodies, split_blocks
from se_desk.exchange.notes_out.note_out import NoteOut
from tests.exchange.notes_out.csv_reading import units
from tests.exchange.notes_out.samples import LONG_NOTE_OUT

ROOM = 4_000


def text_of(html: str) -> str:
    """What a reader sees, without blanks, which tags may stand for."""
    words = re.sub(r"<[^>]*>", "", html)
    for name, mark in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        words = words.replace(name, mark)
    return re.sub(r"\s", "", words)


@settings(deadline=None, max_examples=60)
@given(LONG_NOTE_OUT)
def test_any_body_fits_and_carries_its_marker(note: NoteOut) -> None:
    parts = html_bodies(note, ROOM)
    for number, part in enumerate(parts, 1):
        assert units(part) <= ROOM
        assert part.startswith("<p><strong>SE note: ")
        assert part.endswith(f"<p>{note.marker}</p>")
        assert (f"({number}/{len(parts)})" in part) == (len(parts) > 1)


LONG = "word " * 600
SHAPES = {
    "paragraphs": "\n\n".join(f"Paragraph {n} {LONG[:900]}" for n in range(9)),
    "one paragraph": LONG * 4,
    "looks in one paragraph": " ".join(f"**bold {n}** and *slanted {n}* `code`" for n in range(300)),
    "a list": "\n".join(f"- item {n} {LONG[:200]}" for n in range(60)),
    "a numbered list": "\n".join(f"{n}. item {LONG[:200]}" for n in range(7, 60)),
    "an item of many paragraphs": "- first\n\n" + "\n\n".join(f"  next {n} {LONG[:800]}" for n in range(9)),
    "a heading": f"# {LONG * 2}",
    "a quote": "\n>\n".join(f"> said {n} {LONG[:800]}" for n in range(9)),
    "a quote of one": f"> {LONG * 3}",
    "code": "```\n" + "\n".join(f"x < {n}" for n in range(3_000)) + "\n```",
    "a table": "| a | b |\n|---|---|\n" + "\n".join(f"| {n} | {LONG[:300]} |" for n in range(40)),
    "a row without end": f"| a | b |\n|---|---|\n| {LONG * 2} | {LONG * 2} |",
    "an address without end": f"[the log](https://portal.example/{'a' * 5_000}) stays",
    "marks that grow": '"<&' * 4_000,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_lost_between_the_parts(shape: str, note_out: Callable[..., NoteOut]) -> None:
    note = note_out(body=SHAPES[shape])
    blocks = read_markdown(SHAPES[shape]).blocks
    parts = html_bodies(note, ROOM)
    assert len(parts) > 1 or shape == "an address without end"
    assert all(units(part) <= ROOM for part in parts)
    middle = [part.split("\n", 2)[2].rsplit("\n", 1)[0] for part in parts]
    (whole,) = html_bodies(note, None)
    found, expected = text_of("".join(middle)), text_of(whole.split("\n", 2)[2].rsplit("\n", 1)[0])
    if "table" in shape or "row" in shape:  # the header of a table is repeated, its lines are drawn
        found, expected = (re.sub("[|ab-]", "", words) for words in (found, expected))
    assert found == expected
    assert blocks


def test_a_part_ends_between_blocks_and_a_list_counts_on(note_out: Callable[..., NoteOut]) -> None:
    first, second, *_ = html_bodies(note_out(body=SHAPES["a numbered list"]), ROOM)
    assert first.count("<ol") == first.count("</ol>")
    items = first.count("<li>")
    assert f'start="{7 + items}"' in second


def test_a_long_table_repeats_its_header() -> None:
    parts = split_blocks(read_markdown(SHAPES["a table"]).blocks, ROOM, SMALL)
    assert len(parts) > 1
    assert {block.header for part in parts for block in part} == {parts[0][0].header}  # type: ignore[union-attr]


def test_no_words_make_one_empty_part_and_no_room_is_refused() -> None:
    assert split_blocks((), LEAST_ROOM, SMALL) == ((),)
    with pytest.raises(ValueError, match="2,000"):
        split_blocks((), LEAST_ROOM - 1, SMALL)


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("ab #*>-|`\n<&") | st.characters(exclude_categories=("Cs",)), max_size=6_000))
def test_any_words_come_through(note_body: str) -> None:
    blocks = read_markdown(note_body * 3).blocks
    parts = split_blocks(blocks, LEAST_ROOM, SMALL)
    assert sum(map(len, parts)) >= len(blocks)
