"""A wheel of the tree holds the whole program with its resources, and nothing else."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None,
    reason="hatchling, which builds the wheel, is not installed",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the tree, without an index and without an environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "from hatchling.build import build_wheel as b; import sys; b(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(folder)], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("se_desk-*.whl"))


def names(wheel: Path) -> set[str]:
    """Every file in it."""
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


def source(folder: str) -> set[str]:
    """Every file below that is not made by Python itself."""
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}


def test_the_whole_program_is_inside(wheel: Path) -> None:
    assert source("se_desk") <= names(wheel)


def test_every_resource_is_inside(wheel: Path) -> None:
    wanted = {name.replace("resources/", "se_desk/_resources/", 1) for name in source("resources")}
    assert len(wanted) > 10
    assert wanted <= names(wheel)


def test_the_stand_alone_checker_of_records_is_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        inside = opened.read("se_desk/_resources/risk_record/check_risk_record.py")
    assert inside == (ROOT / "packaging" / "check_risk_record.py").read_bytes()


def test_nothing_else_is_inside(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in names(wheel)}
    assert tops == {"se_desk", f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"}


def test_it_gives_the_command_and_carries_its_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        inside = {name.partition(".dist-info/")[2]: name for name in opened.namelist()}
        assert "se-desk = se_desk.__main__:main" in opened.read(inside["entry_points.txt"]).decode()
        assert "licenses/LICENSE" in inside


def test_installed_it_finds_its_resources_away_from_the_tree(wheel: Path, tmp_path: Path) -> None:
    """Unpacked as an installer would, asked from a folder that is not the checkout."""
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(tmp_path / "installed")
    program = "import se_desk.paths as p; print(p.__file__); print(p.resources())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        check=True,
        capture_output=True,
        text=True,
    )
    module, resources = map(Path, done.stdout.splitlines())
    assert module.is_relative_to(tmp_path)
    assert resources == tmp_path / "installed" / "se_desk" / "_resources"
    assert (resources / "fonts").is_dir()
