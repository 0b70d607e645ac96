"""Dictionaries of the spelling: four come with the desk, others lie where somebody has put them.

They are Hunspell's, a pair of ``.aff`` and ``.dic``. The SE's own folder comes first, then those of the
system and its office programs, then what comes with the desk. Nothing is ever downloaded.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from se_desk.paths import home, resources

USUAL = "en_US"
LONGEST = 40  # letters; Hunspell's time grows with the length of a word
MOST_KNOWN = 50_000  # answers that are remembered
_NAME = re.compile(r"([a-z]{2,3})(?:[_-]([A-Z]{2}|[A-Z][a-z]{3}))?(?:[_-]\w+)*")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'"})
_LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch",
    "pt": "Portuguese", "pl": "Polish", "sv": "Swedish", "da": "Danish", "nb": "Norwegian", "nn": "Nynorsk",
    "fi": "Finnish", "cs": "Czech", "sk": "Slovak", "hu": "Hungarian", "ro": "Romanian", "ru": "Russian",
    "uk": "Ukrainian", "el": "Greek", "tr": "Turkish", "hr": "Croatian", "sl": "Slovenian", "bg": "Bulgarian",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dictionary:
    """One language: ``key`` as in de_AT, and where its files are."""

    key: str
    folder: Path
    stem: str

    @property
    def label(self) -> str:
        """``German (AT)``; the key where the language has no name here."""
        found = _NAME.fullmatch(self.key)
        name = _LANGUAGES.get(found[1]) if found else None
        if found is None or name is None:
            return self.key
        return f"{name} ({found[2]})" if found[2] else name


def own_folder() -> Path:
    """Where the SE may put dictionaries, beside the desk of this computer; it need not be there."""
    return home() / "dictionaries"


def folders() -> tuple[Path, ...]:
    """Where this system keeps dictionaries, and where its office programs do."""
    person = Path.home()
    if sys.platform == "darwin":
        office = Path("/Applications/LibreOffice.app/Contents/Resources/extensions")
        return person / "Library/Spelling", Path("/Library/Spelling"), *_each(office)
    if sys.platform == "win32":
        office = Path(os.environ.get("PROGRAMFILES", "C:/Program Files")) / "LibreOffice/share/extensions"
        return tuple(_each(office))
    shared = (Path("/usr/share/hunspell"), Path("/usr/share/myspell"), Path("/usr/share/myspell/dicts"))
    offices = (
        Path("/usr/lib/libreoffice"),
        Path("/usr/lib64/libreoffice"),
        *Path("/opt").glob("libreoffice*"),
    )
    extensions = (folder for office in offices for folder in _each(office / "share/extensions"))
    return person / ".local/share/hunspell", *shared, *extensions


def _each(office: Path) -> Iterator[Path]:
    return iter(sorted(office.glob("dict-*"))) if office.is_dir() else iter(())


def dictionaries(places: Iterable[Path] | None = None) -> tuple[Dictionary, ...]:
    """All that are here, by their names; of two of one language the first place's. The desk's own is last."""
    found: dict[str, Dictionary] = {}
    usual = (own_folder(), *folders()) if places is None else places
    for place in (*usual, *_bundled()):
        for dic in _files(place):
            if dic.with_suffix(".aff").is_file() and _NAME.fullmatch(dic.stem):
                key = dic.stem.replace("-", "_")
                found.setdefault(key, Dictionary(key, place, dic.stem))
    return tuple(sorted(found.values(), key=lambda each: each.label))


def _files(place: Path) -> list[Path]:
    try:
        return sorted(place.glob("*.dic"))
    except OSError:
        return []


def _bundled() -> tuple[Path, ...]:
    import hunspell

    return Path(str(hunspell.__file__)).parent / "dictionaries", resources() / "dictionaries"


def chosen(key: str, among: Iterable[Dictionary] | None = None) -> Dictionary | None:
    """The dictionary of a language, else the usual one; None where there is none at all."""
    known = {each.key: each for each in (dictionaries() if among is None else among)}
    return known.get(key) or known.get(USUAL) or next(iter(known.values()), None)


class Speller:
    """Says whether a word is one. Safe to ask from several threads.

    Raises OSError where the files cannot be read.
    """

    def __init__(self, dictionary: Dictionary, own: Iterable[str] = ()) -> None:
        import hunspell

        self.dictionary = dictionary
        self._lock = Lock()
        made: Any = hunspell.Hunspell(dictionary.stem, hunspell_data_dir=str(dictionary.folder))
        self._hunspell = made
        self._own = {_folded(word) for word in own}
        self._known: dict[str, bool] = {}

    def take(self, words: Iterable[str]) -> None:
        """From now on these are words too."""
        self._own |= {_folded(word) for word in words}

    def knows(self, word: str) -> bool:
        """Whether it is a word; one that the dictionary cannot even write counts as one."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[word] = self._ask(word)
        return known or _folded(word) in self._own

    def _ask(self, word: str) -> bool:
        if len(word) > LONGEST:
            return True
        try:
            with self._lock:
                return bool(self._hunspell.spell(word.translate(_APOSTROPHES)))
        except UnicodeError:
            return True

    def suggestions(self, word: str, most: int = 6) -> tuple[str, ...]:
        """What may have been meant, the likeliest first. Takes a tenth of a second or two."""
        if len(word) > LONGEST:
            return ()
        try:
            with self._lock:
                found = self._hunspell.suggest(word.translate(_APOSTROPHES))
        except UnicodeError:
            return ()
        return tuple(found[:most])


def _folded(word: str) -> str:
    return word.translate(_APOSTROPHES).casefold()
