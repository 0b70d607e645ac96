"""The frozen schema is the schema that the tables describe; half a migration leaves nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.schema import CreateTable

from se_desk.storage import checks, risks
from se_desk.storage.engine import connect, make_engine
from se_desk.storage.migrations import SCHEMA_VERSION, freeze, run
from se_desk.storage.store import open_store
from se_desk.storage.tables import metadata
from tests.storage.conftest import KEY
from tests.storage.test_risks import CHAIN, FLAG, sealed

Schema = dict[str, str]

STEP = """
from alembic import op
revision = "{number:04}"
down_revision = {before}
def upgrade():
    conn = op.get_bind()
    for statement in {statements!r}:
        conn.exec_driver_sql(statement)
"""


def _schema_of(path: Path) -> Schema:
    raw = connect(path, KEY)
    found = raw.execute("SELECT name, sql FROM sqlite_schema WHERE name <> 'alembic_version' AND sql <> ''")
    schema = {name: " ".join(sql.split()) for name, sql in found}
    raw.close()
    return schema


def _described(tmp_path: Path) -> Schema:
    path = tmp_path / "described.db"
    path.touch()
    raw = connect(path, KEY, guarded=False)
    for statement in freeze.schema():
        raw.execute(statement)
    raw.close()
    return _schema_of(path)


def test_a_migrated_desk_has_the_schema_that_is_described(desk_path: Path, tmp_path: Path) -> None:
    """Where this fails: ``python -m se_desk.storage.migrations.freeze`` until the step is released."""
    assert _schema_of(desk_path) == _described(tmp_path)


@pytest.mark.parametrize("lost", ["table", "column", "index", "trigger"])
def test_a_difference_would_show(
    desk_path: Path, tmp_path: Path, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    whole = list(freeze.schema())
    changed = {
        "table": [*whole, "CREATE TABLE more (a)"],
        "column": [
            text.replace("compelling_event TEXT NOT NULL,", "", 1) if "TABLE deals" in text else text
            for text in whole
        ],
        "index": [text for text in whole if "ix_notes_listed" not in text],
        "trigger": [text for text in whole if "search_notes_changed" not in text],
    }[lost]
    assert changed != whole
    monkeypatch.setattr(freeze, "schema", lambda: iter(changed))
    if lost == "column":
        changed[:] = [text for text in changed if "TRIGGER" not in text]
    assert _schema_of(desk_path) != _described(tmp_path)


def test_every_table_is_in_the_frozen_schema(desk_path: Path) -> None:
    schema = _schema_of(desk_path)
    for table in metadata.sorted_tables:
        assert schema[table.name] == " ".join(str(CreateTable(table).compile(dialect=freeze.FLAVOUR)).split())


def test_the_script_is_what_would_be_frozen_now() -> None:
    assert freeze.SCRIPT.read_text(encoding="utf-8") == freeze.script()


def test_statements_are_told_apart_and_a_trigger_is_one() -> None:
    parts = list(
        run.statements("CREATE TABLE a (b);\n\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n SELECT 1;\nEND;\n")
    )
    assert [part.split()[1] for part in parts] == ["TABLE", "TRIGGER"]
    with pytest.raises(ValueError, match="inside a statement"):
        list(run.statements("CREATE TABLE a (b)"))


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """A folder of migrations with nothing in it yet."""
    folder = tmp_path / "steps 100%"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text((run.FOLDER / "env.py").read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def _add(steps: Path, number: int, *statements: str) -> None:
    before = f'"{number - 1:04}"' if number > 1 else None
    text = STEP.format(number=number, before=before, statements=statements)
    (steps / "versions" / f"{number:04}_step.py").write_text(text, encoding="utf-8")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """An empty file behind an engine that may migrate."""
    path = tmp_path / "steps.db"
    path.touch()
    made = make_engine(path, KEY, guarded=False)
    yield made
    made.dispose()


def _tables(engine: Engine) -> list[str]:
    with engine.connect() as conn:
        found = conn.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        return [str(row[0]) for row in found]


def _version(engine: Engine) -> object:
    with engine.connect() as conn:
        return conn.exec_driver_sql("PRAGMA user_version").scalar()


def test_steps_that_were_seen_are_not_run_again(engine: Engine, steps: Path) -> None:
    _add(steps, 1, "CREATE TABLE one (a)")
    run.upgrade(engine, steps, 1)
    _add(steps, 2, "CREATE TABLE two (a)")
    run.upgrade(engine, steps, 2)
    run.upgrade(engine, steps, 2)
    assert _tables(engine) == ["alembic_version", "one", "two"]
    assert _version(engine) == 2


def test_half_a_migration_leaves_nothing(engine: Engine, steps: Path) -> None:
    _add(steps, 1, "CREATE TABLE one (a)", "INSERT INTO one VALUES (1)")
    run.upgrade(engine, steps, 1)
    _add(steps, 2, "CREATE TABLE two (a)", "DELETE FROM one", "DROP TABLE one", "CREATE TABLE two (again)")
    with pytest.raises(Exception, match="already exists"):
        run.upgrade(engine, steps, 2)
    assert _tables(engine) == ["alembic_version", "one"]
    assert _version(engine) == 1
    with engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT a FROM one").scalar() == 1


def test_the_drivers_own_transactions_would_leave_half(tmp_path: Path) -> None:
    """The control: why transactions are begun in so many words."""
    raw = sqlite3.connect(tmp_path / "plain.db")
    with pytest.raises(sqlite3.OperationalError), raw:
        raw.execute("CREATE TABLE one (a)")
        raw.execute("CREATE TABLE one (again)")
    assert raw.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (1,)
    raw.close()


def test_a_table_may_be_rebuilt_but_no_reference_may_break(engine: Engine, steps: Path) -> None:
    _add(
        steps,
        1,
        "CREATE TABLE one (a PRIMARY KEY)",
        "CREATE TABLE two (b REFERENCES one (a))",
        "INSERT INTO one VALUES (1)",
        "INSERT INTO two VALUES (1)",
    )
    run.upgrade(engine, steps, 1)
    _add(steps, 2, "DELETE FROM one", "INSERT INTO one VALUES (1)")
    run.upgrade(engine, steps, 2)
    _add(steps, 3, "DELETE FROM one")
    with pytest.raises(RuntimeError, match="two with a reference to nothing in one"):
        run.upgrade(engine, steps, 3)
    assert _version(engine) == 2


def test_a_new_desk_is_at_this_version(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    open_store(path, KEY, create=True).close()
    raw = connect(path, KEY)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(f"{SCHEMA_VERSION:04}",)]
    raw.close()


@pytest.fixture
def logged(desk_path: Path) -> Engine:
    """A desk with a chain of one entry, behind an engine that may migrate, and no guards on its log."""
    store = open_store(desk_path, KEY)
    with store.writing() as conn:
        risks.begin_chain(conn, "d1", CHAIN)
        risks.append(conn, "d1", sealed(1, None, FLAG))
    store.close()
    made = make_engine(desk_path, KEY, guarded=False)
    with made.begin() as conn:
        for name in ("risk_entries_no_update", "risk_entries_no_delete", "risk_opened_no_update"):
            conn.exec_driver_sql(f"DROP TRIGGER {name}")
    yield made
    made.dispose()


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("DELETE FROM risk_entries", "another risk log"),
        ("UPDATE risk_entries SET hash = 'x'", "another risk log"),
        ("DROP TABLE risk_entries", "another risk log"),
        ("UPDATE risk_opened SET value = 'x' WHERE name = 'statement'", "not whole"),
        ("UPDATE deals SET title = 'x'", ""),  # the control: anything else may change
    ],
)
def test_a_step_that_changes_the_risk_log_is_undone(
    logged: Engine, steps: Path, statement: str, reason: str
) -> None:
    (steps / "versions" / "0001_first_desk.py").write_text(
        'revision = "0001"\ndown_revision = None\ndef upgrade(): pass\n', encoding="utf-8"
    )
    _add(steps, 2, statement)
    if reason:
        with pytest.raises(RuntimeError, match=reason):
            run.upgrade(logged, steps, 2)
    else:
        run.upgrade(logged, steps, 2)
    assert _version(logged) == (SCHEMA_VERSION if reason else 2)
    with logged.connect() as conn:
        assert checks.chain_problems(conn) == ()
        assert len(risks.heads(conn)) == 1
