"""Document -> HTML: nothing but p, br, strong, em, ul, ol, li, a, code, pre, blockquote and tables.

Only ``& < > " '`` are escaped (``&#39;``, as Salesforce reads no ``&apos;``); all else is bare Unicode.
"""

from __future__ import annotations

from dataclasses import dataclass

from se_desk.exchange.as_text import table_lines
from se_desk.exchange.documents import (
    Block,
    CodeBlock,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
    by_link,
)

OPEN_BOX, TICKED_BOX = "☐", "☑"

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


@dataclass(frozen=True, slots=True)
class Taking:
    """Which tags the taker keeps: without them a heading is strong, a table is lines, struck is ~~so~~.

    Without `pre` line ends mean nothing to the taker: code is lines parted by ``br``. `pictures` are shown by
    the preview alone.
    """

    headings: bool = True
    tables: bool = True
    strike: bool = True
    rules: bool = True
    pre: bool = True
    pictures: bool = False


FULL = Taking()
SMALL = Taking(headings=False, tables=False, strike=False, rules=False)


def escape(text: str) -> str:
    """`text` for HTML content and for quoted attributes."""
    return text.translate(_ESCAPES)


def as_html(document: Document, taking: Taking = FULL) -> str:
    """The blocks as an HTML fragment, one block a line; a first line is always a tag."""
    return "".join(f"{_block(block, taking)}\n" for block in document.blocks)


def html_page(document: Document, style: str = "") -> str:
    """The Document as a page of its own that loads nothing and runs nothing.

    `style` is CSS of ours and must not hold ``</style``.
    """
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{style or PAGE_STYLE}</style>\n</head>\n<body>\n"
        f"{as_html(document)}</body>\n</html>\n"
    )


PAGE_STYLE = """body { font: 16px/1.5 Inter, system-ui, sans-serif; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
code, pre { font-family: "JetBrains Mono", monospace; font-size: 0.9em; }
pre { background: #f2f3f5; padding: 0.75rem; overflow-x: auto; }
blockquote { border-left: 3px solid #c8ccd2; margin-left: 0; padding-left: 1rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #c8ccd2; padding: 0.25rem 0.5rem; text-align: left; }
"""


def _block(block: Block, taking: Taking) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_inline(block.runs, taking)}</p>"
    if isinstance(block, Heading):
        words = _inline(block.runs, taking)
        return (
            f"<h{block.level}>{words}</h{block.level}>"
            if taking.headings
            else f"<p><strong>{words}</strong></p>"
        )
    if isinstance(block, ListBlock):
        return _list(block, taking)
    if isinstance(block, Quote):
        return f"<blockquote>{_blocks(block.blocks, taking)}</blockquote>"
    if isinstance(block, CodeBlock):
        return _code(block, taking)
    if isinstance(block, Table):
        return _table(block, taking)
    return _rule(block, taking)


def _rule(_block: Rule, taking: Taking) -> str:
    return "<hr>" if taking.rules else "<p>* * *</p>"


def _blocks(blocks: tuple[Block, ...], taking: Taking) -> str:
    return "".join(_block(block, taking) for block in blocks)


def _code(block: CodeBlock, taking: Taking) -> str:
    if not taking.pre:
        return f"<p><code>{'<br>'.join(map(_code_line, block.text.split(chr(10))))}</code></p>"
    named = f' class="language-{escape(block.language)}"' if block.language and taking.headings else ""
    return f"<pre><code{named}>{escape(block.text)}</code></pre>"


def _code_line(line: str) -> str:
    """Its indent as blanks that no reader of HTML folds into one."""
    line = line.expandtabs(4)
    words = line.lstrip(" ")
    return "\N{NO-BREAK SPACE}" * (len(line) - len(words)) + escape(words)


def _list(block: ListBlock, taking: Taking) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    items = "".join(f"<li>{_item(item, taking)}</li>" for item in block.items)
    return f"<{tag}{start}>{items}</{tag}>"


def _item(item: ListItem, taking: Taking) -> str:
    box = "" if item.checked is None else f"{TICKED_BOX if item.checked else OPEN_BOX} "
    first, rest = item.blocks[:1], item.blocks[1:]
    if first and isinstance(first[0], Paragraph):
        return f"{box}{_inline(first[0].runs, taking)}{_blocks(rest, taking)}"
    return f"{box}{_blocks(item.blocks, taking)}"


def _table(block: Table, taking: Taking) -> str:
    if not taking.tables:
        return "<p>" + "<br>".join(escape(line) for line in table_lines(block)) + "</p>"
    head = "".join(f"<th>{_inline(cell, taking)}</th>" for cell in block.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_inline(cell, taking)}</td>" for cell in row) + "</tr>" for row in block.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _inline(runs: Runs, taking: Taking) -> str:
    return "".join(
        _linked(href, "".join(_run(run, taking) for run in group)) for href, group in by_link(runs)
    )


def _linked(href: str | None, html: str) -> str:
    return f'<a href="{escape(href)}">{html}</a>' if href else html


def _run(run: Run, taking: Taking) -> str:
    if run.picture and taking.pictures:
        return f'<img src="{escape(run.target)}" alt="{escape(run.text)}">'
    text = escape(run.text).replace("\n", "<br>")
    if run.code:
        text = f"<code>{text}</code>"
    if run.strike:
        # Without the tag the marks stay: a struck promise must not read as a promise.
        text = f"<del>{text}</del>" if taking.strike else f"~~{text}~~"
    if run.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.bold else text
