"""The strip at the foot says how far the chosen chain is time stamped, and by whom."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.risks import RiskFlag
from se_desk.services.desk import Desk
from se_desk.services.sample.authority import ADDRESS, NAME, SampleAuthority
from se_desk.services.stamps import Stamps
from se_desk.ui.kit.bus import Bus
from se_desk.ui.risks.integrity import ChainStrip


def test_a_stamp_is_named_with_its_authority(
    desk: Desk, bus: Bus, host: QWidget, three: tuple[RiskFlag, ...], qtbot: QtBot
) -> None:
    untold, _waiting, closed = three
    strip = ChainStrip(desk)
    strip.setParent(host)
    strip.resize(1216, 44)
    strip.check()
    qtbot.waitUntil(lambda: not strip.is_checking)
    strip.show_deal(untold.deal_id)
    assert "stamped" not in strip.strip.accessibleName()
    stamps = Stamps(desk, lambda _address, question: SampleAuthority(desk.now()).answer(question))
    stamps.set_authority(ADDRESS)
    stamps.stamp(untold.deal_id)
    stamps.stamp(closed.deal_id)
    strip.show_deal(untold.deal_id)
    said = strip.strip.accessibleName()
    assert f"Entries 1 to 3 stamped 2026-03-04: {NAME}" in said
    strip.resize(876, 44)
    strip.show_deal(untold.deal_id)
    assert "stamped" not in strip.strip.accessibleName()  # there is no room for it
    strip.resize(1216, 44)
    strip.show_deal("")
    assert "of every deal" in strip.strip.accessibleName()
