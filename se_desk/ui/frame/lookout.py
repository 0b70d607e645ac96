"""What stands against a desk that was just opened: looked for beside the window, said in notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from se_desk.ui.frame.backups_daily import not_whole
from se_desk.ui.frame.notices import Notice

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.opening import Opening


def look_around(opening: Opening, desk: Desk) -> tuple[Notice, ...]:
    """Whether the entries of the risk log that no check has seen yet hold (RISK-RECORD), whether the desk is
    the newest of itself, where it lies, and what the clock says. May ask the keyring: call it in a worker."""
    return tuple(_found(opening, desk))


def _found(opening: Opening, desk: Desk) -> Iterator[Notice]:
    broken = opening.new_problems(desk)
    if broken:
        yield not_whole(broken)
    older = opening.missing_entries(desk)
    if older is not None:
        yield Notice(str(older), "critical")
    for sentence in opening.warnings(desk):
        yield Notice(sentence)
