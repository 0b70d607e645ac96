"""What every test stands on: no screen, no keyring, no home of a real person, and one way to draw examples.

The environment is set while this file is read, which is before any plug-in imports Qt.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_HASH_SEED"] = "0"  # the same PDF twice gives the same bytes
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True)
settings.register_profile(
    "long", max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

_HOMES = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--long`` also takes the tests that run for minutes, and draws many more examples.

    ``--bench`` has tests/benchmarks measure on large desks, and print the table of what it measured.
    """
    parser.addoption("--long", action="store_true", default=False, help="also run what is marked long")
    parser.addoption("--bench", action="store_true", default=False, help="measure the benchmarks at length")


def pytest_configure(config: pytest.Config) -> None:
    """The quick examples are always the same ones; the long ones are new every time."""
    settings.load_profile("long" if config.getoption("--long") else "quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what runs for minutes, and say how to take it."""
    if config.getoption("--long"):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="runs for minutes; taken with --long"))


@pytest.fixture(scope="session", autouse=True)
def nobody_home() -> Iterator[Path]:
    """A home folder of the run's own, so that no test reads or writes a real one."""
    with (
        tempfile.TemporaryDirectory(prefix="se-desk-home-", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name in _HOMES:
            patch.setenv(name, folder)
        yield Path(folder)


@pytest.fixture(autouse=True)
def desk_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """SE_DESK_HOME of this one test; nothing is made there beforehand."""
    home = tmp_path / "desk-home"
    monkeypatch.setenv("SE_DESK_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def rights_as_before() -> Iterator[None]:
    """The window and the shell take rights from everything their process makes; here it is one for all."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)
