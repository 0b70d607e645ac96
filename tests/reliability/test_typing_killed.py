"""A window that is killed while somebody types: what was saved is there, and all but the last two seconds."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from se_desk.ui.kit.autosave import LATEST_MS
from tests.reliability.conftest import Times, posix
from tests.reliability.nursery import Nursery, after_a_while
from tests.reliability.typing_works import text_of
from tests.reliability.works import PHRASE, the_opening

pytestmark = posix
NEEDED = (
    "PySide6.QtTest",
    "se_desk.ui.frame.start",
    "se_desk.ui.notes.page",
    "markdown_it",
    "nh3",
    "hunspell",
)
LONGEST = 4.0  # seconds of typing before a kill
SLOW_MS = 3_000  # a busy machine lets a timer wait and takes its time to write


@dataclass(frozen=True, slots=True)
class Loss:
    """What one kill cost: letters, and milliseconds from the first that is lost to the last typed."""

    letters: int = 0
    ms: float = 0.0


def loss_of(said: list[str], kept: int) -> Loss:
    """AssertionError where something is lost that was said to be saved, or more than the promise."""
    lines = [line.split() for line in said]
    saved = [int(words[1]) for words in lines if words[0] == "saved"]
    assert kept >= max(saved, default=0), f"said to be saved: {max(saved)}, kept: {kept}"
    typed = [(int(words[1]), float(words[2])) for words in lines if words[0] == "typed"]
    lost = [at for count, at in typed if count > kept]
    made = Loss(len(lost), 1_000 * (typed[-1][1] - lost[0])) if lost else Loss()
    assert made.ms <= LATEST_MS + SLOW_MS, f"lost {made}"
    return made


@pytest.fixture
def window() -> Iterator[Nursery]:
    """Where windows are opened and killed."""
    with Nursery(*NEEDED) as made:
        yield made


def emptied(home: Path) -> str:
    """The id of a new note, in which nothing is written."""
    desk = the_opening(home).with_passphrase(PHRASE)
    note = desk.notes.start(desk.deals.views()[0].deal.id, title="Typed")
    desk.close()
    return note.id


def kept_of(home: Path, note_id: str) -> int:
    """How many letters are on the desk: a beginning of what was typed, whole, and the index in step."""
    desk = the_opening(home).with_passphrase(PHRASE)
    body = desk.notes.get(note_id).body
    assert body == text_of(len(body))
    with desk.reading() as conn:
        indexed = conn.exec_driver_sql("SELECT count(*) FROM search_items WHERE noun = 'note'").scalar()
        assert indexed == conn.exec_driver_sql("SELECT count(*) FROM notes").scalar()
    desk.close()
    return len(body)


def kill_while_typing(
    nursery: Nursery, work: str, home: Path, note_id: str, typed: int, seed: int
) -> list[str]:
    """All it had said."""
    pid = nursery.begin(work, str(home), note_id, typed, seed)
    assert nursery.hear(pid) == "ready"
    first = nursery.hear(pid)
    after_a_while(nursery, random.Random(seed), LONGEST)
    return [first, *nursery.kill(pid)]


def test_a_killed_window_loses_no_more_than_was_promised(
    window: Nursery, home: Path, times: Times, figure: Callable[[str], None]
) -> None:
    note_id, kept, losses, runs = emptied(home), 0, [], times(3, 200)
    begun, typed = time.monotonic(), 0
    for seed in range(runs):
        said = kill_while_typing(window, "type_in_window", home, note_id, kept, seed)
        before, kept = kept, kept_of(home, note_id)
        assert kept >= before
        losses.append(loss_of(said, kept))
        typed += sum(line.startswith("typed") for line in said)
    letters, longest = max(loss.letters for loss in losses), max(loss.ms for loss in losses)
    figure(
        f"typing: {runs} kills, {typed} keys, at worst {letters} letters and {longest:.0f} ms lost, "
        f"{time.monotonic() - begun:.0f} s"
    )
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    assert opening.problems(desk) == ()
    desk.close()


def test_what_is_said_to_be_saved_too_soon_is_noticed(window: Nursery, home: Path) -> None:
    """The control, in the window."""
    note_id, kept = emptied(home), 0
    with pytest.raises(AssertionError, match="said to be saved"):
        for seed in range(40):
            said = kill_while_typing(window, "type_in_window_early", home, note_id, kept, seed)
            kept = kept_of(home, note_id)
            loss_of(said, kept)


def test_more_than_was_promised_is_noticed() -> None:
    """The control of the promise: keys over nine seconds, and only the first of them on the disk."""
    said = [f"typed {number} {number}.0" for number in range(1, 10)]
    assert loss_of(said, 8) == Loss(1, 0.0)
    with pytest.raises(AssertionError, match="lost"):
        loss_of(said, 1)
