"""The preview of a note: Markdown source -> HTML that shows everything and loads, runs, fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from se_desk.exchange.as_html import Taking, as_html
from se_desk.exchange.attached import with_attachments
from se_desk.exchange.documents import Document, Run, Runs, with_runs
from se_desk.exchange.markdown_places import block_lines
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.sanitising import sanitise_html

# A name may hold dots and hyphens inside, as in @ana.ruiz; a tag starts with a letter, so #3 stays words.
_LINKED = re.compile(
    r"\[\[(?P<deal>[^\[\]\n]{1,200})\]\]"
    r"|(?<![\w@#/.&=])@(?P<person>[^\W\d_]\w*(?:[.-]\w+)*)"
    r"|(?<![\w@#/.&=])#(?P<tag>[^\W\d_]\w*(?:-\w+)*)"
)

SHOWN = Taking(pictures=True)


def preview_html(markdown: str, attached: Mapping[str, str] | None = None, *, lines: bool = False) -> str:
    """HTML of a note's Markdown, sanitised. ``@person``, ``#tag`` and ``[[deal]]`` outside code become links.

    Their addresses are ``sedesk:person/…``, ``sedesk:tag/…`` and ``sedesk:deal/…``, percent-encoded.
    ``attached`` are the note's attachments, id by name: pictures of theirs are shown, links to them lead to
    ``sedesk:attachment/…``. With ``lines`` a comment before each block says at which line of the source,
    from 0, it begins; no other comment can be in it.
    """
    shown = with_attachments(read_markdown(markdown, targets=True), attached or {})
    document = with_runs(shown, _with_desk_links)
    if not lines:
        return _html(document)
    pieces = zip(document.blocks, block_lines(markdown), strict=True)
    return "".join(f"<!--{line}-->{_html(Document((block,)))}" for block, line in pieces)


def _html(document: Document) -> str:
    return sanitise_html(as_html(document, SHOWN), pictures=True)


def _with_desk_links(runs: Runs) -> Runs:
    return tuple(piece for run in runs for piece in _cut(run))


def _cut(run: Run) -> Iterator[Run]:
    if run.code or run.href or run.picture:
        yield run
        return
    at = 0
    for found in _LINKED.finditer(run.text):
        kind = found.lastgroup or ""
        if not found[kind].strip():
            continue
        yield replace(run, text=run.text[at : found.start()])
        yield replace(
            run, text=_shown(found, kind), href=f"sedesk:{kind}/{quote(found[kind].strip(), safe='')}"
        )
        at = found.end()
    yield replace(run, text=run.text[at:])


def _shown(found: re.Match[str], kind: str) -> str:
    return found[kind].strip() if kind == "deal" else found[0]
