"""The pack for travel: for how many days, and into which folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.moments import DAY, count, local_moment
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.folders import ask_folder
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

DAYS = (1, 2, 3, 5, 7, 14)
ABOUT = (
    "Every call of these days with its huddle, its deal, its people, open flags and last notes. One PDF to "
    "print, one HTML file that a phone reads without a network. Private notes stay here."
)


class PackDialog(Dialog):
    """Says how many calls there are before anything is written."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent,
            "Pack for travel",
            "Choose a folder and write",
            "The files are not encrypted.",
            icon="plane",
            width=560,
        )
        self._desk, self._window = desk, parent.window()
        self._job: Job | None = None
        self._done = False
        self.days = Segment([(str(n), count(n, "day")) for n in DAYS], "3", name="How many days")
        self.found = PlainLabel("", "body", weight=500)
        self.add(BodyText(ABOUT, "body", "text-2"))
        self.add(self.days)
        self.add(self.found)
        self.days.chosen.connect(lambda _key: self._count())
        self._count()

    def _count(self) -> None:
        """How many calls the pack would have."""
        now, days = self._desk.now(), int(self.days.value)
        until = local_moment(self._desk.today_on() + days * DAY, 0, 0, self._desk.zone)
        calls = len(self._desk.calls.between(now, until))
        self.found.set_text(f"{count(calls, 'call')} in the pack." if calls else "No call in these days.")
        self.primary.setEnabled(bool(calls))

    def confirm(self) -> bool:
        """Write off the GUI thread; the dialog closes when it is done."""
        if self._done:
            return True
        folder = ask_folder(self._window, "Write the pack into")
        if folder is not None:
            self.write(folder)
        return False

    def write(self, folder: Path) -> None:
        """Both files into ``folder``."""
        from se_desk.ui.paper import printer

        days, desk = int(self.days.value), self._desk
        self.primary.setEnabled(False)
        self.found.set_text("Writing the pack")
        self._job = run(
            lambda _job: desk.packs.export(days, folder, printer()), self, self._written, self._refused
        )

    def _written(self, paths: tuple[Path, ...]) -> None:
        self._done = True
        self.primary.setEnabled(True)
        toast(self._window, f"Pack written: {paths[0].name}", icon="plane")
        self.accept()

    def _refused(self, error: Exception) -> None:
        self._count()
        if isinstance(error, DeskError):
            self.show_problem(error)
        else:
            tell(self, error)
