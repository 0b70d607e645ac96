"""Backups: made while the desk is open, checked before they count, put back without a gap.

``restore`` unpacks beside the desk, checks, and swaps; a stop at any moment leaves the one or the other,
and ``settle`` ends what was begun: call it before a desk is opened. The desk that was replaced is kept.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from se_desk.domain.errors import DeskDamaged, DeskMissing, NotAllowed
from se_desk.paths import DeskPaths
from se_desk.storage import archive, checks, faults, heads, private, risks, upkeep
from se_desk.storage.archive import DESK, KEYSLOTS, Manifest
from se_desk.storage.beats import beating
from se_desk.storage.engine import connect, make_engine
from se_desk.storage.heads import ChainHead
from se_desk.storage.migrations import SCHEMA_VERSION
from se_desk.storage.store import open_store
from se_desk.storage.write_ahead import log_of

PAGE = 4096  # bytes, SQLCipher's own
UNPACKING, CHECKING, CARRYING, PLACING = "unpacking", "checking", "carrying", "placing"  # stages
READY = "ready.json"
WORK = ".se-desk-"  # how the name of a folder begins in which a backup is put together
STALE = 3600.0  # seconds after which such a folder, or a half-written file, was left by a stop
HEADS = "heads.json"

Progress = Callable[[int, int], object]  # pages copied, pages in all
Far = Callable[[str, float], object]  # a stage, and how much of it is done, 0 to 1
Prepare = Callable[[Connection], None]


def unheard(_stage: str, _done: float) -> None:
    """Nobody wants to know."""


def make(
    paths: DeskPaths, key: bytes, target: Path, *, made_at: datetime, progress: Progress | None = None
) -> Manifest:
    """Writes a backup of the desk, open or not, to ``target``, where no file may be yet.

    The copy is one state of the desk, checked page by page before it counts; ``progress`` is called all the
    while, and what it raises ends the work. Raises NotAllowed, DeskMissing, DeskDamaged, DiskFull,
    DeskReadOnly; there is no file at ``target`` then.
    """
    if target.exists():
        raise NotAllowed(f"There already is a file {target}.", do="Choose another name.")
    ways_in = _keyslots_beside(paths)
    with faults.leaving_as_it_was(), faults.named(target):
        private.make_folder(target.parent)
        with work_folder(target.parent) as work:
            _copy_desk(paths.desk, key, work / DESK, progress)
            schema = _whole(work / DESK, key, _done_but(progress, work / DESK))
            private.write_file(work / KEYSLOTS, ways_in)
            manifest = archive.pack(work, work / "backup", made_at, schema)
            archive.check(work / "backup")
            private.replace(work / "backup", target)
    return manifest


def verify(file: Path, key: bytes, far: Far = unheard) -> Manifest:
    """Opens a backup and checks all of it, in a place of its own that is gone afterwards.

    Raises BadFile, DeskDamaged, DeskTooNew, WrongKey, DiskFull.
    """
    with faults.leaving_as_it_was(), faults.named(file), work_folder(None) as work:
        manifest = archive.unpack(file, work, stage(far, UNPACKING))
        _whole(work / DESK, key, stage(far, CHECKING))
    return manifest


def restore(
    file: Path,
    paths: DeskPaths,
    key: bytes,
    *,
    at: datetime,
    prepare: Prepare | None = None,
    far: Far = unheard,
) -> Path | None:
    """Puts the desk of a backup in the place of the present one, which must be closed.

    ``key`` opens the backup. ``prepare`` may bring over what the present desk has more of, on an
    unguarded connection to the copy, which is brought to this version's schema before and checked again
    after. The high-water mark is written anew for what is restored. ``far`` hears how far each stage is;
    what it raises ends the restore. Returns the folder that keeps the desk that was replaced, if there was
    one. Raises as ``verify`` does, and DeskReadOnly; the present desk is untouched then.
    """
    settle(paths)
    beside = _beside(paths)
    with faults.leaving_as_it_was(), faults.named(paths.desk):
        private.make_folder(beside)
        try:
            archive.unpack(file, beside, stage(far, UNPACKING))
            _whole(beside / DESK, key, stage(far, CHECKING))
            if prepare is not None:
                _prepare(beside / DESK, key, prepare, stage(far, CARRYING))
            far(PLACING, 0.0)  # from here on it is not stopped any more
            heads.write(beside / HEADS, *_marks_of(beside / DESK, key))
            kept = _free_name(paths, at)
            private.write_file(beside / READY, json.dumps({"kept": kept.name}).encode())
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    return settle(paths)


def copy(file: Path, target: Path) -> None:
    """A second copy of a backup, read back before it counts. Raises DiskFull, DeskReadOnly, DeskDamaged."""
    with faults.leaving_as_it_was(), faults.named(target), work_folder(target.parent) as work:
        private.make_file(work / target.name)
        shutil.copyfile(file, work / target.name)
        archive.check(work / target.name)
        private.replace(work / target.name, target)


def sweep(paths: DeskPaths, now: float) -> None:
    """Removes what backups and writes that were killed left behind. ``now``: seconds since 1970."""
    left = [*paths.backups.glob(f"{WORK}*"), *paths.desk.parent.glob(f"{WORK}*")]
    left += paths.desk.parent.glob(f"{paths.desk.stem}*.new*")
    for found in left:
        with suppress(OSError):
            if now - found.stat().st_mtime < STALE:
                continue
            if found.is_dir():
                shutil.rmtree(found)
            else:
                found.unlink()


def pending(paths: DeskPaths) -> bool:
    """Whether a restore was stopped after its copy was ready: ``settle`` will put it in place."""
    return (_beside(paths) / READY).is_file()


def begun(paths: DeskPaths) -> bool:
    """Whether a restore was begun and has not ended."""
    return _beside(paths).is_dir()


def settle(paths: DeskPaths) -> Path | None:
    """Ends a restore that was stopped: does it all where the copy was ready, else forgets the copy.

    Returns the folder that keeps the desk that was replaced, where one was. Raises DeskReadOnly, DiskFull.
    """
    beside = _beside(paths)
    if not beside.is_dir():
        return None
    with faults.named(paths.desk):
        kept = _kept_name(beside / READY, paths)
        if kept is not None:
            _swap(beside, kept, paths)
        shutil.rmtree(beside)
    return kept if kept is not None and kept.is_dir() else None


def _keyslots_beside(paths: DeskPaths) -> bytes:
    """A backup without them could not be opened anywhere else."""
    try:
        return paths.keyslots.read_bytes()
    except FileNotFoundError:
        raise DeskMissing(
            f"The key file {paths.keyslots.name} is missing, so nobody could open a backup.",
            do="Set the passphrase again, which writes it anew, then make the backup.",
        ) from None


@contextmanager
def work_folder(parent: Path | None) -> Iterator[Path]:
    """A folder for what is half done, gone afterwards; after a kill ``sweep`` takes it away."""
    folder = Path(tempfile.mkdtemp(prefix=WORK, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy_desk(source: Path, key: bytes, copy: Path, progress: Progress | None) -> None:
    """One state of the desk, whatever is written meanwhile, under the same key.

    VACUUM INTO reads every row and stops at a page that does not decrypt; SQLite's page-wise backup would
    copy such a page as zeros under a new, valid seal.
    """
    private.make_file(copy)
    with closing(connect(source, key, guarded=False)) as old, faults.named(copy):
        pages = int(old.execute("PRAGMA page_count").fetchone()[0])
        beat = None if progress is None else _reporter(progress, copy, pages)
        try:
            with beating(old, beat):
                old.execute("VACUUM INTO ?", (str(copy),))
        except dbapi2.DatabaseError as error:
            if isinstance(faults.from_database(error, source), DeskDamaged):
                raise faults.damaged(source) from error
            raise
    with closing(connect(copy, key, guarded=False)) as new:
        new.execute("PRAGMA journal_mode = WAL")
    if progress is not None:
        progress(pages, pages)


def _reporter(progress: Progress, copy: Path, pages: int) -> Callable[[], None]:
    def report() -> None:
        progress(min(copy.stat().st_size // PAGE, pages), pages)

    return report


def _done_but(progress: Progress | None, copy: Path) -> Progress | None:
    """For what comes after the copying: as far as before, and still asked whether it is wanted."""
    if progress is None:
        return None
    pages = copy.stat().st_size // PAGE
    return lambda _done, _total: progress(pages, pages)


def stage(far: Far, name: str) -> Progress:
    """Progress in steps, told as how much of a stage is done."""
    return lambda done, total: far(name, done / max(total, 1))


def _whole(desk: Path, key: bytes, progress: Progress | None = None) -> int:
    """The schema's number of a copy that is whole; DeskDamaged, or DeskTooNew for a later schema."""
    with closing(connect(desk, key)) as raw:
        schema = int(raw.execute("PRAGMA user_version").fetchone()[0])
        if schema > SCHEMA_VERSION:
            raise upkeep.too_new(raw, "This backup", schema, "Restore it with that version.")
    of_rows = checks.OF_ROWS if schema == SCHEMA_VERSION else (checks.chain_problems,)
    found = checks.problems(desk, key, of_rows, progress)
    if found:
        raise DeskDamaged(f"The copy of the desk is not whole. {found[0]}", do="Take an earlier backup.")
    return schema


def _prepare(desk: Path, key: bytes, prepare: Prepare, progress: Progress) -> None:
    open_store(desk, key).close()  # an older copy learns this version's schema first
    engine = make_engine(desk, key, guarded=False)
    try:
        with engine.begin() as conn:
            prepare(conn)
    finally:
        engine.dispose()
    _whole(desk, key, progress)


def _marks_of(desk: Path, key: bytes) -> tuple[tuple[ChainHead, ...], int]:
    engine = make_engine(desk, key, writes=False)
    try:
        with engine.connect() as conn, conn.begin():
            return tuple(ChainHead(*head) for head in risks.heads(conn)), upkeep.writes(conn)
    finally:
        engine.dispose()


def _beside(paths: DeskPaths) -> Path:
    return paths.desk.with_name(f"{paths.desk.stem}-restoring")


def _free_name(paths: DeskPaths, at: datetime) -> Path:
    name = f"{paths.desk.stem}-replaced-{at:%Y%m%d-%H%M%S}"
    taken = sum(1 for _ in paths.desk.parent.glob(f"{name}*"))
    return paths.desk.with_name(f"{name}-{taken + 1}" if taken else name)


def _kept_name(ready: Path, paths: DeskPaths) -> Path | None:
    """Where the replaced desk goes; None where the copy was not ready."""
    if not ready.is_file():
        return None
    try:
        named: dict[str, Any] = json.loads(ready.read_bytes())
        return paths.desk.with_name(Path(str(named["kept"])).name)
    except (ValueError, KeyError, TypeError):  # damaged since: any name will do, for the copy is ready
        return paths.desk.with_name(f"{paths.desk.stem}-replaced")


def _swap(beside: Path, kept: Path, paths: DeskPaths) -> None:
    """Each step may be done already, by a run that was stopped; the desk's own file comes last."""
    private.make_folder(kept)
    if (beside / DESK).exists():
        for old in (paths.desk, log_of(paths.desk)):
            _move(old, kept / old.name)
        paths.desk.with_name(f"{paths.desk.name}-shm").unlink(missing_ok=True)
    for new, place in ((KEYSLOTS, paths.keyslots), (HEADS, paths.heads)):
        if (beside / new).exists():
            _move(place, kept / place.name)
            _move(beside / new, place)
    _move(beside / DESK, paths.desk)
    if not any(kept.iterdir()):
        kept.rmdir()


def _move(old: Path, new: Path) -> None:
    if old.exists():
        private.replace(old, new)
        private.sync_folder(old.parent)
