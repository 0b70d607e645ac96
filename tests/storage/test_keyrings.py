"""The system's keyring: a real one is used, everything else leads to the passphrase."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from se_desk.domain.errors import KeyringMissing
from se_desk.storage.keyrings import SERVICE, SystemKeyring, trusted


def _backend(module: str, **methods: Any) -> Any:
    return type("Keyring", (), {"__module__": module, **methods})()


def _working() -> Any:
    kept: dict[tuple[str, str], str] = {}
    return _backend(
        "keyring.backends.SecretService",
        get_password=lambda _self, service, name: kept.get((service, name)),
        set_password=lambda _self, service, name, secret: kept.update({(service, name): secret}),
        delete_password=lambda _self, service, name: kept.pop((service, name)),
    )


def test_a_real_keyring_keeps_and_forgets() -> None:
    backend = _working()
    ring = SystemKeyring(lambda: backend)
    assert ring.get("a") is None
    ring.set("a", "secret")
    assert ring.get("a") == "secret"
    assert backend.get_password(SERVICE, "a") == "secret"
    ring.delete("a")
    ring.delete("a")
    assert ring.get("a") is None


@pytest.mark.parametrize(
    "module",
    [
        "keyring.backends.null",
        "keyring.backends.fail",
        "keyrings.alt.file",
        "keyring.backends.SecretServiceLike",
    ],
)
def test_other_backends_are_refused(module: str) -> None:
    with pytest.raises(KeyringMissing, match="no keyring of the system"):
        SystemKeyring(lambda: _backend(module)).set("a", "secret")


def test_a_computer_without_a_keyring_leads_to_the_passphrase() -> None:
    """The tests' own setting is the backend that always fails."""
    with pytest.raises(KeyringMissing) as caught:
        SystemKeyring().get("a")
    assert "passphrase" in caught.value.do


def test_the_real_one_of_a_chain_is_found() -> None:
    real = _working()
    chain = _backend("keyring.backends.chainer", backends=[_backend("keyrings.alt.file"), real])
    assert trusted(chain) is real


def test_a_backend_that_throws_is_no_keyring() -> None:
    def throw(*_args: object) -> None:
        raise OSError("the bus is gone")

    ring = SystemKeyring(lambda: _backend("keyring.backends.kwallet", get_password=throw))
    with pytest.raises(KeyringMissing, match="OSError"):
        ring.get("a")


def test_a_backend_that_keeps_nothing_is_noticed() -> None:
    silent = _backend(
        "keyring.backends.SecretService",
        get_password=lambda *_args: None,
        set_password=lambda *_args: None,
    )
    with pytest.raises(KeyringMissing, match="does not give back"):
        SystemKeyring(lambda: silent).set("a", "secret")


PROGRAM = """
import sys
from pathlib import Path
from se_desk.domain.errors import KeyringMissing
from se_desk.storage.vault import Vault
vault = Vault(Path(sys.argv[1]))
try:
    key = vault.create(passphrase=None, keyring=True)
    print(vault.open_with_keyring() == key)
except KeyringMissing as error:
    print("missing")
"""


def _run(tmp_path: Path, *start: str) -> str:
    """A process with a home of its own, so that the person's keyring is never touched."""
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    foreign = ("DBUS", "XDG", "GNOME", "PYTHON_KEYRING")
    env = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    env |= {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime)}
    env |= {"PYTHONPATH": str(Path(__file__).parents[2]), "PROGRAM": PROGRAM}
    env |= {"PYTHON": sys.executable, "FILE": str(tmp_path / "home" / "keyslots.json")}
    done = subprocess.run(start, env=env, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr


needs_service = pytest.mark.skipif(
    shutil.which("gnome-keyring-daemon") is None or shutil.which("dbus-run-session") is None,
    reason="this computer has no Secret Service to start",
)


@needs_service
def test_with_a_secret_service(tmp_path: Path) -> None:
    script = (
        "eval $(echo -n pw | gnome-keyring-daemon --unlock --components=secrets) "
        '&& "$PYTHON" -c "$PROGRAM" "$FILE"'
    )
    assert _run(tmp_path, "dbus-run-session", "--", "bash", "-c", script) == "True"
    assert (tmp_path / "home" / "keyslots.json").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a keyring")
def test_without_a_session_bus(tmp_path: Path) -> None:
    assert (
        _run(tmp_path, sys.executable, "-c", PROGRAM, str(tmp_path / "home" / "keyslots.json")) == "missing"
    )
    assert not (tmp_path / "home").exists()
