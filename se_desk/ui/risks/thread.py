"""The entries of a flag as the thread tells them: who, what, when, and the mark of each in the chain."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from se_desk.domain.chain import ACK, CORRECT, FLAG, NOTE, OUTCOME, SENT
from se_desk.domain.entry_kinds import CORRECTION_FIELDS, TOKENS
from se_desk.domain.evidence import is_list
from se_desk.domain.moments import utc_text
from se_desk.domain.risk_messages import receipts_in
from se_desk.domain.risks import FIELD_LABELS, Category, Channel, OutcomeWord, RiskEntry, RiskFlag, Severity
from se_desk.ui.kit.timeline import Entry

_WORDS: dict[str, Callable[[str], str]] = {
    "severity": lambda token: Severity(token).label,
    "category": lambda token: Category(token).label,
    "channel": lambda token: Channel(token).label,
    "outcome": lambda token: OutcomeWord(token).label,
}
KIND_LABELS = {
    FLAG: "Raised",
    SENT: "Told",
    ACK: "Response",
    NOTE: "Note",
    CORRECT: "Correction",
    OUTCOME: "Outcome",
}
_ICONS = {SENT: "send", ACK: "reply", NOTE: "sticky-note", CORRECT: "plus", OUTCOME: "scale"}
_CLOCKS = {
    "regressed": "The computer's clock stood earlier than at the entry before.",
    "jumped": "The computer's clock was moved since the entry before.",
}


def value_words(field: str, value: str) -> str:
    """A field's value as a person reads it."""
    return _WORDS[field](value) if field in _WORDS and value in TOKENS[field] else value


def mark(entry: RiskEntry) -> str:
    """``#3 6A90-1F3E``: the entry's number and the first digits of its hash."""
    return f"#{entry.seq} {entry.hash[:4]}-{entry.hash[4:8]}".upper()


def thread(flag: RiskFlag, zone: ZoneInfo) -> list[Entry]:
    """Every entry as it was recorded; a correction is an entry of its own."""
    return [_entry(flag, entry, zone) for entry in flag.entries]


def _entry(flag: RiskFlag, entry: RiskEntry, zone: ZoneInfo) -> Entry:
    at = entry.recorded_at if entry.recorded_at.utcoffset() else entry.recorded_at.astimezone(zone)
    severity = flag.severity.value if entry.kind == FLAG and flag.severity else None
    return Entry(
        id=str(entry.seq),
        title=KIND_LABELS[entry.kind],
        second=_second(entry),
        at=f"{at.day} {at:%b}, {at:%H:%M}",
        body=_body(flag, entry),
        mono=f"{utc_text(entry.recorded_at)}  {mark(entry)}",
        icon=_ICONS.get(entry.kind, ""),
        severity=severity,
        node="severity" if severity else "accent" if entry.kind == ACK else "plain",
        receipt=_receipt(entry),
    )


def _second(entry: RiskEntry) -> str:
    fields = entry.fields
    if entry.kind == SENT:
        channel = value_words("channel", fields.get("channel", "")).lower()
        return ", ".join(part for part in (fields.get("to", ""), _crm(channel)) if part)
    if entry.kind == ACK:
        return fields.get("from", "")
    if entry.kind == CORRECT:
        return f"of #{fields['corrects']}" if "corrects" in fields else ""
    if entry.kind == OUTCOME:
        return value_words("outcome", fields.get("outcome", "")).lower()
    return "by you, with evidence" if is_list(fields.get("note", "")) else "by you"


def _crm(channel: str) -> str:
    return channel.replace("crm", "CRM")


def _body(flag: RiskFlag, entry: RiskEntry) -> str:
    fields = entry.fields
    lines = {
        FLAG: _as_raised(flag, entry),
        SENT: [_quoted(fields.get("message", "")), _source(entry)],
        ACK: [_quoted(fields.get("response", "")), _source(entry)],
        NOTE: [fields.get("note", "")],
        OUTCOME: [fields.get("note", "")],
        CORRECT: [_labelled(entry, name) for name in CORRECTION_FIELDS],
    }[entry.kind]
    lines += [_occurred(entry), _CLOCKS.get(entry.clk, "")]
    if entry.hidden:
        lines.append(f"Removed from this desk: {', '.join(FIELD_LABELS.get(n, n) for n in entry.hidden)}")
    return "\n".join(line for line in lines if line)


def _as_raised(flag: RiskFlag, entry: RiskEntry) -> list[str]:
    """What the heading no longer says since it was corrected."""
    now = {
        "statement": flag.statement,
        "severity": flag.severity,
        "category": flag.category,
        "evidence": flag.evidence,
    }
    changed = [name for name, value in now.items() if entry.fields.get(name, "") != (value or "")]
    return [line for name in changed if (line := _labelled(entry, name))]


def _quoted(words: str) -> str:
    """What was said; of a message the receipt's own lines are told below, not here."""
    kept = words
    for receipt in receipts_in(words):
        kept = kept[: kept.find(receipt)].rstrip()
        kept = kept.removesuffix("Receipt:").rstrip()
        break
    return f"“{kept}”" if kept else ""


def _source(entry: RiskEntry) -> str:
    """Who says so: the SE, or a message that somebody else can look up (RISK-RECORD, "honest to claim")."""
    if "reference" in entry.fields:
        return f"Reference given: {entry.fields['reference']}"
    return "" if "reference" in entry.hidden else "Reported by the SE"


def _gap(value: str) -> str:
    """What stands between a field's name and its value: a list begins on a line of its own."""
    return "\n" if is_list(value) else " "


def _labelled(entry: RiskEntry, field: str) -> str:
    if field not in entry.fields:
        return ""
    value = value_words(field, entry.fields[field])
    return f"{FIELD_LABELS.get(field, field)}:{_gap(value)}{value}"


def _occurred(entry: RiskEntry) -> str:
    day = entry.occurred_on
    if day is None or entry.kind == CORRECT:
        return ""
    recorded = entry.recorded_at
    if recorded.date() == day:
        return ""
    return f"Happened {day.day} {day:%b}, recorded {recorded.day} {recorded:%b}"


def _receipt(entry: RiskEntry) -> str:
    if entry.kind != SENT or "message" not in entry.fields:
        return ""
    found = receipts_in(entry.fields["message"])
    return found[-1] if found else "No receipt was in the message"
