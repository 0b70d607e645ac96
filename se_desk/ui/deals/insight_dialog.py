"""The dialog for a field insight: what the market does, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.insights import InsightKind, tags_of
from se_desk.ui.deals.field_check import FieldCheck, text_of
from se_desk.ui.kit.checks import CheckBox
from se_desk.ui.kit.choices import Segment, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.sources import SourceLinks

if TYPE_CHECKING:
    from se_desk.domain.passages import Passage
    from se_desk.services.desk import Desk

PRIVATE = "These words come from a private note. While the box is ticked they stay on the desk."


class InsightDialog(Dialog):
    """A new insight, or the one with ``insight_id`` to change it."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        deal_id: str = "",
        *,
        statement: str = "",
        from_private: bool = False,
        insight_id: str = "",
        passage: Passage | None = None,
    ) -> None:
        insight = desk.insights.get(insight_id) if insight_id else None
        title = "Change the insight" if insight else "Note a field insight"
        consequence = "It goes to product only in a roll-up that you send."
        super().__init__(parent, title, "Save" if insight else "Keep it", consequence, icon="lightbulb")
        self._desk, self._insight, self._passage = desk, insight, passage
        first, _, rest = statement.strip().partition("\n")
        said = insight.statement if insight else first
        self.statement = Field("What the market does", LineEdit(said, "One line, as a fact"))
        kind = insight.kind if insight else InsightKind.USAGE
        self.kind = Segment(
            [(one.value, one.label) for one in InsightKind], kind.value, name="What it is about"
        )
        detail = insight.detail if insight else rest.strip()
        self.detail = Field("What stands behind it", TextArea(detail, "Who said it, what you saw", 3))
        self.tags = Field("Tags", LineEdit(insight.tags if insight else "", "audits, ports"), "With commas.")
        self.source = Field(
            "Heard from", LineEdit(insight.source if insight else "", "A name, a fair, a law")
        )
        on = insight.heard_on if insight else desk.today_on()
        self.heard = Field("Heard on", DayEdit(on, desk.today_on()))
        self.deal = Select(_deals(desk), (insight.deal_id or "") if insight else deal_id, name="Deal")
        private = insight.private if insight else from_private
        self.private = CheckBox("Keep it out of what goes to product", private)
        self._warning = BodyText(PRIVATE, "small", "sev-medium")
        self._warning.setVisible(from_private)
        self.sources = SourceLinks()
        self._lay_out()

    def _lay_out(self) -> None:
        self.add(self.statement)
        self.add(Field("What it is about", self.kind))
        self.add(self.detail)
        for pair in ((self.tags, self.source), (Field("Deal", self.deal), self.heard)):
            row = hbox(gap=12)
            for field in pair:
                row.addWidget(field, 1)
            self.body.addLayout(row)
        self.add(self._warning)
        self.add(self.private)
        if self._insight is not None:
            self.sources.show_sources(self._desk.note_links.sources("insight", self._insight.id))
            self.add(self.sources)
            self.sources.requestPlace.connect(self.reject)

    def confirm(self) -> bool:
        """Write it down."""
        check = FieldCheck()
        statement = check.text(self.statement, "Say what the market does.")
        day = check.day(self.heard, "Give the day on which you heard it.")
        check.read(self.tags, lambda: tags_of(text_of(self.tags)))
        if not check.ok or day is None:
            check.focus()
            return False
        kind, deal_id = InsightKind(self.kind.value), self.deal.value or None
        detail, tags, source = (text_of(field).strip() for field in (self.detail, self.tags, self.source))
        private = self.private.isChecked()
        insights = self._desk.insights
        if self._insight is not None:
            insights.change(
                self._insight.id,
                statement=statement,
                kind=kind,
                deal_id=deal_id,
                detail=detail,
                tags=tags,
                source=source,
                private=private,
                heard_on=day,
            )
            return True
        insights.hear(
            statement,
            kind,
            deal_id=deal_id,
            detail=detail,
            tags=tags,
            source=source,
            private=private,
            heard_on=day,
            passage=self._passage,
        )
        return True


def _deals(desk: Desk) -> list[tuple[str, str]]:
    """No deal first, then all by account, those that run before those that ended."""
    views = sorted(desk.deals.views(), key=lambda view: not view.deal.is_active)
    return [("", "No deal"), *((view.deal.id, f"{view.deal.account}: {view.deal.title}") for view in views)]
