"""Next step: what is promised, with a round check that settles it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.steps import NextStep
from se_desk.services.note_links import Source
from se_desk.ui.deals.aside_section import Section, add_button, edit_button
from se_desk.ui.deals.shown import Shown
from se_desk.ui.deals.words import due_sentence, owner_words
from se_desk.ui.kit.choices import CheckBox
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.sources import SourceLinks

MOST = 3


class StepRow(QWidget):
    """A step: the check, what is promised, when it is due, and whose move it is."""

    settled = Signal(object)
    opened = Signal(object)

    def __init__(self, step: NextStep, today: date, named: bool, sources: Sequence[Source] = ()) -> None:
        super().__init__()
        self.step = step
        self.check = CheckBox("", round=True)
        self.check.setAccessibleName(f"Done: {step.text}")
        self.check.setToolTip("Done")
        due = due_sentence(step, today)
        said = [Run(due.words, due.token)]
        if named and step.owner:
            said.append(Run(f", {step.owner}", "text-3"))
        words = vbox(BodyText([Run(step.text, "text", 500)], "body", max_lines=3))
        words.addWidget(BodyText(said, "small", "text-3"))
        self.sources = SourceLinks()
        self.sources.show_sources(sources)
        words.addWidget(self.sources)
        self.change = edit_button(f"Change the step: {step.text}", lambda: self.opened.emit(step))
        row = hbox(gap=10)
        row.addLayout(vbox(2, self.check, None))
        row.addLayout(words, 1)
        row.addLayout(vbox(self.change, None))
        self.setLayout(row)
        self.check.toggled.connect(lambda on: self.settled.emit(step) if on else None)


class StepsSection(Section):
    """Open steps, the one that is due first at the top."""

    added = Signal()
    opened = Signal(object)
    settled = Signal(object)
    requestPlace = Signal(object)

    def __init__(self, shown: Shown) -> None:
        steps = shown.open_steps
        end = PlainLabel(owner_words(steps[0]) if steps else "", "small", "text-3")
        super().__init__(
            "Next step" if len(steps) < 2 else "Next steps",
            end,
            edit_button("Promise a next step", lambda: self.added.emit(), "plus") if steps else None,
        )
        self.rows = [
            StepRow(step, shown.today, place > 0, shown.sources.get(step.id, ()))
            for place, step in enumerate(steps[:MOST])
        ]
        for place, row in enumerate(self.rows):
            if place:
                self.body.addSpacing(10)
            self.body.addWidget(row)
            row.settled.connect(self.settled)
            row.opened.connect(self.opened)
            row.sources.requestPlace.connect(self.requestPlace)
        if len(steps) > MOST:
            self.body.addSpacing(8)
            more = len(steps) - MOST
            words = f"{more} more {'is' if more == 1 else 'are'} open"
            self.body.addWidget(PlainLabel(words, "small", "text-3"))
        if not steps:
            words = "Nothing is promised. A deal without a next step stands still."
            self.body.addWidget(BodyText(words, "small", "text-3"))
            self.body.addSpacing(8)
            button = add_button("Promise a next step", lambda: self.added.emit())
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
