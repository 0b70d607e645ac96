"""Recovery codes: read back however they were typed, and slips are noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadInput
from se_desk.domain.receipts import ALPHABET
from se_desk.storage.recovery import new_code, secret_of

CODES = st.binary(min_size=17, max_size=17).map(lambda noise: new_code(lambda _count: noise))


def test_the_form() -> None:
    code = new_code(lambda count: b"\xff" * count)
    assert code[:31] == "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-Z"
    assert len(code) == 34


@given(CODES)
def test_a_code_is_read_however_it_was_typed(code: str) -> None:
    secret = secret_of(code)
    assert len(secret) == 26
    loose = code.lower().replace("-", "\u2011 ").replace("0", "o").replace("1", "l")
    assert secret_of(f"\u200b{loose}\n") == secret


@given(CODES, st.integers(0, 27), st.sampled_from(ALPHABET))
def test_a_slip_is_noticed(code: str, at: int, letter: str) -> None:
    bare = code.replace("-", "")
    if bare[at] == letter:
        return
    slipped = bare[:at] + letter + bare[at + 1 :]
    try:
        assert secret_of(slipped) != secret_of(code)  # one in 1,024 slips passes; the slot then refuses
    except BadInput as error:
        assert "mistyped" in str(error)


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 28, "é" * 28])
def test_what_is_no_code(typed: str) -> None:
    with pytest.raises(BadInput, match="seven groups"):
        secret_of(typed)
