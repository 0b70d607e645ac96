"""Faults of the environment that a person can meet, each with three sentences.

Everything that is not one of these is a fault of the program and is treated as such.
"""

from __future__ import annotations


class DeskError(Exception):
    """A named problem: what happened, whether the work is safe, and what to do about it."""

    def __init__(self, happened: str, safe: str = "Nothing was changed.", do: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        self.safe = safe
        self.do = do

    def __str__(self) -> str:
        """All three as one line, for the shell."""
        return " ".join(part for part in (self.happened, self.safe, self.do) if part)

    @property
    def in_short(self) -> str:
        """What happened and what to do, for the place under a field: there nothing is at risk."""
        return " ".join(part for part in (self.happened, self.do) if part)


class NotFound(DeskError):
    """What was asked for is not on the desk."""


class Ambiguous(DeskError):
    """A name fits several records; ``candidates`` are (id, title) pairs."""

    def __init__(self, happened: str, candidates: tuple[tuple[str, str], ...] = ()) -> None:
        listed = "; ".join(f"{title} ({key[-12:]})" for key, title in candidates)
        super().__init__(happened, do=f"It could be: {listed}." if listed else "")
        self.candidates = candidates


class NotAllowed(DeskError):
    """A rule of the product forbids it, such as changing an agreed charter."""


class BadInput(DeskError):
    """A value that cannot be taken as it stands, such as a day that does not exist."""


class BadFile(DeskError):
    """A file that is not what it was taken for, or cannot be read."""


class WrongKey(DeskError):
    """The key or passphrase does not open this desk."""


class KeyringMissing(DeskError):
    """This computer offers no usable keyring, or it is locked."""


class DeskMissing(DeskError):
    """There is no desk where one was expected."""


class DeskBusy(DeskError):
    """Another program holds the desk."""


class DiskFull(DeskError):
    """No room is left for what was to be written."""


class DeskReadOnly(DeskError):
    """The desk, or its folder, cannot be written."""


class DeskDamaged(DeskError):
    """The desk's file does not read back as it was written."""


class DeskTooNew(DeskError):
    """A newer version of SE Desk has written this desk."""


class DeskLocked(DeskError):
    """The desk is locked and must be opened first."""
