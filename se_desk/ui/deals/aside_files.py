"""Files of a deal: its own, and those of its notes; kept inside the desk, opened only when asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QSizePolicy

from se_desk.domain.attachments import Attachment, say_size
from se_desk.domain.moments import count
from se_desk.ui.deals.aside_section import Section, add_button, edit_button
from se_desk.ui.kit.attach_tile import AttachTile, small_pictures
from se_desk.ui.kit.attached_files import AttachedFiles, files_at, local_files
from se_desk.ui.kit.background import run
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.pictures import Pictures
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

FEW, MOST = 4, 200  # files that are shown at first, and at all


class FilesSection(Section):
    """The newest few, each with a menu; all of them by a button. Files dropped here belong to the deal."""

    requestPlace = Signal(object)  # Place

    def __init__(
        self, desk: Desk, deal_id: str, files: AttachedFiles, pictures: Pictures, *, all_shown: bool = False
    ) -> None:
        self._deal_id, self._files, self._pictures = deal_id, files, pictures
        found = tuple(reversed(desk.attachments.of_deal(deal_id)))
        said = say_size(sum(one.size for one in found)) if found else ""
        attach = edit_button("Attach a file to the deal", self.choose, "plus") if found else None
        super().__init__("Files", said, attach)
        self._titles = desk.attachments.note_titles(deal_id)
        self.tiles: list[AttachTile] = []
        self.more: Button | None = None
        self.body.setSpacing(4)
        self.setAcceptDrops(True)
        if not found:
            self._say_none()
            return
        self._show(found[: MOST if all_shown else FEW])
        if len(self.tiles) < min(len(found), MOST):
            self._add_more(found[FEW:MOST])

    @property
    def all_shown(self) -> bool:
        """Whether somebody wanted to see more than the first few."""
        return len(self.tiles) > FEW

    def _say_none(self) -> None:
        self.body.addWidget(BodyText("No file is kept with the deal yet.", "small", "text-3"))
        self.body.addSpacing(4)
        self.body.addWidget(add_button("Attach a file", self.choose), 0, Qt.AlignmentFlag.AlignLeft)

    def _add_more(self, rest: Sequence[Attachment]) -> None:
        self.more = Button(f"Show {count(len(rest), 'more file')}", kind="link", small=True)
        self.more.clicked.connect(lambda: self._show_rest(rest))
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_rest(self, rest: Sequence[Attachment]) -> None:
        self._show(rest)
        self.tiles[FEW].setFocus(Qt.FocusReason.OtherFocusReason)
        if self.more is not None:
            self.more.hide()

    def _show(self, found: Sequence[Attachment]) -> None:
        made = [self._tile(one) for one in found]
        for tile in made:
            self.body.addWidget(tile)
        self.tiles += made
        ratio = self.devicePixelRatioF()
        wanted = [one for one in found if one.picture]
        if wanted:
            run(lambda job: small_pictures(job, self._pictures, wanted, ratio), self, self._show_small)

    def _show_small(self, small: dict[str, QImage]) -> None:
        for tile in self.tiles:
            if tile.attachment.id in small:
                tile.set_picture(small[tile.attachment.id])

    def _tile(self, one: Attachment) -> AttachTile:
        tile = AttachTile(one, "the deal" if one.note_id is None else self._titles.get(one.note_id, ""))
        tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        tile.clicked.connect(lambda: self._open_menu(tile, tile.menu_place()))
        tile.menuWanted.connect(lambda place: self._open_menu(tile, place))
        tile.removeWanted.connect(lambda: self._remove(one))
        tile.stepWanted.connect(lambda by: self._step(tile, by))
        return tile

    def _step(self, tile: AttachTile, by: int) -> None:
        place = self.tiles.index(tile) + by
        if 0 <= place < len(self.tiles):
            self.tiles[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def menu_of(self, tile: AttachTile) -> Menu:
        """What can be done with one; a note's own is removed at the note, which names it."""
        one, menu = tile.attachment, Menu(tile, tile.attachment.name)

        def then(act: Callable[[Attachment], object]) -> Callable[[], object]:
            return lambda: act(one)

        menu.add("Open a copy\u2026", then(self._files.ask_to_open), "external-link", enabled=one.opens)
        menu.add("Save as\u2026", then(self._files.save), "download")
        if one.note_id is not None:
            menu.add("Go to the note", then(self._go), "file-text")
        else:
            menu.add("Remove", then(self._remove), "trash-2", "Del")
        return menu

    def _open_menu(self, tile: AttachTile, place: QPoint) -> None:
        menu = self.menu_of(tile)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _go(self, one: Attachment) -> None:
        self.requestPlace.emit(Place("note", one.note_id or ""))

    def _remove(self, one: Attachment) -> None:
        if one.note_id is None:
            self._files.remove(one.id)

    def choose(self) -> None:
        """Ask for files, and keep them with the deal."""
        paths = self._files.choose()
        if paths:
            self._files.add(files_at(paths), deal_id=self._deal_id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self._files.add(files_at(files), deal_id=self._deal_id)
