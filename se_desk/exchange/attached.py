"""What a note's text shows or links of its own attachments, whichever program's way of writing it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from se_desk.domain.attachments import name_in
from se_desk.exchange.documents import Document, Run, Runs, plain, with_runs
from se_desk.exchange.markdown_reader import dead_end

# Obsidian's way to show a file: its name or path, then maybe a place in it and a width.
EMBED = re.compile(r"!\[\[(?P<path>[^\[\]\n|#]{1,500})(?:#[^\[\]\n|]{0,200})?(?:\|[^\[\]\n]{0,100})?\]\]")


def address_of(attachment_id: str) -> str:
    """The address by which the preview knows an attachment."""
    return f"sedesk:attachment/{attachment_id}"


def with_attachments(document: Document, attached: Mapping[str, str]) -> Document:
    """`document` with pictures and links that name one of ``attached`` (id by name) leading to it.

    A picture of anything else becomes its alternative words, as in every other writer.
    """
    ids = {name.casefold(): key for name, key in attached.items()}
    return with_runs(document, lambda runs: tuple(_all_resolved(runs, ids)))


def _all_resolved(runs: Runs, ids: Mapping[str, str]) -> Iterator[Run]:
    """Links that lead to an attachment lose the words that a dead end has after it."""
    surplus = ""
    for (target, picture), group in groupby(runs, key=lambda run: (run.target, run.picture)):
        first, *rest = group
        if not target and surplus and first.text.startswith(surplus):
            first = replace(first, text=first.text.removeprefix(surplus))
        for run in (first, *rest):
            yield from _resolved(run, ids)
        leads = not picture and _id_of(target, ids) is not None
        surplus = dead_end(target, plain((first, *rest))) if leads else ""


def _resolved(run: Run, ids: Mapping[str, str]) -> Iterator[Run]:
    key = _id_of(run.target, ids)
    if run.picture:
        yield replace(run, picture=False) if key is None else replace(run, target=address_of(key))
    elif key is not None:
        yield replace(run, href=address_of(key))
    elif run.code or run.href:
        yield run
    else:
        yield from _with_embeds(run, ids)


def _with_embeds(run: Run, ids: Mapping[str, str]) -> Iterator[Run]:
    at = 0
    for found in EMBED.finditer(run.text):
        key = _id_of(found["path"].strip(), ids)
        if key is not None:
            yield replace(run, text=run.text[at : found.start()])
            name = name_in(found["path"].strip()) or ""
            yield replace(run, text=name, target=address_of(key), picture=True)
            at = found.end()
    yield replace(run, text=run.text[at:])


def _id_of(target: str, ids: Mapping[str, str]) -> str | None:
    name = name_in(target) if target and ids else None
    return ids.get(name.casefold()) if name else None


def names_in(document: Document) -> frozenset[str]:
    """The names, folded, of the attachments that the document may show or link."""
    found: set[str] = set()

    def look(runs: Runs) -> Runs:
        for run in runs:
            targets = [run.target, *(each["path"].strip() for each in EMBED.finditer(run.text))]
            found.update(name.casefold() for name in map(name_in, targets) if name)
        return runs

    with_runs(document, look)
    return frozenset(found)
