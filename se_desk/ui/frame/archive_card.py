"""The card of the settings for the whole desk as one file, which other programs open too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from se_desk.services.archives import WHAT
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.folders import first_folder
from se_desk.ui.kit.inputs import Field
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.welcome.passphrase import PassphraseEdit, StrengthBar
from se_desk.ui.welcome.running import Running

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

FILTER = "Archives of a desk (*.sedesk.age)"
ABOUT = (
    "Every note, flag, call and file in one archive, in the open format of age. For keeping, for moving to "
    "another computer, or for leaving SE Desk with everything you wrote."
)


class ArchiveCard(Card):
    """Says what an archive is, and writes one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("The whole desk")
        self._desk = desk
        self._job: Job | None = None
        self.save = Button("Save an archive…", "package")
        self.running = Running()
        self.body.addWidget(PlainLabel(ABOUT, "small", "text-3", wrap=True))
        self.body.addSpacing(12)
        self.body.addLayout(hbox(self.save, None))
        self.body.addWidget(self.running)
        self.save.clicked.connect(lambda: ArchiveDialog(self, desk, self.begin).open())
        self.running.stopRequested.connect(self._stop)

    def begin(self, file: Path, passphrase: str) -> None:
        """Write it beside the window."""
        desk = self._desk

        def work(job: Job) -> Path:
            def progress(fraction: float, what: str) -> None:
                job.stop_if_cancelled()
                job.report(fraction, what)

            return desk.archives.export(file, passphrase, progress)

        self.save.setEnabled(False)
        self.running.begin("Reading the desk")
        self._job = run(work, self, self._done, self._failed, self.running.show_far)

    def _done(self, file: Path) -> None:
        self._rest()
        toast(self.window(), f"Saved the whole desk to {file.name}, encrypted")

    def _failed(self, fault: Exception) -> None:
        self._rest()
        tell(self, fault)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._rest()

    def _rest(self) -> None:
        self._job = None
        self.running.end()
        self.save.setEnabled(True)


class ArchiveDialog(Dialog):
    """Asks for the passphrase of an archive, twice, and for its place."""

    def __init__(self, parent: QWidget, desk: Desk, then: Callable[[Path, str], None]) -> None:
        super().__init__(parent, "Archive the whole desk", "Save…", icon="package", width=480)
        self._desk, self._then = desk, then
        self.first, self.again = PassphraseEdit("Passphrase"), PassphraseEdit("Passphrase again")
        self._first, self._again = Field("Passphrase", self.first), Field("Passphrase again", self.again)
        strength = StrengthBar()
        self.first.textChanged.connect(strength.show_for)
        self.add(BodyText(WHAT, "body", "text-2"))
        self.add(self._first)
        self.add(strength)
        self.add(self._again)

    def confirm(self) -> bool:
        """Ask for a place, then leave the rest to whoever opened this."""
        self._again.clear_error()
        if self.first.text() != self.again.text():
            self._again.set_error("The two differ. Type the passphrase once more.")
            return False
        self._desk.archives.check_passphrase(self.first.text())
        start = first_folder() / self._desk.archives.usual_name()
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save the archive", str(start), FILTER)
        if not chosen:
            return False
        self._then(Path(chosen), self.first.text())
        return True
