"""Verbs of the risk log: raise a flag, and append to it. Nothing is ever edited (RISK-RECORD)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.chain import (
    ACK,
    ANCHOR,
    CORRECT,
    FLAG,
    NOTE,
    OUTCOME,
    SALT_BYTES,
    SENT,
    Fault,
    append,
    check_chain,
)
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.evidence import EvidenceItem, says, written, written_as_list
from se_desk.domain.proposals import Dismissal, Proposal, proposals
from se_desk.domain.receipts import receipt as receipt_code_of
from se_desk.domain.risk_messages import draft_message
from se_desk.domain.risks import (
    Category,
    Channel,
    OutcomeWord,
    RiskEntry,
    RiskFlag,
    Severity,
    corrected_kind,
    entry_of,
    flag_id,
    fold,
    read_flag_id,
)
from se_desk.services.clocks import reading
from se_desk.services.deal_facts import facts_of_all
from se_desk.services.evidence import Given, keep_sources, text_of
from se_desk.services.naming import pick
from se_desk.storage import deals as deal_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import risks as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk, Work
    from se_desk.storage.store import Connection


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of one or all chains found; ``faults`` are (deal id, fault)."""

    entries: int
    faults: tuple[tuple[str, Fault], ...]
    checked_at: datetime
    head: str = ""

    @property
    def intact(self) -> bool:
        """No fault."""
        return not self.faults


class Risks:
    """What can be done with the risk log."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def flag(
        self,
        deal_id: str,
        severity: Severity,
        category: Category,
        statement: str,
        evidence: Given = "",
        *,
        occurred_on: date | None = None,
        proposal: tuple[str, str] | None = None,
        author: object | None = None,
    ) -> RiskFlag:
        """Raise a flag. BadInput for a blank statement or a value the log cannot keep.

        ``proposal`` is the (rule, facts) of the proposal it comes from: that one does not come again,
        however its words were edited. Where items come from, the desk remembers, and not the log.
        """
        fields = {
            "severity": Severity(severity).value,
            "category": Category(category).value,
            "statement": statement.strip(),
            "evidence": text_of(evidence),
            "occurred": occurred_on.isoformat() if occurred_on else "",
        }
        with self._desk.writing(author) as work:
            deal_rows.get(work.conn, deal_id)
            entry = self._append(work, deal_id, FLAG, 0, fields)
            key = flag_id(entry.chain, entry.seq)
            if proposal is not None:
                self._settle(work, deal_id, *proposal, f"Raised as {key}")
            keep_sources(work, key, evidence)
        return self.get(key)

    def tell(
        self,
        flag: str,
        to: str,
        channel: Channel,
        *,
        reference: str = "",
        message: str = "",
        author: object | None = None,
    ) -> RiskFlag:
        """The SE told somebody, on a channel, with a reference where the channel gives one."""
        fields = {"to": to.strip(), "channel": Channel(channel).value, "reference": reference.strip()}
        return self._add(flag, SENT, {**fields, "message": message.strip()}, author)

    def respond(
        self,
        flag: str,
        who: str,
        response: str,
        *,
        reference: str = "",
        occurred_on: date | None = None,
        author: object | None = None,
    ) -> RiskFlag:
        """What came back, as the SE reports it."""
        occurred = occurred_on.isoformat() if occurred_on else ""
        fields = {"from": who.strip(), "response": response.strip(), "reference": reference.strip()}
        return self._add(flag, ACK, {**fields, "occurred": occurred}, author)

    def remark(self, flag: str, text: Given, *, author: object | None = None) -> RiskFlag:
        """A note on the flag: words, or items of evidence that came after it was raised."""
        note = text.strip() if isinstance(text, str) else written_as_list(text)
        return self._add(flag, NOTE, {"note": note}, author, text)

    def correct(
        self,
        flag: str,
        seq: int,
        fields: Mapping[str, str],
        *,
        evidence: Sequence[EvidenceItem] = (),
        author: object | None = None,
    ) -> RiskFlag:
        """Say what an entry should have said, such as the whole list of ``evidence``; it stays as it is."""
        chain, flag_seq = read_flag_id(flag)
        with self._desk.writing(author) as work:
            deal_id = self._deal_of(work.conn, chain)
            kind = corrected_kind(statements.entries(work.conn, chain, flag_seq), flag_seq, seq)
            named = {name: value.strip() for name, value in fields.items()}
            if evidence:
                named["evidence"] = written(evidence)
            self._append(work, deal_id, CORRECT, flag_seq, {"corrects": str(seq), **named}, kind)
            keep_sources(work, flag, evidence)
        return self.get(flag)

    def close(
        self, flag: str, outcome: OutcomeWord, note: str = "", *, author: object | None = None
    ) -> RiskFlag:
        """How it ended; ``reopened`` opens it again."""
        return self._add(flag, OUTCOME, {"outcome": OutcomeWord(outcome).value, "note": note.strip()}, author)

    def anchor(self, deal_id: str, fields: Mapping[str, str], *, author: object | None = None) -> RiskEntry:
        """An entry that belongs to no flag, such as a time stamp over what was recorded before it."""
        with self._desk.writing(author) as work:
            deal_rows.get(work.conn, deal_id)
            return self._append(work, deal_id, ANCHOR, 0, fields)

    def get(self, flag: str) -> RiskFlag:
        """The flag with all its entries; NotFound where there is none."""
        chain, seq = read_flag_id(flag)
        with self._desk.reading() as conn:
            found = fold(statements.entries(conn, chain, seq))
        if not found:
            raise NotFound("There is no such flag on this desk.")
        return found[0]

    def flags(self, deal_id: str | None = None) -> tuple[RiskFlag, ...]:
        """All flags, or those of a deal, oldest first."""
        with self._desk.reading() as conn:
            if deal_id is None:
                return fold(statements.all_entries(conn))
            chain = statements.chain_of(conn, deal_id)
            return fold(statements.entries(conn, chain)) if chain else ()

    def open_flags(self) -> tuple[RiskFlag, ...]:
        """Flags without an outcome, oldest first."""
        return tuple(flag for flag in self.flags() if flag.is_open)

    def entries(self, deal_id: str) -> tuple[RiskEntry, ...]:
        """Every entry of a deal's chain in order."""
        with self._desk.reading() as conn:
            chain = statements.chain_of(conn, deal_id)
            return statements.entries(conn, chain) if chain else ()

    def count_entries(self) -> int:
        """How many entries the log has, over all deals."""
        with self._desk.reading() as conn:
            return statements.count_entries(conn)

    def receipt(self, deal_id: str) -> str:
        """The code of the newest entry, which every message that leaves carries. NotFound without one."""
        with self._desk.reading() as conn:
            chain = statements.chain_of(conn, deal_id)
            head = statements.head(conn, chain) if chain else None
        if head is None:
            raise NotFound("This deal has no entry in the risk log yet.")
        return receipt_code_of(head.seq, head.hash)

    def draft(self, flag: str) -> str:
        """A message to the AE in the desk's words, with the receipt of the newest entry.

        Private items of evidence are left out of it.
        """
        found = self._desk.evidence.shareable(self.get(flag))
        with self._desk.reading() as conn:
            deal = deal_rows.get(conn, found.deal_id)
            partner = partner_rows.get(conn, deal.partner_id) if deal.partner_id else None
        name = partner.first_name if partner else ""
        title = f"{deal.account}, {deal.title}"
        return draft_message(found, title, name, self.receipt(found.deal_id))

    def proposals(
        self, deal_id: str | None = None, *, log: tuple[RiskFlag, ...] | None = None
    ) -> tuple[Proposal, ...]:
        """Flags the data speak for that were neither raised nor dismissed with the same facts.

        ``log`` is all flags, where they were read just now.
        """
        with self._desk.reading() as conn:
            deals = deal_rows.active(conn) if deal_id is None else (deal_rows.get(conn, deal_id),)
            settled = {(d.deal_id, d.rule, d.facts) for d in statements.dismissed(conn)}
            log = self._flags_in(conn) if log is None else log
            raised: dict[str, set[str]] = {}
            for flag in log:
                raised.setdefault(flag.deal_id, set()).add(flag.evidence)
            found = [p for facts in facts_of_all(conn, deals, self._desk.now()) for p in proposals(facts)]
        return tuple(
            p
            for p in found
            if (p.deal_id, p.rule, p.facts) not in settled
            and not any(says(text, p.evidence.removesuffix(p.beside)) for text in raised.get(p.deal_id, ()))
        )

    def dismiss(self, proposal: Proposal, reason: str, *, author: object | None = None) -> Dismissal:
        """Not raised, for a reason that is kept. BadInput where none is given."""
        if not reason.strip():
            raise BadInput("A dismissal needs a reason.", do="Write in a few words why it is no risk.")
        with self._desk.writing(author) as work:
            record = self._settle(work, proposal.deal_id, proposal.rule, proposal.facts, reason.strip())
            work.announce(Noun.FLAG, record.id, proposal.deal_id)
        return record

    @staticmethod
    def _settle(work: Work, deal_id: str, rule: str, facts: str, reason: str) -> Dismissal:
        record = Dismissal(
            id=work.new_id(), deal_id=deal_id, rule=rule, facts=facts, reason=reason, dismissed_at=work.now
        )
        statements.dismiss(work.conn, record)
        return record

    def check(
        self, deal_id: str | None = None, progress: Callable[[float, str], None] | None = None
    ) -> Checked:
        """Hash every core again, of one deal or of all, and hold opened values against commitments."""
        faults: list[tuple[str, Fault]] = []
        count, head = 0, ""
        with self._desk.reading() as conn:
            chains = [pair for pair in statements.chains(conn) if deal_id in (None, pair[0])]
            for place, (owner, chain) in enumerate(chains, 1):
                cores, opened = statements.raw_chain(conn, chain)
                faults += [(owner, fault) for fault in check_chain(cores, opened)]
                count += len(cores)
                if progress is not None:
                    progress(place / len(chains), f"{count} entries checked")
            heads = statements.heads(conn)
        if deal_id is not None:
            head = next((digest for chain, _, digest in heads if chains and chain == chains[0][1]), "")
        return Checked(count, tuple(faults), self._desk.now(), head)

    def named(self, name: str) -> RiskFlag:
        """By id, a unique prefix of one, or a unique part of the statement."""
        found = {flag.id: flag for flag in self.flags()}
        return found[pick(name, tuple((f.id, f.statement) for f in found.values()), "flag")]

    def _add(
        self,
        flag: str,
        kind: str,
        fields: Mapping[str, str],
        author: object | None,
        evidence: Given = "",
    ) -> RiskFlag:
        chain, flag_seq = read_flag_id(flag)
        with self._desk.writing(author) as work:
            deal_id = self._deal_of(work.conn, chain)
            if not statements.sealed_of(work.conn, chain, flag_seq):
                raise NotFound("There is no such flag on this desk.")
            self._append(work, deal_id, kind, flag_seq, fields)
            keep_sources(work, flag, evidence)
        return self.get(flag)

    def _append(
        self,
        work: Work,
        deal_id: str,
        kind: str,
        flag_seq: int,
        fields: Mapping[str, str],
        corrects_kind: str | None = None,
    ) -> RiskEntry:
        """One entry at the end of the deal's chain, which begins with it if it must."""
        chain = statements.chain_of(work.conn, deal_id)
        if chain is None:
            chain = secrets.token_hex(16)
            statements.begin_chain(work.conn, deal_id, chain)
        kept = {name: value for name, value in fields.items() if value}
        sealed = append(
            chain,
            statements.head(work.conn, chain),
            reading(self._desk.clock, self._desk.zone),
            kind,
            flag_seq,
            kept,
            {name: secrets.token_bytes(SALT_BYTES) for name in kept},
            corrects_kind,
        )
        statements.append(work.conn, deal_id, sealed)
        entry = entry_of(deal_id, sealed)
        work.announce(Noun.FLAG, flag_id(chain, entry.flag), deal_id)
        return entry

    @staticmethod
    def _deal_of(conn: Connection, chain: str) -> str:
        deal_id = statements.deal_of(conn, chain)
        if deal_id is None:
            raise NotFound("There is no such flag on this desk.")
        return deal_id

    @staticmethod
    def _flags_in(conn: Connection) -> tuple[RiskFlag, ...]:
        return fold(statements.all_entries(conn))
