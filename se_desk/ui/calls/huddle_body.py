"""The columns of a huddle: three where there is room, two with the third below where there is not."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from se_desk.ui.calls.ambush_bar import AmbushBar
from se_desk.ui.calls.checklist_card import ChecklistCard
from se_desk.ui.calls.context_card import ContextCard
from se_desk.ui.calls.preparation import Around, Preparation
from se_desk.ui.calls.question_card import QuestionCard
from se_desk.ui.calls.roles_card import RolesCard
from se_desk.ui.calls.room_card import RoomCard
from se_desk.ui.calls.story_card import StoryCard
from se_desk.ui.calls.text_cards import ActionCard, ObjectiveCard, RescueCard
from se_desk.ui.kit.layout import Scroller, vbox

LEFT, RIGHT, LEAST = 336, 296, 420
NARROW_LEFT = 304


class HuddleBody(Scroller):
    """All cards of a huddle; scrolls as one."""

    def __init__(self, around: Around) -> None:
        inside = QWidget()
        super().__init__(inside, padding=0)
        self.ambush = AmbushBar(around)
        self.objective, self.roles = ObjectiveCard(around), RolesCard(around)
        self.checklist, self.rescue = ChecklistCard(around), RescueCard(around)
        self.context = ContextCard(around)
        self.story, self.action = StoryCard(around), ActionCard(around)
        self.room, self.questions = RoomCard(around), QuestionCard(around)
        left = (self.objective, self.roles, self.checklist, self.rescue, self.context)
        self._left, self._middle = _column(*left), _column(self.story, self.action)
        self._right = _column(self.room, self.questions)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._all = vbox(self.ambush, margins=(24, 0, 24, 24), gap=16)
        self._all.addLayout(self._grid, 1)
        inside.setLayout(self._all)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._wide: bool | None = None
        self._arrange(True)

    @property
    def cards(self) -> tuple[
        AmbushBar | ObjectiveCard | RolesCard | ChecklistCard | RescueCard | ContextCard | StoryCard
        | ActionCard | RoomCard | QuestionCard, ...
    ]:  # fmt: skip
        """Every card that shows a part of the preparation."""
        return (
            self.ambush, self.objective, self.roles, self.checklist, self.rescue, self.context, self.story,
            self.action, self.room, self.questions,
        )  # fmt: skip

    def show_preparation(self, prepared: Preparation) -> None:
        """Show it on every card."""
        for card in self.cards:
            card.show_preparation(prepared)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width() - 48 >= LEFT + LEAST + RIGHT + 32)

    def _make_room(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin, so that the cards end where the head ends."""
        right = 24 - (self.verticalScrollBar().sizeHint().width() if most > 0 else 0)
        self._all.setContentsMargins(24, 0, right, 24)

    def _arrange(self, wide: bool) -> None:
        if wide is self._wide:
            return
        self._wide = wide
        for column in (self._left, self._middle, self._right):
            self._grid.removeWidget(column)
        self._left.setFixedWidth(LEFT if wide else NARROW_LEFT)
        self._right.setMinimumWidth(RIGHT if wide else 0)
        self._right.setMaximumWidth(RIGHT if wide else 16_777_215)
        self._grid.addWidget(self._left, 0, 0, 1 if wide else 2, 1)
        self._grid.addWidget(self._middle, 0, 1)
        self._grid.addWidget(self._right, 0 if wide else 1, 2 if wide else 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(0, 1 if wide else 0)
        self._grid.setRowStretch(1, 0 if wide else 1)


def _column(*cards: QWidget) -> QWidget:
    """Cards below each other, from the top."""
    made = QWidget()
    made.setLayout(vbox(*cards, None, gap=16))
    return made
