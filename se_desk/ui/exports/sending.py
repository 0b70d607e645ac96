"""Sends what waits, off the GUI thread, one CRM after the other; shows how far it is and can be stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.bars import ProgressBar
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.messages import tell

if TYPE_CHECKING:
    from se_desk.services.crm.server import Crm
    from se_desk.services.desk import Desk
    from se_desk.services.sending import Sent

STOPPING = "Stops after this note"


class SendingStrip(QWidget):
    """A sentence, a bar and Stop while notes go out; hidden else."""

    ended = Signal(str)  # what it came to, in a sentence; empty where it was stopped or broke off
    accountWanted = Signal(str)  # the key of a CRM

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self.sentence = PlainLabel("", "small", "text-2", elide=True)
        self.bar = ProgressBar()
        self.stop = Button("Stop", small=True)
        self.stop.clicked.connect(self.cancel)
        row = hbox(margins=(0, 0, 0, 16), gap=12)
        row.addLayout(vbox(None, self.sentence, 6, self.bar, None), 1)
        row.addWidget(self.stop)
        self.setLayout(row)
        self.setAccessibleName("Sending")
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether notes go out at this moment."""
        return self._job is not None

    def start(self) -> None:
        """Send what waits for each CRM. Where one has no account, that is asked for and nothing is sent."""
        waiting = {one.crm for one in self._desk.outbox.waiting()}
        crms = [crm for crm in self._desk.outbox.crms() if crm.key in waiting]
        if self.busy or not crms:
            return
        self.sentence.set_text("Asks the CRM")
        self.bar.set(0)
        self.stop.setEnabled(True)
        self.show()
        desk = self._desk
        self._job = run(lambda job: _send(job, desk, crms), self, self._done, self._failed, self._progress)

    def cancel(self) -> None:
        """Stop before the next note; the one that goes out now is finished."""
        if self._job is not None:
            self.stop.setEnabled(False)
            self.sentence.set_text(STOPPING)
            job, self._job = self._job, None
            job.cancel()
            self._end("")

    def _progress(self, fraction: float, title: str) -> None:
        self.bar.set(fraction)
        self.sentence.set_text(title)

    def _done(self, result: str | Crm) -> None:
        self._job = None
        if isinstance(result, str):
            self._end(result)
            return
        self._end("")
        self.accountWanted.emit(result.key)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._end("")
        tell(self, error)

    def _end(self, sentence: str) -> None:
        self.hide()
        self.ended.emit(sentence)


def _send(job: Job, desk: Desk, crms: list[Crm]) -> str | Crm:
    """What it came to, or the CRM that has no account."""
    for crm in crms:
        if desk.outbox.accounts.find(crm) is None:
            return crm
    said = []
    for number, crm in enumerate(crms):

        def heard(done: int, of: int, title: str, before: int = number, label: str = crm.label) -> None:
            job.stop_if_cancelled()
            job.report((before + done / of) / len(crms), f"{label}, {done + 1} of {of}: {title}")

        sent: Sent = desk.outbox.send(crm.key, progress=heard)
        said.append(f"{crm.label}: {sent.say()}" if len(crms) > 1 else sent.say())
    return " ".join(said) or count(0, "note")
