from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from se_desk.exchange.text_files import decoded

LATIN = "Straße, café, 1.200,00 €"
UTF8, LE, BE = codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"plain", "plain", "utf-8"),
        (LATIN.encode(), LATIN, "utf-8"),
        (UTF8 + LATIN.encode(), LATIN, "utf-8-sig"),
        (UTF8, "", "utf-8-sig"),
        (LE + LATIN.encode("utf-16-le"), LATIN, "utf-16"),
        (BE + LATIN.encode("utf-16-be"), LATIN, "utf-16"),
        (LE, "", "utf-16"),
        (LATIN.encode("utf-16-le"), LATIN, "utf-16-le"),
        (LATIN.encode("utf-16-be"), LATIN, "utf-16-be"),
        (LATIN.encode("cp1252"), LATIN, "cp1252"),
        (b"caf\xe9", "café", "cp1252"),
        (b"\x81\x8d\x8f\x90\x9d\x80", "\ufffd" * 5 + "€", "cp1252"),  # five bytes without a meaning
        (UTF8 + b"caf\xe9", "ï»¿café", "cp1252"),  # a mark that does not hold
        ("漢字".encode(), "漢字", "utf-8"),
        (b"a\x00b", "a\x00b", "utf-8"),  # one stray zero is no UTF-16
        (b"a\x00b\x00c", "a\x00b\x00c", "utf-8"),  # nor is an odd number of bytes
        (b"\x00\x00\x00\x00", "\x00\x00\x00\x00", "utf-8"),  # nor are zeros alone
    ],
)
def test_the_encoding_is_found(data: bytes, text: str, encoding: str) -> None:
    assert decoded(data) == (text, encoding)


@pytest.mark.parametrize("data", [LE + b"a", BE + b"\x00a\x00", LE + b"\x00\xd8"])
def test_utf_16_that_breaks_off_is_refused(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decoded(data)


WHOLE = st.text(st.characters(exclude_categories=("Cs",)))


@given(WHOLE.filter(lambda text: not text.startswith("\ufeff")))
def test_what_is_marked_comes_back(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert decoded(text.encode(encoding)) == (text, encoding)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), min_size=1))
@example("a")
def test_latin_text_in_utf_16_is_known_without_a_mark(text: str) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decoded(text.encode(encoding)) == (text, encoding)


@given(st.binary(max_size=64))
@example(LE + b"\x00")
@example(UTF8 + b"\xff")
def test_any_bytes_are_text_save_broken_utf_16(data: bytes) -> None:
    try:
        text, encoding = decoded(data)
    except UnicodeDecodeError as error:
        assert error.encoding.startswith("utf-16")
        return
    if encoding == "cp1252":
        assert len(text) == len(data)  # no byte is lost
    elif encoding != "utf-16":  # whose mark may be either one
        assert text.encode(encoding) == data
