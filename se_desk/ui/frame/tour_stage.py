"""What the tour plays on: a window over a desk of its own, places to go, and pictures of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QWidget

from se_desk.domain.errors import KeyringMissing
from se_desk.paths import DeskPaths
from se_desk.services.clocks import MovableClock
from se_desk.services.opening import Opening
from se_desk.ui.frame.start import Frame, Keys
from se_desk.ui.frame.tour_hands import Hands
from se_desk.ui.frame.tour_rest import TourStopped
from se_desk.ui.frame.window import USUAL
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.theme import Mode, theme
from se_desk.ui.kit.wishes import Place, Wish

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.frame.sitting import Sitting

__all__ = ["NoKeyring", "Stage", "TourStopped", "latest_workday"]

SIDES: tuple[Mode, ...] = ("light", "dark")


class NoKeyring:
    """The tour's desk has a passphrase of its own and leaves the system's keyring alone."""

    def get(self, account: str) -> str | None:
        """KeyringMissing."""
        raise KeyringMissing(f"The tour uses no keyring for {account}.")

    def set(self, account: str, _secret: str) -> None:
        """KeyringMissing."""
        self.get(account)

    def delete(self, account: str) -> None:
        """There is nothing to forget."""


class Stage(Hands):
    """Holds the frame in front. Every hand waits until the window has come to rest."""

    def __init__(self, clock: MovableClock, folder: Path, desks: Path) -> None:
        super().__init__()
        self.clock, self.folder, self._desks = clock, folder, desks
        self._frame: Frame | None = None
        self.kept: dict[str, str] = {}  # ids the acts hand on to each other

    def place(self, name: str) -> DeskPaths:
        """Where a desk of the tour lies."""
        return DeskPaths.of(self._desks / name)

    # ---- the window -------------------------------------------------------------

    def open_window(self, paths: DeskPaths) -> None:
        """A window over the desk at ``paths``, or over the place where one will be."""
        self.close_window()
        opening = Opening(paths, self.clock, NoKeyring())
        keys = Keys(opening=lambda: opening, sample=self._no_sample)
        self._frame = Frame(keys, paths.desk)
        theme().choose("light")
        self._frame.show()
        self.window.resize(*USUAL)
        self.until(lambda: self.frame.window.cover_page is not None, "what stands before the desk")

    @staticmethod
    def _no_sample() -> tuple[Opening, Desk]:
        raise TourStopped("The tour has made its sample desk already.")

    def close_window(self) -> None:
        """Let go of the desk in front."""
        if self._frame is not None:
            self.clear()
            self._frame.end()
            self._frame.window.close()
            self._frame.window.deleteLater()
            self._frame = None
            self.settle()

    @property
    def frame(self) -> Frame:
        """The frame in front."""
        if self._frame is None:
            raise TourStopped("No window is open.")
        return self._frame

    @property
    def window(self) -> QWidget:
        """Its window."""
        return self.frame.window

    @property
    def cover(self) -> QWidget:
        """What stands in front of the pages: first run, unlock."""
        page = self.frame.window.cover_page
        if page is None:
            raise TourStopped("Nothing stands before the desk.")
        return page

    @property
    def sitting(self) -> Sitting:
        """The open desk in front of the window."""
        found = self.frame.door.sitting
        if found is None or not found.is_open:
            raise TourStopped("No desk is open.")
        return found

    @property
    def desk(self) -> Desk:
        """The desk."""
        return self.sitting.desk

    @property
    def page(self) -> QWidget:
        """The page in front."""
        return cast(QWidget, self.sitting.pages.page)

    def go(self, place: Place) -> None:
        """Go somewhere, to a page that is made for it: dressing many pages anew takes many seconds."""
        if self.sitting.pages.leave():
            self.sitting.pages.blank()
        self.sitting.go(place)
        self.settle()

    def wish(self, wish: Wish) -> None:
        """What a page asks the frame for."""
        self.sitting.wish(wish)
        self.settle()

    def do(self, key: str) -> None:
        """An action of the frame's table, as its shortcut does it."""
        self.frame.acting.do(key)
        self.settle()

    @property
    def dialog(self) -> Dialog:
        """The dialog on top."""
        shown = [each for each in self.window.findChildren(Dialog) if each.isVisible()]
        if not shown:
            raise TourStopped("The dialog that was asked for is not there.")
        return shown[-1]

    def clear(self) -> None:
        """Close what stands over the page, and the windows beside it."""
        for dialog in self.window.findChildren(Dialog):
            if dialog.isVisible():
                dialog.reject()
        palette = self.frame.acting.palette
        if palette is not None:
            palette.close_it()
        for beside in QApplication.topLevelWidgets():
            if beside.isVisible() and beside is not self.window:
                beside.close()
        self.window.activateWindow()  # a window that closed had the keyboard
        self.hush()

    def hush(self) -> None:
        """Take away the word at the foot of the window that goes by itself."""
        for word in self.window.findChildren(Toast):
            word.leave()
        self.settle()

    def later(self, **span: float) -> None:
        """Time passes on the desk's clock."""
        self.clock.move(timedelta(**span))

    # ---- pictures -------------------------------------------------------------------

    def picture(self, name: str, of: QWidget | None = None) -> tuple[Path, ...]:
        """``of``, or the window, in both themes, as PNG files below pictures."""
        self._refuse_trouble()
        written = []
        # Dressing a whole window takes a while: begin with the side that is shown.
        for side in SIDES if theme().side == SIDES[0] else SIDES[::-1]:
            theme().choose(side)
            self.settle()
            path = self.folder / "pictures" / f"{name}-{side}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            if not (of or self.window).grab().save(str(path), "PNG"):
                raise TourStopped(f"{path} cannot be written.", do="Name another folder.")
            written.append(path)
        return tuple(written)

    def _refuse_trouble(self) -> None:
        """A message about a fault must not be taken for a picture of a screen."""
        for dialog in self.window.findChildren(Dialog):
            if dialog.isVisible() and type(dialog).__module__.endswith(".messages"):
                raise TourStopped(f"The window told of a fault: {dialog.accessibleName()}.")


def latest_workday(now: datetime, hour: int = 10, minute: int = 18) -> datetime:
    """That time of the latest day from Monday to Friday on which it has come, in the zone of ``now``."""
    at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    while at > now or at.weekday() >= 5:
        at -= timedelta(days=1)
    return at
