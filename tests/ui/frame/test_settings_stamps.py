"""Time stamps in the settings: off by themselves, held to a certificate, asked for off the GUI thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from se_desk.domain.risks import Category, Severity
from se_desk.services.desk import Desk
from se_desk.services.time_authority import AuthorityAway
from se_desk.ui.frame.settings import SettingsPage
from se_desk.ui.frame.settings_stamps import NO_CERTIFICATE, StampsCard
from se_desk.ui.frame.stamps_daily import DailyStamps
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.wishes import Place, StampChain
from tests.time_authority import Authority, Counter, by_openssl, served

pytestmark = by_openssl


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"), "p256")


@pytest.fixture
def counter(authority: Authority) -> Counter:
    return Counter(authority)


@pytest.fixture
def url(counter: Counter) -> Iterator[str]:
    with served(counter) as found:
        yield found
        cancel_all()


@pytest.fixture
def desk(frame: Frame) -> Desk:
    """The open desk, with one flag."""
    assert frame.door.sitting is not None
    found = frame.door.sitting.desk
    deal = found.deals.open("Berth planning", "Halvorsen Quays")
    found.risks.flag(deal.id, Severity.HIGH, Category.DATA, "No test data by Friday")
    return found


@pytest.fixture
def card(frame: Frame, desk: Desk) -> StampsCard:
    frame.acting.go(Place("settings", tab="stamps"))
    assert frame.door.sitting is not None
    page = frame.door.sitting.pages.page
    assert isinstance(page, SettingsPage)
    return page.stamps


def type_url(card: StampsCard, text: str) -> None:
    card.url.setText(text)
    card.url.editingFinished.emit()


def test_it_is_off_by_itself(card: StampsCard, desk: Desk) -> None:
    assert card.url.text() == "" and not card.daily.isChecked()
    assert not card.now.isEnabled() and not card.daily.isEnabled() and not card.choose.isEnabled()
    card.set_url()
    assert desk.profile.get().stamp_url == ""


def test_what_is_no_address_is_said_under_it(card: StampsCard, desk: Desk) -> None:
    type_url(card, "ask my colleague")
    assert "no address" in card.field.error and desk.profile.get().stamp_url == ""


def test_a_stamp_from_the_settings(
    card: StampsCard,
    desk: Desk,
    url: str,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    type_url(card, url)
    assert card.now.isEnabled() and card.state.text() == "1 chain has something new"
    root = str(authority.folder / "root.pem")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given, **_more: (root, ""))
    card.choose.click()
    assert "Held to Hollow Oak Root, SHA-256" in card.certificate.accessibleName() + card.certificate.text()
    card.now.click()
    assert not card.now.isEnabled()
    qtbot.waitUntil(lambda: desk.risks.count_entries() == 2, timeout=20_000)
    qtbot.waitUntil(lambda: card.state.text() == "All is stamped")
    card.daily.click()
    assert desk.profile.get().stamp_daily
    card.forget.click()
    assert desk.profile.get().stamp_certificates == "" and card.forget.isHidden()
    type_url(card, "")
    assert not desk.profile.get().stamp_daily and card.state.text() == ""


def test_a_file_that_is_no_certificate(
    card: StampsCard, desk: Desk, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frame: Frame
) -> None:
    type_url(card, url)
    for name in ("none.pem", "junk.pem"):
        (tmp_path / "junk.pem").write_text("junk")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_g, n=name, **_m: (str(tmp_path / n), ""))
        card.choose.click()
        shown = [each for each in frame.window.findChildren(Dialog) if each.isVisible()]
        assert shown
        shown[-1].reject()
    assert desk.profile.get().stamp_certificates == ""


def test_an_authority_that_is_away_is_told(
    card: StampsCard, desk: Desk, url: str, counter: Counter, frame: Frame, qtbot: QtBot
) -> None:
    counter.status = 503
    type_url(card, url)
    card.now.click()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in frame.window.findChildren(Dialog)), timeout=20_000)
    for each in frame.window.findChildren(Dialog):
        each.reject()
    assert card.now.isEnabled() and desk.risks.count_entries() == 1


def test_the_wish_for_a_stamp(frame: Frame, desk: Desk, url: str, qtbot: QtBot) -> None:
    deal_id = desk.risks.flags()[0].deal_id
    frame.acting.wish(StampChain(deal_id))
    assert desk.risks.count_entries() == 1  # off: it says where to name an authority
    desk.stamps.set_authority(url)
    frame.acting.wish(StampChain(deal_id))
    qtbot.waitUntil(lambda: desk.risks.count_entries() == 2, timeout=20_000)


# once a day


@pytest.fixture
def daily(qtbot: QtBot) -> Iterator[DailyStamps]:
    owner = QObject()
    made = DailyStamps(owner)
    yield made
    made.end()


def test_the_schedule_asks_once_a_day(daily: DailyStamps, desk: Desk, url: str, qtbot: QtBot) -> None:
    daily.begin(desk)
    daily.look()
    assert desk.risks.count_entries() == 1  # the pause first, and then it is not switched on
    daily._pause.stop()
    daily.look()
    assert daily._job is None
    desk.stamps.set_authority(url)
    desk.stamps.set_daily(True)
    daily.look()
    qtbot.waitUntil(lambda: desk.risks.count_entries() == 2 and daily._job is None, timeout=20_000)
    desk.risks.remark(desk.risks.flags()[0].id, "Later that day.")
    daily.look()
    assert daily._job is None


def test_an_authority_that_is_away_is_told_once(
    daily: DailyStamps, desk: Desk, url: str, counter: Counter, qtbot: QtBot
) -> None:
    counter.status = 500
    desk.stamps.set_authority(url)
    desk.stamps.set_daily(True)
    daily.begin(desk)
    daily._pause.stop()
    with qtbot.waitSignal(daily.troubled, timeout=20_000) as told:
        daily.look()
    assert "Today’s time stamp was not made" in told.args[0].sentence
    daily.look()
    assert daily._job is None and len(counter.heads) == 1
    assert issubclass(AuthorityAway, Exception) and NO_CERTIFICATE
