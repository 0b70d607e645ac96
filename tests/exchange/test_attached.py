"""What a note shows of its attachments: its own only, in whichever program's way it is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.attached import names_in, with_attachments
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.preview import preview_html
from se_desk.exchange.sanitising import sanitise_html

PLAN, SPEC = "0198a0b2-1111-7000-8000-000000000001", "0198a0b2-1111-7000-8000-000000000002"
ATTACHED = {"yard plan.png": PLAN, "Spec.pdf": SPEC}
IMAGE = re.compile(r'<img src="([^"]*)"')


def shown(markdown: str) -> str:
    return preview_html(markdown, ATTACHED).strip()


@pytest.mark.parametrize(
    "source",
    [
        "![Plan](attachment:yard%20plan.png)",
        "![Plan](<attachment:yard plan.png>)",
        "![Plan](../_resources/Yard%20Plan.png)",
        "![[yard plan.png]]",
        "![[images/yard plan.png|300]]",
        "![[yard plan.png#top|300]]",
    ],
)
def test_pictures_are_shown(source: str) -> None:
    assert IMAGE.findall(shown(source)) == [f"sedesk:attachment/{PLAN}"]


@pytest.mark.parametrize(
    "source",
    [
        "![Plan](https://a.example/yard%20plan.png)",
        "![Plan](//a.example/yard%20plan.png)",
        "![Plan](file:///yard%20plan.png)",
        "![Plan](data:image/png;base64,yard%20plan.png)",
        "![Plan](attachment:other.png)",
        "`![[yard plan.png]]`",
        "![[other.png]]",
        f"<img src='sedesk:attachment/{PLAN}'>",
        f"![Plan](sedesk:attachment/{PLAN})",
    ],
)
def test_nothing_else_is(source: str) -> None:
    assert "<img" not in shown(source)
    assert "<img" not in preview_html(source)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[the spec](attachment:Spec.pdf) x", f'<p><a href="sedesk:attachment/{SPEC}">the spec</a> x</p>'),
        ("[the spec](res/spec.pdf).", f'<p><a href="sedesk:attachment/{SPEC}">the spec</a>.</p>'),
        ("[Spec.pdf](attachment:Spec.pdf)", f'<p><a href="sedesk:attachment/{SPEC}">Spec.pdf</a></p>'),
        ("[**a** b](spec.pdf)", f'<p><a href="sedesk:attachment/{SPEC}"><strong>a</strong> b</a></p>'),
        ("[gone](attachment:gone.pdf)", "<p>gone (gone.pdf)</p>"),
        ("[gone](gone.pdf)", "<p>gone (gone.pdf)</p>"),
    ],
)
def test_links_lead_to_files(source: str, html: str) -> None:
    assert shown(source).replace(' rel="noopener noreferrer"', "") == html


def test_a_linked_picture_is_both() -> None:
    html = shown("[![Plan](yard%20plan.png)](https://a.example)")
    assert IMAGE.findall(html) == [f"sedesk:attachment/{PLAN}"]
    assert 'href="https://a.example"' in html


def test_words_stay_where_there_are_no_attachments() -> None:
    document = read_markdown("![Plan](yard%20plan.png) ![[yard plan.png]] [spec](spec.pdf)", targets=True)
    assert with_attachments(document, {}) == document


def test_names() -> None:
    source = "![a](x/Yard%20plan.png) [b](attachment:Spec.pdf) ![[Sub/C.png|3]] [c](https://a.example/d.png)"
    assert names_in(read_markdown(source, targets=True)) == {"yard plan.png", "spec.pdf", "c.png"}


def test_the_second_wall_keeps_the_desks_own_pictures_only() -> None:
    own = f'<img src="sedesk:attachment/{PLAN}" alt="a">'
    others = '<img src="https://a.example/a.png" onerror="x"><img src="sedesk:deal/a"><img src="file:///a">'
    assert sanitise_html(own) == ""
    assert sanitise_html(own, pictures=True) == own
    assert "src" not in sanitise_html(others, pictures=True)


@given(st.text(alphabet="![]()<>|#`*\\/: aSpec.pdfyrdln", max_size=60))
def test_whatever_is_written_only_own_attachments_are_named(source: str) -> None:
    html = preview_html(source, ATTACHED)
    assert set(IMAGE.findall(html)) <= {f"sedesk:attachment/{PLAN}", f"sedesk:attachment/{SPEC}"}
