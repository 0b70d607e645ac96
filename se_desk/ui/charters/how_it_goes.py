"""How it goes: a bar with its target for each measured clause of the version in force."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from se_desk.domain.charters import Owes
from se_desk.domain.moments import count, say_day
from se_desk.services.measures import CharterMeasures, ClauseMeasure
from se_desk.ui.kit.bars import ProgressBar
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import Scroller, clear_layout, hbox, vbox
from se_desk.ui.kit.theme import theme

TOPIC_WIDTH, PERCENT_WIDTH, BASE_WIDTH, ROW = 176, 44, 150, 28


class HowItGoes(QWidget):
    """Counts only, under five. ``moreRequested`` asks for the quarters and the calls behind each figure."""

    moreRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.since = PlainLabel("", "small", "text-3", elide=True)
        self._rows = QGridLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(0)
        self._rows.setColumnStretch(1, 1)
        self.rows_shown = 0
        self._names = ("AE", "you")
        head = hbox(PlainLabel("How it goes", "body", weight=600), gap=10)
        head.addWidget(self.since, 1)
        self.more = Button("By quarter", kind="link", small=True)
        self.more.setAccessibleName("How it goes by quarter, with the calls behind")
        self.more.clicked.connect(self.moreRequested)
        head.addWidget(self.more)
        inner = QWidget()
        inner.setLayout(vbox(self._rows, None, margins=(0, 0, 12, 0)))
        self._scroller = Scroller(inner, padding=0)
        self._scroller.setAccessibleName("How it goes")
        self.setLayout(vbox(head, 6, self._scroller, margins=(24, 16, 12, 8)))

    def show_measures(self, shown: CharterMeasures | None, names: tuple[str, str] = ("AE", "you")) -> None:
        """Show other measures; None before anything was agreed. ``names`` are those of AE and SE."""
        self._names = names
        self.more.setVisible(shown is not None and bool(shown.rows))
        clear_layout(self._rows)
        for number in range(self._rows.rowCount()):
            self._rows.setRowMinimumHeight(number, 0)
        self._rows.setColumnMinimumWidth(0, theme().px(TOPIC_WIDTH))
        self.since.set_text(since_words(shown))
        rows = shown.rows if shown else ()
        if shown is not None and not rows:
            self._rows.addWidget(PlainLabel("No clause is measured yet.", "body", "text-3"), 0, 0, 1, 4)
        for number, row in enumerate(rows):
            self._add(number, row)
        self.rows_shown = len(rows)
        # Without the keyboard a long list could not be scrolled; a short one is no stop for it.
        long = len(rows) * ROW > 100
        self._scroller.setFocusPolicy(Qt.FocusPolicy.TabFocus if long else Qt.FocusPolicy.NoFocus)

    def _topic(self, row: ClauseMeasure) -> str:
        """With whose half it is, where a clause is counted for each of the two."""
        if row.clause.owes is not Owes.BOTH or row.owes is Owes.BOTH:
            return row.clause.topic
        return f"{row.clause.topic}, {self._names[0 if row.owes is Owes.AE else 1]}"

    def _add(self, number: int, row: ClauseMeasure) -> None:
        topic = PlainLabel(self._topic(row), "body", elide=True)
        topic.setToolTip(row.clause.rule.say(row.clause.amount) if row.clause.rule else "")
        self._rows.setRowMinimumHeight(number, theme().px(ROW))
        self._rows.addWidget(topic, number, 0)
        measure, words = row.measure, row_words(row)
        if not measure.is_enough or measure.percent is None:
            self._rows.addWidget(PlainLabel(words, "body", "text-3", elide=True), number, 1, 1, 3)
            return
        target = row.clause.target_percent
        bar = ProgressBar(
            measure.percent / 100,
            None if target is None else target / 100,
            token="accent" if row.meets in (True, None) else "sev-medium",
            words=f"{self._topic(row)}: {words}",
        )
        self._rows.addWidget(bar, number, 1)
        percent = PlainLabel(f"{measure.percent} %", "body", weight=600, tabular=True)
        percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        percent.setFixedWidth(theme().px(PERCENT_WIDTH))
        self._rows.addWidget(percent, number, 2)
        base = f"{measure.kept} of {measure.of}" + ("" if target is None else f", target {target} %")
        said = PlainLabel(base, "small", "text-3", tabular=True)
        said.setFixedWidth(theme().px(BASE_WIDTH))
        self._rows.addWidget(said, number, 3)


def row_words(row: ClauseMeasure) -> str:
    """``6 of 9, 66 %, target 80 %``; ``2 of 2, too few for a percentage``; what is not known beside it."""
    if row.measure.of == 0 and row.half.unknown:
        return f"{count(row.half.unknown, 'call')} without a tick"
    said = row.measure.say()
    if row.measure.of > 0 and not row.measure.is_enough:
        return f"{said}, too few for a percentage"
    target = row.clause.target_percent
    return said if target is None or not row.measure.is_enough else f"{said}, target {target} %"


def since_words(shown: CharterMeasures | None) -> str:
    """``since Tue 22 Sep, 9 calls together``, with both ends for a version that is superseded."""
    if shown is None or shown.since_on is None:
        return "counted from the day you both agree"
    calls = f"{count(shown.calls, 'call')} together"
    if shown.until_on is None:
        return f"since {say_day(shown.since_on)}, {calls}"
    return f"{say_day(shown.since_on)} to {say_day(shown.until_on)}, {calls}"
