"""The same desk at the shell: verbs for scripts, no window.

``main`` takes the words after ``se-desk`` and gives the exit code: 0 done, 1 a named problem in one
sentence on stderr, 2 usage. ``verify`` has codes of its own. Verbs stand in files by what they do:
``looking``, ``writing``, ``planning``, ``risks``, ``metrics``, ``coming_in``, ``leaving``, ``keeping``.
What they share (global options, opening the desk, printing) is in ``shell``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

VERBS = (
    "init", "tour", "deals", "partners", "calls", "flags", "metrics", "show", "deal", "stage",
    "criteria", "asks", "insight", "insights", "strategy", "paper", "note", "flag", "told",
    "respond", "outcome", "remark", "correct", "search", "import", "export", "verify", "backup",
    "restore", "check", "passphrase", "recovery",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code."""
    from se_desk.cli.running import run

    return run(list(sys.argv[1:] if argv is None else argv))
