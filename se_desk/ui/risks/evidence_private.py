"""Asks before private words become evidence, which a record can take along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from se_desk.domain.evidence import EvidenceItem
from se_desk.domain.moments import count
from se_desk.ui.kit.cards import SayBox
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.sources import short

LONGEST = 240  # letters of one item
WHY = (
    "A private note leaves the desk in no export. As evidence its words stay in the risk log for good, and "
    "a record shows them unless they are hidden there. The drafted message leaves them out."
)


class TakePrivate(Dialog):
    """Names every item that is private; cancelled, all of it stays as it is typed."""

    def __init__(self, parent: QWidget, items: Sequence[EvidenceItem]) -> None:
        super().__init__(
            parent,
            f"Take {count(len(items), 'item')} from a private note?",
            "Take them" if len(items) > 1 else "Take it",
            "The note itself stays private.",
            icon="lock",
            width=480,
            cancel="Go back",
        )
        self.add(BodyText(WHY, "body", "text-2"))
        for item in items:
            self.add(SayBox(short(f"{item.kind.label}: {item.words}", LONGEST)))

    def open(self) -> None:
        """The keyboard starts at the button that loses nothing."""
        super().open()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
