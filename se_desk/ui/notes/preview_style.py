"""The preview in the terms of Qt's rich text: what it takes of HTML, and its style in the theme of now."""

from __future__ import annotations

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


def for_qt(html: str) -> str:
    """Sanitised HTML in the terms of Qt's rich text: it has no borders but those of tables.

    Only whole tags are replaced, and no text can hold one: there every ``<`` is an entity.
    """
    for found, made in _SWAPS:
        html = html.replace(found, made)
    return html


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
