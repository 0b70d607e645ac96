"""Edits one clause: topic, agreement, the words it fixes, and its terms; saved without being asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from se_desk.domain.charters import Charter, CharterStatus, Clause, ClauseKind
from se_desk.domain.clause_fields import read_roles, read_thresholds
from se_desk.services.templates import other_wordings
from se_desk.ui.charters.fields_editor import RoleFields, ThresholdFields
from se_desk.ui.charters.fixed_look import GrowingArea, set_fixed
from se_desk.ui.charters.shown import Shown
from se_desk.ui.charters.terms import Terms
from se_desk.ui.charters.wordings import Wordings
from se_desk.ui.kit.autosave import Autosave
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.notices import Banner

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

_FIELDED = (ClauseKind.RESCUE_PHRASE, ClauseKind.THRESHOLDS, ClauseKind.ROLES)


class ClauseEditor(QWidget):
    """Shows one clause of a version. ``typed`` carries it as it stands on the screen, ``saved`` follows the
    disk, ``revised`` asks for a new version of one that never changes."""

    typed = Signal(object)  # Clause
    saved = Signal()
    reviseRequested = Signal()

    def __init__(self, desk: Desk, author: object) -> None:
        super().__init__()
        self._desk, self._author = desk, author
        self.clause: Clause | None = None
        self._shown: Shown | None = None
        self.topic = LineEdit(name="Topic")
        self.text = GrowingArea(3, "Our agreement")
        self.value = GrowingArea(2, "The phrase")
        self.roles, self.thresholds = RoleFields(), ThresholdFields()
        self.terms = Terms()
        self.wordings = Wordings()
        self._topic = Field("Topic", self.topic)
        self._value = Field("The phrase", self.value)
        self._roles = Field("Who has which part", self.roles, "A huddle starts with these roles.")
        self._thresholds = Field("What holds first", self.thresholds, "The gates of each deal follow this.")
        self._fixed = Banner("", "Revise it", closable=False)
        self._note = BodyText("", "small", "text-3")
        self.autosave = Autosave(self, lambda: "", lambda _text: self._write())
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        column = vbox(self._fixed, self._topic, Field("Our agreement", self.text), self._value, gap=14)
        for widget in (self._roles, self._thresholds, self.terms, self._note, self.wordings):
            column.addWidget(widget)
        column.addStretch(1)
        self.setLayout(column)

    def _wire(self) -> None:
        self.topic.textEdited.connect(lambda _text: self._typed())
        self.topic.editingFinished.connect(self._finished)
        for area in (self.text, self.value):
            area.textChanged.connect(self._typed)
            area.committed.connect(self._finished)
        for fields in (self.roles, self.thresholds):
            fields.chosen.connect(self._finished)
        self.terms.typed.connect(self._typed)
        self.terms.chosen.connect(self._finished)
        self.wordings.used.connect(self.use)
        self.autosave.saved.connect(lambda _at: self.saved.emit())
        self._fixed.acted.connect(self.reviseRequested)

    # ---- what is shown ------------------------------------------------------

    def show_clause(self, shown: Shown, clause: Clause) -> None:
        """Another clause, or the same after somebody else changed it; unsaved words are not overwritten."""
        self._shown = shown
        if self.clause is not None and self.clause.id == clause.id and self.autosave.dirty:
            return
        fixed = shown.charter.is_fixed
        same = self.clause is not None and self.clause.id == clause.id and self.current() == clause
        self.clause = clause
        if not same:
            self._fill(clause)
            self.terms.show_clause(clause)
        self.terms.set_fixed(shown.ae_name, fixed=fixed)
        self.roles.set_fixed(shown.ae_name, fixed=fixed)
        self.thresholds.set_fixed(fixed=fixed)
        for editor in (self.topic, self.text, self.value):
            set_fixed(editor, fixed=fixed)
        self._fixed.set_sentence(fixed_words(shown.charter))
        self._fixed.setVisible(fixed)
        proposed = shown.charter.status is CharterStatus.PROPOSED
        self._note.set_content(
            "This version is proposed. Changing a clause makes it a draft again." if proposed else ""
        )
        self._note.setVisible(proposed)
        self._show_wordings()

    def _fill(self, clause: Clause) -> None:
        for editor in (self.text, self.value):
            editor.blockSignals(True)
        self._topic.clear_error()
        self.topic.setText(clause.topic)
        self.text.set_text(clause.text)
        self.value.set_text(clause.value)
        self._value.setVisible(clause.kind is ClauseKind.RESCUE_PHRASE)
        self._roles.setVisible(clause.kind is ClauseKind.ROLES)
        self._thresholds.setVisible(clause.kind is ClauseKind.THRESHOLDS)
        if clause.kind is ClauseKind.ROLES:
            self.roles.show_value(clause.value)
        if clause.kind is ClauseKind.THRESHOLDS:
            self.thresholds.show_value(clause.value)
        for editor in (self.text, self.value):
            editor.blockSignals(False)

    def _show_wordings(self) -> None:
        shown, clause = self._shown, self.current()
        if shown is None or clause is None:
            return
        old, agreed = shown.earlier(clause), shown.view.agreed
        earlier = (agreed.version, old.text) if old and agreed and old.text != clause.text else None
        if shown.charter.is_fixed:
            self.wordings.show_wordings(None, ())
        else:
            self.wordings.show_wordings(earlier, other_wordings(clause, shown.ae_name, shown.se_name))

    # ---- what is typed ------------------------------------------------------

    def current(self) -> Clause | None:
        """The clause as it stands on the screen; what cannot be kept stays as it was kept last."""
        clause = self.clause
        if clause is None:
            return None
        return replace(
            clause,
            topic=self.topic.text().strip() or clause.topic,
            text=self.text.text,
            value=self._fixed_words(clause),
            **self.terms.fields(),  # type: ignore[arg-type]  # names and types of a clause
        )

    def _fixed_words(self, clause: Clause) -> str:
        """The value as the fields say it; one that says the same as before stays as it is written."""
        if clause.kind is ClauseKind.ROLES:
            said = self.roles.value()
            return clause.value if read_roles(clause.value) == read_roles(said) else said
        if clause.kind is ClauseKind.THRESHOLDS:
            said = self.thresholds.value()
            return clause.value if read_thresholds(clause.value) == read_thresholds(said) else said
        return " ".join(self.value.text.split()) if clause.kind in _FIELDED else clause.value

    def _typed(self) -> None:
        if self.clause is None or self._is_fixed():
            return
        self.autosave.touch()
        self.typed.emit(self.current())
        self._show_wordings()

    def _finished(self) -> None:
        """A field was left, or something was picked: complain where needed, and keep the rest."""
        if self.clause is None or self._is_fixed():
            return
        self.terms.complain()
        if not self.topic.text().strip():
            self._topic.set_error("A clause needs a topic. Name what it is about.")
        if self.current() != self.clause:
            self.typed.emit(self.current())
            self.autosave.touch()
        self.autosave.flush()

    def _is_fixed(self) -> bool:
        return self._shown is None or self._shown.charter.is_fixed

    def use(self, text: str) -> None:
        """Another wording in place of the text; Ctrl+Z in the field takes it back."""
        cursor = self.text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._finished()

    def _write(self) -> None:
        now, kept = self.current(), self.clause
        if now is None or kept is None:
            return
        changed = {name: getattr(now, name) for name in _FIELDS if getattr(now, name) != getattr(kept, name)}
        if changed:
            self.clause = self._desk.charters.edit_clause(kept.id, author=self._author, **changed)

    def flush(self) -> bool:
        """Save what was typed; False while that is not possible."""
        return self.autosave.flush()


_FIELDS = ("topic", "text", "value", "rule", "amount", "target_percent", "owes")


def fixed_words(charter: Charter) -> str:
    """Why a version cannot be edited."""
    if charter.status is CharterStatus.SUPERSEDED:
        return f"v{charter.version} is superseded and never changes."
    return f"v{charter.version} is agreed and never changes."
