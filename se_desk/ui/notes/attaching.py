"""Attaching, at the note's page: what is chosen, dropped or pasted is kept, shown, opened, saved, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QImage, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFileDialog

from se_desk.domain.announcements import Noun
from se_desk.domain.attachments import Attachment
from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.domain.notes import Note
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.folders import first_folder
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.notes.attach_mime import can_attach, local_files, pasted_name, picture_in, png_of
from se_desk.ui.notes.attach_open import OpenCopy
from se_desk.ui.notes.attach_pictures import Pictures
from se_desk.ui.notes.attach_preview import ADDRESS, Attached
from se_desk.ui.notes.attach_strip import AttachStrip
from se_desk.ui.notes.preview import WIDEST
from se_desk.ui.notes.toolbar import ATTACH_KEYS

if TYPE_CHECKING:
    from se_desk.ui.notes.page import NotePage

SMALL = 32  # px, the picture in the strip


@dataclass(frozen=True, slots=True)
class Kept:
    """What was attached, and the first of what could not be."""

    added: tuple[Attachment, ...]
    problem: DeskError | None


class Attaching(QObject):
    """Belongs to one page and acts on the note in front."""

    def __init__(self, page: NotePage) -> None:
        super().__init__(page)
        self._page, self.strip = page, AttachStrip()
        self.pictures = Pictures(page.desk)
        self._all: tuple[Attachment, ...] = ()
        self._wire()

    def _wire(self) -> None:
        page, strip, editor = self._page, self.strip, self._page.writing.editor
        editor.take_in, editor.could_take_in = self.take_in, can_attach
        strip.addWanted.connect(self.choose)
        strip.openWanted.connect(self.ask_to_open)
        strip.saveWanted.connect(self.save)
        strip.insertWanted.connect(self.insert)
        strip.removeWanted.connect(self.remove)
        strip.filesDropped.connect(lambda paths: self.add_files(paths, None))
        page.writing.bar.attachWanted.connect(self.choose)
        page.writing.preview.linkOpened.connect(self._follow)
        page.writing.preview.linkShown.connect(self._say_target)
        page.bus.listen(self, lambda _change: self._reread(), (Noun.ATTACHMENT, Noun.EVERYTHING))
        action = QAction("Attach a file", page)
        action.setShortcut(QKeySequence(ATTACH_KEYS))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self.choose)
        page.addAction(action)

    def show(self, note: Note) -> None:
        """The attachments of the note in front."""
        self.strip.set_writing(note.trashed_at is None)
        self._take(self._page.desk.attachments.of_note(note.id))

    def _reread(self) -> None:
        page = self._page
        if page.note is None:
            return
        try:
            found = page.desk.attachments.of_note(page.note.id)
        except DeskError as error:
            tell(page, error)
            return
        if found != self._all:
            self._take(found)
            page.writing.refresh_preview()

    def _take(self, found: tuple[Attachment, ...]) -> None:
        self._all = found
        preview, ratio = self._page.writing.preview, self._page.devicePixelRatioF()
        preview.attached = Attached(found, self.pictures, WIDEST, ratio)
        self.strip.show_attachments(found)
        wanted = [tile.attachment for tile in self.strip.tiles if tile.attachment.picture]
        if wanted:
            run(lambda job: self._small(job, wanted, ratio), self, self._show_small)

    def _small(self, job: Job, wanted: Sequence[Attachment], ratio: float) -> dict[str, QImage]:
        most = round(SMALL * ratio * 2)  # the middle of a wide one still fills its place
        found = {}
        for one in wanted:
            job.stop_if_cancelled()
            made = self.pictures.load(one, QSize(most, most))
            if made is not None:
                found[one.id] = made
        return found

    def _show_small(self, found: dict[str, QImage]) -> None:
        for tile in self.strip.tiles:
            tile.set_picture(found.get(tile.attachment.id))

    def choose(self) -> None:
        """Ask for files."""
        page = self._page
        if page.note is None or page.note.trashed_at is not None:
            return
        paths, _ = QFileDialog.getOpenFileNames(page.window(), "Attach", str(first_folder()))
        if paths:
            self.add_files(paths, None)

    def take_in(self, mime: QMimeData) -> bool:
        """Attach what is pasted or dropped into the text, and show it there; False for what is words."""
        files, at = local_files(mime), QTextCursor(self._page.writing.editor.textCursor())
        if files:
            self.add_files(files, at)
            return True
        image = picture_in(mime)
        if image is None:
            return False
        name = pasted_name(self._page.desk.now())
        self._add([(name, lambda: png_of(image))], at)
        return True

    def add_files(self, paths: Sequence[str], at: QTextCursor | None) -> None:
        """Attach these files; with a place in the text they are shown or linked there."""
        from se_desk.services.attachments import read_attached

        def reading(path: Path) -> tuple[str, Callable[[], bytes]]:
            return path.name, lambda: read_attached(path)

        self._add([reading(Path(path)) for path in paths], at)

    def _add(self, sources: Sequence[tuple[str, Callable[[], bytes]]], at: QTextCursor | None) -> None:
        note, desk = self._page.note, self._page.desk
        if note is None:
            return

        def keep(_job: Job) -> Kept:
            added, problem = [], None
            for name, read in sources:
                try:
                    added.append(desk.attachments.add(read(), name, note_id=note.id))
                except DeskError as error:
                    problem = problem or error
            return Kept(tuple(added), problem)

        run(keep, self, lambda kept: self._kept(kept, note.id, at))

    def _kept(self, kept: Kept, note_id: str, at: QTextCursor | None) -> None:
        page = self._page
        in_front = page.note is not None and page.note.id == note_id
        if kept.added and in_front:
            shown = kept.added if at is not None else [one for one in kept.added if one.picture]
            self._write(shown, at or page.writing.editor.textCursor())
        if kept.problem is not None:
            tell(page, kept.problem)
        elif kept.added:
            one = kept.added[0].name if len(kept.added) == 1 else count(len(kept.added), "file")
            toast(page, f"{one} attached, encrypted with the desk", icon="paperclip")

    def _write(self, attachments: Sequence[Attachment], at: QTextCursor) -> None:
        editor = self._page.writing.editor
        if attachments and not editor.isReadOnly() and at.document() is editor.document():
            at.insertText("\u2029".join(one.markdown for one in attachments))

    def insert(self, attachment_id: str) -> None:
        """Show a picture, or link a file, where the cursor is."""
        editor = self._page.writing.editor
        self._write([one for one in self._all if one.id == attachment_id], editor.textCursor())
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, attachment_id: str) -> Attachment | None:
        return next((one for one in self._all if one.id == attachment_id), None)

    def ask_to_open(self, attachment_id: str) -> None:
        """Say what opening means, and open a copy then."""
        found = self._find(attachment_id)
        if found is not None:
            dialog = OpenCopy(self._page.window(), found)
            dialog.confirmed.connect(lambda: self._open(attachment_id))
            dialog.open()

    def _open(self, attachment_id: str) -> None:
        desk = self._page.desk
        run(lambda _job: desk.attachments.lend(attachment_id), self, self._hand_over)

    def _hand_over(self, copy: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    def save(self, attachment_id: str) -> None:
        """Ask where to, and write a copy there."""
        page, found = self._page, self._find(attachment_id)
        if found is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(page.window(), "Save as", str(first_folder() / found.name))
        if chosen:
            done = f"{found.name} saved, unencrypted there"
            run(
                lambda _job: page.desk.attachments.save_as(attachment_id, Path(chosen)),
                self,
                lambda _path: toast(page, done, icon="download"),
            )

    def remove(self, attachment_id: str) -> None:
        """Off the note, with the way back."""
        page = self._page
        try:
            gone = page.desk.attachments.remove(attachment_id)
        except DeskError as error:
            tell(page, error)
            return
        toast(page, f"{gone.name} removed", "Undo", lambda: self._take_back(gone.id), icon="trash-2")

    def _take_back(self, attachment_id: str) -> None:
        try:
            self._page.desk.attachments.take_back(attachment_id)
        except DeskError as error:
            tell(self._page, error)

    def _follow(self, address: str) -> None:
        if address.startswith(ADDRESS):
            found = self._find(address.removeprefix(ADDRESS))
            if found is not None and found.opens:
                self.ask_to_open(found.id)
            elif found is not None:
                self.save(found.id)

    def _say_target(self, address: str) -> None:
        found = self._find(address.removeprefix(ADDRESS)) if address.startswith(ADDRESS) else None
        if found is not None:
            self._page.status.show_target(f"{found.name}, {found.said_size}")
