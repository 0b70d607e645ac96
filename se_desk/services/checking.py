"""Whether a desk is whole: all of it once a day and when asked, what is new of the risk log at each opening.

RISK-RECORD, "In the database": checking at opening covers what is new since the last full check; a full
check runs in the background once a day.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.errors import DeskError
from se_desk.paths import DeskPaths
from se_desk.storage import checks, heads, locks, private
from se_desk.storage import risks as risk_rows
from se_desk.storage.heads import ChainHead

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

CHECKED = "checked"  # in the folder of logs: how the name of the two files begins

Progress = Callable[[int, int], object]  # steps done, steps in all


class Checking:
    """Checks of the desk at ``paths``; what the last full one found whole is remembered beside the logs."""

    def __init__(self, paths: DeskPaths, key_of: Callable[[Desk], bytes]) -> None:
        self._paths, self._key_of = paths, key_of

    def problems(self, desk: Desk, progress: Progress | None = None) -> tuple[str, ...]:
        """What is wrong with the file, one sentence each: every page, the index, every chain.

        ``progress`` is called often; what it raises ends the check and leaves here as it is.
        """
        with desk.reading() as conn:
            before = tuple(ChainHead(*head) for head in risk_rows.heads(conn))
        with locks.use(self._paths.desk):
            found = checks.problems(self._paths.desk, self._key_of(desk), progress=progress)
        if not found:
            with suppress(DeskError, OSError):
                heads.write(self._heads, before)
                private.write_file(self._day, json.dumps({"on": f"{desk.now():%Y-%m-%d}"}).encode())
        return found

    def due(self, desk: Desk) -> bool:
        """Whether the whole desk was not checked on this day."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            return bool(json.loads(self._day.read_bytes())["on"] != f"{desk.now():%Y-%m-%d}")
        return True

    def daily(self, desk: Desk, progress: Progress | None = None) -> tuple[str, ...]:
        """The check of this day; nothing where it was made already. Belongs in a worker."""
        return self.problems(desk, progress) if self.due(desk) else ()

    def new_entries(self, desk: Desk) -> tuple[str, ...]:
        """What is wrong with the entries that the last full check did not see; all, where there was none."""
        known = heads.read(self._heads) or ()
        with desk.reading() as conn:
            return checks.new_entry_problems(conn, known)

    @property
    def _day(self) -> Path:
        return self._paths.logs / f"{CHECKED}.json"

    @property
    def _heads(self) -> Path:
        return self._paths.logs / f"{CHECKED}-heads.json"
