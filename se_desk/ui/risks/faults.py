"""What a check found wrong with a chain, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from se_desk.domain.chain import Fault
from se_desk.domain.moments import count
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText

MOST = 8


class FaultsDialog(Dialog):
    """The faults of one deal's chain, and what can be done about them."""

    def __init__(self, parent: QWidget, account: str, faults: Sequence[Fault]) -> None:
        super().__init__(
            parent,
            f"The chain of {account} does not hold",
            "Close",
            "A record of this deal cannot be exported until it does.",
            icon="shield-alert",
            width=560,
            keys=False,
        )
        self.cancel.hide()
        for fault in faults[:MOST]:
            self.add(BodyText(fault.reason, "body", "text"))
        if len(faults) > MOST:
            self.add(BodyText(f"And {count(len(faults) - MOST, 'more fault')}.", "body", "text-2"))
        self.add(
            BodyText(
                "The entries before the first fault still stand, and receipts for them still fit. "
                "Nothing is repaired here. Compare with a backup, and keep this file as it is.",
                "body",
                "text-2",
            )
        )
