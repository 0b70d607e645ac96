"""What will leave the desk, shown word for word before it leaves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.domain.tone import blame_words
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.notices import toast

NOTHING_PRIVATE = "Private notes are never part of it."
ROWS = 18


def copied(owner: QWidget, text: str) -> bool:
    """Puts the text on the clipboard and says that nothing more was done; True, as an act of the dialog."""
    copy_text(text)
    toast(owner, "Copied. Nothing was sent.", icon="copy")
    return True


class LeavingDialog(Dialog):
    """``text`` is what leaves, and can be read and selected but not changed here.

    ``act`` does what the primary button says and answers whether it was done; ``other`` is a second way
    out, its words and its act. Words that may read as blame are named above the text: a hint, no censor.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        primary: str,
        act: Callable[[], bool],
        *,
        consequence: str = NOTHING_PRIVATE,
        other: tuple[str, Callable[[], bool]] | None = None,
        icon: str = "eye",
    ) -> None:
        super().__init__(parent, title, primary, consequence, icon=icon, width=720)
        self._act = act
        self.tone = BodyText(tone_sentence(text), "small", "sev-medium" if blame_words(text) else "text-3")
        self.text = TextArea(text, rows=ROWS, name="What will leave")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.add(self.tone)
        self.add(self.text)
        self.other: Button | None = None
        if other is not None:
            words, then = other
            self.other = Button(words)
            self.other.clicked.connect(lambda: self._other(then))
            self.foot.insertWidget(self.foot.count() - 1, self.other)

    def confirm(self) -> bool:
        """Do what the primary button says."""
        return self._act()

    def _other(self, then: Callable[[], bool]) -> None:
        """The second way out; the dialog stays where it was not gone."""
        try:
            done = then()
        except DeskError as error:
            self.show_problem(error)
            return
        if done:
            self._leave(True)


def tone_sentence(text: str) -> str:
    """What to look at once more, or how much there is to read."""
    found = blame_words(text)
    if not found:
        return f"{count(len(text.split()), 'word')}. This is all that leaves."
    named = ", ".join(f"“{word}”" for word in found[:5])
    return f"May read as blame: {named}. Look at it once more, or leave it as it is."
