"""The recovery code: a way into the desk that is printed and put away.

130 random bits in Crockford base 32 and two characters against typing slips, in seven groups of four.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable

from se_desk.domain.errors import BadInput
from se_desk.domain.receipts import ALPHABET

_FRONT, _CHECK = 26, 2
_ALIKE = str.maketrans("OIL", "011")


def new_code(random: Callable[[int], bytes]) -> str:
    """A new code, as it is printed."""
    front = _base32(int.from_bytes(random(17)) >> 6, _FRONT)
    code = front + _check(front)
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def secret_of(typed: str) -> bytes:
    """What a code opens with, however it was typed: case-blind, O as 0, I and L as 1, dashes optional.

    BadInput where it cannot be a code, or a character was mistyped.
    """
    bare = "".join(c for c in typed if not c.isspace() and unicodedata.category(c) not in ("Pd", "Cf"))
    code = bare.upper().translate(_ALIKE)
    if len(code) != _FRONT + _CHECK or not set(code) <= set(ALPHABET):
        raise BadInput("A recovery code has seven groups of four letters and digits.", do="Read it again.")
    front, check = code[:_FRONT], code[_FRONT:]
    if _check(front) != check:
        raise BadInput("One character of the recovery code was mistyped.", do="Compare it with the sheet.")
    return front.encode("ascii")


def _check(front: str) -> str:
    digest = hashlib.sha256(b"sedesk/recovery/1\0" + front.encode("ascii")).digest()
    return _base32(int.from_bytes(digest) >> (256 - 5 * _CHECK), _CHECK)


def _base32(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(length)))
