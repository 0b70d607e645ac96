"""What stands against a desk that was just opened is said: a new entry that does not hold, an older file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from se_desk.domain.risks import Category, Severity
from se_desk.services.opening import Opening
from se_desk.storage.engine import connect
from se_desk.ui.frame.lookout import look_around
from se_desk.ui.kit.notices import Banner
from tests.ui.frame.conftest import PHRASE, Rig

LONG = 10_000


@pytest.fixture
def flagged(set_up: Opening) -> Opening:
    desk = set_up.with_passphrase(PHRASE)
    desk.risks.flag(desk.deals.views()[0].deal.id, Severity.LOW, Category.DATA, "One")
    set_up.shut(desk)
    return set_up


def _tamper(opening: Opening) -> None:
    desk = opening.with_passphrase(PHRASE)
    raw = connect(opening.paths.desk, opening._key, guarded=False)
    raw.execute("DROP TRIGGER risk_opened_no_update")
    raw.execute("UPDATE risk_opened SET value = 'Never' WHERE name = 'statement'")
    raw.close()
    opening.shut(desk)


@pytest.mark.parametrize("changed", [True, False])
def test_a_new_entry_that_does_not_hold_is_said_at_opening(
    flagged: Opening, rig: Rig, qtbot: QtBot, changed: bool
) -> None:
    if changed:
        _tamper(flagged)
    frame = rig.open_frame()
    frame.door.daily.end()  # the full check of the day is another one
    if changed:
        qtbot.waitUntil(lambda: bool(frame.window.findChildren(Banner)), timeout=LONG)
        assert "does not fit its commitment" in frame.window.findChildren(Banner)[0].accessibleName()
        return
    sitting = frame.door.sitting
    assert sitting is not None
    assert look_around(flagged, sitting.desk) == ()  # the control


def test_an_older_file_is_said_where_only_notes_lack(flagged: Opening, tmp_path: Path) -> None:
    shutil.copy2(flagged.paths.desk, tmp_path / "older.db")
    desk = flagged.with_passphrase(PHRASE)
    desk.notes.start(desk.deals.views()[0].deal.id, title="Later")
    flagged.shut(desk)
    shutil.copy2(tmp_path / "older.db", flagged.paths.desk)
    desk = flagged.with_passphrase(PHRASE)
    (notice,) = look_around(flagged, desk)
    assert notice.tone == "critical"
    assert "lacks 1 change" in notice.sentence
    flagged.shut(desk)
