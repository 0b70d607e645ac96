"""Sizes, desks that are made once a run, and the table at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from se_desk.services.desk import Desk
from tests.benchmarks.figures import Figure, machine, table
from tests.benchmarks.large_desk import make_desk, open_desk

SHORT, LONG = (0, 120), (0, 1_000, 10_000, 100_000)
_FIGURES = pytest.StashKey[list[Figure]]()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes ``size`` is run for each size of desk; with --bench up to the largest."""
    if "size" in metafunc.fixturenames:
        sizes = LONG if metafunc.config.getoption("--bench") else SHORT
        metafunc.parametrize("size", [size for size in sizes if size], scope="session")


@pytest.fixture(scope="session")
def at_length(pytestconfig: pytest.Config) -> bool:
    """Whether it is measured, and not only shown to work."""
    return bool(pytestconfig.getoption("--bench"))


@pytest.fixture(scope="session")
def desk_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """A closed desk of so many notes, made when it is first asked for."""
    made: dict[int, Path] = {}

    def of(size: int) -> Path:
        if size not in made:
            made[size] = tmp_path_factory.mktemp(f"notes-{size}-") / "desk.db"
            make_desk(made[size], size)
        return made[size]

    return of


@pytest.fixture
def large(desk_file: Callable[[int], Path], size: int) -> Iterator[Desk]:
    """A desk of ``size`` notes, open."""
    opened = open_desk(desk_file(size))
    yield opened
    opened.close()


@pytest.fixture
def empty(desk_file: Callable[[int], Path]) -> Iterator[Desk]:
    """A desk that was just set up, open."""
    opened = open_desk(desk_file(0))
    yield opened
    opened.close()


@pytest.fixture
def note_down(pytestconfig: pytest.Config) -> Callable[[Figure], None]:
    """Puts a figure into the table."""
    return pytestconfig.stash.setdefault(_FIGURES, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table, where anything was measured at length."""
    figures = config.stash.get(_FIGURES, [])
    if figures and config.getoption("--bench"):
        terminalreporter.section("figures")
        terminalreporter.write_line(machine())
        terminalreporter.write_line("")
        terminalreporter.write_line(table(figures))
