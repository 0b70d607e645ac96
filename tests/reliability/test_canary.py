"""Nothing of a customer stands readable in any file: the desk, backups, logs, temporary files."""

from __future__ import annotations

import contextlib
import logging
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from se_desk import app, cli
from se_desk.domain.errors import DeskError
from se_desk.domain.risks import Category, Severity
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening
from tests.reliability.conftest import Times
from tests.reliability.works import PHRASE, the_opening

CANARY = "Quetzalcoatlus-4711"
SHAPES = [CANARY.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]


def _found_in(*folders: Path) -> list[str]:
    """The files in which the canary stands."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if any(shape in path.read_bytes() for shape in SHAPES)]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files of this test go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (folder / "there is always one").touch()
    return folder


def _write_everywhere(desk: Desk) -> str:
    partner = desk.partners.meet(f"Ida {CANARY}")
    deal = desk.deals.open(CANARY, f"{CANARY} Dairy", partner_id=partner.id)
    note = desk.notes.start(deal.id, title=CANARY, body=f"{CANARY} " * 500)
    for number in range(5):
        desk.notes.write(note.id, f"{CANARY} {number} " * 300)
    desk.risks.flag(deal.id, Severity.LOW, Category.DATA, CANARY, evidence=CANARY)
    desk.search.find(CANARY)
    return deal.id


def _provoke(desk: Desk, deal_id: str, chance: random.Random) -> None:
    """One refusal, or one fault of the program, with the canary in what was given."""
    faults = [
        lambda: desk.deals.get(CANARY),
        lambda: desk.deals.change(deal_id, title=object()),
        lambda: desk.notes.write(CANARY, CANARY),
        lambda: desk.notes.write(desk.notes.of_deal(deal_id)[0].id, CANARY + "\ud800"),
        lambda: desk.risks.flag(deal_id, Severity.LOW, Category.DATA, f"{CANARY}\0"),
        lambda: desk.risks.flag(deal_id, CANARY, Category.DATA, CANARY),
        lambda: desk.risks.get(CANARY),
        lambda: desk.search.find(f'"{CANARY} AND (' * 40),
        lambda: desk.profile.change(zone=CANARY),
        lambda: desk.deals.named(CANARY * 3),
    ]
    try:
        chance.choice(faults)()
    except DeskError:
        pass
    except Exception:  # noqa: BLE001 - a fault of the program goes to the log, as the window has it
        with contextlib.suppress(Exception):
            app_log().error("a fault", exc_info=False)


def app_log() -> logging.Logger:
    """The log of the window."""
    return logging.getLogger("se_desk")


def _kept_places(opening: Opening, temporary: Path, tmp_path: Path) -> tuple[Path, ...]:
    return opening.paths.desk.parent, temporary, tmp_path / "second"


def test_a_canary_stands_nowhere(
    home: Path, temporary: Path, tmp_path: Path, times: Times, capsys: pytest.CaptureFixture[str],
    figure: Callable[[str], None],
) -> None:  # fmt: skip
    opening, chance = the_opening(home), random.Random(13)
    app._log_to(opening.paths.logs)
    handlers = app_log().handlers[-1:]
    desk = opening.with_passphrase(PHRASE)
    (tmp_path / "second").mkdir()
    opening.keeping.set_folder(desk, tmp_path / "second")
    deal_id = _write_everywhere(desk)
    errors = times(40, 500)
    for _ in range(errors):
        _provoke(desk, deal_id, chance)
    saved = opening.keeping.back_up(desk)
    assert saved.copy is not None
    opening.problems(desk)
    during = _found_in(*_kept_places(opening, temporary, tmp_path))
    desk.close()
    opening.put_back(saved.file, PHRASE)
    _at_the_shell(home, tmp_path)
    for handler in handlers:
        app_log().removeHandler(handler)
        handler.close()
    assert during + _found_in(*_kept_places(opening, temporary, tmp_path)) == []
    figure(f"canary: {errors} provoked errors, in no file of the desk, backups, logs and temporary files")
    assert (opening.paths.logs / "se-desk.log").stat().st_size > 0
    capsys.readouterr()


def _at_the_shell(home: Path, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase.txt"
    phrase.write_text(PHRASE, "utf-8")
    options = ["--desk", str(home / "desk.db"), "--passphrase-file", str(phrase)]
    for words in (
        ["deals"], ["show", CANARY], ["show", f"{CANARY} nowhere"], ["search", CANARY],
        ["note", CANARY, CANARY],
        ["flag", CANARY, "--severity", CANARY, "--category", "data", "--statement", CANARY],
        ["import", "deals", str(tmp_path / CANARY)], ["backup"], ["check"],
    ):  # fmt: skip
        cli.main([*words, *options])


def test_a_canary_in_a_plain_file_is_found(home: Path, temporary: Path, tmp_path: Path) -> None:
    """The control: a file beside the desk, and an export that is meant to be read."""
    desk = the_opening(home).with_passphrase(PHRASE)
    _write_everywhere(desk)
    desk.close()
    assert _found_in(home) == []
    for number, shape in enumerate(SHAPES):
        (temporary / f"{number}.txt").write_bytes(b"...." + shape)
    assert len(_found_in(home, temporary)) == 3
