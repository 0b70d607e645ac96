"""The dialog that starts a charter from a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count
from se_desk.domain.partners import Partner
from se_desk.domain.titles import cut
from se_desk.services.own_templates import PREFIX
from se_desk.services.templates import charter_templates
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Segment, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText, Caption, PlainLabel
from se_desk.ui.kit.layout import HLine, clear_layout, hbox, vbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class StartDialog(Dialog):
    """The two templates and the SE's own, what each is for, and the clauses it brings."""

    def __init__(self, parent: QWidget, desk: Desk, partner: Partner, author: object) -> None:
        super().__init__(
            parent,
            f"A charter with {partner.first_name}",
            "Start the draft",
            "Every clause can be reworded, moved, removed or added to afterwards.",
            width=560,
        )
        self._desk, self._partner, self._author = desk, partner, author
        self._known = {one.key: one for one in (*charter_templates(), *desk.own_templates.all())}
        own = len(self._known) > len(charter_templates())
        choices = [(key, cut(one.title)) for key, one in self._known.items()]
        self.template: Segment | Select = (Select if own else Segment)(
            choices, choices[0][0], name="Template"
        )
        self.drop = Button("Remove this template", kind="link", small=True)
        self.drop.clicked.connect(self._drop)
        self._about = BodyText("", "body", "text-2")
        self._clauses = vbox()
        self.add(self.template)
        self.add(self._about)
        self.body.addLayout(hbox(self.drop, None))
        self.body.addLayout(self._clauses)
        self.template.chosen.connect(lambda _key: self._show())
        self._show()

    def _show(self) -> None:
        chosen = self._known[self.template.value]
        self.drop.setVisible(chosen.key.startswith(PREFIX))
        self._about.set_content(chosen.about)
        clear_layout(self._clauses)
        self._clauses.addWidget(Caption(count(len(chosen.clauses), "clause")))
        self._clauses.addSpacing(4)
        for number, clause in enumerate(chosen.clauses, 1):
            self._clauses.addWidget(HLine())
            line = PlainLabel(f"{number}  {clause.topic}", "body")
            line.setContentsMargins(0, 6, 0, 6)
            self._clauses.addWidget(line)

    def _drop(self) -> None:
        """One of the SE's own goes; charters that were started from it stay."""
        gone = self.template.value
        self._desk.own_templates.drop(gone, author=self._author)
        self._known.pop(gone)
        if isinstance(self.template, Select):
            self.template.set_options([(key, cut(one.title)) for key, one in self._known.items()])
        self.template.set_value(next(iter(self._known)))
        self._show()

    def confirm(self) -> bool:
        """Write the draft."""
        self._desk.charters.draft(self._partner.id, self.template.value, author=self._author)
        return True
