"""The preview in the terms of Qt's rich text: what it takes of HTML, and its style in the theme of now."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextBlock

from se_desk.ui.kit.theme import css, theme

_SWAPS = (
    ("<li></li>", "<li>&nbsp;</li>"),  # Qt leaves an item out that holds nothing
    ("<li>[ ]</li>", '<li class="unchecked">&nbsp;</li>'),  # nothing was written after it yet
    ("<li>☐ ", '<li class="unchecked">'),
    ("<li>☑ ", '<li class="checked">'),
    (
        "<blockquote>",
        '<table class="quote" cellspacing="0" cellpadding="0"><tr><td class="rule"></td><td class="said">',
    ),
    ("</blockquote>", "</td></tr></table>"),
    ("<pre>", '<table class="block" width="100%" cellspacing="0" cellpadding="12"><tr><td><pre>'),
    ("</pre>", "</pre></td></tr></table>"),
    ("<table><thead>", '<table class="grid" cellspacing="0" cellpadding="6" border="1"><thead>'),
)
_AT_LINE = "line-"
# The comment before a block, which says its line, and all up to the first tag that has words in it.
_LINE = re.compile(r"<!--(\d+)-->((?:(?!<!--).)*?<(?:p|h[1-6]|li|th|pre)\b[^>]*>)", re.DOTALL)
_UNUSED = re.compile(r"<!--\d+-->")


def for_qt(html: str) -> str:
    """Sanitised HTML in the terms of Qt's rich text: it has no borders but those of tables.

    Only whole tags are replaced, and no text can hold one: there every ``<`` is an entity. The comments
    that say the lines of blocks become names in the text.
    """
    for found, made in _SWAPS:
        html = html.replace(found, made)
    return _UNUSED.sub("", _LINE.sub(rf'\2<a name="{_AT_LINE}\1"></a>', html))


def line_of(block: QTextBlock) -> int | None:
    """At which line of the source a block of the whole begins; None inside of one."""
    walk = block.begin()
    if walk.atEnd():
        return None
    names = walk.fragment().charFormat().anchorNames()
    return next((int(name.removeprefix(_AT_LINE)) for name in names if name.startswith(_AT_LINE)), None)


def style_sheet() -> str:
    """The style of the preview in the theme of now."""
    px = theme().px
    return f"""
p {{ line-height: {px(24)}px; margin: 0 0 {px(8)}px 0; }}
h1, h2, h3, h4, h5, h6 {{ margin: {px(14)}px 0 {px(4)}px 0; }}
h1 {{ margin: 0 0 {px(8)}px 0; }}
h2 {{ margin: {px(16)}px 0 {px(4)}px 0; }}
strong {{ font-weight: 600; }}
ul, ol {{ margin: 0 0 {px(8)}px 0; }}
a {{ color: {css("accent")}; text-decoration: none; }}
del {{ color: {css("text-3")}; }}
code {{ font-family: "JetBrains Mono"; font-size: {px(13)}px; background-color: {css("neutral-tint")}; }}
pre {{ font-family: "JetBrains Mono"; font-size: {px(13)}px; margin: 0; }}
pre code {{ background-color: {css("sunken")}; }}
table.block {{ background-color: {css("sunken")}; margin: {px(4)}px 0 {px(12)}px 0; }}
table.quote {{ margin: {px(8)}px 0 {px(12)}px 0; }}
td.rule {{ background-color: {css("line-strong")}; width: 2px; }}
td.said {{ color: {css("text-2")}; padding-left: 12px; }}
table.grid {{ border-color: {css("line")}; border-style: solid; border-collapse: collapse; }}
table.grid {{ margin: {px(4)}px 0 {px(12)}px 0; }}
th {{ font-weight: 600; text-align: left; background-color: {css("sunken")}; }}
"""
