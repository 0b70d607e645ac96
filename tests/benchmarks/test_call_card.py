"""From the key to the painted call card with its cursor in the line, beside a bare window with a line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import CallKind
from se_desk.services.desk import Desk
from se_desk.ui.calls.card import CallCard
from se_desk.ui.calls.wishes import GRANTS
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import OpenCallCard
from tests.benchmarks.figures import Figure, milliseconds
from tests.ui.conftest import dress

__all__ = ["dress"]

Down = Callable[[Figure], None]
ROUNDS = 12


def prepared_call(desk: Desk) -> str:
    """A call of a deal with a huddle worth a card: its standard story, roles, five people, twenty jots."""
    deal = desk.deals.views(active=True)[0].deal
    call = desk.calls.plan("Readout", desk.now(), deal_id=deal.id, kind=CallKind.DEMO)
    for number in range(5):
        desk.calls.attend(call.id, f"Guest {number}", "Harbour master")
    desk.huddles.begin(call.id)
    desk.huddles.set_objective(call.id, "They name who signs, and by when")
    desk.huddles.set_call_to_action(call.id, "A name and a day")
    desk.huddles.take_story(call.id)
    for number in range(20):
        desk.calls.jot(call.id, f"Said number {number}")
    return call.id


def bare() -> QWidget:
    """An empty window with a line to type in, as large as the card."""
    made = QWidget()
    line = QLineEdit()
    column = QVBoxLayout(made)
    column.addStretch(1)
    column.addWidget(line)
    made.resize(420, 760)
    made.show()
    line.setFocus()
    return made


def gone(window: QWidget) -> None:
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_card_opens_at_once(
    large: Desk, size: int, qtbot: QtBot, dress: Theme, note_down: Down, at_length: bool
) -> None:
    bus, parent, call_id = Bus(), QWidget(), prepared_call(large)
    large.listen(bus.publish)
    qtbot.addWidget(parent)
    parent.show()

    def card() -> QWidget:
        GRANTS[OpenCallCard](OpenCallCard(call_id), parent, large, bus, lambda _place: None)
        tops = QApplication.topLevelWidgets()
        return next(top for top in tops if isinstance(top, CallCard) and top.isVisible())

    def opened(make: Callable[[], QWidget]) -> float:
        made: list[QWidget] = []

        def work() -> None:
            made.append(make())
            made[0].grab()

        took = milliseconds(work)
        gone(made[0])
        return took

    ways = (card, bare)
    for way in ways:
        opened(way)  # in which everything is imported
    rounds = [tuple(opened(way) for way in ways) for _ in range(ROUNDS if at_length else 1)]
    ours, floor = tuple(one[0] for one in rounds), tuple(one[1] for one in rounds)
    note_down(Figure(f"Call card open, {size:,} notes", ours, floor, "at once: under 250 ms"))
    one = card()
    assert isinstance(one, CallCard)
    assert one.focusWidget() is one.line
    gone(one)
