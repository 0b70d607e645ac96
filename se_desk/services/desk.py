"""The facade: one open desk and what a person can do at it.

Every verb opens one transaction with :meth:`Desk.writing`, and what it announces is published only
after COMMIT. Reading verbs take one snapshot with :meth:`Desk.reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.errors import DeskError
from se_desk.domain.ids import next_id
from se_desk.domain.moments import day_in, in_zone
from se_desk.domain.profile import Profile
from se_desk.paths import DeskPaths
from se_desk.services.clocks import Clock, SystemClock
from se_desk.services.crossing_nouns import CrossingNouns
from se_desk.services.deal_nouns import DealNouns
from se_desk.services.pair_nouns import PairNouns
from se_desk.storage import profile as profile_rows
from se_desk.storage import risks as risk_rows
from se_desk.storage import upkeep
from se_desk.storage.carrying import missing_from
from se_desk.storage.heads import ChainHead, writes_in
from se_desk.storage.heads import read as read_heads
from se_desk.storage.heads import write as write_heads
from se_desk.storage.store import Connection, Store

if TYPE_CHECKING:
    from se_desk.services.asks import Asks
    from se_desk.services.attachments import Attachments
    from se_desk.services.calls import Calls
    from se_desk.services.checklists import Checklists
    from se_desk.services.deals import Deals
    from se_desk.services.debriefs import Debriefs
    from se_desk.services.evidence import Evidence
    from se_desk.services.history import History
    from se_desk.services.huddles import Huddles
    from se_desk.services.metrics import Metrics
    from se_desk.services.note_lines import NoteLines
    from se_desk.services.note_links import NoteLinks
    from se_desk.services.note_templates import NoteTemplates
    from se_desk.services.notes import Notes
    from se_desk.services.people import People
    from se_desk.services.profile import ProfileVerbs
    from se_desk.services.qualification import Qualification
    from se_desk.services.risks import Risks
    from se_desk.services.search import Search
    from se_desk.services.steps import Steps
    from se_desk.services.today import Today

Publish = Callable[[Change], None]


@dataclass(slots=True)
class Work:
    """One transaction: its connection, who asked for it, and what it will announce."""

    conn: Connection
    now: datetime
    make_id: Callable[[datetime], str]
    author: object | None = None
    changes: list[Change] = field(default_factory=list)

    def announce(self, noun: Noun, key: str, deal_id: str | None = None) -> None:
        """To be published after COMMIT."""
        self.changes.append(Change(noun, key, deal_id, self.author))

    def new_id(self) -> str:
        """A key for a new record, sorted by the desk's time and in the order of making."""
        return self.make_id(self.now)


class Desk(PairNouns, CrossingNouns, DealNouns):
    """All of one SE's data, open. Attributes named after nouns hold the verbs."""

    def __init__(self, store: Store, clock: Clock | None = None, publish: Publish | None = None) -> None:
        self.store = store
        self.clock: Clock = clock or SystemClock()
        self._publish = publish or (lambda _change: None)
        self._zone: ZoneInfo | None = None
        self._last_id = ""

    def listen(self, publish: Publish) -> None:
        """From now on announcements go to ``publish``."""
        self._publish = publish

    def close(self) -> None:
        """Let go of the file and of the key, and of what was lent from it."""
        if self.store.is_open:  # how far the desk has come is remembered beside it
            with suppress(DeskError, OSError):
                self._remember()
        try:
            self.store.close()
        finally:
            if "attachments" in self.__dict__:  # last: what is being lent meanwhile goes, too
                self.attachments.take_copies_back()

    @contextmanager
    def writing(self, author: object | None = None) -> Iterator[Work]:
        """One transaction; its announcements follow after COMMIT, none if it fails."""
        with self.store.writing() as conn:
            work = Work(conn, self.now(), self._make_id, author)
            yield work
        if any(change.noun is Noun.FLAG for change in work.changes):
            self._mark_heads()
        for change in work.changes:
            self._publish(change)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot."""
        with self.store.reading() as conn:
            yield conn

    def _make_id(self, at: datetime) -> str:
        self._last_id = next_id(at, self._last_id)
        return self._last_id

    def _mark_heads(self) -> None:
        """The high-water mark beside the desk. The entry is on the disk already: a mark that cannot be
        written only lags behind, and the next one mends it."""
        file = DeskPaths.of_desk(self.store.path).heads
        with suppress(DeskError, OSError):
            marks = {mark.chain: mark for mark in read_heads(file) or ()}
            with self.reading() as conn:
                present = {
                    chain: ChainHead(chain, seq, digest) for chain, seq, digest in risk_rows.heads(conn)
                }
                behind = [mark for mark in marks.values() if present.get(mark.chain) != mark]  # a few of many
                lacking = {gap.chain for gap in missing_from(conn, behind)}
                count = upkeep.writes(conn)
            # What an older file lacks is remembered until somebody has found the newer one, also where
            # the older file has grown past it with other entries.
            kept = {chain: marks[chain] for chain in lacking}
            write_heads(file, (present | kept).values(), max(count, writes_in(file)))

    def _remember(self) -> None:
        """The mark, where something was written since the last one."""
        with self.reading() as conn:
            count = upkeep.writes(conn)
        if count > writes_in(DeskPaths.of_desk(self.store.path).heads):
            self._mark_heads()

    @property
    def zone(self) -> ZoneInfo:
        """The desk's zone, read once and again after the profile changed."""
        if self._zone is None:
            with self.reading() as conn:
                found: Profile | None = profile_rows.find(conn)
            self._zone = found.tz if found else ZoneInfo("UTC")
        return self._zone

    def forget_zone(self) -> None:
        """The profile changed."""
        self._zone = None

    def now(self) -> datetime:
        """This moment, with the offset of the desk's zone."""
        return in_zone(self.clock.now(), self.zone)

    def today_on(self) -> date:
        """The calendar day at the desk."""
        return day_in(self.clock.now(), self.zone)

    @cached_property
    def profile(self) -> ProfileVerbs:
        """Whose desk it is."""
        from se_desk.services.profile import ProfileVerbs

        return ProfileVerbs(self)

    @cached_property
    def deals(self) -> Deals:
        """Deals and their two histories."""
        from se_desk.services.deals import Deals

        return Deals(self)

    @cached_property
    def history(self) -> History:
        """A deal's timeline."""
        from se_desk.services.history import History

        return History(self)

    @cached_property
    def qualification(self) -> Qualification:
        """Gates and MEDDPICC."""
        from se_desk.services.qualification import Qualification

        return Qualification(self)

    @cached_property
    def people(self) -> People:
        """Stakeholders."""
        from se_desk.services.people import People

        return People(self)

    @cached_property
    def steps(self) -> Steps:
        """Next steps."""
        from se_desk.services.steps import Steps

        return Steps(self)

    @cached_property
    def asks(self) -> Asks:
        """What customers asked for."""
        from se_desk.services.asks import Asks

        return Asks(self)

    @cached_property
    def calls(self) -> Calls:
        """Calls, attendees, jots and the 24-hour clock."""
        from se_desk.services.calls import Calls

        return Calls(self)

    @cached_property
    def huddles(self) -> Huddles:
        """The preparation of calls."""
        from se_desk.services.huddles import Huddles

        return Huddles(self)

    @cached_property
    def checklists(self) -> Checklists:
        """What huddles take their ticks from."""
        from se_desk.services.checklists import Checklists

        return Checklists(self)

    @cached_property
    def debriefs(self) -> Debriefs:
        """What calls taught."""
        from se_desk.services.debriefs import Debriefs

        return Debriefs(self)

    @cached_property
    def notes(self) -> Notes:
        """Notes and revisions."""
        from se_desk.services.notes import Notes

        return Notes(self)

    @cached_property
    def note_links(self) -> NoteLinks:
        """What notes name, and where things were taken from."""
        from se_desk.services.note_links import NoteLinks

        return NoteLinks(self)

    @cached_property
    def note_templates(self) -> NoteTemplates:
        """What notes start with."""
        from se_desk.services.note_templates import NoteTemplates

        return NoteTemplates(self)

    @cached_property
    def attachments(self) -> Attachments:
        """Pictures and files of notes and deals."""
        from se_desk.services.attachments import Attachments

        return Attachments(self)

    @cached_property
    def note_lines(self) -> NoteLines:
        """Lists of notes by pages."""
        from se_desk.services.note_lines import NoteLines

        return NoteLines(self)

    @cached_property
    def risks(self) -> Risks:
        """The risk log."""
        from se_desk.services.risks import Risks

        return Risks(self)

    @cached_property
    def evidence(self) -> Evidence:
        """What flags rest on."""
        from se_desk.services.evidence import Evidence

        return Evidence(self)

    @cached_property
    def search(self) -> Search:
        """Search over everything."""
        from se_desk.services.search import Search

        return Search(self)

    @cached_property
    def today(self) -> Today:
        """The Today page."""
        from se_desk.services.today import Today

        return Today(self)

    @cached_property
    def metrics(self) -> Metrics:
        """Figures by fiscal quarter."""
        from se_desk.services.metrics import Metrics

        return Metrics(self)
