"""A folder of notes, looked through without following anything out of it.

What is in it is taken by name alone; a link of the file system is never followed, and what a note refers to
is found only among the files that were seen here. So no text can make the desk read a file elsewhere.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from se_desk.domain.errors import BadFile
from se_desk.domain.titles import cut
from se_desk.exchange.notes_in.references import Reference

ENDINGS = (".md", ".markdown", ".txt")
MOST_FILES = 20_000
DEEPEST = 40
RESOURCES = frozenset({"_resources", ".resource", "resources", "attachments", "assets", "images", "files"})
_JOPLIN = 32  # letters of the ids it names files by

Seen = Callable[[int], object]  # how many files were seen; may raise to stop


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file below the folder: its ``path``, and ``name``, its place below the folder with ``/`` between."""

    path: Path
    name: str
    size: int
    changed: float  # seconds since 1970
    made: float


@dataclass
class NotesFolder:
    """``notes`` in the order of their names, every other file for what the notes refer to, and problems."""

    root: Path
    notes: list[FoundFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _files: dict[str, FoundFile] = field(default_factory=dict)
    _by_name: dict[str, list[FoundFile]] = field(default_factory=dict)
    _by_id: dict[str, FoundFile] = field(default_factory=dict)

    def add(self, found: FoundFile) -> None:
        """One more file."""
        name = found.path.name.casefold()
        if found.path.suffix.casefold() in ENDINGS:
            self.notes.append(found)
        self._files[found.name.casefold()] = found
        self._by_name.setdefault(name, []).append(found)
        if len(found.path.stem) == _JOPLIN:
            self._by_id[found.path.stem.casefold()] = found

    @property
    def count(self) -> int:
        """How many files were seen."""
        return len(self._files)

    def file_for(self, reference: Reference, note: FoundFile) -> FoundFile | str | None:
        """The file that a note's reference means; a sentence's end where it is missing or lies outside.

        None for what is no file to attach: another note, or a heading of this one.
        """
        path = unquote(reference.target.partition("#")[0]).replace("\\", "/")
        if path.startswith(":/"):
            return (
                self._by_id.get(path.removeprefix(":/").casefold()) or f"refers to {path}, which is not there"
            )
        suffix = posixpath.splitext(path)[1].casefold()
        if suffix in ENDINGS or not suffix:
            return None
        beside = "" if reference.embedded else posixpath.dirname(note.name)
        place = posixpath.normpath(posixpath.join(beside, path)).casefold()
        found = self._files.get(place) or self._only(posixpath.basename(place))
        if found is not None:
            return found
        outside = place.startswith(("../", "/"))
        return f"refers to {cut(path)}, which {'lies outside the folder' if outside else 'is not there'}"

    def _only(self, name: str) -> FoundFile | None:
        """Obsidian names a file by its name where there is one of that name."""
        found = self._by_name.get(name, [])
        return found[0] if len(found) == 1 else None


def look(path: Path, seen: Seen | None = None) -> NotesFolder:
    """A file, or everything below a folder. BadFile where there is neither, or more than can be looked at."""
    tell = seen or (lambda _number: None)
    try:
        if path.is_dir():
            folder = NotesFolder(path)
            _walk(folder, path, "", tell)
        elif path.is_file():
            folder = _around(path, tell)
        else:
            raise BadFile(f"There is no file or folder {path}.", do="Check its name.")
    except OSError as fault:  # a name no system takes
        raise BadFile(f"{path} cannot be read.", do="Check its name.") from fault
    folder.notes.sort(key=lambda found: found.name)
    return folder


def _around(path: Path, seen: Seen) -> NotesFolder:
    """One note, with the files beside it that it may refer to."""
    folder = NotesFolder(path.parent)
    with suppress(BadFile):  # more files than are looked at; those that were seen do
        _walk(folder, path.parent, "", seen, only=RESOURCES)
    folder.notes, folder.problems = [_found(path, path.name)], []
    return folder


def _walk(
    folder: NotesFolder,
    place: Path,
    name: str,
    seen: Seen,
    depth: int = 0,
    only: frozenset[str] = frozenset(),
) -> None:
    """Hidden folders hold what a program keeps for itself, and its trash."""
    for entry in _entries(folder, place, name):
        inner = f"{name}{entry.name}"
        if entry.is_symlink():
            if _is_note(entry.name) or _leads_to_folder(entry):
                folder.problems.append(f"{cut(inner)} is a link to another place and was left out.")
        elif entry.is_dir(follow_symlinks=False):
            if not _enters(entry.name, only):
                continue
            if depth < DEEPEST:
                _walk(folder, Path(entry.path), f"{inner}/", seen, depth + 1)
            else:
                folder.problems.append(f"{cut(inner)} lies in too many folders and was left out.")
        elif entry.is_file(follow_symlinks=False):
            _add(folder, Path(entry.path), inner, seen)
        elif _is_note(entry.name):
            folder.problems.append(f"{cut(inner)} is no file that can be read and was left out.")


def _is_note(name: str) -> bool:
    return name.casefold().endswith(ENDINGS)


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # one that leads to itself
        return True


def _enters(name: str, only: frozenset[str]) -> bool:
    hidden = name.startswith(".") and name.casefold() not in RESOURCES
    return not hidden and (not only or name.casefold() in only)


def _add(folder: NotesFolder, path: Path, name: str, seen: Seen) -> None:
    try:
        folder.add(_found(path, name))
    except OSError:
        folder.problems.append(f"{cut(name)} cannot be read.")
    seen(folder.count)
    if folder.count > MOST_FILES:
        raise BadFile(f"{folder.root} holds more than {MOST_FILES:,} files.", do="Take in a part of it.")


def _entries(folder: NotesFolder, place: Path, name: str) -> Iterable[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        folder.problems.append(f"The folder {cut(name) or place.name} cannot be read.")
        return ()


def _found(path: Path, name: str) -> FoundFile:
    facts = path.stat(follow_symlinks=False)
    made = getattr(facts, "st_birthtime", facts.st_mtime)
    return FoundFile(path, name, facts.st_size, facts.st_mtime, min(made, facts.st_mtime))
