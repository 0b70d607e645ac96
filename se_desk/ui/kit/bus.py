"""Carries announcements of the services to the panels: from any thread in, on the GUI thread out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid


class Bus(QObject):
    """Turns ``publish(change)`` into the signal ``changed``. Make it on the GUI thread.

    A change is any object with ``noun``, ``id``, ``deal_id`` and ``author``. It is delivered after the code
    that announced it has returned, so that no panel is rebuilt in the middle of somebody's own work.
    """

    changed = Signal(object)
    _announced = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._announced.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def publish(self, change: object) -> None:
        """Announce; may be called from any thread."""
        self._announced.emit(change)

    @Slot(object)
    def _deliver(self, change: object) -> None:
        self.changed.emit(change)

    def listen(
        self,
        owner: QObject,
        slot: Callable[[Any], object],
        nouns: Collection[str] = (),
        author: object = None,
    ) -> None:
        """Call ``slot(change)`` for the nouns named (all when none is) for as long as ``owner`` lives.

        What ``author`` announced is its own echo and is left out.
        """
        wanted = frozenset(str(noun) for noun in nouns)

        def heard(change: Any) -> None:
            own = author is not None and change.author == author
            if isValid(owner) and not own and (not wanted or str(change.noun) in wanted):
                slot(change)

        link = self.changed.connect(heard)
        owner.destroyed.connect(lambda: QObject.disconnect(link))
