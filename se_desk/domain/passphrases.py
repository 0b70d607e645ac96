"""How hard a passphrase is to guess, said while it is typed. A hint for a person, not a promise."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

SHORTEST = 10  # characters
_BITS_A_WORD = 11.0  # a word out of some two thousand, as people choose them
_STEPS = (28.0, 45.0, 60.0)  # bits from which the hint says fair, good, strong
_LEVELS = ("Easy to guess", "Fair", "Good", "Strong")
_POOLS = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"[0-9]", 10), (r"[^a-zA-Z0-9]", 33))
_WORD = re.compile(r"(?<![^\s_.,-])[^\W\d_]{3,}(?![^\s_.,!?-])")  # letters between blanks or signs
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl")
_WORN = ("password", "passwort", "letmein", "welcome", "iloveyou", "secret", "admin", "dragon", "monkey")


@dataclass(frozen=True, slots=True)
class Strength:
    """``level`` 0 (too short) to 4 (strong), and what to say of it."""

    level: int
    words: str


def strength(text: str) -> Strength:
    """The hint for a passphrase; several words count more than one word with signs in it."""
    length = len(text.strip())
    if length < SHORTEST:
        missing = SHORTEST - length
        return Strength(0, f"{missing} more {'character' if missing == 1 else 'characters'}")
    level = 1 + sum(guess_bits(text) >= step for step in _STEPS)
    words = len(_words(text))
    said = f", {words} words" if words > 1 else ""
    return Strength(level, f"{_LEVELS[level - 1]}{said}")


def guess_bits(text: str) -> float:
    """About how many bits a guesser who knows people needs for ``text``."""
    words = _words(text)
    if len(words) > 2:
        signs = len(set(re.sub(r"[\w\s]", "", text))) + (2 if re.search(r"\d", text) else 0)
        return len(words) * _BITS_A_WORD + 2.0 * signs
    together = re.sub(r"\s", "", text)
    bare = _without_runs(together.casefold())
    pool = sum(size for pattern, size in _POOLS if re.search(pattern, together))
    return len(set(bare)) * math.log2(max(pool, 2)) * 0.75


def _words(text: str) -> set[str]:
    """Different words, without those that everybody tries first."""
    return {word.casefold() for word in _WORD.findall(text)} - set(_WORN)


def _without_runs(text: str) -> str:
    """Text without worn words, and rows of the alphabet or the keyboard as one letter."""
    for worn in _WORN:
        text = text.replace(worn, "")
    kept = [letter for at, letter in enumerate(text) if at == 0 or not _follows(text[at - 1], letter)]
    return "".join(kept)


def _follows(before: str, letter: str) -> bool:
    return before == letter or any(before + letter in run or letter + before in run for run in _RUNS)
