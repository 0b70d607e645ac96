"""Words that blame: what the desk points to before a text leaves it (PRODUCT, rules of tone).

A hint for the eye, no censor: the SE decides. Quoted words of others are looked at like the rest.
"""

from __future__ import annotations

import re

_STEMS = (
    r"blam\w*",
    r"fault\w*",
    r"fail(?:ed|ing|s|ure)?",
    r"careless\w*",
    r"incompeten\w*",
    r"lazy|laziness",
    r"ignor(?:ed|ing|es|ance|ant)",
    r"useless",
    r"unprofessional\w*",
    r"guilty?",
    r"screw(?:ed)? up",
    r"mess(?:ed)? up",
    r"never (?:listens?|answers?|replies|does|bothers?)",
    r"as usual",
    r"once again",
    r"should have known",
    r"ridiculous\w*",
    r"stupid\w*",
    r"clueless",
    r"lied|liar|lying",
)
_BLAME = re.compile(rf"\b(?:{'|'.join(_STEMS)})\b", re.IGNORECASE)


def blame_words(text: str) -> tuple[str, ...]:
    """The words in ``text`` that may read as blame, each once, in the order they come."""
    return tuple(dict.fromkeys(found[0].casefold() for found in _BLAME.finditer(text)))
