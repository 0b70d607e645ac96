"""The head of the note's page: of which deal it is, its title, what it is, who may see it, its call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.moments import count, say_day, say_time
from se_desk.domain.note_clock import NoteClock
from se_desk.domain.notes import Note, NoteKind
from se_desk.ui.kit.buttons import Button, IconButton, tip
from se_desk.ui.kit.choices import Option, Segment, Select
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import ClockRing
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.painting import draw_text, fill_round, focus_ring, round_up, text_width
from se_desk.ui.kit.theme import theme
from se_desk.ui.notes.title import TitleEdit

_AROUND_WORDS = 56  # px of a select: its icon, its arrow, and the room beside them
KEPT_REVISIONS = 100  # as many as the desk keeps
PRIVATE_HINT = "Private notes leave the desk in no export"
REVISION_KEYS = "Ctrl+Shift+H"
EXPORT_KEYS = "Ctrl+E"


class IconSelect(Select):
    """A small select with an icon before its words, as wide as what is chosen; its list has room for all."""

    def __init__(self, icon: str, options: Sequence[Option | tuple[str, str]], name: str) -> None:
        self._icon_name = icon
        super().__init__(options, name=name, small=True)
        self.currentTextChanged.connect(lambda _text: self.updateGeometry())

    def sizeHint(self) -> QSize:
        words = text_width(self.currentText(), font("small", weight=500))
        return QSize(round_up(words) + _AROUND_WORDS, super().sizeHint().height())

    def showPopup(self) -> None:
        """The other choices may be longer than this one."""
        self.view().setMinimumWidth(super().sizeHint().width())
        super().showPopup()

    def minimumSizeHint(self) -> QSize:
        usual = self.sizeHint()
        return QSize(min(usual.width(), theme().px(128)), usual.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, border = ("surface", "line-strong") if self.isEnabled() else ("sunken", "line")
        whole, middle = QRectF(self.rect()), (self.height() - 14) // 2
        fill_round(painter, whole, 6, theme().colour(fill), theme().colour(border))
        if self.hasFocus():
            focus_ring(painter, whole, 6)
        paint_icon(painter, QRectF(10, middle, 14, 14), self._icon_name)
        paint_icon(painter, QRectF(self.width() - 22, middle, 14, 14), "chevron-down")
        words = QRectF(30, 0, self.width() - _AROUND_WORDS, self.height())
        token = "text" if self.isEnabled() else "text-3"
        draw_text(painter, words, self.currentText(), font("small", weight=500), token)
        painter.end()


class NoteHead(QWidget):
    """Shows a note's fields; what is chosen is announced and shown again once it is on the desk."""

    dealOpened = Signal()
    kindChosen = Signal(str)
    privacyChosen = Signal(bool)
    callChosen = Signal(str)
    dealChosen = Signal(str)
    revisionsWanted = Signal()
    exportWanted = Signal()
    trashWanted = Signal()
    fileWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.crumb = Button("", kind="link")
        self.title = TitleEdit()
        self.revisions = Button("", "history", "ghost")
        self.export = Button("Export to CRM", "file-down")
        self.more = IconButton("ellipsis", "More", size=32)
        kinds = [Option(kind.value, kind.label) for kind in NoteKind]
        self.kind = IconSelect("file-text", kinds, "Kind of note")
        both = (Option("private", "Private", "lock"), Option("shareable", "Shareable", "share-2"))
        self.privacy = Segment(both, small=True, name="Who may see it")
        self.call = IconSelect("phone", (), "Call")
        self.deal = IconSelect("briefcase", (), "Deal")
        self.ring, self.logged = ClockRing("done", size=16), PlainLabel("", "small", weight=500)
        self._arrow = IconMark("chevron-right", size=14)
        self.menu = Menu(self, "More")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        tip(self.revisions, "What the note was before", REVISION_KEYS)
        first = hbox(self.crumb, self._arrow, self.title, self.revisions, self.export, self.more)
        first.setStretch(2, 1)
        clock = hbox(self.ring, self.logged, gap=6)
        second = hbox(self.kind, self.privacy, self.deal, self.call, None, clock)
        self.setLayout(vbox(first, second, margins=(24, 12, 24, 12), gap=8))
        self.menu.add("Move to the trash", self.trashWanted.emit, "trash-2")
        self._file = self.menu.add("File under another deal…", self.fileWanted.emit, "folder-open")

    def _wire(self) -> None:
        self.crumb.clicked.connect(self.dealOpened)
        self.revisions.clicked.connect(self.revisionsWanted)
        self.export.clicked.connect(self.exportWanted)
        self.more.setMenu(self.menu)
        self.kind.chosen.connect(self.kindChosen)
        self.privacy.chosen.connect(lambda key: self.privacyChosen.emit(key == "private"))
        self.call.chosen.connect(self.callChosen)
        self.deal.chosen.connect(self.dealChosen)

    def show_note(self, note: Note, deal: Deal | None) -> None:
        """The fields of a note; a title that is being typed is left alone."""
        if not self.title.hasFocus():
            self.title.show_text(note.title)
        self.title.setPlaceholderText(note.shown_title)
        self.kind.set_value(note.kind.value)
        self.privacy.set_value("private" if note.private else "shareable")
        self.revisions.set_text(count(min(note.revision, KEPT_REVISIONS), "revision"))
        for part in (self.crumb, self._arrow):
            part.setVisible(deal is not None)
        self._file.setVisible(deal is not None)
        if deal is not None:
            self.crumb.set_text(deal.account)
            tip(self.crumb, f"Open the deal {deal.account}, {deal.title}")
        self._show_export(note)

    def _show_export(self, note: Note) -> None:
        self.export.setEnabled(not note.private and note.deal_id is not None)
        unfiled = "File the note under a deal first"
        hint = PRIVATE_HINT if note.private else unfiled if note.deal_id is None else "Export this note"
        tip(self.export, hint, EXPORT_KEYS if self.export.isEnabled() else "")

    def show_calls(self, calls: Sequence[Call], chosen: str | None) -> None:
        """The calls of the deal, the newest first; hidden where the note is of no deal."""
        newest = sorted(calls, key=lambda call: call.starts_at, reverse=True)
        self.call.set_options([("", "No call"), *((call.id, _named(call)) for call in newest)])
        self.call.set_value(chosen or "")

    def show_deals(self, deals: Sequence[Deal]) -> None:
        """Where a note of no deal can be filed."""
        self.deal.set_options(
            [("", "No deal yet"), *((deal.id, f"{deal.account}, {deal.title}") for deal in deals)]
        )
        self.deal.set_value("")

    def set_filed(self, filed: bool) -> None:
        """Whether the note is of a deal, and so has calls to choose from."""
        self.call.setVisible(filed)
        self.deal.setVisible(not filed)

    def show_clock(self, clock: NoteClock | None) -> None:
        """The 24-hour clock of the note's call."""
        for part in (self.ring, self.logged):
            part.setVisible(clock is not None)
        if clock is not None:
            self.ring.set(clock.state.value, clock.fraction, clock.say())
            self.logged.set_token(f"clock-{clock.state.value}")
            self.logged.set_text(clock.say())

    def set_writing(self, possible: bool) -> None:
        """Whether anything of the note may be changed."""
        self.title.setReadOnly(not possible)
        parts: tuple[QWidget, ...] = (
            self.kind,
            self.privacy,
            self.call,
            self.deal,
            self.revisions,
            self.more,
        )
        for part in parts:
            part.setEnabled(possible)
        if not possible:
            self.export.setEnabled(False)


def _named(call: Call) -> str:
    cancelled = ", cancelled" if call.cancelled else ""
    return f"{call.title}, {say_day(call.starts_at.date())} {say_time(call.starts_at)}{cancelled}"
