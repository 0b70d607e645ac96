"""Makes the pages that stand before a desk from what is known of its place."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from se_desk.domain.moments import say_near_moment
from se_desk.ui.frame.door import KEYRING_LIMIT_MS
from se_desk.ui.frame.waiting import Waiting
from se_desk.ui.welcome.first_run import FirstRunPage
from se_desk.ui.welcome.unlock import UnlockPage

if TYPE_CHECKING:
    from se_desk.services.opening import Opening

SAMPLE_FOOT = "The sample desk. Its passphrase: look around"


def unlock_page(opening: Opening, name: str, why: str, *, sample: bool = False) -> UnlockPage:
    """The unlock page of a desk. Raises what ``slots`` raises: DeskMissing, DeskDamaged."""
    return UnlockPage(name, why, SAMPLE_FOOT if sample else said_of(opening), opening.slots())


def first_run_page(opening: Opening, zone: str) -> FirstRunPage:
    """The first run; whether there is a keyring is asked meanwhile."""
    page = FirstRunPage(opening.paths.desk, zone)
    looking = Waiting(page, opening.keyring_there, KEYRING_LIMIT_MS)
    looking.done.connect(page.know_keyring)
    looking.overdue.connect(lambda: page.know_keyring(False))
    looking.start()
    return page


def said_of(opening: Opening) -> str:
    """Size and last backup, which name nobody."""
    size = opening.paths.desk.stat().st_size / 1_000_000 if opening.exists() else 0
    saved_at = opening.last_backup_at()
    today = datetime.now().astimezone().date()
    last = f"last backup {say_near_moment(saved_at.astimezone(), today)}" if saved_at else "no backup yet"
    return f"One file on this computer, {size:.1f} MB, {last}"
