"""Every word of a record's page, in one table: for Python's writers and for the page in the browser.

Only text, lists and tables, so that it can be handed over as JSON. ``{name}`` is filled in once. What
may be claimed is decided in RISK-RECORD ("What is honest to claim"): an answer is reported by the SE or
carries a reference; nothing here says that somebody else confirmed it.
"""

from __future__ import annotations

from typing import TypedDict

from se_desk.domain.evidence import BULLET
from se_desk.domain.risks import FIELD_LABELS, AnchorWord, Category, Channel, OutcomeWord, Severity


class Words(TypedDict):
    """The table's rows."""

    text: dict[str, str]
    counts: dict[str, list[str]]
    about: list[list[str]]
    kinds: dict[str, list[str]]
    lines: dict[str, list[str]]
    bare: dict[str, str]
    short: list[str]
    fields: dict[str, str]
    tokens: dict[str, dict[str, str]]
    clocks: dict[str, str]
    claims: list[str]
    checks: list[str]
    verdicts: dict[str, str]
    faults: dict[str, str]


WORDS: Words = {
    "text": {
        "title": "Risk record",
        "author": "Written by {author}",
        "recipient": "For {recipient}",
        "exported": "Exported {moment} UTC",
        "period": "Period {period}",
        "in_record": "In this record",
        "told": "Told",
        "told_of": "{told} of {flags}",
        "heading": "Flags, newest first. Times are UTC, with the local time below.",
        "lead": "{flags} with {entries} recorded from {first} to {last}.",
        "unshown": "{flags} not chosen for this record: in the chain, without words.",
        "nothing": "No flag of this deal was chosen for this record.",
        "marks": "Marks in the chain",
        "hidden_heading": "Statement not shown",
        "not_shown": "Not shown",
        "clock": "Clock",
        "receipt": "Receipt",
        "source": "Source",
        "reported": "reported by the SE",
        "given": "reference given",
        "reference_hidden": "reported by the SE; a reference was recorded and is not shown here",
        "nobody_told": "Nobody, as far as this chain says.",
        "no_response": "None recorded.",
        "response": "Response",
        "corrects": "entry {seq}",
        "occurred": "{day}, recorded {recorded}",
        "item": BULLET.strip(),
        "stamp": "{moment} UTC, over entry {seq}",
        "stamp_elsewhere": "{moment} UTC, over no entry before it",
        "stamp_by": "Signed by",
        "stamp_key": "{authority}, certificate SHA-256 {certificate}",
        "stamp_unread": "cannot be read",
        "claims": "What this record shows",
        "checks": "How to check it",
        "head": "Last entry",
        "key": "Public key",
        "cover": "Risk records",
        "cover_deal": "Deal",
        "cover_receipt": "Receipt of the last entry",
        "cover_file": "File",
        "made": "Made with SE Desk, offline",
        "shown_of": "{entries} in the chain, {shown} shown with words",
    },
    "counts": {
        "flag": ["1 flag", "{n} flags"],
        "entry": ["1 entry", "{n} entries"],
        "day": ["1 day", "{n} days"],
        "unshown": ["1 flag is", "{n} flags are"],
    },
    "about": [
        ["value", "Value"],
        ["stage", "Stage"],
        ["partner", "Account executive"],
        ["procurement", "Procurement"],
        ["ae_forecast", "AE forecast"],
        ["se_read", "SE read"],
        ["gap_days", "Difference"],
        ["earliest_signature", "Earliest signature"],
    ],
    "kinds": {  # with the name of the person, and without
        "risk.flag": ["Raised", "Raised"],
        "risk.sent": ["Told {to}", "Told"],
        "risk.ack": ["Response of {from}", "Response"],
        "risk.note": ["Note", "Note"],
        "risk.correct": ["Correction", "Correction"],
        "risk.outcome": ["Outcome", "Outcome"],
        "anchor": ["Mark", "Mark"],
    },
    "lines": {
        "risk.flag": ["statement", "evidence", "severity", "category", "occurred"],
        "risk.sent": ["message", "reference", "channel"],
        "risk.ack": ["response", "reference", "occurred"],
        "risk.note": ["note"],
        "risk.correct": [
            "corrects",
            *(name for name in FIELD_LABELS if name not in ("corrects", "anchor", "token")),
        ],
        "risk.outcome": ["outcome", "note"],
        "anchor": ["anchor", "note", "token"],
    },
    "bare": {
        "risk.flag": "statement",
        "risk.sent": "message",
        "risk.ack": "response",
        "risk.note": "note",
        "risk.outcome": "outcome",
        "anchor": "anchor",
    },
    "short": ["severity", "category", "channel", "occurred", "corrects"],
    "fields": dict(FIELD_LABELS),
    "tokens": {
        "severity": {word.value: word.label for word in Severity},
        "category": {word.value: word.label for word in Category},
        "channel": {word.value: word.label for word in Channel},
        "outcome": {word.value: word.label for word in OutcomeWord},
        "anchor": {word.value: word.label for word in AnchorWord},
    },
    "clocks": {
        "regressed": "this computer’s clock stood earlier than at the entry before",
        "jumped": "this computer’s clock was moved by more than two minutes since the entry before",
    },
    "claims": [
        "If a receipt from a message fits, its entry and all entries before it are unchanged since that "
        "message was sent. It says nothing of later entries.",
        "Whoever owns the computer could write a whole chain anew. A receipt inside a message is held by "
        "another server with its own time, and that is what counts.",
        "The signature says that the same desk made this record, not when. Times are those of that computer.",
        "Messages and answers are reported by the SE; where a reference is given, it can be looked up. "
        "The record assigns no blame.",
    ],
    "checks": [
        "With SE Desk, no desk and no network needed: se-desk verify RECORD.json RECEIPT --key KEY. "
        "Take each receipt from the message that was received, and the key from the charter.",
        "With Python alone: the script check_risk_record.py of the SE Desk project. "
        "With sha256sum and openssl: the steps in HOW-TO-CHECK.txt.",
        "The HTML file checks itself in a browser. A checker sent by the author is a convenience; "
        "the other ways do not depend on the author.",
    ],
    "verdicts": {
        "waiting": "Not checked. This viewer runs no scripts; the ways to check are named at the end.",
        "intact": "Intact. {entries}, each carrying the hash of the one before; every shown value is the "
        "recorded one; the signature fits the public key below.",
        "unsigned": "The chain is intact. This browser cannot check Ed25519 signatures, so whether fields "
        "were taken out on the way is not checked. Use another way named at the end.",
        "broken": "Not intact. {reason}",
        "unable": "Not checked. This browser offers no WebCrypto here. Use another way named at the end.",
        "ask": "A receipt from a message you received",
        "fits": "It fits entry {seq}: that entry and all before it are unchanged since the message was sent.",
        "differs": "It does not fit entry {seq} of this record.",
        "unread": "This is no receipt, or a character was mistyped.",
    },
    "faults": {
        "shape": "Entry {seq} is not written in the form of the format.",
        "order": "Entry {seq} is missing or out of its place.",
        "deal": "Entry {seq} belongs to another deal.",
        "prev": "Entry {seq} does not carry the hash of the entry before it.",
        "value": "Entry {seq}: the field {name} is not what was recorded.",
        "shown": "Entry {seq}: its open fields are not those that were signed as shown.",
        "stamp": "Entry {seq}: its time stamp does not hold.",
        "head": "The chain does not end at the entry that was signed as the last one.",
        "signature": "The signature does not fit the manifest.",
        "page": "The embedded record cannot be read.",
    },
}
