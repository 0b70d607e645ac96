"""The fields of one template, kept while they are typed; beside the text, what can stand in braces."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.note_templates import FIELDS, NoteTemplate
from se_desk.domain.notes import NoteKind
from se_desk.ui.kit.autosave import Autosave
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.notes.documents import SourceDocument

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

OWN = "Kept while you type. A line whose fields have nothing to say is left out."
READ_ONLY = "This one came with SE Desk and stays as it is. Duplicate it to have your own."


class TemplateEditor(QWidget):
    """Shows a template; one that came with SE Desk is only read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.template: NoteTemplate | None = None
        self.name = LineEdit("", "A name by which you find it", "Name of the template")
        self.kind = Select([(kind.value, kind.label) for kind in NoteKind], name="Kind of note")
        self.source = QPlainTextEdit()
        self.source.setAccessibleName("Text of the template, Markdown")
        self.source.setProperty("kind", "area")
        self.fields = Button("Insert a field", "plus", small=True, chevron=True)
        self.hint = PlainLabel("", "small", "text-3", wrap=True)
        self._document: SourceDocument | None = None
        self._saving = Autosave(self, self._read, self._write, now=desk.now)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        first = hbox(gap=12)
        first.addWidget(Field("Name", self.name), 1)
        first.addWidget(Field("For notes of the kind", self.kind))
        head = hbox(PlainLabel("Text", "small", "text-2", weight=500), None, self.fields)
        column = vbox(gap=8)
        column.addLayout(first)
        column.addLayout(head)
        column.addWidget(self.source, 1)
        column.addWidget(self.hint)
        self.setLayout(column)

    def _wire(self) -> None:
        self._menu = Menu(self, "Fields")
        for name, words in FIELDS.items():
            self._menu.add(words, partial(self.insert, name), keys=f"{{{name}}}")
        self.fields.clicked.connect(self._open_fields)
        self.name.textEdited.connect(lambda _text: self._saving.touch())
        self.name.editingFinished.connect(self._saving.flush)
        self.kind.chosen.connect(self._kind_chosen)
        self._saving.saved.connect(lambda _at: self._say())
        self._saving.failed.connect(self._trouble)
        follow(self, TemplateEditor._dress)

    def _dress(self) -> None:
        made = font("mono")
        made.setPixelSize(theme().px(13))
        self.source.setFont(made)
        self.source.setTabStopDistance(4 * QFontMetrics(made).horizontalAdvance(" "))
        if self._document is not None:
            self._document.setDefaultFont(made)
            self._document.highlighter.dress()

    def show_template(self, template: NoteTemplate) -> None:
        """Another template; what was typed in the one before is kept first."""
        if self.template is not None and self.template.id == template.id and self._saving.dirty:
            return
        if not self._saving.flush():
            return
        other = self.template is None or self.template.id != template.id
        self.template = template
        self.name.setText(template.name)
        self.kind.set_value(template.kind.value)
        if other or self._body() != template.body:
            self._show_text(template.body)
        for part in (self.name, self.kind, self.fields):
            part.setEnabled(not template.is_bundled)
        self.source.setReadOnly(template.is_bundled)
        self._say()

    def _show_text(self, text: str) -> None:
        before = self._document
        self._document = SourceDocument(text, self)
        self.source.setDocument(self._document)
        self._document.edited.connect(self._saving.touch)
        self._dress()
        if before is not None:
            before.deleteLater()

    def _say(self) -> None:
        own = self.template is not None and not self.template.is_bundled
        said = OWN if own else READ_ONLY
        self.hint.set_token("text-3")
        self.hint.set_text(said)

    def _trouble(self, error: DeskError) -> None:
        self.hint.set_token("sev-critical")
        self.hint.set_text(str(error))

    def start(self) -> None:
        """The keyboard to the first field."""
        target: QWidget = self.source if self.source.isReadOnly() else self.name
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _kind_chosen(self, _key: str) -> None:
        self._saving.touch()
        self._saving.flush()

    def _open_fields(self) -> None:
        self._menu.popup(self.fields.mapToGlobal(QPoint(0, self.fields.height() + 4)))

    def insert(self, name: str) -> None:
        """Put a field in where the cursor stands."""
        self.source.textCursor().insertText(f"{{{name}}}")
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _body(self) -> str:
        return self._document.source if self._document is not None else ""

    def _read(self) -> str:
        return self._body()

    def _write(self, body: str) -> None:
        template = self.template
        if template is None or template.is_bundled:
            return
        kind = NoteKind(self.kind.value)
        name = self.name.text() if self.name.text().strip() else template.name
        if (name, body, kind) != (template.name, template.body, template.kind):
            self.template = self._desk.note_templates.change(
                template.id, name=name, body=body, kind=kind, author=self
            )

    def flush(self) -> bool:
        """Keep what is typed; whether it is on the desk."""
        return self._saving.flush()
