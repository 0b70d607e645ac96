"""The story of the product in the real window: from the day the AE commits to a record a manager has checked.

The keyboard's own story stands in test_keyboard_story.py; this one is about what the log can show later:
that the flag came before the slip, who was told, and that nothing can be changed on the way to the manager.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from se_desk import cli
from se_desk.domain.deals import ForecastCategory
from se_desk.domain.risks import OutcomeWord, Status
from se_desk.exchange.risk_records import read_record, record_page
from se_desk.ui.kit import wishes
from se_desk.ui.kit.background import _running
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.timeline import Timeline
from se_desk.ui.kit.wishes import Place
from tests.end_to_end import other_programs
from tests.end_to_end.test_keyboard_story import PHRASE, Window
from tests.exchange.risk_records import test_record_alone as by_itself
from tests.exchange.risk_records import test_record_other_programs as browser
from tests.exchange.risk_records.risk_chains import CHECKER
from tests.time_authority import OPENSSL, Authority, Counter, served

COMMITTED = datetime(2026, 8, 24, 8, 0, tzinfo=UTC)
ACCOUNT, MANAGER = "Corran Canals", "Ines Falk, Director of Sales Engineering"
ANSWER = "I keep Commit until the board has met."


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(tmp_path / "place")
    made.clock.at = COMMITTED
    theme().choose("light")
    with qtbot.waitExposed(made.frame.window):
        made.frame.show()
    made.frame.window.resize(1440, 900)
    yield made
    made.frame.window.may_close = lambda: True
    made.frame.end()
    made.frame.window.close()
    made.frame.window.deleteLater()


class Hands:
    """What the SE does in the window."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    def until(self, ready: object) -> None:
        self._qtbot.waitUntil(lambda: bool(ready()) and not _running, timeout=30_000)  # type: ignore[operator]

    @property
    def dialog(self) -> Dialog:
        return [each for each in self.window.frame.window.findChildren(Dialog) if each.isVisible()][-1]

    def press(self, name: str) -> None:
        """A button of the window, by what it is called."""
        shown = self.window.frame.window.findChildren(QAbstractButton)
        found = [b for b in shown if b.isVisible() and name in (b.accessibleName() or b.text())]
        assert found, name
        found[0].click()

    def confirm(self) -> None:
        name = self.window.dialog()
        self.dialog.accept()
        self.until(lambda: self.window.dialog() != name)

    def wish(self, wish: wishes.Wish) -> Dialog:
        self.window.frame.acting.wish(wish)
        self.until(lambda: any(d.isVisible() for d in self.window.frame.window.findChildren(Dialog)))
        return self.dialog


@pytest.fixture
def hands(window: Window, qtbot: QtBot) -> Hands:
    made = Hands(window, qtbot)
    made.until(lambda: window.frame.window.cover_page is not None)
    opening = window.frame.door.opening
    window.frame.door._enter(
        opening.create("Alma Reyes", "Europe/Berlin", passphrase=PHRASE, use_keyring=False)
    )
    made.until(lambda: window.place() == "today")
    return made


def test_said_early_and_able_to_show_it(
    window: Window, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deal_id = commit(window, hands)
    receipt = flag_and_tell(window, hands, deal_id)
    answer(window, hands)
    slip(window, hands, deal_id)
    seen_in_order(window, hands, deal_id)
    root = stamp(window, hands, deal_id, tmp_path)
    folder = hand_over(window, hands, deal_id, tmp_path / "record", monkeypatch)
    the_manager_checks(window, folder, receipt, root, tmp_path)
    and_notices_a_change(folder, tmp_path)


def commit(window: Window, hands: Hands) -> str:
    """The AE commits for the quarter; procurement takes twelve weeks and is in its first."""
    desk = window.desk
    partner = desk.partners.meet("Callum Reid", email="callum@fettle.example")
    deal = desk.deals.open("Gate drives", ACCOUNT, partner_id=partner.id)
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 9, 30))
    desk.deals.set_procurement(deal.id, date(2026, 8, 22), 12, "The buyer, on the phone")
    window.frame.acting.go(Place("deal", deal.id, "risks"))
    hands.until(lambda: window.place() == "deal")
    return deal.id


def flag_and_tell(window: Window, hands: Hands, deal_id: str) -> str:
    """The desk counts; the SE raises the flag and sends the message with the receipt."""
    (proposal,) = [one for one in window.desk.risks.proposals(deal_id) if one.rule == "before_signature"]
    for said in ("12 weeks from", "22 Aug 2026", "14 Nov 2026", "30 Sep 2026", "45 days"):
        assert said in proposal.evidence
    window.clock.move(timedelta(minutes=3))
    hands.press(f"Flag it: {proposal.statement}")
    hands.until(lambda: window.dialog() == "Flag a risk")
    hands.confirm()
    hands.until(lambda: window.dialog() == "Tell Callum")
    window.clock.move(timedelta(minutes=1))
    told = hands.dialog
    told.reference.setText("<42@fettle.example>")  # type: ignore[attr-defined]
    receipt: str = told.receipt  # type: ignore[attr-defined]
    assert receipt in told.message.text  # type: ignore[attr-defined]
    hands.confirm()
    (flag,) = window.desk.risks.flags()
    assert flag.status is Status.WAITING and flag.entries[0].receipt == receipt
    rules = {one.rule for one in window.desk.risks.proposals(deal_id)}
    assert "before_signature" not in rules  # never twice for the same facts
    return receipt


def answer(window: Window, hands: Hands) -> None:
    (flag,) = window.desk.risks.flags()
    window.clock.move(timedelta(hours=20))
    dialog = hands.wish(wishes.AnswerFlag(flag.id))
    dialog.response.set_text(ANSWER)  # type: ignore[attr-defined]
    hands.confirm()
    assert window.desk.risks.get(flag.id).status is Status.ANSWERED


def slip(window: Window, hands: Hands, deal_id: str) -> None:
    """Five weeks later the date has passed; the forecast moves to where the arithmetic had put it."""
    window.clock.move(timedelta(days=37))
    window.desk.deals.record_forecast(deal_id, ForecastCategory.COMMIT, date(2026, 11, 27), source="The CRM")
    (flag,) = window.desk.risks.flags()
    dialog = hands.wish(wishes.CloseFlag(flag.id))
    dialog.outcome.set_value("materialised")  # type: ignore[attr-defined]
    dialog.note.set_text("Signed after procurement, as the weeks had said.")  # type: ignore[attr-defined]
    hands.confirm()
    assert window.desk.risks.get(flag.id).outcome is OutcomeWord.MATERIALISED


def seen_in_order(window: Window, hands: Hands, deal_id: str) -> None:
    """The timeline and the histories show that the flag came before the slip."""
    window.frame.acting.go(Place("deal", deal_id, "timeline"))
    hands.until(lambda: window.place() == "deal")
    rows = window.desk.history.of_deal(deal_id)
    (flag,) = [row for row in rows if row.noun == "flag"]
    first, moved = sorted((row for row in rows if row.noun == "forecast"), key=lambda row: row.at)
    assert first.at < flag.at < moved.at
    assert "58 days later than before" in moved.text
    (timeline,) = [one for one in window.page.findChildren(Timeline) if one.isVisible()]
    model = timeline.model()
    words = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    places = [next(n for n, one in enumerate(words) if text in one) for text in ("58 days later", flag.title)]
    assert places == sorted(places)  # newest first


def stamp(window: Window, hands: Hands, deal_id: str, folder: Path) -> bytes | None:
    """An authority of the SE's choice stamps the chain, where this computer can play one."""
    if OPENSSL is None:
        return None
    authority = Authority(folder / "authority", "p256")
    with served(Counter(authority)) as url:
        window.desk.stamps.set_authority(url)
        before = window.desk.risks.count_entries()
        window.frame.acting.wish(wishes.StampChain(deal_id))
        hands.until(lambda: window.desk.risks.count_entries() == before + 1)
    return authority.root


def hand_over(
    window: Window, hands: Hands, deal_id: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The record for the manager, looked at before it is written."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_more: str(folder))
    dialog = hands.wish(wishes.ExportRecord(deal_id))
    dialog.choice.recipient.setText(MANAGER)  # type: ignore[attr-defined]
    hands.until(lambda: dialog.primary.isEnabled() and dialog.sheets.sheet_count() == 1)  # type: ignore[attr-defined]
    dialog.accept()
    hands.until(lambda: bool(list(folder.glob("*.txt"))) and window.dialog() == "")
    kept = {path.suffix for path in folder.iterdir()}
    assert kept == {".json", ".pdf", ".html", ".md", ".txt"}
    (line,) = window.desk.records.exported(deal_id)
    assert line.recipient == MANAGER
    return folder


def the_manager_checks(window: Window, folder: Path, receipt: str, root: bytes | None, place: Path) -> None:
    """With the receipt from the message and the key from the charter, by four ways that share no line."""
    (record,) = folder.glob("*-risk-record.json")
    key = window.desk.profile.get().public_key
    more = []
    if root is not None:
        (place / "root.pem").write_bytes(root)
        more = ["--authority", str(place / "root.pem")]
    assert cli.main(["verify", str(record), receipt, "--key", key, *more]) == 0
    python = by_itself.old_python() or sys.executable
    words = [python, "-I", str(CHECKER), str(record), receipt, "--key", key]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert ("Time stamp: entry 4 " in done.stdout) == (root is not None)
    assert len(other_programs.check(record)) == (4 if root is None else 5)
    if browser.CHROMIUM:
        html = next(folder.glob("*.html")).read_text("utf-8")
        dom = browser.shown(html, _folder(place / "intact"))
        assert browser.verdict(dom)[0] == "intact" and ANSWER in dom
    page = record_page(read_record(record.read_bytes()))
    labels = [entry.label for entry in page.flags[0].entries]
    assert labels == ["Raised", "Told Callum Reid", "Response of Callum Reid", "Outcome"]
    raised, told = (entry.utc for entry in page.flags[0].entries[:2])
    assert raised < told < "2026-08-25" and f"For {MANAGER}" in page.byline


def and_notices_a_change(folder: Path, place: Path) -> None:
    """One word changed on the way, in the file or in the page: every way says so."""
    (record,) = folder.glob("*-risk-record.json")
    changed = place / "changed.json"
    changed.write_text(record.read_text("utf-8").replace(ANSWER, ANSWER.replace("keep", "give up")), "utf-8")
    assert json.loads(changed.read_text("utf-8")) != json.loads(record.read_text("utf-8"))
    assert cli.main(["verify", str(changed)]) == 1
    words = [sys.executable, "-I", str(CHECKER), str(changed)]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1
    if not browser.CHROMIUM:
        pytest.skip("no Chromium on this computer; all but the page in a browser was checked")
    html = next(folder.glob("*.html")).read_text("utf-8").replace(ANSWER, ANSWER.replace("keep", "give up"))
    assert browser.verdict(browser.shown(html, _folder(place / "changed")))[0] == "broken"
    shutil.rmtree(folder)


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
