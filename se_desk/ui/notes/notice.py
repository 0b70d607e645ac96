"""The one sentence above the editor: what stands in the way of saving, or that the note is in the trash."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.layout import clear_layout, vbox
from se_desk.ui.kit.notices import Banner


class Notice(QWidget):
    """Holds one banner at most; without one it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._row = vbox(margins=(24, 0, 24, 12))
        self.setLayout(self._row)
        self.banner: Banner | None = None
        self.hide()

    def say(self, sentence: str, action: str, then: Callable[[], object], tone: str = "amber") -> None:
        """Show a sentence instead of the one before; it stays until it no longer holds."""
        self.clear()
        self.banner = Banner(sentence, action, tone, closable=False)
        self.banner.acted.connect(lambda: then())
        self._row.addWidget(self.banner)
        self.show()

    def clear(self) -> None:
        """Nothing to say."""
        clear_layout(self._row)
        self.banner = None
        self.hide()
