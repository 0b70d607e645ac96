"""What the tests of the window share: a dressed application, a real desk in an encrypted file, its bus."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage.store import open_store
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.theme import Theme, install_theme, theme

KEY = bytes(range(32))
NOW = datetime(2026, 3, 4, 9, 30, 15, 123_000, tzinfo=UTC)  # Wednesday, 10:30 in Berlin


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Theme]:
    """The application in the design's dress; put back to light afterwards."""
    install_theme(qapp, "light")
    yield theme()
    theme().set_contrast(False)
    theme().set_scale(1.0)
    theme().choose("light")


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed desk that was set up a month before ``NOW``; made once, to be copied."""
    path = tmp_path_factory.mktemp("empty-desk") / "desk.db"
    made = Desk(open_store(path, KEY, create=True), MovableClock(NOW.replace(month=2)))
    made.profile.set_up("Marlene Okoro", "Europe/Berlin", email="m@tidewright.example", currency="EUR")
    made.close()
    return path


@pytest.fixture
def clock() -> MovableClock:
    """The desk's clock; ``clock.move`` and ``clock.at`` set it."""
    return MovableClock(NOW)


@pytest.fixture
def bus(dress: Theme) -> Bus:
    """Carries what the desk announces."""
    return Bus()


@pytest.fixture
def desk(
    empty_desk: Path, tmp_path: Path, clock: MovableClock, bus: Bus, qapp: QApplication
) -> Iterator[Desk]:
    """A desk of this test's own, open, its announcements on the bus."""
    folder = tmp_path / "desk"
    folder.mkdir(mode=0o700)
    opened = Desk(open_store(Path(shutil.copy2(empty_desk, folder / "desk.db")), KEY), clock)
    opened.listen(bus.publish)
    yield opened
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened.close()
