"""Correct an entry: what it should have said. The entry itself stays as it was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.chain import CORRECTABLE
from se_desk.domain.entry_kinds import KINDS, TOKENS
from se_desk.domain.evidence import written
from se_desk.domain.risks import FIELD_LABELS, RiskEntry, corrected
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.dialogs import Dialog, ask
from se_desk.ui.kit.inputs import DayEdit, Field, TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox
from se_desk.ui.risks.evidence_block import EvidenceBlock
from se_desk.ui.risks.evidence_chooser import EvidenceChooser
from se_desk.ui.risks.evidence_private import TakePrivate
from se_desk.ui.risks.thread import KIND_LABELS, mark, value_words
from se_desk.ui.risks.wording import WordingHint

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class CorrectDialog(Dialog):
    """Chooses the entry and the field, and appends what belongs there. ``seq`` 0 starts at the first."""

    def __init__(self, parent: QWidget, desk: Desk, flag_id: str, seq: int = 0) -> None:
        self._desk, self._flag = desk, desk.risks.get(flag_id)
        super().__init__(
            parent,
            "Correct an entry",
            "Add correction",
            "The entry stays as it was recorded. The correction follows it, with its own time.",
            icon="pencil",
            subtitle=self._flag.statement,
            width=560,
        )
        self._now = {entry.seq: entry for entry in corrected(self._flag.entries) if entry.kind in CORRECTABLE}
        chosen = seq if seq in self._now else min(self._now)
        self.entry = Select([(str(key), _named(one)) for key, one in self._now.items()], str(chosen))
        self.field = Select([])
        self.before = BodyText("", "body", "text-2")
        self.text, self.token = TextArea(rows=3, name="It should say"), Select([], name="It should say")
        self.day = DayEdit(None, desk.today_on(), name="Day it happened")
        self._items = desk.evidence.items_of(self._flag)
        self.evidence = EvidenceBlock(self._items)
        self.value = QStackedWidget()
        for editor in (self.text, self.token, self.day, self.evidence):
            self.value.addWidget(editor)
        self.wording = WordingHint()
        self._lay_out()
        self.entry.chosen.connect(lambda _seq: self._show_fields())
        self.field.chosen.connect(lambda _name: self._show_value())
        self.text.textChanged.connect(lambda: self.wording.judge(self.text.text))
        self.evidence.changed.connect(self._fit)
        self.evidence.addAsked.connect(self._choose_evidence)
        self._show_fields()

    def _lay_out(self) -> None:
        pair = hbox(gap=16)
        pair.addWidget(Field("Entry", self.entry), 3)
        pair.addWidget(Field("Field", self.field), 2)
        self.body.addLayout(pair)
        self.body.addWidget(Field("It says", self.before))
        self.value_field = Field("It should say", self.value)
        self.body.addWidget(self.value_field)
        self.body.addWidget(self.wording)

    def _entry(self) -> RiskEntry:
        return self._now[int(self.entry.value)]

    def _show_fields(self) -> None:
        names = KINDS[self._entry().kind].all
        given = [name for name in names if name in self._entry().fields]
        rest = [name for name in names if name not in given]
        self.field.set_options([(name, FIELD_LABELS[name]) for name in (*given, *rest)])
        self._show_value()

    def _show_value(self) -> None:
        name, entry = self.field.value, self._entry()
        value = entry.fields.get(name, "")
        self.before.set_content(value_words(name, value) if value else "Nothing yet.")
        if name in TOKENS:
            self.token.set_options([(token, value_words(name, token)) for token in TOKENS[name]])
            self.token.set_value(value)
        self.text.set_text(value)
        self.day.set_day(entry.occurred_on if name == "occurred" else None)
        self.value.setCurrentWidget(self._editor())
        self._editor().setAccessibleName(f"{FIELD_LABELS[name]}: it should say")
        self._fit()

    def _fit(self) -> None:
        """As high as the editor in front, which evidence may outgrow while it is written."""
        editor, width = self._editor(), self.value.width()
        high = editor.heightForWidth(width) if editor.hasHeightForWidth() else editor.sizeHint().height()
        self.value.setFixedHeight(high)
        if editor is self.evidence:
            self.wording.judge(written(self.evidence.items))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _choose_evidence(self) -> None:
        if self._editor() is self.evidence:
            deal = self._desk.deals.get(self._flag.deal_id)
            chooser = EvidenceChooser(self, self._desk, deal.id, deal.account)
            chooser.chosen.connect(self.evidence.append)
            chooser.open()

    def _editor(self) -> QWidget:
        if self.field.value == "evidence":
            return self.evidence
        if self.field.value in TOKENS:
            return self.token
        return self.day if self.field.value == "occurred" else self.text

    def _value(self) -> str:
        if self._editor() is self.token:
            return self.token.value
        if self._editor() is self.day:
            return self.day.day.isoformat() if self.day.day else ""
        return self.text.text.strip()

    def confirm(self) -> bool:
        """Append the correction; the same value again corrects nothing."""
        if self._editor() is self.evidence:
            return self._confirm_evidence()
        name, value, entry = self.field.value, self._value(), self._entry()
        if not value or value == entry.fields.get(name, ""):
            return self._refuse()
        self._desk.risks.correct(self._flag.id, entry.seq, {name: value}, author=self)
        return True

    def _confirm_evidence(self) -> bool:
        """The whole list as it should stand; what is private and new in it is asked about."""
        items = self._desk.evidence.checked(self.evidence.items)
        if not items or written(items) == written(self._items):
            return self._refuse()
        known = {item.words for item in self._items}
        private = [item for item in items if item.private and item.words not in known]
        if private and not TakePrivate(self, private).exec():
            return False
        self._desk.risks.correct(self._flag.id, self._entry().seq, {}, evidence=items, author=self)
        return True

    def reject(self) -> None:
        """Close; what was typed is thrown away only in so many words."""
        if not self._is_begun() or ask(
            self,
            "Throw this correction away?",
            "What you typed is on this screen only.",
            "Throw it away",
            cancel="Go on writing",
            destructive=True,
        ):
            super().reject()

    def _is_begun(self) -> bool:
        """Whether something was typed, or the list of evidence is another."""
        if written(self.evidence.items) != written(self._items):
            return True
        typed = self._editor() in (self.text, self.day)
        return typed and self._value() != self._entry().fields.get(self.field.value, "").strip()

    def _refuse(self) -> bool:
        self.value_field.set_error("Write what it should say, other than what it says now.")
        editor = self._editor()
        (self.evidence.typed if editor is self.evidence else editor).setFocus()
        return False


def _named(entry: RiskEntry) -> str:
    at = entry.recorded_at
    return f"{mark(entry).partition(' ')[0]} {KIND_LABELS[entry.kind]}, {at.day} {at:%b} {at:%H:%M}"
