"""The Risk log page: every flag in a table, one of them in full, and the state of the chains at the foot."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.errors import DeskError, NotFound
from se_desk.domain.moments import count
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import EmptyState, PageHeader
from se_desk.ui.kit.layout import HLine, VLine, hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.wishes import (
    AnswerFlag,
    CloseFlag,
    ExportRecord,
    FlagRisk,
    Place,
    StampChain,
    TellFlag,
)
from se_desk.ui.risks import drafts, rows
from se_desk.ui.risks.faults import FaultsDialog
from se_desk.ui.risks.flag_list import FlagList
from se_desk.ui.risks.integrity import ChainStrip
from se_desk.ui.risks.panel import WIDTH, FlagPanel
from se_desk.ui.risks.rows import FlagRow

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

TOGETHER = 1180 - 224  # px of page: below that the flag opens as a view of its own


class RisksPage(Page):
    """All flags of the desk. A place names a flag, or nothing."""

    nav = "risks"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self._rows: tuple[FlagRow, ...] = ()
        self._in_detail = False
        self.export = Button("Export record", "file-lock", keys="Ctrl+E")
        self.header = PageHeader("Risk log", actions=(self.export,))
        self.list = FlagList()
        self.panel, self.strip = FlagPanel(), ChainStrip(desk)
        self.empty = EmptyState(
            "flag",
            "No flag yet",
            "A flag keeps what you saw, when, and who was told. The first one starts the chain of its deal.",
            "Flag a risk",
            "Ctrl+Shift+R",
        )
        self._lay_out()
        self._wire()
        nouns = (Noun.FLAG, Noun.DEAL, Noun.PARTNER, Noun.PROFILE, Noun.EVERYTHING)
        bus.listen(self, self._changed, nouns)

    def _lay_out(self) -> None:
        self._left, self._line = QWidget(), VLine()
        head = vbox(self.header, margins=(24, 0, 24, 0))
        self._left.setLayout(vbox(head, self.list))
        both = QWidget()
        row = hbox(gap=0)
        row.addWidget(self._left, 1)
        row.addWidget(self._line)
        row.addWidget(self.panel)
        both.setLayout(row)
        empty = QWidget()
        empty.setLayout(vbox(PageHeader("Risk log"), HLine(), self.empty, margins=(24, 0, 24, 0)))
        self._stack = QStackedLayout()
        column = vbox()
        column.addLayout(self._stack, 1)
        column.addWidget(self.strip)
        self.setLayout(column)
        for part in (both, empty):  # now: a stack without a parent would show its first as a window
            self._stack.addWidget(part)

    def _wire(self) -> None:
        self.export.clicked.connect(lambda: self.requestWish.emit(ExportRecord(self.deal_id())))
        self.empty.acted.connect(lambda: self.requestWish.emit(FlagRisk()))
        self.list.picked.connect(self._show)
        self.list.opened.connect(self._open)
        panel = self.panel
        panel.backRequested.connect(self._back)
        panel.tellRequested.connect(lambda key: self.requestWish.emit(TellFlag(key)))
        panel.answerRequested.connect(lambda key: self.requestWish.emit(AnswerFlag(key)))
        panel.outcomeRequested.connect(lambda key: self.requestWish.emit(CloseFlag(key)))
        panel.correctRequested.connect(self._correct)
        panel.evidenceRequested.connect(self._add_evidence)
        panel.dealRequested.connect(lambda key: self.requestPlace.emit(Place("deal", key, "risks")))
        panel.exportRequested.connect(lambda key: self.requestWish.emit(ExportRecord(key)))
        panel.stampRequested.connect(lambda key: self.requestWish.emit(StampChain(key)))
        panel.remarked.connect(self._remark)
        panel.sourceRequested.connect(self.requestPlace)
        self._bind_keys()
        self.strip.faultOpened.connect(self._open_fault)

    def _bind_keys(self) -> None:
        """One key for each entry that can follow; a field that takes letters keeps them."""
        panel = self.panel
        buttons = {
            "T": panel.tell,
            "A": panel.answer,
            "C": panel.correct,
            "O": panel.outcome,
            "E": panel.add_evidence,
        }
        for key, button in buttons.items():
            self._bind(key, partial(_press, button, panel))
        self._bind("N", lambda: panel.remark.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _bind(self, key: str, then: Callable[[], object]) -> None:
        on_key(self, key, lambda: then() if self.panel.row else None)

    # ---- the page's contract ---------------------------------------------------

    def enter(self, place: Place) -> None:
        """Read the log; ``place.id`` is the flag to show. NotFound where it is not on the desk."""
        if place.id:
            self.desk.risks.get(place.id)
        self._read()
        if place.id:
            self._find(place.id)
        self.strip.check()
        front = self.list.table if self._left.isVisibleTo(self) else self.panel.entries
        front.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Keep what is typed and not added, so that it is there again when the page is."""
        self._keep_draft()
        self.strip.stop()
        return True

    def deal_id(self) -> str:
        """The deal of the flag that is shown."""
        return self.panel.row.flag.deal_id if self.panel.row else ""

    # ---- reading ----------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        try:
            self._read()
        except DeskError as error:
            tell(self, error)
            return
        if change.noun in (Noun.FLAG, Noun.EVERYTHING):
            self.strip.check()

    def _read(self) -> None:
        self._keep_draft()
        self._rows = rows.rows_of(self.desk)
        deals = len({row.flag.deal_id for row in self._rows})
        self.header.set_second(f"{count(len(self._rows), 'flag')}, {count(deals, 'deal')}")
        self._stack.setCurrentIndex(0 if self._rows else 1)
        self.list.show_rows(self._rows)
        current = self.list.current()
        if current is None:
            self.panel.row = None
            self.strip.show_deal("")
        else:
            self._show(current)
        self._arrange()

    def _find(self, flag_id: str) -> None:
        """Bring a flag into sight, past whatever filter hides it."""
        if self.list.select(flag_id):
            self._in_detail = True
            self._arrange()

    def _show(self, row: FlagRow) -> None:
        other = self.panel.flag_id != row.flag.id
        if other:
            self._keep_draft()
        draft = drafts.find(self.desk.store.path, row.flag.id) if other else None
        self.panel.show_row(row, self.desk.evidence.of_flag(row.flag), draft)
        self.strip.show_deal(row.flag.deal_id)

    def _keep_draft(self) -> None:
        if self.panel.row is not None:
            drafts.keep(self.desk.store.path, self.panel.flag_id, self.panel.remark.text)

    # ---- wide and narrow ----------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Of one of the two: side by side they are only where there is room."""
        return QSize(640, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Both side by side, or one of them where there is no room for both."""
        wide, has = self.width() >= TOGETHER, self.panel.row is not None
        self._left.setVisible(wide or not (self._in_detail and has))
        self.panel.setVisible(has and (wide or self._in_detail))
        self._line.setVisible(wide and has)
        self.panel.back.setVisible(not wide)
        self.panel.setMinimumWidth(WIDTH if wide else 0)
        self.panel.setMaximumWidth(WIDTH if wide else 16777215)
        self.list.set_narrow(self.width() - (WIDTH if wide and has else 0))

    def _open(self, row: FlagRow) -> None:
        """Enter or a double click: to the flag's own view, or into its thread beside the list."""
        self._show(row)
        self._in_detail = True
        self._arrange()
        self.panel.entries.setFocus(Qt.FocusReason.TabFocusReason)

    def _back(self) -> None:
        self._in_detail = False
        self._arrange()
        self.list.table.setFocus(Qt.FocusReason.TabFocusReason)

    # ---- appending ------------------------------------------------------------------

    def _remark(self, flag_id: str, text: str) -> None:
        try:
            flag = self.desk.risks.remark(flag_id, text, author=self)
        except DeskError as error:
            tell(self, error)  # the words stay in the field
            return
        self.panel.remark.set_text("")
        drafts.keep(self.desk.store.path, flag_id, "")
        toast(self, f"Added as entry #{flag.entries[-1].seq}")

    def _correct(self, flag_id: str, seq: int) -> None:
        from se_desk.ui.risks.correct_dialog import CorrectDialog

        CorrectDialog(self, self.desk, flag_id, seq).open()

    def _add_evidence(self, flag_id: str) -> None:
        from se_desk.ui.risks.evidence_adding import add_evidence

        add_evidence(self, self.desk, flag_id)

    def _open_fault(self, deal_id: str, seq: int) -> None:
        """The entry a chain breaks at where it can be shown, else what is known of it."""
        checked = self.strip.checked
        found = [fault for owner, fault in checked.faults if owner == deal_id] if checked else []
        try:
            flag = next(
                (f for f in self.desk.risks.flags(deal_id) for entry in f.entries if entry.seq == seq), None
            )
        except (DeskError, ValueError):  # what broke the chain may also keep it from being read
            flag = None
        if flag is not None:
            self._find(flag.id)
            self.panel.entries.select(str(seq))
        try:
            account = self.desk.deals.get(deal_id).account
        except NotFound:
            account = "a deal that was removed"
        FaultsDialog(self, account, found).open()


def _press(button: Button, panel: QWidget) -> None:
    """As if clicked, where it is to be seen."""
    if button.isVisibleTo(panel):
        button.click()
