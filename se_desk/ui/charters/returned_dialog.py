"""A charter that came back from the AE: each edit marked against the version, to be taken or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from se_desk.domain.charters import ClauseChange
from se_desk.domain.moments import count
from se_desk.domain.partners import Partner
from se_desk.services.charter_files import Returned
from se_desk.ui.charters.marked_text import MarkedText
from se_desk.ui.charters.readings import HOW, TONES, pieces_of
from se_desk.ui.charters.word_changes import word_changes
from se_desk.ui.kit.checks import CheckBox
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText, Caption, PlainLabel, Run
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.marks import Chip

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class ReturnedDialog(Dialog):
    """Every edit is chosen at first; ``charter_id`` names the draft once edits were taken."""

    def __init__(
        self, parent: QWidget, desk: Desk, partner: Partner, returned: Returned, name: str, author: object
    ) -> None:
        version = f"v{returned.charter.version}"
        into = "a new draft" if returned.charter.is_fixed else version
        super().__init__(
            parent,
            f"What {partner.first_name} changed in {version}",
            "Take these edits",
            f"They go into {into}, which is a draft to propose afterwards. What you leave stays as it is.",
            icon="git-compare",
            subtitle=name,
            width=780,
        )
        self._desk, self._returned, self._author = desk, returned, author
        self._names = (partner.first_name, desk.profile.get().first_name)
        self.charter_id = ""
        self.edits: dict[str, CheckBox] = {}
        self.add(BodyText(said(returned), "body", "text-2"))
        for change in returned.differing:
            self._add_edit(change)
        self._add_comments()
        self._count()

    def _add_edit(self, change: ClauseChange) -> None:
        clause = change.after or change.before
        topic = clause.topic if clause else ""
        check = CheckBox("", checked=True)
        check.setAccessibleName(f"{HOW[change.how]}: {topic}")
        check.toggled.connect(lambda _on: self._count())
        self.edits[change.origin_id] = check
        head = hbox(check, gap=10)
        head.addWidget(PlainLabel(topic, "body", weight=600, elide=True), 1)
        head.addWidget(Chip(HOW[change.how], TONES[change.how]))
        column = vbox(HLine(), 8, head, 4)
        if change.before and change.after and change.before.topic != change.after.topic:
            column.addLayout(_indented(MarkedText(word_changes(change.before.topic, change.after.topic))))
        column.addLayout(_indented(MarkedText(pieces_of(change, *self._names))))
        self.body.addLayout(column)

    def _add_comments(self) -> None:
        if not self._returned.comments:
            return
        column = vbox(HLine(), 8, Caption(count(len(self._returned.comments), "comment")), gap=6)
        for one in self._returned.comments:
            where = f" on clause {one.clause}" if one.clause else ""
            about = f": “{one.about}”" if one.about else ""
            head = Run(f"{one.author or 'Somebody'}{where}{about}\n", "text-3")
            column.addWidget(BodyText([head, Run(one.words)], "body"))
        self.body.addLayout(column)

    def _count(self) -> None:
        chosen = sum(check.isChecked() for check in self.edits.values())
        self.primary.set_text(f"Take {count(chosen, 'edit')}" if self.edits else "Take these edits")
        self.primary.setEnabled(chosen > 0)

    def confirm(self) -> bool:
        """Take what is chosen."""
        origins = {key for key, check in self.edits.items() if check.isChecked()}
        taken = self._desk.charter_files.take_edits(self._returned, origins, author=self._author)
        self.charter_id = taken.id
        return True


def _indented(widget: QWidget) -> QHBoxLayout:
    row = hbox(margins=(26, 0, 0, 4))
    row.addWidget(widget, 1)
    return row


def said(returned: Returned) -> str:
    """How much came back."""
    found = count(len(returned.differing), "clause differs", "clauses differ")
    tracked = f" Word kept {count(returned.tracked, 'tracked change')}; all are read as accepted."
    if not returned.differing:
        return "No clause differs from what was sent." + (tracked if returned.tracked else "")
    return f"{found}. Struck out went, marked came." + (tracked if returned.tracked else "")
