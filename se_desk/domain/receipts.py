"""Receipt codes: a hash short enough to stand in a message, with two characters against typing slips.

``SED1-0001-RCR5-W1V9-…``: the entry's number, the first 130 bits of its hash in Crockford base 32, and
ten bits of check. A receipt in a message pins its entry and all entries before it, nothing after.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from se_desk.domain.canonical import MAX_WHOLE

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 28
_HASH = re.compile(r"[0-9a-f]{64}")
_RECEIPT = re.compile(rf"SED1([0-9]{{4,16}})([{ALPHABET}]{{{CODE_LENGTH}}})")
_ALIKE = str.maketrans("OIL", "011")


class BadReceipt(ValueError):
    """The text is no receipt, or a character of it was mistyped."""


def receipt(seq: int, entry_hash: str) -> str:
    """The receipt of entry ``seq`` (1 and up) with this hash (64 lower-case hex). Raises ValueError."""
    if not 1 <= seq <= MAX_WHOLE or not _HASH.fullmatch(entry_hash):
        raise ValueError("A receipt is made from an entry's number and its SHA-256 hash.")
    code = receipt_code(seq, entry_hash)
    fours = [code[at : at + 4] for at in range(0, CODE_LENGTH, 4)]
    return "-".join(["SED1", f"{seq:04d}", *fours])


def receipt_code(seq: int, entry_hash: str) -> str:
    """The 28 characters that a receipt of this entry ends with."""
    digits = f"{seq:04d}"
    front = _base32(int(entry_hash, 16) >> (256 - 130), 26)
    return front + _check(digits, front)


def read_receipt(text: str) -> tuple[int, str]:
    """Entry number and 28-character code of a receipt, however it was typed. Raises BadReceipt.

    Case-blind, O read as 0, I and L as 1, dashes and spaces (of any kind) optional.
    """
    bare = "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Pd", "Cf"))
    if not bare.isascii():
        raise BadReceipt("A receipt holds only letters, digits and dashes.")
    match = _RECEIPT.fullmatch(bare.upper().translate(_ALIKE))
    if match is None:
        raise BadReceipt("A receipt looks like SED1-0001- and seven groups of four characters.")
    digits, code = match.groups()
    if f"{int(digits):04d}" != digits or int(digits) == 0 or _check(digits, code[:26]) != code[26:]:
        raise BadReceipt("The receipt's check characters do not fit: a character was mistyped.")
    return int(digits), code


def _check(digits: str, front: str) -> str:
    digest = hashlib.sha256(b"sedesk/code/1\0" + digits.encode() + front.encode()).digest()
    return _base32(int.from_bytes(digest) >> (256 - 10), 2)


def _base32(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(length)))
