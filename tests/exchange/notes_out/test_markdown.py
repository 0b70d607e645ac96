from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from se_desk.exchange.as_text import as_text
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.notes_out.markdown import FORMAT, inert_markdown
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.sanitising import clean_text
from tests.exchange.test_preview import HOSTILE

# A reader that would run what it finds: it tells what another program could make of our file.
CARELESS = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
CARELESS.validateLink = lambda url: True  # type: ignore[method-assign]


def dangers(markdown: str) -> list[str]:
    tokens = [each for token in CARELESS.parse(markdown) for each in (token, *(token.children or ()))]
    found = [token.content for token in tokens if token.type in ("html_block", "html_inline")]
    targets = [str(token.attrs.get("href") or token.attrs.get("src") or "") for token in tokens]
    return found + [
        t for t in targets if t.lower().split(":")[0] in ("javascript", "vbscript", "data", "file")
    ]


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_in_the_file_could_act(payload: str) -> None:
    assert dangers(inert_markdown(payload)) == []
    assert dangers(inert_markdown(f"- a\n\n  {payload}\n\n`{payload}`")) == []


def test_the_check_can_fail() -> None:
    assert dangers("<b>x</b>") and dangers("[x](javascript:y)")


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from([*HOSTILE, "`", "``", "\n", "    ", "\\", "<a", "<", "- ", ">"]) | st.text(max_size=5)
    )
)
@example(["`", "<a", "\n\n", "`"])
@example(["\\", "`", "<a>", "`"])
def test_nothing_acts_in_any_mixture(parts: list[str]) -> None:
    assert dangers(inert_markdown("".join(parts))) == []


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("ab<>`\\\n -*#/!?") | st.characters(exclude_categories=())))
def test_the_words_are_those_of_the_note(source: str) -> None:
    assert as_text(read_markdown(inert_markdown(source))).split() == as_text(read_markdown(source)).split()


@pytest.mark.parametrize(
    "source",
    [
        "* star\n* bullets\n\n[[Quay pilot]] @bo #tag",
        "a < b and c > d, x<3",
        "`<b>` and ``<i>`</i>`` <https://x.example> <a@x.example>",
        "```html\n<b>\n```\n\n    <i>\n",
        "[rel](notes/other.md) ![p](p.png)",
        "| a |\n|:--|\n| b |",
    ],
)
def test_harmless_source_is_kept_as_typed(source: str) -> None:
    assert inert_markdown(source) == clean_text(source).rstrip()


def test_raw_html_is_escaped_where_it_stands() -> None:
    assert (
        inert_markdown("* a <b>x</b> `<i>`\n\n```\n<u>\n```") == "* a &lt;b>x&lt;/b> `<i>`\n\n```\n<u>\n```"
    )


def test_front_matter_cannot_be_broken_out_of(note_out: Callable[..., NoteOut]) -> None:
    note = note_out(title='x"\n---\nprivate: true', body="b")
    head = FORMAT.piece(note).split("\n---\n")[0].removeprefix("---\n")
    facts = dict(line.split(": ", 1) for line in head.split("\n"))
    assert json.loads(facts["title"]) == 'x" --- private: true'
    assert list(facts) == [
        *("title", "kind", "deal", "account", "crm_id"),
        *("call", "call_at", "written_at", "note_id", "revision"),
    ]


def test_an_empty_body_leaves_title_and_marker(note_out: Callable[..., NoteOut]) -> None:
    assert FORMAT.piece(note_out(body=" ", title="# t")).endswith(f"# \\# t\n\n{note_out().marker}\n")
