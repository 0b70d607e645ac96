"""Document -> Markdown (CommonMark with tables) that reads back as the same Document.

Every character with a meaning is escaped. Where a look cannot be written between its neighbours (a bold
bracket inside a word), the words are written without it: words never give way to looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

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
    joined,
    plain,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&]")
# What makes a line a heading, an item, an underline or a rule, at its start.
_LINE_START = re.compile(
    r"^([ ]*)(?:(#{1,6}(?=\s|$)|[+-](?=\s|$)|[=-]+\s*$|:?-)|(\d{1,9})([.)](?=\s|$)))", re.MULTILINE
)
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_MARKS = (("strike", "~~"), ("bold", "**"), ("italic", "*"))


def as_markdown(document: Document) -> str:
    """The blocks as Markdown, blank lines between them, one line end at the end."""
    text = _blocks(document.blocks)
    return f"{text}\n" if text else ""


def escape(text: str) -> str:
    """`text` so that Markdown reads it as these very words."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


def _blocks(blocks: tuple[Block, ...]) -> str:
    parts: list[str] = []
    turn = 0
    for at, block in enumerate(blocks):
        # Two lists in a row would read as one; the second takes the other bullet.
        twin = at > 0 and isinstance(block, ListBlock) and isinstance(blocks[at - 1], ListBlock)
        turn = 1 - turn if twin else 0
        parts.append(_block(block, turn))
    return "\n\n".join(part for part in parts if part)


def _block(block: Block, turn: int) -> str:
    if isinstance(block, Paragraph):
        return _broken(_inline(block.runs))
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_one_line(block.runs)}".rstrip()
    if isinstance(block, ListBlock):
        return _list(block, turn)
    if isinstance(block, Quote):
        return _indented(_blocks(block.blocks), "> ", "> ")
    if isinstance(block, CodeBlock):
        return _fence(block)
    if isinstance(block, Table):
        return _table(block)
    return "___"


def _fence(block: CodeBlock) -> str:
    longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    language = re.sub(r"[^\w+#.-]", "", block.language)
    return f"{fence}{language}\n{block.text}\n{fence}"


def _list(block: ListBlock, turn: int) -> str:
    loose = any(_is_loose(item) for item in block.items)
    lines = []
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}{'.)'[turn]} " if block.ordered else f"{'-*'[turn]} "
        lines.append(_indented(_item(item, loose), mark, " " * len(mark)))
    return ("\n\n" if loose else "\n").join(lines)


def _is_loose(item: ListItem) -> bool:
    first, later = item.blocks[:1], item.blocks[1:]
    return not (all(isinstance(b, Paragraph) for b in first) and all(map(_may_follow_closely, later)))


def _may_follow_closely(block: Block) -> bool:
    # Only a list that starts at 1 may stand right below a line (CommonMark, list items).
    return isinstance(block, ListBlock) and (not block.ordered or block.start == 1)


def _item(item: ListItem, loose: bool) -> str:
    box = "" if item.checked is None else "[x] " if item.checked else "[ ] "
    if loose or len(item.blocks) < 2:
        return box + _blocks(item.blocks)
    head, *lists = item.blocks
    return "\n".join([box + _block(head, 0), *(_block(each, at % 2) for at, each in enumerate(lists))])


def _table(block: Table) -> str:
    if not block.header:
        return ""
    rule = "| " + " | ".join("---" for _ in block.header) + " |"
    return "\n".join([_row(block.header), rule, *map(_row, block.rows)])


def _row(cells: tuple[Runs, ...]) -> str:
    return "| " + " | ".join(map(_one_line, cells)) + " |"


def _indented(text: str, first: str, later: str) -> str:
    head, *tail = text.split("\n")
    lines = [(first, head), *((later, line) for line in tail)]
    return "\n".join(f"{mark}{line}" if line else mark.rstrip() for mark, line in lines)


def _broken(text: str) -> str:
    """`text` with its line ends as hard breaks, which every reader of Markdown keeps."""
    lines = [line.strip() for line in text.split("\n")]
    return "\\\n".join(line for line in lines if line)


def _one_line(runs: Runs) -> str:
    flat = tuple(replace(run, text=" ".join(run.text.split("\n"))) for run in runs)
    text = _inline(flat).strip()
    return re.sub(r"(?<!\\)#(?=#*$)", r"\\#", text)


def _inline(runs: Runs) -> str:
    from se_desk.exchange.markdown_reader import read_markdown

    styled = _styled(runs)
    back = read_markdown(_broken(styled)).blocks
    read = back[0].runs if len(back) == 1 and isinstance(back[0], Paragraph) else ()
    same = _folded(plain(read)) == _folded(plain(runs))
    return styled if same else escape(plain(runs))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _styled(runs: Runs) -> str:
    return "".join(_linked(href, group) for href, group in by_link(runs))


def _linked(href: str | None, runs: Runs) -> str:
    text = _marked(_with_free_edges(runs))
    if href is None:
        return text
    if plain(runs) == href or f"mailto:{plain(runs)}" == href:
        return f"<{plain(runs)}>"
    target = re.sub(r"[<>\s\\]", lambda m: f"%{ord(m[0]):02X}", href)
    return f"[{text}](<{target}>)"


def _with_free_edges(runs: Runs) -> Runs:
    """`runs` with blanks at the edges of a look moved out of it, where no mark may stand."""
    pieces: list[Run] = []
    for run in runs:
        edges = _EDGES.fullmatch(run.text)
        if run.code or edges is None:
            pieces.append(run)
        else:
            pieces += [Run(edges[1]), replace(run, text=edges[2]), Run(edges[3])]
    return joined(pieces)


def _marked(runs: Runs) -> str:
    """The words of `runs` with marks opened and closed in nested order."""
    active: list[str] = []
    out: list[str] = []
    for run in (*runs, Run("")):
        wanted = [name for name, _ in _MARKS if getattr(run, name)]
        out += _closing(active, wanted)
        for name in wanted:
            if name not in active:
                out.append(dict(_MARKS)[name])
                active.append(name)
        out.append(_code_span(run.text) if run.code else escape(run.text))
    return "".join(out)


def _closing(active: list[str], wanted: list[str]) -> Iterator[str]:
    while any(name not in wanted for name in active):
        yield dict(_MARKS)[active.pop()]


def _code_span(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    flat = text.replace("\n", " ")
    pad = " " if flat.startswith(("`", " ")) or flat.endswith(("`", " ")) else ""
    return f"{ticks}{pad}{flat}{pad}{ticks}"
