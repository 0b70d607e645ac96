"""The palette by keyboard alone: actions, places, finds, recents, filters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.risks import Category, Severity
from se_desk.services.desk import Desk
from se_desk.ui.frame.lines import MOST_FOUND
from se_desk.ui.frame.palette import Palette
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.wishes import FlagRisk, Place, Wish

KEY = Qt.Key


@pytest.fixture
def desk(frame: Frame) -> Desk:
    sitting = frame.door.sitting
    assert sitting is not None
    return sitting.desk


@pytest.fixture
def granted(monkeypatch: pytest.MonkeyPatch) -> list[Wish]:
    noted: list[Wish] = []
    monkeypatch.setattr("se_desk.ui.frame.sitting.grant_of", lambda wish: lambda *_args: noted.append(wish))
    return noted


@pytest.fixture
def palette(frame: Frame, desk: Desk, qtbot: QtBot) -> Callable[[], Palette]:
    def opened() -> Palette:
        QTest.keyClick(frame.window, KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
        made = frame.acting.palette
        assert made is not None
        qtbot.waitUntil(lambda: bool(made._catalogue.deals))
        return made

    return opened


def _type(qtbot: QtBot, palette: Palette, words: str, until: Callable[[], bool]) -> None:
    QTest.keyClicks(palette.field, words)
    qtbot.waitUntil(until, timeout=10_000)


def _texts(palette: Palette) -> list[str]:
    return [line.text for line in palette.lines]


def test_opens_by_its_key_and_closes_by_esc(frame: Frame, palette: Callable[[], Palette]) -> None:
    shown = palette()
    assert shown.isVisible()
    assert shown.field.hasFocus()
    frame.acting.find()  # a second time changes nothing
    assert frame.acting.palette is shown
    QTest.keyClick(shown.field, KEY.Key_Escape)
    assert frame.acting.palette is None
    assert not shown.isVisible()


def test_lists_every_possible_action_with_its_key(palette: Callable[[], Palette]) -> None:
    shown = palette()
    lines = {line.text: line.keys for line in shown.lines}
    assert lines["Flag a risk"] == "Ctrl+Shift+R"
    assert lines["Lock now"] == "Ctrl+L"
    assert "Hear an ask" not in lines  # no deal is in front
    assert "Search or run a command" not in lines


def test_a_few_letters_and_enter_run_an_action(
    frame: Frame, palette: Callable[[], Palette], qtbot: QtBot
) -> None:
    shown = palette()
    _type(qtbot, shown, "risk log", lambda: _texts(shown)[0] == "Go to the risk log")
    QTest.keyClick(shown.field, KEY.Key_Return)
    assert frame.acting.place == Place("risks")
    assert frame.acting.palette is None


def test_the_name_of_a_deal_leads_to_it(
    frame: Frame, desk: Desk, palette: Callable[[], Palette], qtbot: QtBot
) -> None:
    deal = desk.deals.views()[0].deal
    shown = palette()
    _type(qtbot, shown, "halv", lambda: shown.chosen is not None and shown.chosen.key == f"deal {deal.id}")
    assert shown.chosen is not None
    assert shown.chosen.marks == ((0, 4),)
    assert shown.chosen.detail == "Discovery · PL"
    QTest.keyClick(shown.field, KEY.Key_Return)
    assert frame.acting.place == Place("deal", deal.id)


def test_a_deals_name_stands_before_what_can_be_done_on_it(
    desk: Desk, palette: Callable[[], Palette], qtbot: QtBot
) -> None:
    deal = desk.deals.views()[0].deal
    shown = palette()
    _type(qtbot, shown, "Halvorsen Quays", lambda: len(shown.lines) > 3)
    assert shown.lines[0].key == f"deal {deal.id}" == (shown.chosen.key if shown.chosen else "")
    assert any(line.text == "Quick note on Halvorsen Quays" for line in shown.lines)


def test_a_verb_stands_before_places(palette: Callable[[], Palette], qtbot: QtBot) -> None:
    shown = palette()
    _type(qtbot, shown, "flag", lambda: bool(shown.lines))
    assert shown.lines[0].text.startswith("Flag a risk")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("procurement", "Change the procurement path of Halvorsen Quays"),
        ("forecast", "Record the AE’s forecast for Halvorsen Quays"),
        ("dark", "Theme: dark"),
        ("light", "Theme: light"),
        ("theme", "Theme: as the system"),
        ("propose", "Charter of "),
        ("charter", "Charter of "),
        ("call card", "Plan a call"),
    ],
)
def test_actions_are_found_by_more_words(
    palette: Callable[[], Palette], qtbot: QtBot, words: str, found: str
) -> None:
    shown = palette()
    _type(qtbot, shown, words, lambda: any(text.startswith(found) for text in _texts(shown)))


def test_a_theme_is_chosen_and_kept(desk: Desk, palette: Callable[[], Palette], qtbot: QtBot) -> None:
    shown = palette()
    _type(qtbot, shown, "dark", lambda: shown.chosen is not None and shown.chosen.text == "Theme: dark")
    QTest.keyClick(shown.field, KEY.Key_Return)
    assert desk.profile.get().theme == "dark"


def test_a_command_on_a_deal_takes_its_id(
    frame: Frame, desk: Desk, palette: Callable[[], Palette], qtbot: QtBot, granted: list[Wish]
) -> None:
    deal = desk.deals.views()[0].deal
    shown = palette()
    wanted = "Flag a risk on Halvorsen Quays"
    _type(qtbot, shown, "halv fl", lambda: shown.chosen is not None and shown.chosen.text == wanted)
    QTest.keyClick(shown.field, KEY.Key_Return)
    assert granted == [FlagRisk(deal.id)]


def test_finds_notes_flags_and_people(
    frame: Frame, desk: Desk, palette: Callable[[], Palette], qtbot: QtBot
) -> None:
    deal = desk.deals.views()[0].deal
    note = desk.notes.start(deal.id, title="Crane telemetry", body="Every second.")
    flag = desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "Crane permit comes late")
    shown = palette()
    _type(qtbot, shown, "crane", lambda: len(_texts(shown)) >= 3)
    by_text = {line.text: line for line in shown.lines}
    assert by_text["Crane permit comes late"].severity == "high"
    assert by_text["Crane telemetry"].icon == "file-text"
    while shown.chosen is None or shown.chosen.text != "Crane telemetry":
        QTest.keyClick(shown.field, KEY.Key_Down)
    QTest.keyClick(shown.field, KEY.Key_Return)
    assert frame.acting.place == Place("note", note.id)
    assert flag.id


def test_what_was_run_stands_first_next_time(
    palette: Callable[[], Palette], qtbot: QtBot, frame: Frame
) -> None:
    shown = palette()
    _type(qtbot, shown, "partners", lambda: _texts(shown)[0] == "Go to Partners")
    QTest.keyClick(shown.field, KEY.Key_Return)
    again = palette()
    assert _texts(again)[0] == "Go to Partners"
    assert _texts(again).count("Go to Partners") == 1


def test_arrows_go_round_and_tab_does_the_same(palette: Callable[[], Palette]) -> None:
    shown = palette()
    first = shown.chosen
    QTest.keyClick(shown.field, KEY.Key_Up)
    assert shown.chosen == shown.lines[-1]
    QTest.keyClick(shown.field, KEY.Key_Down)
    assert shown.chosen == first
    QTest.keyClick(shown.field, KEY.Key_Tab)
    assert shown.chosen == shown.lines[1]
    QTest.keyClick(shown.field, KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert shown.chosen == first
    QTest.keyClick(shown.field, KEY.Key_PageDown)
    assert shown.chosen == shown.lines[5]
    assert shown.field.hasFocus()


def test_commands_only(palette: Callable[[], Palette], qtbot: QtBot) -> None:
    shown = palette()
    QTest.keyClicks(shown.field, "> back")
    assert _texts(shown)[:2] == ["Back", "Back up now"]
    assert not any("everything" in text for text in _texts(shown))


def test_filters_go_to_the_page_of_results_on_enter(
    frame: Frame, desk: Desk, palette: Callable[[], Palette], qtbot: QtBot
) -> None:
    desk.notes.start(desk.deals.views()[0].deal.id, title="Crane telemetry")
    shown = palette()
    _type(qtbot, shown, "kind:note crane", lambda: "Crane telemetry" in _texts(shown))
    assert shown.chosen is None
    QTest.keyClick(shown.field, KEY.Key_Return)
    assert frame.acting.place == Place("search", "kind:note crane")


def test_a_filter_is_completed_in_place(desk: Desk, palette: Callable[[], Palette], qtbot: QtBot) -> None:
    desk.notes.start(desk.deals.views()[0].deal.id, title="Crane telemetry")
    shown = palette()
    _type(qtbot, shown, "crane deal:hal", lambda: shown.completing.is_open)
    QTest.keyClick(shown.field, KEY.Key_Return)
    assert shown.field.text() == 'crane deal:"Halvorsen Quays" '
    qtbot.waitUntil(lambda: "Crane telemetry" in _texts(shown), timeout=10_000)
    _type(qtbot, shown, "is:", lambda: shown.completing.is_open)
    QTest.keyClick(shown.field, KEY.Key_Escape)
    assert (shown.completing.is_open, shown.isVisible()) == (False, True)
    QTest.keyClick(shown.field, KEY.Key_Escape)
    assert not shown.isVisible()


def test_nothing_that_fits_still_searches_everything(
    frame: Frame, palette: Callable[[], Palette], qtbot: QtBot
) -> None:
    shown = palette()
    QTest.keyClicks(shown.field, "zzzz")
    assert len(shown.lines) == 1
    QTest.keyClick(shown.field, KEY.Key_Return)
    assert frame.acting.place == Place("search", "zzzz")


def test_an_empty_field_and_enter_run_the_first_line(palette: Callable[[], Palette], frame: Frame) -> None:
    shown = palette()
    shown._rows.set_sections([])
    QTest.keyClick(shown.field, KEY.Key_Return)
    assert shown.isVisible()


def test_the_pointer_runs_a_line_and_closes_beside_it(
    frame: Frame, palette: Callable[[], Palette], qtbot: QtBot
) -> None:
    shown = palette()
    index = shown.list.model().index(2, 0)
    spot = shown.list.visualRect(index).center()
    QTest.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert frame.acting.place == Place("deals")
    other = palette()
    QTest.mouseClick(other.field, Qt.MouseButton.LeftButton)
    assert other.isVisible()
    scrim = other.parentWidget()
    assert isinstance(scrim, QWidget)
    QTest.mouseClick(scrim, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not other.isVisible()


def test_keys_of_the_window_rest_while_it_is_open(frame: Frame, palette: Callable[[], Palette]) -> None:
    shown = palette()
    before = frame.acting.place
    QTest.keyClick(shown.field, KEY.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert frame.acting.place == before


def test_follows_the_size_of_the_window(frame: Frame, palette: Callable[[], Palette]) -> None:
    shown = palette()
    frame.window.resize(1100, 680)
    assert shown.geometry().bottom() < 680
    assert shown.grab().width() == shown.width()


HOSTILE = (
    "<b>Crane</b> <img src=file:///etc/passwd> &amp;",
    "Crane \u202egnp.exe",
    "Crane {0} %s \\n",
    "Crane " + "a\u0301" * 140,
    "Crane \ue000marked\ue001 \u2028 line",
    "Crane > deal: kind:note",
)


def test_titles_are_words_and_nothing_else(desk: Desk, palette: Callable[[], Palette], qtbot: QtBot) -> None:
    """Shown as they are, whatever is in them, and found by what is typed."""
    for title in HOSTILE:
        desk.deals.open(title, "Yard")
        desk.notes.start(None, title=title, body="crane")
    shown = palette()
    _type(
        qtbot, shown, "crane", lambda: sum(line.key.startswith("note ") for line in shown.lines) == MOST_FOUND
    )
    for words in ("<b>", "{0} %s", "&amp;", "> deal:", "((", '"', "*", "NEAR(", "kind:,,,"):
        shown.field.setText(words)
        shown.grab()
    shown.field.setText("crane gnp")
    qtbot.waitUntil(lambda: any("gnp.exe" in line.text for line in shown.lines), timeout=10_000)
    rows = shown.list.model()
    spoken = [rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(rows.rowCount())]
    assert any("gnp.exe" in (words or "") for words in spoken)
    shown.grab()
