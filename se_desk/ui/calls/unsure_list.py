"""Calls that may be of several deals: the SE says which, once for all instances of an entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count, say_day, say_time
from se_desk.services.calls_in import Unsure
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import HLine, Scroller, clear_layout, hbox, vbox

LATER, NONE = "later", "none"
MOST_SHOWN, ROW = 3, 52


class UnsureList(QWidget):
    """A row for every entry that is not sure, with the deals it may be of. Hidden where all are sure."""

    filed = Signal(str, object)  # uid, deal id or None

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Select] = {}
        self._title = PlainLabel("", "body", weight=600)
        inside = QWidget()
        self._rows = vbox()
        inside.setLayout(self._rows)
        self._scroller = Scroller(inside, padding=0)
        self._scroller.setAccessibleName("Calls to file")
        head = hbox(self._title, None, margins=(20, 10, 20, 6))
        self.setLayout(vbox(head, self._scroller, HLine()))
        self.hide()

    def show_unsure(self, unsure: Sequence[Unsure], names: Mapping[str, str]) -> None:
        """Ask about these; ``names`` are what deals are called, by their id."""
        clear_layout(self._rows)
        self.choices = {one.uid: self._choice(one, names) for one in unsure}
        for one in unsure:
            self._rows.addWidget(_row(one, self.choices[one.uid]))
        many = count(len(unsure), "entry", "entries")
        self._title.set_text(f"{many} may be of more than one deal. Which is it?")
        self._scroller.setFixedHeight(min(len(unsure), MOST_SHOWN) * ROW)
        self.setVisible(bool(unsure))

    def _choice(self, one: Unsure, names: Mapping[str, str]) -> Select:
        deals = [(deal_id, names.get(deal_id, "A deal")) for deal_id in one.deal_ids]
        options = [(LATER, "Ask me later"), *deals, (NONE, "Of no deal")]
        choice = Select(options, LATER, name=f"Deal of {one.call.title}")
        choice.setFixedWidth(320)
        choice.chosen.connect(lambda key: self._say(one.uid, key))
        return choice

    def _say(self, uid: str, key: str) -> None:
        if key == LATER:
            self.filed.emit(uid, "")
        else:
            self.filed.emit(uid, None if key == NONE else key)


def _row(one: Unsure, choice: Select) -> QWidget:
    at = one.call.starts_at
    when = f"{say_day(at.date())} {at.year}, {say_time(at)}"
    more = f", {count(one.calls, 'call')}" if one.calls > 1 else ""
    words = vbox(
        None,
        BodyText([Run(one.call.title, "", 500)], "ui", max_lines=1),
        BodyText(f"{when}{more}", "small", "text-3", max_lines=1),
        None,
    )
    row = hbox(margins=(20, 0, 20, 0), gap=16)
    row.addLayout(words, 1)
    row.addWidget(choice, 0, Qt.AlignmentFlag.AlignVCenter)
    made = QWidget()
    made.setLayout(row)
    made.setFixedHeight(ROW)
    made.setAccessibleName(f"{one.call.title}, {when}{more}")
    return made
