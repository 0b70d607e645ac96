"""What every process of SE Desk does first: what it writes is for its owner, and a crash tells nothing.

The window and the shell both begin with it. It loads nothing that the first paint would wait for.
"""

from __future__ import annotations

from se_desk.storage import private


def keep_to_owner() -> None:
    """Before anything is written: files and folders, logs and exports too, are for their owner alone
    (0600, 0700), and a crash leaves no memory behind. Once a process; again does no harm."""
    private.keep_to_owner()
