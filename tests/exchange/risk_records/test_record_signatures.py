"""Ed25519 against the vectors of RFC 8032, 7.1, and against everything that is no signature."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.risk_records.signatures import SEED_BYTES, fits, public_key, sign

RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("seed", "key", "message", "signature"), RFC_8032)
def test_the_published_vectors(seed: str, key: str, message: str, signature: str) -> None:
    assert public_key(bytes.fromhex(seed)) == key
    assert sign(bytes.fromhex(seed), bytes.fromhex(message)) == signature
    assert fits(key, signature, bytes.fromhex(message))


SEEDS = st.binary(min_size=SEED_BYTES, max_size=SEED_BYTES)


@given(SEEDS, SEEDS, st.binary(max_size=50), st.integers(0, 511))
def test_a_signature_fits_its_key_its_message_and_nothing_else(
    seed: bytes, other: bytes, message: bytes, bit: int
) -> None:
    key, signature = public_key(seed), sign(seed, message)
    assert fits(key, signature, message)
    assert not fits(key, signature, message + b"\0")
    assert fits(public_key(other), signature, message) is (seed == other)
    flipped = bytearray.fromhex(signature)
    flipped[bit // 8] ^= 1 << bit % 8
    assert not fits(key, flipped.hex(), message)


KEY, SIGNATURE = RFC_8032[0][1], RFC_8032[0][3]


@pytest.mark.parametrize(
    ("key", "signature"),
    [
        ("", SIGNATURE),
        (KEY, ""),
        (KEY[:-2], SIGNATURE),
        (KEY + "00", SIGNATURE),
        (KEY, SIGNATURE[:-2]),
        (KEY, SIGNATURE + "00"),
        ("no hex at all", SIGNATURE),
        (KEY, "no hex at all"),
        ("0" * 64, SIGNATURE),
        (KEY, "0" * 128),
        ("f" * 64, SIGNATURE),
    ],
)
def test_what_is_no_key_or_no_signature_fits_nothing(key: str, signature: str) -> None:
    assert not fits(key, signature, b"")


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_a_seed_of_another_length_is_refused(seed: bytes) -> None:
    with pytest.raises(ValueError, match="32"):
        public_key(seed)
    with pytest.raises(ValueError, match="32"):
        sign(seed, b"x")
