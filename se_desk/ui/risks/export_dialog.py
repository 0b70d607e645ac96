"""Export a record: what goes into it at the left, the very sheets at the right, then a folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput, DeskError
from se_desk.domain.moments import count
from se_desk.services.records import Choice, Preview
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.bars import ProgressBar
from se_desk.ui.kit.dialogs import FOOT, HEAD, Dialog
from se_desk.ui.kit.folders import ask_folder
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, Scroller, Surface, VLine, hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import head_in_fours, toast
from se_desk.ui.risks.chain_notice import ChainNotice
from se_desk.ui.risks.record_choice import RecordChoice
from se_desk.ui.risks.sheets import Sheets

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.paper.flow import Pages
    from se_desk.ui.paper.footers import Footer

WIDTH, LEFT_WIDTH, TALL = 960, 364, 650
PAUSE = 120  # ms after the last change until the preview is made anew
MOST_SHOWN = 6  # records in the preview; the files are written for all
MOST_FLAGS = 100  # of each record in the preview
NOT_ENCRYPTED = "Files are not encrypted. Nothing leaves this computer until you hand them on."


class ExportRecordDialog(Dialog):
    """A signed record of one deal or several, for somebody who checks it without this desk."""

    def __init__(self, parent: QWidget, desk: Desk, deal_id: str = "") -> None:
        super().__init__(
            parent, "Export risk record", "Save record…", NOT_ENCRYPTED, icon="file-lock", width=WIDTH
        )
        self._desk = desk
        self._previewing: Job | None = None
        self._writing: Job | None = None
        self.written: tuple[Path, ...] = ()
        self.choice = RecordChoice(desk, deal_id)
        self.notice = ChainNotice(desk.profile.get().public_key)
        self.sheets = Sheets()
        self.more = PlainLabel("", "small", "text-3")
        self.more.setContentsMargins(32, 4, 32, 4)
        self.more.hide()
        self.progress = ProgressBar(0.0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._preview)
        self._lay_out(parent.window().height())
        self.choice.changed.connect(self._timer.start)
        self._preview()

    def _lay_out(self, window: int) -> None:
        left = QWidget()
        left.setFixedWidth(LEFT_WIDTH)
        column = vbox(self.choice, HLine(), self.notice)
        column.setStretch(0, 1)
        left.setLayout(column)
        inside = QWidget()
        inside.setLayout(vbox(self.sheets, None))
        preview = Scroller(inside, padding=0)
        preview.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        preview.setAccessibleName("Preview, scroll with the arrow keys")
        ground = Surface("window", vbox(preview, self.more))
        middle = hbox(left, VLine(), gap=0)
        middle.addWidget(ground, 1)
        holder = QWidget()
        holder.setLayout(middle)
        holder.setFixedHeight(min(TALL, max(window - HEAD - FOOT - 60, 400)))
        self.body.setContentsMargins(0, 1, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(holder)
        self.progress.setFixedWidth(120)
        self.progress.hide()
        self.foot.insertWidget(1, self.progress)

    # ---- preview ---------------------------------------------------------------------

    def _preview(self) -> None:
        """Make the record as it would leave now, off the GUI thread; the newest wish wins."""
        if self._previewing is not None:
            self._previewing.cancel()
            self._previewing = None
        choices, recipient = self.choice.choices(), self.choice.recipient.text()
        self.primary.setEnabled(False)
        if not choices:
            self.sheets.show_records([])
            self.notice.say("Nothing to show.", "Tick at least one flag.", whole=False)
            return
        desk, shown = self._desk, choices[:MOST_SHOWN]
        self._previewing = run(
            lambda job: _previews(desk, shown, recipient, job),
            self,
            lambda found: self._show(found, len(choices) - len(shown)),
            self._refuse,
        )

    def _show(self, found: Previewed, hidden: int) -> None:
        self._previewing = None
        previews = found.records
        self.sheets.show_records(found.sheets)
        unseen = [count(hidden, "more record")] if hidden else []
        if found.flags_left:
            unseen.append(count(found.flags_left, "more flag"))
        self.more.set_text(f"and {' and '.join(unseen)}, written but not shown here" if unseen else "")
        self.more.setVisible(bool(unseen))
        entries = sum(len(one.record.entries) for one in previews)
        words = sum(sum(1 for entry in one.record.entries if entry.opened) for one in previews)
        title = "Chain intact." if len(previews) == 1 else f"{len(previews)} chains intact."
        head = previews[0].record.manifest.head_hash if len(previews) == 1 else ""
        said = f"{count(entries, 'entry', 'entries')}, {words} with words here."
        self.notice.say(title, f"{said} Head {head_in_fours(head)}." if head else said, whole=True)
        self.primary.setEnabled(self._writing is None)

    def _refuse(self, error: Exception) -> None:
        self._previewing = None
        self.sheets.show_records([])
        if isinstance(error, DeskError):
            self.notice.say(f"{error.happened}", f"{error.safe} {error.do}".strip(), whole=False)
        else:
            tell(self, error)

    # ---- writing ------------------------------------------------------------------------

    def confirm(self) -> bool:
        """Ask for a folder and write in the background; closes when the files are there."""
        if self.written:
            return True
        choices = self.choice.choices()
        if not choices:
            raise BadInput("No flag is ticked.", do="Tick at least one.")
        folder = ask_folder(self, "Folder for the record")
        if folder is not None:
            self._write(choices, folder)
        return False

    def _write(self, choices: tuple[Choice, ...], folder: Path) -> None:
        from se_desk.ui.paper import Printer

        desk, recipient, author = self._desk, self.choice.recipient.text(), id(self)

        def work(job: Job) -> tuple[Path, ...]:
            def progress(part: float, words: str) -> None:
                job.stop_if_cancelled()
                job.report(part, words)

            return desk.records.export(
                choices, folder, Printer(), recipient=recipient, author=author, progress=progress
            )

        self.primary.setEnabled(False)
        self.choice.setEnabled(False)
        self.progress.set(0.0)
        self.progress.show()
        self._writing = run(
            work, self, self._saved, self._not_saved, lambda part, _w: self.progress.set(part)
        )

    def _saved(self, written: tuple[Path, ...]) -> None:
        self._ready_again()
        self.written = written
        folder = written[0].parent
        toast(self.window(), f"Saved {count(len(written), 'file')} to {folder}")
        self.accept()

    def _not_saved(self, error: Exception) -> None:
        self._ready_again()
        if isinstance(error, DeskError):
            self.show_problem(error)
        else:
            tell(self, error)

    def _ready_again(self) -> None:
        self._writing = None
        self.primary.setEnabled(True)
        self.choice.setEnabled(True)
        self.progress.hide()

    def reject(self) -> None:
        """Close; what is being prepared is not written."""
        for job in (self._previewing, self._writing):
            if job is not None:
                job.cancel()
        super().reject()


@dataclass(frozen=True, slots=True)
class Previewed:
    """Records as they would leave, their first sheets, and how many flags stand behind those."""

    records: list[Preview]
    sheets: list[tuple[Pages, Footer]]
    flags_left: int


def _previews(desk: Desk, choices: tuple[Choice, ...], recipient: str, job: Job) -> Previewed:
    """Made and laid out in the worker: a log of years has hundreds of sheets."""
    from se_desk.ui.paper.records import record_pages

    found, sheets, left = [], [], 0
    for choice in choices:
        job.stop_if_cancelled()
        one = desk.records.preview(choice, recipient)
        found.append(one)
        sheets.append(record_pages(replace(one.page, flags=one.page.flags[:MOST_FLAGS])))
        left += max(len(one.page.flags) - MOST_FLAGS, 0)
    return Previewed(found, sheets, left)
