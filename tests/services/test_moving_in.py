"""An archive becomes a backup for as long as one is needed, and nothing of it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.domain.errors import BadFile, DeskError, WrongKey
from se_desk.exchange.desk_archive import sealed
from se_desk.paths import DeskPaths
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.moving_in import FILLING, PACKING, UNSEALING, as_backup
from se_desk.services.opening import Opening
from se_desk.storage.backup import unheard
from tests.services.conftest import QUICK, Ring

SECRET = "an archive of mine"


@pytest.fixture
def archive(desk: Desk, tmp_path: Path) -> Path:
    desk.deals.open("Tide gauges", "Port of Lindmouth")
    return desk.archives.export(tmp_path / "whole.sedesk.age", SECRET)


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    return tmp_path / "new" / "computer"


def test_a_backup_is_taken_as_it_is(tmp_path: Path, beside: Path) -> None:
    file = tmp_path / "of-the-day.sedesk-backup"
    for content in (b"PK", b""):
        file.write_bytes(content)
        with as_backup(file, SECRET, beside, QUICK, unheard) as whole:
            assert whole == file
    with as_backup(tmp_path / "nowhere", SECRET, beside, QUICK, unheard) as whole:
        assert whole == tmp_path / "nowhere"  # said by whoever reads it
    assert not beside.exists()


def test_the_same_secret_opens_it_and_it_goes_again(archive: Path, beside: Path, clock: MovableClock) -> None:
    heard: list[tuple[str, float]] = []
    with as_backup(archive, SECRET, beside, QUICK, lambda stage, far: heard.append((stage, far))) as whole:
        assert whole.is_file() and whole.parent.parent == beside
        assert b"Lindmouth" not in b"".join(one.read_bytes() for one in whole.parent.iterdir())
    assert list(beside.iterdir()) == []
    assert list(dict.fromkeys(stage for stage, _far in heard)) == [UNSEALING, FILLING, PACKING]
    assert all(0 <= far <= 1 for _stage, far in heard)


def test_put_back_takes_it_on_a_new_computer(archive: Path, beside: Path, clock: MovableClock) -> None:
    opening = Opening(DeskPaths.of(beside), clock, Ring(), QUICK)
    restored = opening.put_back(archive, SECRET)
    assert (restored.kept, restored.carried, restored.lost) == (None, 0, 0)
    there = opening.with_passphrase(SECRET)
    assert [view.deal.title for view in there.deals.views()] == ["Tide gauges"]
    assert opening.problems(there) == ()
    assert opening.missing_entries(there) is None
    opening.shut(there)


@pytest.mark.parametrize(
    ("content", "secret", "fault"),
    [
        (None, "something else entirely", WrongKey),
        (b"age-encryption.org/v1\nand then nothing", SECRET, DeskError),
        (sealed(b"no zip", SECRET), SECRET, BadFile),
    ],
)
def test_what_is_no_archive_leaves_nothing_behind(
    archive: Path,
    beside: Path,
    clock: MovableClock,
    content: bytes | None,
    secret: str,
    fault: type[DeskError],
) -> None:
    if content is not None:
        archive.write_bytes(content)
    opening = Opening(DeskPaths.of(beside), clock, Ring(), QUICK)
    with pytest.raises(fault):
        opening.put_back(archive, secret)
    assert not opening.exists()
    assert not [one for one in opening.paths.desk.parent.iterdir() if one.is_dir()]


def test_what_its_hearer_raises_ends_the_work(archive: Path, beside: Path) -> None:
    def stop(stage: str, _far: float) -> None:
        if stage == FILLING:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), as_backup(archive, SECRET, beside, QUICK, stop):
        raise AssertionError("it was to end before")
    assert list(beside.iterdir()) == []
