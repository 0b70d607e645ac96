"""Notes as Markdown files with front matter, for a notes app, a repository or a CRM that takes Markdown."""

from __future__ import annotations

import json
import re

from se_desk.exchange.as_markdown import as_markdown, escape
from se_desk.exchange.markdown_reader import code_lines, has_refused_targets, holds_html, read_markdown
from se_desk.exchange.notes_out.beside import with_places
from se_desk.exchange.notes_out.note_format import NoteFormat, one_file_a_note
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.sanitising import clean_text

# Read from the left: an escape, a code span, an address in brackets; else a bracket that opens a tag.
_TAG_OR_NOT = re.compile(
    r"(?s:\\.)|(?P<ticks>`+)(?!`)(?s:.*?)(?<!`)(?P=ticks)(?!`)"
    r"|<(?:https?://|mailto:)[^\s<>]*>|<[\w.+-]+@[\w.-]+>|(?P<tag><(?=[A-Za-z/!?]))"
)


def inert_markdown(source: str) -> str:
    """`source` as it was typed, save that raw HTML is escaped and no link can act.

    Front ends that would run HTML in Markdown then show the same words as the desk's preview.
    """
    text = clean_text(source).rstrip()
    document = read_markdown(text)
    if not has_refused_targets(text):
        kept = _with_escaped_tags(text)
        if not holds_html(kept) and read_markdown(kept) == document:
            return kept
    return as_markdown(document).rstrip("\n")


def _with_escaped_tags(text: str) -> str:
    code = code_lines(text)
    stretches: list[tuple[bool, list[str]]] = []
    for number, line in enumerate(text.split("\n")):
        if not stretches or stretches[-1][0] != (number in code):
            stretches.append((number in code, []))
        stretches[-1][1].append(line)
    parts = (("\n".join(lines), is_code) for is_code, lines in stretches)
    return "\n".join(part if is_code else _TAG_OR_NOT.sub(_escaped, part) for part, is_code in parts)


def _escaped(found: re.Match[str]) -> str:
    return "&lt;" if found["tag"] else found[0]


def _front_matter(note: NoteOut) -> str:
    facts: dict[str, str | int] = {"title": note.title, "kind": note.note.kind.value}
    if note.deal is not None:
        facts |= {"deal": note.deal.title, "account": note.deal.account, "crm_id": note.deal.crm_id}
    if note.call is not None:
        facts |= {"call": note.call.title, "call_at": note.call.starts_at.isoformat(timespec="minutes")}
    facts |= {"written_at": note.note.written_at.isoformat(timespec="seconds")}
    facts |= {"note_id": note.note.id, "revision": note.note.revision}
    # A JSON string is a YAML string too, so no title can break out of its line.
    lines = (f"{name}: {json.dumps(_clean(value), ensure_ascii=False)}" for name, value in facts.items())
    return "\n".join(("---", *lines, "---"))


def _clean(value: str | int) -> str | int:
    return clean_text(value) if isinstance(value, str) else value


def _piece(note: NoteOut) -> str:
    body = inert_markdown(with_places(note))
    parts = (_front_matter(note), f"# {escape(note.title)}", body, note.marker)
    return "\n\n".join(part for part in parts if part) + "\n"


FORMAT = NoteFormat(
    key="markdown",
    label="Markdown",
    checked_against="CommonMark as markdown-it reads it, with YAML front matter; no particular app.",
    again="The file is written anew, under the same name in the same folder.",
    piece=_piece,
    write=one_file_a_note(_piece, ".md"),
    beside=True,
)
