"""Every bit of the desk that is flipped is noticed by ``se-desk check``."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from se_desk import cli
from tests.reliability.conftest import Times
from tests.reliability.works import PHRASE, body_of, the_opening


@pytest.fixture
def filled(home: Path) -> Path:
    """A desk of some size, closed."""
    desk = the_opening(home).with_passphrase(PHRASE)
    deal = desk.deals.views()[0].deal
    for number in range(30):
        desk.notes.start(deal.id, title=f"Note {number}", body=body_of(number))
    desk.close()
    return home


def test_every_flip_is_noticed(
    filled: Path, times: Times, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    figure: Callable[[str], None],
) -> None:  # fmt: skip
    phrase = tmp_path / "phrase.txt"
    phrase.write_text(PHRASE, "utf-8")
    desk = filled / "desk.db"
    verb = ["check", "--desk", str(desk), "--passphrase-file", str(phrase)]
    whole, chance = desk.read_bytes(), random.Random(11)
    assert cli.main(verb) == 0
    runs, noticed = times(40, 1000), 0
    for _ in range(runs):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        desk.write_bytes(content)
        capsys.readouterr()
        noticed += cli.main(verb) == 1
        assert "Traceback" not in capsys.readouterr().err
    figure(f"flipped bits: {runs} in a desk of {len(whole)} bytes, {noticed} noticed by se-desk check")
    assert noticed == runs
    desk.write_bytes(whole)
    assert cli.main(verb) == 0


def test_a_plain_database_notices_few(tmp_path: Path) -> None:
    """The control: it is the cipher's seal on every page that notices."""
    path = tmp_path / "plain.db"
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE notes (body TEXT)")
    raw.executemany("INSERT INTO notes VALUES (?)", [(body_of(number),) for number in range(30)])
    raw.commit()
    raw.close()
    whole, chance, noticed = path.read_bytes(), random.Random(11), 0
    for _ in range(40):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        raw = sqlite3.connect(path)
        try:
            noticed += raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        except sqlite3.DatabaseError:
            noticed += 1
        raw.close()
    assert noticed < 20
