"""Folders that a program copies to a server."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from se_desk.domain.synced_folders import synced_by, warning


@pytest.mark.parametrize(
    ("folder", "who"),
    [
        ("/home/ida/Dropbox/desk", "Dropbox"),
        ("/home/ida/Dropbox (Tidewright)/desk", "Dropbox"),
        ("/Users/ida/Library/CloudStorage/Dropbox/desk", "Dropbox"),
        ("/Users/ida/Library/Mobile Documents/com~apple~CloudDocs/desk", "iCloud Drive"),
        ("/Users/ida/Library/CloudStorage/OneDrive-Tidewright/desk", "OneDrive"),
        ("/Users/ida/Library/CloudStorage/GoogleDrive-ida@tidewright.example/My Drive/desk", "Google Drive"),
        ("/home/ida/Nextcloud/desk", "Nextcloud"),
        ("/home/ida/Nextcloud2/desk", "Nextcloud"),
        ("/home/ida/ownCloud/desk", "ownCloud"),
        ("/home/ida/MEGA/desk", "MEGA"),
        ("/home/ida/pCloudDrive/desk", "pCloud"),
        ("/Users/ida/Library/CloudStorage/Box-Box/desk", "Box"),
        ("/home/ida/.local/share/se-desk", ""),
        ("/home/dropbox-fan/desk", ""),
        ("/home/ida/toolbox/desk", ""),
        ("/home/ida/onedriveless/desk", ""),
        ("/Users/ida/Library/Application Support/SE Desk", ""),
    ],
)
def test_folders_of_known_programs(folder: str, who: str) -> None:
    assert synced_by(PurePosixPath(folder)) == who


@pytest.mark.parametrize(
    ("folder", "who"),
    [
        (r"C:\Users\ida\OneDrive - Tidewright\desk", "OneDrive"),
        (r"C:\Users\ida\OneDrive\desk", "OneDrive"),
        (r"C:\Users\ida\iCloudDrive\desk", "iCloud Drive"),
        (r"G:\My Drive\desk", "Google Drive"),
        (r"C:\Users\ida\AppData\Local\SE Desk", ""),
    ],
)
def test_folders_of_windows(folder: str, who: str) -> None:
    assert synced_by(PureWindowsPath(folder)) == who


@pytest.mark.parametrize(
    ("name", "who"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".sync_1a2b3c.db", "Nextcloud"),
        ("._sync_1a2b3c.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        ("desk.db", ""),
    ],
)
def test_programs_known_by_what_they_leave(name: str, who: str) -> None:
    assert synced_by(PurePosixPath("/home/ida/papers"), ("notes", name)) == who


def test_the_warning_names_the_program() -> None:
    assert "Dropbox" in warning("Dropbox")
    assert warning("Dropbox", "backup").startswith("This backup")
