"""Several files that belong together: all of them come into a folder, or none.

They are written and synced out of sight first, where a full disk or a kill leaves their place as it was.
Into a folder that is not there yet they then come in one step. In one that is there, each takes its place
by a rename, one right after the other; only a kill between these renames could leave some behind.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from se_desk.storage import private

LEFT_OVER = 3600.0  # seconds after which a waiting room is one that a killed program left
_ROOMS = ".se-desk-*.new"


class Room:
    """Where files wait for their place in ``folder``; ``path`` comes to be with the first file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        beside = next(place for place in (folder, *folder.parents) if place.is_dir())
        self.path = beside / f".se-desk-{secrets.token_hex(4)}.new"
        self._names: list[str] = []

    def add(self, name: str, content: bytes) -> None:
        """One more file, by its name in the folder. OSError where the disk refuses."""
        private.write_file(self.path / name, content)
        self._names.append(name)

    def settle(self) -> None:
        """All take their places; files of the same names are replaced. OSError where the system refuses."""
        if not self._names:
            return
        if not self._folder.exists() and self._became_the_folder():
            return
        for name in self._names:
            place = self._folder / name
            private.make_folder(place.parent)
            (self.path / name).replace(place)
        private.sync_folder(self._folder)

    def _became_the_folder(self) -> bool:
        """Whether the room itself could take the folder's place, which somebody else may do in between."""
        private.make_folder(self._folder.parent)
        try:
            self.path.rename(self._folder)
        except OSError:
            if not self._folder.is_dir():
                raise
            return False
        private.sync_folder(self._folder.parent)
        return True


@contextmanager
def waiting(folder: Path) -> Iterator[Room]:
    """A room for files of ``folder``, gone at the end with whatever did not take its place."""
    room = Room(folder)
    for old in room.path.parent.glob(_ROOMS):
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > LEFT_OVER:
                shutil.rmtree(old)
    try:
        yield room
    finally:
        shutil.rmtree(room.path, ignore_errors=True)
