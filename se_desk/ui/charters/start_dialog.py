"""The dialog that starts a charter from a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count
from se_desk.domain.partners import Partner
from se_desk.services.templates import charter_template, charter_templates
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText, Caption, PlainLabel
from se_desk.ui.kit.layout import HLine, clear_layout, vbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class StartDialog(Dialog):
    """Two templates, what each is for, and the clauses it brings."""

    def __init__(self, parent: QWidget, desk: Desk, partner: Partner, author: object) -> None:
        super().__init__(
            parent,
            f"A charter with {partner.first_name}",
            "Start the draft",
            "Every clause can be reworded, moved, removed or added to afterwards.",
            width=560,
        )
        self._desk, self._partner, self._author = desk, partner, author
        known = charter_templates()
        self.template = Segment([(one.key, one.title) for one in known], known[0].key, name="Template")
        self._about = BodyText("", "body", "text-2")
        self._clauses = vbox()
        self.add(self.template)
        self.add(self._about)
        self.body.addLayout(self._clauses)
        self.template.chosen.connect(lambda _key: self._show())
        self._show()

    def _show(self) -> None:
        chosen = charter_template(self.template.value)
        if chosen is None:
            return
        self._about.set_content(chosen.about)
        clear_layout(self._clauses)
        self._clauses.addWidget(Caption(count(len(chosen.clauses), "clause")))
        self._clauses.addSpacing(4)
        for number, clause in enumerate(chosen.clauses, 1):
            self._clauses.addWidget(HLine())
            line = PlainLabel(f"{number}  {clause.topic}", "body")
            line.setContentsMargins(0, 6, 0, 6)
            self._clauses.addWidget(line)

    def confirm(self) -> bool:
        """Write the draft."""
        self._desk.charters.draft(self._partner.id, self.template.value, author=self._author)
        return True
