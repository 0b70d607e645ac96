"""Run in a process of its own, to be killed: sends what waits on a desk to a Tryton."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from se_desk.services import sending
from se_desk.services.clocks import SystemClock
from se_desk.services.crm.server import Account
from se_desk.services.crm.tryton import Tryton
from se_desk.services.desk import Desk
from se_desk.storage.store import open_store

KEY = bytes(range(32))


def say(words: str) -> None:
    """At once, for whoever reads it."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def push(path: Path, account: Account, settled: timedelta) -> None:
    """Says ``title`` before each note and ``done`` at the end."""
    sending.Round.settled = settled.total_seconds()
    desk = Desk(open_store(path, KEY), SystemClock())
    desk.outbox.send("tryton", Tryton(account), lambda _done, _of, title: say(title))
    desk.close()
    say("done")


if __name__ == "__main__":
    where, address, user, secret, database, seconds = sys.argv[1:]
    push(Path(where), Account(address, secret, user, database), timedelta(seconds=float(seconds)))
