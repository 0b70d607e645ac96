"""The huddle: fifteen minutes in which SE and AE prepare a call, on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import DeskError
from se_desk.domain.huddles import TickState, still_open
from se_desk.domain.moments import count, say_time
from se_desk.ui.calls.finish_dialog import FinishDialog
from se_desk.ui.calls.huddle_body import HuddleBody
from se_desk.ui.calls.order import order_tabs
from se_desk.ui.calls.preparation import Preparation, prepare
from se_desk.ui.calls.quiet import KeptText, QuietText
from se_desk.ui.calls.timer_box import TimerBox
from se_desk.ui.calls.times import when_words
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import BannerPlace, toast
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.kit.wishes import ManageChecklists, OpenCallCard, Place, PlanCall

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

_NOUNS = (Noun.CALL, Noun.HUDDLE, Noun.DEAL, Noun.PARTNER, Noun.PERSON, Noun.PROFILE, Noun.EVERYTHING)

NARROW = 1000
NO_HUDDLE = (
    "It was not prepared before it began, or it was cancelled. What was agreed can still be written down."
)


class HuddlePage(Page):
    """One call's preparation. Everything typed is saved without being asked."""

    nav = "deals"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self._call_id, self._deal_id = "", ""
        self._kept: list[KeptText] = []
        self._trouble = BannerPlace((24, 0, 24, 0))
        self.title = PlainLabel("Huddle", "title", elide=True)
        self.second = PlainLabel("", "body", "text-3", elide=True)
        self.timer = TimerBox(desk.now)
        self.finish = Button("Finish huddle", "check")
        self.card = Button("Start call card", "monitor", kind="primary")
        self.plan = IconButton("pencil", "Change the call", size=24, icon_size=14)
        self.top = QWidget()
        self.body = HuddleBody(self)
        self.empty = EmptyState("list-checks", "This call has no huddle", NO_HUDDLE, "Write it down now")
        self._lay_out()
        self._wire()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.minute)
        bus.listen(self, lambda _change: self._again.start(), _NOUNS, author=self)

    def _lay_out(self) -> None:
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.title.setMinimumWidth(80)
        words = vbox(None, hbox(self.title, self.plan, None, gap=8), self.second, None)
        head = hbox(margins=(24, 0, 24, 0), gap=12)
        head.addLayout(words, 1)
        for widget in (self.timer, self.finish, self.card):
            head.addWidget(widget)
        self.top.setLayout(head)
        follow(self.top, lambda living: living.setFixedHeight(theme().px(68)))
        for button in (self.finish, self.card):
            follow(button, lambda living: living.setFixedHeight(theme().px(48)))
        self.setLayout(vbox(self.top, self._trouble, self.body, self.empty))

    def _wire(self) -> None:
        verbs = self.desk.huddles
        self.timer.startAsked.connect(lambda: self.act(lambda: verbs.start_timer(self.call_id, author=self)))
        self.timer.pauseAsked.connect(lambda: self.act(lambda: verbs.pause_timer(self.call_id, author=self)))
        self.timer.resetAsked.connect(lambda: self.act(lambda: verbs.reset_timer(self.call_id, author=self)))
        self.finish.clicked.connect(self.finish_or_reopen)
        self.card.clicked.connect(self._open_card)
        self.plan.clicked.connect(lambda: self.requestWish.emit(PlanCall(call_id=self.call_id)))
        self.body.questions.fileAsked.connect(lambda: self.requestWish.emit(PlanCall(call_id=self.call_id)))
        self.body.checklist.manageAsked.connect(lambda: self.requestWish.emit(ManageChecklists()))
        self.empty.acted.connect(self._begin)

    @property
    def call_id(self) -> str:
        """The call that is prepared."""
        return self._call_id

    def deal_id(self) -> str:
        """The deal of the call."""
        return self._deal_id

    def enter(self, place: Place) -> None:
        """Show the huddle of a call; one that lies ahead begins when it is first opened."""
        view = self.desk.calls.view(place.id)
        self._call_id = place.id
        if view.huddle is None and not view.call.cancelled and self.desk.now() < view.call.starts_at:
            self.desk.huddles.begin(place.id, author=self)
        self.refresh()

    def leave(self) -> bool:
        """Save what was typed."""
        saved = [kept.saving.flush() for kept in self._kept]
        return self.body.checklist.flush() and all(saved)

    def minute(self) -> None:
        """The countdown has moved, or something has changed; a page out of sight reads when it is entered."""
        if self.isVisible() and self.call_id:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.timer.set_narrow(self.width() < NARROW)

    def keep(self, editor: QuietText | QLineEdit, write: Callable[[str], object]) -> KeptText:
        """Save what is typed into ``editor`` by ``write``."""
        kept = KeptText(editor, write)
        kept.saving.failed.connect(self._show_trouble)
        kept.saving.saved.connect(lambda _at: self._hide_trouble())
        # Editors come and go with their rows; the list follows.
        self._kept.append(kept)
        editor.destroyed.connect(lambda: self._kept.remove(kept))
        return kept

    def act(self, verb: Callable[[], object]) -> bool:
        """Run a verb and show what came of it."""
        try:
            verb()
        except DeskError as error:
            tell(self, error)
            return False
        self.refresh()
        return True

    def refresh(self) -> None:
        """Show the huddle as it stands; what is being typed stays."""
        if not self.call_id:
            return
        view = self.desk.calls.view(self.call_id)
        self._deal_id = view.call.deal_id or ""
        self.title.set_text(f"Huddle: {view.call.title}")
        self.title.updateGeometry()
        parts = [view.deal.account if view.deal else "No deal yet", when_words(view.call, self.desk.now())]
        if view.partner:
            parts.append(f"with {view.partner.name}")
        self.second.set_text(" · ".join(parts))
        prepared = prepare(self.desk, view)
        for widget in (self.timer, self.finish, self.body):
            widget.setVisible(prepared is not None)
        self.card.setEnabled(not view.call.cancelled)
        self.empty.setVisible(prepared is None)
        if prepared is not None:
            self._show(prepared)

    def _show(self, prepared: Preparation) -> None:
        huddle = prepared.prepared.huddle
        self.timer.show_huddle(huddle)
        self.body.show_preparation(prepared)
        begun = self.desk.now() >= prepared.call.starts_at
        if huddle.held_at is None:
            self.finish.set_text("Finish huddle")
            self.finish.set_icon("check")
        else:
            skipped = sum(tick.state is TickState.SKIPPED for tick in prepared.prepared.ticks)
            self.finish.set_text("Reopen")
            self.finish.set_icon("undo-2")
            words = f"held {say_time(huddle.held_at)}" + (
                f", {count(skipped, 'line')} skipped" if skipped else ""
            )
            self.second.set_text(f"{self.second.full_text()} · {words}")
        self.finish.setVisible(huddle.held_at is None or not begun)
        order_tabs(self)

    def finish_or_reopen(self) -> None:
        """Finish, saying first what will be skipped; or open it again."""
        if not self.leave():
            return
        prepared = prepare(self.desk, self.desk.calls.view(self.call_id))
        if prepared is None:
            return
        if prepared.held:
            self.act(lambda: self.desk.huddles.reopen(self.call_id, author=self))
            return
        untouched = still_open(prepared.prepared.ticks)
        if not untouched:
            if self.act(lambda: self.desk.huddles.hold(self.call_id, author=self)):
                self._finished()
            return
        dialog = FinishDialog(self, self, untouched)
        dialog.confirmed.connect(self._finished)
        dialog.open()

    def _finished(self) -> None:
        self.refresh()
        toast(self, "The huddle is held.")

    def _open_card(self) -> None:
        if self.leave():
            self.requestWish.emit(OpenCallCard(self.call_id))

    def _begin(self) -> None:
        self.act(lambda: self.desk.huddles.begin(self.call_id, author=self))

    def _show_trouble(self, error: DeskError) -> None:
        self._trouble.say(f"Not saved yet. {error}", closable=False)

    def _hide_trouble(self) -> None:
        if not any(kept.saving.problem for kept in self._kept):
            self._trouble.clear()
