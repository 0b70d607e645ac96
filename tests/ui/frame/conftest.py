"""A window with a real desk behind it, pages that only note what they are told, and a keyring in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import KeyringMissing, NotFound
from se_desk.paths import DeskPaths
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening
from se_desk.storage.keyslots import Cost
from se_desk.ui.frame import navigation
from se_desk.ui.frame.start import Frame, Keys
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import Place
from tests.services.conftest import NOW, ZONE

PHRASE = "gravel spoon heron cedar"
QUICK = Cost(memory_kib=64, passes=1, lanes=1)
OWNER = "Marlene Okoro"


class Ring:
    """A keyring in memory; ``there`` takes it away, ``wait`` is called before it answers."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.there = True
        self.wait: Callable[[], object] = lambda: None

    def get(self, account: str) -> str | None:
        """The secret."""
        self.wait()
        if not self.there:
            raise KeyringMissing("No keyring answers here.", do="Use the passphrase.")
        return self.kept.get(account)

    def set(self, account: str, secret: str) -> None:
        """Keeps it."""
        self.get(account)
        self.kept[account] = secret

    def delete(self, account: str) -> None:
        """Forgets it."""
        self.kept.pop(account, None)


class NotedPage(Page):
    """Any page: ``told`` notes what it was told, ``stays`` keeps the person, ``gone`` ids are not found."""

    stays = False
    gone: frozenset[str] = frozenset()
    about = ""
    words = ("", False)

    def __init__(self, desk: Desk, bus: Any) -> None:
        super().__init__(desk, bus)
        self.told: list[object] = []
        self.setAccessibleName("A page")

    def enter(self, place: Place) -> None:
        if place.id in type(self).gone:
            raise NotFound("It is not on the desk.", do="Look elsewhere.")
        self.nav = place.page
        self.about = place.id if place.page == "deal" else ""
        self.told.append(place)

    def leave(self) -> bool:
        self.told.append("leave")
        return not type(self).stays

    def deal_id(self) -> str:
        return self.about

    def chosen_text(self) -> tuple[str, bool]:
        return type(self).words

    def minute(self) -> None:
        self.told.append("minute")


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> type[NotedPage]:
    """Every page of the window is a NotedPage of this test's own."""

    class Own(NotedPage):
        pass

    monkeypatch.setattr(navigation, "feature_page", lambda name: Own)
    return Own


@pytest.fixture
def ring() -> Ring:
    return Ring()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture
def opening(tmp_path: Path, ring: Ring, clock: MovableClock) -> Opening:
    """The place of a desk; nothing is there yet."""
    return Opening(DeskPaths.of(tmp_path / "place"), clock, ring, QUICK)


@pytest.fixture
def set_up(opening: Opening) -> Opening:
    """The place of a desk that was set up with a passphrase and one deal."""
    desk = opening.create(OWNER, ZONE, passphrase=PHRASE, use_keyring=False)
    partner = desk.partners.meet("Pavel Lindqvist")
    desk.deals.open("Berth planning", "Halvorsen Quays", partner_id=partner.id)
    opening.shut(desk)
    return opening


@dataclass
class Rig:
    """Makes frames over an opening and ends them with the test."""

    opening: Opening
    qtbot: QtBot
    frames: list[Frame] = field(default_factory=list)
    passphrase: str | Callable[[], str | None] | None = None
    sample: Callable[[], tuple[Opening, Desk]] | None = None
    sample_first: bool = False

    def read(self) -> str | None:
        """What --passphrase-file would give."""
        return self.passphrase() if callable(self.passphrase) else self.passphrase

    def frame(self, *, capture: bool = False) -> Frame:
        """A window over the opening, shown."""

        def no_sample() -> tuple[Opening, Desk]:
            raise NotFound("There is no sample in this test.")

        keys = Keys(
            opening=lambda: self.opening,
            sample=self.sample or no_sample,
            passphrase=self.read,
            sample_first=self.sample_first,
        )
        made = Frame(keys, self.opening.paths.desk, capture=capture)
        self.frames.append(made)
        with self.qtbot.waitExposed(made.window):
            made.show()
        made.window.activateWindow()
        return made

    def open_frame(self) -> Frame:
        """The same with the desk open by its passphrase."""
        self.passphrase = PHRASE
        made = self.frame()
        self.qtbot.waitUntil(lambda: made.acting.is_open, timeout=10_000)
        return made

    def end(self) -> None:
        """Close every window and what it holds."""
        from se_desk.ui.kit.background import cancel_all

        for made in self.frames:
            made.window.may_close = lambda: True
            cancel_all()
            made.end()
            made.window.close()
            made.window.deleteLater()


@pytest.fixture
def rig(opening: Opening, qtbot: QtBot, pages: type[NotedPage]) -> Iterator[Rig]:
    made = Rig(opening, qtbot)
    yield made
    made.end()
    theme().set_scale(1.0)
    theme().set_contrast(False)
    theme().reduce_motion = False
    theme().choose("system")


@pytest.fixture
def frame(set_up: Opening, rig: Rig) -> Frame:
    """A window with an open desk behind it."""
    return rig.open_frame()
