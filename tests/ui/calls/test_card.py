"""The call card over a real desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull
from se_desk.domain.evidence import EvidenceItem, EvidenceKind
from se_desk.domain.passages import Origin
from se_desk.domain.risks import Category, Severity, read_flag_id
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.calls.card import CallCard, stays_on_top
from se_desk.ui.calls.veil import VEIL
from se_desk.ui.calls.wishes import open_card
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import FlagRisk, OpenCallCard, Place
from tests.ui.calls.conftest import AE, MINUTE, SE, dialog_in, nameless

NewCard = Callable[[str], CallCard]


@pytest.fixture
def new_card(qtbot: QtBot, desk: Desk, bus: Bus) -> Iterator[NewCard]:
    made: list[CallCard] = []

    def make(call_id: str) -> CallCard:
        card = CallCard(desk, bus, call_id)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(card)
        made.append(card)
        card.show()
        card.activateWindow()
        qtbot.waitUntil(card.isActiveWindow)
        return card

    yield make
    for card in made:
        card.line.clear()


@pytest.fixture
def ready(desk: Desk, call: Call) -> Call:
    """The call with a huddle that is worth a card."""
    desk.huddles.begin(call.id)
    desk.huddles.set_objective(call.id, "Inga Falk names the owner")
    desk.huddles.set_call_to_action(call.id, "Inga names a day")
    desk.huddles.add_beat(call.id, "Why now", from_minute=0, to_minute=20, line="What changed?", who=AE)
    desk.huddles.add_beat(call.id, "The case", from_minute=20, to_minute=55, line="One berth", who=SE)
    desk.huddles.add_beat(call.id, "Price", line="Pavel knows that", who=SE, hand_off=AE)
    return call


@pytest.fixture
def card(new_card: NewCard, ready: Call, clock: MovableClock) -> CallCard:
    """The card in minute 23."""
    clock.at = ready.starts_at + timedelta(minutes=23, seconds=14)
    return new_card(ready.id)


def words(card: CallCard) -> str:
    """Everything the scrolling part says."""
    return "\n".join(text.text() for text in card.script.findChildren(BodyText))


def test_the_clock(card: CallCard, clock: MovableClock, ready: Call) -> None:
    shown = card.clock
    assert (shown.gone.text(), shown.base.text()) == ("23:14", "of 60 min")
    assert (shown.ask_word.text(), shown.ask.text()) == ("Ask in", "31:46")
    assert (shown.ends.text(), shown.began.text()) == ("ends in 36:46", "11:12–12:12")
    clock.at = ready.starts_at + 56 * MINUTE
    card.show_now()
    assert (shown.ask_word.text(), shown.ask.text(), shown.ends.text()) == ("", "Ask now", "ends in 04:00")
    clock.at = ready.ends_at + timedelta(seconds=70)
    card.show_now()
    assert (shown.gone.text(), shown.base.text()) == ("01:10", "past its 60 min")
    assert (shown.ask.text(), shown.ends.text()) == ("", "time is up")
    clock.at = ready.starts_at - 2 * MINUTE
    card.show_now()
    assert (shown.gone.text(), shown.base.text()) == ("02:00", "until it begins")


def test_the_clock_runs_by_itself(card: CallCard, clock: MovableClock, qtbot: QtBot) -> None:
    clock.move(timedelta(seconds=1))
    qtbot.waitUntil(lambda: card.clock.gone.text() == "23:15", timeout=3000)


def test_a_call_of_no_huddle_and_no_deal(new_card: NewCard, desk: Desk) -> None:
    loose = desk.calls.plan("Loose", desk.now())
    card = new_card(loose.id)
    assert (card.windowTitle(), card.strip.title.full_text()) == ("Call card", "Loose")
    assert "No objective was set." in words(card)
    assert not card.rescue.isVisible()
    assert not card.deferral.isVisible()
    QTest.keyClicks(card.line, "A risk")
    QTest.keyClick(card, Qt.Key.Key_F2)
    assert [jot.text for jot in desk.calls.jots(loose.id)] == ["A risk"]
    assert card._trouble.banner is not None
    assert "belongs to a deal" in card._trouble.sentence


def test_what_is_ready_to_be_said(card: CallCard) -> None:
    said = words(card)
    assert card.windowTitle() == "Call card"
    assert card.strip.title.full_text() == "Halvorsen Quays · Readout"
    assert "Inga Falk names the owner" in said
    assert "Minute 55: Inga names a day" in said
    assert "You: drives; technical notes" in said
    assert "Pavel: opening, closing, price, dates" in said
    assert "20–55  The case. You: One berth" in said
    assert "Price → Pavel. Pavel knows that" in said
    assert "Why now" not in said  # its time is past
    assert card.rescue.isVisible()
    assert "If Pavel says it" in card.rescue.accessibleName()
    assert card.deferral.isVisible()  # one title is not confirmed
    next(button for button in card.script.findChildren(Button) if button.text() == "Every line").click()
    assert "0–20  Why now. Pavel: What changed?" in words(card)


def test_the_story_follows_the_clock(card: CallCard, clock: MovableClock, ready: Call) -> None:
    clock.at = ready.starts_at + 5 * MINUTE
    card.show_now()
    now = [text for text in words(card).splitlines() if text.startswith("0–20")]
    assert now == ["0–20  Why now. Pavel: What changed?"]
    assert "20–55  The case  You" in words(card)


def test_prepared_answers_open_and_close(card: CallCard) -> None:
    card.answers.choose("security")
    answer = card.answers.answers[0]
    QTest.keyClick(answer, Qt.Key.Key_Return)
    assert "Every change is recorded" in answer.accessibleName()
    QTest.keyClick(answer, Qt.Key.Key_Space)
    assert "Every change" not in answer.accessibleName()
    QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    assert "Every change" in answer.accessibleName()
    card.answers.choose("security")
    assert card.answers.answers == []
    assert card.answers.topics.value == ""


def test_a_jot_is_on_the_disk_before_it_is_shown(card: CallCard, desk: Desk, ready: Call) -> None:
    QTest.keyClicks(card.line, "Contract ends in May")
    assert desk.calls.jots(ready.id) == ()
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    (jot,) = desk.calls.jots(ready.id)
    assert (jot.text, jot.jotted_at) == ("Contract ends in May", desk.now())
    assert card.jots.texts == ["Contract ends in May"]
    assert card.line.text() == ""
    QTest.keyClick(card.line, Qt.Key.Key_Return)  # nothing stands there
    assert len(desk.calls.jots(ready.id)) == 1


def test_a_jot_that_cannot_be_kept_stays_in_the_line(
    card: CallCard, desk: Desk, ready: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_fields: object) -> None:
        raise DiskFull("The disk is full.", do="Make room.")

    QTest.keyClicks(card.line, "Kept")
    with monkeypatch.context() as patch:
        patch.setattr(desk.calls, "jot", full)
        QTest.keyClick(card.line, Qt.Key.Key_Return)
        assert card.line.text() == "Kept"
        assert card.jots.texts == []
        assert card._trouble.banner is not None
        assert "The disk is full." in card._trouble.sentence
        assert not card.close()
        assert card.isVisible()
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    assert card._trouble.banner is None
    assert card.jots.texts == ["Kept"]


def test_a_line_can_be_given_up(
    card: CallCard, desk: Desk, ready: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_fields: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(desk.calls, "jot", full)
    QTest.keyClicks(card.line, "Gone")
    card.close()
    assert card._trouble.banner is not None
    card._trouble.findChild(Button).click()
    assert not card.isVisible()
    assert desk.calls.jots(ready.id) == ()


def test_closing_keeps_what_stands_in_the_line(card: CallCard, desk: Desk, ready: Call) -> None:
    QTest.keyClicks(card.line, "Half a thought")
    assert card.close()
    assert [jot.text for jot in desk.calls.jots(ready.id)] == ["Half a thought"]


def test_what_stands_in_the_line_outlives_the_program(
    card: CallCard, new_card: NewCard, desk: Desk, ready: Call, qtbot: QtBot
) -> None:
    QTest.keyClicks(card.line, "Half a thought")
    qtbot.waitUntil(lambda: desk.calls.line_of(ready.id) == "Half a thought", timeout=10_000)
    assert new_card(ready.id).line.text() == "Half a thought"  # as after a kill
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    assert desk.calls.line_of(ready.id) == ""
    assert card.line.text() == ""


def test_ending_the_call_leads_to_the_debrief(card: CallCard, desk: Desk, ready: Call, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.requestPlace) as place:
        qtbot.mouseClick(card.end, Qt.MouseButton.LeftButton)
    assert place.args == [Place("debrief", ready.id)]
    assert not card.isVisible()
    assert desk.calls.get(ready.id).ends_at == desk.now()


def test_an_end_that_cannot_be_kept_is_said(
    card: CallCard, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_args: object, **_fields: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(desk.calls, "end", full)
    with qtbot.assertNotEmitted(card.requestPlace):
        card.end.click()
    assert card.isVisible()
    assert card._trouble.banner is not None
    assert "The disk is full." in card._trouble.sentence


def test_ctrl_w_closes_it_and_the_call_goes_on(card: CallCard, desk: Desk, ready: Call) -> None:
    QTest.keyClicks(card.line, "Half a thought")
    QTest.keyClick(card.line, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not card.isVisible()
    assert [jot.text for jot in desk.calls.jots(ready.id)] == ["Half a thought"]
    assert desk.calls.get(ready.id).ends_at == ready.ends_at


def test_the_first_card_stands_at_the_right(card: CallCard) -> None:
    room = card.screen().availableGeometry()
    assert 0 < room.right() - card.geometry().right() <= 32
    assert card.height() <= room.height()


def test_f2_makes_a_flag_of_the_last_jot(
    card: CallCard, desk: Desk, deal: Deal, ready: Call, qtbot: QtBot
) -> None:
    QTest.keyClicks(card.line, "No budget before May")
    with qtbot.waitSignal(card.requestWish) as wished:
        QTest.keyClick(card, Qt.Key.Key_F2)
    evidence = "Said in “Readout”, Wed 4 Mar, 11:35: “No budget before May”"
    said = EvidenceItem(EvidenceKind.CALL, evidence, Origin("call", card.call_id))
    assert wished.args == [FlagRisk(deal.id, "No budget before May", (said,), category="qualification")]
    assert desk.calls.jots(ready.id)[0].flag_seq is None
    desk.risks.flag(deal.id, Severity.LOW, Category.OTHER, "Another one", "Of somebody else")
    qtbot.wait(1)
    assert desk.calls.jots(ready.id)[0].flag_seq is None
    raised = desk.risks.flag(deal.id, Severity.HIGH, Category.QUALIFICATION, "No budget", evidence)
    qtbot.waitUntil(lambda: desk.calls.jots(ready.id)[0].flag_seq is not None)
    assert read_flag_id(raised.id)[1] == desk.calls.jots(ready.id)[0].flag_seq
    card.refresh()
    assert "became a flag" in card.jots.widget().findChildren(type(card.strip).__base__)[0].accessibleName()


def test_f2_only_marks_while_a_screen_is_shared(
    card: CallCard, desk: Desk, ready: Call, qtbot: QtBot
) -> None:
    card.strip.veil.click()
    QTest.keyClicks(card.line, "No budget before May")
    with qtbot.assertNotEmitted(card.requestWish):
        QTest.keyClick(card, Qt.Key.Key_F2)
    (jot,) = desk.calls.jots(ready.id)
    assert jot.to_flag
    rows = [child.accessibleName() for child in card.jots.widget().findChildren(QWidget)]
    assert "11:35 No budget before May, to flag" in rows


class Asked(QWidget):
    """A main window, as far as a card knows it."""

    requestWish = Signal(object)  # noqa: N815  (as the window calls it)


@pytest.mark.parametrize("page_in_front", [True, False])
def test_after_the_flag_the_next_jot_can_be_typed(
    desk: Desk, bus: Bus, ready: Call, qtbot: QtBot, page_in_front: bool
) -> None:
    window = Asked()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    if page_in_front:  # the window passes wishes on whatever is in front of it
        Page(desk, bus, window).show()
    window.requestWish.connect(lambda _wish: Dialog(window, "Flag a risk").open())
    open_card(OpenCallCard(ready.id), window, desk, bus, lambda _place: None)
    card = next(
        top for top in QApplication.topLevelWidgets() if isinstance(top, CallCard) and top.isVisible()
    )
    QTest.keyClicks(card.line, "No budget")
    card.flag()
    dialog = dialog_in(window)
    dialog.reject()
    qtbot.waitUntil(card.isActiveWindow)
    assert card.focusWidget() is card.line
    card.close()


def test_f2_without_a_jot_does_nothing(card: CallCard, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(card.requestWish):
        QTest.keyClick(card, Qt.Key.Key_F2)


def test_presenting_hides_names_and_customer(card: CallCard) -> None:
    QTest.keyClicks(card.line, "Inga asks for Halvorsen terms")
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    card.strip.veil.click()
    everything = [words(card), card.windowTitle(), card.strip.title.full_text(), *card.jots.texts]
    everything += [card.rescue.accessibleName(), card.deferral.accessibleName()]
    everything += [child.accessibleName() for child in card.script.findChildren(type(card.strip).__base__)]
    for name in ("Inga", "Falk", "Halvorsen", "Pavel", "Lindqvist", "Marlene"):
        assert name not in " ".join(everything)
    assert f"{VEIL} asks for {VEIL} terms" in card.jots.texts
    assert card.windowTitle() == "Call card"
    assert "AE: opening" in words(card)
    card.strip.veil.click()
    assert "Inga Falk names the owner" in words(card)


def test_it_stays_in_front_where_that_is_possible(
    card: CallCard, monkeypatch: pytest.MonkeyPatch, new_card: NewCard, ready: Call
) -> None:
    assert stays_on_top()
    assert card.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert not card.strip.beside.isVisible()
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    aside = new_card(ready.id)
    assert not aside.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert aside.strip.beside.isVisible()
    assert aside.strip.beside.text() == "Keep this beside your meeting."


def test_it_remembers_its_size(card: CallCard, new_card: NewCard, ready: Call) -> None:
    card.resize(460, 700)
    card.close()
    assert (new_card(ready.id).width(), new_card(ready.id).height()) == (460, 700)


def test_changes_of_others_are_shown(card: CallCard, desk: Desk, ready: Call, qtbot: QtBot) -> None:
    desk.huddles.set_objective(ready.id, "Another aim")
    qtbot.waitUntil(lambda: "Another aim" in words(card))


def test_names_for_every_stop_and_both_themes(card: CallCard) -> None:
    assert nameless(card) == []
    light = card.grab().toImage()
    theme().choose("dark")
    assert card.grab().toImage() != light


def test_nothing_is_wider_than_the_card(card: CallCard) -> None:
    card.resize(360, 520)
    card.answers.choose("security")
    assert card.script.parentWidget().minimumSizeHint().width() <= 360
