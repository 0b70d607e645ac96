"""A desk that is locked: it knows where its file lies and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from se_desk.domain.errors import DeskLocked
from se_desk.storage.store import Connection, Store


class Shut(Store):
    """In the place of a store that was closed: knows its file and nothing else."""

    def __init__(self, path: Path) -> None:
        self.path, self.is_open = path, False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """DeskLocked."""
        raise locked()
        yield

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """DeskLocked."""
        raise locked()
        yield

    def __getattr__(self, name: str) -> NoReturn:
        """DeskLocked for the searcher, which an open store has."""
        raise locked() if name == "searcher" else AttributeError(name)

    def close(self) -> None:
        """Nothing is open."""


def locked() -> DeskLocked:
    """What every verb of a desk answers while it is locked."""
    return DeskLocked("The desk is locked.", do="Open it first.")
