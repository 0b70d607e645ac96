"""Attaching, at the note's page: what is chosen, dropped or pasted is kept, shown, opened, saved, removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QImage, QKeySequence, QTextCursor

from se_desk.domain.announcements import Noun
from se_desk.domain.attachments import Attachment
from se_desk.domain.errors import DeskError
from se_desk.domain.notes import Note
from se_desk.ui.kit.attach_tile import small_pictures
from se_desk.ui.kit.attached_files import AttachedFiles, Kept, Source, files_at, local_files
from se_desk.ui.kit.background import run
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.pictures import Pictures
from se_desk.ui.notes.attach_mime import can_attach, pasted_name, picture_in, png_of
from se_desk.ui.notes.attach_preview import ADDRESS, Attached
from se_desk.ui.notes.attach_strip import AttachStrip
from se_desk.ui.notes.preview import WIDEST
from se_desk.ui.notes.toolbar import ATTACH_KEYS

if TYPE_CHECKING:
    from se_desk.ui.notes.page import NotePage


class Attaching(QObject):
    """Belongs to one page and acts on the note in front."""

    def __init__(self, page: NotePage) -> None:
        super().__init__(page)
        self._page, self.strip = page, AttachStrip()
        self.pictures, self._files = Pictures(page.desk), AttachedFiles(page, page.desk)
        self._all: tuple[Attachment, ...] = ()
        self._wire()

    def _wire(self) -> None:
        page, strip, editor = self._page, self.strip, self._page.writing.editor
        editor.take_in, editor.could_take_in = self.take_in, can_attach
        strip.addWanted.connect(self.choose)
        strip.openWanted.connect(self.ask_to_open)
        strip.saveWanted.connect(self.save)
        strip.insertWanted.connect(self.insert)
        strip.removeWanted.connect(self._files.remove)
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
            run(lambda job: small_pictures(job, self.pictures, wanted, ratio), self, self._show_small)

    def _show_small(self, found: dict[str, QImage]) -> None:
        for tile in self.strip.tiles:
            tile.set_picture(found.get(tile.attachment.id))

    def choose(self) -> None:
        """Ask for files."""
        note = self._page.note
        if note is not None and note.trashed_at is None and (paths := self._files.choose()):
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
        self._add(files_at(paths), at)

    def _add(self, sources: Sequence[Source], at: QTextCursor | None) -> None:
        note = self._page.note
        if note is not None:
            self._files.add(sources, lambda kept: self._kept(kept, note.id, at), note_id=note.id)

    def _kept(self, kept: Kept, note_id: str, at: QTextCursor | None) -> None:
        page = self._page
        if kept.added and page.note is not None and page.note.id == note_id:
            shown = kept.added if at is not None else [one for one in kept.added if one.picture]
            self._write(shown, at or page.writing.editor.textCursor())

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
            self._files.ask_to_open(found)

    def save(self, attachment_id: str) -> None:
        """Ask where to, and write a copy there."""
        found = self._find(attachment_id)
        if found is not None:
            self._files.save(found)

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
