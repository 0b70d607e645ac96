"""The locks pin every file by its hash, agree with each other and with pyproject.toml, and name no index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "packaging" / "locks"


def pinned(text: str) -> dict[str, list[Requirement]]:
    """Requirements of a lock by name, without their hashes."""
    found: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^[A-Za-z0-9].*", text, flags=re.MULTILINE):
        requirement = Requirement(line.rstrip("\\").strip())
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def without_hash(text: str) -> list[str]:
    """Entries that no hash holds to one release's files."""
    entries = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    return [entry for entry in entries if "--hash=sha256:" not in entry]


@pytest.fixture(params=["run", "check"])
def lock(request: pytest.FixtureRequest) -> str:
    """Each lock's text."""
    return (LOCKS / f"{request.param}.txt").read_text(encoding="utf-8")


def test_every_entry_has_its_hashes(lock: str) -> None:
    assert without_hash(lock) == []


def test_an_entry_without_hash_is_noticed() -> None:
    assert without_hash("a==1 \\\n    --hash=sha256:00\nb==2\n") == ["b==2"]


def test_no_index_is_named(lock: str) -> None:
    assert not re.search(r"https?:|^--|file:", lock, flags=re.MULTILINE)


def test_every_dependency_is_locked_within_its_bounds(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = pinned(lock)
    for each in map(Requirement, project["dependencies"]):
        releases = [next(iter(entry.specifier)).version for entry in locked[canonicalize_name(each.name)]]
        assert any(each.specifier.contains(release) for release in releases), each


def test_the_gate_runs_on_what_the_desk_runs_on() -> None:
    run, check = (pinned((LOCKS / f"{kind}.txt").read_text(encoding="utf-8")) for kind in ("run", "check"))
    differing = {name for name in run if {*map(str, run[name])} != {*map(str, check.get(name, []))}}
    assert differing == set()


@pytest.mark.parametrize("python", ["3.11.7", "3.12.1", "3.13.0"])
def test_each_python_gets_one_sound_qt(lock: str, python: str) -> None:
    environment = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
    entries = pinned(lock)["pyside6-essentials"]
    taken = [each for each in entries if not each.marker or each.marker.evaluate(environment)]
    assert len(taken) == 1
    assert taken[0].specifier.contains("6.11.3") or python >= "3.12"
