"""The pane of one flag: its words, its thread, its evidence, and the ways to append to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QWidget

from se_desk.domain.risks import RiskEntry, Status
from se_desk.services.evidence import KeptItem
from se_desk.ui.kit.buttons import Button, IconButton, tip
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.inputs import TextArea
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import HLine, Scroller, hbox, vbox
from se_desk.ui.kit.marks import Chip
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.timeline import Timeline
from se_desk.ui.risks.evidence_list import EvidenceList
from se_desk.ui.risks.rows import FlagRow, status_chip
from se_desk.ui.risks.thread import KIND_LABELS, mark, thread

WIDTH = 416
NEVER_EDITED = "An entry stays as it is. A correction follows it."


class FlagPanel(QFrame):
    """Shows one flag; whatever is to be appended goes out as a wish with the flag's id."""

    backRequested = Signal()
    tellRequested = Signal(str)
    answerRequested = Signal(str)
    outcomeRequested = Signal(str)
    correctRequested = Signal(str, int)
    dealRequested = Signal(str)
    exportRequested = Signal(str)
    stampRequested = Signal(str)
    remarked = Signal(str, str)
    sourceRequested = Signal(object)  # Place
    evidenceRequested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "pane")
        self.setAccessibleName("Flag")
        self.row: FlagRow | None = None
        self._shown = 0
        self.back = IconButton("arrow-left", "Back to the list", "Esc")
        self.number = PlainLabel("", "mono", "text-3")
        self.severity, self.category, self.status = Chip(""), Chip(""), Chip("")
        self.more = IconButton("ellipsis", "More for this flag")
        self.statement = BodyText("", "heading")
        self.deal = BodyText("", "small", "text-3", max_lines=2)
        self.entries = Timeline("Entries of this flag", thread=True, fit=True)
        self.evidence = EvidenceList()
        self.add_evidence = Button("Add", "plus", "link", small=True)
        self.add_evidence.setAccessibleName("Add evidence")
        tip(self.add_evidence, "What came to light since, as an entry of its own", "E")
        self.remark = TextArea(
            placeholder="Add an entry to this flag", rows=1, name="Add an entry to this flag"
        )
        self.add = Button("Add", keys="Ctrl+Enter")
        self.tell, self.answer = Button("Tell", small=True), Button("Add answer", small=True)
        self.correct = Button("Correct", small=True)
        self.correct.setAccessibleName("Correct an entry")
        tip(self.correct, "Say what an entry should have said")
        self.outcome = Button("Record outcome", small=True)
        self.remark.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        chips = hbox(self.back, self.number, self.severity, self.category, None, self.status, self.more)
        self._body = Scroller(padding=0)
        self._rests_on = QWidget()
        self._rests_on.setLayout(vbox(HLine(), self._evidence_column(), gap=0))
        inside = self._body.body
        inside.setSpacing(0)
        inside.addLayout(vbox(self.entries, margins=(24, 16, 20, 4)))
        inside.addWidget(self._rests_on)
        inside.addStretch(1)
        small = hbox(self.tell, self.answer, self.correct, self.outcome, None, gap=6)
        entry = hbox(self.remark, self.add)
        self.hint = PlainLabel(NEVER_EDITED, "small", "text-3", wrap=True)
        foot = vbox(small, 10, entry, 6, self.hint, margins=(24, 12, 24, 14))
        head = vbox(chips, 8, self.statement, 2, self.deal, margins=(24, 14, 20, 12))
        self.setLayout(vbox(head, HLine(), self._body, HLine(), foot))

    def _evidence_column(self) -> QWidget:
        holder = QWidget()
        title = hbox(
            PlainLabel("Evidence", "body", weight=600),
            PlainLabel("what it rests on", "small", "text-3"),
            None,
            self.add_evidence,
        )
        holder.setLayout(vbox(title, 8, self.evidence, margins=(24, 12, 24, 16)))
        return holder

    def _wire(self) -> None:
        self.back.clicked.connect(self.backRequested)
        self.more.clicked.connect(self._show_more)
        self.add.clicked.connect(self._add)
        self.remark.textChanged.connect(self._typed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(self.remark, keys, self._add, inside=False)
        for button, signal in (
            (self.tell, self.tellRequested),
            (self.answer, self.answerRequested),
            (self.outcome, self.outcomeRequested),
        ):
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit(self.flag_id))
        self.correct.clicked.connect(lambda: self.correctRequested.emit(self.flag_id, 0))
        self.entries.opened.connect(self._show_entry_menu)
        self.evidence.requestPlace.connect(self.sourceRequested)
        self.add_evidence.clicked.connect(lambda: self.evidenceRequested.emit(self.flag_id))

    @property
    def flag_id(self) -> str:
        """The flag that is shown, "" for none."""
        return self.row.flag.id if self.row else ""

    def show_row(self, row: FlagRow, kept: Sequence[KeptItem], draft: str | None = None) -> None:
        """Show a flag and its evidence; ``draft`` replaces what is typed below it, None leaves that alone."""
        other = self.flag_id != row.flag.id
        self.row, flag = row, row.flag
        self.setAccessibleName(f"Flag: {flag.statement}")
        self.number.set_text(f"#{flag.seq}")
        self.severity.set(
            flag.severity.label if flag.severity else "No severity",
            row.severity or "neutral",
            row.severity or None,
        )
        self.category.set(flag.category.label if flag.category else "No category")
        chip = status_chip(flag)
        self.status.set(chip.text, chip.tone)
        more = other or len(flag.entries) > self._shown
        self.statement.set_content(flag.statement or "The words of this flag were removed from the desk.")
        self.deal.set_content(_deal_line(row))
        self.entries.set_entries(thread(flag, row.zone))
        self.evidence.show_items(kept)
        self.add_evidence.setVisible(row.view is not None)
        self._dress_buttons(row)
        if draft is not None:
            self.remark.set_text(draft)
        self._typed()
        self._shown = len(flag.entries)
        if more:  # a turn of the loop later, when the thread has its height
            QTimer.singleShot(0, self, lambda: self._scroll_to(first=other))

    def show_evidence(self) -> None:
        """Bring what the flag rests on into sight."""
        self._body.verticalScrollBar().setValue(self._rests_on.y())

    def _scroll_to(self, *, first: bool) -> None:
        """A flag is read from its raising; what was added to it is brought into sight."""
        bar = self._body.verticalScrollBar()
        end = self.entries.geometry().bottom()
        bar.setValue(0 if first else max(0, end - self._body.viewport().height() + 24))

    def _dress_buttons(self, row: FlagRow) -> None:
        status = row.flag.status
        told = status is not Status.NOT_TOLD
        self.tell.set_text("Remind" if told else f"Tell {row.ae or 'the AE'}")
        self.outcome.set_text("Reopen" if status is Status.CLOSED else "Record outcome")
        self.answer.setVisible(bool(row.flag.told))
        self.tell.setVisible(status is not Status.CLOSED)
        self.tell.set_kind("primary" if not told else "")
        self.answer.set_kind("primary" if status is Status.WAITING else "")

    def _typed(self) -> None:
        self.add.setEnabled(bool(self.remark.text.strip()))

    def _add(self) -> None:
        if self.row and self.remark.text.strip():
            self.remarked.emit(self.flag_id, self.remark.text)

    # ---- menus ---------------------------------------------------------------

    def _show_more(self) -> None:
        if self.row is None:
            return
        deal_id, newest = self.row.flag.deal_id, self.row.flag.entries[-1]
        menu = Menu(self, "More for this flag")
        menu.add("Copy the newest receipt of this flag", lambda: self._copy(newest.receipt), "receipt")
        menu.add(
            "Open the deal",
            lambda: self.dealRequested.emit(deal_id),
            "briefcase",
            enabled=self.row.view is not None,
        )
        menu.add("Time stamp this chain", lambda: self.stampRequested.emit(deal_id), "shield-check")
        menu.add("Export the record of this deal", lambda: self.exportRequested.emit(deal_id), "file-lock")
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _show_entry_menu(self, seq: str) -> None:
        entry = self._entry(int(seq))
        if entry is None:
            return
        menu = self.entry_menu(entry)
        index = self.entries.currentIndex()
        below = self.entries.visualRect(index).bottomLeft() if index.isValid() else QPoint()
        inside = self.entries.viewport().mapToGlobal(below + QPoint(36, -8))
        menu.popup(inside if self.entries.shows_keyboard() else QCursor.pos())

    def entry_menu(self, entry: RiskEntry) -> Menu:
        """What can be done with one entry: copy its proof, or correct it."""
        menu = Menu(self, f"Entry {entry.seq}")
        menu.add(f"Copy receipt {entry.receipt[:14]}…", lambda: self._copy(entry.receipt), "receipt")
        menu.add("Copy the whole hash", lambda: self._copy(entry.hash), "hash")
        words = entry.fields.get("message") or entry.fields.get("response") or entry.fields.get("note", "")
        menu.add("Copy the words", lambda: self._copy(words), "copy", enabled=bool(words))
        can = entry.kind in KIND_LABELS and "corrects" not in entry.fields
        menu.add(
            "Correct this entry…",
            lambda: self.correctRequested.emit(self.flag_id, entry.seq),
            "pencil",
            enabled=can,
        )
        menu.setAccessibleDescription(mark(entry))
        return menu

    def _entry(self, seq: int) -> RiskEntry | None:
        entries = self.row.flag.entries if self.row else ()
        return next((entry for entry in entries if entry.seq == seq), None)

    def _copy(self, text: str) -> None:
        copy_text(text)
        toast(self.window(), "Copied")


def _deal_line(row: FlagRow) -> str:
    view = row.view
    if view is None:
        return "The deal was removed; its chain stays."
    value = view.deal.value.say() if view.deal.value else ""
    partner = f"AE {view.partner.name}" if view.partner else ""
    forecast = f"forecast {view.forecast.category.label}" if view.forecast else ""
    return " · ".join(part for part in (view.deal.account, view.deal.title, value, partner, forecast) if part)
