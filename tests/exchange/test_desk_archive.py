from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from se_desk.domain.errors import BadFile, WrongKey
from se_desk.exchange import desk_archive
from se_desk.exchange.desk_archive import BLOBS, DeskArchive, opened, packed, sealed, unpacked

AT = datetime(2026, 11, 20, 10, 18, tzinfo=UTC)
PLAN = b"\x00plan\xff"
SHA = hashlib.sha256(PLAN).hexdigest()
SMALL = DeskArchive(
    1, "0.1.0", AT, (("notes", ({"id": "n1", "body": "zebra"},)), (BLOBS, ({"sha256": SHA, "data": PLAN},)))
)
VALUES = st.none() | st.text(st.characters(exclude_categories=("Cs",))) | st.integers() | st.binary()
ROWS = st.lists(st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), VALUES), max_size=4)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(["deals", "notes", "calls"]), ROWS.map(tuple)))
def test_any_rows_come_back_as_they_went(tables: dict[str, tuple[dict[str, object], ...]]) -> None:
    archive = DeskArchive(3, "1.2", AT, tuple(tables.items()))  # type: ignore[arg-type]
    assert unpacked(packed(archive)) == archive
    assert packed(archive) == packed(archive)


def test_what_was_attached_lies_in_a_file_of_its_own() -> None:
    assert unpacked(packed(SMALL)) == SMALL
    with zipfile.ZipFile(io.BytesIO(packed(SMALL))) as folder:
        assert folder.read(f"attachments/{SHA}") == PLAN
        assert "Private notes" in folder.read("README.txt").decode()
        assert json.loads(folder.read("desk.json"))["tables"][BLOBS] == [{"sha256": SHA}]


def test_it_opens_with_its_passphrase_and_with_no_other() -> None:
    data = sealed(b"zebra", "right and long")
    assert data.startswith(b"age-encryption.org/v1\n") and b"zebra" not in data
    assert opened(data, "right and long") == b"zebra"
    with pytest.raises(WrongKey):
        opened(data, "wrong")
    with pytest.raises(WrongKey):
        opened(data[:-1] + bytes([data[-1] ^ 1]), "right and long")


def entries(**changes: bytes | None) -> bytes:
    """The small archive, put together with other parts."""
    parts: dict[str, bytes | None] = {}
    with zipfile.ZipFile(io.BytesIO(packed(SMALL))) as folder:
        parts |= {name: folder.read(name) for name in folder.namelist()}
    parts |= changes
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        for name, data in parts.items():
            if data is not None:
                folder.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 no zip",
        entries(**{"desk.json": None}),
        entries(**{"desk.json": b"{"}),
        entries(**{"desk.json": b"[]"}),
        entries(**{"desk.json": b'{"format": "se-desk-archive/9"}'}),
        entries(**{"desk.json": packed(SMALL)}),
        entries(**{f"attachments/{SHA}": None}),
        entries(**{f"attachments/{SHA}": b"another plan"}),
        entries(
            **{
                "desk.json": b'{"format": "se-desk-archive/1", "schema": 1, "app": "1", '
                b'"written_at": "2026-11-20T10:18:00+00:00", "tables": {"notes": [{"a": [1]}]}}'
            }
        ),
    ],
)
def test_what_is_no_archive_is_named(data: bytes) -> None:
    with pytest.raises(BadFile):
        unpacked(data)


def test_a_file_that_is_not_sealed_is_named() -> None:
    with pytest.raises(BadFile):
        opened(packed(SMALL), "right and long")


def test_what_unfolds_without_end_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = entries(**{"attachments/zeros": bytes(3_000_000)})
    assert unpacked(data)
    monkeypatch.setattr(desk_archive, "MOST_BYTES", 2_000_000)
    with pytest.raises(BadFile, match="more than"):
        unpacked(data)
