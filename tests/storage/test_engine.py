"""The driver is the one we need; its twins share a name."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from se_desk.storage import engine


def test_this_driver_is_fit() -> None:
    engine.check_cipher()


def test_another_driver_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "dbapi2", sqlite3)
    with pytest.raises(RuntimeError, match="SQLCipher 4 is needed"):
        engine.check_cipher()


class _Older:
    """A driver with another cipher."""

    @staticmethod
    def connect(_path: str) -> Any:
        raw = sqlite3.connect(":memory:")

        class Connection:
            def execute(self, _sql: str) -> Any:
                return raw.execute("SELECT '3.4.2 community'")

            def close(self) -> None:
                raw.close()

        return Connection()


def test_an_older_cipher_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "dbapi2", _Older)
    with pytest.raises(RuntimeError, match=r"found 3\.4\.2"):
        engine.check_cipher()
