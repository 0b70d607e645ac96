"""Markdown source -> Document. CommonMark with tables, strike-through, task lists and bare addresses.

Raw HTML is text like any other, so ``List<String>`` in a note keeps its words and a script is only its
letters. Pictures become their alternative text: nothing is ever loaded. A line break in the source is
a line break in the result, as people jot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from se_desk.domain.attachments import SCHEME, name_in
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
    joined,
    plain,
    with_runs,
)
from se_desk.exchange.sanitising import clean_text, is_open_link

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Deeper than any note; what lies deeper would be left out by the parser, so it is shown as written.
MAX_NESTING = 40

_TASK = re.compile(r"\[([ xX])\] ")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`|\\^{}\[\]]+")
_AFTER_ADDRESS = ".,;:!?*_~"


def read_markdown(source: str, title: str = "", *, targets: bool = False) -> Document:
    """The Document of Markdown `source`. Never raises: what cannot be parsed is kept as it was typed.

    With `targets`, runs say where pictures lie and where links lead that are no addresses (Run.target).
    """
    text = clean_text(source)
    tokens = _parser().parse(text)
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        return Document((CodeBlock(text.rstrip("\n")),), title)
    _tick(tokens)
    document = Document(tuple(_blocks(iter(tokens))), title)
    return document if targets or "]" not in text else with_runs(document, _without_targets)


def parse(text: str) -> list[Token]:
    """The parser's tokens of clean text, for what asks where things stand."""
    return _parser().parse(text)


def _without_targets(runs: Runs) -> Runs:
    return joined(replace(run, target="", picture=False) if run.target else run for run in runs)


def _tick(tokens: list[Token]) -> None:
    """Turn ``[ ] `` and ``[x] `` at the start of a list item into the item's box."""
    for item, inline in zip(tokens, tokens[2:], strict=False):
        box = (
            _TASK.match(inline.content) if item.type == "list_item_open" and inline.type == "inline" else None
        )
        first = inline.children[0] if box and inline.children else None
        # A typed backslash, or a link definition named x, leaves another first piece than the box.
        if box and first and first.type == "text" and first.content.startswith(box[0]):
            first.content = first.content[len(box[0]) :]
            item.meta["checked"] = box[1] != " "


def code_lines(source: str) -> frozenset[int]:
    """The numbers, from 0, of the lines of clean `source` that belong to code blocks."""
    spans = (token.map for token in _parser().parse(source) if token.type in ("fence", "code_block"))
    return frozenset(number for span in spans if span for number in range(*span))


def has_refused_targets(source: str) -> bool:
    """Whether a link or picture in `source` names a scheme that is none of ours, such as ``javascript:``."""
    tokens = (child for token in _parser().parse(source) for child in token.children or ())
    targets = (str(t.attrs.get("href") or t.attrs.get("src") or "") for t in tokens)
    return any(":" in target.split("/")[0] and not is_open_link(target) for target in targets)


def holds_html(source: str) -> bool:
    """Whether a reader of Markdown that takes raw HTML would find some in `source`."""
    tokens = (each for token in _html_parser().parse(source) for each in (token, *(token.children or ())))
    return any(token.type in ("html_block", "html_inline") for token in tokens)


@cache
def _html_parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    options = {"html": False, "breaks": True, "maxNesting": MAX_NESTING}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    # Links are judged here, after parsing, so that a refused one still shows its words.
    parser.validateLink = lambda url: bool(url)  # type: ignore[method-assign]  # its own hook
    return parser


def _until(tokens: Iterator[Token], end: str) -> Iterator[Token]:
    """The tokens before the one that ends what was begun, which is taken as well."""
    return takewhile(lambda token: token.type != end, tokens)


def _blocks(tokens: Iterator[Token], end: str = "") -> Iterator[Block]:
    for token in _until(tokens, end):
        yield _block(token, tokens)


def _block(token: Token, tokens: Iterator[Token]) -> Block:
    kind = token.type
    if kind == "heading_open":
        return Heading(int(token.tag[1]), _runs_until(tokens, "heading_close"))
    if kind in ("fence", "code_block"):
        return CodeBlock(token.content.removesuffix("\n"), (token.info.split() or [""])[0])
    if kind == "blockquote_open":
        return Quote(tuple(_blocks(tokens, "blockquote_close")))
    if kind == "bullet_list_open":
        return ListBlock(tuple(_items(tokens, "bullet_list_close")))
    if kind == "ordered_list_open":
        start = int(token.attrs.get("start", 1))
        return ListBlock(tuple(_items(tokens, "ordered_list_close")), ordered=True, start=start)
    if kind == "table_open":
        return _table(tokens)
    if kind == "hr":
        return Rule()
    return Paragraph(_runs_until(tokens, "paragraph_close"))


def _items(tokens: Iterator[Token], end: str) -> Iterator[ListItem]:
    for token in _until(tokens, end):
        yield ListItem(tuple(_blocks(tokens, "list_item_close")), token.meta.get("checked"))


def _table(tokens: Iterator[Token]) -> Table:
    rows: list[list[Runs]] = []
    for token in _until(tokens, "table_close"):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_runs(token))
    return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))


def _runs_until(tokens: Iterator[Token], end: str) -> Runs:
    return tuple(run for token in _until(tokens, end) for run in _runs(token))


@dataclass
class _Look:
    """The look of the words at the point of reading: how deep in each kind of mark, and the link."""

    depth: dict[str, int] = field(default_factory=lambda: {"strong": 0, "em": 0, "s": 0})
    target: str = ""
    began: int = 0

    def run(self, text: str, *, code: bool = False) -> Run:
        href = self.target if is_open_link(self.target) else None
        look = {name: depth > 0 for name, depth in self.depth.items()}
        return Run(text, look["strong"], look["em"], code, look["s"], href, "" if href else self.target)


def _runs(inline: Token) -> Runs:
    look, runs = _Look(), list[Run]()
    for token in inline.children or ():
        if token.type == "link_open":
            look.target, look.began = str(token.attrs.get("href", "")), len(runs)
        elif token.type == "link_close":
            runs += _refused_target(look, runs)
            look.target = ""
        elif token.type.endswith(("_open", "_close")):
            look.depth[token.tag] += token.nesting
        elif token.type == "image":
            target = str(token.attrs.get("src", ""))
            runs.append(replace(look.run(_text(token)), target=target, picture=True))
        else:
            runs.append(look.run(_text(token), code=token.type == "code_inline"))
    return tuple(run for joint in joined(runs) for run in _with_addresses(joint))


def _text(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "image":
        return "".join(_text(child) for child in token.children or ()) or "[image]"
    return token.content


def _refused_target(look: _Look, runs: list[Run]) -> list[Run]:
    """The target of a link that is none of ours, as words after its label, so that nothing is lost."""
    words = dead_end(look.target, plain(tuple(runs[look.began :])))
    return [replace(look.run(words), href=None, target="")] if words else []


def dead_end(target: str, label: str) -> str:
    """What stands after the label of a link that leads nowhere, "" for nothing.

    An attachment is called by its name.
    """
    said = name_in(target) or "" if target.startswith(SCHEME) else target
    return "" if not said or is_open_link(said) or label == said else f" ({said})"


def _with_addresses(run: Run) -> Iterator[Run]:
    """`run` cut so that each bare http address in it is a link."""
    if run.code or run.href or "://" not in run.text:
        yield run
        return
    at = 0
    for found in _ADDRESS.finditer(run.text):
        address = _balanced(found[0].rstrip(_AFTER_ADDRESS))
        if is_open_link(address):
            yield from joined((replace(run, text=run.text[at : found.start()]),))
            yield replace(run, text=address, href=address)
            at = found.start() + len(address)
    yield from joined((replace(run, text=run.text[at:]),))


def _balanced(address: str) -> str:
    """`address` without a closing bracket that belongs to the sentence around it."""
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_AFTER_ADDRESS)
    return address
