"""What the processes do that are killed: each says in a line what it has done, when it is done.

The controls are the same works with one guard taken away. They run in a forked process of their own, so
what they patch is gone with them.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from se_desk.domain.errors import DeskBusy, DeskError
from se_desk.domain.risks import Category, Severity
from se_desk.paths import DeskPaths
from se_desk.services.opening import Opening
from se_desk.storage import archive, engine, locks, private
from se_desk.storage.keyslots import Cost
from se_desk.storage.migrations import run as migrations

PHRASE = "gravel spoon heron cedar"
QUICK = Cost(memory_kib=64, passes=1, lanes=1)
PIECE = 8192

Say = Callable[[str], None]


def the_opening(home: str | Path) -> Opening:
    """The desk in a folder, with a passphrase that is quick to check."""
    return Opening(DeskPaths.of(Path(home)), cost=QUICK)


def body_of(number: int) -> str:
    """What is typed, for a number."""
    return f"{number}\n" + f"freezer probe {number} " * (20 + number % 400)


def autosave(say: Say, home: str, first: int, early: bool = False) -> None:
    """Types into one note, starts others, and raises flags; ``early`` says so before it is written."""
    desk = the_opening(home).with_passphrase(PHRASE)
    deal = desk.deals.views()[0].deal
    note = desk.notes.of_deal(deal.id)[-1]
    for number in itertools.count(first):
        if early:
            say(f"written {number}")
        desk.notes.write(note.id, body_of(number))
        if number % 5 == 0:
            desk.notes.start(deal.id, title=f"Note {number}", body=body_of(number))
        if number % 7 == 0:
            desk.risks.flag(deal.id, Severity.LOW, Category.DATA, f"Flag {number}")
        if not early:
            say(f"written {number}")


def autosave_early(say: Say, home: str, first: int) -> None:
    """The control: acknowledged before it is on the disk."""
    autosave(say, home, first, early=True)


def back_up(say: Say, home: str, target: str) -> None:
    """Makes a backup."""
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    say("begun")
    opening.back_up(desk, Path(target))
    say("done")


def back_up_in_place(say: Say, home: str, target: str) -> None:
    """The control: written where it will stand, piece by piece, instead of moved there whole."""

    def in_pieces(new: Path, place: Path) -> None:
        with new.open("rb") as source, place.open("wb", buffering=0) as copy:
            copy.write(source.read(PIECE))
            if place.name == Path(target).name:
                say("piece")
                signal.pause()  # it is killed here
            shutil.copyfileobj(source, copy)

    private.replace = in_pieces
    back_up(say, home, target)


def restore(say: Say, home: str, file: str) -> None:
    """Puts a backup in place."""
    say("begun")
    the_opening(home).put_back(Path(file), PHRASE)
    say("done")


def restore_in_place(say: Say, home: str, file: str) -> None:
    """The control: unpacked over the desk instead of beside it."""
    archive.CHUNK = PIECE
    compare = archive._compare

    def slowly(chunks: Any, *rest: Any) -> None:
        def told() -> Any:
            for number, chunk in enumerate(chunks):
                yield chunk
                if number == 2:  # within the desk, the keyslots being one chunk
                    say("piece")
                    signal.pause()  # it is killed here

        compare(told(), *rest)

    archive._compare = slowly
    paths = DeskPaths.of(Path(home))
    for old in (paths.desk, paths.keyslots):
        old.unlink()
    archive.unpack(Path(file), paths.desk.parent)
    say("done")


def migrate(say: Say, desk: str, key: str, steps: str, version: int) -> None:
    """Brings a desk to the next schema."""
    made = engine.make_engine(Path(desk), bytes.fromhex(key), guarded=False)
    say("begun")
    migrations.upgrade(made, Path(steps), version)
    made.dispose()
    say("done")


def migrate_unbound(say: Say, desk: str, key: str, steps: str, version: int) -> None:
    """The control: each statement for itself, as the driver has it unless transactions are begun openly."""
    engine._begin_openly = lambda _engine, _begin: None
    migrate(say, desk, key, steps, version)


def start(say: Say, home: str) -> None:
    """A start of the window: holds the desk, and writes where it may."""
    opening = the_opening(home)
    try:
        opening.hold()
    except DeskBusy as fault:
        say(f"busy {fault.happened}")
        return
    desk = opening.with_passphrase(PHRASE)
    desk.deals.open(f"Of {os.getpid()}", "Brookmoor Dairy")
    say("writer")
    signal.pause()  # until it is killed


def start_unlocked(say: Say, home: str) -> None:
    """The control: no lock."""
    locks._lock = lambda _handle: None
    start(say, home)


def write_once(say: Say, home: str, title: str) -> None:
    """A verb of the shell: opens, writes, closes; many may run at once."""
    try:
        desk = the_opening(home).with_passphrase(PHRASE)
        desk.deals.open(title, "Brookmoor Dairy")
        desk.close()
    except DeskError as fault:
        say(f"refused {fault.happened}")
    else:
        say("written")


def fill_up(say: Say, home: str, limit: int) -> None:
    """Writes until the system allows no larger file."""
    import resource  # not on every system

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    desk = the_opening(home).with_passphrase(PHRASE)
    deal = desk.deals.views()[0].deal
    for number in range(100_000):
        try:
            desk.notes.start(deal.id, title=f"Note {number}", body="x" * 20_000)
        except DeskError as fault:
            say(f"{type(fault).__name__} {fault}")
            say(f"still {len(desk.notes.of_deal(deal.id))} of {number}")
            return
        say("written")


def write_as_nobody(say: Say, home: str, scratch: str) -> None:
    """Opens and writes with the rights of somebody who may only read there.

    On a ``scratch`` desk first, since nobody may read our modules either.
    """
    write_once(lambda _line: None, scratch, "First")
    os.setgid(65534)
    os.setuid(65534)
    try:
        desk = the_opening(home).with_passphrase(PHRASE)
        say("opened")
        desk.deals.open("Never", "Brookmoor Dairy")
        say("written")
    except DeskError as fault:
        say(f"{type(fault).__name__} {fault}")


def back_up_to(say: Say, home: str, folder: str) -> None:
    """Backs up to another folder and says what came of it."""
    opening = the_opening(home)
    desk = opening.with_passphrase(PHRASE)
    try:
        opening.back_up(desk, Path(folder) / "one.sedesk-backup")
        say("done")
    except DeskError as fault:
        say(f"{type(fault).__name__} {fault}")


def lend(say: Say, home: str, words: str) -> None:
    """Lends a copy of an attachment to a viewer, and waits."""
    opening = the_opening(home)
    opening.hold()
    desk = opening.with_passphrase(PHRASE)
    deal = desk.deals.views()[0].deal
    plan = desk.attachments.add(words.encode(), "plan.txt", deal_id=deal.id)
    desk.attachments.lend(plan.id)
    say("lent")
    signal.pause()  # until it is killed


WORKS: dict[str, Callable[..., None]] = {
    work.__name__: work
    for work in (
        autosave, autosave_early, back_up, back_up_in_place, restore, restore_in_place, migrate,
        migrate_unbound, start, start_unlocked, write_once, fill_up, write_as_nobody, back_up_to, lend,
    )
}  # fmt: skip
