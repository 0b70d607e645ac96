"""Being asked, in the middle of a long statement, whether it is still wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

STEPS = 2_000  # of SQLite's virtual machine between two beats

Beat = Callable[[], object]


@contextmanager
def beating(raw: Any, beat: Beat | None, steps: int = STEPS) -> Iterator[None]:
    """Within it, ``beat`` is called again and again while ``raw``, a connection of the driver, works.

    What it raises ends the statement and leaves here as it is; the driver alone would only say that it was
    interrupted.
    """
    if beat is None:
        yield
        return
    raised: list[BaseException] = []

    def ask() -> int:
        try:
            beat()
        except BaseException as error:  # noqa: BLE001 - raised again below, outside of the database
            raised.append(error)
            return 1
        return 0

    raw.set_progress_handler(ask, steps)
    try:
        yield
    except BaseException:
        if raised:
            raise raised[0] from None
        raise
    finally:
        raw.set_progress_handler(None, 0)
