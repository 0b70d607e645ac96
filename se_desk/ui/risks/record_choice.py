"""What of the log goes into a record: deals, flags, fields, and whom it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from se_desk.domain.moments import count
from se_desk.domain.periods import Period
from se_desk.services.records import Choice
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import CheckRow, Option, Select
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.labels import BodyText, Caption, PlainLabel
from se_desk.ui.kit.layout import HLine, Scroller, clear_layout, vbox
from se_desk.ui.kit.notices import toast
from se_desk.ui.risks import rows
from se_desk.ui.risks.fields_dialog import FieldsDialog, Pair
from se_desk.ui.risks.rows import FlagRow, status_chip

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

EVERY = "every"
AT_ONCE = 100  # rows that are made in one go
QUOTED = "Messages may quote the evidence."
MOST_SINGLE = 100  # flags whose single fields can be gone through
# What may be left out: the words beside the tick, why one would, and the fields or heading keys.
PARTS: tuple[tuple[str, str, frozenset[str], frozenset[str]], ...] = (
    ("Evidence", "What each flag rests on", frozenset({"evidence"}), frozenset()),
    ("Messages", "What was written to the AE, word for word", frozenset({"message"}), frozenset()),
    ("References", "Message-IDs and links", frozenset({"reference"}), frozenset()),
    ("Names in entries", "Who was told and who answered", frozenset({"to", "from"}), frozenset()),
    ("Your notes", "Remarks, and words beside an outcome", frozenset({"note"}), frozenset()),
    ("Value of the deal", "In the heading", frozenset(), frozenset({"value"})),
)


class RecordChoice(Scroller):
    """The left side of the export: everything that is ticked is shown, the rest keeps its hashes only."""

    changed = Signal()

    def __init__(self, desk: Desk, deal_id: str = "") -> None:
        super().__init__(padding=0)
        self.setAccessibleName("What goes into the record")
        self._desk = desk
        self._rows = rows.ordered(rows.rows_of(desk), rows.NEWEST)
        self.deals = Select(self._scopes(), deal_id, name="Deals")
        self.periods = desk.records.quarters()
        self.period = Select(
            [("", "All days"), *((one.name, one.say()) for one in self.periods)], name="Raised in"
        )
        self.single = Button("Single fields…", kind="link", small=True)
        self.hidden: frozenset[Pair] = frozenset()
        self.recipient = LineEdit("", "Name and role", name="For")
        self.flags: dict[str, CheckRow] = {}  # the rows that are made so far
        self._left_out: set[str] = set()  # ids of flags that are not ticked
        self._to_come: Iterator[QWidget] = iter(())
        self._making = QTimer(self)
        self._making.timeout.connect(self._make_rows)
        self.parts = [CheckRow(words, True, why) for words, why, _fields, _keys in PARTS]
        self.quoted = PlainLabel(QUOTED, "small", "text-3", wrap=True)
        self.quoted.hide()
        self._list = vbox(gap=2)
        self._left = vbox(gap=4)
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(14)
        self.body.addWidget(Field("Deals", self.deals))
        self.body.addWidget(Field("Raised in", self.period))
        self.body.addWidget(Field("For", self.recipient))
        self.body.addLayout(self._list)
        self.body.addWidget(HLine())
        self.body.addLayout(self._shown())
        self.body.addLayout(self._left)
        self.body.addStretch(1)
        self.deals.chosen.connect(lambda _scope: self._fill())
        self.period.chosen.connect(lambda _name: self._fill())
        self.single.clicked.connect(self._choose_fields)
        self.recipient.textChanged.connect(lambda _text: self.changed.emit())
        self._fill()

    def _shown(self) -> QVBoxLayout:
        column = vbox(Caption("Shown with words"), 6)
        for box in self.parts:
            box.padding = 0
            box.toggled.connect(lambda _on: self._part_ticked())
            column.addWidget(box)
        column.addWidget(self.quoted)
        column.addSpacing(4)
        column.addWidget(self.single, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _part_ticked(self) -> None:
        evidence, messages = self.parts[:2]
        self.quoted.setVisible(messages.isChecked() and not evidence.isChecked())
        self.changed.emit()

    def _choose_fields(self) -> None:
        """Field by field, of the flags that are ticked."""
        ticked = [row.flag for row in self._ticked()]
        if len(ticked) > MOST_SINGLE:
            toast(self.window(), f"Single fields are chosen of {MOST_SINGLE} flags at most. Tick fewer.")
            return
        dialog = FieldsDialog(self, ticked, self.hidden)

        def take(done: bool) -> None:
            if not done:
                return
            self.hidden = dialog.hidden
            left = len(self.hidden)
            self.single.set_text(f"Single fields, {left} left out…" if left else "Single fields…")
            self.changed.emit()

        dialog.finished.connect(take)
        dialog.open()

    def _chosen_period(self) -> Period | None:
        return next((one for one in self.periods if one.name == self.period.value), None)

    def _scopes(self) -> list[Option]:
        """Each deal with flags, then all deals of an AE who has several, then all of them."""
        options = rows.deal_options(self._rows)
        deals = {row.flag.deal_id: row for row in self._rows}
        partners = Counter(row.view.partner for row in deals.values() if row.view and row.view.partner)
        shared = sorted((one for one, number in partners.items() if number > 1), key=lambda one: one.name)
        options += [
            Option(f"ae:{one.id}", f"All {count(partners[one], 'deal')} with {one.name}") for one in shared
        ]
        return [*options, Option(EVERY, f"All {len(deals)} deals")] if len(deals) > 1 else options

    def _in_scope(self) -> list[FlagRow]:
        scope = self.deals.value
        of = self._chosen_period()
        return [
            row
            for row in self._rows
            if scope in (EVERY, row.flag.deal_id, _ae_key(row))
            and (of is None or of.first <= row.flag.raised_at.date() <= of.last)
        ]

    def _fill(self) -> None:
        clear_layout(self._list)
        self.flags.clear()
        self._left_out.clear()
        found = self._in_scope()
        accounts = sorted({row.flag.deal_id: row.account for row in found}.items(), key=lambda one: one[1])
        self._to_come = self._rows_of(found, accounts)
        self._make_rows()
        if not found:
            none = "No flag was raised in these days." if self._rows else "No flag has been raised yet."
            self._list.addWidget(PlainLabel(none, "body", "text-3"))
        self._fill_left(dict(accounts))
        self.changed.emit()

    def _rows_of(self, found: list[FlagRow], accounts: list[tuple[str, str]]) -> Iterator[QWidget]:
        of_deal: dict[str, list[FlagRow]] = {}
        for row in found:
            of_deal.setdefault(row.flag.deal_id, []).append(row)
        for deal_id, account in accounts:
            yield Caption("Flags" if len(accounts) == 1 else account)
            yield from map(self._flag, of_deal[deal_id])

    def _make_rows(self) -> None:
        """Some rows now, the others in the pauses: a log of years has thousands."""
        some = list(islice(self._to_come, AT_ONCE))
        for row in some:
            self._list.addWidget(row)
        if len(some) == AT_ONCE:
            self._making.start(0)
        else:
            self._making.stop()

    def _fill_left(self, accounts: Mapping[str, str]) -> None:
        """The last records that left, so that nobody sends one twice unknowingly."""
        clear_layout(self._left)
        left = self._desk.records.newest_exported(accounts)
        if left:
            self._left.addWidget(Caption("Left before"))
        for one in left:
            of = f"{accounts[one.deal_id]}: " if len(accounts) > 1 else ""
            self._left.addWidget(BodyText(f"{of}{one.say()}", "small", "text-2"))

    def _flag(self, row: FlagRow) -> QWidget:
        severity = row.flag.severity.label if row.flag.severity else "No severity"
        box = CheckRow(
            row.flag.statement or "Words removed", True, f"{severity}, {_small(status_chip(row.flag).text)}"
        )
        box.padding = 0
        box.setToolTip(row.flag.statement)
        box.toggled.connect(lambda on: self._tick(row.flag.id, on))
        self.flags[row.flag.id] = box
        return box

    def _tick(self, flag_id: str, on: bool) -> None:
        (self._left_out.discard if on else self._left_out.add)(flag_id)
        self.changed.emit()

    def _ticked(self) -> list[FlagRow]:
        return [row for row in self._in_scope() if row.flag.id not in self._left_out]

    def choices(self) -> tuple[Choice, ...]:
        """One choice for each deal of which a flag is ticked."""
        left_out = [part for part, box in zip(PARTS, self.parts, strict=True) if not box.isChecked()]
        fields = frozenset[str]().union(*(part[2] for part in left_out))
        keys = frozenset[str]().union(*(part[3] for part in left_out))
        ticked: dict[str, set[str]] = {}
        for row in self._ticked():
            ticked.setdefault(row.flag.deal_id, set()).add(row.flag.id)
        of = self._chosen_period()
        chains = {row.flag.chain: row.flag.deal_id for row in self._rows}
        return tuple(
            Choice(
                deal_id,
                flags=frozenset(flags),
                period=of.say() if of else "",
                without=fields,
                hidden=frozenset((seq, name) for chain, seq, name in self.hidden if chains[chain] == deal_id),
                about_without=keys,
            )
            for deal_id, flags in ticked.items()
        )


def _ae_key(row: FlagRow) -> str:
    return f"ae:{row.view.partner.id}" if row.view and row.view.partner else ""


def _small(words: str) -> str:
    """Inside a line; a name in it keeps its capital."""
    return words[:1].lower() + words[1:]
