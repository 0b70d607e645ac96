"""DER within bounds: what is written is read again, and nothing outside its bytes is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.risk_records import der
from se_desk.exchange.risk_records.der import BadDer


@given(st.lists(st.binary(max_size=300), max_size=4))
def test_what_is_made_is_read(bodies: list[bytes]) -> None:
    whole = der.made(der.SEQUENCE, *(der.made(der.OCTETS, body) for body in bodies))
    read = der.read(whole)
    assert read.whole == whole
    assert [part.expect(der.OCTETS).body for part in read.parts()] == bodies


@given(st.integers(0, 2**80))
def test_numbers(number: int) -> None:
    assert der.read(der.made_number(number)).whole_number() == number


@pytest.mark.parametrize(
    "dotted", ["1.2.840.113549.1.9.16.1.4", "2.16.840.1.101.3.4.2.1", "2.5.4.3", "2.999.1"]
)
def test_identifiers(dotted: str) -> None:
    assert der.read(der.made_oid(dotted)).oid() == dotted


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x30",
        b"\x30\x05\x00",  # shorter than it says
        b"\x30\x80\x00\x00",  # no definite length
        b"\x30\xff",
        b"\x1f\x81\x01\x00",  # a tag of several bytes
        b"\x30\x00\x00\x00",  # bytes behind the end
        b"\x30\x84\xff\xff\xff\xff",
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(BadDer):
        der.read(data)


def test_a_part_is_what_it_should_be() -> None:
    with pytest.raises(BadDer, match="tag 0x04"):
        der.read(b"\x04\x00").expect(der.SEQUENCE)
    with pytest.raises(BadDer, match="no digits"):
        der.read(b"\x02\x00").whole_number()
    for cut in (b"\x06\x00", b"\x06\x02\x2a\x86"):
        with pytest.raises(BadDer, match="cut"):
            der.read(cut).oid()


@given(st.binary(max_size=60))
def test_no_bytes_lead_out_of_bounds(data: bytes) -> None:
    try:
        for part in der.read(data).parts():
            assert part.whole in data
    except BadDer:
        pass
