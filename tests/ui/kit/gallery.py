"""The components page: every widget of the kit in its states, for the eye and for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QFrame, QWidget

from se_desk.ui.kit import bars, marks
from se_desk.ui.kit.axis import Forecast, ForecastAxis
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.cards import Card, ListRow, SayBox
from se_desk.ui.kit.choices import CheckBox, CheckRow, Option, Segment, Select
from se_desk.ui.kit.headers import EmptyState, PageHeader
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, SearchField, TextArea
from se_desk.ui.kit.labels import BodyText, Caption, PlainLabel, Run
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.notices import Banner, IntegrityStrip
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.tables import TableView
from se_desk.ui.kit.tabs import Tab, TabBar
from se_desk.ui.kit.timeline import Entry, Quote, Timeline


@dataclass(frozen=True)
class Sample:
    id: str
    deal: str
    severity: str | None
    value: int


SAMPLES = (
    Sample("a", "Marram Ferries", "low", 270_000),
    Sample("b", "Peat & Loam", "medium", 210_000),
    Sample("c", "Osprey Glass", "critical", 1_200_000),
)
COLUMNS = (
    Column("Deal", lambda sample: sample.deal, width=150),
    Column(
        "Severity",
        lambda sample: (sample.severity or "none").capitalize(),
        glyph=lambda sample: sample.severity,
    ),
    Column(
        "Value",
        lambda sample: f"{sample.value:,}",
        align="right",
        width=110,
        sort=lambda sample: sample.value,
    ),
)
ENTRIES = (
    Entry(
        "1",
        "Readout for the plant managers",
        "11:00",
        "Today",
        "in 42 min",
        icon="phone",
        node="next",
        side="Open prep",
        side_tone="link",
    ),
    Entry(
        "2",
        "The reader is called “built in” in the offer",
        "18:02",
        "Wed 3 September",
        severity="high",
        body="Told Ines by email. It runs beside the press and needs a gateway.",
        side="Waiting for Ines",
        side_tone="line",
    ),
    Entry(
        "3",
        "Walk through the press line",
        "17:52",
        "Wed 3 September",
        icon="file-text",
        side="Logged 3 h after",
        side_tone="ok",
        body="The night run takes two hours and a half, and nobody may touch the press while it "
        "runs. They want the list of 42 signals before Friday, and a plan for the cut-over weekend.",
    ),
    Entry(
        "4",
        "Signature day is before buying can end",
        "15:48",
        "Mon 1 September",
        severity="critical",
        node="severity",
        side="Answered",
        side_tone="accent",
        quote=Quote(
            "“I want to flag that buying takes twelve weeks and is in week two.”",
            "Told Ines 16:12 by message",
            "B7E2-40AC",
        ),
    ),
    Entry(
        "5",
        "Decision: the gateway is part of the statement of work",
        "11:20",
        "Thu 28 August",
        icon="milestone",
        node="accent",
    ),
)
THREAD = (
    Entry(
        "r",
        "Raised",
        "1 Sep, 15:48",
        second="by you",
        severity="critical",
        node="severity",
        body="Buying takes 12 weeks and is in week 2.",
        mono="2025-09-01 14:48:31Z  #119 B7E2-40AC",
    ),
    Entry(
        "t", "Told", "1 Sep, 16:12", second="Ines, message", icon="send", receipt="Receipt T7QK-2M9D was sent"
    ),
    Entry("o", "Outcome", second="open", icon="scale", node="next"),
)
TODAY = date(2025, 9, 4)


def section(title: str, *widgets: QWidget) -> QWidget:
    box = QWidget()
    box.setLayout(vbox(Caption(title), *widgets, gap=8))
    return box


def line(*widgets: QWidget, gap: int = 8) -> QWidget:
    box = QWidget()
    box.setLayout(hbox(*widgets, None, gap=gap))
    return box


def _buttons() -> QWidget:
    off = Button("Disabled")
    off.setEnabled(False)
    return section(
        "Button: 32 px, radius 6",
        line(
            Button("Normal"),
            off,
            Button("Log a call", "phone"),
            Button("Flag a risk", "flag", "flag", keys="Ctrl+R"),
        ),
        line(
            Button("Primary", kind="primary"),
            Button("Ghost", kind="ghost"),
            Button("Small 24", small=True),
            Button("All deals", kind="ghost", chevron=True),
            Button("Link", kind="link"),
            IconButton("lock", "Lock now", size=32, bordered=True),
        ),
    )


def _severities() -> QWidget:
    row = [
        hboxed(marks.SeverityGlyph(name), PlainLabel(name.capitalize(), "body")) for name in marks.SEVERITIES
    ]
    chips = [marks.Chip(name.capitalize(), name, name) for name in marks.SEVERITIES]
    return section("Severity", line(*row, gap=20), line(*chips))


def hboxed(*widgets: QWidget) -> QWidget:
    box = QWidget()
    box.setLayout(hbox(*widgets))
    return box


def _clocks() -> QWidget:
    states = (
        ("running", 0.97),
        ("running", 0.26),
        ("soon", 0.08),
        ("over", 0.0),
        ("done", 1.0),
        ("late", 1.0),
    )
    rings = [hboxed(marks.ClockRing(state, part), PlainLabel(state, "small")) for state, part in states]
    return section("24-hour clock", line(*rings, gap=12))


def _chips() -> QWidget:
    return section(
        "Chip: 20 px, radius 6",
        line(
            marks.Chip("Neutral"),
            marks.Chip("Waiting", "line"),
            marks.Chip("Answered", "accent"),
            marks.Chip("Not told", "amber"),
            marks.Chip("Agreed", "green", "check-check"),
            marks.Chip("Private", glyph="lock"),
        ),
    )


def _choices() -> QWidget:
    tabs = TabBar((Tab("active", "Active"), Tab("tab", "Tab", "14"), Tab("third", "Third", "5/8")))
    severity = [Option(name, name.capitalize(), name, name) for name in marks.SEVERITIES]
    return section(
        "Segment, tab, keycap, avatar",
        line(
            Segment((("on", "On"), ("off", "Off")), "on", name="Switch"),
            marks.KeyCap("Ctrl+K"),
            marks.Avatar("IB", "Ines Brandt"),
            marks.Avatar("ME", "You", accent=True),
            marks.LetterBadge("M", True, "Metrics"),
            marks.LetterBadge("P", False, "Paper process"),
            marks.BrandMark(24),
        ),
        line(Segment(severity, "high", name="Severity")),
        tabs,
    )


def _types() -> QWidget:
    return section(
        "Type",
        PlainLabel("Display 28/36", "display"),
        PlainLabel("Title 20/28", "title"),
        PlainLabel("Heading 15/20", "heading"),
        BodyText((Run("Body 13/20, with "), Run("a link", "accent", 500))),
        PlainLabel("Small 12/16", "small", "text-2"),
        PlainLabel("Micro 11/16", "micro", "text-3"),
        PlainLabel("Mono 12/18 9F3A-27C1-84D0-5E6B", "mono"),
    )


def _inputs() -> QWidget:
    wrong = Field("Day", LineEdit("31 Feb"))
    wrong.set_error("This day does not exist. Try 28 Feb.")
    off = LineEdit("Disabled", name="Disabled")
    off.setEnabled(False)
    select = Select((("a", "Decision process"), ("b", "Timeline")), "a", name="Category")
    return section(
        "Input: 32 px",
        LineEdit("", "Placeholder"),
        SearchField("Search or run a command", "Ctrl+K"),
        wrong,
        off,
        hboxed(select, DayEdit(date(2025, 9, 30), TODAY)),
        TextArea("I want to flag that nobody is named to sign.", rows=2, name="Message"),
    )


def _checks() -> QWidget:
    card = Card(flush=True)
    card.body.setContentsMargins(0, 4, 0, 4)
    off = CheckRow("Not available")
    off.setEnabled(False)
    for row in (CheckRow("Open"), CheckRow("Done", True), off):
        card.add(row)
    card.add(hboxed(CheckBox("Put it in the outbox", True), CheckBox("Settle", round=True)))
    return section("Checklist item: 32 px", card)


def _table() -> QWidget:
    table = TableView(COLUMNS, "Sample deals", lambda sample: sample.id, fit=True)
    table.set_records(SAMPLES)
    table.select("c")
    card = Card(flush=True)
    card.add(table)
    return section("Table row: 36", card)


def _measures() -> QWidget:
    return section(
        "Progress and timer",
        line(bars.ProgressBar(0.6), bars.TimerRing(0.76), PlainLabel("11:24", "display", tabular=True)),
        bars.ProgressBar(0.74, 0.7, (0.15, 0.25)),
        bars.RangeGauge(10, 8, 12, 16),
        line(bars.StepBar(3, 5, segment=24)),
        bars.StepBar(1, 12, 0.5, 16, gap=3),
        bars.Sparkline((6, 7, 7, 5, 8)),
    )


def _notices() -> QWidget:
    strip = IntegrityStrip()
    strip.set(True, 128, "9f3a27c184d05e6bffff", "Checked 10:02")
    return section(
        "Notices", Banner("Three calls wait for their note.", "Show", "amber"), Banner("It holds."), strip
    )


def _cards() -> QWidget:
    card = Card("Log within 24 h", 4, "Calls without a note", flush=True)
    card.add(
        ListRow(
            (Run("Intro call", weight=500), Run(" · Marram Ferries · Tue 2 Sep", "text-3", 400)),
            left=marks.ClockRing("over"),
            right=(PlainLabel("19 h late", "small", "clock-over"), Button("Write note", small=True)),
        )
    )
    card.add(
        ListRow("Send the list of signals", "Osprey Glass", clickable=True, left=CheckBox("", round=True))
    )
    quote = Card("Rescue phrase", note="both may use it")
    quote.add(SayBox("“Taking a step back conceptually…”"))
    return section("Card", card, quote)


def _empty() -> QWidget:
    card = Card()
    card.layout().setContentsMargins(0, 0, 0, 0)
    card.body.setContentsMargins(0, 0, 0, 0)
    card.add(EmptyState("flag", "No open flags", "When something does not add up, press Ctrl+Shift+R."))
    return section("Empty state", card)


def _axis() -> QWidget:
    card = Card(padding=0)
    card.add(
        ForecastAxis(
            Forecast(
                TODAY,
                date(2025, 9, 30),
                "Commit, 30 Sep",
                "Ines, in the CRM since 12 Aug",
                date(2025, 11, 14),
                "14 Nov",
                "You, set 1 Sep",
            )
        )
    )
    return section("Forecast axis", card)


def _timelines() -> QWidget:
    deal = Timeline("What happened", fit=True)
    deal.set_entries(ENTRIES)
    thread = Timeline("Thread", thread=True, fit=True)
    thread.set_entries(THREAD)
    return section("Timeline", deal, thread)


def components(theme_word: str) -> QWidget:
    """The page of the picture: three columns, 1440 by 900."""
    page = QFrame()
    page.setProperty("surface", "window")
    head = line(marks.BrandMark(24), PlainLabel("Components and states", "title"), marks.Chip(theme_word))
    columns = (
        (head, _buttons(), _severities(), _clocks(), _chips(), _choices(), _types()),
        (_inputs(), _checks(), _table(), _measures()),
        (_notices(), _cards(), _empty()),
    )
    row = hbox(margins=(32, 24, 32, 24), gap=32)
    for width, widgets in zip((432, 448, 448), columns, strict=True):
        box = QWidget()
        box.setLayout(vbox(*widgets, None, gap=20))
        box.setFixedWidth(width)
        row.addWidget(box)
    page.setLayout(row)
    page.resize(1440, 900)
    return page


def wide() -> QWidget:
    """What needs width: page head, forecast axis, timelines."""
    page = QFrame()
    page.setProperty("surface", "window")
    header = PageHeader("Osprey Glass", "two presses, one gateway", (Button("Log a call", "phone"),))
    page.setLayout(vbox(header, _axis(), _timelines(), None, margins=(24, 8, 24, 24), gap=16))
    page.resize(894, 1000)
    return page


def menu() -> Menu:
    made = Menu(name="Sample")
    made.add("Write note", icon="square-pen", keys="Ctrl+N")
    made.add("Flag a risk", icon="flag", keys="Ctrl+Shift+R", token="sev-high")
    made.addSeparator()
    made.add("Export notes", icon="file-down", keys="Ctrl+E", enabled=False)
    made.add("Newest first", checked=True)
    return made
