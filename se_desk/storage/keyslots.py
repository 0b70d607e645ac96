"""The ways in: one random key, wrapped once for each of them.

A slot wraps the desk's 32-byte key with AES-256-GCM under a key of its own: from a passphrase by
Argon2id, from the system keyring's secret or the printed recovery code by HKDF (both are random
already). The slot's kind, the way its key is made and the desk's name are bound to the wrapped key, so
that none can be exchanged unnoticed. Pure: no file, no keyring.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from se_desk.domain.errors import BadInput, DeskDamaged, DeskError, DeskTooNew, WrongKey

FORMAT = "sedesk-keyslots/1"
KEYRING, PASSPHRASE, RECOVERY = "keyring", "passphrase", "recovery"
KINDS = (KEYRING, PASSPHRASE, RECOVERY)
LARGEST = 1 << 16  # bytes of the file
MOST_WORK = 1 << 22  # KiB times passes: some seconds, where ours takes a fraction of one
_NAME = re.compile(r"[0-9A-Za-z ._-]{1,64}")
KEY_BYTES, SALT_BYTES, NONCE_BYTES, TAG_BYTES = 32, 16, 12, 16

Random = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs (Argon2id, RFC 9106)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def check(self) -> None:
        """DeskDamaged for a cost that no desk of ours has: it could only be meant to hang the computer."""
        if not (8 * self.lanes <= self.memory_kib <= 1 << 20 and 1 <= self.passes <= 64):
            raise damaged()
        if not 1 <= self.lanes <= 64 or self.memory_kib * self.passes > MOST_WORK:
            raise damaged()


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in. ``cost`` is there for a passphrase alone."""

    kind: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class Keyslots:
    """All ways into one desk; ``desk`` names it in the keyring and says nothing about it."""

    desk: str
    slots: tuple[Slot, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which ways there are, in the order of KINDS."""
        return tuple(kind for kind in KINDS if any(slot.kind == kind for slot in self.slots))

    def without(self, kind: str) -> Keyslots:
        """The same with one way in closed."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.kind != kind))


def damaged() -> DeskDamaged:
    """The file of the keyslots is not what was written."""
    return DeskDamaged(
        "The file keyslots.json is damaged.",
        "Nothing was changed.",
        "Restore it from a backup: every backup holds a copy.",
    )


def add(slots: Keyslots, kind: str, secret: bytes, key: bytes, random: Random, cost: Cost) -> Keyslots:
    """With a way in through ``secret``, in place of the one of this kind that was there before."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"a desk's key has {KEY_BYTES} bytes")
    bare = Slot(kind, random(SALT_BYTES), random(NONCE_BYTES), b"", cost if kind == PASSPHRASE else None)
    wrapped = AESGCM(_wrapping_key(bare, secret)).encrypt(bare.nonce, key, _bound(slots.desk, bare))
    rest = slots.without(kind)
    return replace(rest, slots=(*rest.slots, replace(bare, wrapped=wrapped)))


def unwrap(slots: Keyslots, kind: str, secret: bytes) -> bytes:
    """The desk's key; WrongKey where the secret is not the one, or there is no slot of this kind."""
    slot = next((slot for slot in slots.slots if slot.kind == kind), None)
    if slot is None:
        raise WrongKey(f"This desk has no way in by {_NAMES[kind]}.", do="Choose another way in.")
    try:
        return AESGCM(_wrapping_key(slot, secret)).decrypt(slot.nonce, slot.wrapped, _bound(slots.desk, slot))
    except InvalidTag:
        raise WrongKey(f"That is not the {_NAMES[kind]} of this desk.", do=_TRY_AGAIN[kind]) from None


_NAMES = {KEYRING: "keyring entry", PASSPHRASE: "passphrase", RECOVERY: "recovery code"}
_TRY_AGAIN = {
    KEYRING: "Open the desk with its passphrase or its recovery code.",
    PASSPHRASE: "Look at the keyboard layout and Caps Lock, or use the recovery code.",
    RECOVERY: "Use the sheet that was printed last, or the passphrase.",
}


def passphrase_secret(text: str) -> bytes:
    """A passphrase as bytes, however its accents were typed (NFC); BadInput for an empty one."""
    if not text.strip():
        raise BadInput("A passphrase cannot be empty.", do="Choose a few words that only you would string.")
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


def _wrapping_key(slot: Slot, secret: bytes) -> bytes:
    if slot.cost is None:
        return HKDF(SHA256(), KEY_BYTES, slot.salt, f"{FORMAT} {slot.kind}".encode()).derive(secret)
    slot.cost.check()
    cost = slot.cost
    try:
        return hash_secret_raw(
            secret, slot.salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
        )
    except (HashingError, MemoryError):
        raise DeskError(
            f"Checking the passphrase takes {cost.memory_kib // 1024} MB of memory, which are not free now.",
            do="Close another program and try again, or use the recovery code.",
        ) from None


def _bound(desk: str, slot: Slot) -> bytes:
    about = {"format": FORMAT, "desk": desk, **_slot_json(slot)}
    del about["wrapped"]
    return json.dumps(about, sort_keys=True, separators=(",", ":")).encode()


def _slot_json(slot: Slot) -> dict[str, Any]:
    shown: dict[str, Any] = {"kind": slot.kind}
    shown |= {name: getattr(slot, name).hex() for name in ("salt", "nonce", "wrapped")}
    return shown if slot.cost is None else shown | {"argon2id": asdict(slot.cost)}


def to_bytes(slots: Keyslots) -> bytes:
    """The file's contents: JSON that holds no secret."""
    whole = {"format": FORMAT, "desk": slots.desk, "slots": [_slot_json(slot) for slot in slots.slots]}
    return (json.dumps(whole, indent=2) + "\n").encode()


def from_bytes(content: bytes) -> Keyslots:
    """Reads the file's contents; DeskDamaged for anything that ``to_bytes`` did not write.

    DeskTooNew for a later format, which says in ``needs`` which version of SE Desk reads it.
    """
    try:
        if len(content) > LARGEST:
            raise ValueError("too long")
        whole = json.loads(content)
        if whole["format"] != FORMAT:
            raise _too_new(whole)
        slots = Keyslots(whole["desk"], tuple(_slot_of(slot) for slot in whole["slots"]))
        if not _NAME.fullmatch(slots.desk) or len(slots.kinds) != len(slots.slots):
            raise ValueError("a name or slots that no desk has")
        return slots
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise damaged() from error


def _too_new(whole: dict[str, Any]) -> DeskTooNew | DeskDamaged:
    if not str(whole["format"]).startswith(FORMAT.rpartition("/")[0]):
        return damaged()
    needed = whole.get("needs")
    version = f"SE Desk {needed}" if _NAME.fullmatch(str(needed)) and needed else "a later SE Desk"
    return DeskTooNew(f"The key file keyslots.json needs {version}.", do="Open the desk with that version.")


def _slot_of(shown: dict[str, Any]) -> Slot:
    kind = shown["kind"]
    if kind not in KINDS or (kind == PASSPHRASE) != ("argon2id" in shown):
        raise ValueError("a slot of an unknown kind")
    salt, nonce, wrapped = (bytes.fromhex(shown[name]) for name in ("salt", "nonce", "wrapped"))
    if (len(salt), len(nonce), len(wrapped)) != (SALT_BYTES, NONCE_BYTES, KEY_BYTES + TAG_BYTES):
        raise ValueError("a slot with parts of another length")
    return Slot(kind, salt, nonce, wrapped, _cost_of(shown["argon2id"]) if kind == PASSPHRASE else None)


def _cost_of(shown: dict[str, int]) -> Cost:
    cost = Cost(**{name: int(shown[name]) for name in ("memory_kib", "passes", "lanes")})
    cost.check()
    return cost
