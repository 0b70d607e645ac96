"""The foot of every page: three texts over a hairline, the last with the page's number."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from se_desk.ui.paper.flow import BOTTOM, LEFT, WIDTH, rule
from se_desk.ui.paper.lettering import LINE, QUIET, Lines, Style, Words

_FOOT = Style(10, 13, colour=QUIET)


class Footer:
    """A hairline with three texts at the foot of each page; the last one carries the page's number."""

    def __init__(self, parts: tuple[str, str, str]) -> None:
        self._parts = parts

    def __call__(self, painter: QPainter, number: int, of: int) -> None:
        """Paint the foot of page ``number``."""
        left, middle, right = self._parts
        line = rule(LINE)
        if line.paint is not None:
            line.paint(painter, BOTTOM + 12)
        y = BOTTOM + 20
        third = WIDTH / 3
        texts = ((left, "left"), (middle, "left"), (_numbered(right, number, of), "right"))
        middle_wide = Lines((Words(middle, _FOOT),), WIDTH).width()
        last = third if middle else 2 * third  # a title may need the room that nobody else takes
        places = (
            (LEFT, third),
            (LEFT + (WIDTH - middle_wide) / 2, middle_wide + 2),
            (LEFT + WIDTH - last, last),
        )
        for (text, align), (x, wide) in zip(texts, places, strict=True):
            Lines((Words(text, _FOOT),), wide, align).paint(painter, 0, x, y)


def _numbered(text: str, number: int, of: int) -> str:
    page = f"Page {number} of {of}"
    return f"{text} · {page}" if text else page
