"""The card of the settings that keeps the backups: the last one, one more, a second folder, all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from se_desk.domain.errors import DeskError, DeskLocked
from se_desk.domain.moments import count, say_near_moment
from se_desk.ui.frame.backups_restore import size_words, why_made
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
        self._more = PlainLabel("", "small", "text-3")
        self._assemble()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("Made", self._when, sort=lambda one: one.made_at),
            Column("Why", why_made, width=180, token="text-2"),
            Column("Size", lambda one: size_words(one.size), width=110, align="right", sort=lambda o: o.size),
        )

    def _when(self, one: Found) -> str:
        return say_near_moment(one.made_at.astimezone(self._desk.zone), self._desk.today_on())

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
        self._more.setContentsMargins(16, 8, 16, 12)
        self.add(self._more)
        self.choose.setAccessibleName("Choose the second folder for backups")
        self.forget.setAccessibleName("Remove the second folder for backups")

    def _connect(self) -> None:
        self.back_up.clicked.connect(self.begin)
        self.restore.clicked.connect(self.restoreRequested)
        self.running.stopRequested.connect(self._stop)
        self.choose.clicked.connect(self._choose)
        self.forget.clicked.connect(lambda: self._set_folder(None))
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
        self._more.setVisible(bool(found))
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
        self.back_up.setEnabled(False)
        self.running.begin("Copying the desk")
        self._job = run(
            lambda job: opening.keeping.back_up(desk, progress=Telling(job)),
            self,
            self._saved,
            self._failed,
            self.running.show_far,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._ended()
            toast(self, "Stopped. No backup was made.", icon="archive")

    def _ended(self) -> None:
        self._job = None
        self.back_up.setEnabled(True)
        self.running.end()

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
        if not isinstance(error, DeskLocked):  # the desk was locked meanwhile, as the person knows
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

    def __init__(self, job: Job) -> None:
        self._job, self._last = job, -1

    def __call__(self, done: int, total: int) -> None:
        self._job.stop_if_cancelled()
        percent = 90 * done // max(total, 1)
        if percent != self._last:
            self._last = percent
            words = "Checking the copy" if done >= total else "Copying the desk"
            self._job.report(percent / 100, words)
