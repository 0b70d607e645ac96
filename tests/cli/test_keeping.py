"""A desk is made, saved, put back, checked, and given new ways in."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from se_desk.cli import shell as rooms
from se_desk.paths import DeskPaths
from se_desk.services.opening import Opening
from se_desk.storage.locks import hold
from tests.cli.conftest import PHRASE, STORY, Shell


def test_a_desk_takes_the_login_name(desk_home: Path, program: Shell, phrase_file: Path) -> None:
    said = program("init", "--passphrase-file", phrase_file, given=b"")
    assert (said.code, said.err) == (0, "")
    assert f"Made a desk at {desk_home / 'desk.db'}." in said.out
    assert owner(desk_home) == getpass.getuser()


def test_a_login_without_a_name(monkeypatch: pytest.MonkeyPatch, desk_home: Path, verb: Shell) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert verb("init").code == 0
    assert owner(desk_home) == "SE"


def test_a_desk_with_a_name_of_ones_own(desk_home: Path, verb: Shell) -> None:
    words = ("init", "--name", "Ana Prieto", "--zone", "Europe/Madrid", "--currency", "EUR", "--json")
    (row,) = verb(*words).json
    assert row["path"] == str(desk_home / "desk.db")
    assert owner(desk_home) == "Ana Prieto"


def test_a_sample_desk(desk_home: Path, verb: Shell) -> None:
    assert verb("init", "--sample").code == 0
    assert len(verb("deals", "--json").json) >= 8
    assert STORY in verb("flags").out


@pytest.mark.parametrize("words", [("--zone", "Mars/North"), ("--name", " ")])
def test_a_desk_that_cannot_be_made_leaves_nothing(
    words: tuple[str, ...], desk_home: Path, verb: Shell
) -> None:
    said = verb("init", *words)
    assert said.code == 1
    assert said.sentence
    assert not (desk_home / "desk.db").exists()
    assert not (desk_home / "keyslots.json").exists()


def test_a_second_desk_in_the_same_place(sample: Path, verb: Shell) -> None:
    before = (sample / "desk.db").read_bytes()
    assert "already is a desk" in verb("init").sentence
    assert (sample / "desk.db").read_bytes() == before


def test_without_keyring_and_passphrase_no_desk_is_made(desk_home: Path, program: Shell) -> None:
    said = program("init")
    assert said.code == 1
    assert "--passphrase-file" in said.sentence
    assert not (desk_home / "desk.db").exists()


def test_a_passphrase_that_is_too_short(desk_home: Path, shell: Shell, tmp_path: Path) -> None:
    short = tmp_path / "short"
    short.write_text("abc", "utf-8")
    assert shell("init", "--passphrase-file", short).code == 1
    assert not (desk_home / "desk.db").exists()


def test_a_backup_brings_back_what_was(sample: Path, verb: Shell, tmp_path: Path) -> None:
    file = tmp_path / "whole.sedesk-backup"
    (row,) = verb("backup", file, "--json").json
    assert row["path"] == str(file)
    deals = verb("deals", "--json").out
    assert verb("deal", "Later", "--account", "Later").code == 0
    assert verb("deals", "--json").out != deals
    said = verb("restore", file)
    assert said.code == 0, said.err
    assert "is kept in" in said.out
    assert verb("deals", "--json").out == deals
    assert verb("check").code == 0


def test_a_backup_lies_beside_the_others_by_default(sample: Path, verb: Shell) -> None:
    assert verb("backup").code == 0
    assert len(list((sample / "backups").glob("*.sedesk-backup"))) == 1


def test_a_backup_comes_back_where_there_is_no_desk(sample: Path, verb: Shell, tmp_path: Path) -> None:
    file = tmp_path / "whole.sedesk-backup"
    verb("backup", file)
    (row,) = verb("restore", file, "--desk", tmp_path / "new" / "desk.db", "--json").json
    assert row["kept"] is None
    assert verb("deals", "--desk", tmp_path / "new" / "desk.db").code == 0


def test_a_restore_says_what_became_of_the_desk_and_its_risk_log(
    sample: Path, verb: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "whole.sedesk-backup"
    verb("backup", file)
    flag = ("--severity", "low", "--category", "data", "--statement", "Later", "--evidence", "None")
    assert verb("flag", STORY, *flag).code == 0
    said = verb("restore", file)
    assert "1 newer entry of the risk log came along" in said.out
    assert "-before-restore.sedesk-backup" in said.out
    row = verb("restore", file, "--json").json[0]
    assert (row["carried"], row["lost"]) == (1, 0)
    assert Path(row["saved"]).is_file()
    assert (Path(row["kept"]) / "desk.db").is_file()
    (sample / "desk.db").write_bytes(b"\1" * 8192)
    said = verb("restore", file)
    assert "1 entry of the risk log could not be found again; the chains say which." in said.out


def test_a_second_copy_that_is_not_made_is_said(sample: Path, verb: Shell, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    opening = Opening(DeskPaths.of(sample))
    desk = opening.with_passphrase(PHRASE)
    opening.keeping.set_folder(desk, stick)
    desk.close()
    said = verb("backup")
    assert f"A copy lies at {stick}" in said.out
    stick.rename(tmp_path / "gone")
    said = verb("backup", "--json")
    assert said.code == 0
    assert said.json[0]["copy"] is None
    assert "the second copy was not made" in said.sentence


def test_a_backup_is_checked_by_name(sample: Path, verb: Shell, tmp_path: Path) -> None:
    file = tmp_path / "whole.sedesk-backup"
    verb("backup", file)
    assert "holds a whole desk" in verb("check", file).out
    assert verb("check", file, "--json").json[0]["intact"] is True
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    said = verb("check", file)
    assert said.code == 1
    assert "does not read back" in said.sentence
    assert "There is no backup" in verb("check", tmp_path / "none").sentence


def test_what_is_no_backup_changes_nothing(sample: Path, verb: Shell, tmp_path: Path) -> None:
    file = tmp_path / "no.sedesk-backup"
    file.write_text("no backup", "utf-8")
    before = (sample / "desk.db").read_bytes()
    for given in (file, tmp_path / "missing"):
        said = verb("restore", given)
        assert said.code == 1
        assert said.sentence
    assert (sample / "desk.db").read_bytes() == before


def test_a_desk_that_is_open_in_a_window_is_not_replaced(sample: Path, verb: Shell, tmp_path: Path) -> None:
    file = tmp_path / "whole.sedesk-backup"
    verb("backup", file)
    with hold(DeskPaths.of(sample).desk):
        said = verb("restore", file)
    assert said.code == 1
    assert "another window" in said.sentence


def test_a_restore_asks_nobody_without_a_terminal(sample: Path, verb: Shell, program: Shell) -> None:
    verb("backup", sample / "b.sedesk-backup")
    said = program("restore", sample / "b.sedesk-backup")
    assert said.code == 1
    assert "--passphrase-file" in said.sentence


def test_a_restore_at_a_terminal(
    sample: Path, verb: Shell, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    verb("backup", sample / "b.sedesk-backup")
    monkeypatch.setattr(rooms, "at_a_terminal", lambda: True)
    monkeypatch.setattr(rooms, "asked", lambda prompt: PHRASE)
    assert shell("restore", sample / "b.sedesk-backup").code == 0


def test_a_check_says_what_it_checked(sample: Path, verb: Shell) -> None:
    said = verb("check")
    assert said.code == 0
    assert "entries of the risk log" in said.out
    (row,) = verb("check", "--json").json
    assert row["intact"] is True
    assert row["entries"] > 10


def test_an_older_file_in_the_place_of_a_newer_one_is_noticed(sample: Path, verb: Shell) -> None:
    older = (sample / "desk.db").read_bytes()
    verb("flag", STORY, "--severity", "low", "--category", "data", "--statement", "Newest")
    for suffix in ("-wal", "-shm"):
        (sample / f"desk.db{suffix}").unlink(missing_ok=True)
    (sample / "desk.db").write_bytes(older)
    said = verb("check")
    assert said.code == 1
    assert "1 entry" in said.sentence


def test_a_new_passphrase(sample: Path, verb: Shell, shell: Shell, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text("seven kettles on a shelf", "utf-8")
    (row,) = verb("passphrase", "--new", new, "--json").json
    assert row["changed"] is True
    assert verb("deals").code == 1
    assert shell("deals", "--passphrase-file", new).code == 0


def test_a_new_passphrase_is_asked_for_twice(
    sample: Path, verb: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "--new" in verb("passphrase").sentence
    monkeypatch.setattr(rooms, "at_a_terminal", lambda: True)
    answers = iter(["one of these words", "another of them"])
    monkeypatch.setattr(rooms, "asked", lambda prompt: next(answers))
    assert "not the same" in verb("passphrase").sentence
    monkeypatch.setattr(rooms, "asked", lambda prompt: "one of these words")
    assert verb("passphrase").code == 0


def test_a_recovery_code_opens_the_desk_again(
    sample: Path, verb: Shell, shell: Shell, tmp_path: Path
) -> None:
    assert verb("recovery").out.startswith("Write this down")
    (row,) = verb("recovery", "--json").json
    code = tmp_path / "code.txt"
    code.write_text(row["code"], "utf-8")
    file = tmp_path / "whole.sedesk-backup"
    verb("backup", file)
    assert shell("restore", file, "--passphrase-file", code).code == 0


def owner(home: Path) -> str:
    """Whose desk it is."""
    from se_desk.services.opening import Opening

    desk = Opening(DeskPaths.of(home)).with_passphrase(PHRASE)
    try:
        return desk.profile.get().name
    finally:
        desk.close()
