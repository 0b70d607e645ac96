"""Composition root of the window: options, paths, the door's keys, one window a desk.

The window is painted before the database, the keyring or the Markdown library is imported: what needs
them is imported inside the functions given to the door.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from se_desk.paths import DeskPaths, home
from se_desk.services.privacy import keep_to_owner

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.opening import Opening
    from se_desk.ui.frame.start import Keys

OK, NAMED_PROBLEM, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    desk: Path | None = None
    sample: bool = False
    capture: bool = False
    passphrase_file: Path | None = None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence, exit 2."""
        sys.stderr.write(f"se-desk: {message}. See se-desk --help.\n")
        raise SystemExit(USAGE)


def read_options(argv: Sequence[str]) -> Options:
    """The options of the window. SystemExit with code 2 for one it does not have."""
    parser = _Parser(prog="se-desk", add_help=False, allow_abbrev=False)
    parser.add_argument("--desk", type=Path)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--capture", action="store_true")
    parser.add_argument("--passphrase-file", type=Path)
    return Options(**vars(parser.parse_args(list(argv))))


def main(argv: Sequence[str]) -> int:
    """Open the window; the exit code."""
    options = read_options(argv)
    keep_to_owner()
    from se_desk.ui.frame import beginning, single

    if beginning.no_screen():
        sys.stderr.write("se-desk: there is no screen here. se-desk --help lists what works without one.\n")
        return NAMED_PROBLEM
    with tempfile.TemporaryDirectory(prefix="se-desk-sample-", ignore_cleanup_errors=True) as spare:
        paths = paths_of(options, Path(spare))
        beginning.application()
        if single.call_first(paths.desk, "capture" if options.capture else "raise"):
            return OK
        _log_to(paths.logs)
        if options.capture and not options.sample:
            return _capture(options, paths, Path(spare))
        from se_desk.ui.frame import start

        frame = start.Frame(keys_of(options, paths, Path(spare)), paths.desk, capture=options.capture)
        frame.show()
        return frame.loop()


def _capture(options: Options, paths: DeskPaths, spare: Path) -> int:
    """Only the quick note; the exit code."""
    from se_desk.ui.frame.capture import Capture

    capture = Capture(keys_of(options, paths, spare), paths.desk)
    capture.show()
    return capture.loop()


def paths_of(options: Options, spare: Path) -> DeskPaths:
    """Where the desk of these options lies; the sample has a place of its own."""
    if options.sample:
        return sample_paths(spare)
    return DeskPaths.of_desk(options.desk) if options.desk else DeskPaths.of(home())


def sample_paths(spare: Path) -> DeskPaths:
    """The sample desk: kept under SE_DESK_HOME where that is set, else gone with the window."""
    return DeskPaths.of(home() / "sample" if os.environ.get("SE_DESK_HOME") else spare)


def keys_of(options: Options, paths: DeskPaths, spare: Path) -> Keys:
    """How the door reaches the desk."""
    from se_desk.ui.frame.finding import Keys

    return Keys(
        opening=lambda: _opening(paths),
        sample=lambda: _sample(sample_paths(spare)),
        passphrase=lambda: _passphrase(options.passphrase_file),
        sample_first=options.sample,
    )


def _opening(paths: DeskPaths) -> Opening:
    from se_desk.services.opening import Opening

    return Opening(paths)


def _sample(paths: DeskPaths) -> tuple[Opening, Desk]:
    from se_desk.services.sample import fill

    opening = _opening(paths)
    opening.hold()
    return opening, opening.sample(fill)


def _passphrase(file: Path | None) -> str | None:
    """The first line of --passphrase-file; None without one. BadFile where it cannot be read."""
    if file is None:
        return None
    from se_desk.domain.errors import BadFile

    try:
        line = file.expanduser().read_text("utf-8").split("\n")[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadFile(f"The passphrase file {file} cannot be read.", do="Check its name.") from fault
    if not line:
        raise BadFile(f"The passphrase file {file} is empty.", do="Write the passphrase in its first line.")
    return line


def _log_to(folder: Path) -> None:
    """Faults of the program go to a small file that holds nobody's texts; nowhere where it cannot be made."""
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "se-desk.log", maxBytes=500_000, backupCount=2, delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger("se_desk").addHandler(handler)
