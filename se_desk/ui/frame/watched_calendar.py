"""The calendar files of a folder, taken in when they change: off until the SE names the folder.

A calendar program, or whatever syncs one, writes its export there. A file is taken in when it has come to
rest and ends as a calendar ends; one that is half written waits. What is sure comes in by itself and is
announced; what may be of several deals comes in without one, and the SE is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.ui.frame.notices import Notice
from se_desk.ui.kit.background import Job, run

if TYPE_CHECKING:
    from se_desk.services.calls_in import Taken
    from se_desk.services.desk import Desk

REST_MS = 2_000  # as long as a file has to stay as it is
MOST_FILES = 20
_TAIL = 64
_END = b"END:VCALENDAR"

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """How a file of the folder looks, and whether it ends as a calendar ends."""

    stamp: Stamp
    whole: bool


@dataclass(frozen=True, slots=True)
class CameIn:
    """What a file of the folder brought."""

    path: Path
    taken: Taken

    @property
    def words(self) -> str:
        """``From work.ics: 2 calls are new, 1 moved, 1 was cancelled.``; empty where nothing changed."""
        found = self.taken
        parts = [f"{count(len(found.new), 'call is', 'calls are')} new"] if found.new else []
        parts += [f"{len(found.changed)} changed"] if found.changed else []
        parts += [f"{len(found.cancelled)} cancelled"] if found.cancelled else []
        return f"From {self.path.name}: {', '.join(parts)}." if parts else ""


class WatchedCalendar(QObject):
    """Looks after the folder of one open desk.

    ``came`` with a CameIn, ``troubled`` with a Notice, ``broke`` with what is a fault of ours.
    """

    came = Signal(object)
    troubled = Signal(object)
    broke = Signal(object)

    def __init__(self, parent: QObject | None = None, rest_ms: int = REST_MS) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._folder: Path | None = None
        self._job: Job | None = None
        self._again = False  # something changed while the folder was being listed
        self._seen: dict[Path, Stamp] = {}  # how a file looked the last time
        self._settled: dict[Path, Stamp] = {}  # what was taken in, or could not be
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(rest_ms)
        self._rest.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        for changed in (self._watcher.directoryChanged, self._watcher.fileChanged):
            changed.connect(lambda _path: self._rest.start())

    def begin(self, desk: Desk) -> None:
        """A desk was opened, or names another folder."""
        self._desk = desk
        named = ""
        with suppress(DeskError):
            named = desk.profile.get().calendar_folder
        folder = Path(named) if named else None
        if folder != self._folder:
            self._seen.clear()
            self._settled.clear()
        self._folder = folder
        self._watch(())
        if folder is not None:
            self.look()

    def end(self) -> None:
        """It is locked, or closed."""
        self._desk = None
        self._rest.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._watch(())

    def look(self) -> None:
        """See which files have changed: when the watcher says so, and every minute: not every disk tells.

        The folder is listed off the GUI thread: it may lie on a disk that takes its time.
        """
        if self._desk is None or self._folder is None:
            return
        if self._job is not None:
            self._again = True
            return
        folder, settled = self._folder, dict(self._settled)
        self._job = run(lambda _job: listed(folder, settled), self, self._listed)

    def _listed(self, found: dict[Path, Seen]) -> None:
        self._job = None
        again, self._again = self._again, False
        if self._desk is None:
            return
        self._watch(found)
        ready: list[Path] = []
        waiting = False
        for path, seen in found.items():
            if self._settled.get(path) == seen.stamp:
                continue
            rested = self._seen.get(path) == seen.stamp
            self._seen[path] = seen.stamp
            if rested and seen.whole:
                ready.append(path)
            else:
                waiting = True
        if ready:
            self._take(ready[0])
        elif waiting or again:
            self._rest.start()

    def _watch(self, calendars: Collection[Path]) -> None:
        """The folder and the calendars in it, which programs write anew or replace; nothing while locked."""
        wanted = {str(path) for path in calendars}
        if self._desk is not None and self._folder is not None and self._folder.is_dir():
            wanted.add(str(self._folder))
        held = {*self._watcher.files(), *self._watcher.directories()}
        if held - wanted:
            self._watcher.removePaths(sorted(held - wanted))
        if wanted - held:
            self._watcher.addPaths(sorted(wanted - held))

    def _take(self, path: Path) -> None:
        desk, stamp = self._desk, self._seen[path]
        if desk is None:
            return
        self._job = run(
            lambda job: _take_in(desk, path, job),
            self,
            lambda taken: self._taken(path, stamp, taken),
            lambda error: self._failed(path, stamp, error),
        )

    def _taken(self, path: Path, stamp: Stamp, taken: Taken) -> None:
        self._job = None
        self._settled[path] = stamp
        if taken.changing or taken.unsure:
            self.came.emit(CameIn(path, taken))
        self.look()

    def _failed(self, path: Path, stamp: Stamp, error: Exception) -> None:
        """Said once: the file is tried again when it has changed."""
        self._job = None
        self._settled[path] = stamp
        if self._desk is None:
            return
        if isinstance(error, DeskError):
            self.troubled.emit(Notice(f"{path.name} in the calendar folder: {error.in_short}"))
        else:
            self.broke.emit(error)
        self.look()


def _take_in(desk: Desk, path: Path, job: Job) -> Taken:
    """Off the GUI thread: what is sure comes in, in one transaction; where nothing changes none is opened."""
    plan = desk.imports.plan_calls(path)
    job.stop_if_cancelled()
    return desk.imports.take_calls(plan) if plan.taken.changing else plan.taken


def listed(folder: Path, settled: Mapping[Path, Stamp]) -> dict[Path, Seen]:
    """The .ics files right in the folder; only those are read that look otherwise than when they settled."""
    found: dict[Path, Seen] = {}
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.suffix.casefold() == ".ics" and len(found) < MOST_FILES:
                with suppress(OSError):
                    if path.is_file():
                        stat = path.stat()
                        stamp = (stat.st_mtime_ns, stat.st_size)
                        found[path] = Seen(stamp, settled.get(path) == stamp or is_whole(path))
    return found


def is_whole(path: Path) -> bool:
    """Whether it ends as a calendar ends; one that is being written does not yet. UTF-16 counts too."""
    try:
        with path.open("rb") as source:
            source.seek(0, 2)
            source.seek(max(source.tell() - 2 * _TAIL, 0))
            tail = source.read()
    except OSError:
        return False
    return tail.replace(b"\0", b"").strip().upper().endswith(_END)


def announce(
    came: CameIn,
    say: Callable[[Notice], object],
    toast: Callable[[str], object],
    ask: Callable[[Path], object],
) -> None:
    """A word for what came in; what is not sure stays in sight until the SE has chosen or closed it."""
    unsure = len(came.taken.unsure)
    if not unsure:
        toast(came.words)
        return
    entry = "entry may be of more than one deal" if unsure == 1 else "entries may be of more than one deal"
    words = f"{came.words} {unsure} {entry}.".strip()
    say(Notice(words, "accent", "Choose the deal", lambda: ask(came.path)))
