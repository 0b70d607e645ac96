"""The index's own schema over a table of the test: triggers, weights, and what counts as out of step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateTable
from sqlcipher3 import dbapi2

from se_desk.storage import fts
from se_desk.storage.tables import SEARCHED, Searched

# Cranes are found by name and remark, unless they are scrapped; their yard is what a deal is elsewhere.
CRANES = Searched(
    "cranes",
    "crane",
    "{row}.name",
    "{row}.remark",
    deal_id="{row}.yard",
    when="{row}.scrapped = 0",
    kind="{row}.make",
    at="{row}.seen_on",
)
LATER = replace(CRANES, later=True)
COLUMNS = ("id", "yard", "name", "remark", "make", "seen_on", "scrapped")


def opened(source: Searched = CRANES) -> Any:
    raw = dbapi2.connect(":memory:", isolation_level=None)
    raw.execute("PRAGMA recursive_triggers = ON")  # as every connection of the desk has it
    raw.execute("CREATE TABLE cranes (id TEXT PRIMARY KEY, yard, name, remark, make, seen_on, scrapped)")
    for made in (fts.search_items, fts.search_due):
        raw.execute(str(CreateTable(made).compile(dialect=dialect())))
    for statement in (*fts.index_ddl(), *fts.source_ddl([source])):
        raw.execute(statement)
    return raw


@pytest.fixture
def yard() -> Iterator[Any]:
    """An empty yard."""
    raw = opened()
    yield raw
    raw.close()


def crane(raw: Any, key: str, verb: str = "INSERT", **fields: object) -> None:
    values = {"id": key, "name": "", "remark": "", "scrapped": 0, **fields}
    row = tuple(values.get(column) for column in COLUMNS)
    raw.execute(f"{verb} INTO cranes ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def found(raw: Any, words: str, index: str = "search_words") -> list[str]:
    joined = f"search_items JOIN {index} ON search_items.rowid = {index}.rowid"
    query = f"SELECT item_id FROM {joined} WHERE {index} MATCH ? ORDER BY {index}.rank"
    return [key for (key,) in raw.execute(query, (words,))]


def items(raw: Any) -> list[tuple[object, ...]]:
    """Title and body without the blanks that let every character begin a run."""
    blanks = len(fts.PADDING)
    return list(
        raw.execute(
            "SELECT noun, item_id, deal_id, kind, private, at, "
            f"substr(title, 1, length(title) - {blanks}), substr(body, 1, length(body) - {blanks}) "
            "FROM search_items ORDER BY item_id"
        )
    )


def wrong(raw: Any) -> int:
    return int(raw.execute(fts.out_of_step(CRANES)).fetchone()[0])


def sound(raw: Any) -> None:
    for index in fts.INDEXES:  # raises where an index does not fit its rows
        raw.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def test_a_row_is_found_by_words_and_by_what_is_inside_them(yard: Any) -> None:
    crane(
        yard,
        "c1",
        name="Gantry",
        remark="Überlastschutz fehlt",
        yard="y1",
        make="portal",
        seen_on="2026-03-02",
    )
    assert items(yard) == [("crane", "c1", "y1", "portal", 0, "2026-03-02", "Gantry", "Überlastschutz fehlt")]
    assert found(yard, "gantry") == found(yard, '"uberlast" *') == ["c1"]
    assert found(yard, "lastschutz") == []
    assert found(yard, "lastschutz", "search_insides") == ["c1"]


def test_nothing_where_a_source_says_nothing(yard: Any) -> None:
    crane(yard, "c1", name=None, remark=None)
    assert items(yard) == [("crane", "c1", None, "", 0, "", "", "")]
    assert wrong(yard) == 0


def test_a_title_weighs_more_than_a_body(yard: Any) -> None:
    crane(yard, "c1", name="Crane one", remark="rails, and few words more")
    crane(yard, "c2", name="Rails", remark="crane two, and few words more")
    assert found(yard, "rails") == ["c2", "c1"]
    assert found(yard, "crane") == ["c1", "c2"]


def test_what_is_left_out_goes_and_comes_back(yard: Any) -> None:
    crane(yard, "c1", name="Gantry")
    yard.execute("UPDATE cranes SET scrapped = 1")
    assert (items(yard), found(yard, "gantry")) == ([], [])
    yard.execute("UPDATE cranes SET name = 'Jib'")
    assert items(yard) == []
    yard.execute("UPDATE cranes SET scrapped = 0")
    assert (found(yard, "jib"), found(yard, "gantry")) == (["c1"], [])


@pytest.mark.parametrize(
    ("change", "new_row"),
    [
        ("name = 'Jib'", True),
        ("remark = 'creaks'", True),
        ("make = 'tower'", True),
        ("seen_on = '2026-03-03'", True),
        ("yard = 'y2'", True),
        ("id = 'c9'", True),
        ("scrapped = 1", True),
        ("name = 'Gantry'", False),
        ("name = name, scrapped = 0", False),
    ],
)
def test_only_what_is_searched_makes_a_new_row(yard: Any, change: str, new_row: bool) -> None:
    """A changed thing is the newest one; what changes nothing searched stays where it is."""
    crane(yard, "c1", name="Gantry", make="portal")
    crane(yard, "c2", name="Other")
    before = items(yard), yard.execute("SELECT max(rowid), count(*) FROM search_items").fetchone()
    yard.execute(f"UPDATE cranes SET {change} WHERE id = 'c1'")
    after = items(yard), yard.execute("SELECT max(rowid), count(*) FROM search_items").fetchone()
    assert (before != after) is new_row
    assert wrong(yard) == 0
    sound(yard)


KEYS = st.sampled_from(["c1", "c2", "c3"])
TEXTS = st.sampled_from(["gantry", "jib rail", "rail", "", None])
FIELDS = st.fixed_dictionaries({}, optional={"name": TEXTS, "remark": TEXTS, "make": TEXTS, "yard": TEXTS})
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("INSERT OR REPLACE"), KEYS, FIELDS, st.integers(0, 1)),
        st.tuples(st.just("INSERT OR IGNORE"), KEYS, FIELDS, st.integers(0, 1)),
        st.tuples(st.just("UPDATE"), KEYS, FIELDS, st.integers(0, 1)),
        st.tuples(st.just("DELETE"), KEYS, FIELDS, st.just(0)),
    ),
    max_size=12,
)


def do(raw: Any, verb: str, key: str, fields: dict[str, object], scrapped: int) -> None:
    if verb == "DELETE":
        raw.execute("DELETE FROM cranes WHERE id = ?", (key,))
    elif verb == "UPDATE":
        set_to = ", ".join(f"{name} = ?" for name in (*fields, "scrapped"))
        raw.execute(f"UPDATE cranes SET {set_to} WHERE id = ?", (*fields.values(), scrapped, key))
    else:
        crane(raw, key, verb, **fields, scrapped=scrapped)


@settings(max_examples=150)
@given(STEPS)
def test_whatever_is_done_the_index_is_in_step(steps: list[tuple[str, str, dict[str, object], int]]) -> None:
    raw = opened()
    for verb, key, fields, scrapped in steps:
        do(raw, verb, key, fields, scrapped)
    assert wrong(raw) == 0
    sound(raw)
    rows = raw.execute("SELECT id, name, remark FROM cranes WHERE scrapped = 0").fetchall()
    holding = {key for key, *texts in rows if any("rail" in (text or "") for text in texts)}
    assert set(found(raw, "rail")) == holding
    raw.close()


@given(STEPS, st.sets(st.integers(0, 12)))
def test_whatever_is_done_the_index_catches_up(
    steps: list[tuple[str, str, dict[str, object], int]], pauses: set[int]
) -> None:
    """The same where changes wait: nothing stays found that is gone, and nothing is missing in the end."""
    raw = opened(LATER)
    for place, (verb, key, fields, scrapped) in enumerate(steps):
        do(raw, verb, key, fields, scrapped)
        if place in pauses:
            raw.execute("DELETE FROM search_due")
            assert wrong(raw) == 0
        there = {one for (one,) in raw.execute("SELECT id FROM cranes WHERE scrapped = 0")}
        assert set(found(raw, "rail")) <= there
    raw.execute("DELETE FROM search_due")
    assert wrong(raw) == 0
    sound(raw)
    raw.close()


def test_a_change_that_waits_is_one_however_often_it_is_made() -> None:
    raw = opened(LATER)
    crane(raw, "c1", name="Gantry")
    for name in ("Jib", "Rail", "Tower"):
        raw.execute("UPDATE cranes SET name = ?", (name,))
    assert raw.execute("SELECT noun, item_id FROM search_due").fetchall() == [("crane", "c1")]
    assert (found(raw, "gantry"), found(raw, "tower")) == (["c1"], [])
    raw.execute("DELETE FROM search_due")
    assert (found(raw, "gantry"), found(raw, "tower")) == ([], ["c1"])
    raw.execute("UPDATE cranes SET scrapped = 1, name = 'Jib'")
    assert (found(raw, "tower"), raw.execute("SELECT count(*) FROM search_due").fetchone()) == ([], (0,))
    raw.close()


def test_a_scope_is_words_that_nobody_types(yard: Any) -> None:
    crane(yard, "c1", name="Gantry", make="portal_crane", yard="y-1")
    word = fts.scope_word(fts.KIND, "portal_crane")
    assert found(yard, f'scope : "{word}"') == found(yard, f'"{fts.scope_word(fts.DEAL, "y-1")}"') == ["c1"]
    assert found(yard, "portal") == found(yard, "portalcrane") == found(yard, "crane") == []


@pytest.mark.parametrize(
    ("sabotage", "differences"),
    [
        ("DELETE FROM search_items WHERE item_id = 'c1'", 1),
        ("UPDATE search_items SET title = 'x' WHERE item_id = 'c1'", 2),
        ("UPDATE search_items SET private = 1", 4),
        ("INSERT INTO search_items VALUES (99, 'crane', 'c9', NULL, '', 0, '', '', '')", 1),
        ("INSERT INTO search_items VALUES (99, 'note', 'n1', NULL, '', 0, '', '', '')", 0),
    ],
)
def test_a_difference_is_counted(yard: Any, sabotage: str, differences: int) -> None:
    crane(yard, "c1", name="Gantry")
    crane(yard, "c2", name="Jib")
    assert wrong(yard) == 0
    yard.execute(sabotage)
    assert wrong(yard) == differences


def test_a_source_fills_an_empty_index(yard: Any) -> None:
    crane(yard, "c1", name="Gantry")
    crane(yard, "c2", name="Jib", scrapped=1)
    yard.execute("DELETE FROM search_items")
    yard.execute(fts.add_item(CRANES, "cranes", "FROM cranes"))
    assert [item[1] for item in items(yard)] == ["c1"]
    assert wrong(yard) == 0


def test_a_quotation_mark_in_an_index_is_no_statement(yard: Any) -> None:
    crane(yard, "c1", name="O'Hara; DROP TABLE cranes", remark='"')
    assert found(yard, "hara") == ["c1"]


def test_every_source_of_the_desk_gets_its_three_triggers() -> None:
    statements = list(fts.source_ddl(SEARCHED))
    names = [re.match(r"CREATE TRIGGER (\w+) AFTER (\w+) ON (\w+) ", one) for one in statements]
    triggers = [(one[1], one[2], one[3]) for one in names if one]
    three = (("added", "INSERT"), ("changed", "UPDATE"), ("removed", "DELETE"))
    assert [one for one in triggers if one[2] != "search_due"] == [
        (f"search_{source.table}_{name}", event, source.table) for source in SEARCHED for name, event in three
    ]
    assert [one for one in triggers if one[2] == "search_due"] == [
        (f"search_{source.table}_settled", "DELETE", "search_due") for source in SEARCHED if source.later
    ]
    assert not any("{row}" in one for one in statements)
