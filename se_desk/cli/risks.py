"""Verbs of the risk log: flag, told, respond, outcome, remark, correct, verify."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from se_desk.cli.looking import DEAL_HELP
from se_desk.cli.printing import Row, one_line, show_done, show_one, warn
from se_desk.cli.reading_values import word_of
from se_desk.cli.rows import flag_row
from se_desk.cli.shell import UsageProblem, open_desk
from se_desk.domain.entry_kinds import CORRECTION_FIELDS
from se_desk.domain.evidence import EvidenceItem, own
from se_desk.domain.risks import Category, Channel, OutcomeWord, RiskFlag, Severity

if TYPE_CHECKING:
    from se_desk.exchange.risk_records.verification import Verdict
    from se_desk.services.desk import Desk

FLAG = typer.Argument(help="Id, the beginning or end of one, or part of the statement.")


def raise_flag(app: typer.Typer) -> None:
    """``flag``."""

    @app.command("flag")
    def flag(
        deal: Annotated[str, typer.Argument(help=DEAL_HELP)],
        severity: Annotated[str, typer.Option("--severity", help="low, medium, high, critical")],
        category: Annotated[str, typer.Option("--category", help="timeline, technical_fit, security …")],
        statement: Annotated[str, typer.Option("--statement", help="One sentence.")],
        evidence: Annotated[
            list[str] | None,
            typer.Option("--evidence", help="The data it rests on; once for each item, in their order."),
        ] = None,
    ) -> None:
        """Raise a risk flag; the answer holds its receipt.

        Evidence is kept as your own words: one text as it is, several as a list, one below the other.
        """
        how, what = word_of(Severity, severity, "severity"), word_of(Category, category, "category")
        with open_desk() as desk:
            found = desk.deals.named(deal)
            raised = desk.risks.flag(found.id, how, what, statement, _own(evidence or []))
            row = _row(desk, raised)
        show_one(row, f"Raised on {found.account}. Receipt {row['receipt']} ({raised.id}).")


def tell(app: typer.Typer) -> None:
    """``told``."""

    @app.command("told")
    def told(
        flag: Annotated[str, FLAG],
        to: Annotated[str, typer.Option("--to", help="Who was told.")],
        channel: Annotated[str, typer.Option("--channel", help="email, direct_message, call, meeting …")],
        reference: Annotated[str, typer.Option("--reference", help="Message-ID or link.")] = "",
        message: Annotated[str, typer.Option("--message", help="What was said.")] = "",
    ) -> None:
        """Record that somebody was told of a flag."""
        way = word_of(Channel, channel, "channel")
        with open_desk() as desk:
            found = desk.risks.tell(desk.risks.named(flag).id, to, way, reference=reference, message=message)
            row = _row(desk, found)
        show_done(row, f"Recorded that {one_line(to)} was told. Receipt {row['receipt']} ({found.id}).")


def respond(app: typer.Typer) -> None:
    """``respond``."""

    @app.command("respond")
    def answer(
        flag: Annotated[str, FLAG],
        who: Annotated[str, typer.Option("--from", help="Who answered.")],
        response: Annotated[str, typer.Option("--response", help="In their words.")],
        reference: Annotated[str, typer.Option("--reference", help="Message-ID or link.")] = "",
    ) -> None:
        """Record what came back, as reported by you."""
        with open_desk() as desk:
            found = desk.risks.respond(desk.risks.named(flag).id, who, response, reference=reference)
            row = _row(desk, found)
        show_done(row, f"Recorded the answer of {one_line(who)}, as reported by you ({found.id}).")


def close(app: typer.Typer) -> None:
    """``outcome``."""

    @app.command("outcome")
    def outcome(
        flag: Annotated[str, FLAG],
        word: Annotated[str, typer.Argument(metavar="OUTCOME", help="solved, agreed, accepted …")],
        note: Annotated[str, typer.Option("--note", help="A line about it.")] = "",
    ) -> None:
        """Record how a flag ended, or that it is open again."""
        ended = word_of(OutcomeWord, word, "outcome")
        with open_desk() as desk:
            found = desk.risks.close(desk.risks.named(flag).id, ended, note)
            row = _row(desk, found)
        show_done(row, f"Recorded: {ended.label.lower()} ({found.id}).")


def remark(app: typer.Typer) -> None:
    """``remark``."""

    @app.command("remark")
    def add(
        flag: Annotated[str, FLAG], text: Annotated[str, typer.Argument(help="What there is to say.")]
    ) -> None:
        """Add a note to a flag."""
        with open_desk() as desk:
            found = desk.risks.remark(desk.risks.named(flag).id, text)
            row = _row(desk, found)
        show_done(row, f"Added to the flag ({found.id}).")


def correct(app: typer.Typer) -> None:
    """``correct``."""

    @app.command("correct", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
    def mend(
        context: typer.Context,
        flag: Annotated[str, FLAG],
        seq: Annotated[int, typer.Argument(help="Number of the entry.")],
    ) -> None:
        """Say what an entry should have said; the entry itself stays.

        Name what to correct as --FIELD VALUE, each field once, such as --statement TEXT. --evidence may come
        again, once for each item: together they are the whole list as it should stand.
        """
        fields, evidence = _fields(context.args)
        with open_desk() as desk:
            found = desk.risks.correct(desk.risks.named(flag).id, seq, fields, evidence=evidence)
            row = _row(desk, found)
        newest = found.entries[-1].seq
        show_done(row, f"Entry {seq} is corrected by entry {newest}; it stays as it was ({found.id}).")


def verify(app: typer.Typer) -> None:
    """``verify``."""

    @app.command("verify")
    def check(
        record: Annotated[Path, typer.Argument(help="The record's .json file.")],
        receipts: Annotated[list[str] | None, typer.Argument(metavar="[RECEIPT]…")] = None,
        key: Annotated[str, typer.Option("--key", help="The public key you were given, in hex.")] = "",
        authority: Annotated[
            Path | None, typer.Option("--authority", help="A certificate you trust to make time stamps.")
        ] = None,
    ) -> int:
        """Check a risk record; no desk and no passphrase is needed.

        It ends with 0 where the record is intact, each receipt is found and the key is as given; with 1
        where something does not match; with 2 where the file cannot be read as JSON.
        """
        from se_desk.exchange.risk_records import verify_file

        verdict = verify_file(record, tuple(receipts or ()), key or None, authority)
        show_done(_verdict_row(record, verdict), "\n".join(verdict.lines))
        for fault in verdict.faults:
            warn(fault.reason)
        return verdict.code


VERBS = (raise_flag, tell, respond, close, remark, correct, verify)


def _row(desk: Desk, flag: RiskFlag) -> Row:
    view = desk.deals.view(flag.deal_id)
    return flag_row(flag, view.deal.account, view.partner.first_name if view.partner else "the AE")


def _own(given: list[str]) -> list[EvidenceItem]:
    """Items in the SE's own words, also where a text has the form of what the desk computed or kept."""
    return [own(words) for words in given]


def _verdict_row(record: Path, verdict: Verdict) -> Row:
    """The outcome of a check, for programs."""
    return {
        "id": record.name,
        "title": record.name,
        "intact": verdict.is_intact,
        "code": verdict.code,
        "public_key": verdict.public_key or None,
        "receipts": list(verdict.receipts),
        "time_stamps": list(verdict.stamps),
        "faults": [{"entry": fault.seq or None, "reason": fault.reason} for fault in verdict.faults],
    }


def _fields(words: list[str]) -> tuple[dict[str, str], list[EvidenceItem]]:
    """``--FIELD VALUE`` pairs, and the items of evidence, which alone may be named again.

    UsageProblem for a name no entry has, one without a value, or one that comes twice.
    """
    found: dict[str, str] = {}
    evidence: list[str] = []
    for name, value in _pairs(words):
        if name == "evidence":
            evidence.append(value)
        elif name in found:
            raise UsageProblem(f"--{name} was given twice. An entry keeps one value of it, so name it once.")
        else:
            found[name] = value
    if not found and not evidence:
        raise UsageProblem("Name at least one field, such as --statement TEXT.")
    return found, _own(evidence)


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    """Each field with its value, in the order they were given."""
    queue = list(words)
    while queue:
        name, eq, value = queue.pop(0).partition("=")
        if not name.startswith("--") or name[2:] not in CORRECTION_FIELDS:
            raise UsageProblem(f"{name} is no field. Fields: {', '.join(CORRECTION_FIELDS)}.")
        if not eq and not queue:
            raise UsageProblem(f"{name} needs a value.")
        yield name[2:], value if eq else queue.pop(0)
