"""What is done with attachments wherever they are listed: added, opened, saved, removed and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from se_desk.domain.attachments import Attachment
from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.folders import first_folder
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.open_copy import OpenCopy

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

Source = tuple[str, Callable[[], bytes]]  # a name, and what reads the bytes off the GUI thread


@dataclass(frozen=True, slots=True)
class Kept:
    """What was attached, and the first of what could not be, with how many there were."""

    added: tuple[Attachment, ...]
    problem: DeskError | None = None
    refused: int = 0


class AttachedFiles(QObject):
    """Acts for one widget, over whose window dialogs and words about it stand."""

    def __init__(self, owner: QWidget, desk: Desk) -> None:
        super().__init__(owner)
        self._owner, self._desk = owner, desk

    def choose(self) -> list[str]:
        """Ask for files; their paths."""
        paths, _ = QFileDialog.getOpenFileNames(self._owner.window(), "Attach", str(first_folder()))
        return list(paths)

    def add(
        self,
        sources: Sequence[Source],
        then: Callable[[Kept], object] = lambda _kept: None,
        *,
        note_id: str | None = None,
        deal_id: str | None = None,
    ) -> None:
        """Keep them on a note or a deal, off the GUI thread; ``then`` comes before what is said of it."""
        desk = self._desk

        def keep(_job: Job) -> Kept:
            added, problems = list[Attachment](), list[DeskError]()
            for name, read in sources:
                try:
                    added.append(desk.attachments.add(read(), name, note_id=note_id, deal_id=deal_id))
                except DeskError as error:
                    problems.append(error)
            return Kept(tuple(added), problems[0] if problems else None, len(problems))

        def kept(found: Kept) -> None:
            then(found)
            self._say(found)

        run(keep, self, kept)

    def _say(self, kept: Kept) -> None:
        if kept.problem is not None:
            tell(self._owner, _counted(kept, kept.problem))
        elif kept.added:
            one = kept.added[0].name if len(kept.added) == 1 else count(len(kept.added), "file")
            toast(self._owner, f"{one} attached, encrypted with the desk", icon="paperclip")

    def ask_to_open(self, one: Attachment) -> None:
        """Say what opening means, and open a copy then."""
        dialog = OpenCopy(self._owner.window(), one)
        dialog.confirmed.connect(lambda: self._open(one.id))
        dialog.open()

    def _open(self, attachment_id: str) -> None:
        desk = self._desk
        run(lambda _job: desk.attachments.lend(attachment_id), self, _hand_over)

    def save(self, one: Attachment) -> None:
        """Ask where to, and write a copy there."""
        owner, desk = self._owner, self._desk
        chosen, _ = QFileDialog.getSaveFileName(owner.window(), "Save as", str(first_folder() / one.name))
        if chosen:
            done = f"{one.name} saved, unencrypted there"
            run(
                lambda _job: desk.attachments.save_as(one.id, Path(chosen)),
                self,
                lambda _path: toast(owner, done, icon="download"),
            )

    def remove(self, attachment_id: str) -> None:
        """Off its note or deal, with the way back."""
        try:
            gone = self._desk.attachments.remove(attachment_id)
        except DeskError as error:
            tell(self._owner, error)
            return
        toast(self._owner, f"{gone.name} removed", "Undo", lambda: self._take_back(gone.id), icon="trash-2")

    def _take_back(self, attachment_id: str) -> None:
        try:
            self._desk.attachments.take_back(attachment_id)
        except DeskError as error:
            tell(self._owner, error)


def local_files(mime: QMimeData) -> list[str]:
    """The paths of the files that are dragged; none where anything of it lies elsewhere."""
    urls = mime.urls()
    return [url.toLocalFile() for url in urls] if urls and all(url.isLocalFile() for url in urls) else []


def files_at(paths: Sequence[str]) -> list[Source]:
    """Files of this computer, read when it is their turn."""
    from se_desk.services.attachments import read_attached

    def reading(path: Path) -> Source:
        return path.name, lambda: read_attached(path)

    return [reading(Path(path)) for path in paths]


def _counted(kept: Kept, problem: DeskError) -> DeskError:
    """The first refusal, with the number of the others, and of those that were attached all the same."""
    if kept.refused == 1 and not kept.added:
        return problem
    others = f" {count(kept.refused - 1, 'other')} could not be attached either." if kept.refused > 1 else ""
    safe = f"{count(len(kept.added), 'file')} attached." if kept.added else problem.safe
    return DeskError(problem.happened + others, safe, problem.do)


def _hand_over(copy: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))
