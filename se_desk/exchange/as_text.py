"""Document -> plain text that reads well in a mail or a CRM's text field."""

from __future__ import annotations

from se_desk.exchange.documents import (
    Block,
    CodeBlock,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    by_link,
)
from se_desk.exchange.sanitising import is_desk_link


def as_text(document: Document) -> str:
    """The blocks as text: blank lines between them, LF, no line end at the end."""
    return text_of(document.blocks)


def text_of(blocks: tuple[Block, ...]) -> str:
    """`blocks` as text, blank lines between them."""
    return "\n\n".join(part for part in map(_block, blocks) if part.strip())


def table_lines(table: Table) -> tuple[str, ...]:
    """A table as lines ``cell | cell``, the header first."""
    return tuple(_row(row) for row in (table.header, *table.rows))


def _row(cells: tuple[Runs, ...]) -> str:
    return " | ".join(_inline(cell).replace("\n", " ").strip() for cell in cells).strip()


def _block(block: Block) -> str:
    if isinstance(block, Heading | Paragraph):
        return _inline(block.runs)
    if isinstance(block, ListBlock):
        return _list(block)
    if isinstance(block, Quote):
        return _indented(text_of(block.blocks), "> ", "> ")
    if isinstance(block, CodeBlock):
        return _indented(block.text, "    ", "    ")
    if isinstance(block, Table):
        return "\n".join(table_lines(block))
    return "* * *"


def _list(block: ListBlock) -> str:
    lines = []
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        lines.append(_indented(_item(item), mark, " " * len(mark)))
    return "\n".join(lines)


def _item(item: ListItem) -> str:
    box = "" if item.checked is None else "[x] " if item.checked else "[ ] "
    parts = [_block(block) for block in item.blocks]
    # A list below a line stays close to it; other blocks keep their distance.
    gaps = ["\n" if isinstance(block, ListBlock) else "\n\n" for block in item.blocks]
    return box + "".join(
        (gap if at else "") + part for at, (gap, part) in enumerate(zip(gaps, parts, strict=True))
    )


def _indented(text: str, first: str, later: str) -> str:
    lines = text.split("\n")
    marked = [first + lines[0], *(later + line for line in lines[1:])]
    return "\n".join(line.rstrip() for line in marked)


def _inline(runs: Runs) -> str:
    return "".join(_linked(href, "".join(map(_run, group))) for href, group in by_link(runs))


def _run(run: Run) -> str:
    return f"~~{run.text}~~" if run.strike else run.text


def _linked(href: str | None, text: str) -> str:
    if href is None or is_desk_link(href) or text in (href, href.removeprefix("mailto:")):
        return text
    return f"{text} ({href})" if text.strip() else href
