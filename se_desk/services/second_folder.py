"""The folder of the SE's choice that gets a copy of each backup, so that one survives this computer."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from se_desk.domain.errors import BadInput, DeskError, NotAllowed
from se_desk.domain.synced_folders import synced_by
from se_desk.paths import DeskPaths
from se_desk.storage import backup, faults


def copied(file: Path, folder: Path) -> tuple[Path | None, DeskError | None]:
    """Where the copy of a backup lies, or why there is none."""
    try:
        with faults.named(folder / file.name):
            check_there(folder)
            backup.copy(file, folder / file.name)
    except DeskError as error:
        return None, error
    return folder / file.name, None


def check_there(folder: Path) -> None:
    """NotAllowed where the folder is gone, such as with the stick it lies on."""
    with faults.named(folder):
        if not folder.is_dir():
            raise NotAllowed(
                f"The second folder for backups, {folder}, is not there.",
                "The backup on this computer is made all the same.",
                "Plug in its disk, or choose another folder. The copy is made up for as soon as it is back.",
            )


def chosen(folder: Path, paths: DeskPaths) -> Path:
    """The folder as it is kept. BadInput for the folder of the first copies, NotAllowed where it is none."""
    wanted = folder.expanduser()
    if not wanted.is_absolute() or wanted.resolve() == paths.backups.resolve():
        raise BadInput("The second folder must be another one.", do="Choose one on another disk.")
    check_there(wanted)
    return wanted


def lacks(folder: Path, file: Path) -> bool:
    """Whether the folder is there and has no copy of this backup."""
    with suppress(OSError):
        return folder.is_dir() and not (folder / file.name).is_file()
    return False


def warning(kept: str, paths: DeskPaths) -> str:
    """Why the backups would not survive the loss of this computer, "" where they do."""
    if not kept:
        return (
            "The backups lie on this computer and do not survive its loss. Choose a second folder, on a "
            "stick or another disk; a copy opens only with your passphrase or recovery code."
        )
    with suppress(OSError):
        if Path(kept).stat().st_dev == paths.desk.stat().st_dev and not synced_by(Path(kept)):
            return (
                f"The second folder {kept} lies on the same disk as the desk and does not survive its "
                "loss. Choose one on a stick or another disk."
            )
    return ""
