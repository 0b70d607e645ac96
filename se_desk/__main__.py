"""The way in: ``se-desk`` opens the window, ``se-desk VERB`` runs a verb at the shell."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

UNSOUND_QT = "6.12.0"  # drops references to None on Python 3.10 and 3.11 until the program dies
_TAKE_A_VALUE = ("--desk", "--passphrase-file")
_SHELL_OPTIONS = ("--help", "-h", "--version", "--json")


def main(argv: Sequence[str] | None = None) -> int:
    """Take the words after ``se-desk``; the exit code: 0 done, 1 a named problem, 2 usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("QT_HASH_SEED", "0")  # before Qt is loaded: the same PDF twice, byte for byte
    if "--version" in words and not first_word(words):
        from se_desk import __version__

        sys.stdout.write(f"se-desk {__version__}\n")
        return 0
    if is_for_shell(words):
        from se_desk import cli

        return cli.main(words)
    fault = qt_fault(sys.version_info[:2], _qt_version())
    if fault:
        sys.stderr.write(f"se-desk: {fault}\n")
        return 1
    from se_desk import app

    try:
        return app.main(words)
    except SystemExit as end:  # the option parser's way to say that it was used wrongly
        return end.code if isinstance(end.code, int) else 2


def first_word(words: Sequence[str]) -> str:
    """The first word that is neither an option nor the value of one, "" for none."""
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if word in _TAKE_A_VALUE:
            del queue[:1]
        elif not word.startswith("-"):
            return word
    return ""


def is_for_shell(words: Sequence[str]) -> bool:
    """Any word, known as a verb or not, belongs to the shell, and so do its own options."""
    return bool(first_word(words)) or any(word in _SHELL_OPTIONS for word in words)


def qt_fault(python: tuple[int, ...], qt: str) -> str:
    """Why this Qt must not be used with this Python, "" where it may."""
    if qt == UNSOUND_QT and python < (3, 12):
        version = ".".join(str(part) for part in python[:2])
        return (
            f"PySide6 {qt} damages memory under Python {version}. "
            "Install PySide6-Essentials below 6.12, or use Python 3.12 or newer."
        )
    return ""


def _qt_version() -> str:
    import PySide6

    return PySide6.__version__


if __name__ == "__main__":
    sys.exit(main())
