"""Any two versions of a charter side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.domain.charters import Charter, ClauseChange
from se_desk.domain.moments import count
from se_desk.domain.partners import Partner
from se_desk.ui.charters.marked_text import MarkedText
from se_desk.ui.charters.readings import AFTER, BEFORE, HOW, TONES, pieces_of, side
from se_desk.ui.charters.word_changes import Piece
from se_desk.ui.kit.checks import CheckBox
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import HLine, clear_layout, hbox, vbox
from se_desk.ui.kit.marks import Chip

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

WIDTH, CHIP_WIDTH = 980, 84


class CompareDialog(Dialog):
    """Reads only. What went is struck out at the left, what came is marked at the right."""

    def __init__(
        self, parent: QWidget, desk: Desk, partner: Partner, versions: Sequence[Charter], chosen: str = ""
    ) -> None:
        super().__init__(
            parent, "Two versions side by side", "Close", icon="columns-2", width=WIDTH, keys=False
        )
        self.cancel.hide()
        self._desk, self._names = desk, (partner.first_name, desk.profile.get().first_name)
        options = [(one.id, one.say()) for one in reversed(versions)]
        last = chosen or versions[-1].id
        earlier = [one.id for one in versions if one.id != last]
        self.left = Select(options, earlier[-1] if earlier else last, name="The earlier version")
        self.right = Select(options, last, name="The later version")
        self.all = CheckBox("Clauses that are the same, too")
        self.said = BodyText("", "body", "text-2")
        self._rows = vbox()
        head = hbox(gap=24)
        for chooser in (self.left, self.right):
            chooser.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            head.addWidget(chooser, 1)
            chooser.chosen.connect(lambda _key: self.show_versions())
        self.all.toggled.connect(lambda _on: self.show_versions())
        self.body.addLayout(head)
        self.body.addLayout(hbox(self.said, None, self.all))
        self.body.addLayout(self._rows)
        self.show_versions()

    def show_versions(self) -> None:
        """Show the two that are chosen."""
        found = self._desk.charters.compare(self.left.value, self.right.value)
        differing = [one for one in found.changes if one.how != "same"]
        versions = f"v{found.before.version} and v{found.after.version}"
        clauses = count(len(differing), "clause differs", "clauses differ")
        self.said.set_content(f"{clauses} between {versions}." if differing else f"{versions} say the same.")
        clear_layout(self._rows)
        for change in found.changes if self.all.isChecked() else differing:
            self._rows.addWidget(HLine())
            self._rows.addWidget(_Row(change, *self._names))


class _Row(QWidget):
    """One clause on both sides."""

    def __init__(self, change: ClauseChange, ae_name: str, se_name: str) -> None:
        super().__init__()
        pieces = pieces_of(change, ae_name, se_name)
        row = hbox(margins=(0, 10, 0, 10), gap=24)
        for clause, left_out in ((change.before, BEFORE), (change.after, AFTER)):
            column = vbox(gap=4)
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
            head = hbox(gap=8)
            topic = f"{clause.position}  {clause.topic}" if clause is not None else "Not in it"
            head.addWidget(
                PlainLabel(topic, "body", "text" if clause else "text-3", weight=600, elide=True), 1
            )
            if left_out == AFTER:
                head.addWidget(Chip(HOW[change.how], TONES[change.how]))
            column.addLayout(head)
            column.addWidget(MarkedText(side(pieces, left_out) or (Piece(""),)))
            column.addStretch(1)
            row.addLayout(column, 1)
        self.setLayout(row)
