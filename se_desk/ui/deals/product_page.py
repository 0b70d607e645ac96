"""What goes to product managers: asks of all deals rolled up, and what the market does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.asks import Wanted, rolled_up
from se_desk.domain.errors import DeskError
from se_desk.domain.insights import Heard, Insight
from se_desk.domain.moments import count
from se_desk.ui.deals.insight_dialog import InsightDialog
from se_desk.ui.deals.leaving import send
from se_desk.ui.deals.product_columns import ask_columns, insight_columns
from se_desk.ui.deals.rows_table import RowsTable
from se_desk.ui.deals.wanted_dialog import WantedDialog
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState, PageHeader
from se_desk.ui.kit.inputs import SearchField
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.soon import Soon
from se_desk.ui.kit.tabs import Tab, TabBar
from se_desk.ui.kit.wishes import HearInsight, Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

_NOUNS = (Noun.ASK, Noun.INSIGHT, Noun.DEAL, Noun.EVERYTHING)
TABS = (("asks", "Asks"), ("insights", "Field insights"))


class ListPane(QWidget):
    """One tab: a table, or what is said where nothing is there."""

    def __init__(
        self, columns: Sequence[Column], name: str, key: Callable[[Any], str], empty: EmptyState
    ) -> None:
        super().__init__()
        self.table, self.empty, self.card = RowsTable(columns, name, key), empty, Card(flush=True)
        self._key = key
        self.none = PlainLabel("Nothing here has these words.", "body", "text-3")
        self.card.add(self.table)
        self.setLayout(vbox(self.card, self.none, empty, None))

    def fill(self, rows: Sequence[Any], total: int) -> None:
        """Show rows; ``total`` is how many there are without the words of the search."""
        self.table.set_records(rows)
        if rows and self.table.current() is None:
            self.table.select(self._key(rows[0]))
        self.card.setVisible(bool(rows))
        self.none.setVisible(bool(total) and not rows)
        self.empty.setVisible(not total)


class ProductPage(Page):
    """The tab of its place is ``asks`` or ``insights``; its id an insight to open."""

    nav = "deals"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.add = Button("Note an insight", "plus", "primary", keys="N")
        self.export = Button("Roll-up…", "file-down")
        self.search = SearchField("Find")
        self.search.setFixedWidth(220)
        actions = (self.search, self.export, self.add)
        self.header = PageHeader("For product", actions=actions)
        self.tabs = TabBar([Tab(*tab) for tab in TABS], "asks")
        today = desk.today_on
        self.asks = ListPane(
            ask_columns(),
            "Asks of all deals",
            lambda one: one.group,
            EmptyState(
                "megaphone",
                "Nobody asked for anything yet",
                "An ask is kept on its deal. Here the same wish of several customers becomes one line.",
            ),
        )
        self.insights = ListPane(
            insight_columns(today),
            "Field insights",
            lambda one: one.insight.id,
            EmptyState(
                "lightbulb",
                "Nothing was heard yet",
                "A new law, a rival’s move, how people work with it: one line each, for those who plan.",
                "Note an insight",
                "N",
            ),
        )
        self._all: tuple[tuple[Wanted, ...], tuple[Heard, ...]] = ((), ())
        self._stack, self.words = QStackedWidget(), PlainLabel("", "small", "text-3")
        self._lay_out()
        self._wire()
        self._later = Soon(self, self.refresh)
        bus.listen(self, self._changed, _NOUNS)

    def _lay_out(self) -> None:
        for pane in (self.asks, self.insights):
            self._stack.addWidget(pane)
        line = hbox(self.words, None)
        column = vbox(self.header, self.tabs, 12, line, 8, self._stack, margins=(24, 0, 24, 24))
        column.setStretch(column.count() - 1, 1)
        self.setLayout(column)

    def _wire(self) -> None:
        self.tabs.chosen.connect(lambda _key: self._show())
        self.search.searched.connect(lambda _words: self._show())
        self.add.clicked.connect(self._add)
        self.insights.empty.acted.connect(self._add)
        self.export.clicked.connect(lambda: self.export_page())
        self.asks.table.opened.connect(self._open_wanted)
        self.insights.table.opened.connect(lambda one: self._open_insight(one.insight.id))
        for keys, table, then in (("N", self, self._add), ("Del", self.insights.table, self._drop)):
            on_key(table, keys, then)

    def enter(self, place: Place) -> None:
        """Read all; an insight of the place's id is opened."""
        if place.tab in dict(TABS) or place.id:
            self.tabs.set_value("insights" if place.id else place.tab)
        self.refresh()
        pane = self._pane()
        first = pane.table if pane.card.isVisibleTo(pane) else self.add
        first.setFocus(Qt.FocusReason.MouseFocusReason)
        if place.id:
            self.insights.table.select(place.id)
            self._open_insight(place.id)

    def refresh(self) -> None:
        """Read all again."""
        self._all = (rolled_up(self.desk.asks.all()), self.desk.insights.all())
        self._show()

    def _pane(self) -> ListPane:
        return self.insights if self.tabs.value == "insights" else self.asks

    def _show(self) -> None:
        wanted, heard = self._all
        words = self.search.text().casefold().split()
        asked = [one for one in wanted if _has(words, _words_of_wanted(one))]
        known = [one for one in heard if _has(words, _words_of_heard(one))]
        self.asks.fill(asked, len(wanted))
        self.insights.fill(known, len(heard))
        self._stack.setCurrentWidget(self._pane())
        self.tabs.set_count("asks", len(wanted))
        self.tabs.set_count("insights", len(heard))
        self.words.set_text(_insights_said(heard) if self._pane() is self.insights else _asks_said(wanted))
        self.export.setEnabled(bool(heard if self._pane() is self.insights else wanted))

    def export_page(self) -> bool:
        """The roll-up of the tab in front; False where there is nothing in it."""
        if not self.export.isEnabled():
            return False
        files, insights = self.desk.paper_files, self._pane() is self.insights
        try:
            document = (self.desk.insights if insights else self.desk.asks).roll_up()
        except DeskError as error:
            tell(self, error)
            return True
        write = files.write_insights if insights else files.write_asks
        send(self, document, "Save Markdown and CSV…", write)
        return True

    def _changed(self, _change: Change) -> None:  # every one may change what is rolled up
        if self.isVisible():
            self._later.start()

    def _add(self) -> None:
        self.requestWish.emit(HearInsight())

    def _open_wanted(self, wanted: Wanted) -> None:
        dialog = WantedDialog(self, wanted, self.desk.today_on())
        dialog.requestPlace.connect(self.requestPlace)
        dialog.open()

    def _open_insight(self, insight_id: str) -> None:
        dialog = InsightDialog(self, self.desk, insight_id=insight_id)
        dialog.sources.requestPlace.connect(self.requestPlace)
        dialog.open()

    def _drop(self) -> None:
        one = self.insights.table.current()
        if one is None:
            return
        try:
            gone = self.desk.insights.drop(one.insight.id)
        except DeskError as error:
            tell(self, error)
            return
        toast(self, "The insight is gone", "Undo", lambda: self._put_back(gone), icon="trash-2")

    def _put_back(self, insight: Insight) -> None:
        try:
            self.desk.insights.put_back(insight)
        except DeskError as error:
            tell(self, error)


def _has(words: Sequence[str], text: str) -> bool:
    return all(word in text for word in words)


def _words_of_wanted(one: Wanted) -> str:
    asks = (f"{each.ask.statement} {each.ask.words} {each.account}" for each in one.asks)
    return f"{one.group} {' '.join(asks)}".casefold()


def _words_of_heard(one: Heard) -> str:
    insight = one.insight
    said = (insight.statement, insight.detail, insight.tags, insight.source, insight.kind.label, one.account)
    return " ".join(said).casefold()


def _asks_said(wanted: Sequence[Wanted]) -> str:
    asks = sum(len(one.asks) for one in wanted)
    open_ = sum(one.unanswered for one in wanted)
    return f"{count(asks, 'ask')}, {open_} without an answer. Most deals first." if asks else ""


def _insights_said(heard: Sequence[Heard]) -> str:
    kept = sum(one.insight.private for one in heard)
    stays = f", {kept} kept out of what goes to product" if kept else ""
    return f"{count(len(heard), 'insight')}{stays}. Enter opens one, Del takes it away." if heard else ""
