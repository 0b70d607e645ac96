"""Metrics: five figures of a quarter with their charts, and the deals behind them (PRODUCT, part 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from se_desk.domain.announcements import Noun
from se_desk.domain.moments import count
from se_desk.domain.periods import Period
from se_desk.services.metrics import MetricsPage as Shown
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.headers import EmptyState, PageHeader
from se_desk.ui.kit.layout import Scroller, clear_layout, hbox, vbox
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.kit.wishes import Place
from se_desk.ui.metrics.behind_card import BehindCard
from se_desk.ui.metrics.behind_rows import behind_all, behind_mark
from se_desk.ui.metrics.cycle_bars import CycleBars
from se_desk.ui.metrics.figure_card import FigureCard
from se_desk.ui.metrics.hour_dots import HourDots
from se_desk.ui.metrics.numbers_dialog import NumbersDialog
from se_desk.ui.metrics.rate_bars import RateBars
from se_desk.ui.metrics.rate_line import RateLine
from se_desk.ui.metrics.sending import send_metrics
from se_desk.ui.metrics.week_bars import WeekBars

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

_NOUNS = (Noun.DEAL, Noun.CALL, Noun.NOTE, Noun.EXPORT, Noun.PROFILE, Noun.EVERYTHING)
_THREE_FROM = 1080  # px of width from which three cards stand beside each other
_LEAST = 300  # px of height of a card
_GAP = 16


class MetricsPage(Page):
    """The place's id is the name of a quarter; without one, this quarter is shown."""

    nav = "metrics"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.periods: tuple[Period, ...] = ()
        self.period: Period | None = None
        self.shown: Shown | None = None
        self._filter = ("", "")
        self._offered: list[tuple[str, str]] = []
        self.segment: Segment | None = None
        self.numbers = IconButton("list", "The numbers as tables", "T", size=32, bordered=True)
        self.export = Button("Export", "download")
        self._choice = QWidget()
        self._choice.setLayout(hbox())
        self.header = PageHeader("Metrics", actions=(self._choice, self.numbers, self.export))
        self.wins, self.no_gos, self.cycle = RateBars(), RateLine(), CycleBars()
        self.weeks, self.hours = WeekBars(), HourDots()
        self.cards = (
            FigureCard(self.wins),
            FigureCard(self.no_gos),
            FigureCard(self.cycle, (("tick", "Quarter before"),)),
            FigureCard(self.weeks, (("pale", "Demos"), ("full", "POC starts"))),
            FigureCard(self.hours),
        )
        self.behind = BehindCard()
        self.empty = EmptyState(
            "chart-column",
            "Nothing to count in this quarter",
            "Figures come from what the desk knows: outcomes and their days, the steps of the technical win, "
            "calls and their notes. Under five deals or calls you see counts; from five on, percentages "
            "and medians.",
        )
        self._lay_out()
        self._wire()
        bus.listen(self, lambda _change: self._follow(), _NOUNS)

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(24, 0, 24, 24)
        self._grid.setSpacing(_GAP)
        self._columns = 0
        inside = QWidget()
        inside.setLayout(self._grid)
        self._stack = QStackedWidget()
        self._stack.addWidget(Scroller(inside, padding=0))
        box = Card(padding=0)
        box.add(self.empty)
        nothing = QWidget()
        nothing.setLayout(vbox(box, None, margins=(24, 0, 24, 24)))
        self._stack.addWidget(nothing)
        head = QWidget()
        head.setLayout(vbox(self.header, margins=(24, 0, 24, 0)))
        self.setLayout(vbox(head, self._stack))
        follow(self, lambda living: living._arrange())

    def _arrange(self) -> None:
        """Three cards beside each other, or two where the window is small or its text is large."""
        cards: tuple[QWidget, ...] = (*self.cards, self.behind)
        for card in cards:
            card.setMinimumHeight(theme().px(_LEAST))
        columns = 3 if self.width() >= theme().px(_THREE_FROM) else 2
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < columns))
        for row in range(3):
            self._grid.setRowStretch(row, int(row < 6 // columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _wire(self) -> None:
        self.export.clicked.connect(self.export_page)
        self.numbers.clicked.connect(self._show_numbers)
        self.behind.opened.connect(lambda key: self.requestPlace.emit(Place("deal", key)))
        self.behind.allAsked.connect(self.clear_filter)
        for card in self.cards:
            card.chart.chosen.connect(lambda mark, card=card: self.filter_by(card.key, mark))
        for keys, then in (("T", self._show_numbers), ("Esc", self.clear_filter)):
            on_key(self, keys, then)

    def enter(self, place: Place) -> None:
        """Show the quarter that the place names, else this one."""
        self.period = self.desk.metrics.period(place.id) if place.id else None
        self._filter = ("", "")
        self.refresh()
        self.wins.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """Out of sight nothing is read: whoever comes back enters anew."""
        if self.isVisible():
            self.refresh()

    def minute(self) -> None:
        """A new day may begin a new week, or a new quarter."""
        if self.shown is not None and self.shown.at.date() != self.desk.today_on():
            self.refresh()

    def refresh(self) -> None:
        """Show the quarter as it stands now."""
        self.periods = self.desk.metrics.periods()
        self.shown = page = self.desk.metrics.page(self.period)
        self._offer_periods(page.here.period)
        for card, figure in zip(self.cards, page.figures, strict=True):
            card.show_figure(figure)
        self.wins.show_points(page.trend)
        self.no_gos.show_points(page.trend)
        self.cycle.show_cycle(page.here.cycle, page.before.cycle)
        self.weeks.show_weeks(page.here.demos)
        self.hours.show_notes(page.here.notes)
        closed = count(page.here.wins.share.n, "deal")
        self.header.set_second(f"{page.here.period.say_days(page.here.until)}, {closed} closed")
        empty = page.here.is_empty and not page.behind and all(not p.wins.share.n for p in page.trend)
        self._stack.setCurrentIndex(int(empty))
        self._show_behind()

    def _offer_periods(self, chosen: Period) -> None:
        """The last four quarters; another one that was asked for stands before them."""
        offered = self.periods if chosen in self.periods else (chosen, *self.periods)
        texts = [(one.name, one.short + (", so far" if one == self.periods[-1] else "")) for one in offered]
        if texts == self._offered and self.segment is not None:
            self.segment.set_value(chosen.name)
            return
        self._offered = texts
        self.segment = Segment(texts, chosen.name, name="Quarter")
        self.segment.chosen.connect(self._go_to)
        row = self._choice.layout()
        if row is not None:
            clear_layout(row)
            row.addWidget(self.segment)

    def _go_to(self, name: str) -> None:
        self.requestPlace.emit(Place("metrics", "" if name == self.periods[-1].name else name))

    def filter_by(self, figure: str, mark: str) -> None:
        """Show only what stands behind a mark of a chart; all where the mark is ""."""
        self._filter = (figure, mark) if mark else ("", "")
        self._show_behind()

    def clear_filter(self) -> None:
        """Show all again."""
        self.filter_by("", "")

    def _show_behind(self) -> None:
        figure, mark = self._filter
        if not any(one.key == mark for card in self.cards if card.key == figure for one in card.chart.marks):
            figure = mark = ""  # what was chosen is not in the chart any more
        for card in self.cards:
            card.chart.set_value(mark if card.key == figure else "")
        if self.shown is None:
            return
        everything = behind_all(self.shown)
        if mark:
            self.behind.show_rows(behind_mark(self.shown, figure, mark), len(everything.rows))
        else:
            self.behind.show_rows(everything, 0)

    def _show_numbers(self) -> None:
        if self.shown is not None:
            NumbersDialog(self, self.shown.here.period.say(), self.shown.figures).open()

    def export_page(self) -> bool:
        """The figures as they are, shown before they leave."""
        if self.shown is not None:
            send_metrics(self, self.desk, self.shown.here.period)
        return True
