"""Dictionaries are found where they lie, and say what is a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.services import dictionaries as module
from se_desk.services.dictionaries import Dictionary, Speller, chosen, dictionaries, folders


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a small German dictionary, a pair that lacks its half, and files of other kinds."""
    (tmp_path / "de_AT.aff").write_text("SET UTF-8\nTRY abc\n", encoding="utf-8")
    (tmp_path / "de_AT.dic").write_text("2\nJ\u00e4nner\nKran\n", encoding="utf-8")
    for name in ("xx-Odd.dic", "fr_FR.dic", "..dic", "words.txt"):
        (tmp_path / name).write_text("0\n")
    (tmp_path / "xx-Odd.aff").write_text("")
    return tmp_path


def test_they_are_found_by_their_pairs(place: Path) -> None:
    found = dictionaries([place, place / "nowhere"])
    assert [(each.key, each.label) for each in found] == [
        ("en_GB", "English (GB)"),
        ("en_US", "English (US)"),
        ("fr_FR", "French (FR)"),
        ("de_AT", "German (AT)"),
        ("es_ES", "Spanish (ES)"),
        ("xx_Odd", "xx_Odd"),
    ]
    assert Dictionary("de", place, "de").label == "German"
    assert chosen("de_AT", found) == found[3]
    assert chosen("pl_PL", found) == found[1]
    assert chosen("pl_PL", found[3:4]) == found[3]
    assert chosen("pl_PL", ()) is None
    assert chosen("en_US") is not None


def test_the_first_place_wins(place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    for kind in ("aff", "dic"):
        (other / f"de_AT.{kind}").write_bytes((place / f"de_AT.{kind}").read_bytes())
    assert next(one for one in dictionaries([other, place]) if one.key == "de_AT").folder == other


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_every_system_has_its_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str) -> None:
    (tmp_path / "LibreOffice/share/extensions/dict-de").mkdir(parents=True)
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setattr(module.sys, "platform", system)
    assert all(isinstance(each, Path) for each in folders())
    assert system != "win32" or folders() == (tmp_path / "LibreOffice/share/extensions/dict-de",)


def test_a_folder_that_cannot_be_read_is_empty(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    def refused(_folder: Path, _pattern: str) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "glob", refused)
    assert dictionaries([place]) == ()


def test_words(place: Path) -> None:
    english = Speller(_bundled("en_US"), ["Tidewright"])
    known = ("crane", "Crane", "isn't", "isn\u2019t", "tidewright", "\u6f22\u5b57", "x" * 41)
    assert [word for word in known if not english.knows(word)] == []
    assert [word for word in ("crnae", "recieve") if english.knows(word)] == []
    assert english.suggestions("recieve")[0] == "receive"
    assert english.suggestions("\u6f22\u5b57") == ()
    assert english.suggestions("x" * 41) == ()
    english.take(["Crnae"])
    assert english.knows("crnae")
    german = Speller(next(one for one in dictionaries([place]) if one.key == "de_AT"))
    assert german.knows("J\u00e4nner")
    assert not german.knows("crane")


def _bundled(key: str) -> Dictionary:
    return next(one for one in dictionaries([]) if one.key == key)


@pytest.mark.parametrize(
    ("key", "words", "none", "meant"),
    [
        ("en_GB", "colour organise crane isn\u2019t", "color crnae", ("colourr", "colour")),
        (
            "fr_FR",
            "grue c\u0153ur l\u2019\u00e9t\u00e9 d\u00e9j\u00e0",
            "gruue crane\u00e9",
            ("bonjuor", "bonjour"),
        ),
        ("es_ES", "gr\u00faa se\u00f1al a\u00fan muelle", "muellee gruaa", ("muellle", "muelle")),
    ],
)
def test_each_language_that_comes_along(key: str, words: str, none: str, meant: tuple[str, str]) -> None:
    found = Speller(_bundled(key))
    assert [word for word in words.split() if not found.knows(word)] == []
    assert [word for word in none.split() if found.knows(word)] == []
    assert meant[1] in found.suggestions(meant[0])
    licence = found.dictionary.folder / f"{found.dictionary.stem}-LICENSE.txt"
    assert "LICEN" in licence.read_text("utf-8").upper()


def test_the_se_s_own_folder_comes_first(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a system has none, as on Windows without an office program."""
    monkeypatch.setenv("SE_DESK_HOME", str(place))
    monkeypatch.setattr(module, "folders", lambda: (place,))
    assert module.own_folder() == place / "dictionaries"
    assert next(one for one in dictionaries() if one.key == "de_AT").folder == place
    module.own_folder().mkdir()
    for kind in ("aff", "dic"):
        (module.own_folder() / f"de_AT.{kind}").write_bytes((place / f"de_AT.{kind}").read_bytes())
    assert next(one for one in dictionaries() if one.key == "de_AT").folder == module.own_folder()


def test_answers_are_forgotten_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KNOWN", 2)
    english = Speller(_bundled("en_US"))
    assert [english.knows(word) for word in ("crane", "quay", "berth", "crane", "brth")] == [True] * 4 + [
        False
    ]


def test_a_dictionary_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Speller(Dictionary("de", tmp_path, "de"))
