"""The write-ahead log beside a desk: whether it is the desk's own.

SQLite takes any log of the right name for the desk's, and folds it into the file when the last connection
closes: the log of another desk would destroy this one. Its first frame tells: SQLCipher seals every page
under a key of the desk (https://www.zetetic.net/sqlcipher/design/), and the log of another has another.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from contextlib import suppress
from pathlib import Path

from se_desk.domain.errors import DeskDamaged

PAGE, SALT, IV, SEAL = 4096, 16, 16, 64
HEADER, FRAME = 32, 24  # bytes before the frames, and before the page of each
_BIG = 0x377F0683  # the magic number of a log whose checksums are in big-endian words


def log_of(desk: Path) -> Path:
    """Where the log of a desk lies."""
    return desk.with_name(f"{desk.name}-wal")


def has_log(desk: Path) -> bool:
    """Whether there is a log with something in it."""
    with suppress(FileNotFoundError):  # whoever had it open last may just be taking it away
        return log_of(desk).stat().st_size > HEADER
    return False


def of_another(desk: Path) -> DeskDamaged:
    """The log beside the desk is not the one that belongs to the desk as it is now."""
    log = log_of(desk)
    return DeskDamaged(
        f"The file {log.name} belongs to another desk, or to another state of this one.",
        "The desk was not opened, so that nothing of it is overwritten.",
        f"Move {log.name} to another folder, then open the desk again.",
    )


def refuse_foreign_log(desk: Path, key: bytes) -> None:
    """DeskDamaged where the log beside the desk would be read and is another's. Nothing is changed."""
    log = log_of(desk)
    try:
        with log.open("rb") as file:
            first = file.read(HEADER + FRAME + PAGE)
        with desk.open("rb") as file:
            salt = file.read(SALT)
    except FileNotFoundError:
        return
    if len(salt) == SALT and _is_read(first) and not _is_sealed(first, key, salt):
        raise of_another(desk)


def _is_read(first: bytes) -> bool:
    """Whether SQLite would take the first frame: whole, of this log, and with the right checksum."""
    if len(first) < HEADER + FRAME + PAGE:
        return False
    magic, _version, size = struct.unpack(">III", first[:12])
    if magic & ~1 != _BIG & ~1 or size != PAGE or first[16:24] != first[HEADER + 8 : HEADER + 16]:
        return False
    words = ">" if magic == _BIG else "<"
    head = _checksum(first[:24], words, (0, 0))
    page = _checksum(first[HEADER + FRAME :], words, _checksum(first[HEADER : HEADER + 8], words, head))
    return (struct.pack(">II", *head), struct.pack(">II", *page)) == (first[24:32], first[48:56])


def _checksum(data: bytes, words: str, start: tuple[int, int]) -> tuple[int, int]:
    """https://sqlite.org/fileformat2.html#checksum_algorithm"""
    one, two = start
    numbers = struct.unpack(f"{words}{len(data) // 4}I", data)
    for even, odd in zip(numbers[::2], numbers[1::2], strict=True):
        one = (one + even + two) & 0xFFFFFFFF
        two = (two + odd + one) & 0xFFFFFFFF
    return one, two


def _is_sealed(first: bytes, key: bytes, salt: bytes) -> bool:
    number = struct.unpack(">I", first[HEADER : HEADER + 4])[0]
    page = first[HEADER + FRAME :]
    seal_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, len(key))
    sealed = page[SALT if number == 1 else 0 : -SEAL]
    made = hmac.digest(seal_key, sealed + struct.pack("<I", number), "sha512")
    return hmac.compare_digest(made, page[-SEAL:])
