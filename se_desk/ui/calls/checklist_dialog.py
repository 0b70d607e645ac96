"""The SE's own checklists: make one, change and order its lines, say which calls begin with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from se_desk.domain.calls import CallKind
from se_desk.domain.checklists import Line
from se_desk.domain.errors import BadInput
from se_desk.services.checklists import ChecklistView
from se_desk.ui.calls.checklist_lines import ChecklistLines
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import CheckBox, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

NEW = "new"
FIXED = "The standard one stays as it is. Take it as the start of one of your own."
KEPT = "Huddles that have begun keep the version they used."


class ChecklistDialog(Dialog):
    """One list at a time; Save writes it and says what it begins with."""

    def __init__(self, parent: QWidget, desk: Desk, checklist_id: str = "") -> None:
        super().__init__(parent, "Checklists", "Save checklist", KEPT, icon="list-checks", width=760)
        self._desk, self._window = desk, parent.window()
        self._shown = ChecklistView("", "", 0, ())
        self.choose = Select((), name="Checklist")
        self.copy, self.remove = Button("Start from this one", "files"), Button("Remove", "trash-2")
        self.name, self.lines = LineEdit("", "Such as: before a security review", "Name"), ChecklistLines()
        self.kinds = {kind: CheckBox(kind.label) for kind in CallKind}
        self._about = BodyText("", "small", "text-3")
        self._name_field = Field("Name", self.name)
        self._lay_out()
        self.choose.chosen.connect(self.show_list)
        self.copy.clicked.connect(self._start_from)
        self.remove.clicked.connect(self._remove)
        self._offer(checklist_id)
        self.show_list(checklist_id)

    def _lay_out(self) -> None:
        row = hbox(gap=8)
        row.addWidget(self.choose, 1)
        row.addWidget(self.copy)
        row.addWidget(self.remove)
        self.body.addLayout(row)
        self.add(self._about)
        self.add(self._name_field)
        self.add(PlainLabel("Lines, and when each is true", "small", "text-2", weight=500))
        self.body.addSpacing(-8)
        self.add(self.lines)
        self.add(PlainLabel("Huddles of these calls begin with it", "small", "text-2", weight=500))
        self.body.addSpacing(-8)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, box in enumerate(self.kinds.values()):
            grid.addWidget(box, place // 5, place % 5, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(grid)

    def _offer(self, chosen: str) -> None:
        lists = [(view.id, view.title) for view in self._desk.checklists.all()]
        self.choose.set_options([*lists, (NEW, "A new checklist")])
        self.choose.set_value(chosen)

    def show_list(self, checklist_id: str) -> None:
        """Show one of the lists, or an empty one to fill."""
        if checklist_id == NEW:
            self._show(ChecklistView(NEW, "", 0, ()), (Line(""),))
            return
        view = next(view for view in self._desk.checklists.all() if view.id == checklist_id)
        self._show(view, view.lines)

    def _show(self, view: ChecklistView, lines: Iterable[Line]) -> None:
        self._shown = view
        fixed = view.is_standard
        self.choose.set_value(view.id)
        self.name.setText(view.title)
        self.name.setReadOnly(fixed)
        self._name_field.clear_error()
        self.clear_problem()
        self.lines.show_lines(lines, fixed=fixed)
        for kind, box in self.kinds.items():
            box.setChecked(kind in view.kinds)
            # The standard one is taken by whatever begins with none of the SE's own.
            box.setEnabled(not fixed)
        self.copy.setVisible(view.id != NEW)
        self.remove.setVisible(not fixed and view.id != NEW)
        self.primary.setEnabled(not fixed)
        self._about.set_content(FIXED if fixed else f"Version {view.version}." if view.version else "")
        self._about.setVisible(fixed or bool(view.version))
        if view.id == NEW:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_from(self) -> None:
        self._show(ChecklistView(NEW, "", 0, ()), self._shown.lines)

    def _remove(self) -> None:
        before = self._desk.checklists.remove(self._shown.id)
        self._offer("")
        self.show_list("")

        def back() -> None:
            made = self._desk.checklists.add(before.title, before.lines)
            for kind in before.kinds:
                self._desk.checklists.set_default(kind, made.id)

        toast(self._window, f"Checklist removed: {before.title}", "Undo", back, "trash-2")

    def confirm(self) -> bool:
        """Write it; what is wrong is said where it is."""
        verbs, shown = self._desk.checklists, self._shown
        try:
            if shown.id == NEW:
                saved = verbs.add(self.name.text(), self.lines.lines)
            else:
                saved = verbs.change(shown.id, self.name.text(), self.lines.lines)
        except BadInput as error:
            self._refuse(error)
            return False
        for kind, box in self.kinds.items():
            if box.isChecked() is not (kind in shown.kinds):
                verbs.set_default(kind, saved.id if box.isChecked() else None)
        toast(self._window, f"Checklist saved: {saved.title}")
        return True

    def _refuse(self, error: BadInput) -> None:
        if "checklist “" in error.happened or "name" in error.happened:
            self._name_field.set_error(error.in_short)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.show_problem(error)
