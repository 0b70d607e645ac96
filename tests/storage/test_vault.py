"""Ways into a desk: each opens it, no other does, and none is lost by a stop half-way."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from se_desk.domain.errors import (
    BadInput,
    DeskDamaged,
    DeskMissing,
    DeskTooNew,
    DiskFull,
    KeyringMissing,
    NotAllowed,
    WrongKey,
)
from se_desk.storage import keyslots, private
from se_desk.storage.keyrings import missing
from se_desk.storage.keyslots import KEYRING, PASSPHRASE, RECOVERY, Cost
from se_desk.storage.vault import Vault

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PHRASE = "seven quiet harbour cranes"


class MemoryKeyring:
    """A working keyring that ends with the test."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, account: str) -> str | None:
        return self.kept.get(account)

    def set(self, account: str, secret: str) -> None:
        self.kept[account] = secret

    def delete(self, account: str) -> None:
        self.kept.pop(account, None)


class NoKeyring(MemoryKeyring):
    """What a computer without one looks like."""

    def get(self, account: str) -> str | None:
        raise missing("none is there")


@pytest.fixture
def ring() -> MemoryKeyring:
    """A keyring of this test's own."""
    return MemoryKeyring()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the keyslots go."""
    return tmp_path / "home" / "keyslots.json"


@pytest.fixture
def vault(file: Path, ring: MemoryKeyring) -> Vault:
    """A vault without any file yet."""
    return Vault(file, ring, CHEAP)


def test_each_way_gives_the_same_key(vault: Vault) -> None:
    key = vault.create(passphrase=PHRASE, keyring=True)
    code = vault.make_recovery(key)
    assert len(key) == 32
    assert vault.slots() == (KEYRING, PASSPHRASE, RECOVERY)
    assert vault.open_with_keyring() == key
    assert vault.open_with_passphrase(PHRASE) == key
    assert vault.open_with_recovery(code) == key
    assert vault.open_with_recovery(code.lower().replace("-", " ")) == key


def test_nothing_of_the_key_lies_in_the_file_and_it_is_private(vault: Vault, file: Path) -> None:
    key = vault.create(passphrase=PHRASE, keyring=True)
    vault.make_recovery(key)
    text = file.read_text(encoding="utf-8")
    assert key.hex() not in text
    assert PHRASE not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [found.name for found in file.parent.iterdir()] == ["keyslots.json"]


def test_the_passphrase_costs_what_the_vault_promises(file: Path) -> None:
    Vault(file, MemoryKeyring()).create(passphrase=PHRASE, keyring=False)
    (slot,) = json.loads(file.read_bytes())["slots"]
    assert slot["argon2id"] == {"memory_kib": 65536, "passes": 3, "lanes": 4}
    assert Vault(file).open_with_passphrase(PHRASE)


def test_a_wrong_word_does_not_open(vault: Vault, tmp_path: Path) -> None:
    key = vault.create(passphrase=PHRASE, keyring=False)
    old = vault.make_recovery(key)
    vault.make_recovery(key)
    with pytest.raises(WrongKey, match="not the passphrase of this desk"):
        vault.open_with_passphrase(PHRASE.upper())
    with pytest.raises(WrongKey, match="not the recovery code of this desk"):
        vault.open_with_recovery(old)
    with pytest.raises(WrongKey, match="no way in by keyring"):
        vault.open_with_keyring()
    with pytest.raises(BadInput, match="mistyped"):
        vault.open_with_recovery(("1" if old[0] == "0" else "0") + old[1:])
    with pytest.raises(BadInput, match="seven groups"):
        vault.open_with_recovery("0000")


def test_accents_open_however_they_are_typed(vault: Vault) -> None:
    key = vault.create(passphrase="caf\u00e9 au lait", keyring=False)
    assert vault.open_with_passphrase("cafe\u0301 au lait") == key


def test_a_new_passphrase_replaces_the_old_and_keeps_the_key(vault: Vault) -> None:
    key = vault.create(passphrase=PHRASE, keyring=True)
    vault.set_passphrase(key, "four slow winter trams")
    assert vault.open_with_passphrase("four slow winter trams") == key
    with pytest.raises(WrongKey):
        vault.open_with_passphrase(PHRASE)
    assert vault.slots() == (KEYRING, PASSPHRASE)


def test_missing_keyslots_are_said_and_written_anew(vault: Vault, file: Path) -> None:
    key = vault.create(passphrase=PHRASE, keyring=False)
    file.unlink()
    assert not vault.exists()
    with pytest.raises(DeskMissing, match=r"keyslots\.json is missing"):
        vault.open_with_passphrase(PHRASE)
    vault.set_passphrase(key, PHRASE)
    assert vault.open_with_passphrase(PHRASE) == key


def test_create_needs_a_way_in_and_an_empty_place(vault: Vault, file: Path) -> None:
    with pytest.raises(BadInput, match="needs a way in"):
        vault.create(passphrase=None, keyring=False)
    with pytest.raises(BadInput, match="cannot be empty"):
        vault.create(passphrase=" ", keyring=False)
    assert not file.exists()
    vault.create(passphrase=PHRASE, keyring=False)
    with pytest.raises(NotAllowed):
        vault.create(passphrase=PHRASE, keyring=False)


def test_no_keyring_leaves_no_file(file: Path) -> None:
    with pytest.raises(KeyringMissing):
        Vault(file, NoKeyring(), CHEAP).create(passphrase=PHRASE, keyring=True)
    assert not file.exists()


def test_an_empty_or_foreign_keyring_entry(vault: Vault, ring: MemoryKeyring) -> None:
    vault.create(passphrase=None, keyring=True)
    (account,) = ring.kept
    ring.kept[account] = "AAAA"
    with pytest.raises(WrongKey, match="not the keyring entry"):
        vault.open_with_keyring()
    ring.kept[account] = "not base 64"
    with pytest.raises(WrongKey):
        vault.open_with_keyring()
    ring.kept.clear()
    with pytest.raises(KeyringMissing, match="no entry for this desk"):
        vault.open_with_keyring()


def test_the_keyring_still_opens_after_a_stop_between_its_two_writes(
    vault: Vault, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = vault.create(passphrase=None, keyring=True)

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(private, "write_file", full)
        with pytest.raises(DiskFull):
            vault.set_keyring(key)
    assert vault.open_with_keyring() == key


def test_ways_are_taken_away_but_not_the_last(vault: Vault, ring: MemoryKeyring) -> None:
    key = vault.create(passphrase=PHRASE, keyring=False)
    vault.set_keyring(key)
    vault.close_way(KEYRING)
    assert vault.slots() == (PASSPHRASE,)
    assert ring.kept == {}
    with pytest.raises(NotAllowed, match="last way"):
        vault.close_way(PASSPHRASE)
    vault.make_recovery(key)
    vault.close_way(PASSPHRASE)
    assert vault.slots() == (RECOVERY,)


def _edited(file: Path, **changes: Any) -> None:
    whole = json.loads(file.read_bytes())
    whole["slots"][0] |= changes
    file.write_text(json.dumps(whole), encoding="utf-8")


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "other"},
        {"kind": "recovery"},
        {"salt": "00"},
        {"nonce": "zz"},
        {"wrapped": 7},
        {"argon2id": {"memory_kib": 64, "passes": 1}},
        {"argon2id": {"memory_kib": "x", "passes": 1, "lanes": 1}},
        {"argon2id": {"memory_kib": 1 << 30, "passes": 1, "lanes": 1}},
        {"argon2id": {"memory_kib": 64, "passes": 1 << 30, "lanes": 1}},
        {"argon2id": {"memory_kib": 1 << 20, "passes": 1, "lanes": 1 << 10}},
        {"argon2id": None},
    ],
)
def test_a_changed_slot_is_damage(vault: Vault, file: Path, changes: dict[str, Any]) -> None:
    vault.create(passphrase=PHRASE, keyring=False)
    _edited(file, **changes)
    with pytest.raises(DeskDamaged, match=r"keyslots\.json is damaged"):
        vault.open_with_passphrase(PHRASE)


def test_a_cheaper_guess_or_another_desks_name_does_not_open(vault: Vault, file: Path) -> None:
    """What the wrapped key is bound to."""
    vault.create(passphrase=PHRASE, keyring=False)
    whole = json.loads(file.read_bytes())
    file.write_text(json.dumps(whole | {"desk": "another"}), encoding="utf-8")
    with pytest.raises(WrongKey):
        vault.open_with_passphrase(PHRASE)
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert vault.open_with_passphrase(PHRASE)  # the control


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"format": "sedesk-keyslots/1"}', b"\xff", b'{"format": "x"}', b"[" * 99_999],
)
def test_another_file_is_damage(vault: Vault, file: Path, content: bytes) -> None:
    private.make_folder(file.parent)
    file.write_bytes(content)
    with pytest.raises(DeskDamaged):
        vault.slots()


def test_newer_keyslots_are_refused(vault: Vault, file: Path) -> None:
    private.make_folder(file.parent)
    file.write_text('{"format": "sedesk-keyslots/2"}', encoding="utf-8")
    with pytest.raises(DeskTooNew):
        vault.slots()


def test_a_key_of_another_length_is_a_fault_of_the_program(vault: Vault) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        vault.set_passphrase(b"short", PHRASE)


@pytest.mark.parametrize("content", [None, b"{", b"[" * 200_000])
def test_a_file_that_is_missing_or_damaged_is_mended_from_the_spare_one(
    file: Path, ring: MemoryKeyring, content: bytes | None
) -> None:
    first = Vault(file, ring, CHEAP)
    key = first.create(passphrase=PHRASE, keyring=False)
    spare = keyslots.from_bytes(file.read_bytes())
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    vault = Vault(file, ring, CHEAP, lambda: spare)
    assert not vault.is_whole()
    assert vault.open_with_passphrase(PHRASE) == key
    assert vault.mend()
    assert vault.is_whole()
    assert not vault.mend()
    kept = file.with_suffix(".damaged.json")
    assert (kept.read_bytes() if kept.exists() else None) == content
    with pytest.raises((DeskMissing, DeskDamaged)):  # the control: nothing to mend it from
        file.unlink()
        first.open_with_passphrase(PHRASE)
    assert not first.mend()


def test_a_way_in_counts_only_after_it_has_opened_the_desk(
    vault: Vault, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = vault.create(passphrase=PHRASE, keyring=False)
    before = file.read_bytes()
    monkeypatch.setattr(keyslots, "unwrap", lambda *_args: bytes(32))
    with pytest.raises(RuntimeError, match="another key"):
        vault.set_passphrase(key, "another long phrase")
    assert file.read_bytes() == before
    monkeypatch.undo()
    assert vault.open_with_passphrase(PHRASE) == key
