"""Makes packaging/locks/run.txt and check.txt anew: ``python packaging/lock.py`` (needs uv on the path).

One lock serves every system: markers choose what a system needs, and the hashes accept every file of a
release. ``--upgrade`` takes the newest releases that pyproject.toml and constraints.txt allow; without it
a locked release stays where it is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = Path("packaging/locks")
OLDEST_PYTHON = "3.11"

COMMON = (
    "--universal",
    "--generate-hashes",
    f"--python-version={OLDEST_PYTHON}",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def commands(uv: str, upgrade: bool) -> list[list[str]]:
    """Two calls of uv: what runs the desk, then the same with the test tools on top."""
    again = ["--upgrade"] if upgrade else []
    constraints = f"--constraints={(LOCKS / 'constraints.txt').as_posix()}"
    run, check = (LOCKS / "run.txt").as_posix(), (LOCKS / "check.txt").as_posix()
    compile_it = [uv, "pip", "compile", "pyproject.toml", *COMMON, constraints, *again]
    return [
        [*compile_it, "--group=build", f"--output-file={run}"],
        [*compile_it, "--group=test", f"--constraints={run}", f"--output-file={check}"],
    ]


def main(arguments: list[str]) -> int:
    """Runs both; the exit code is uv's."""
    uv = shutil.which("uv")
    if uv is None:
        print("The locks are made with uv, which is not on the path. Nothing was changed. Install uv first.")
        return 1
    for command in commands(uv, upgrade="--upgrade" in arguments):
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode != 0:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
