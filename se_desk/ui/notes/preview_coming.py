"""What the preview shows is made off the GUI thread; of a long note in pieces, the one in sight first.

The pieces stand together without a gap at any time: each comes right before or right after those there are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.messages import tell
from se_desk.ui.notes.attach_preview import Attached, Shown
from se_desk.ui.notes.preview_part import Part, is_long, whole_of
from se_desk.ui.notes.preview_style import for_qt

PAUSE_MS = 150
BREATH_MS = 10  # between pieces: what a person does goes first


@dataclass(frozen=True, slots=True)
class Made:
    """One piece of ``whole``, ready to be shown ``below`` (or above) what is there."""

    whole: Part
    piece: Part
    shown: Shown
    below: bool = True

    @property
    def alone(self) -> bool:
        """Whether it is all there is."""
        return self.piece is self.whole


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown beside the source itself: attachments, and people by their full names."""

    attached: Attached
    people: frozenset[str] = frozenset()

    def made(self, source: str, pictures: int = 0) -> Shown:
        """The preview of some Markdown after so many pictures; runs off the GUI thread."""
        attached = replace(self.attached, most=max(0, self.attached.most - pictures))
        shown = attached.shown(source, self.people)
        return replace(shown, html=for_qt(shown.html.strip()))


class Coming(QObject):
    """Asks what is to be shown, and gives it out piece by piece until something else is to be shown."""

    begun = Signal(object)  # Made: the first piece; what was shown before is no longer
    came = Signal(object)  # Made: one more
    finished = Signal()

    def __init__(
        self, owner: QObject, look: Callable[[], Look], sight: Callable[[], tuple[float, bool]]
    ) -> None:
        super().__init__(owner)
        self._owner, self._look, self._sight = owner, look, sight
        self._read: Callable[[], Part] = lambda: whole_of("")
        self._job: Job | None = None
        self._again = self._waits = False
        self._whole, self._pieces, self._low, self._high = whole_of(""), tuple[Part, ...](), 0, 0
        self._at = self._pictures = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.again)
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(BREATH_MS)
        self._breath.timeout.connect(self._go_on)

    @property
    def missing(self) -> bool:
        """Whether more is to come."""
        return self._waits or self._low > 0 or self._high < len(self._pieces)

    @property
    def old(self) -> bool:
        """Whether what is shown is not what there is to show by now."""
        return self._waits

    def show(self, read: Callable[[], Part], *, now: bool = False) -> None:
        """Show other Markdown after a short pause, or at once; ``read`` is asked for it then."""
        self._read, self._waits = read, True
        if now:
            self.again()
        else:
            self._timer.start()

    def again(self) -> None:
        """Make all of it anew."""
        self._timer.stop()
        self._breath.stop()
        self._waits = True
        if self._job is not None:
            self._again = True  # one at a time: two would only share the processor
            return
        whole, look, sight = self._read(), self._look(), self._sight()
        self._job = run(lambda _job: _first(whole, look, *sight), self._owner, self._begin, self._fail)

    def stop(self) -> None:
        """Nothing more is wanted of what is coming."""
        self._timer.stop()
        self._breath.stop()
        if self._job is not None:
            self._job.cancel()
        self._job, self._again, self._waits, self._pieces, self._low, self._high = (
            None,
            False,
            False,
            (),
            0,
            0,
        )

    def _begin(self, made: tuple[tuple[Part, ...], int, Made]) -> None:
        self._job = None
        if self._is_old():
            return
        self._waits = self._timer.isActive()
        self._pieces, self._at, first = made
        self._low, self._high, self._whole = self._at, self._at + 1, first.whole
        self._pictures = len(first.shown.pictures)
        self.begun.emit(first)
        self._rest()

    def _go_on(self) -> None:
        number = _next(self._low, self._at, self._high, len(self._pieces))
        if number is None or self._job is not None:
            return
        piece, look, pictures = self._pieces[number], self._look(), self._pictures
        self._job = run(
            lambda _job: look.made(piece.source, pictures),
            self._owner,
            lambda shown: self._came(Made(self._whole, piece, shown, number >= self._high)),
            self._fail,
        )

    def _came(self, made: Made) -> None:
        self._job = None
        if self._is_old():
            return
        self._low, self._high = self._low - (not made.below), self._high + made.below
        self._pictures += len(made.shown.pictures)
        self.came.emit(made)
        self._rest()

    def _is_old(self) -> bool:
        """Whether something else is wanted meanwhile; it is begun then."""
        again, self._again = self._again, False
        if again:
            self.again()
        return again

    def _rest(self) -> None:
        if self.missing:
            self._breath.start()
        else:
            self.finished.emit()

    def _fail(self, fault: Exception) -> None:
        self.stop()
        tell(self._owner, fault)


def _next(low: int, at: int, high: int, count: int) -> int | None:
    """The nearest piece to the first one that is not there yet; of two, the one below."""
    if high < count and (low == 0 or high - at <= at - low + 1):
        return high
    return low - 1 if low else None


def _first(whole: Part, look: Look, line: float, at_end: bool) -> tuple[tuple[Part, ...], int, Made]:
    """The pieces of what is to be shown, which of them is in sight, and that one made."""
    if not is_long(len(whole.source), whole.last - whole.first):
        return (whole,), 0, Made(whole, whole, look.made(whole.source))
    from se_desk.exchange.markdown_pieces import pieces_of

    cut, last = pieces_of(whole.source), whole.last
    nexts = (*(each.first for each in cut[1:]), last - whole.first + 1)
    pieces = tuple(
        Part(each.source, whole.first + each.first, whole.first + after - 1, whole=False)
        for each, after in zip(cut, nexts, strict=True)
    )
    begins = [each.first for each in pieces]
    # Where several begin in one line, the first of them.
    at = bisect_left(begins, begins[max(0, bisect_right(begins, line) - 1)])
    at = len(pieces) - 1 if at_end else at
    return pieces, at, Made(whole, pieces[at], look.made(pieces[at].source))
