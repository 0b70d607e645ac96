"""What check.py does once Python is new enough: set up with the test tools, then every check, one by one."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from _setting_up import ROOT, VENV, SetUpFailed, own_environment, say, set_up

MEASURED_ROOMS = ("domain", "storage", "exchange", "services")
LEAST_BRANCHES = 95.0  # percent
_INCLUDE = "--include=" + ",".join(f"se_desk/{room}/*" for room in MEASURED_ROOMS)
_COVERED = VENV / "coverage.json"
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
_CLOSING = re.compile(r"\b(\d+ [a-z]+|no tests ran)\b.* in \d+\.\d+s\b")  # 812 passed, 3 skipped in 183.21s
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Step:
    """One check: the command that makes it, and what else must hold when that ended well."""

    name: str
    command: tuple[str, ...]
    then: Callable[[], bool] = lambda: True


@dataclass(frozen=True)
class Outcome:
    """How a step went; ``closing`` is the line a test run ends with."""

    name: str
    seconds: float
    passed: bool
    closing: str = ""


def main(arguments: Sequence[str]) -> int:
    """Runs the gate: 0 green, 1 when a step failed or the set-up did not work, 2 for an unknown option."""
    options = asked(arguments)
    try:
        python = str(set_up("check", with_window=False))
    except SetUpFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    environment = gate_environment(own_environment())
    try:
        return report([perform(step, environment) for step in steps(python, options)])
    except KeyboardInterrupt:
        return 130


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of the gate."""
    parser = argparse.ArgumentParser(prog="check.py", description="The one gate, for people and machines.")
    speed = parser.add_mutually_exclusive_group()
    speed.add_argument("--fast", action="store_true", help="the inner loop: no coverage, nothing slow")
    speed.add_argument("--long", action="store_true", help="also the tests that run for minutes")
    speed.add_argument("--bench", action="store_true", help="only the benchmarks, at length")
    return parser.parse_args(arguments)


def gate_environment(base: Mapping[str, str]) -> dict[str, str]:
    """No screen, no keyring, and nothing that a person's settings could change."""
    dropped = ("SE_DESK_HOME", "PYTEST_ADDOPTS", "COVERAGE_FILE")
    kept = {name: value for name, value in base.items() if name not in dropped}
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONUTF8": "1",
    }


def steps(python: str, options: argparse.Namespace) -> list[Step]:
    """Every check of the gate, the quick ones first."""
    first = [
        Step("ruff check", (python, "-m", "ruff", "check", ".")),
        Step("ruff format", (python, "-m", "ruff", "format", "--check", ".")),
        Step("mypy --strict", (python, "-m", "mypy")),
        Step("import contracts", (python, "-c", _LINT_IMPORTS)),
    ]
    tests = [python, "-m", "pytest", "tests", "-rs", f"-n{workers(os.cpu_count())}", "--dist=worksteal"]
    if options.bench:
        return [Step("benchmarks at length", (python, "-m", "pytest", "tests/benchmarks", "--bench", "-rs"))]
    if options.fast:
        inner = [*tests, "--ignore=tests/end_to_end", "--ignore=tests/benchmarks", "-m", "not slow"]
        return [*first, Step("tests", tuple(inner))]
    alone = [python, "-m", "pytest", "tests/benchmarks"]
    longer = ["--long"] if options.long else []
    offline = without_network()
    tests += ["--ignore=tests/benchmarks", "--cov=se_desk", "--cov-branch", "--cov-report=", *longer]
    measured = [Step("benchmarks", (*offline, *alone, *longer))] if has_tests("benchmarks") else []
    where = "tests, with no network" if offline else "tests"
    return [*first, *measured, Step(where, (*offline, *tests)), *coverage_steps(python)]


def coverage_steps(python: str) -> list[Step]:
    """What the tests did not reach in the rooms below the window."""
    coverage = (python, "-m", "coverage")
    return [
        Step("coverage", (*coverage, "report", _INCLUDE, f"--fail-under={LEAST_BRANCHES:g}")),
        Step("branches", (*coverage, "json", "-q", _INCLUDE, "-o", str(_COVERED)), branches_reached),
    ]


def workers(processors: int | None) -> int:
    """Test processes side by side; more than four gain nothing."""
    return max(1, min(4, processors or 1))


def has_tests(room: str) -> bool:
    """Whether the room of that name in tests/ holds any."""
    return any((ROOT / "tests" / room).rglob("test_*.py"))


def without_network() -> tuple[str, ...]:
    """The words before a command that take the network from it; none where the system has no such way.

    No test may need the network, so nearly all of them run without.
    """
    as_root = ("unshare", "--net")
    as_anyone = ("unshare", "--user", "--map-current-user", "--net")
    for words in (as_root, as_anyone):
        if sys.platform == "linux" and succeeds([*words, "true"]):
            return words
    return ()


def succeeds(command: Sequence[str]) -> bool:
    """Whether it can be run and ends well."""
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def perform(
    step: Step, environment: Mapping[str, str], clock: Callable[[], float] = time.monotonic
) -> Outcome:
    """Runs a step in the open, and keeps its time and a test run's closing line."""
    say(f"\n== {step.name}")
    begun = clock()
    code, closing = shown(step.command, environment)
    passed = code == 0 and step.then()
    return Outcome(step.name, clock() - begun, passed, closing)


def shown(command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """The exit code, and the last line that counts tests; everything is passed on as it comes."""
    closing = ""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as running:
        for line in running.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            if _CLOSING.search(line):
                closing = _COLOUR.sub("", line).strip()
    return running.returncode, closing


def branches_reached(covered: Path = _COVERED, least: float = LEAST_BRANCHES) -> bool:
    """Whether enough branches were taken, from coverage's own report in JSON; says how many."""
    totals = json.loads(covered.read_text(encoding="utf-8"))["totals"]
    taken, there = totals["covered_branches"], totals["num_branches"]
    share = 100.0 * taken / there if there else 100.0
    rooms = ", ".join(MEASURED_ROOMS)
    say(f"{taken} of {there} branches of {rooms} are taken by a test: {share:.1f} % (least {least:g} %)")
    return share >= least


def report(outcomes: Sequence[Outcome]) -> int:
    """Every step with its time, the verdict, and the closing line of the tests as the last line."""
    say("")
    for each in outcomes:
        say(f"{'passed' if each.passed else 'FAILED'}  {each.seconds:7.1f} s  {each.name}")
    failed = [each.name for each in outcomes if not each.passed]
    minutes, seconds = divmod(round(sum(each.seconds for each in outcomes)), 60)
    verdict = f"red: {', '.join(failed)}" if failed else "green"
    say(f"The gate is {verdict}. {len(outcomes)} steps, {minutes} min {seconds} s.")
    for each in outcomes:
        if each.closing:
            say(each.closing)
    return 1 if failed else 0
