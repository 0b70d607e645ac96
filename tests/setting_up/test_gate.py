"""The gate runs every check, tells each one's time, and is red when one of them is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import _gate
import pytest
from _gate import Outcome, Step


def words(*arguments: str) -> list[list[str]]:
    """The commands of the gate with these options."""
    return [list(step.command) for step in _gate.steps("python", _gate.asked(arguments))]


def pytest_words(*arguments: str) -> list[str]:
    """The command of the tests that are measured."""
    return next(command for command in words(*arguments) if "pytest" in command and "tests" in command)


def test_the_whole_gate() -> None:
    joined = [" ".join(command) for command in words()]
    wanted = ("ruff check", "ruff format --check", "mypy", "importlinter", "pytest tests", "coverage report")
    for each in wanted:
        assert any(each in command for command in joined), each
    assert "--cov-branch" in pytest_words()
    assert "--long" not in pytest_words()
    report = next(command for command in joined if "coverage report" in command)
    assert "--fail-under=95" in report
    assert "se_desk/domain/*,se_desk/storage/*,se_desk/exchange/*,se_desk/services/*" in report


def test_the_inner_loop_measures_nothing_and_waits_for_nothing_slow() -> None:
    inner = pytest_words("--fast")
    assert not any(word.startswith("--cov") for word in inner)
    assert "--ignore=tests/end_to_end" in inner
    assert inner[-2:] == ["-m", "not slow"]
    assert not any("coverage" in command for command in words("--fast"))


def test_long_is_passed_on() -> None:
    assert "--long" in pytest_words("--long")


def test_the_benchmarks_at_length_run_alone() -> None:
    assert words("--bench") == [["python", "-m", "pytest", "tests/benchmarks", "--bench", "-rs"]]
    assert not any("--bench" in command for command in words())


def test_an_unknown_option_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as stopped:
        _gate.main(["--quick"])
    assert stopped.value.code == 2


def program(text: str) -> tuple[str, ...]:
    """A command that runs this Python text."""
    return (sys.executable, "-c", text)


def test_a_step_is_run_in_the_open_and_its_closing_line_kept(capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "print('.. [100%]'); print('\\x1b[32m5 passed\\x1b[0m, 1 skipped in 61.20s (0:01:01)'); print('bye')"
    )
    outcome = _gate.perform(Step("tests", program(text)), {})
    assert outcome.passed
    assert outcome.closing == "5 passed, 1 skipped in 61.20s (0:01:01)"
    assert "bye" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["Found 6 errors.", "Found 2 errors in 1 file (checked 162 source files)"])
def test_another_tools_last_line_is_not_a_tests(line: str) -> None:
    assert _gate.perform(Step("mypy", program(f"print({line!r})")), {}).closing == ""


def test_a_step_fails_with_its_command_or_with_what_must_hold_then() -> None:
    assert not _gate.perform(Step("one", program("raise SystemExit(3)")), {}).passed
    assert not _gate.perform(Step("two", program("pass"), lambda: False), {}).passed
    assert _gate.perform(Step("three", program("pass"), lambda: True), {}).passed


def test_the_report_is_red_when_one_step_is(capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = Outcome("ruff", 0.5, True), Outcome("tests", 70.0, False, "1 failed, 4 passed in 70.00s")
    assert _gate.report([good]) == 0
    assert "The gate is green." in capsys.readouterr().out
    assert _gate.report([good, bad]) == 1
    said = capsys.readouterr().out.splitlines()
    assert "The gate is red: tests. 2 steps, 1 min 10 s." in said
    assert said[-1] == "1 failed, 4 passed in 70.00s"


@pytest.mark.parametrize(("taken", "enough"), [(94, False), (95, True), (100, True)])
def test_branches_are_counted_by_themselves(tmp_path: Path, taken: int, enough: bool) -> None:
    covered = tmp_path / "coverage.json"
    covered.write_text(
        json.dumps({"totals": {"covered_branches": taken, "num_branches": 100}}), encoding="utf-8"
    )
    assert _gate.branches_reached(covered) is enough


def test_the_environment_of_the_gate_has_no_screen_no_keyring_and_no_desk() -> None:
    environment = _gate.gate_environment({"SE_DESK_HOME": "/a", "PYTEST_ADDOPTS": "-x", "PATH": "/bin"})
    assert environment["PATH"] == "/bin"
    assert environment["QT_QPA_PLATFORM"] == "offscreen"
    assert "fail" in environment["PYTHON_KEYRING_BACKEND"]
    assert not {"SE_DESK_HOME", "PYTEST_ADDOPTS"} & environment.keys()


@pytest.mark.parametrize(("processors", "count"), [(None, 1), (1, 1), (2, 2), (16, 4)])
def test_workers(processors: int | None, count: int) -> None:
    assert _gate.workers(processors) == count


def test_words_that_cut_the_network_are_only_taken_where_they_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(_gate, "succeeds", lambda command: False)
    assert _gate.without_network() == ()
    monkeypatch.setattr(_gate, "succeeds", lambda command: "--user" in command)
    assert "--map-current-user" in _gate.without_network()


def test_a_command_that_is_not_there_does_not_succeed() -> None:
    assert not _gate.succeeds(["there-is-no-such-command"])
    assert _gate.succeeds(program("pass"))
