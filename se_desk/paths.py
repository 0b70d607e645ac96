"""Where things lie: resources beside the program, and the folder that holds a person's desk.

Standard library only; nothing is created or read at import.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of fonts, icons, styles, templates and help: frozen, in a wheel, or in a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    inside = _PACKAGE / "_resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def home() -> Path:
    """The folder that holds the desk: SE_DESK_HOME, else the platform's place for a program's data."""
    moved = os.environ.get("SE_DESK_HOME")
    if moved:
        return Path(moved).expanduser().absolute()
    return _platform_data(sys.platform) / _folder_name(sys.platform)


def _platform_data(platform: str) -> Path:
    """Windows: local, not roaming, since a roaming profile would copy the desk to a server."""
    if platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    shared = os.environ.get("XDG_DATA_HOME", "")
    return Path(shared) if Path(shared).is_absolute() else Path.home() / ".local" / "share"


def _folder_name(platform: str) -> str:
    return "SE Desk" if platform in ("win32", "darwin") else "se-desk"


@dataclass(frozen=True)
class DeskPaths:
    """One desk's file and what stands beside it. Nothing of it needs to exist yet."""

    desk: Path
    keyslots: Path
    heads: Path
    backups: Path
    logs: Path

    @classmethod
    def of(cls, folder: Path) -> DeskPaths:
        """The usual desk of a folder, such as ``home()``."""
        return cls._beside(folder / "desk.db", folder, "")

    @classmethod
    def of_desk(cls, file: Path) -> DeskPaths:
        """The desk that ``--desk FILE`` names. Two desks of one folder do not share keys or backups."""
        file = file.expanduser().absolute()
        prefix = "" if file.name == "desk.db" else f"{file.stem}-"
        return cls._beside(file, file.parent, prefix)

    @classmethod
    def _beside(cls, desk: Path, folder: Path, prefix: str) -> DeskPaths:
        return cls(
            desk=desk,
            keyslots=folder / f"{prefix}keyslots.json",
            heads=folder / f"{prefix}heads.json",
            backups=folder / f"{prefix}backups",
            logs=folder / f"{prefix}logs",
        )
