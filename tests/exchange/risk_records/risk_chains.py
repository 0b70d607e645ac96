"""Chains for the tests of records, with texts that try to break out of every form."""

from __future__ import annotations

import importlib.util
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from se_desk.domain.chain import CORRECT, ClockReading, Sealed, append

CHECKER = Path(__file__).parents[3] / "packaging" / "check_risk_record.py"
VECTORS = Path(__file__).parents[2] / "vectors" / "risk-record"
CHAIN = "00112233445566778899aabbccddeeff"
START = datetime(2026, 5, 4, 21, 30, tzinfo=UTC)
HOSTILE = (
    '</script><script>document.title="taken"</script><img src=x onerror=alert(1)> & "quotes" {n} ${x}\u2028'
)


def sealed_chain(*entries: tuple[str, int, dict[str, str]]) -> list[Sealed]:
    """One entry a minute; salts are made from entry and name."""
    made: list[Sealed] = []
    for minute, (kind, flag, fields) in enumerate(entries):
        at = (START + timedelta(minutes=minute)).astimezone(timezone(timedelta(hours=3)))
        salts = {name: sha256(f"{minute}{name}".encode()).digest()[:16] for name in fields}
        corrected = made[int(fields["corrects"]) - 1].core.kind if kind == CORRECT else None
        head = made[-1].head if made else None
        clock = ClockReading(at, "00c0ffee", minute * 60_000)
        made.append(append(CHAIN, head, clock, kind, flag, fields, salts, corrected))
    return made


def by_itself() -> ModuleType:
    """The stand-alone script, which shares no line with the desk."""
    path = CHECKER
    spec = importlib.util.spec_from_file_location("check_risk_record", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALONE = by_itself()


def alone(data: bytes, *more: str) -> int:
    """The exit code of the stand-alone script for a file of these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.json"
        path.write_bytes(data)
        return int(ALONE.main([str(path), *more]))
