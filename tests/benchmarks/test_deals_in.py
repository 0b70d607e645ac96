"""Taking in a CRM's export, beside writing the same rows with bare executemany, and its memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage.store import open_store
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.large_desk import KEY, NOW

DEALS = (300, 50_000)
HEAD = (
    "Opportunity Name,Account Name,Opportunity Owner,Stage,Amount,Close Date,Probability (%),"
    "Fiscal Period,Age,Created Date,Next Step,Lead Source,Type,Opportunity ID,Forecast Category\n"
)
GOAL = "<= 3"
TABLES = ("partners", "deals", "forecasts")
MOST_MEMORY = 256  # MB


def report(path: Path, number: int, filler: str = "Send the drawing of the gate") -> Path:
    """A Salesforce report of so many deals."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for at in range(number):
            file.write(
                f"Rollout {at} of the yards,Harbour {at % 9_000} Terminals,Owner {at % 40},Proposal,"
                f'"${at + 1_000:,}",2026-{at % 12 + 1:02}-{at % 28 + 1:02},60,Q3-2026,{at % 300},2026-01-05,'
                f"{filler},Web,New Business,006Qx{at:010},Commit\n"
            )
    return path


def desk_at(path: Path) -> Desk:
    return Desk(open_store(path, KEY, create=not path.exists()), MovableClock(NOW))


def raw(path: Path) -> sqlcipher.Connection:
    conn = sqlcipher.connect(str(path), isolation_level=None)
    conn.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("PRAGMA temp_store = MEMORY")
    return conn


def bare(taken: Path, empty: Path) -> float:
    """Milliseconds for the same rows, index rows by the same triggers, in one transaction."""
    source, target = raw(taken), raw(empty)
    rows = {table: source.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall() for table in TABLES}

    def write() -> None:
        target.execute("BEGIN IMMEDIATE")
        for table, found in rows.items():
            marks = ", ".join("?" * len(found[0]))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
        target.execute("COMMIT")

    took = milliseconds(write)
    counts = [conn.execute("SELECT count(*) FROM search_items").fetchone() for conn in (source, target)]
    assert counts[0] == counts[1]
    source.close()
    target.close()
    return took


def test_deals_taken_in_beside_bare_statements(
    tmp_path: Path, note_down: Callable[[Figure], None], at_length: bool
) -> None:
    number = DEALS[at_length]
    file, ours, floor = report(tmp_path / "deals.csv", number), [], []
    for run in range(3 if at_length else 1):
        taken, empty = tmp_path / f"taken-{run}.db", tmp_path / f"empty-{run}.db"
        for path in (taken, empty):
            desk_at(path).close()
        desk = desk_at(taken)
        desk.profile.set_up("Marlene Okoro", "Europe/Berlin")
        ours.append(milliseconds(lambda desk=desk: desk.imports.take_deals(desk.imports.plan_deals(file))))
        again = desk.imports.plan_deals(file)
        assert again.to_take == 0 and len(again.changes) == number
        desk.close()
        floor.append(bare(taken, empty))
    note_down(
        Figure(
            f"import of {number:,} deals; floor: the same rows by executemany",
            tuple(ours),
            tuple(floor),
            GOAL,
        )
    )
    assert not at_length or min(ours) <= 3 * min(floor), "an import does much beside writing"


CHILD = """
import json, resource, sys
from pathlib import Path
from se_desk.domain.errors import BadFile
from tests.benchmarks.test_deals_in import desk_at
folder, file = Path(sys.argv[1]), Path(sys.argv[2])
desk = desk_at(folder / "desk.db")
desk.profile.set_up("Marlene Okoro", "Europe/Berlin")
told = []
try:
    plan = desk.imports.plan_deals(file, progress=lambda done, total: told.append(done))
    taken = len(desk.imports.take_deals(plan))
    said = plan.say()
except BadFile as fault:
    taken, said = 0, str(fault)
desk.close()
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"taken": taken, "said": said, "told": len(told), "memory": most}))
"""


def in_a_process(folder: Path, file: Path) -> dict[str, object]:
    """What an import in a process of its own took, memory in MB."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), str(file)], capture_output=True, text=True, check=True
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is told in other units elsewhere")
@pytest.mark.parametrize("kind", ["gigabyte", "many", "too many", "one line", "no end"])
def test_a_gigabyte_in_bounded_memory(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "deals.csv"
    if kind == "gigabyte":
        report(file, 50_000, filler="y" * 21_400)
        assert file.stat().st_size > 10**9
    elif kind == "many":
        report(file, 75_000)
    elif kind == "too many":
        report(file, 100_000)
        body = file.read_bytes().partition(b"\n")[2]
        with file.open("ab") as more:
            while more.tell() < 10**9:
                more.write(body)
    else:
        with file.open("wb") as out:
            out.write(HEAD.encode() + (b'"' if kind == "no end" else b""))
            for _ in range(1_000):
                out.write((b"x" * 999 + (b"\n" if kind == "no end" else b"x")) * 1_000)
    found = in_a_process(tmp_path, file)
    assert found["memory"] < MOST_MEMORY  # type: ignore[operator]
    assert found["taken"] == {"gigabyte": 50_000, "many": 75_000}.get(kind, 0)
    assert found["taken"] or str(found["said"]).endswith(".")
