"""The page of a record, without ink: its words and their order, for every painter.

HTML, Markdown and PDF show this structure and add no word of their own, so that the three say the same.
All texts are plain; line ends inside them are ``\\n``. The browser makes the same page from the embedded
bytes (``resources/risk_record/page.js``); a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from se_desk.domain.chain import ACK, ANCHOR, CORRECT, FLAG, SENT, receipt
from se_desk.exchange.risk_records.reading import Record, RecordEntry
from se_desk.exchange.risk_records.stamps import BadStamp, read_stamp
from se_desk.exchange.risk_records.stamps_of_record import places, token_of
from se_desk.exchange.risk_records.words import WORDS


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled text; the main text of an entry has no label. A ``short`` one may share its row."""

    label: str
    text: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One entry: ``utc`` and ``local`` say one moment; ``number`` is ``#2``, ``mark`` begins its hash."""

    seq: int
    utc: str
    local: str
    label: str
    lines: tuple[Line, ...]
    receipt: str
    number: str
    mark: str


@dataclass(frozen=True, slots=True)
class PageFlag:
    """One flag. ``severity`` is a token or empty; ``absent`` says what was never recorded."""

    number: str
    severity: str
    heading: str
    entries: tuple[PageEntry, ...]
    absent: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole record in reading order. ``facts`` fill a grid; ``footer`` is left, middle, right.

    ``author`` is no text of the page but its property: who the record says has written it.
    """

    title: str
    subtitle: str
    byline: tuple[str, ...]
    facts: tuple[Line, ...]
    lead: tuple[str, ...]
    heading: str
    flags: tuple[PageFlag, ...]
    claims_title: str
    claims: tuple[str, ...]
    checks_title: str
    checks: tuple[str, ...]
    proofs: tuple[Line, ...]
    footer: tuple[str, str, str]
    author: str = ""


_TEXT = WORDS["text"]
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def record_page(record: Record) -> Page:
    """The page of a record as it was read; nothing is checked here."""
    manifest = record.manifest
    about = {key: _still(text) for key, text in manifest.about.items()}
    flags = _flags(record)
    return Page(
        title=_TEXT["title"],
        subtitle=", ".join(about[key] for key in ("account", "title") if key in about),
        byline=_byline(about, manifest.exported),
        facts=_facts(about, flags),
        lead=_lead(record, flags),
        heading=_TEXT["heading"],
        flags=(*flags, *_marks(record)),
        claims_title=_TEXT["claims"],
        claims=tuple(WORDS["claims"]),
        checks_title=_TEXT["checks"],
        checks=tuple(WORDS["checks"]),
        proofs=(
            Line(_TEXT["head"], f"#{manifest.head_seq} {manifest.head_hash}"),
            Line(_TEXT["receipt"], receipt(manifest.head_seq, manifest.head_hash)),
            Line(_TEXT["key"], manifest.pub),
        ),
        footer=(_TEXT["made"], _shown_of(record), "sedesk-risk-record/1"),
        author=about.get("author", ""),
    )


def _count(noun: str, number: int) -> str:
    one, many = WORDS["counts"][noun]
    return one if number == 1 else many.format(n=number)


def _byline(about: Mapping[str, str], exported: str) -> tuple[str, ...]:
    named = [_TEXT[key].format_map(about) for key in ("author", "recipient", "period") if key in about]
    return (*named, _TEXT["exported"].format(moment=_utc(exported)))


def _facts(known: Mapping[str, str], flags: Sequence[PageFlag]) -> tuple[Line, ...]:
    about = dict(known)
    if about.get("gap_days", "").isdecimal():
        about["gap_days"] = _count("day", int(about["gap_days"]))
    found = [Line(label, about[key]) for key, label in WORDS["about"] if key in about]
    entries = sum(len(flag.entries) for flag in flags)
    told = sum(1 for flag in flags if not any(line.label == _TEXT["told"] for line in flag.absent))
    counts = f"{_count('flag', len(flags))}, {_count('entry', entries)}"
    told_of = _TEXT["told_of"].format(told=told, flags=_count("flag", len(flags)))
    return (*found, Line(_TEXT["in_record"], counts), Line(_TEXT["told"], told_of))


def _lead(record: Record, flags: Sequence[PageFlag]) -> tuple[str, ...]:
    if not flags:
        return (_TEXT["nothing"],)
    days = sorted(entry.utc[:10] for flag in flags for entry in flag.entries)
    entries = _count("entry", len(days))
    first = _TEXT["lead"].format(
        flags=_count("flag", len(flags)), entries=entries, first=days[0], last=days[-1]
    )
    unshown = sum(1 for entry in record.entries if entry.core.kind == FLAG) - len(flags)
    rest = [_TEXT["unshown"].format(flags=_count("unshown", unshown))] if unshown else []
    return (first, *rest)


def _shown_of(record: Record) -> str:
    shown = sum(1 for entry in record.entries if entry.opened)
    return _TEXT["shown_of"].format(entries=_count("entry", len(record.entries)), shown=shown)


def _flags(record: Record) -> tuple[PageFlag, ...]:
    """Chosen flags, newest first; a flag of which nothing is opened was not chosen."""
    groups: dict[int, list[RecordEntry]] = {}
    for entry in record.entries:
        groups.setdefault(entry.core.flag, []).append(entry)
    chosen = [group for flag, group in groups.items() if flag and any(entry.opened for entry in group)]
    return tuple(_flag(group) for group in reversed(chosen))


def _flag(entries: Sequence[RecordEntry]) -> PageFlag:
    values = _values(entries[0])
    for entry in entries:
        fields = _values(entry)
        if entry.core.kind == CORRECT and fields.get("corrects") == str(entries[0].core.seq):
            values.update(fields)
    severity = values.get("severity", "")
    said = (WORDS["tokens"]["severity"].get(severity, ""), values.get("statement", _TEXT["hidden_heading"]))
    kinds = {entry.core.kind for entry in entries}
    absent = ((SENT, "told", "nobody_told"), (ACK, "response", "no_response"))
    return PageFlag(
        number=f"#{entries[0].core.seq}",
        severity=severity,
        heading=" · ".join(part for part in said if part),
        entries=tuple(_entry(entry) for entry in entries),
        absent=tuple(Line(_TEXT[label], _TEXT[text]) for kind, label, text in absent if kind not in kinds),
    )


def _marks(record: Record) -> tuple[PageFlag, ...]:
    seqs = places(record)
    anchors = tuple(_entry(entry, seqs) for entry in record.entries if entry.core.kind == ANCHOR)
    return (PageFlag("", "", _TEXT["marks"], anchors, ()),) if anchors else ()


def _entry(entry: RecordEntry, seqs: Mapping[str, int] = MappingProxyType({})) -> PageEntry:
    core, digest, values = entry.core, entry.hash, _values(entry)
    named, unnamed = WORDS["kinds"][core.kind]
    person = {SENT: "to", ACK: "from"}.get(core.kind, "")
    utc, local = _utc(core.rec), core.recorded_at.isoformat(sep=" ", timespec="seconds")
    return PageEntry(
        seq=core.seq,
        utc=utc,
        local=f"{local[11:19] if local[:10] == utc[:10] else local[:19]} {core.off}",
        label=named.format_map(values) if person in values else unnamed,
        lines=(*_lines(entry, values, person), *_stamp(entry, seqs)),
        receipt=receipt(core.seq, digest),
        number=f"#{core.seq}",
        mark=digest[:8],
    )


def _lines(entry: RecordEntry, values: Mapping[str, str], person: str) -> tuple[Line, ...]:
    kind, names, short = entry.core.kind, WORDS["lines"][entry.core.kind], WORDS["short"]
    bare = WORDS["bare"].get(kind)
    recorded = entry.core.recorded_at.date().isoformat()
    lines = [
        Line("" if name == bare else WORDS["fields"][name], _say(name, values[name], recorded), name in short)
        for name in names
        if name in values and name != person and not (name in ("anchor", "token") and token_of(entry))
    ]
    if person:
        lines.append(Line(_TEXT["source"], _source(entry, values), short=True))
    if entry.core.clk in WORDS["clocks"]:
        lines.append(Line(_TEXT["clock"], WORDS["clocks"][entry.core.clk]))
    if hidden := [WORDS["fields"][name] for name in sorted(entry.core.f) if name not in values]:
        lines.append(Line(_TEXT["not_shown"], ", ".join(hidden)))
    return tuple(lines)


def _say(name: str, value: str, recorded: str) -> str:
    if name in WORDS["tokens"]:
        return WORDS["tokens"][name][value]
    if name == "corrects":
        return _TEXT["corrects"].format(seq=value)
    if name == "occurred":
        return value if value == recorded else _TEXT["occurred"].format(day=value, recorded=recorded)
    if name == "evidence" and value.startswith(f"{_TEXT['item']} "):
        return f"\n{value}"  # items stand below the field's name, each on a line of its own
    return value


def _stamp(entry: RecordEntry, seqs: Mapping[str, int]) -> tuple[Line, ...]:
    """What a time stamp says, in words; its bytes are in the record."""
    text, label = token_of(entry), WORDS["fields"]["token"]
    if not text:
        return ()
    try:
        stamp = read_stamp(text)
    except BadStamp:
        return (Line(label, _TEXT["stamp_unread"]),)
    seq = seqs.get(stamp.imprint, entry.core.seq)
    said = _TEXT["stamp" if seq < entry.core.seq else "stamp_elsewhere"]
    by = _TEXT["stamp_key"].format(authority=stamp.authority, certificate=stamp.certificate)
    when = said.format(moment=stamp.say_moment(), seq=seq)
    return Line(label, when), Line(_TEXT["stamp_by"], by)


def _source(entry: RecordEntry, values: Mapping[str, str]) -> str:
    if "reference" in values:
        return _TEXT["given"]
    return _TEXT["reference_hidden" if "reference" in entry.core.f else "reported"]


def _values(entry: RecordEntry) -> dict[str, str]:
    return {name: _still(field.value) for name, field in entry.opened.items()}


def _still(text: str) -> str:
    """Marks that turn the direction of writing are shown and not obeyed: they could turn a time around."""
    return _TURNS.sub(lambda mark: f"[U+{ord(mark[0]):04X}]", text)


def _utc(rec: str) -> str:
    return rec[:19].replace("T", " ")
