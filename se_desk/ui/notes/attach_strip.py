"""The strip of what is attached to the note in front; there only when something is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from se_desk.domain.attachments import Attachment, say_size
from se_desk.domain.moments import count
from se_desk.ui.kit.attach_tile import HIGH, AttachTile
from se_desk.ui.kit.attached_files import local_files
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import clear_layout, hbox, vbox
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.notes.toolbar import ATTACH_KEYS

MOST_TILES = 200  # of one note; the rest is counted


class AttachStrip(QWidget):
    """Tiles in one row. What is wished of one is announced with its id."""

    openWanted = Signal(str)
    saveWanted = Signal(str)
    insertWanted = Signal(str)
    removeWanted = Signal(str)
    addWanted = Signal()
    filesDropped = Signal(list)  # paths

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[AttachTile] = []
        self._writing = True
        self.said = PlainLabel("", "small", "text-3")
        self.add = IconButton("plus", "Attach a file", ATTACH_KEYS)
        self.add.clicked.connect(self.addWanted)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        inside = QWidget()
        inside.setLayout(self._row)
        inside.setProperty("surface", "clear")
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        words = hbox(self.said, self.add, gap=4)
        line = hbox(margins=(24, 7, 24, 6), gap=12)
        line.addWidget(self._scroll, 1)
        line.addLayout(words)
        self.setLayout(vbox(line))
        self.setAcceptDrops(True)
        self.setVisible(False)
        follow(self, AttachStrip._dress)

    def _dress(self) -> None:
        # Room for the bar that scrolls sideways, where there is one.
        self._scroll.setFixedHeight(theme().px(HIGH) + 10)

    def show_attachments(self, attachments: Sequence[Attachment]) -> None:
        """These, in order; what was shown keeps its picture."""
        before = {tile.attachment.id: tile for tile in self.tiles}
        focused = next((place for place, tile in enumerate(self.tiles) if tile.hasFocus()), None)
        shown = attachments[:MOST_TILES]
        if [one.id for one in shown] != list(before):
            clear_layout(self._row)
            self.tiles = [self._tile(one) for one in shown]
            for tile in self.tiles:
                self._row.addWidget(tile)
            self._row.addStretch(1)
            if focused is not None and self.tiles:
                self.tiles[min(focused, len(self.tiles) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        total = sum(one.size for one in attachments)
        self.said.set_text(f"{count(len(attachments), 'attachment')}, {say_size(total)}")
        self.setVisible(bool(attachments))

    def _tile(self, one: Attachment) -> AttachTile:
        tile = AttachTile(one)
        tile.clicked.connect(lambda: self.open_menu(tile, tile.menu_place()))
        tile.menuWanted.connect(lambda place: self.open_menu(tile, place))
        tile.removeWanted.connect(lambda: self._remove(one.id))
        tile.stepWanted.connect(lambda by: self._step(tile, by))
        return tile

    def _remove(self, attachment_id: str) -> None:
        if self._writing:
            self.removeWanted.emit(attachment_id)

    def _step(self, tile: AttachTile, by: int) -> None:
        place = self.tiles.index(tile) + by
        if 0 <= place < len(self.tiles):
            self.tiles[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self.tiles[place])

    def menu_of(self, tile: AttachTile) -> Menu:
        """What can be done with one."""
        one, menu = tile.attachment, Menu(tile, tile.attachment.name)

        def wish(signal: Callable[[str], object]) -> Callable[[], object]:
            return lambda: signal(one.id)

        menu.add("Open a copy…", wish(self.openWanted.emit), "external-link", enabled=one.opens)
        menu.add("Save as…", wish(self.saveWanted.emit), "download")
        words = "Show it in the text" if one.picture else "Link it in the text"
        menu.add(words, wish(self.insertWanted.emit), "link", enabled=self._writing)
        menu.add("Remove", wish(self.removeWanted.emit), "trash-2", "Del", enabled=self._writing)
        return menu

    def open_menu(self, tile: AttachTile, place: QPoint) -> None:
        """Offer what can be done with one; above it, since the strip stands at the foot."""
        menu = self.menu_of(tile)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def set_writing(self, possible: bool) -> None:
        """Whether anything may be added or removed."""
        self._writing = possible
        self.add.setEnabled(possible)
        self.setAcceptDrops(possible)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.filesDropped.emit(files)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme().colour("line"))
        painter.end()
