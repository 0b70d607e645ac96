"""Global options stand before or after the verb; a desk is opened by what is at hand, and never asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.cli import shell as rooms
from se_desk.cli.shell import Options, UsageProblem, split_options
from tests.cli.conftest import STORY, Shell


@pytest.mark.parametrize(
    ("words", "options", "rest"),
    [
        (["deals"], Options(), ["deals"]),
        (["--json", "deals"], Options(json=True), ["deals"]),
        (["deals", "--json"], Options(json=True), ["deals"]),
        (["--desk", "a.db", "deals"], Options(desk=Path("a.db")), ["deals"]),
        (["deals", "--desk=a=b.db"], Options(desk=Path("a=b.db")), ["deals"]),
        (["show", "--passphrase-file", "p", "x"], Options(passphrase_file=Path("p")), ["show", "x"]),
        (["search", "--", "--json", "--desk"], Options(), ["search", "--", "--json", "--desk"]),
        (["note", "d", "-"], Options(), ["note", "d", "-"]),
    ],
)
def test_global_options_are_taken_wherever_they_stand(
    words: list[str], options: Options, rest: list[str]
) -> None:
    assert split_options(words) == (options, rest)


@pytest.mark.parametrize("words", [["deals", "--desk"], ["--passphrase-file"], ["deals", "--desk="]])
def test_an_option_without_its_file_is_usage(words: list[str], shell: Shell) -> None:
    with pytest.raises(UsageProblem):
        split_options(words)
    assert shell(*words).code == 2


def test_before_and_after_the_verb_is_the_same(sample: Path, shell: Shell, phrase_file: Path) -> None:
    before = shell("--json", f"--passphrase-file={phrase_file}", "--desk", sample / "desk.db", "deals")
    after = shell("deals", "--json", "--passphrase-file", phrase_file, f"--desk={sample / 'desk.db'}")
    assert before.code == 0
    assert before.json == after.json


def test_words_after_two_dashes_are_words(sample: Path, shell: Shell, phrase_file: Path) -> None:
    found = shell("search", "--passphrase-file", phrase_file, "--", "--json")
    assert (found.code, found.out) == (0, "Nothing found.\n")


def test_no_desk_at_all(desk_home: Path, verb: Shell) -> None:
    said = verb("deals")
    assert said.code == 1
    assert "There is no desk at" in said.sentence
    assert not desk_home.exists()


def test_a_file_that_is_no_desk(sample: Path, verb: Shell) -> None:
    file = sample / "desk.db"
    for suffix in ("-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
    file.write_bytes(b"Dear diary\n" * 4096)
    before = file.read_bytes()
    said = verb("deals")
    assert said.code == 1
    assert said.sentence
    assert file.read_bytes() == before


def test_a_desk_file_without_its_keys(tmp_path: Path, verb: Shell) -> None:
    file = tmp_path / "other.db"
    file.write_text("not a desk", "utf-8")
    said = verb("deals", "--desk", file)
    assert said.code == 1
    assert "key file" in said.sentence
    assert file.read_text("utf-8") == "not a desk"


def test_a_wrong_passphrase(sample: Path, shell: Shell, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("four other words here", "utf-8")
    before = (sample / "desk.db").read_bytes()
    said = shell("deal", STORY, "--account", STORY, "--passphrase-file", wrong)
    assert said.code == 1
    assert "not the passphrase" in said.sentence
    assert (sample / "desk.db").read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\x00"])
def test_a_passphrase_file_that_says_nothing(
    content: bytes | None, sample: Path, shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "given.txt"
    if content is not None:
        file.write_bytes(content)
    said = shell("deals", "--passphrase-file", file)
    assert said.code == 1
    assert "passphrase file" in said.sentence


def test_the_first_line_is_the_passphrase_however_it_ends(sample: Path, shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "given.txt"
    file.write_bytes(b"\xef\xbb\xbfgravel spoon heron cedar\r\nsomething else\r\n")
    assert shell("deals", "--passphrase-file", file).code == 0


def test_nobody_is_asked_without_a_terminal(sample: Path, program: Shell) -> None:
    said = program("deals", given=b"gravel spoon heron cedar\n")
    assert said.code == 1
    assert "--passphrase-file" in said.sentence


def test_at_a_terminal_the_passphrase_is_asked_for(
    sample: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts: list[str] = []
    monkeypatch.setattr(rooms, "at_a_terminal", lambda: True)
    monkeypatch.setattr(
        "getpass.getpass", lambda prompt: prompts.append(prompt) or "gravel spoon heron cedar"
    )
    assert shell("deals").code == 0
    assert prompts == ["Passphrase: "]
