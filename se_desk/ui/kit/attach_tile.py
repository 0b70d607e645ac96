"""One attachment in a strip or a list: its picture in small or the sign of a file, name, size, and where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from se_desk.domain.attachments import Attachment
from se_desk.ui.kit.background import Job
from se_desk.ui.kit.buttons import Pressable, tip
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.painting import draw_text, fill_round, focus_ring, round_up, text_width
from se_desk.ui.kit.pictures import Pictures
from se_desk.ui.kit.theme import theme

HIGH, MARK, PAD, GAP = 44, 32, 6, 8  # px
NARROWEST, WIDEST = 56, 168  # px of the name


def small_pictures(
    job: Job, pictures: Pictures, shown: Sequence[Attachment], ratio: float
) -> dict[str, QImage]:
    """What tiles show of pictures, by the attachment's id; for a job beside the window."""
    most = round(MARK * ratio * 2)  # the middle of a wide one still fills its place
    small = {}
    for one in shown:
        job.stop_if_cancelled()
        made = pictures.load(one, QSize(most, most))
        if made is not None:
            small[one.id] = made
    return small


class AttachTile(Pressable):
    """Pressed, it says so; Delete and the menu key are wishes of their own."""

    removeWanted = Signal()
    menuWanted = Signal(object)  # global QPoint
    stepWanted = Signal(int)

    def __init__(self, attachment: Attachment, where: str = "") -> None:
        super().__init__("")
        self.attachment = attachment
        self._said = f"{attachment.said_size} \u00b7 {where}" if where else attachment.said_size
        self._small: QImage | None = None
        self.setAccessibleName(", ".join(filter(None, (attachment.name, attachment.said_size, where))))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tip(self, attachment.name)

    def set_picture(self, small: QImage | None) -> None:
        """Show it instead of the sign of a file."""
        self._small = small
        self.update()

    @property
    def shows_picture(self) -> bool:
        """Whether its picture is there."""
        return self._small is not None

    def sizeHint(self) -> QSize:
        name = text_width(self.attachment.name, font("small", weight=500))
        words = min(max(NARROWEST, round_up(name), round_up(self._size_width())), theme().px(WIDEST))
        return QSize(PAD + MARK + GAP + words + PAD + 4, theme().px(HIGH))

    def _size_width(self) -> float:
        return text_width(self._said, font("stamp"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removeWanted.emit()
        elif event.key() in steps:
            self.stepWanted.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menuWanted.emit(self.menu_place() if by_keyboard else event.globalPos())

    def menu_place(self) -> QPoint:
        """Where its menu stands that no pointer asked for."""
        return self.mapToGlobal(QPoint(0, self.height() + 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        fill = "hover" if self.hovered() or self.isDown() else "surface"
        fill_round(painter, box, 6, theme().colour(fill), theme().colour("line"))
        if self.shows_focus():
            focus_ring(painter, box, 6)
        mark = QRectF(PAD, (box.height() - MARK) / 2, MARK, MARK)
        if self._small is None:
            fill_round(painter, mark, 4, theme().colour("sunken"))
            paint_icon(
                painter, mark.adjusted(8, 8, -8, -8), "image" if self.attachment.picture else "file-text"
            )
        else:
            _paint_small(painter, mark, self._small)
        left, middle = mark.right() + GAP, box.height() / 2
        room = box.right() - PAD - left
        name = QRectF(left, middle - 17, room, 18)
        draw_text(painter, name, self.attachment.name, font("small", weight=500), "text")
        size = QRectF(left, middle + 1, room, 15)
        draw_text(painter, size, self._said, font("stamp"), "text-3")
        painter.end()


def _paint_small(painter: QPainter, mark: QRectF, small: QImage) -> None:
    """The middle of the picture fills the mark."""
    shape = QPainterPath()
    shape.addRoundedRect(mark, 4, 4)
    edge = float(min(small.width(), small.height()))
    part = QRectF((small.width() - edge) / 2, (small.height() - edge) / 2, edge, edge)
    painter.save()
    painter.setClipPath(shape)
    painter.drawImage(mark, small, part)
    painter.restore()
