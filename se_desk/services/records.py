"""Verbs of the risk record: choose, preview, export to a folder a manager can check (RISK-RECORD)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.chain import Sealed
from se_desk.domain.entry_kinds import CORRECTION_FIELDS, FLAG
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.evidence import is_list
from se_desk.domain.exports import RecordExport
from se_desk.domain.moments import say_date
from se_desk.domain.periods import Period, newest, read_period
from se_desk.domain.risks import read_flag_id
from se_desk.domain.timelines import procurement_of
from se_desk.domain.titles import one_line
from se_desk.exchange import as_markdown as markdown
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.exchange.risk_records import (
    HOW_TO_CHECK,
    MAX_BYTES,
    BadRecord,
    NotJson,
    Page,
    Record,
    RecordFiles,
    as_html,
    as_markdown,
    build_record,
    cover_sheet,
    hidden_everywhere,
    how_to_check,
    read_record,
    record_files,
    record_page,
)
from se_desk.services.files_out import Paper, write_files
from se_desk.storage import exports as export_rows
from se_desk.storage import risks as risk_rows

if TYPE_CHECKING:
    from se_desk.services.deals import DealView
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection

COVER = "risk-records"  # the cover sheet of several deals


@dataclass(frozen=True, slots=True)
class Choice:
    """What of one deal's chain is shown. ``flags`` None means all of them.

    ``since`` and ``until`` are the first and last day on which a flag was raised, where that is a choice;
    ``period`` is what the heading calls those days.
    ``without`` names fields hidden in every entry; of evidence that was added later, the remark, too.
    ``hidden`` are single (seq, field) pairs; ``about_without`` keys of the heading that stay out.
    """

    deal_id: str
    flags: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None
    period: str = ""
    without: frozenset[str] = frozenset()
    hidden: frozenset[tuple[int, str]] = frozenset()
    about_without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Preview:
    """A record as it would leave: its bytes, as a reader reads it, and its page."""

    choice: Choice
    title: str
    data: bytes
    record: Record
    page: Page = field(repr=False)


class Records:
    """What can be done with risk records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, choice: Choice, recipient: str = "") -> Preview:
        """The record as it would leave now. NotFound for a deal without entries, BadInput for a wrong choice.

        DeskDamaged where the chain is broken: such a record would claim what does not hold.
        """
        _check_fields(choice.without)
        me = self._desk.profile.get()
        with self._desk.reading() as conn:
            view = self._desk.deals.view_in(conn, choice.deal_id)
            entries = self._entries(conn, choice.deal_id)
        flags = _chosen_flags(choice, entries)
        period = _period_words(choice)
        hidden = hidden_everywhere(entries, choice.without) | _added_later(choice, entries) | choice.hidden
        about = {
            **self._about(view),
            "author": me.name,
            "recipient": recipient,
            "period": period,
        }
        shown = {key: one_line(text) for key, text in about.items() if key not in choice.about_without}
        seed = bytes.fromhex(me.signing_seed)
        data = build_record(entries, seed, self._desk.now(), shown, flags, hidden)
        record = read_record(data)
        return Preview(
            replace(choice, period=period),
            f"{view.deal.account} {view.deal.title}",
            data,
            record,
            record_page(record),
        )

    def export(
        self,
        choices: Iterable[Choice],
        folder: Path,
        paper: Paper,
        *,
        recipient: str = "",
        author: object | None = None,
        progress: Callable[[float, str], None] | None = None,
    ) -> tuple[Path, ...]:
        """Write JSON, PDF, HTML and Markdown of each deal and HOW-TO-CHECK once; kept in the ledger.

        Several deals get a cover sheet. ``progress`` hears the part that is done, 0 to 1, and of what;
        where it raises, nothing is written.
        """
        previews = [self.preview(choice, recipient) for choice in choices]
        if not previews:
            raise BadInput("No deal was chosen for the record.", do="Name at least one.")
        files = _files(previews, paper, folder, progress or _unheard)
        with self._desk.writing(author) as work:
            for one in previews:
                kept = _ledger_line(work.new_id(), one, recipient, work.now, folder)
                export_rows.insert_record(work.conn, kept)
                work.announce(Noun.EXPORT, kept.id, kept.deal_id)
            # Inside the transaction: a file that cannot be written leaves no line in the ledger.
            return write_files(folder, files)

    def quarters(self, count: int = 5) -> tuple[Period, ...]:
        """The fiscal quarters that a record may be of, this one first."""
        return newest(self._desk.today_on(), self._desk.profile.get().fiscal_month, count)

    def quarter(self, name: str) -> Period:
        """``this``, ``last``, or one such as ``Q3 FY2026`` or ``2026-Q3``. BadInput for anything else."""
        return read_period(name, self._desk.today_on(), self._desk.profile.get().fiscal_month)

    def exported(self, deal_id: str) -> tuple[RecordExport, ...]:
        """The records of a deal that left, oldest first."""
        with self._desk.reading() as conn:
            return export_rows.records_of(conn, deal_id)

    def newest_exported(self, deal_ids: Iterable[str], limit: int = 3) -> tuple[RecordExport, ...]:
        """The last records of these deals that left, newest first."""
        with self._desk.reading() as conn:
            return export_rows.newest_records(conn, tuple(deal_ids), limit)

    @staticmethod
    def _entries(conn: Connection, deal_id: str) -> tuple[Sealed, ...]:
        chain = risk_rows.chain_of(conn, deal_id)
        if chain is None:
            raise NotFound("This deal has no entry in the risk log, so there is no record to make.")
        return risk_rows.sealed_of(conn, chain)

    def _about(self, view: DealView) -> dict[str, str]:
        """What the heading says of the deal; a part that is not known is absent."""
        deal = view.deal
        procurement = procurement_of(deal)
        about = {
            "title": deal.title,
            "account": deal.account,
            "partner": view.partner.name if view.partner else "",
            "value": deal.value.say() if deal.value else "",
            "stage": deal.stage.label,
            "gap_days": "" if view.apart is None else str(abs(view.apart)),
        }
        if view.forecast:
            category, day = view.forecast.category.label, say_date(view.forecast.close_on)
            about["ae_forecast"] = f"{category}, {day}"
        if view.read:
            about["se_read"] = say_date(view.read.close_on)
        if procurement:
            about["procurement"] = f"{procurement.weeks} weeks from {say_date(procurement.start_on)}"
            about["earliest_signature"] = say_date(procurement.earliest_signature_on)
        return about


def _period_words(choice: Choice) -> str:
    """What the heading calls the days: their name, else the days themselves."""
    if choice.period or (choice.since is None and choice.until is None):
        return choice.period.strip()
    last = f"up to {say_date(choice.until)}" if choice.until else ""
    first = f"from {say_date(choice.since)}" if choice.since else ""
    return " ".join(part for part in (first, last) if part)


def _added_later(choice: Choice, entries: tuple[Sealed, ...]) -> frozenset[tuple[int, str]]:
    """The remarks that hold items of evidence, where evidence is hidden."""
    if "evidence" not in choice.without:
        return frozenset()
    notes = ((one.core.seq, one.opened["note"].value) for one in entries if "note" in one.opened)
    return frozenset((seq, "note") for seq, words in notes if is_list(words))


def _check_fields(names: Collection[str]) -> None:
    unknown = sorted(set(names) - set(CORRECTION_FIELDS))
    if unknown:
        raise BadInput(
            f"No entry of a record has a field “{unknown[0]}”.",
            do=f"Fields: {', '.join(CORRECTION_FIELDS)}.",
        )


def _chosen_flags(choice: Choice, entries: tuple[Sealed, ...]) -> frozenset[int] | None:
    """The seqs of the flags to show; None for all. BadInput where a choice leaves none."""
    raised = {sealed.core.seq: sealed.core for sealed in entries if sealed.core.kind == FLAG}
    if choice.flags is None and choice.since is None and choice.until is None:
        return None
    wanted = set(raised)
    if choice.flags is not None:
        chain = entries[0].core.deal
        named = [read_flag_id(flag) for flag in choice.flags]
        wanted = {seq for of_chain, seq in named if of_chain == chain and seq in raised}
    first, last = choice.since or date.min, choice.until or date.max
    wanted = {seq for seq in wanted if first <= raised[seq].recorded_at.date() <= last}
    if not wanted:
        raise BadInput("The choice leaves no flag of this deal.", do="Choose other days, or another flag.")
    return frozenset(wanted)


def _unheard(_part: float, _words: str) -> None:
    """Nobody asked how far it is."""


def _files(
    previews: list[Preview], paper: Paper, folder: Path, progress: Callable[[float, str], None]
) -> list[FileOut]:
    files, named = [], dict[str, Preview]()
    for place, one in enumerate(previews):
        progress(place / len(previews), one.title)
        names = _names(one, named, folder)
        named[names.stem] = one
        files += [
            FileOut(names.json, one.data),
            FileOut(names.pdf, paper.record(one.page)),
            FileOut(names.html, as_html(one.record).encode()),
            FileOut(names.markdown, as_markdown(one.record).encode()),
        ]
    progress(1.0, HOW_TO_CHECK)
    return [*files, *_cover(named, paper), FileOut(HOW_TO_CHECK, how_to_check().encode())]


def _names(one: Preview, named: Collection[str], folder: Path) -> RecordFiles:
    """Names no other deal's record has, be it one of these or one that lies there from before."""
    taken = set(named)
    while _is_of_another(folder / (names := record_files(one.title, taken)).json, one):
        taken.add(names.stem)
    return names


def _is_of_another(path: Path, one: Preview) -> bool:
    """Whether there is something that a new record of this deal must not take the place of."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:  # one byte more than a record may have is too much
            return read_record(file.read(MAX_BYTES + 1)).manifest.deal != one.record.manifest.deal
    except (BadRecord, NotJson):
        return True
    except OSError:  # writing there will say what is wrong
        return False


def _cover(named: dict[str, Preview], paper: Paper) -> list[FileOut]:
    """What lies on top of several records; nothing for a single one."""
    if len(named) < 2:
        return []
    partners = {one.record.manifest.about.get("partner", "") for one in named.values()}
    occasion = f"Deals with {partners.pop()}" if len(partners) == 1 and partners != {""} else ""
    sheet = cover_sheet(occasion, {stem: one.record for stem, one in named.items()})
    return [
        FileOut(f"{COVER}.pdf", paper.document(sheet)),
        FileOut(f"{COVER}.md", markdown.as_markdown(sheet).encode()),
    ]


def _ledger_line(key: str, one: Preview, recipient: str, now: datetime, folder: Path) -> RecordExport:
    return RecordExport(
        id=key,
        deal_id=one.choice.deal_id,
        head_seq=one.record.manifest.head_seq,
        head_hash=one.record.manifest.head_hash,
        recipient=one_line(recipient),
        period=one.choice.period,
        exported_at=now,
        place=str(folder),
    )
