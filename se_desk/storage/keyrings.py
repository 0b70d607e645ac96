"""The system's keyring, where it is a real one.

Backends that keep secrets in plain files, or nowhere, are refused: everything but a working keyring of
the system leads to the passphrase (KeyringMissing). Calls may wait for the person to unlock the keyring,
so they belong in a worker.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from se_desk.domain.errors import KeyringMissing

SERVICE = "SE Desk"
TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)

T = TypeVar("T")


class Keyring(Protocol):
    """Where a secret can be kept by name."""

    def get(self, account: str) -> str | None:
        """The secret, or None where there is none. Raises KeyringMissing."""

    def set(self, account: str, secret: str) -> None:
        """Keeps the secret; when this returns, it can be read back. Raises KeyringMissing."""

    def delete(self, account: str) -> None:
        """Forgets the secret; one that is not there is fine. Raises KeyringMissing."""


def missing(why: str) -> KeyringMissing:
    """The keyring cannot be used."""
    return KeyringMissing(
        f"The keyring of this computer cannot be used: {why}.", do="Open the desk with its passphrase."
    )


class SystemKeyring:
    """The keyring of this computer, through the library ``keyring``, which is imported at first use."""

    def __init__(self, find: Callable[[], Any] | None = None) -> None:
        self._find = find or _installed

    def get(self, account: str) -> str | None:
        """The secret, or None where there is none. Raises KeyringMissing."""
        found = self._ask(lambda backend: backend.get_password(SERVICE, account))
        return None if found is None else str(found)

    def set(self, account: str, secret: str) -> None:
        """Keeps the secret and reads it back, since some backends take it and keep nothing."""
        self._ask(lambda backend: backend.set_password(SERVICE, account, secret))
        if self.get(account) != secret:
            raise missing("it does not give back what it took")

    def delete(self, account: str) -> None:
        """Forgets the secret; one that is not there is fine."""
        if self.get(account) is not None:
            self._ask(lambda backend: backend.delete_password(SERVICE, account))

    def _ask(self, question: Callable[[Any], T]) -> T:
        try:
            return question(trusted(self._find()))
        except KeyringMissing:
            raise
        except Exception as error:  # backends raise whatever their bindings to the system do
            raise missing(f"it answers with {type(error).__name__}") from error


def _installed() -> Any:
    import keyring  # slow to import, and the first call may look at the session bus

    return keyring.get_keyring()


def trusted(backend: Any) -> Any:
    """The backend, or the first of a chain of them, that is a keyring of the system; else KeyringMissing."""
    for candidate in (backend, *getattr(backend, "backends", ())):
        if type(candidate).__module__ in TRUSTED:
            return candidate
    raise missing("no keyring of the system is there")
