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
from se_desk.domain.errors import DeskError, DeskLocked
from se_desk.domain.risks import Category, Severity
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening
from tests.reliability.conftest import Times, posix
from tests.reliability.nursery import Nursery
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


def _lent(home: Path) -> tuple[Opening, Desk]:
    """An open desk, of which a copy of an attachment is in a viewer's hands."""
    opening = the_opening(home)
    opening.hold()
    desk = opening.with_passphrase(PHRASE)
    deal_id = _write_everywhere(desk)
    note = desk.notes.of_deal(deal_id)[0]
    plan = desk.attachments.add(f"{CANARY} of the plan".encode(), f"{CANARY}.txt", note_id=note.id)
    copy = desk.attachments.lend(plan.id)
    (copy.parent / f".~lock.{copy.name}#").write_text(
        CANARY
    )  # as office programs leave beside what they open
    return opening, desk


@pytest.mark.parametrize("end", ["locked", "closed", "locked after a fault"])
def test_what_a_viewer_was_lent_is_gone_with_the_desk(
    home: Path, temporary: Path, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening, desk = _lent(home)
    assert len(_found_in(home, temporary)) == 2, "the control: it can be read while it is lent"
    if end == "locked after a fault":
        close = desk.store.close

        def fails() -> None:
            close()
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(desk.store, "close", fails)
        with pytest.raises(OSError, match="Input"):
            opening.shut(desk)
    elif end == "locked":
        opening.shut(desk)
    else:
        desk.close()
    opening.release()
    assert _found_in(home, temporary) == []
    assert [path.name for path in temporary.iterdir()] == ["there is always one"]


@posix
def test_what_a_killed_window_had_lent_is_gone_when_the_next_one_comes(home: Path, temporary: Path) -> None:
    """Before any desk is opened."""
    with Nursery() as kept:  # of this test's own: it has the temporary folder of now
        pid = kept.begin("lend", str(home), CANARY)
        assert kept.hear(pid) == "lent"
        kept.kill(pid)
    assert len(_found_in(temporary)) == 1, "the control: nobody could put it away"
    opening = the_opening(home)
    opening.hold()
    opening.release()
    assert _found_in(temporary, home) == []


def test_a_copy_that_is_made_while_the_desk_is_locked_does_not_stay(
    home: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening, desk = _lent(home)
    deal_id = next(view.deal.id for view in desk.deals.views() if view.deal.title == CANARY)
    (plan,) = desk.attachments.of_deal(deal_id)
    read = desk.attachments.read

    def late(attachment_id: str) -> bytes:
        data = read(attachment_id)
        opening.shut(desk)
        return data

    monkeypatch.setattr(desk.attachments, "read", late)
    with pytest.raises(DeskLocked):
        desk.attachments.lend(plan.id)
    assert _found_in(home, temporary) == []
    opening.release()


def test_a_canary_in_a_plain_file_is_found(home: Path, temporary: Path, tmp_path: Path) -> None:
    """The control: a file beside the desk, and an export that is meant to be read."""
    desk = the_opening(home).with_passphrase(PHRASE)
    _write_everywhere(desk)
    desk.close()
    assert _found_in(home) == []
    for number, shape in enumerate(SHAPES):
        (temporary / f"{number}.txt").write_bytes(b"...." + shape)
    assert len(_found_in(home, temporary)) == 3
