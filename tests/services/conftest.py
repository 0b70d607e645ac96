"""A real desk for each test: an encrypted file, set up in Berlin, with a clock that is moved by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from se_desk.domain.announcements import Change
from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull, KeyringMissing
from se_desk.domain.partners import Partner
from se_desk.exchange.documents import Document
from se_desk.exchange.risk_records import Page
from se_desk.paths import DeskPaths
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening
from se_desk.storage import private
from se_desk.storage.keyslots import Cost
from se_desk.storage.store import open_store

KEY = bytes(range(32))
ZONE = "Europe/Berlin"
NOW = datetime(2026, 3, 4, 9, 30, 15, 123_000, tzinfo=UTC)  # Wednesday, 10:30 in Berlin
SE, SE_EMAIL = "Marlene Okoro", "marlene.okoro@tidewright.example"
AE = "Pavel Lindqvist"
PHRASE = "gravel spoon heron cedar"
QUICK = Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture(scope="session")
def set_up_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed desk that somebody has set up a month before ``NOW``; made once, to be copied."""
    path = tmp_path_factory.mktemp("set-up") / "desk.db"
    made = Desk(open_store(path, KEY, create=True), MovableClock(NOW.replace(month=2)))
    made.profile.set_up(SE, ZONE, email=SE_EMAIL, currency="EUR")
    made.close()
    return path


@pytest.fixture
def clock() -> MovableClock:
    """The desk's clock; ``clock.move`` and ``clock.at`` set it."""
    return MovableClock(NOW)


@pytest.fixture
def heard() -> list[Change]:
    """What the desk announced, in order."""
    return []


@pytest.fixture
def desk(set_up_desk: Path, tmp_path: Path, clock: MovableClock, heard: list[Change]) -> Iterator[Desk]:
    """A desk of this test's own, open."""
    folder = tmp_path / "desk"
    folder.mkdir(mode=0o700)
    path = Path(shutil.copy2(set_up_desk, folder / "desk.db"))
    opened = Desk(open_store(path, KEY), clock, heard.append)
    yield opened
    opened.close()


@pytest.fixture
def partner(desk: Desk) -> Partner:
    """The account executive of ``deal``."""
    return desk.partners.meet(AE, email="pavel.lindqvist@tidewright.example", segment="Ports")


@pytest.fixture
def deal(desk: Desk, partner: Partner, heard: list[Change]) -> Deal:
    """An active deal with a partner; what was announced until then is forgotten."""
    opened = desk.deals.open("Berth planning", "Halvorsen Quays", partner_id=partner.id)
    heard.clear()
    return opened


class Ring:
    """A keyring in memory, which can be taken away."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.there = True

    def _look(self) -> None:
        if not self.there:
            raise KeyringMissing("No keyring answers here.")

    def get(self, account: str) -> str | None:
        self._look()
        return self.kept.get(account)

    def set(self, account: str, secret: str) -> None:
        self._look()
        self.kept[account] = secret

    def delete(self, account: str) -> None:
        self._look()
        self.kept.pop(account, None)


@pytest.fixture
def ring() -> Ring:
    """The keyring of ``opening``."""
    return Ring()


@pytest.fixture
def opening(tmp_path: Path, ring: Ring, clock: MovableClock) -> Opening:
    """What stands before a desk that is yet to be set up, in a place of this test's own."""
    return Opening(DeskPaths.of(tmp_path / "place"), clock, ring, QUICK)


class PaintsNothing:
    """Stands in for the painter of the window, which the services do not know; keeps what it was given."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.documents: list[Document] = []

    def record(self, page: Page) -> bytes:
        self.pages.append(page)
        return b"%PDF of a record"

    def document(self, document: Document) -> bytes:
        self.documents.append(document)
        return b"%PDF of a document"


@pytest.fixture
def paper() -> PaintsNothing:
    """What PDFs are painted on."""
    return PaintsNothing()


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> Callable[[], AbstractContextManager[None]]:
    """Within ``with no_room():`` the disk takes no file that leaves the desk."""

    def refuse(_path: Path, _data: bytes) -> None:
        raise DiskFull("There is no room left.")

    @contextmanager
    def full() -> Iterator[None]:
        with monkeypatch.context() as patched:
            patched.setattr(private, "write_file", refuse)
            yield

    return full
