"""Desks that are killed, filled up, flipped and put back: short in the gate, long with ``--long``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from se_desk.domain.risks import Category, Severity
from tests.reliability.nursery import Nursery
from tests.reliability.works import PHRASE, body_of, the_opening

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture(scope="session")
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed desk with a deal, a note and a flag; made once, to be copied."""
    home = tmp_path_factory.mktemp("first") / "home"
    desk = the_opening(home).create("Marlene Okoro", "Europe/Berlin", passphrase=PHRASE, use_keyring=False)
    deal = desk.deals.open("Cold chain sensors", "Brookmoor Dairy")
    desk.notes.start(deal.id, title="The one", body=body_of(0))
    desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "Flag 0")
    desk.close()
    return home


@pytest.fixture
def home(first_home: Path, tmp_path: Path) -> Path:
    """A home of this test's own."""
    return Path(shutil.copytree(first_home, tmp_path / "home"))


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """Where processes are started and killed."""
    with Nursery() as made:
        yield made


@pytest.fixture
def times(request: pytest.FixtureRequest) -> Times:
    """How often something is done: few in the gate, many with ``--long``."""
    return Times(long=bool(request.config.getoption("--long")))


class Times:
    """Chooses between two numbers."""

    def __init__(self, *, long: bool) -> None:
        self.long = long

    def __call__(self, few: int, many: int) -> int:
        """``few`` in the gate, ``many`` in the long form."""
        return many if self.long else few


@pytest.fixture
def figure() -> Callable[[str], None]:
    """Keeps a measured figure: a line in the file that RELIABILITY_FIGURES names, where it names one."""
    named = os.environ.get("RELIABILITY_FIGURES")

    def keep(line: str) -> None:
        if named:
            with Path(named).open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")

    return keep
