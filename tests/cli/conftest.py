"""The shell's verbs over real desks: called in this process, or as programs of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from se_desk import cli
from se_desk.paths import DeskPaths
from se_desk.services.opening import Opening
from se_desk.services.sample import fill
from se_desk.storage.keyslots import Cost
from tests.architecture.source import ROOT

PHRASE = "gravel spoon heron cedar"
QUICK = Cost(memory_kib=64, passes=1, lanes=1)
STORY = "Lindmouth"  # the account of the sample's story


@dataclass(frozen=True)
class Ended:
    """How a verb ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it answered, read as JSON."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one line on stderr."""
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.strip()


Shell = Callable[..., Ended]


@pytest.fixture(scope="session")
def kept_desks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two folders to be copied: ``empty`` with a desk of nobody's deals, ``sample`` with the sample desk."""
    folder = tmp_path_factory.mktemp("kept-desks")
    for name in ("empty", "sample"):
        opening = Opening(DeskPaths.of(folder / name), cost=QUICK)
        desk = opening.create("Marlene Okoro", "Europe/Berlin", passphrase=PHRASE, use_keyring=False)
        if name == "sample":
            fill(desk, desk.now())
        desk.close()
    return folder


@pytest.fixture
def phrase_file(tmp_path: Path) -> Path:
    """What opens both desks."""
    file = tmp_path / "phrase.txt"
    file.write_text(f"{PHRASE}\n", "utf-8")
    return file


@pytest.fixture
def empty(kept_desks: Path, desk_home: Path) -> Path:
    """A desk without deals at SE_DESK_HOME."""
    return Path(shutil.copytree(kept_desks / "empty", desk_home))


@pytest.fixture
def sample(kept_desks: Path, desk_home: Path) -> Path:
    """The sample desk at SE_DESK_HOME."""
    return Path(shutil.copytree(kept_desks / "sample", desk_home))


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs a verb in this process, with the words as they are."""

    def run(*words: object) -> Ended:
        capsys.readouterr()
        code = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def verb(shell: Shell, phrase_file: Path) -> Shell:
    """The same with the passphrase file."""
    return lambda *words: shell(*words, "--passphrase-file", phrase_file)


@pytest.fixture
def program(phrase_file: Path) -> Shell:
    """Runs ``python -m se_desk`` as a program of its own, where nobody sits at a terminal."""

    def run(*words: object, given: bytes = b"", **environment: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "se_desk", *(str(word) for word in words)],
            cwd=ROOT, input=given, capture_output=True, timeout=300, check=False,
            env={**os.environ, "PYTHONUTF8": "1", "PHRASE_FILE": str(phrase_file), **environment},
        )  # fmt: skip
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
