"""Accounts of CRMs: in the keyring of this computer, or in memory until the desk is locked; in no file."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from se_desk.domain.errors import BadInput, KeyringMissing, NotFound
from se_desk.services.crm import transport
from se_desk.services.crm.server import Account, Crm
from se_desk.storage.keyrings import Keyring, SystemKeyring


class Accounts:
    """The accounts of one desk. Every call but ``typed`` may wait for the keyring: it belongs in a worker."""

    def __init__(self, desk: Path, keyring: Keyring | None = None) -> None:
        self._desk = hashlib.sha256(str(desk).encode()).hexdigest()[:16]
        self._keyring: Keyring = keyring or SystemKeyring()
        self._typed: dict[str, Account] = {}

    def typed(self, crm: Crm) -> Account | None:
        """What was typed or found since the desk was opened."""
        return self._typed.get(crm.key)

    def find(self, crm: Crm) -> Account | None:
        """The account, or None where there is none, or no keyring."""
        if crm.key not in self._typed:
            with suppress(KeyringMissing):
                kept = _read(self._keyring.get(self._name(crm)))
                if kept is not None:
                    self._typed[crm.key] = kept
        return self.typed(crm)

    def get(self, crm: Crm) -> Account:
        """The account; NotFound where none was given."""
        found = self.find(crm)
        if found is None:
            raise NotFound(
                f"The desk has no account of {crm.label}.",
                "Nothing was sent, and all stays in the outbox.",
                "Give its address and key first.",
            )
        return found

    def keep(self, crm: Crm, account: Account) -> bool:
        """From now on this one. False where no keyring keeps it, so that it is forgotten at the next lock.

        BadInput for an address that would give the secret away, and for a field that is missing.
        """
        sound = check_account(crm, account)
        self._typed[crm.key] = sound
        try:
            self._keyring.set(self._name(crm), json.dumps(asdict(sound)))
        except KeyringMissing:
            return False
        return True

    def forget(self, crm: Crm) -> None:
        """Out of memory and out of the keyring, where there is one."""
        self._typed.pop(crm.key, None)
        with suppress(KeyringMissing):
            self._keyring.delete(self._name(crm))

    def _name(self, crm: Crm) -> str:
        return f"{self._desk} crm {crm.key}"


def check_account(crm: Crm, account: Account) -> Account:
    """The account as it is kept; BadInput where something is missing, or would be read by others."""
    address = transport.check_address(account.address)
    user, database, secret = account.user.strip(), account.database.strip(), account.secret.strip()
    lacking = [
        word
        for word, asked, given in (
            ("The user’s name", crm.asks_user, user),
            ("The name of the database", crm.asks_database, database),
            (f"The {crm.key_name.lower()}", True, secret),
        )
        if asked and not given
    ]
    if lacking:
        raise BadInput(f"{lacking[0]} is missing.", do="Type it in.")
    if not secret.isprintable() or not user.isprintable():
        raise BadInput("The key or the name holds a character that no key has.", do="Copy it once more.")
    return Account(address, secret, user, database)


def _read(text: str | None) -> Account | None:
    try:
        found = json.loads(text or "null")
        return Account(**{str(key): str(value) for key, value in found.items()}) if found else None
    except (ValueError, TypeError, AttributeError):
        return None
