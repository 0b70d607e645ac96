"""What the processes do that are killed while somebody types: the real window, keys, and the clock."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.reliability.works import PHRASE, Say, the_opening

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from se_desk.ui.frame.start import Frame
    from se_desk.ui.notes.page import NotePage

PATIENCE = 60.0  # seconds until a desk is open, on a busy machine
QUICKEST, SLOWEST = 0.0, 0.09  # seconds from key to key
REST = 0.9  # seconds of a thought, now and then; longer than the pause in which is saved
WORDS = "the freezer probe drifts by a degree when the door stands open "


def text_of(count: int) -> str:
    """The first ``count`` letters that are typed."""
    return (WORDS * (count // len(WORDS) + 1))[:count]


def type_in_window(say: Say, home: str, note_id: str, typed: int, seed: int, early: bool = False) -> None:
    """Types on after ``typed`` letters. Says each key with its time, and each save after it has come back.

    ``early`` is the control: it says a save as soon as it is going to be made.
    """
    frame = _opened(home)
    page = _page_of(frame, note_id)
    editor, count = page.writing.editor, [typed]
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    told = page.text_saving.waiting if early else page.text_saving.saved
    told.connect(lambda *_at: say(f"saved {len(editor.source)}"))
    chance = random.Random(seed)
    say("ready")
    for number in itertools.count(typed):
        _press(frame, editor, text_of(number + 1)[-1])
        count[0] = len(editor.source)
        say(f"typed {count[0]} {time.monotonic()}")
        _let_pass(frame, REST if chance.random() < 0.03 else chance.uniform(QUICKEST, SLOWEST))


def type_in_window_early(say: Say, home: str, note_id: str, typed: int, seed: int) -> None:
    """The control: acknowledged before it is on the disk."""
    type_in_window(say, home, note_id, typed, seed, early=True)


def _opened(home: str) -> Frame:
    from se_desk.domain.errors import NotFound
    from se_desk.ui.frame.start import Frame, Keys

    def no_sample() -> object:
        raise NotFound("There is no sample here.")

    opening = the_opening(home)
    keys = Keys(lambda: opening, no_sample, lambda: PHRASE, sample_first=False)  # type: ignore[arg-type]
    frame = Frame(keys, opening.paths.desk)
    frame.show()
    _until(frame, lambda: frame.door.sitting is not None and frame.door.sitting.is_open)
    return frame


def _page_of(frame: Frame, note_id: str) -> NotePage:
    from se_desk.ui.kit.wishes import Place
    from se_desk.ui.notes.page import NotePage

    sitting = frame.door.sitting
    if sitting is None:
        raise RuntimeError("the desk is not open")
    sitting.go(Place("note", note_id))

    def found() -> NotePage | None:
        pages = [page for page in frame.window.findChildren(NotePage) if page.isVisible()]
        return next((page for page in pages if page.note is not None), None)

    _until(frame, lambda: found() is not None)
    page = found()
    if page is None:
        raise RuntimeError("the note is not in front")
    return page


def _press(frame: Frame, editor: QWidget, letter: str) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClicks(editor, letter)
    frame.app.processEvents()


def _let_pass(frame: Frame, seconds: float) -> None:
    over = time.monotonic() + seconds
    _until(frame, lambda: time.monotonic() >= over)


def _until(frame: Frame, ready: Callable[[], bool]) -> None:
    late = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > late:
            raise TimeoutError("it does not come")
        frame.app.processEvents()
        time.sleep(0.001)  # the machine has other work


TYPING: dict[str, Callable[..., None]] = {
    work.__name__: work for work in (type_in_window, type_in_window_early)
}
