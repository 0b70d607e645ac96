"""The card of the settings that keeps the backups: the last one, one more, a second folder, all of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from se_desk.domain.errors import DeskError, DeskLocked
from se_desk.domain.moments import count, say_near_moment
from se_desk.ui.frame.backups_restore import size_words, why_made
from se_desk.ui.frame.wanted import GivenUp, Wanted
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.inputs import Field
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import Banner, toast
from se_desk.ui.kit.tables import Column, TableView
from se_desk.ui.welcome.running import Running

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.keeping import Found, Saved
    from se_desk.services.opening import Opening

MB = 1_000_000
LIMITS = (
    ("100", "100 MB"),
    ("250", "250 MB"),
    ("500", "500 MB"),
    ("1000", "1 GB"),
    ("2000", "2 GB"),
    ("5000", "5 GB"),
    ("20000", "20 GB"),
)
MOST_ROWS = 8
READING, CHECKING = "Reading the backup", "Checking every page of it"
NONE_YET, NO_FOLDER = "No backup yet", "None chosen"


class BackupsCard(Card):
    """What there is, and what can be done with it."""

    restoreRequested = Signal()

    def __init__(self, desk: Desk, opening: Opening) -> None:
        super().__init__("Backups", flush=True)
        self._desk, self._opening = desk, opening
        self._job: Job | None = None
        self.last = PlainLabel(NONE_YET, "body", weight=600)
        self.back_up = Button("Back up now", "archive")
        self.restore = Button("Restore…", "archive-restore")
        self.running = Running()
        self.warning = Banner("", tone="amber", closable=False)
        self.folder = PlainLabel(NO_FOLDER, "body", "text-2", elide=True)
        self.choose, self.forget = Button("Choose…", small=True), Button("Remove", small=True)
        self.limit = Select(LIMITS, name="Room for backups")
        self.table = TableView(self._columns(), "Backups", lambda one: one.file.name, fit=True)
        self._more = PlainLabel("", "small", "text-3", elide=True)
        self.check_one = Button("Check this backup", "shield-check", small=True)
        self._wanted, self._if_stopped = Wanted(), ""
        self._assemble()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("Made", self._when, sort=lambda one: one.made_at),
            Column("Why", why_made, width=150, token="text-2"),
            Column("Checked", self._checked, width=190, token="text-2"),
            Column("Size", lambda one: size_words(one.size), width=110, align="right", sort=lambda o: o.size),
        )

    def _when(self, one: Found) -> str:
        return self._say(one.made_at)

    def _checked(self, one: Found) -> str:
        if one.checked_at is None:
            return "not on this computer"
        return "when it was made" if one.checked_at == one.made_at else self._say(one.checked_at)

    def _say(self, at: datetime) -> str:
        return say_near_moment(at.astimezone(self._desk.zone), self._desk.today_on())

    def _assemble(self) -> None:
        quiet = PlainLabel(
            "Made at the first start of a day, before an update and before a restore. Each is opened and "
            "checked, pages and risk log, before it counts.",
            "small",
            "text-3",
            wrap=True,
        )
        top = vbox(
            hbox(self.last, None, self.restore, self.back_up), 4, quiet, self.running, 12, self.warning
        )
        row = hbox(gap=8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        row.addWidget(self.forget)
        label = PlainLabel("Second folder, which gets a copy of each", "small", "text-2", weight=500)
        second = vbox(label, 4, row, None)
        rows = hbox(gap=32)
        rows.addLayout(second, 1)
        rows.addWidget(Field("Room for backups, in each folder", self.limit))
        self.body.addLayout(vbox(top, 16, rows, 16, margins=(16, 0, 16, 0)))
        self.add(HLine())
        self.add(self.table)
        foot = hbox(gap=12, margins=(16, 8, 16, 12))
        foot.addWidget(self._more, 1)
        foot.addWidget(self.check_one)
        self.foot = QWidget()
        self.foot.setLayout(foot)
        self.add(self.foot)
        self.choose.setAccessibleName("Choose the second folder for backups")
        self.forget.setAccessibleName("Remove the second folder for backups")

    def _connect(self) -> None:
        self.back_up.clicked.connect(self.begin)
        self.restore.clicked.connect(self.restoreRequested)
        self.running.stopRequested.connect(self._stop)
        self.choose.clicked.connect(self._choose)
        self.forget.clicked.connect(lambda: self._set_folder(None))
        self.check_one.clicked.connect(self.check)
        self.table.picked.connect(lambda _one: self._show_chosen())
        self.table.opened.connect(lambda _one: self.check())
        self.limit.chosen.connect(lambda megabytes: self._set_limit(int(megabytes)))

    def refresh(self) -> None:
        """What there is now."""
        keeping, profile = self._opening.keeping, self._desk.profile.get()
        found = keeping.backups()
        self.last.set_text(f"Last backup {self._when(found[0])}" if found else NONE_YET)
        self.table.set_records(found[:MOST_ROWS])
        self.table.setVisible(bool(found))
        total = sum(one.size for one in found)
        self.set_count(len(found) or None)
        more = f"{len(found) - MOST_ROWS} older ones. " if len(found) > MOST_ROWS else ""
        self._more.set_text(f"{more}{count(len(found), 'backup')}, {size_words(total)} together.")
        self.foot.setVisible(bool(found))
        self._show_chosen()
        warning = keeping.warning(self._desk)
        self.warning.set_sentence(warning)
        self.warning.setVisible(bool(warning))
        self.folder.set_text(profile.backup_folder or NO_FOLDER)
        self.forget.setVisible(bool(profile.backup_folder))
        self._show_limit(profile.backup_limit_mb)

    def _show_limit(self, megabytes: int) -> None:
        chosen = str(megabytes)
        known = chosen in dict(LIMITS)
        self.limit.set_options(LIMITS if known else (*LIMITS, (chosen, f"{megabytes:,} MB")))
        self.limit.set_value(chosen)

    def begin(self) -> None:
        """Make a backup now, beside the window."""
        if self._job is not None:
            return
        desk, opening = self._desk, self._opening
        wanted = self._begin("Copying the desk", "Stopped. No backup was made.")
        self._job = run(
            lambda job: opening.keeping.back_up(desk, progress=Telling(job, wanted)),
            self,
            self._saved,
            self._failed,
            self.running.show_far,
        )

    def check(self) -> None:
        """Read the chosen backup back, beside the window."""
        chosen = self.table.current()
        if self._job is not None or chosen is None:
            return
        desk, opening = self._desk, self._opening
        wanted = self._begin("Reading the backup", "Stopped. It is checked as before.")

        def far(job: Job, stage: str, done: float) -> None:
            wanted.ask(job)
            reading = stage == "unpacking"
            job.report(0.4 * done if reading else 0.4 + 0.6 * done, READING if reading else CHECKING)

        self._job = run(
            lambda job: opening.keeping.verify(desk, chosen.file, lambda *step: far(job, *step)),
            self,
            lambda _none: self._whole(chosen),
            self._failed,
            self.running.show_far,
        )

    def _begin(self, sentence: str, stopped: str) -> Wanted:
        self._wanted, self._if_stopped = Wanted(), stopped
        for button in (self.back_up, self.check_one):
            button.setEnabled(False)
        self.running.stop.setEnabled(True)
        self.running.begin(sentence)
        return self._wanted

    def _stop(self) -> None:
        """It may have come to its end already; which, it says itself."""
        self._wanted.give_up()
        self.running.stop.setEnabled(False)

    def _ended(self) -> None:
        self._job = None
        self.back_up.setEnabled(True)
        self.running.end()
        self._show_chosen()

    def _whole(self, one: Found) -> None:
        self._ended()
        self.refresh()
        toast(self, f"Whole: the backup made {self._when(one)}", icon="shield-check")

    def _show_chosen(self) -> None:
        self.check_one.setEnabled(self._job is None and self.table.current() is not None)

    def _saved(self, saved: Saved) -> None:
        self._ended()
        self.refresh()
        if saved.trouble is not None:
            tell(self, saved.trouble)
        elif saved.copy is not None:
            toast(self, "Backup made, checked, and copied to the second folder", icon="archive")
        else:
            toast(self, "Backup made and checked", icon="archive")

    def _failed(self, error: Exception) -> None:
        self._ended()
        self.refresh()
        if isinstance(error, GivenUp):
            toast(self, self._if_stopped, icon="archive")
        elif not isinstance(error, DeskLocked):  # the desk was locked meanwhile, as the person knows
            tell(self, error)

    def _choose(self) -> None:
        start = self._desk.profile.get().backup_folder or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "Second folder for backups", start)
        if chosen:
            self._set_folder(Path(chosen))

    def _set_folder(self, folder: Path | None) -> None:
        try:
            self._opening.keeping.set_folder(self._desk, folder)
        except DeskError as error:
            tell(self, error)
        self.refresh()

    def _set_limit(self, megabytes: int) -> None:
        try:
            self._opening.keeping.set_limit(self._desk, megabytes)
        except DeskError as error:
            tell(self, error)
        self.refresh()


class Telling:
    """Progress of a backup, told in words; stops the work that is no longer wanted."""

    def __init__(self, job: Job, wanted: Wanted) -> None:
        self._job, self._wanted, self._last = job, wanted, -1

    def __call__(self, done: int, total: int) -> None:
        self._wanted.ask(self._job)
        percent = 90 * done // max(total, 1)
        if percent != self._last:
            self._last = percent
            words = "Checking the copy" if done >= total else "Copying the desk"
            self._job.report(percent / 100, words)
