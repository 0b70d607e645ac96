"""Bytes of a text file -> text, in whatever encoding office programs write."""

from __future__ import annotations

import codecs


def decoded(data: bytes) -> tuple[str, str]:
    """The text of `data`, without its byte order mark, and the encoding it was in.

    UTF-8, UTF-16 with or without a mark, else Windows-1252, in which five bytes have no meaning and become
    U+FFFD. Raises UnicodeDecodeError where UTF-16 breaks off inside a character.
    """
    encoding = encoding_of(data)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        if not encoding.startswith("utf-8"):
            raise
    return data.decode("cp1252", errors="replace"), "cp1252"


def encoding_of(data: bytes, *, whole: bool = True) -> str:
    """What `data` looks like by its first bytes; ``whole``: it is all there is of the file."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    half = max(1, len(data[:4096]) // 2)
    # Without a mark: Latin text in UTF-16 has a zero in nearly every second byte.
    even_length = len(data) % 2 == 0 or not whole
    if even_length and odd > half * 0.6 and even < half * 0.2:
        return "utf-16-le"
    if even_length and even > half * 0.6 and odd < half * 0.2:
        return "utf-16-be"
    return "utf-8"
