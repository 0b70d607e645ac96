"""What is loaded before the window is painted, and which Qt is there."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

from tests.architecture.source import HOUSE, ROOT

# Together these take longer to import than the window takes to appear.
LATER = ("sqlalchemy", "alembic", "sqlcipher3", "keyring", "markdown_it", "docx", "icalendar", "cryptography")


def loaded_by(statement: str) -> set[str]:
    """Those of LATER that a fresh Python has loaded after the statement."""
    program = f"{statement}\nimport sys\nprint(*({LATER!r} & sys.modules.keys()))".replace(
        repr(LATER), repr(set(LATER))
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.skipif(not (HOUSE / "app.py").exists(), reason="there is no window yet")
def test_the_window_appears_before_the_database_is_imported() -> None:
    assert loaded_by("import se_desk.app") == set()


@pytest.mark.skipif(not (HOUSE / "__main__.py").exists(), reason="there is no window yet")
def test_the_way_in_loads_nothing_early() -> None:
    assert loaded_by("import se_desk.__main__") == set()


def test_an_early_import_is_noticed() -> None:
    assert loaded_by("import se_desk.storage.engine") >= {"sqlalchemy", "sqlcipher3"}


def allowed_qt(python: tuple[int, int], qt: tuple[int, int]) -> bool:
    """Qt for Python 6.12 drops references to None on Python 3.11 until the program dies."""
    return qt >= (6, 9) and (python >= (3, 12) or qt < (6, 12))


def test_the_installed_qt_is_a_sound_one() -> None:
    major, minor = (int(part) for part in version("PySide6_Essentials").split(".")[:2])
    assert allowed_qt(sys.version_info[:2], (major, minor))


def test_an_unsound_qt_is_noticed() -> None:
    assert not allowed_qt((3, 11), (6, 12))
    assert not allowed_qt((3, 13), (6, 8))
    assert allowed_qt((3, 12), (6, 12))
