"""Refuses a Python that is too old. Written so that even Python 2 can read it and say the sentence."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is exactly who reads this
    sys.exit(
        "SE Desk needs Python 3.11 or newer, and this is Python %d.%d. Nothing was changed. "  # noqa: UP031 - Python 2 too
        "Install a newer Python and start this file with it, for example: python3.11 %s"
        % (sys.version_info[0], sys.version_info[1], sys.argv[0])
    )
