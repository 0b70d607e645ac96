"""Flag a risk: one sentence, how grave, what it rests on, and the words the AE will read."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.entry_kinds import TOKENS
from se_desk.domain.errors import BadInput
from se_desk.domain.evidence import tidy, written
from se_desk.domain.moments import count, say_time
from se_desk.domain.risk_messages import OPENING, message_words
from se_desk.domain.risks import Category, Severity
from se_desk.services.deals import DealView
from se_desk.ui.kit.choices import CheckBox, Option, Segment, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, LineEdit, TextArea
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.notices import Banner
from se_desk.ui.kit.wishes import FlagRisk
from se_desk.ui.risks.drafts import Begun
from se_desk.ui.risks.evidence_block import EvidenceBlock
from se_desk.ui.risks.evidence_chooser import EvidenceChooser
from se_desk.ui.risks.evidence_private import TakePrivate
from se_desk.ui.risks.rows import local_minute
from se_desk.ui.risks.wording import WordingHint

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

FROM_DATA = "From the deal’s own data. Reword it, or write a flag of your own over it."
NO_DEAL = "Choose the deal it belongs to: each deal has a chain of its own."


class FlagDialog(Dialog):
    """Raises a flag. Announces its id with the words of the message, and whether telling comes next."""

    raised = Signal(str, str, bool)

    def __init__(self, parent: QWidget, desk: Desk, wish: FlagRisk) -> None:
        views = {view.deal.id: view for view in desk.deals.views()}
        given = views.get(wish.deal_id)
        super().__init__(
            parent,
            "Flag a risk",
            "Raise",
            "A flag that is raised is added to, never rewritten.",
            icon="flag",
            subtitle=given.deal.account if given else "",
        )
        self._desk, self._wish, self._views = desk, wish, views
        self._own_words, self._message = False, ""
        self.deal = Select(_deals(views), wish.deal_id if given else "", name="Deal")
        self.statement = LineEdit(wish.statement, "Nobody has said who signs the security review")
        self.severity = Segment(
            [Option(word.value, word.label, word.value, word.value) for word in Severity],
            wish.severity or Severity.MEDIUM.value,
            name="Severity",
        )
        self.category = Select(
            [(word.value, word.label) for word in Category], wish.category or Category.TIMELINE.value
        )
        self.evidence = EvidenceBlock(desk.evidence.checked(wish.items))
        self.message = TextArea(rows=6)
        self.wording = WordingHint()
        self.then_tell = CheckBox("", checked=True)
        self.moment = PlainLabel("", "small", "text-3", tabular=True)
        self._lay_out(given is None)
        self._wire()
        self._draft()

    def _lay_out(self, ask_deal: bool) -> None:
        self.deal_field = Field("Deal", self.deal)
        self.deal_field.setVisible(ask_deal)
        self.statement_field = Field("What is the risk, in one sentence", self.statement)
        pair = hbox(gap=16)
        severity = vbox(PlainLabel("Severity", "small", "text-2", weight=500), 4, self.severity)
        pair.addLayout(severity)
        pair.addWidget(Field("Category", self.category), 1)
        self.evidence_field = Field("Evidence: what it rests on", self.evidence, self._rests_on())
        self.message_field = Field(
            "Message to the AE", self.message, note="the receipt is added once it is raised"
        )
        self.body.addWidget(self.deal_field)
        self.body.addWidget(self.statement_field)
        self.body.addLayout(pair)
        self.body.addWidget(self.evidence_field)
        self.body.addWidget(self.message_field)
        self.body.addWidget(self.wording)
        self.body.addLayout(hbox(self.then_tell, None, self.moment))

    def _rests_on(self) -> str:
        return FROM_DATA if self._wish.rule else ""

    def _wire(self) -> None:
        self.deal.chosen.connect(lambda _key: self._deal_chosen())
        self.category.chosen.connect(lambda _key: self._draft())
        self.statement.textChanged.connect(lambda _text: self._draft())
        self.evidence.changed.connect(self._draft)
        self.evidence.addAsked.connect(self._choose_evidence)
        self.message.textChanged.connect(self._message_typed)

    def open(self) -> None:
        """Show it with the cursor where the first word belongs."""
        super().open()
        if self.deal_field.isHidden():
            self.statement.setFocus()
            if self._wish.rule:
                self.statement.selectAll()  # other words replace it at once

    # ---- what was begun ----

    @property
    def begun(self) -> Begun | None:
        """What was typed, as far as nothing of it was there before; None for nothing."""
        typed = FlagRisk(
            self.deal.value,
            self.statement.text(),
            self.evidence.items,
            self.severity.value,
            self.category.value,
            self._wish.rule,
            self._wish.facts,
        )
        message = self.message.text if self._own_words else ""
        before = (self._wish.statement, written(self._wish.items), self._message)
        if (typed.statement, written(typed.items), message) in (before, ("", "", "")):
            return None
        return Begun(typed, message)

    def resume(self, message: str) -> Banner:
        """Say that it is as it was left; what comes back asks to begin anew."""
        self._message = message
        if message:
            self.message.set_text(message)
        said = Banner("As you left it. It was not raised yet.", "Start anew", closable=False)
        self.body.insertWidget(0, said)
        return said

    def start_anew(self, wish: FlagRisk) -> None:
        """What ``wish`` brings, and nothing of what was typed."""
        self._wish, self._message, self._own_words = wish, "", False
        self.severity.set_value(wish.severity or Severity.MEDIUM.value)
        self.category.set_value(wish.category or Category.TIMELINE.value)
        self.statement.setText(wish.statement)
        self.evidence.set_items(wish.items)
        self._draft()
        self.statement.setFocus()

    # ---- the draft ---------------------------------------------------------------

    def _draft(self) -> None:
        """The message follows the fields until the SE writes one of their own."""
        self._say_who_and_when()
        if not self._own_words:
            self.message.blockSignals(True)
            self.message.set_text(self._words())
            self.message.blockSignals(False)
        self._judge()

    def _deal_chosen(self) -> None:
        """What is of another deal is no evidence for this one."""
        items, view = self.evidence.items, self._view()
        kept = self._desk.evidence.of_deal(items, view.deal.id) if view else items
        self.evidence_field.set_hint(self._rests_on())
        if len(kept) < len(items):
            self.evidence.set_items(kept)
            self.evidence_field.set_hint(
                f"Taken out: {count(len(items) - len(kept), 'item')} of another deal."
            )
        self._draft()

    def _choose_evidence(self) -> None:
        """Of the deal that is chosen; without one there is nothing to choose from."""
        view = self._view()
        if view is None:
            self.deal_field.set_error(NO_DEAL)
            self.deal.setFocus()
            return
        chooser = EvidenceChooser(self, self._desk, view.deal.id, view.deal.account)
        chooser.chosen.connect(self.evidence.append)
        chooser.open()

    def _words(self) -> str:
        view = self._view()
        if not self.statement.text().strip():
            return f"{OPENING} …"
        title = f"{view.deal.account}, {view.deal.title}" if view else ""
        shared = [item for item in self.evidence.items if not item.private]
        return message_words(
            self.statement.text(), written(shared), Category(self.category.value), title, self._ae()
        )

    def _evidence(self) -> str:
        return written(self.evidence.items)

    def _message_typed(self) -> None:
        self._own_words = bool(self.message.text.strip()) and self.message.text != self._words()
        self._judge()

    def _judge(self) -> None:
        self.wording.judge(self.statement.text(), self._evidence(), self.message.text)

    def _say_who_and_when(self) -> None:
        now = self._desk.now()
        utc = f"{now.astimezone(UTC):%Y-%m-%d} {say_time(now.astimezone(UTC))} UTC"
        self.moment.set_text(f"{utc}, {local_minute(now, self._desk.zone).partition(', ')[2]}")
        self.then_tell.set_text(f"Then tell {self._ae() or 'the AE'}")

    def _view(self) -> DealView | None:
        return self._views.get(self.deal.value)

    def _ae(self) -> str:
        view = self._view()
        return view.partner.first_name if view and view.partner else ""

    # ---- raising ----------------------------------------------------------------

    def confirm(self) -> bool:
        """Check and append; evidence from a private note is asked about before it is kept."""
        if not self._complete():
            return False
        items = self._desk.evidence.checked(self.evidence.items)
        private = [item for item in items if item.private]
        if private and not TakePrivate(self, private).exec():
            return False
        flag = self._desk.risks.flag(
            self.deal.value,
            Severity(self.severity.value),
            Category(self.category.value),
            self.statement.text(),
            items,
            proposal=(self._wish.rule, self._wish.facts) if self._is_the_proposal() else None,
            author=self,
        )
        message = self.message.text if self._own_words else ""
        self.raised.emit(flag.id, message, self.then_tell.isChecked())
        return True

    def _is_the_proposal(self) -> bool:
        """Raised from a proposal, still for the deal whose data spoke for it, and still about them."""
        wish, kept = self._wish, {item.words for item in self.evidence.items}
        same = self.statement.text().strip() == wish.statement.strip()
        about = same or any(tidy(item.words) in kept for item in wish.items)
        return bool(wish.rule) and self.deal.value == wish.deal_id and about

    def _complete(self) -> bool:
        missing: list[tuple[Field, str]] = []
        if not self.deal.value:
            missing.append((self.deal_field, NO_DEAL))
        if not self.statement.text().strip():
            missing.append((self.statement_field, "Write the risk in one sentence."))
        for field, sentence in missing:
            field.set_error(sentence)
        if missing:
            missing[0][0].editor.setFocus()
        if self.severity.value not in TOKENS["severity"]:
            raise BadInput("No severity is chosen.", do="Choose one of the four.")
        return not missing


def _deals(views: dict[str, DealView]) -> list[Option]:
    active = sorted(views.values(), key=lambda view: (not view.deal.is_active, view.deal.account.casefold()))
    return [
        Option("", "Choose a deal"),
        *(Option(view.deal.id, f"{view.deal.account}, {view.deal.title}") for view in active),
    ]
