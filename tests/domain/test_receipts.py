"""Receipts: what is typed off a message must be read, and a slip must be noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.receipts import ALPHABET, BadReceipt, read_receipt, receipt, receipt_code

HASH = "c3305e07696a5a8ea7ccab5acf49fb42b7e71a1a5e3bdeca20f75bc6b672cca2"
FIRST = "SED1-0001-RCR5-W1V9-D9D8-X9YC-NDDC-YJFV-8A84"
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
SEQS = st.integers(1, 2**53 - 1) | st.sampled_from([1, 9_999, 10_000, 10_001])


@given(SEQS, HASHES)
def test_a_receipt_reads_back(seq: int, digest: str) -> None:
    assert read_receipt(receipt(seq, digest)) == (seq, receipt_code(seq, digest))


@given(SEQS, HASHES, st.sampled_from(["", " ", "-", "–", "\u2011", "\u00a0", "\u200b", "\n"]), st.booleans())
def test_a_receipt_is_read_however_it_was_typed(seq: int, digest: str, mark: str, small: bool) -> None:
    text = receipt(seq, digest).replace("-", mark).replace("0", "O").replace("1", "l")
    assert read_receipt(text.lower() if small else text) == (seq, receipt_code(seq, digest))


def test_the_published_receipt() -> None:
    assert receipt(1, HASH) == FIRST
    assert receipt(10_000, HASH).startswith("SED1-10000-RCR5-")


@pytest.mark.parametrize("place", range(len("SED1-0001-"), len(FIRST)))
def test_a_mistyped_character_is_nearly_always_noticed(place: int) -> None:
    if FIRST[place] == "-":
        return
    refused = 0
    for other in ALPHABET.replace(FIRST[place], ""):
        try:
            read_receipt(FIRST[:place] + other + FIRST[place + 1 :])
        except BadReceipt:
            refused += 1
    assert refused >= 30  # of 31; ten bits of check


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        FIRST[:-1],
        FIRST + "0",
        FIRST.replace("0001", "0002"),
        FIRST.replace("0001", "1"),
        FIRST.replace("0001", "00001"),
        FIRST.replace("SED1", "SED2"),
        FIRST.replace("R", "U"),
        FIRST.replace("0001", "٠٠٠١"),
        "SED1-0000-" + FIRST[10:],
        "SED1-" + "9" * 40 + FIRST[10:],
    ],
)
def test_what_is_no_receipt_is_refused(text: str) -> None:
    with pytest.raises(BadReceipt):
        read_receipt(text)


@pytest.mark.parametrize(("seq", "digest"), [(0, HASH), (2**53, HASH), (1, HASH.upper()), (1, "")])
def test_a_receipt_of_nothing(seq: int, digest: str) -> None:
    with pytest.raises(ValueError, match="made from"):
        receipt(seq, digest)
