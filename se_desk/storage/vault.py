"""The vault: the file of keyslots beside the desk, and the key it gives to whoever can open it."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from se_desk.domain.errors import BadInput, DeskDamaged, DeskMissing, KeyringMissing, NotAllowed, WrongKey
from se_desk.storage import faults, keyslots, private, recovery
from se_desk.storage.engine import connect
from se_desk.storage.keyrings import Keyring, SystemKeyring
from se_desk.storage.keyslots import KEYRING, PASSPHRASE, RECOVERY, Cost, Keyslots


class Vault:
    """The ways into one desk, kept in ``file`` (keyslots.json beside it).

    ``spare`` finds a copy of that file for the day on which it is missing, such as a backup's.
    No method keeps the key, and none writes it anywhere unwrapped.
    """

    def __init__(
        self,
        file: Path,
        keyring: Keyring | None = None,
        cost: Cost | None = None,
        spare: Callable[[], Keyslots | None] = lambda: None,
    ) -> None:
        self.file = file
        self._spare = spare
        self._keyring = keyring or SystemKeyring()
        self._cost = cost or Cost()

    def exists(self) -> bool:
        """Whether there is a file of keyslots."""
        return self.file.is_file()

    def slots(self) -> tuple[str, ...]:
        """Which ways in there are, of KINDS in ``keyslots``. Raises DeskMissing, DeskDamaged."""
        return self._read().kinds

    def create(self, *, passphrase: str | None, keyring: bool) -> bytes:
        """Makes a new key and the ways to it; returns the key (32 bytes).

        Raises NotAllowed where there is a file already, BadInput without any way in, and KeyringMissing;
        nothing is written then.
        """
        if self.exists():
            raise NotAllowed("This desk already has a key file.", do="Open the desk that belongs to it.")
        if passphrase is None and not keyring:
            raise BadInput("A desk needs a way in.", do="Choose a passphrase, the keyring, or both.")
        key = secrets.token_bytes(keyslots.KEY_BYTES)
        slots = Keyslots(secrets.token_hex(8))
        if passphrase is not None:
            slots = self._with_passphrase(slots, key, passphrase)
        self._write(self._with_keyring(slots, key) if keyring else slots)
        return key

    def open_with_keyring(self) -> bytes:
        """The key. Raises KeyringMissing where the keyring has no entry, or cannot be asked; WrongKey."""
        slots = self._read()
        if KEYRING not in slots.kinds:
            raise WrongKey("This desk has no way in by keyring entry.", do="Choose another way in.")
        kept = self._keyring.get(slots.desk)
        if kept is None:
            raise KeyringMissing(
                "The keyring of this computer has no entry for this desk.",
                do="Open the desk with its passphrase or its recovery code.",
            )
        return keyslots.unwrap(slots, KEYRING, _decoded(kept))

    def open_with_passphrase(self, text: str) -> bytes:
        """The key. Raises WrongKey."""
        return passphrase_opens(self._read(), text)

    def open_with_recovery(self, code: str) -> bytes:
        """The key. Raises BadInput for a code with a typing slip, WrongKey for another desk's."""
        return recovery_opens(self._read(), code)

    def set_passphrase(self, key: bytes, text: str) -> None:
        """Makes ``text`` the passphrase, in place of the one before; the desk is not encrypted anew.

        Where the file is missing it is written anew, with this way in alone.
        """
        self._write(self._with_passphrase(self._read_or_new(), key, text))

    def set_keyring(self, key: bytes) -> None:
        """Has the keyring open the desk from now on. Raises KeyringMissing."""
        self._write(self._with_keyring(self._read_or_new(), key))

    def make_recovery(self, key: bytes) -> str:
        """A new recovery code, to be printed; the one before no longer opens the desk."""
        code = recovery.new_code(secrets.token_bytes)
        secret = recovery.secret_of(code)
        self._write(self._with(self._read_or_new(), RECOVERY, secret, key))
        return code

    def close_way(self, kind: str) -> None:
        """Takes one way in away; NotAllowed where it is the last."""
        slots = self._read()
        rest = slots.without(kind)
        if not rest.slots:
            raise NotAllowed("The last way into the desk cannot be taken away.", do="Add another one first.")
        self._write(rest)
        if kind == KEYRING:
            self._keyring.delete(slots.desk)

    def _with(self, slots: Keyslots, kind: str, secret: bytes, key: bytes) -> Keyslots:
        """With one way in more, which has opened the desk's key once before it counts."""
        made = keyslots.add(slots, kind, secret, key, secrets.token_bytes, self._cost)
        read_back = keyslots.from_bytes(keyslots.to_bytes(made))
        if keyslots.unwrap(read_back, kind, secret) != key:
            raise RuntimeError("a way in that was just made opens another key")
        return read_back

    def _with_passphrase(self, slots: Keyslots, key: bytes, text: str) -> Keyslots:
        return self._with(slots, PASSPHRASE, keyslots.passphrase_secret(text), key)

    def _with_keyring(self, slots: Keyslots, key: bytes) -> Keyslots:
        """An entry that is there is kept, so that a stop before the file is written locks no one out."""
        secret = _decoded(self._keyring.get(slots.desk) or "")
        if len(secret) != keyslots.KEY_BYTES:
            secret = secrets.token_bytes(keyslots.KEY_BYTES)
            self._keyring.set(slots.desk, base64.b64encode(secret).decode("ascii"))
        return self._with(slots, KEYRING, secret, key)

    def _read(self) -> Keyslots:
        """The file; where it is missing or damaged, what ``spare`` has of it."""
        try:
            return read(self.file)
        except (DeskMissing, DeskDamaged):
            found = self._spare()
            if found is None:
                raise
            return found

    def is_whole(self) -> bool:
        """Whether the file is there and can be read."""
        try:
            read(self.file)
        except (DeskMissing, DeskDamaged):
            return False
        return True

    def mend(self) -> bool:
        """Writes a missing or damaged file anew from the spare one, once that has opened the desk; whether it
        did. What was damaged is kept beside it."""
        found = None if self.is_whole() else self._spare()
        if found is None:
            return False
        if self.exists():
            with faults.named(self.file):
                self.file.replace(self.file.with_suffix(".damaged.json"))
        self._write(found)
        return True

    def name(self) -> str:
        """What the desk is called in the keyring. Raises DeskMissing, DeskDamaged."""
        return self._read().desk

    def _read_or_new(self) -> Keyslots:
        """Not the spare one, which may be of a key that is not in use any more."""
        return read(self.file) if self.exists() else Keyslots(secrets.token_hex(8))

    def _write(self, slots: Keyslots) -> None:
        with faults.named(self.file):
            private.write_file(self.file, keyslots.to_bytes(slots))


def read(file: Path) -> Keyslots:
    """The keyslots in a file. Raises DeskMissing, DeskDamaged, DeskTooNew, DeskReadOnly."""
    try:
        with faults.named(file), file.open("rb") as content:
            return keyslots.from_bytes(content.read(keyslots.LARGEST + 1))
    except DeskMissing:
        raise DeskMissing(
            f"The key file {file} is missing.",
            "The desk is unharmed, but nothing opens it without that file.",
            "Put it back from a backup, which holds one: the recovery code alone is not enough.",
        ) from None


def try_key(desk: Path, key: bytes) -> None:
    """Raises WrongKey unless the key opens the desk, and what else keeps it from being opened."""
    connect(desk, key).close()


def passphrase_opens(slots: Keyslots, text: str) -> bytes:
    """The key behind a passphrase, also of the keyslots in a backup. Raises WrongKey."""
    return keyslots.unwrap(slots, PASSPHRASE, keyslots.passphrase_secret(text))


def recovery_opens(slots: Keyslots, code: str) -> bytes:
    """The key behind a recovery code, also of the keyslots in a backup. Raises BadInput, WrongKey."""
    return keyslots.unwrap(slots, RECOVERY, recovery.secret_of(code))


def opens(slots: Keyslots, secret: str) -> bytes:
    """The key behind a passphrase or a recovery code, whichever it is. Raises WrongKey."""
    if RECOVERY in slots.kinds:
        with suppress(BadInput, WrongKey):
            return recovery_opens(slots, secret)
    return passphrase_opens(slots, secret)


def _decoded(kept: str) -> bytes:
    try:
        return base64.b64decode(kept, validate=True)
    except ValueError:
        return b""  # someone else's entry: it opens nothing and is told as a wrong key
