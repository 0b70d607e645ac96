"""The preview of a note: Markdown source -> HTML that shows everything and loads, runs, fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from se_desk.domain.note_links import LinkKind, Written, names_in
from se_desk.exchange.as_html import Taking, as_html
from se_desk.exchange.attached import with_attachments
from se_desk.exchange.documents import Document, Run, with_runs
from se_desk.exchange.markdown_places import block_lines
from se_desk.exchange.markdown_reader import read_markdown
from se_desk.exchange.sanitising import DESK_SCHEME, sanitise_html

# What a link of the desk is called in an address; a name is that of a deal or of a note.
_KINDS = {LinkKind.PERSON: "person", LinkKind.TAG: "tag", LinkKind.NAME: "deal"}

SHOWN = Taking(pictures=True)


def preview_html(
    markdown: str,
    attached: Mapping[str, str] | None = None,
    *,
    lines: bool = False,
    people: frozenset[str] = frozenset(),
) -> str:
    """HTML of a note's Markdown, sanitised. ``@person``, ``#tag`` and ``[[deal]]`` outside code become links.

    ``people`` are names of several words that ``@`` takes as a whole. The addresses of the links are
    ``sedesk:person/…``, ``sedesk:tag/…`` and ``sedesk:deal/…``, percent-encoded. ``attached`` are the note's
    attachments, id by name: pictures of theirs are shown, links to them lead to ``sedesk:attachment/…``.
    With ``lines`` a comment before each block says at which line of the source, from 0, it begins; no other
    comment can be in it.
    """
    shown = with_attachments(read_markdown(markdown, targets=True), attached or {})
    document = with_runs(shown, lambda runs: tuple(piece for run in runs for piece in _cut(run, people)))
    if not lines:
        return _html(document)
    pieces = zip(document.blocks, block_lines(markdown), strict=True)
    return "".join(f"<!--{line}-->{_html(Document((block,)))}" for block, line in pieces)


def _html(document: Document) -> str:
    return sanitise_html(as_html(document, SHOWN), pictures=True)


def _cut(run: Run, people: frozenset[str]) -> Iterator[Run]:
    if run.code or run.href or run.picture:
        yield run
        return
    at = 0
    for link in names_in(run.text, people):
        address = f"{DESK_SCHEME}:{_KINDS[link.kind]}/{quote(link.name, safe='')}"
        yield replace(run, text=run.text[at : link.start])
        yield replace(run, text=_shown(run.text, link), href=address)
        at = link.end
    yield replace(run, text=run.text[at:])


def _shown(text: str, link: Written) -> str:
    """A name stands without its brackets, and, as other programs write it, by the words after its ``|``."""
    if link.kind is not LinkKind.NAME:
        return text[link.start : link.end]
    return link.name.partition("|")[2].strip() or link.name
