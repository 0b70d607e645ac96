"""The quiet line under what is typed: words that judge a person, named before they are kept."""

from __future__ import annotations

from se_desk.domain.risk_messages import blames
from se_desk.ui.kit.labels import PlainLabel


class WordingHint(PlainLabel):
    """Says which turns of phrase may read as a judgement; shows nothing where there are none."""

    def __init__(self) -> None:
        super().__init__("", "small", "sev-medium-text", wrap=True)
        self.hide()

    def judge(self, *texts: str) -> None:
        """Look at what is typed; a hint, never a hindrance."""
        found = tuple(dict.fromkeys(phrase.lower() for text in texts for phrase in blames(text)))
        named = ", ".join(f"“{phrase}”" for phrase in found[:3])
        may = "may read as a judgement of a person. A date or a number in its place says more."
        self.set_text(f"{named} {may}" if found else "")
        self.setVisible(bool(found))
