"""Folders that a program copies to a server behind the desk's back. Pure: names only.

Such programs copy a database while it is written, and put older copies in the place of newer ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

# What the programs call their folders, whole names, in any case; some add a name or an account behind.
_NAMES = (
    (r"dropbox( \(.+\))?", "Dropbox"),
    (r"onedrive( ?- ?.+)?", "OneDrive"),
    (r"icloud ?drive|mobile documents|com~apple~clouddocs", "iCloud Drive"),
    (r"google ?drive(-.+)?|googledrive(-.+)?|my drive|\.shortcut-targets-by-id", "Google Drive"),
    (r"nextcloud\d*", "Nextcloud"),
    (r"owncloud\d*", "ownCloud"),
    (r"box|box sync|box-box", "Box"),
    (r"pcloud ?drive|pclouddrive", "pCloud"),
    (r"mega|megasync", "MEGA"),
    (r"syncthing", "Syncthing"),
)
# What they leave in the folder that they copy.
_MARKS = (
    (r"\.dropbox(\.cache)?", "Dropbox"),
    (r"\.stfolder|\.stignore", "Syncthing"),
    (r"\.(_)?sync_.*\.db|\.nextcloudsync\.log", "Nextcloud"),
    (r"\.owncloudsync\.log", "ownCloud"),
)


def synced_by(folder: PurePath, inside: Iterable[str] = ()) -> str:
    """The program that copies ``folder`` elsewhere, "" where none is known to.

    ``inside`` are the names that lie in the folder or in one it lies in: some programs are known only by
    what they leave there.
    """
    for part in reversed(folder.parts):
        if found := _known(part, _NAMES):
            return found
    return next((found for name in inside if (found := _known(name, _MARKS))), "")


def _known(name: str, table: tuple[tuple[str, str], ...]) -> str:
    return next((who for pattern, who in table if re.fullmatch(pattern, name, re.IGNORECASE)), "")


def warning(who: str, what: str = "desk") -> str:
    """What to tell where ``what`` lies in a folder of ``who``."""
    return (
        f"This {what} lies in a folder that {who} copies. Such a copy can be of half a change, and an older "
        f"one can come back over a newer one. Move the {what} to a folder of this computer alone; a second "
        "folder for backups may well be a copied one."
    )
