"""The charter's tab: clauses at the left, the editor, the whole charter at the right, how it goes below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.charters import Clause
from se_desk.ui.charters.alignment import AlignmentPanel
from se_desk.ui.charters.charter_acts import CharterActs
from se_desk.ui.charters.charter_layout import CharterLayout
from se_desk.ui.charters.clause_acts import ClauseActs
from se_desk.ui.charters.clause_editor import ClauseEditor
from se_desk.ui.charters.clause_list import ClauseLine, ClauseList
from se_desk.ui.charters.how_it_goes import HowItGoes
from se_desk.ui.charters.preview import CharterPreview
from se_desk.ui.charters.shown import Shown, read_shown
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.theme import follow

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


FOLLOW_MS = 80


class CharterTab(QWidget):
    """One version in front. ``changed`` follows every change of the charter that was made here."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.partner_id = ""
        self.shown: Shown | None = None
        self.acts = CharterActs(desk, self, self)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_MS)
        self.clause_acts = ClauseActs(desk, self)
        self.clauses = ClauseList()
        self.add = Button("Add a clause", "plus", "ghost")
        self.editor = ClauseEditor(desk, self)
        self.preview = CharterPreview()
        self.goes = HowItGoes()
        self.alignment = AlignmentPanel()
        self.empty = EmptyState(
            "scale",
            "No charter yet",
            "A charter says what each of you owes the other: before a call, in it, and after it. "
            "Start from a template, reword it together, and keep the day you both agreed.",
            "Start from a template",
        )
        self.parts = CharterLayout(self)
        self._stack = QStackedWidget()
        nobody, card = QWidget(), Card(padding=0)
        card.add(self.empty)
        nobody.setLayout(vbox(card, None, margins=(24, 16, 24, 24)))
        for widget in (self.parts, nobody):
            self._stack.addWidget(widget)
        self.setLayout(vbox(self._stack))
        self._wire()
        follow(self, CharterTab.dress)

    def _wire(self) -> None:
        self.clauses.picked.connect(lambda _id: self._pick())
        self.clauses.moveRequested.connect(self.clause_acts.move)
        self.clauses.removeRequested.connect(self.clause_acts.remove)
        self.clauses.undoRequested.connect(self.clause_acts.put_back)
        self.clauses.editRequested.connect(
            lambda _id: self.editor.text.setFocus(Qt.FocusReason.TabFocusReason)
        )
        self.clauses.menuRequested.connect(self.clause_acts.menu)
        self.add.clicked.connect(self.clause_acts.open_add_menu)
        self.editor.typed.connect(self._typed)
        self._follow.timeout.connect(self._show_typed)
        self.editor.saved.connect(self._saved)
        self.editor.autosave.failed.connect(self.parts.show_trouble)
        self.editor.autosave.saved.connect(lambda _at: self.parts.clear_trouble())
        self.editor.reviseRequested.connect(self.revise)
        self.parts.giveUpRequested.connect(self._give_up)
        self.preview.versionChosen.connect(self.show_version)
        self.preview.requestTitle.connect(lambda: self._with_version(lambda s: self.acts.retitle(s.charter)))
        self.alignment.rateRequested.connect(self.rate)
        self.empty.acted.connect(self.start)
        self.acts.done.connect(self._done)

    # ---- what is shown ------------------------------------------------------

    def show_partner(self, partner_id: str) -> None:
        """The open version of a partner's charter, else the newest."""
        if partner_id != self.partner_id:
            self.clause_acts.forget()
            self.editor.clause = None
            self.partner_id, self.shown = partner_id, None
        self.refresh()

    def show_version(self, charter_id: str) -> None:
        """Bring another version to the front, once what was typed is saved."""
        if self.editor.flush():
            self.refresh(charter_id)
        elif self.shown is not None:
            self.preview.versions.set_value(self.shown.charter.id)

    def refresh(self, charter_id: str = "", clause_id: str = "") -> None:
        """Read it anew; the version and the clause in front stay, and so does what is being typed."""
        before = self.shown
        wanted = charter_id or (before.charter.id if before else "")
        self.shown = read_shown(self._desk, self.partner_id, wanted)
        self.alignment.show_ratings(self._desk.partners.alignments(self.partner_id))
        self._stack.setCurrentIndex(1 if self.shown is None else 0)
        if self.shown is not None:
            self._show(self.shown, clause_id or self._same_clause(before, self.shown))

    def refresh_measures(self) -> None:
        """Count anew; what is typed and chosen is left alone."""
        if self.shown is not None and self.shown.measures is not None:
            measures = self._desk.measures.of_charter(self.shown.measures.charter.id)
            self.goes.show_measures(measures, (self.shown.ae_name, "you"))

    def dress(self) -> None:
        """The theme or the text size changed."""
        self.preview.forget_rows()
        if self.shown is not None:
            self.refresh()

    def _same_clause(self, before: Shown | None, now: Shown) -> str:
        """The clause in front, or what it is called in another version."""
        chosen = before.clause(self.clauses.current_id()) if before else None
        return next((c.id for c in now.view.clauses if chosen and c.origin_id == chosen.origin_id), "")

    def _show(self, shown: Shown, clause_id: str) -> None:
        self.clauses.read_only = shown.charter.is_fixed
        self.parts.set_fixed(shown.charter.is_fixed)
        self._show_list(shown, clause_id)
        self._show_clause(shown)
        self.preview.show_version(shown)
        self.goes.show_measures(shown.measures, (shown.ae_name, "you"))
        self.parts.arrange(self.width())

    def _show_list(self, shown: Shown, clause_id: str = "") -> None:
        how = shown.changes_by_origin()
        lines = []
        for clause in shown.view.clauses:
            change = how.get(clause.origin_id)
            lines.append(ClauseLine(clause, "" if change is None or change.how == "same" else change.how))
        self.clauses.set_lines(lines, clause_id)

    def _show_clause(self, shown: Shown) -> None:
        clause = shown.clause(self.clauses.current_id())
        self.parts.set_has_clause(clause is not None)
        if clause is not None:
            self.editor.show_clause(shown, clause)

    def _typed(self, _clause: Clause) -> None:
        """Typing is not kept waiting for the whole charter: it follows a few times a second."""
        if not self._follow.isActive():
            self._follow.start()

    def _show_typed(self) -> None:
        """What is being typed, in the list and in the preview."""
        clause = self.editor.current()
        if self.shown is not None and clause is not None and self.shown.clause(clause.id) is not None:
            now = self.shown.with_clause(clause)
            self._show_list(now)
            self.preview.show_version(now)

    def _saved(self) -> None:
        self.refresh()
        self.changed.emit()

    def leave(self) -> bool:
        """Save what was typed; False while that is not possible."""
        return self.editor.flush()

    def _give_up(self) -> None:
        self.editor.autosave.forget()
        self.editor.clause = None
        self.parts.clear_trouble()
        self.refresh()

    # ---- clauses ------------------------------------------------------------

    def _pick(self) -> None:
        if self.shown is None:
            return
        kept = self.editor.clause
        if self.editor.flush():
            self._show_clause(self.shown)
        elif kept is not None:
            self.clauses.choose(kept.id)

    def before_acting(self) -> bool:
        """Save what is typed; False keeps everything as it is."""
        return self.editor.flush()

    def acted(self, clause_id: str = "") -> None:
        """A clause came, went or moved; ``clause_id`` is chosen now."""
        self.refresh(clause_id=clause_id)
        self.changed.emit()

    # ---- the charter as a whole ---------------------------------------------

    def start(self) -> None:
        """From a template."""
        self.acts.start(self._desk.partners.get(self.partner_id))

    def revise(self) -> None:
        """A new draft, or the one that is open."""
        self.acts.revise(self._desk.partners.get(self.partner_id))

    def rate(self) -> None:
        """Ask for a rating."""
        shown = self.shown.charter.id if self.shown else ""
        self.acts.rate(self._desk.partners.get(self.partner_id), shown)

    def export(self, form: str) -> None:
        """The version in front, as a file."""
        self._with_version(lambda shown: self.acts.export(shown.charter, form))

    def more(self, what: str) -> None:
        """Compare versions, take in a file that came back, or keep the version in front as a template."""
        acts: dict[str, Callable[[Shown], object]] = {
            "compare": lambda s: self.acts.compare(s.partner.partner, s.versions, s.charter.id),
            "take_back": lambda s: self.acts.take_back(s.charter, s.partner.partner),
            "keep_template": lambda s: self.acts.keep_template(s.charter),
        }
        self._with_version(acts[what])

    def propose(self) -> None:
        """The open version was put before the AE."""
        view = self._desk.partners.view(self.partner_id)
        if self.editor.flush() and view.draft is not None:
            self.acts.propose(view.draft)

    def agree(self) -> None:
        """Both agreed on the open version."""
        view = self._desk.partners.view(self.partner_id)
        if self.editor.flush() and view.draft is not None:
            self.acts.agree(view.draft, view.partner, view.charter)

    def _with_version(self, act: Callable[[Shown], object]) -> None:
        if self.shown is not None and self.editor.flush():
            act(self.shown)

    def _done(self, charter_id: str) -> None:
        if not charter_id:
            self.shown = None
        self.refresh(charter_id)
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.parts.arrange(self.width())
