"""What is found at the place of a desk, looked for beside the window, and how a new one is made there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from se_desk.domain.errors import DeskError

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.opening import Opening
    from se_desk.ui.welcome.first_run import Setup


@dataclass(frozen=True, slots=True)
class Keys:
    """How the composition root lets the door reach a desk.

    ``opening`` makes the desk's Opening and imports what that needs. ``sample`` gives the sample desk,
    open, with its Opening. ``passphrase`` reads --passphrase-file, None without one; it may raise BadFile.
    """

    opening: Callable[[], Opening]
    sample: Callable[[], tuple[Opening, Desk]]
    passphrase: Callable[[], str | None] = lambda: None
    sample_first: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """What was found at the desk's place. ``desk`` is open already, or ``error`` says why it is not."""

    opening: Opening
    exists: bool
    ways: tuple[str, ...] = ()
    zone: str = "UTC"
    desk: Desk | None = None
    error: DeskError | None = None


def look(keys: Keys) -> Met:
    """On a thread of its own: the imports of the database happen here."""
    from se_desk.services.clocks import system_zone

    opening = keys.opening()
    opening.hold()
    opening.settle()
    if not opening.exists():
        return Met(opening, False, zone=system_zone().key)
    try:
        ways, passphrase = opening.slots(), keys.passphrase()
    except DeskError:
        opening.release()
        raise
    if passphrase is None:
        return Met(opening, True, ways)
    try:
        return Met(opening, True, ways, desk=opening.with_passphrase(passphrase))
    except DeskError as error:
        return Met(opening, True, ways, error=error)


def held(keys: Keys) -> Opening:
    """The desk's place where the desk itself does not open. DeskBusy where another window has it."""
    opening = keys.opening()
    opening.hold()
    return opening


def make(opening: Opening, setup: Setup) -> tuple[Desk, str, DeskError | None]:
    """A new desk, its recovery code where one was asked for, and why there is none."""
    desk = opening.create(setup.name, setup.zone, passphrase=setup.passphrase, use_keyring=setup.use_keyring)
    try:
        return desk, opening.make_recovery(desk) if setup.recovery else "", None
    except DeskError as error:
        return desk, "", error
