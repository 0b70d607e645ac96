"""The risk log as people read it: flags with their words, folded from the entries of a deal's chain.

``entry_of`` turns a sealed entry into a ``RiskEntry``; ``fold`` turns the entries of one deal into its
flags with corrections applied. Values may be missing where they were forgotten; nothing here fails then.
A flag's id is ``<chain>-<seq>``: stable, and the same on every copy of the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from se_desk.domain.chain import ACK, CORRECT, CORRECTABLE, FLAG, NOTE, OUTCOME, SENT, Sealed
from se_desk.domain.errors import BadInput


class _Word(StrEnum):
    @property
    def label(self) -> str:
        """The word a person reads."""
        return _LABELS.get(self.value, self.value.replace("_", " ").capitalize())


class Severity(_Word):
    """How much is at stake, from least to most."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for low to 3 for critical."""
        return list(Severity).index(self)


class Category(_Word):
    """What a flag is about."""

    TIMELINE = "timeline"
    TECHNICAL_FIT = "technical_fit"
    QUALIFICATION = "qualification"
    SECURITY = "security"
    POC_SCOPE = "poc_scope"
    PRODUCT_GAP = "product_gap"
    PEOPLE = "people"
    DECISION_PROCESS = "decision_process"
    COMPETITION = "competition"
    COMMERCIAL = "commercial"
    DATA = "data"
    OTHER = "other"


class Channel(_Word):
    """The way on which somebody was told."""

    EMAIL = "email"
    DIRECT_MESSAGE = "direct_message"
    CALL = "call"
    MEETING = "meeting"
    CRM_NOTE = "crm_note"
    OTHER = "other"


class OutcomeWord(_Word):
    """How a flag ended, or that it is open again."""

    SOLVED = "solved"
    AGREED = "agreed"
    ACCEPTED = "accepted"
    MATERIALISED = "materialised"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


class AnchorWord(_Word):
    """What an anchor in a chain marks."""

    RFC3161 = "rfc3161"
    RESTORED = "restored"


class Status(_Word):
    """What a flag waits for."""

    NOT_TOLD = "not_told"
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


_LABELS = {
    "poc_scope": "POC scope",
    "crm_note": "CRM note",
    "email": "Email",
    "rfc3161": "Time stamp (RFC 3161)",
    "restored": "Restored from a backup",
    "waiting": "Waiting for an answer",
}


# What a person reads in place of a field's name, in the log and in every record of it.
FIELD_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "severity": "Severity",
        "category": "Category",
        "statement": "Statement",
        "evidence": "Evidence",
        "occurred": "Occurred",
        "to": "To",
        "channel": "Channel",
        "reference": "Reference",
        "message": "Message",
        "from": "From",
        "response": "Response",
        "note": "Note",
        "corrects": "Corrects",
        "outcome": "Outcome",
        "anchor": "Mark",
        "token": "Time stamp",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskEntry:
    """One entry of a deal's chain. ``flag`` is the seq of its risk.flag (0 of an anchor).

    ``recorded_at`` is the desk's clock with the local offset of then, ``clk`` its judgement (ok, jumped,
    regressed). ``fields`` holds the values still opened; ``hidden`` names those that are not.
    """

    deal_id: str
    chain: str
    seq: int
    flag: int
    kind: str
    core: bytes
    hash: str
    receipt: str
    recorded_at: datetime
    clk: str
    fields: Mapping[str, str]
    hidden: tuple[str, ...] = ()

    @property
    def occurred_on(self) -> date | None:
        """The day on which it happened, as claimed; None where nothing is claimed."""
        return date.fromisoformat(self.fields["occurred"]) if "occurred" in self.fields else None

    @property
    def has_reference(self) -> bool:
        """Whether the claim points to a message that somebody else holds."""
        return "reference" in self.fields


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFlag:
    """All entries of one flag, corrections applied; ``entries`` keeps them as they were recorded."""

    id: str
    deal_id: str
    chain: str
    seq: int
    statement: str
    severity: Severity | None
    category: Category | None
    evidence: str
    occurred_on: date | None
    raised_at: datetime
    told: tuple[RiskEntry, ...]
    responses: tuple[RiskEntry, ...]
    notes: tuple[RiskEntry, ...]
    outcomes: tuple[RiskEntry, ...]
    entries: tuple[RiskEntry, ...]

    @property
    def outcome(self) -> OutcomeWord | None:
        """The newest outcome; None while there was none, or after it was opened again."""
        word = _word(OutcomeWord, self.outcomes[-1].fields.get("outcome")) if self.outcomes else None
        return None if word is OutcomeWord.REOPENED else word

    @property
    def status(self) -> Status:
        """What it waits for; a reminder after an answer waits again."""
        if self.outcome is not None:
            return Status.CLOSED
        if self.responses and (not self.told or self.responses[-1].seq > self.told[-1].seq):
            return Status.ANSWERED
        return Status.WAITING if self.told else Status.NOT_TOLD

    @property
    def waiting_since(self) -> datetime | None:
        """When the newest message without an answer was recorded."""
        return self.told[-1].recorded_at if self.status is Status.WAITING else None

    @property
    def is_open(self) -> bool:
        """Whether no outcome closed it."""
        return self.status is not Status.CLOSED


def entry_of(deal_id: str, sealed: Sealed) -> RiskEntry:
    """A sealed entry as the log shows it; ``deal_id`` is the desk's own key, not the chain's."""
    core = sealed.core
    return RiskEntry(
        deal_id=deal_id,
        chain=core.deal,
        seq=core.seq,
        flag=core.flag,
        kind=core.kind,
        core=sealed.core_bytes,
        hash=sealed.hash,
        receipt=sealed.receipt,
        recorded_at=core.recorded_at,
        clk=core.clk,
        fields=sealed.values,
        hidden=tuple(sorted(set(core.f) - set(sealed.opened))),
    )


def fold(entries: Iterable[RiskEntry]) -> tuple[RiskFlag, ...]:
    """The flags of the entries of one or more chains, in the order of their raising."""
    by_flag: dict[tuple[str, int], list[RiskEntry]] = {}
    for entry in sorted(entries, key=lambda one: (one.chain, one.seq)):
        if entry.flag:
            by_flag.setdefault((entry.chain, entry.flag), []).append(entry)
    flags = [_fold_one(of_flag) for of_flag in by_flag.values() if of_flag[0].kind == FLAG]
    return tuple(sorted(flags, key=lambda flag: (flag.raised_at, flag.chain, flag.seq)))


def corrected(entries: Sequence[RiskEntry]) -> tuple[RiskEntry, ...]:
    """The entries of one flag without its corrections, each with its newest values."""
    fields = {entry.seq: dict(entry.fields) for entry in entries}
    for entry in entries:
        target = entry.fields.get("corrects", "") if entry.kind == CORRECT else ""
        if target and int(target) in fields:
            fields[int(target)].update({n: v for n, v in entry.fields.items() if n != "corrects"})
    return tuple(replace(one, fields=fields[one.seq]) for one in entries if one.kind != CORRECT)


def corrected_kind(entries: Iterable[RiskEntry], flag: int, corrects: int) -> str:
    """The kind of the entry that a correction names. Raises BadInput where it cannot be corrected."""
    for entry in entries:
        if entry.seq == corrects and entry.flag == flag and entry.kind in CORRECTABLE:
            return entry.kind
    raise BadInput(
        f"Entry {corrects} cannot be corrected here.",
        do="Name an entry of the same flag that is not itself a correction.",
    )


def flag_id(chain: str, seq: int) -> str:
    """The text by which a flag is named: the chain's 32 hex digits and the entry's number."""
    return f"{chain}-{seq:04d}"


def read_flag_id(text: str) -> tuple[str, int]:
    """Chain and seq of a flag's id. Raises BadInput."""
    chain, _, seq = text.partition("-")
    if len(chain) != 32 or not (seq.isascii() and seq.isdigit() and len(seq) < 17):
        raise BadInput(f"{text!r:.60} is not the id of a flag.")
    return chain, int(seq)


def _fold_one(entries: Sequence[RiskEntry]) -> RiskFlag:
    now = corrected(entries)
    raised = now[0]
    return RiskFlag(
        id=flag_id(raised.chain, raised.seq),
        deal_id=raised.deal_id,
        chain=raised.chain,
        seq=raised.seq,
        statement=raised.fields.get("statement", ""),
        severity=_word(Severity, raised.fields.get("severity")),
        category=_word(Category, raised.fields.get("category")),
        evidence=raised.fields.get("evidence", ""),
        occurred_on=raised.occurred_on,
        raised_at=raised.recorded_at,
        told=_of_kind(now, SENT),
        responses=_of_kind(now, ACK),
        notes=_of_kind(now, NOTE),
        outcomes=_of_kind(now, OUTCOME),
        entries=tuple(entries),
    )


def _of_kind(entries: Iterable[RiskEntry], kind: str) -> tuple[RiskEntry, ...]:
    return tuple(entry for entry in entries if entry.kind == kind)


_W = TypeVar("_W", bound=_Word)


def _word(words: type[_W], token: str | None) -> _W | None:
    return words(token) if token is not None else None
