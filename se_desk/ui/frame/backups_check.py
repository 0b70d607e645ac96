"""The card of the settings that checks the whole desk, and says in words what it found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskLocked
from se_desk.domain.moments import count, say_near_moment
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import clear_layout, hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.wishes import Place
from se_desk.ui.welcome.running import Running

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.opening import Opening

WORDS = (
    "Reads every page of the file, compares the search index with the notes, and hashes every entry of the "
    "risk log again. It happens once a day by itself, and is heard of only when something differs."
)
STEPS = ("Reading every page", "Looking through the file", "Following references", "Comparing the index")
LAST_STEP = "Hashing the risk log"


@dataclass(frozen=True, slots=True)
class Broken:
    """A chain of the risk log that does not hold: its deal, and what is wrong at which entry."""

    deal_id: str
    words: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found. ``others`` are findings that belong to no chain."""

    at: str
    entries: int
    broken: tuple[Broken, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Nothing differs."""
        return not self.broken and not self.others


class CheckCard(Card):
    """One button, how far it is, and the result."""

    chainAsked = Signal(object)  # Place

    def __init__(self, desk: Desk, opening: Opening) -> None:
        super().__init__("Is the desk whole?")
        self._desk, self._opening = desk, opening
        self._job: Job | None = None
        self.start = Button("Check the desk now", "shield-check")
        self.running = Running()
        self.findings = vbox(gap=8)
        self.result: Result | None = None
        self.body.addLayout(vbox(BodyText(WORDS, "body", "text-2"), 12, hbox(self.start, None), self.running))
        self.body.addLayout(self.findings)
        self.start.clicked.connect(self.begin)
        self.running.stopRequested.connect(self._stop)

    def begin(self) -> None:
        """Check, beside the window."""
        if self._job is not None:
            return
        desk, opening = self._desk, self._opening
        clear_layout(self.findings)
        self.start.setEnabled(False)
        self.running.begin(STEPS[0])
        self._job = run(
            lambda job: check(desk, opening, job), self, self._show, self._failed, self.running.show_far
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._ended()

    def _ended(self) -> None:
        self._job = None
        self.start.setEnabled(True)
        self.running.end()

    def _failed(self, error: Exception) -> None:
        self._ended()
        if not isinstance(error, DeskLocked):
            tell(self, error)

    def _show(self, result: Result) -> None:
        self._ended()
        self.result = result
        self.findings.addSpacing(12)
        if result.whole:
            said = (
                f"Whole, checked {result.at}. Pages, index and {count(result.entries, 'entry', 'entries')} "
            )
            self.findings.addWidget(_finding("circle-check", "clock-done", said + "of the risk log agree."))
            return
        for broken in result.broken:
            row = _finding("shield-alert", "sev-critical", broken.words, self._link(broken))
            self.findings.addWidget(row)
        for words in result.others:
            self.findings.addWidget(_finding("circle-alert", "sev-critical", words))
        what_now = (
            "What can be read stays readable: export what you need, then restore a backup of a day on which "
            "the check found nothing. Exports of the risk log carry the same sentence."
        )
        self.findings.addWidget(BodyText(what_now, "body", "text-2"))

    def _link(self, broken: Broken) -> Button | None:
        if not broken.deal_id:
            return None
        link = Button("Show the risk log", kind="link", small=True)
        link.setAccessibleName(f"Show the risk log: {broken.words}")
        link.clicked.connect(lambda: self.chainAsked.emit(Place("deal", broken.deal_id, "risks")))
        return link

    @property
    def words(self) -> tuple[str, ...]:
        """What the result says, one sentence each."""
        if self.result is None:
            return ()
        return (*(one.words for one in self.result.broken), *self.result.others)


def _finding(icon: str, token: str, words: str, link: Button | None = None) -> QWidget:
    row = hbox(gap=10)
    row.addLayout(vbox(2, IconMark(icon, token), None))
    row.addWidget(BodyText(words, "body", "text"), 1)
    if link is not None:
        row.addWidget(link)
    made = QWidget()
    made.setLayout(row)
    return made


def check(desk: Desk, opening: Opening, job: Job) -> Result:
    """Runs off the GUI thread. Raises what ``Opening.problems`` raises."""

    def heard(done: int, total: int) -> None:
        job.stop_if_cancelled()
        job.report(done / (total + 1), STEPS[done] if done < len(STEPS) else LAST_STEP)

    found = opening.problems(desk, heard)
    at = say_near_moment(desk.now(), desk.today_on())
    if not found:
        return Result(at, desk.risks.count_entries())
    broken = _broken_chains(desk)
    others = tuple(words for words in found if not (broken and words.startswith("Risk log: ")))
    return Result(at, desk.risks.count_entries(), broken, others)


def _broken_chains(desk: Desk) -> tuple[Broken, ...]:
    """Which deal's chain, and at which entry; none where so much is damaged that it cannot be read."""
    from se_desk.domain.errors import DeskError

    try:
        faults = desk.risks.check().faults
        names = {view.deal.id: view.deal for view in desk.deals.views()}
    except DeskError:
        return ()
    firsts = dict(reversed(faults))  # of each chain the first: what follows it follows from it
    return tuple(
        Broken(
            deal_id if deal_id in names else "",
            f"The chain of {names[deal_id].account}, {names[deal_id].title}, is broken at entry {fault.seq}: "
            f"{fault.reason}"
            if deal_id in names
            else f"The chain of a deal that is gone is broken at entry {fault.seq}: {fault.reason}",
        )
        for deal_id, fault in firsts.items()
    )
