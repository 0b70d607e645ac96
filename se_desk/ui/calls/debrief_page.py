"""The debrief: what a call taught, its note, and what follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import DeskError
from se_desk.domain.huddles import DebriefDraft
from se_desk.services.call_views import CallView
from se_desk.ui.calls.blank_dialog import BlankDialog
from se_desk.ui.calls.debrief_body import DebriefBody
from se_desk.ui.calls.debrief_head import DebriefHead
from se_desk.ui.calls.debrief_keeping import DebriefKeeping
from se_desk.ui.calls.following import Following
from se_desk.ui.calls.order import order_tabs
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

_NOUNS = (
    Noun.CALL, Noun.DEAL, Noun.FLAG, Noun.NOTE, Noun.PARTNER, Noun.PERSON, Noun.PROFILE, Noun.EVERYTHING,
)  # fmt: skip
DRAFT_PAUSE_MS = 120
TOO_EARLY = "A debrief opens when the call begins, and never for one that was cancelled."


class DebriefPage(Page):
    """One call's debrief. What is typed is on the desk at once, as a draft until "Save debrief"."""

    nav = "deals"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self._view: CallView | None = None
        self._held = False
        self.head = DebriefHead()
        self.save = self.head.save
        self.body = DebriefBody(self._change)
        self._keeping = DebriefKeeping(self, desk, self._typed_so_far)
        self._following = Following(self, self.body)
        self.empty = EmptyState("hourglass", "Nothing to look back on yet", TOO_EARLY, "Open the huddle")
        self.setLayout(vbox(self.head, self.body, self.empty))
        self._wire(bus)

    def _wire(self, bus: Bus) -> None:
        self._again, self._drafting, self._arriving = QTimer(self), QTimer(self), QTimer(self)
        for timer, pause, slot in (
            (self._again, 0, self.minute),
            (self._drafting, DRAFT_PAUSE_MS, self._draft),
            (self._arriving, 0, self._to_first),
        ):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(slot)
        body = self.body
        body.form.changed.connect(self._typed)
        body.note.changed.connect(self._typed)
        body.note.draftAsked.connect(self._draft_again)
        body.held.noteAsked.connect(lambda key: self.requestPlace.emit(Place("note", key)))
        self.save.clicked.connect(self.hold)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.hold)
        self.empty.acted.connect(lambda: self.requestPlace.emit(Place("huddle", self.call_id)))
        bus.listen(self, self._heard, _NOUNS, author=self)

    def _heard(self, change: object) -> None:
        if getattr(change, "noun", "") is Noun.FLAG:
            self._following.flagged.look()
        self._again.start()

    @property
    def call_id(self) -> str:
        """The call that is looked back on."""
        return self._view.call.id if self._view else ""

    def deal_id(self) -> str:
        """The deal of the call."""
        return (self._view.call.deal_id or "") if self._view else ""

    def chosen_text(self) -> tuple[str, bool]:
        """What is selected in the note."""
        words = self.body.note.editor.textCursor().selectedText().replace("\u2029", "\n")
        return words, self.body.note.private

    def enter(self, place: Place) -> None:
        """Show the debrief of a call, as far as it was typed before."""
        if not self._keeping.flush():
            return
        before, self._view = self.call_id, self.desk.calls.view(place.id)
        self.body.held.set_editing(self.body.held.editing and place.id == before)
        self.refresh()
        self._show_draft()
        self._first_stop().setFocus()  # the stack of pages takes it from here
        self._arriving.start()

    def _first_stop(self) -> QWidget:
        """Where the keyboard belongs: never on what saves."""
        if self.empty.isVisibleTo(self):
            return self.empty
        return self.body.held.edit if self._held else self.body.form.missed

    def _to_first(self) -> None:
        """Once shown: the stack may have given the keyboard to the button in the head."""
        at = self.window().focusWidget()
        if self.isVisible() and (at is None or not self.body.isAncestorOf(at)):
            self._first_stop().setFocus()

    def leave(self) -> bool:
        """What was typed goes to the desk, as a draft or as other words for a saved answer."""
        kept = self._keeping.flush()
        return self.body.held.flush() and kept

    def minute(self) -> None:
        """The clock has moved, or something has changed; a page out of sight reads when it is entered."""
        if self.isVisible() and self.call_id:
            self.refresh()

    def refresh(self) -> None:
        """Show what is on the desk; what was typed stays."""
        if not self.call_id:
            return
        view = self._view = self.desk.calls.view(self.call_id)
        debrief = self.desk.debriefs.of_call(self.call_id)
        now = self.desk.now()
        ahead = debrief is None and (view.call.cancelled or now < view.call.starts_at)
        self._held = debrief is not None
        self.head.show_call(view, now)
        self.save.setVisible(not self._held and not ahead)
        self.body.setVisible(not ahead)
        self.empty.setVisible(ahead)
        if ahead:
            return
        self.body.show_call(self.desk, view, debrief)
        if not self._drafting.isActive():
            self._draft()
        order_tabs(self)

    def _show_draft(self) -> None:
        draft = self._keeping.begun(self.call_id)
        self.body.form.show_draft(draft)
        logged = self._view is not None and self._view.first_note_at is not None
        wanted = draft.with_note if draft.with_note is not None else not logged
        self.body.note.show_choices(wanted=wanted, private=draft.private)
        if draft.note is not None:
            self.body.note.show_note(draft.note, edited=True)
        else:
            self.body.note.edited = False
            self._draft()

    def _typed(self) -> None:
        """Onto the desk after a pause; the note follows the answers."""
        if not self._held and self.call_id:
            self._keeping.touch()
            self._drafting.start()

    def _typed_so_far(self) -> DebriefDraft:
        note = self.body.note
        logged = self._view is not None and self._view.first_note_at is not None
        return replace(
            self.body.form.typed(self.call_id, self.desk.now()),
            note=note.text if note.edited else None,
            private=note.private,
            with_note=None if note.wanted.isChecked() is not logged else note.wanted.isChecked(),
        )

    def _draft(self) -> None:
        """The flags the words speak for, and the note as it would be written, unless somebody edited it."""
        if not self.call_id:
            return
        typed = self.body.form.typed(self.call_id, self.desk.now())
        answers = () if self._held else (typed.missed, typed.pain, typed.agreed)
        self.body.show_heard(self.desk, self.call_id, *answers)
        if self._held or self.body.note.edited:
            return
        step = self.body.form.promised() if self.deal_id() else None
        try:
            text = self.desk.debriefs.draft(self.call_id, typed.missed, typed.pain, typed.agreed, step)
        except DeskError as error:
            tell(self, error)
            return
        self.body.note.show_note(text, edited=False)

    def _draft_again(self) -> None:
        """The draft in place of the edited text, which can be had back for a moment."""
        call_id, before = self.call_id, self.body.note.text

        def back() -> None:
            if self.call_id == call_id and not self._held:
                self.body.note.show_note(before, edited=True)
                self._typed()

        self.body.note.edited = False
        self._draft()
        self._typed()
        toast(self, "Drafted from the answers again.", "Undo", back)

    def hold(self) -> None:
        """Answers, note, next step and alignment in one go; then on to the note."""
        if not self.save.isVisible() or not self.body.form.check():
            return
        if self.body.form.is_blank():
            dialog = BlankDialog(self)
            dialog.confirmed.connect(self._hold)
            dialog.open()
            return
        self._hold()

    def _hold(self) -> None:
        self._draft()
        typed, form, note = self._typed_so_far(), self.body.form, self.body.note
        try:
            debrief = self.desk.debriefs.hold(
                self.call_id,
                typed.missed,
                typed.pain,
                typed.agreed,
                typed.alignment if form.pair.isVisibleTo(form) else None,
                form.promised() if self.deal_id() else None,
                note.text if note.wanted.isChecked() else "",
                make_it_ten=typed.make_it_ten,
                private=note.private,
                author=self,
            )
        except DeskError as error:
            tell(self, error)
            return
        self._keeping.forget()
        self.refresh()
        self._first_stop().setFocus()
        toast(self, "Debrief saved.")
        if self.desk.debriefs.absent_partner(self.call_id) is not None:
            self.body.pass_on.digest.setFocus()  # the AE learns of it first
        elif debrief.note_id:
            self.requestPlace.emit(Place("note", debrief.note_id))

    def _change(self, field: str, text: str) -> object:
        """Other words for a saved answer."""
        return self.desk.debriefs.change(self.call_id, author=self, **{field: text})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.body.arrange(self.width())
