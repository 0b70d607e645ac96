"""Run in a process of its own, to be killed: sends what waits on a desk to a Tryton."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from se_desk.domain.outbox import Sending
from se_desk.services.clocks import SystemClock
from se_desk.services.crm.server import Account
from se_desk.services.crm.tryton import Tryton
from se_desk.services.desk import Desk
from se_desk.services.sending import Round
from se_desk.storage.store import open_store

KEY = bytes(range(32))


def say(words: str) -> None:
    """At once, for whoever reads it."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


class SaysWhenItAdds(Tryton):
    """Speaks just before each note goes out, so that a kill can be aimed at it."""

    def add(self, sending: Sending, earlier: str) -> str:
        say(f"adding {sending.title}")
        return super().add(sending, earlier)


def push(path: Path, account: Account, settled: timedelta) -> None:
    """Says ``adding`` before each note and ``done`` at the end."""
    Round.settled = settled.total_seconds()
    desk = Desk(open_store(path, KEY), SystemClock())
    desk.outbox.send("tryton", SaysWhenItAdds(account))
    desk.close()
    say("done")


if __name__ == "__main__":
    where, address, user, secret, database, seconds = sys.argv[1:]
    push(Path(where), Account(address, secret, user, database), timedelta(seconds=float(seconds)))
