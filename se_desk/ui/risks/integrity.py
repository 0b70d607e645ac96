"""The strip at the foot: whether the chains hold, checked in the background."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count, say_near_day, say_time
from se_desk.services.risks import Checked
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import IntegrityStrip, toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


ROOMY = 1000  # px
LONGEST_NAME = 50  # letters of an authority, so that the line has room for them


class ChainStrip(QWidget):
    """The chain of one deal, or of all where none is chosen; a broken one anywhere is said first."""

    faultOpened = Signal(str, int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._deal_id = desk, ""
        self._job: Job | None = None
        self.checked: Checked | None = None
        self.strip = IntegrityStrip()
        self.setLayout(vbox(self.strip))
        self.strip.checkRequested.connect(self.check)
        self.strip.headCopied.connect(self._copy)
        self.strip.brokenOpened.connect(self._open_fault)

    def minimumSizeHint(self) -> QSize:
        """Less than its words ask for: they give way on a narrow page."""
        return QSize(400, self.strip.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < ROOMY) != (event.oldSize().width() < ROOMY):
            self._show()

    def show_deal(self, deal_id: str) -> None:
        """Speak of this deal's chain; "" for all chains."""
        self._deal_id = deal_id
        self._show()

    def check(self) -> None:
        """Hash every chain again, off the GUI thread."""
        if self._job is not None:
            return
        desk = self._desk
        self._job = run(
            lambda job: desk.risks.check(progress=job.report), self, self._done, self._failed, self._progress
        )
        self._progress(0.0, "")

    def stop(self) -> None:
        """The page goes: what is still being checked is no longer wanted."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @property
    def is_checking(self) -> bool:
        """Whether a check is under way."""
        return self._job is not None

    def _done(self, checked: Checked) -> None:
        self._job, self.checked = None, checked
        self._show()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._show()
        tell(self, error)

    def _progress(self, fraction: float, words: str) -> None:
        entries, head = self._here()
        said = f"Checking, {fraction:.0%}" if fraction else "Checking"
        self.strip.set(None, entries, head, f"{said}, {words}" if words else said)

    def _show(self) -> None:
        entries, head = self._here()
        checked = self.checked
        if checked is None:
            self.strip.set(None, entries, head, "")
            return
        fault = self._fault()
        self.strip.set(fault is None, entries, head, self._words(checked), fault[1] if fault else None)

    def _here(self) -> tuple[int, str]:
        """Entries and head of the chosen chain, as they stand now; of all chains there is no one head."""
        if self._deal_id:
            entries = self._desk.risks.entries(self._deal_id)
            return len(entries), entries[-1].hash if entries else ""
        return self._desk.risks.count_entries(), ""

    def _fault(self) -> tuple[str, int] | None:
        """Deal and entry of the first fault; the chosen deal's before any other's."""
        found = [(deal_id, fault.seq) for deal_id, fault in self.checked.faults] if self.checked else []
        found.sort(key=lambda pair: pair[0] != self._deal_id)
        return found[0] if found else None

    def _words(self, checked: Checked) -> str:
        at = f"{_near(checked.checked_at, self._desk.now())}, {say_time(checked.checked_at)}"
        fault = self._fault()
        if fault and fault[0] != self._deal_id:
            return f"In another deal's chain. Checked {at}"
        if self.width() < ROOMY:
            return f"Checked {at}"
        stamped = self._stamped()
        if stamped:
            return f"Checked {at}. {stamped}"
        scope = f"all {count(checked.entries, 'entry', 'entries')} of every deal"
        return f"Checked {at}: {scope}, on this computer"

    def _stamped(self) -> str:
        """How far the chosen chain is time stamped, and by whom; "" where it is not."""
        newest = self._desk.stamps.newest(self._deal_id) if self._deal_id else None
        if newest is None:
            return ""
        upto = "Entry 1" if newest.over == 1 else f"Entries 1 to {newest.over}"
        by = newest.stamp.authority
        by = by if len(by) <= LONGEST_NAME else f"{by[:LONGEST_NAME]}…"
        return f"{upto} stamped {newest.stamp.at:%Y-%m-%d}: {by}"

    def _open_fault(self, _seq: int) -> None:
        fault = self._fault()
        if fault:
            self.faultOpened.emit(*fault)

    def _copy(self, head: str) -> None:
        copy_text(head)
        toast(self.window(), "Copied the whole hash of the newest entry")


def _near(at: datetime, now: datetime) -> str:
    return say_near_day(at.date(), now.date())
