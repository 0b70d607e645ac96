"""The page of a record as one HTML file that checks itself: offline, no outside reference, CSP by hashes.

It embeds the canonical bytes of every core and of the manifest as texts. Its script hashes and checks
those, and then draws the page anew from what it parsed out of them; what stands in the file as HTML is
for viewers without scripts. Nothing in it is ever serialised again.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from html import escape
from string import Template

from se_desk.exchange.risk_records.files import resource
from se_desk.exchange.risk_records.page import Line, Page, PageEntry, PageFlag, record_page
from se_desk.exchange.risk_records.reading import Record
from se_desk.exchange.risk_records.words import WORDS


def as_html(record: Record) -> str:
    """The whole file. The record is taken as it was read; the page finds out whether it is intact."""
    style = resource("page.css")
    parts = (
        f"const WORDS = {_embedded(WORDS)};\n",
        resource("page.js"),
        "\n",
        resource("stamps.js"),
        "\nmain();\n",
    )
    script = "".join(parts)
    page = record_page(record)
    return Template(resource("page.html")).substitute(
        policy=escape(_policy(style, script)),
        title=escape(", ".join(part for part in (page.title, page.subtitle) if part)),
        style=style,
        waiting=escape(WORDS["verdicts"]["waiting"]),
        ask=escape(WORDS["verdicts"]["ask"]),
        page=_page(page),
        record=_embedded(_bytes_of(record)),
        script=script,
    )


def _bytes_of(record: Record) -> dict[str, object]:
    entries = [
        {
            "core": entry.core_bytes.decode(),
            "open": {
                n: {"salt": field.salt.hex(), "value": field.value} for n, field in entry.opened.items()
            },
        }
        for entry in record.entries
    ]
    return {"manifest": record.manifest_bytes.decode(), "sig": record.sig, "entries": entries}


def _embedded(value: object) -> str:
    """JSON that can stand inside a script element: ASCII, and no sign that HTML could take up."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _page(page: Page) -> str:
    byline = "".join(_tag("div", "", line) for line in page.byline)
    return "\n".join(
        [
            '<header class="top"><div>' + _tag("h1", "", page.title) + _tag("p", "sub", page.subtitle),
            f'</div><div class="by">{byline}</div></header>',
            _group("facts", (_cell(line) for line in page.facts)),
            *(_tag("p", "lead", text) for text in page.lead),
            _tag("p", "label", page.heading),
            *(_flag(flag) for flag in page.flags),
            _group("ends", (_list(page.claims_title, page.claims), _list(page.checks_title, page.checks))),
            _group("proofs", (_cell(line) for line in page.proofs)),
            _group("foot", (_tag("span", "", text) for text in page.footer)),
        ]
    )


def _flag(flag: PageFlag) -> str:
    mark = f'<i class="mark {escape(flag.severity)}"></i>' if flag.severity else ""
    heading = f"<h2>{mark}{_tag('span', 'mono', flag.number)}{_tag('span', '', flag.heading)}</h2>"
    rows = [_entry(entry) for entry in flag.entries]
    rows += [_row(("", ""), line.label, [Line("", line.text)], "", ("", "")) for line in flag.absent]
    return f'<section class="flag">{heading}<table><tbody>{"".join(rows)}</tbody></table></section>'


def _entry(entry: PageEntry) -> str:
    times, marks = (entry.utc, entry.local), (entry.number, entry.mark)
    return _row(times, entry.label, entry.lines, entry.receipt, marks)


def _row(
    times: tuple[str, str], label: str, lines: Iterable[Line], receipt: str, marks: tuple[str, str]
) -> str:
    said = "".join(_said(line) for line in lines)
    proof = _said(Line(WORDS["text"]["receipt"], receipt), "code") if receipt else ""
    cells = [
        _tag("span", "", times[0]) + _tag("span", "quiet", times[1]),
        _tag("span", "text", label),
        said + proof,
        _tag("span", "", marks[0]) + _tag("span", "quiet", marks[1]),
    ]
    classes = ("time", "what", "said", "id")
    return (
        "<tr>"
        + "".join(f'<td class="{c}">{cell}</td>' for c, cell in zip(classes, cells, strict=True))
        + "</tr>"
    )


def _said(line: Line, kind: str = "text") -> str:
    label = _tag("span", "quiet", line.label) if line.label else ""
    row = '<div class="short">' if line.short else "<div>"
    return f"{row}{label}{_tag('span', kind, line.text)}</div>"


def _cell(line: Line) -> str:
    return f"<div>{_tag('span', 'quiet', line.label)}{_tag('b', 'text', line.text)}</div>"


def _list(title: str, items: Iterable[str]) -> str:
    rows = "".join(_tag("li", "", item) for item in items)
    return f"<div>{_tag('p', 'label', title)}<ol>{rows}</ol></div>"


def _group(kind: str, parts: Iterable[str]) -> str:
    return f'<div class="{kind}">{"".join(parts)}</div>'


def _tag(name: str, kind: str, text: str) -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<{name}{named}>{escape(text)}</{name}>"
