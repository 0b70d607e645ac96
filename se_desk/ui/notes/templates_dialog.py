"""The dialog of the note templates: those that came with SE Desk, and the SE's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.errors import DeskError
from se_desk.domain.note_templates import NoteTemplate
from se_desk.domain.notes import NoteKind
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.tables import Column, TableView
from se_desk.ui.notes.template_editor import TemplateEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

WIDE, LIST, HIGH = 980, 288, 480
_FIRST = "used first"


class TemplatesDialog(Dialog):
    """What is changed is kept at once; there is nothing to confirm."""

    def __init__(self, parent: QWidget, desk: Desk, bus: Bus, kind: str = "") -> None:
        super().__init__(
            parent,
            "Note templates",
            "Done",
            "The first of a kind is what a new note of that kind begins with.",
            icon="files",
            width=WIDE,
        )
        self._desk = desk
        self.cancel.hide()
        columns = (Column("Template", lambda each: each.name, second=self._second, glyph=_glyph, weight=500),)
        self.table = TableView(columns, "Templates", lambda each: each.id, two_lines=True, sortable=False)
        self.editor = TemplateEditor(desk)
        self.new = Button("New", "plus", small=True)
        self.copy = Button("Duplicate", "copy", small=True)
        self.up = IconButton("arrow-up", "Move up", "Alt+Up", size=24, icon_size=14)
        self.down = IconButton("arrow-down", "Move down", "Alt+Down", size=24, icon_size=14)
        self.away = IconButton("trash-2", "Delete the template", "Del", size=24, icon_size=14)
        self._lay_out()
        self._wire()
        bus.listen(self, self._changed, (Noun.NOTE_TEMPLATE, Noun.EVERYTHING))
        self._refresh()
        self._choose(f"bundled:{kind}" if kind else "bundled:call")

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(LIST)
        bar = hbox(self.new, self.copy, None, self.up, self.down, self.away, gap=4)
        column = vbox(bar, self.table, gap=12)
        column.setStretch(1, 1)
        left.setLayout(column)
        row = hbox(gap=20)
        row.addWidget(left)
        row.addWidget(self.editor, 1)
        inside = QWidget()
        inside.setLayout(row)
        inside.setFixedHeight(HIGH)
        self.add(inside)

    def _wire(self) -> None:
        self.table.picked.connect(self._show)
        self.table.opened.connect(lambda _each: self.editor.start())
        self.new.clicked.connect(self._new)
        self.copy.clicked.connect(self._duplicate)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(+1))
        self.away.clicked.connect(self._delete)
        for name, keys, then in (
            ("Move up", "Alt+Up", lambda: self._move(-1)),
            ("Move down", "Alt+Down", lambda: self._move(+1)),
            ("Delete", "Del", self._delete),
        ):
            action = QAction(name, self.table)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(then)
            self.table.addAction(action)

    @property
    def chosen(self) -> NoteTemplate | None:
        """The template in front."""
        found: Any = self.table.current()
        return found if isinstance(found, NoteTemplate) else None

    def _second(self, each: NoteTemplate) -> str:
        firsts: dict[NoteKind, str] = {}
        for one in self.table.records_model.records():
            firsts.setdefault(one.kind, one.id)
        whose = "Came with SE Desk" if each.is_bundled else f"{each.kind.label}, your own"
        first = f", {_FIRST}" if firsts.get(each.kind) == each.id else ""
        return whose + first

    def _refresh(self) -> None:
        try:
            self.table.set_records(self._desk.note_templates.all())
        except DeskError as error:
            tell(self, error)
        self._dress()

    def _changed(self, change: Change) -> None:
        if change.author is self.editor:  # the list shows another name; the fields are being typed in
            self.table.set_records(self._desk.note_templates.all())
            return
        self._refresh()
        self._show(self.chosen)

    def _choose(self, key: str) -> None:
        """Bring a template to the front, also one that was made just now."""
        self._refresh()
        if not self.table.select(key):
            self.table.select("bundled:call")
        self._show(self.chosen)

    def _show(self, template: object) -> None:
        if isinstance(template, NoteTemplate):
            self.editor.show_template(template)
        self._dress()

    def _dress(self) -> None:
        chosen = self.chosen
        same = [one for one in self.table.records_model.records() if chosen and one.kind is chosen.kind]
        at = next((place for place, one in enumerate(same) if chosen and one.id == chosen.id), -1)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < len(same) - 1)
        self.away.setEnabled(chosen is not None and not chosen.is_bundled)
        self.copy.setEnabled(chosen is not None)

    def _do(self, verb: Callable[[], Any]) -> Any:
        """Keep what is typed, then act; None where that did not work."""
        if not self.editor.flush():
            return None
        try:
            return verb()
        except DeskError as error:
            tell(self, error)
            return None

    def _new(self) -> None:
        kind = self.chosen.kind if self.chosen else NoteKind.CALL
        made = self._do(lambda: self._desk.note_templates.create(kind, f"My {kind.label.lower()}"))
        if made is not None:
            self._choose(made.id)
            self.editor.start()

    def _duplicate(self) -> None:
        chosen = self.chosen
        made = self._do(lambda: self._desk.note_templates.duplicate(chosen.id)) if chosen else None
        if made is not None:
            self._choose(made.id)
            self.editor.start()

    def _move(self, by: int) -> None:
        chosen = self.chosen
        if chosen is not None:
            self._do(lambda: self._desk.note_templates.move(chosen.id, by))
            self._choose(chosen.id)

    def _delete(self) -> None:
        chosen = self.chosen
        if chosen is None or chosen.is_bundled:
            return
        gone = self._do(lambda: self._desk.note_templates.delete(chosen.id))
        if gone is not None:
            self._choose(f"bundled:{gone.kind.value}")
            words = f"Template “{gone.name}” deleted"
            toast(self.window(), words, "Undo", lambda: self._put_back(gone), icon="trash-2")

    def _put_back(self, template: NoteTemplate) -> None:
        try:
            self._desk.note_templates.put_back(template)
        except DeskError as error:
            tell(self.window(), error)

    def confirm(self) -> bool:
        """What is typed is on the desk before the dialog goes."""
        return self.editor.flush()

    def reject(self) -> None:
        """The same: nothing that was typed is thrown away."""
        if self.editor.flush():
            super().reject()


def _glyph(each: NoteTemplate) -> str:
    return "file-text" if each.is_bundled else "pencil"
