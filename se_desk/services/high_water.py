"""The high-water mark of the risk log: what this computer remembers, compared with what the desk holds.

The cipher notices a changed page, but not an older file in the place of a newer one (RISK-RECORD, "In the
database"). The mark lies beside the desk and, where the keyring opens the desk, as a digest there too: so
an older folder is noticed as well as an older file. It also counts how often the desk was written, so that
an older file is noticed where only notes were written since.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.errors import DeskDamaged, DeskError
from se_desk.storage import carrying, heads, upkeep
from se_desk.storage import risks as risk_rows
from se_desk.storage.heads import ChainHead
from se_desk.storage.keyrings import Keyring
from se_desk.storage.keyslots import KEYRING
from se_desk.storage.vault import Vault

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class HighWater:
    """The mark in ``file`` (heads.json), and its digest in the keyring where that opens the desk."""

    def __init__(self, file: Path, vault: Vault, keyring: Keyring) -> None:
        self._file, self._vault, self._keyring = file, vault, keyring

    def missing_from(self, desk: Desk) -> DeskDamaged | None:
        """A warning where the desk lacks what is remembered. Else the keyring learns how far it is now."""
        marks = heads.read(self._file)
        with desk.reading() as conn:
            gaps = carrying.missing_from(conn, marks or ())
            present = tuple(ChainHead(*head) for head in risk_rows.heads(conn))
            writes = upkeep.writes(conn)
        kept = self._kept()
        short = heads.entries_in(kept) - sum(head.seq for head in present)
        if gaps or short > 0:
            return _older(max(short, sum(gap.last - gap.first + 1 for gap in gaps)))
        behind = max(heads.writes_in(self._file), heads.writes_told(kept)) - writes
        if behind > 0:
            return _behind(behind)
        if marks is None and self._file.exists():
            return _unreadable(self._file)
        if kept != heads.tally(present, writes):
            self.keep(present, writes)
        return None

    def keep(self, present: tuple[ChainHead, ...], writes: int) -> None:
        """Has the keyring remember these heads and this count; where there is none, nothing."""
        with suppress(DeskError):
            if KEYRING in self._vault.slots():
                self._keyring.set(self._account(), heads.tally(present, writes))

    def forget(self) -> None:
        """Takes the digest out of the keyring. Raises KeyringMissing."""
        self._keyring.delete(self._account())

    def _kept(self) -> str | None:
        with suppress(DeskError):
            return self._keyring.get(self._account()) if KEYRING in self._vault.slots() else None
        return None

    def _account(self) -> str:
        return f"{self._vault.name()} heads"


def _older(count: int) -> DeskDamaged:
    entries = "1 entry" if count == 1 else f"{count} entries"
    return DeskDamaged(
        f"The risk log lacks {entries} that this computer remembers.",
        "The desk is probably an older copy of itself; what it holds is unharmed.",
        "Look for the newer file, or for a backup. Records exported now say what they hold.",
    )


def _behind(count: int) -> DeskDamaged:
    steps = "1 change" if count == 1 else f"{count} changes"
    return DeskDamaged(
        f"The desk lacks {steps} that this computer remembers; the risk log lacks nothing.",
        "The desk is probably an older copy of itself; what it holds is unharmed.",
        "Look for the newer file, or for a backup.",
    )


def _unreadable(file: Path) -> DeskDamaged:
    return DeskDamaged(
        f"The file {file.name}, which remembers how far the risk log had come, cannot be read.",
        "The desk itself is unharmed.",
        "Look whether the newest flags are there. The next entry of the risk log writes the file anew.",
    )
