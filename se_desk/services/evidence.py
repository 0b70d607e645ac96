"""Evidence of flags: the items it consists of with where they come from, and what could become one.

Adding is a verb of the risk log (``services.risks``): a flag takes items when it is raised, a remark those
that came later, a correction the whole list that should have stood there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from se_desk.domain.call_signals import said_words
from se_desk.domain.calls import Call, Jot
from se_desk.domain.computed_facts import computed_facts
from se_desk.domain.errors import NotFound
from se_desk.domain.evidence import EvidenceItem, EvidenceKind, computed, is_list, read, tidy, written
from se_desk.domain.moments import say_date, say_near_day
from se_desk.domain.notes import Note
from se_desk.domain.passages import Origin, Passage, TakenFrom, passages_of, source_of, taken_from
from se_desk.domain.snippets import readable
from se_desk.services.deal_facts import facts_of
from se_desk.services.note_links import said_in_private
from se_desk.services.ranking import folded
from se_desk.storage import attachments as attachment_rows
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import notes as note_rows
from se_desk.storage import passages as passage_rows

if TYPE_CHECKING:
    from se_desk.domain.attachments import Attachment
    from se_desk.domain.note_lines import NoteLine
    from se_desk.domain.risks import RiskFlag
    from se_desk.services.desk import Desk, Work
    from se_desk.services.note_links import Source
    from se_desk.storage.store import Connection

Given = str | Sequence[EvidenceItem]  # text as it is, or items
NOTES, CALLS, PASSAGES = 8, 24, 24  # the most that are offered at once
LOOKED_AT = 200  # calls, the newest
LONGEST_LOOK = 200_000  # characters of one note that are looked through
LONGEST = 2_000  # characters of one passage that are offered
_PLAIN = str.maketrans('":#', "   ")  # what makes a filter of search, a tag or a phrase out of typed words


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item of a flag, where it leads, and when it was added; None where the flag was raised with it."""

    item: EvidenceItem
    source: Source | None = None
    added_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What could become an item. ``note_id`` is set for a whole note, of which a passage is to be chosen."""

    item: EvidenceItem
    detail: str = ""
    note_id: str = ""


class Evidence:
    """What can be asked about evidence."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_flag(self, flag: RiskFlag) -> tuple[KeptItem, ...]:
        """Its items in their order, then those of later remarks, each with its source on the desk."""
        leads = {one.passage_id: one for one in self._desk.note_links.sources("flag", flag.id)}
        first = read(flag.evidence)
        later = [(item, note.recorded_at) for note in flag.notes for item in _added(note.fields)]
        taken = self._taken(flag, (*first, *(item for item, _at in later)))
        items = self.checked(item if one is None else _from(item, one) for item, one in taken)
        added = (*(None for _item in first), *(at for _item, at in later))
        return tuple(
            KeptItem(item, leads.get(one.id) if one else None, at)
            for item, (_item, one), at in zip(items, taken, added, strict=True)
        )

    def items_of(self, flag: RiskFlag) -> tuple[EvidenceItem, ...]:
        """The items it was raised with, corrections applied, each with its source: to be changed and kept."""
        taken = self._taken(flag, read(flag.evidence))
        return self.checked(item if one is None else _from(item, one) for item, one in taken)

    def shareable(self, flag: RiskFlag) -> RiskFlag:
        """The flag without its private items of evidence, for words that go to somebody."""
        items = self.items_of(flag)
        kept = [item for item in items if not item.private]
        return flag if len(kept) == len(items) else replace(flag, evidence=written(kept))

    def checked(self, items: Iterable[EvidenceItem]) -> tuple[EvidenceItem, ...]:
        """The items, private as their sources are now; what is gone for good is no source any more."""
        with self._desk.reading() as conn:
            return tuple(_as_now(conn, item) for item in items)

    def of_deal(self, items: Iterable[EvidenceItem], deal_id: str) -> tuple[EvidenceItem, ...]:
        """Those without what is computed of another deal, or taken from a note, call or file of one."""
        with self._desk.reading() as conn:
            facts = set(map(tidy, self._facts(conn, deal_id)))
            return tuple(
                item
                for item in items
                if (item.kind is not EvidenceKind.FACT or tidy(item.words) in facts)
                and _deal_of(conn, item.source) in (None, deal_id)
            )

    def _taken(
        self, flag: RiskFlag, items: Sequence[EvidenceItem]
    ) -> tuple[tuple[EvidenceItem, TakenFrom | None], ...]:
        """Each item with where it was taken from: the same words from two places in the order of taking."""
        left = list(self._desk.note_links.passages("flag", flag.id))
        used: dict[EvidenceItem, TakenFrom] = {}
        pairs: list[tuple[EvidenceItem, TakenFrom | None]] = []
        for item in items:
            found = next((one for one in left if (_kind_of(one), one.item) == (item.kind, item.words)), None)
            if found is not None:
                left.remove(found)
                used[item] = found
            pairs.append((item, used.get(item)))
        return tuple(pairs)

    def _facts(self, conn: Connection, deal_id: str) -> tuple[str, ...]:
        deal = deal_rows.get(conn, deal_id)
        return tuple(
            computed_facts(facts_of(conn, deal, self._desk.now()), self._desk.qualification.elements(deal_id))
        )

    def offers(self, deal_id: str, typed: str = "") -> tuple[Offer, ...]:
        """Computed facts, notes, calls and documents of a deal that hold every word of ``typed``.

        Without words the newest notes as a whole, with words their passages.
        """
        fits, now = _fits(typed), self._desk.now()
        notes = self._passages(deal_id, typed) if typed.strip() else self._newest(deal_id)
        with self._desk.reading() as conn:
            facts = self._facts(conn, deal_id)
            calls = tuple(_calls(conn, deal_id, now, fits))
            files = attachment_rows.of_deal(conn, deal_id)
            titles = attachment_rows.note_titles(conn, deal_id)
        offered = [Offer(computed(fact)) for fact in facts if fits(fact)]
        documents = [
            _document(file, titles.get(file.note_id or "", "")) for file in reversed(files) if fits(file.name)
        ]
        return (*offered, *notes, *calls, *documents)

    def in_note(self, note_id: str, typed: str = "") -> tuple[Offer, ...]:
        """The passages of one note that hold every word of ``typed``, in their order."""
        with self._desk.reading() as conn:
            note = note_rows.get(conn, note_id)
        return tuple(_passages(note, _fits(typed), self._detail(note)))

    def _passages(self, deal_id: str, typed: str) -> tuple[Offer, ...]:
        """Of the notes that search finds; one that is found by its title alone as a whole."""
        words = typed.translate(_PLAIN)
        found = self._desk.search.find(f"deal:{deal_id} kind:note {words}", NOTES) if words.strip() else ()
        with self._desk.reading() as conn:
            notes = [note_rows.get(conn, one.id) for one in found if one.deal_id == deal_id]
        fits, offers = _fits(typed), list[Offer]()
        for note in notes:
            passages = tuple(_passages(note, fits, self._detail(note)))
            offers += passages or (_whole(note.id, note.shown_title, note.private, self._day(note)),)
        return tuple(offers[:PASSAGES])

    def _newest(self, deal_id: str) -> tuple[Offer, ...]:
        lines = self._desk.note_lines.page(deal_id, 0, NOTES)
        return tuple(_whole(line.id, line.shown_title, line.private, self._day(line)) for line in lines)

    def _day(self, written: Note | NoteLine) -> str:
        return say_near_day(written.written_at.date(), self._desk.today_on())

    def _detail(self, note: Note) -> str:
        return f"{note.shown_title}, {self._day(note)}"


def text_of(given: Given) -> str:
    """What the log keeps; text stays as it was given."""
    return given.strip() if isinstance(given, str) else written(given)


def keep_sources(work: Work, flag: str, given: Given) -> None:
    """Where items come from, beside the entry; what is known of an item already is not kept twice."""
    known = {_where(one) for one in passage_rows.of(work.conn, "flag", flag)}
    for one in () if isinstance(given, str) else given:
        item = _as_now(work.conn, one)  # a draft may outlive the note it quotes
        words = tidy(item.words)
        if item.source is not None and words:
            key = work.new_id()
            taken = taken_from(
                item.source, id=key, noun="flag", target_id=flag, item=words, taken_at=work.now
            )
            if _where(taken) not in known:
                passage_rows.insert(work.conn, taken)


def _from(item: EvidenceItem, taken: TakenFrom) -> EvidenceItem:
    return replace(item, source=source_of(taken))


def _kind_of(taken: TakenFrom) -> EvidenceKind:
    if taken.call_id is not None:
        return EvidenceKind.CALL
    return EvidenceKind.NOTE if taken.note_id is not None else EvidenceKind.DOCUMENT


def _as_now(conn: Connection, item: EvidenceItem) -> EvidenceItem:
    """An item whose source is gone for good keeps the mark that it had."""
    if item.source is None:
        return item
    try:
        return replace(item, private=_is_private(conn, item.source))
    except NotFound:
        return replace(item, source=None)


def _is_private(conn: Connection, source: Passage | Origin) -> bool:
    """In the trash, too. NotFound for what is gone for good."""
    if isinstance(source, Passage):
        return note_rows.get(conn, source.note_id).private
    if source.noun == "call":
        return said_in_private(conn, call_rows.get(conn, source.id).id)
    return attachment_rows.get(conn, source.id).private


def _deal_of(conn: Connection, source: Passage | Origin | None) -> str | None:
    """The deal of a source; None for none, and for what is gone for good."""
    try:
        if isinstance(source, Passage):
            return note_rows.get(conn, source.note_id).deal_id
        if source is None:
            return None
        if source.noun == "call":
            return call_rows.get(conn, source.id).deal_id
        return attachment_rows.get(conn, source.id).deal_id
    except NotFound:
        return None


def _where(taken: TakenFrom) -> tuple[str | None, ...]:
    return taken.item, taken.note_id, taken.call_id, taken.attachment_id


def _added(fields: Mapping[str, str]) -> tuple[EvidenceItem, ...]:
    """The items of a remark; none where it is just words."""
    note = fields.get("note", "")
    return read(note) if is_list(note) else ()


def _fits(typed: str) -> Callable[[str], bool]:
    words = folded(typed).split()

    def fits(text: str) -> bool:
        line = text.lower() if text.isascii() else folded(text)
        return all(word in line for word in words)

    return fits


def _whole(note_id: str, title: str, private: bool, day: str) -> Offer:
    return Offer(EvidenceItem(EvidenceKind.NOTE, title, private=private), day, note_id)


def _passages(note: Note, fits: Callable[[str], bool], detail: str) -> Iterator[Offer]:
    for start, source in passages_of(note.body[:LONGEST_LOOK]):
        words = _cut(readable(source))
        if words and fits(words):
            passage = Passage(note.id, note.revision, source, start)
            yield Offer(EvidenceItem(EvidenceKind.NOTE, words, passage, note.private), detail)


def _calls(conn: Connection, deal_id: str, now: datetime, fits: Callable[[str], bool]) -> Iterator[Offer]:
    """The calls that have begun, the newest first, each before what was jotted in it."""
    begun = [call for call in call_rows.of_deal(conn, deal_id) if call.starts_at <= now]
    newest = sorted(begun, key=lambda call: call.starts_at, reverse=True)[:LOOKED_AT]
    jots: dict[str, list[Jot]] = {}
    for jot in call_rows.jots_of(conn, *(call.id for call in newest)):
        jots.setdefault(jot.call_id, []).append(jot)
    offers = (
        offer
        for call in newest
        if not call.cancelled
        for offer in _of_call(conn, call, jots.get(call.id, ()), now.date(), fits)
    )
    return islice(offers, CALLS)


def _of_call(
    conn: Connection, call: Call, jots: Iterable[Jot], today: date, fits: Callable[[str], bool]
) -> Iterator[Offer]:
    origin, day = Origin("call", call.id), say_near_day(call.starts_at.date(), today)
    private = said_in_private(conn, call.id)
    if fits(call.title):
        words = f"Call “{call.title}”, {say_date(call.starts_at.date())}"
        yield Offer(EvidenceItem(EvidenceKind.CALL, words, origin, private), day)
    for jot in (jot for jot in jots if fits(f"{jot.text} {call.title}")):
        item = EvidenceItem(EvidenceKind.CALL, said_words(call, jot), origin, private)
        yield Offer(item, f"Jotted, {day}")


def _cut(words: str) -> str:
    """Words that can be read at a glance; whoever wants more of a passage selects it in its note."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _document(file: Attachment, title: str) -> Offer:
    """``title`` is that of the note it hangs on, "" where it hangs on the deal."""
    item = EvidenceItem(EvidenceKind.DOCUMENT, file.name, Origin("attachment", file.id), file.private)
    return Offer(item, f"{title or 'On the deal'}, {file.said_size}")
