"""A partner's page: the charter's way from template to agreed, and the other tabs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from se_desk.domain.charters import CharterStatus
from se_desk.domain.deals import ForecastCategory, Outcome
from se_desk.domain.errors import NotFound
from se_desk.domain.partners import Partner
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.charters.agree_dialog import AgreeDialog
from se_desk.ui.charters.page import PartnerPage
from se_desk.ui.charters.rate_dialog import RateDialog
from se_desk.ui.charters.start_dialog import StartDialog
from se_desk.ui.charters.title_dialog import TitleDialog
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.notices import Banner, Toast
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import EditPartner, NewDeal, Place
from tests.ui.charters.conftest import Pair

CTRL = Qt.KeyboardModifier.ControlModifier


def front(page: PartnerPage, kind: type[Dialog]) -> Dialog:
    QApplication.processEvents()
    (dialog,) = (d for d in page.window().findChildren(kind) if d.isVisible())
    return dialog


def confirm(dialog: Dialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()


def next_step(page: PartnerPage) -> str:
    return page.heading.next.text()


def test_nobody_there(page: PartnerPage) -> None:
    with pytest.raises(NotFound):
        page.enter(Place("partner", "none"))
    assert page.leave()


def test_from_template_to_agreed_and_revised(page: PartnerPage, desk: Desk, partner: Partner) -> None:
    page.enter(Place("partner", partner.id))
    assert next_step(page) == "Start from a template"
    assert not page.heading.export.isVisibleTo(page)
    page.heading.next.click()
    start = front(page, StartDialog)
    assert isinstance(start, StartDialog)
    QTest.mouseClick(start.template._buttons["rules_of_engagement"], Qt.MouseButton.LeftButton)
    confirm(start)
    assert [line.clause.topic for line in page.charter.clauses.lines()][-1] == "Pricing"
    assert next_step(page) == "Propose v1 to Pavel"
    page.heading.next.click()
    assert next_step(page) == "Both agreed…"
    assert any("marked as proposed" in t.accessibleName() for t in page.findChildren(Toast))
    page.heading.next.click()
    agree = front(page, AgreeDialog)
    assert isinstance(agree, AgreeDialog)
    agree.how.setFocus()
    QTest.keyClicks(agree.how, "in the harbour office")
    confirm(agree)
    agreed = desk.charters.active(partner.id)
    assert agreed is not None
    assert (agreed.agreed_on, agreed.agreed_how) == (desk.today_on(), "in the harbour office")
    assert page.heading.chips.agreed.spec.text == "Agreed by both on Wed 4 Mar, v1"
    assert not page.heading.chips.draft.isVisibleTo(page)
    assert next_step(page) == "Revise"
    page.heading.next.click()
    assert page.charter.shown is not None
    assert (page.charter.shown.charter.version, page.charter.shown.charter.status) == (2, CharterStatus.DRAFT)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "both said yes"),
        ("32 Sep", "does not exist"),
        ("2026-03-05", "today or before"),
        ("2026-03-01", "before the day the version was proposed"),
    ],
)
def test_a_day_that_cannot_be(open_page: PartnerPage, pair: Pair, typed: str, said: str) -> None:
    pair.desk.charters.propose(pair.draft.id, date(2026, 3, 3))
    open_page.refresh()
    open_page.heading.next.click()
    agree = front(open_page, AgreeDialog)
    assert isinstance(agree, AgreeDialog)
    agree.day.selectAll()
    QTest.keyClick(agree.day, Qt.Key.Key_Delete)
    QTest.keyClicks(agree.day, typed)
    confirm(agree)
    assert said in agree._day.error
    QTest.keyClick(agree, Qt.Key.Key_Escape)
    assert pair.desk.charters.active(pair.partner.id) == pair.agreed


def test_an_empty_charter_cannot_be_proposed(open_page: PartnerPage, pair: Pair) -> None:
    for clause in pair.clauses():
        pair.desk.charters.remove_clause(clause.id)
    open_page.refresh()
    open_page.heading.next.click()
    notice = front(open_page, Dialog)
    assert notice.title.text() == "This is not possible"
    notice.reject()


def test_title(open_page: PartnerPage, pair: Pair) -> None:
    open_page.charter.preview.retitle.click()
    dialog = front(open_page, TitleDialog)
    assert isinstance(dialog, TitleDialog)
    dialog.name.selectAll()
    QTest.keyClick(dialog.name, Qt.Key.Key_Delete)
    confirm(dialog)
    assert "Type a title" in dialog._field.error
    QTest.keyClicks(dialog.name, "Quay rules")
    confirm(dialog)
    assert pair.desk.charters.view(pair.draft.id).charter.title == "Quay rules"
    assert open_page.charter.preview.title.full_text() == "Quay rules"


def test_rating(open_page: PartnerPage, pair: Pair) -> None:
    open_page.charter.alignment.rate.click()
    dialog = front(open_page, RateDialog)
    assert isinstance(dialog, RateDialog)
    confirm(dialog)
    assert "from 1 to 10" in dialog._score.error
    QTest.mouseClick(dialog.score._buttons["8"], Qt.MouseButton.LeftButton)
    dialog.wish.setFocus()
    QTest.keyClicks(dialog.wish, "Tide tables first")
    confirm(dialog)
    (rating,) = pair.desk.partners.alignments(pair.partner.id)
    assert (rating.score, rating.make_it_ten) == (8, "Tide tables first")
    assert open_page.charter.alignment.score.text() == "8"
    assert open_page.alignment.table.records_model.rowCount() == 1
    assert open_page.charter.shown is not None
    assert open_page.charter.shown.charter == pair.desk.charters.view(pair.draft.id).charter


def leaving(page: PartnerPage, form: int) -> LeavingDialog:
    page.heading.export.menu().actions()[form].trigger()
    dialog = front(page, LeavingDialog)
    assert isinstance(dialog, LeavingDialog)
    return dialog


def test_a_charter_is_shown_before_it_is_saved(
    open_page: PartnerPage, pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(tmp_path))
    for form in range(3):
        dialog = leaving(open_page, form)
        for clause in pair.clauses():
            assert clause.text in dialog.text.text
        assert not list(tmp_path.glob(f"*.{('pdf', 'docx', 'md')[form]}"))  # nothing left before the yes
        confirm(dialog)
    names = sorted(path.name for path in tmp_path.glob("Partnership*"))
    assert names == [f"Partnership charter, Pavel Lindqvist, v2.{end}" for end in ("docx", "md", "pdf")]
    assert (tmp_path / names[-1]).read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_none_keeps_the_preview(
    open_page: PartnerPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: "")
    dialog = leaving(open_page, 0)
    confirm(dialog)
    assert dialog.isVisible()
    file = tmp_path / "a file"
    file.write_text("x")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(file))
    confirm(dialog)
    assert any("is a file, not a folder" in b.accessibleName() for b in dialog.findChildren(Banner))
    dialog.reject()


def test_the_text_of_an_e_mail_is_copied(open_page: PartnerPage, pair: Pair) -> None:
    dialog = leaving(open_page, 3)
    assert dialog.text.text.startswith(
        "To: (no address kept)\nSubject: Partnership charter, version 2\n\nHello Pavel"
    )
    confirm(dialog)
    copied = QApplication.clipboard().text()
    assert copied.startswith("Hello Pavel") and pair.clauses()[0].text in copied


def test_wishes(open_page: PartnerPage, pair: Pair, qtbot: QtBot) -> None:
    with qtbot.waitSignal(open_page.requestWish) as heard:
        open_page.heading.edit.click()
    assert heard.args == [EditPartner(pair.partner.id)]
    open_page.enter(Place("partner", pair.partner.id, "deals"))
    with qtbot.waitSignal(open_page.requestWish) as heard:
        open_page.deals.empty.acted.emit()
    assert heard.args == [NewDeal(pair.partner.id)]


def test_deals_with_both_dates(open_page: PartnerPage, pair: Pair, qtbot: QtBot, desk: Desk) -> None:
    deals = {}
    for days, account in ((0, "Anker"), (5, "Boje"), (20, "Colin"), (45, "Dalben")):
        deal = desk.deals.open("Berths", account, partner_id=pair.partner.id)
        desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 4, 1))
        desk.deals.record_read(deal.id, date(2026, 4, 1) + timedelta(days=days))
        deals[account] = deal
    won = desk.deals.open("Berths", "Aaland", partner_id=pair.partner.id)
    desk.deals.close(won.id, Outcome.WON, date(2026, 3, 1))
    desk.deals.open("Berths", "Nobody of ours")
    open_page.enter(Place("partner", pair.partner.id, "deals"))
    model = open_page.deals.table.records_model
    assert [view.deal.account for view in model.records()] == ["Anker", "Boje", "Colin", "Dalben", "Aaland"]
    chips = [model.columns[-1].chip(view) for view in model.records()]  # type: ignore[misc]
    assert [(c.text, c.tone) if c else None for c in chips] == [
        ("none", "green"),
        ("5 days", "neutral"),
        ("20 days", "high"),
        ("45 days", "critical"),
        None,
    ]
    open_page.deals.table.select(deals["Colin"].id)
    with qtbot.waitSignal(open_page.requestPlace) as heard:
        QTest.keyClick(open_page.deals.table, Qt.Key.Key_Return)
    assert heard.args == [Place("deal", deals["Colin"].id)]


def test_debriefs(open_page: PartnerPage, pair: Pair, qtbot: QtBot, desk: Desk, clock: MovableClock) -> None:
    deal = desk.deals.open("Berths", "Anker", partner_id=pair.partner.id)
    call = desk.calls.plan("Berth tour", desk.now() + timedelta(hours=1), deal_id=deal.id)
    clock.move(timedelta(hours=3))
    desk.debriefs.hold(call.id, "Who signs", "Idle cranes", "", 7)
    open_page.enter(Place("partner", pair.partner.id, "debriefs"))
    (entry,) = open_page.debriefs.list.entries()
    assert (entry.title, entry.second, entry.side) == ("Berth tour", "Anker", "Alignment 7")
    assert entry.body == "Missed: Who signs\nPain: Idle cranes"
    open_page.debriefs.list.setFocus()
    with qtbot.waitSignal(open_page.requestPlace) as heard:
        QTest.keyClick(open_page.debriefs.list, Qt.Key.Key_Return)
    assert heard.args == [Place("debrief", call.id)]
    open_page.minute()


def test_how_it_goes(
    open_page: PartnerPage, pair: Pair, desk: Desk, qtbot: QtBot, clock: MovableClock
) -> None:
    deal = desk.deals.open("Berths", "Anker", partner_id=pair.partner.id)
    goes = open_page.charter.goes
    open_page.refresh()
    assert goes.since.full_text() == "since Tue 10 Feb, 0 calls together"
    qtbot.waitUntil(lambda: words_of(goes).count("no occasion yet") == 5)
    assert "CRM logging, Pavel" in words_of(goes) and "CRM logging, you" in words_of(goes)
    for _ in range(6):
        desk.calls.plan("Round", desk.now() + timedelta(hours=1), deal_id=deal.id)
    clock.move(timedelta(days=2))
    open_page.minute()
    qtbot.waitUntil(lambda: "0 of 6, target 80 %" in words_of(goes))
    assert "6 calls without a tick" in words_of(goes)
    assert goes.since.full_text() == "since Tue 10 Feb, 6 calls together"


def words_of(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    labels = widget.findChildren(PlainLabel)
    return [label.full_text() for label in labels if not label.isHidden()]


def test_the_bus_brings_news(open_page: PartnerPage, pair: Pair, qtbot: QtBot) -> None:
    pair.desk.partners.change(pair.partner.id, name="Pavla Lindqvist", segment="Ferries")
    qtbot.waitUntil(lambda: open_page.heading.name.full_text() == "Pavla Lindqvist")
    assert "Ferries" in open_page.heading.second.full_text()
    other = pair.desk.partners.meet("Somebody Else")
    pair.desk.partners.rate(other.id, 3)
    qtbot.wait(1)
    assert open_page.heading.name.full_text() == "Pavla Lindqvist"


def nameless(root: QWidget) -> list[QWidget]:
    """Those of the page's own window: the list behind a select is Qt's and speaks with the select's name."""
    able = [w for w in root.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [w for w in able if not w.accessibleName() and w.window() is root.window()]


TABS = ["charter", "goes", "deals", "debriefs", "scrubs", "requests", "between", "alignment"]


@pytest.mark.parametrize("tab", TABS)
def test_everything_that_takes_keys_has_a_name(open_page: PartnerPage, pair: Pair, tab: str) -> None:
    open_page.enter(Place("partner", pair.partner.id, tab))
    control = QLineEdit(open_page)
    assert nameless(open_page) == [control]
    control.setParent(None)
    assert nameless(open_page) == []


def test_all_dialogs_have_names(open_page: PartnerPage, pair: Pair) -> None:
    made: list[Callable[[], object]] = [
        open_page.charter.start,
        open_page.charter.rate,
        open_page.charter.agree,
        open_page.charter.preview.retitle.click,
    ]
    for opens in made:
        opens()
        dialog = front(open_page, Dialog)
        assert nameless(dialog) == []
        dialog.reject()


def test_both_themes_paint_and_typed_words_stay(open_page: PartnerPage, dress: Theme) -> None:
    light = open_page.grab().toImage()
    QTest.keyClicks(open_page.charter.editor.topic, " still here")
    dress.choose("dark")
    assert open_page.grab().toImage() != light
    dress.set_scale(1.3)
    assert open_page.charter.editor.topic.text().endswith(" still here")
