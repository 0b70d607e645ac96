from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.exchange.preview import preview_html
from se_desk.exchange.sanitising import TAGS
from tests.exchange.html_seen import Seen

SCRIPT = "alert(1)"
HOSTILE = [
    # Tags that run, load or post.
    *(
        f"<{tag}>{SCRIPT}</{tag}>"
        for tag in ("script", "style", "iframe", "object", "embed", "applet", "svg")
    ),
    *(
        f"<{tag} src=//x.example/a>"
        for tag in ("img", "iframe", "embed", "video", "audio", "source", "track")
    ),
    *(f"<{tag} onload={SCRIPT}>" for tag in ("body", "svg", "img", "frameset", "link", "input", "details")),
    *(
        f"<{tag}>"
        for tag in ("base href=//x.example", "meta http-equiv=refresh content=0", "link rel=stylesheet")
    ),
    "<form action=//x.example><input name=a><button>b</button></form>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<textarea><script>alert(1)</script>",
    "<title><script>alert(1)</script></title>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a href=javascript:alert(1)>x</a>",
    "<p style='background:url(//x.example)'>x</p>",
    "<table background=//x.example><td>x</table>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php alert(1) ?>",
    "<!DOCTYPE html><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x00>alert(1)</script>",
    "<script/src=//x.example>",
    "<SCRIPT SRC=//x.example></SCRIPT>",
    "<img src=x onerror\n=\nalert(1)>",
    "<img/src='x'onerror=alert(1)>",
    "<<script>alert(1)//<</script>",
    "＜script＞alert(1)＜/script＞",
    "\x3cscript\x3ealert(1)\x3c/script\x3e",
    # Links that act.
    *(
        f"[x]({href})"
        for href in (
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "&#106;avascript:alert(1)",
            "&#x6A;avascript:alert(1)",
            "javascript&colon;alert(1)",
            "javascript&#58;alert(1)",
            "\x01javascript:alert(1)",
            "%6Aavascript:alert(1)",
            "javascript%3Aalert(1)",
            "vbscript:msgbox(1)",
            "data:text/html,<script>alert(1)</script>",
            "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
            "data:image/svg+xml,<svg onload=alert(1)>",
            "file:///etc/passwd",
            "FILE:///etc/passwd",
            "\\\\server\\share\\x",
            "//x.example/x",
            "/etc/passwd",
            "../x",
            "#x",
            "?x",
            "blob:https://x.example/1",
            "filesystem:https://x.example/1",
            "ftp://x.example/a",
            "smb://x.example/a",
            "ms-word:ofe|u|https://x.example/a.docx",
            "search-ms:query=x",
            "vscode://file/etc/passwd",
            "tel:+41000",
            "view-source:https://x.example",
            "about:blank",
            "chrome://settings",
            "sedesk:deal/forged",
            "SEDESK:deal/forged",
            "qrc:/x",
            ":/x",
            "x-apple.systempreferences:",
            "javascript://x.example/%0aalert(1)",
            "feed:javascript:alert(1)",
            "<javascript:alert(1)>",
            "javascript:alert(1) 'title'",
            'https://x.example "onmouseover=alert(1)"',
            "https://x.example'onmouseover=alert(1)",
            'https://x.example"><script>alert(1)</script>',
            "http://[::1",
            "https://x.example/\u202egpj.exe",
        )
    ),
    "<javascript:alert(1)>",
    "<file:///etc/passwd>",
    "<data:text/html,x>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x][y]\n\n[y]: <data:text/html,a> 'b'",
    "[x](javascript:alert(1)\n)",
    "[a](https://x.example)[b](javascript:alert(1))",
    "[<img src=x onerror=alert(1)>](https://x.example)",
    "[x](https://x.example/<script>)",
    # Pictures.
    *(
        f"![alt]({src})"
        for src in (
            "https://x.example/p.gif",
            "file:///x.png",
            "data:image/png;base64,AA",
            "p.png",
            "javascript:1",
        )
    ),
    "![<script>alert(1)</script>](https://x.example/p.gif)",
    "![a][p]\n\n[p]: https://x.example/p.gif",
    "[![a](https://x.example/p.gif)](javascript:alert(1))",
    '![a](https://x.example/p.gif "x" onerror=alert(1))',
    # Code, fences, tables, names.
    "```html\n<script>alert(1)</script>\n```",
    '``` "onload=alert(1)\n<x>\n```',
    "```<script>\nx\n```",
    "~~~ 'x' class=y\n</code></pre><script>alert(1)</script>\n~~~",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "| <script> | b |\n|---|---|\n| <img onerror=alert(1)> | [x](javascript:alert(1)) |",
    "- <script>alert(1)</script>\n  - [ ] <img src=x onerror=alert(1)>",
    "> <iframe src=//x.example>",
    "# <script>alert(1)</script>",
    "[[<script>alert(1)</script>]]",
    '[[a" onclick="alert(1)]]',
    "[[javascript:alert(1)]] @javascript:alert(1) #javascript:alert(1)",
    "@a\" onclick=alert(1) #b' onclick=alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "\\<script>alert(1)\\</script>",
    "**<b onclick=alert(1)>x</b>**",
    "\ud800<script>\udfff",
]


def assert_inert(html: str) -> Seen:
    seen = Seen(html)
    for tag, attributes in seen.elements:
        allowed = {"a": {"href", "rel"}, "ol": {"start"}, "code": {"class"}}.get(tag, set())
        assert tag in TAGS
        assert set(attributes) <= allowed
        assert urlsplit(attributes.get("href", "https:")).scheme in {"http", "https", "mailto", "sedesk"}
    return seen


def test_the_table_is_long_enough() -> None:
    assert len(set(HOSTILE)) >= 100


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_active_survives(payload: str) -> None:
    assert_inert(preview_html(payload))
    assert_inert(preview_html(f"Before {payload} after\n\n{payload}"))


@pytest.mark.parametrize("payload", [line for line in HOSTILE if "sedesk:" in line.lower()])
def test_a_typed_desk_link_is_no_link(payload: str) -> None:
    assert Seen(preview_html(payload)).links("sedesk") == []


def test_the_check_can_fail() -> None:
    with pytest.raises(AssertionError):
        assert_inert("<p onclick=x>a</p>")
    with pytest.raises(AssertionError):
        assert_inert("<a href='javascript:x'>a</a>")


PIECES = st.sampled_from(
    [*HOSTILE, "\n", "\n\n", "- ", "> ", "`", "```", "| a |\n|---|\n", "**", "[", "](", ")", "<"]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES | st.text(max_size=8), max_size=8).map("".join))
def test_nothing_active_survives_in_any_mixture(source: str) -> None:
    assert_inert(preview_html(source))


def test_raw_html_is_shown_as_it_was_typed() -> None:
    assert assert_inert(preview_html("Map<String, <b>x</b>>")).text == "Map<String, <b>x</b>>\n"


def test_pictures_are_their_words() -> None:
    seen = assert_inert(preview_html("![the yard](https://x.example/p.gif)"))
    assert seen.text == "the yard\n"


def test_boxes_are_characters() -> None:
    assert preview_html("- [ ] a\n- [x] b") == "<ul><li>☐ a</li><li>☑ b</li></ul>\n"


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("ask @ana.ruiz.", ["sedesk:person/ana.ruiz"]),
        ("(@ana-ruiz, @bo)", ["sedesk:person/ana-ruiz", "sedesk:person/bo"]),
        ("#security and #no-go", ["sedesk:tag/security", "sedesk:tag/no-go"]),
        ("#tag first", ["sedesk:tag/tag"]),
        ("[[Quay pilot]]", ["sedesk:deal/Quay%20pilot"]),
        ('[[A/B & "C" 東京]]', ["sedesk:deal/A%2FB%20%26%20%22C%22%20%E6%9D%B1%E4%BA%AC"]),
        ("**@bo** *#t*", ["sedesk:person/bo", "sedesk:tag/t"]),
        ("| @bo |\n|---|\n| #t |", ["sedesk:person/bo", "sedesk:tag/t"]),
        ("mail a@bo.example", []),
        ("issue #12, C#, a#b", []),
        ("https://x.example/#frag and https://x.example/@me", []),
        ("`@bo #t [[d]]`", []),
        ("```\n@bo #t [[d]]\n```", []),
        ("[@bo](https://x.example)", []),
        ("[[ ]] [[]] @ #", []),
    ],
)
def test_people_tags_and_deals_are_links(source: str, links: list[str]) -> None:
    assert assert_inert(preview_html(source)).links("sedesk") == links


def test_links_keep_their_words_and_addresses() -> None:
    html = preview_html("[[Quay pilot]] @bo [site](https://x.example/a?b=1&c=2) <a@x.example>")
    seen = Seen(html)
    assert seen.text == "Quay pilot @bo site a@x.example\n"
    assert seen.links("https") == ["https://x.example/a?b=1&c=2"]
    assert seen.links("mailto") == ["mailto:a@x.example"]
