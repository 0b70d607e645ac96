"""Search: any text is a query, nothing is forgotten, nothing stays behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from se_desk.domain.chain import ANCHOR, FLAG, ClockReading, append
from se_desk.domain.snippets import MARK_OFF, MARK_ON
from se_desk.storage import risks, rows, search
from se_desk.storage.search import Hit, Wanted
from se_desk.storage.store import Store
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.notes import notes
from tests.storage.conftest import NOW, a_deal, a_note


def _ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.id for hit in hits]


def look(conn: Connection, words: str = "", limit: int = 50, **filters: Any) -> tuple[Hit, ...]:
    """Best first, then what holds the words inside."""
    raw, wanted = conn.connection.driver_connection, Wanted(words=words, **filters)
    best = search.best(raw, wanted, limit)
    return best + search.inside(raw, wanted, limit - len(best), best)


def newest(conn: Connection, words: str, limit: int = 50, **filters: Any) -> tuple[Hit, ...]:
    """Last changed first."""
    return search.newest(conn.connection.driver_connection, Wanted(words=words, **filters), limit)


@pytest.fixture
def filled(store: Store) -> Store:
    """Two deals and four notes."""
    with store.writing() as conn:
        rows.insert_many(
            conn, deals, [a_deal(), a_deal("d2", title="Berth planning", account="Kestrel Port")]
        )
        written = [
            a_note(title="Freezer probe", body="The café wants Procurement to start; rollback is unclear."),
            a_note("n2", title="Private thoughts", body="Nobody owns the freezer budget.", private=True),
            a_note("n3", deal_id="d2", title="Berths", body="Vertragsverhandlung läuft.", kind="demo"),
            a_note("n4", title="Old", body="freezer " * 50, written_at=NOW - timedelta(days=40)),
        ]
        rows.insert_many(conn, notes, written)
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("procurement", ["n1"]),
        ("PROCU roll", ["n1"]),
        ("cafe", ["n1"]),
        ("CAFÉ", ["n1"]),
        ("verhandlung", ["n3"]),
        ("lauft", ["n3"]),
        ('"start rollback"', ["n1"]),
        ('"rollback start"', []),
        ('"procu"', ["n1"]),  # found inside the word, by the second index
        ('"pr"', []),
        ("kestrel", ["d2"]),
        ("start xyz", []),
        ("of rocure", []),
        ("is rocure", ["n1"]),  # a short word by its beginning, a long one inside another
        ("c++ start", []),
        ("++", []),
        ("++ rollback", ["n1"]),
        ("", []),
        ('"" *', []),
        ("nowhere", []),
    ],
)
def test_words_find_what_holds_them_all(filled: Store, words: str, found: list[str]) -> None:
    with filled.reading() as conn:
        assert _ids(look(conn, words)) == found


def test_a_title_outweighs_a_body_and_newest_first_is_by_change(filled: Store) -> None:
    with filled.writing() as conn:
        rows.insert(conn, notes, a_note("n5", title="Grapes", body="A few words on fruit."))
        rows.insert(conn, notes, a_note("n6", title="Fruit", body="A few words on grapes."))
    with filled.reading() as conn:
        assert _ids(look(conn, "grapes")) == ["n5", "n6"]
        assert _ids(newest(conn, "grapes")) == ["n6", "n5"]
        assert _ids(look(conn, "grapes", limit=1)) == ["n5"]


def test_filters_narrow_and_stand_alone(filled: Store) -> None:
    def found(words: str = "", **filters: object) -> list[str]:
        with filled.reading() as conn:
            return sorted(_ids(look(conn, words, **filters)))  # type: ignore[arg-type]

    assert found("freezer", private=True) == ["n2"]
    assert found("freezer", private=False) == ["n1", "n4"]
    assert found(deal_ids=("d2",)) == ["d2", "n3"]
    assert found(kinds=("demo",)) == ["n3"]
    assert found(kinds=("deal",)) == ["d1", "d2"]
    assert found("freezer", before=NOW.date()) == ["n4"]
    assert found("freezer", after=date(2026, 3, 1)) == ["n1", "n2"]
    assert found("freezer", after=NOW.date()) == []


def test_a_snippet_marks_the_words(filled: Store) -> None:
    with filled.reading() as conn:
        (hit,) = look(conn, "rollback")
    assert f"{MARK_ON}rollback{MARK_OFF}" in hit.snippet
    assert (hit.noun, hit.id, hit.deal_id, hit.title) == ("note", "n1", "d1", "Freezer probe")
    assert (hit.kind, hit.private, hit.at) == ("idea", False, "2026-03-02T09:30:00.000Z+00:00")
    assert hit.beginning == ""


def test_a_long_text_is_found_by_its_beginning_however_often_it_holds_a_word(filled: Store) -> None:
    with filled.writing() as conn:
        for key, size in (("long", search.LONG + 1), ("short", search.LONG - 10)):
            rows.insert(conn, notes, a_note(key, title=key, body=("log " * size)[:size]))
    with filled.reading() as conn:
        found = {hit.id: hit.snippet for hit in look(conn, "log")}
        assert found["long"] == ("log " * search.BEGINNING)[: search.BEGINNING]
        assert MARK_ON in found["short"]


def test_the_index_follows_every_change(filled: Store) -> None:
    with filled.writing() as conn:
        rows.update(conn, notes, a_note(body="Now about grapes.", trashed_at=None))
        rows.update(conn, notes, a_note("n4", body="freezer", trashed_at=NOW))
        rows.delete(conn, notes, "n2")
        search.catch_up(conn)
    with filled.reading() as conn:
        assert _ids(look(conn, "freezer")) == []
        assert _ids(look(conn, "grapes")) == ["n1"]
    with filled.writing() as conn:
        rows.delete(conn, deals, "d1")  # its notes go with it
    with filled.reading() as conn:
        assert _ids(look(conn, "grapes")) == []
    with filled.writing() as conn:
        assert search.problems(conn) == ()


def test_insert_or_replace_cannot_slip_past_the_index(filled: Store) -> None:
    columns = "id, deal_id, kind, title, body, private, revision, written_at, changed_at"
    with filled.writing() as conn:
        conn.exec_driver_sql(
            f"INSERT OR REPLACE INTO notes ({columns}) SELECT id, deal_id, kind, 'Grapes', 'grapes', "
            "private, revision, written_at, changed_at FROM notes WHERE id = 'n1'"
        )
        assert search.problems(conn) == ()
        assert _ids(look(conn, "rollback")) == []


def test_an_update_that_changes_nothing_searched_leaves_the_index_alone(filled: Store) -> None:
    def last_row(conn: Connection) -> object:
        search.catch_up(conn)
        return conn.exec_driver_sql("SELECT max(rowid) FROM search_items").scalar()

    with filled.writing() as conn:
        before = last_row(conn)
        note = rows.get(conn, notes, type(a_note()), "n1")
        rows.update(conn, notes, replace(note, revision=9))
        assert last_row(conn) == before
        rows.update(conn, notes, replace(note, body="changed"))
        assert last_row(conn) != before


def test_an_index_out_of_step_is_noticed_and_rebuilt(filled: Store) -> None:
    with filled.writing() as conn:
        conn.exec_driver_sql("DELETE FROM search_items WHERE item_id = 'n1'")
        assert search.problems(conn) == ("The search index is out of step with notes in 1 places.",)
        search.rebuild(conn)
        assert search.problems(conn) == ()
        assert _ids(look(conn, "rollback")) == ["n1"]


def test_a_mark_in_a_chain_belongs_to_no_flag_and_is_not_found(store: Store) -> None:
    """What the desk itself writes into a log, after a restore, is nobody's words."""
    chain, salt = "ab" * 16, bytes(16)
    clock = ClockReading(NOW, "00000001", 0)
    mark = append(
        chain,
        None,
        clock,
        ANCHOR,
        0,
        {"anchor": "restored", "note": "grapes"},
        {"anchor": salt, "note": salt},
    )
    fields = {"severity": "low", "category": "data", "statement": "grapes arrive late"}
    flag = append(chain, mark.head, clock, FLAG, 0, fields, dict.fromkeys(fields, salt))
    with store.writing() as conn:
        risks.begin_chain(conn, "d1", chain)
        for entry in (mark, flag):
            risks.append(conn, "d1", entry)
        assert _ids(look(conn, "grapes")) == [f"{chain}:2:2:statement"]
        assert search.problems(conn) == ()
        search.rebuild(conn)
        assert _ids(look(conn, "grapes")) == [f"{chain}:2:2:statement"]


PIECES = ["NEAR(", " AND ", " OR ", " NOT ", *"\"'*:^()-+{}[]\\,.~ aäA1\0\ud800\n"]
HOSTILE = st.lists(st.sampled_from(PIECES)).map("".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.one_of(st.text(st.characters(codec=None)), HOSTILE))
@example(words='"')
@example(words="a" * 100_000)
@example(words="w " * 5_000)
@example(words="\0\0\0")
@example(words="_ __ a_b")
@example(words="\u0301\u0301\u0301")
def test_no_text_makes_a_query_fail(filled: Store, words: str) -> None:
    with filled.reading() as conn:
        assert isinstance(look(conn, words), tuple)
        assert isinstance(look(conn, words, limit=1, kinds=(words,), deal_ids=(words,), tags=(words,)), tuple)


def test_an_unquoted_query_does_fail(filled: Store) -> None:
    """The control: what the quoting is there for."""
    with filled.reading() as conn, pytest.raises(Exception, match="syntax error"):
        conn.exec_driver_sql("SELECT rowid FROM search_words WHERE search_words MATCH 'a AND ('").all()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("会議", ["n7"]),
        ("議事", ["n7"]),
        ("録", ["n7"]),
        ("本社", ["n7"]),  # at the very end
        ("東京本社", ["n7"]),
        ("会議 東京", ["n7"]),
        ("会議 budget", []),
        ("予算", []),
        ("검토", ["n8"]),
        ("보안", ["n8"]),
        ("안검", []),
        ("議 meeting", ["n7"]),
    ],
)
def test_scripts_without_spaces_are_found_by_any_part(filled: Store, words: str, found: list[str]) -> None:
    with filled.writing() as conn:
        rows.insert(conn, notes, a_note("n7", title="会議の議事録", body="Meeting at 東京本社"))
        rows.insert(conn, notes, a_note("n8", title="Audit", body="보안 검토"))
    with filled.reading() as conn:
        assert _ids(look(conn, words)) == found


def test_tags_and_filters_alone(filled: Store) -> None:
    with filled.writing() as conn:
        for note_id, key in (("n1", "cold"), ("n2", "cold"), ("n2", "later")):
            row = (note_id, "tag", key, key)
            conn.exec_driver_sql("INSERT INTO note_links (note_id, kind, key, name) VALUES (?, ?, ?, ?)", row)
    with filled.reading() as conn:
        assert _ids(look(conn, tags=("cold",))) == ["n2", "n1"]
        assert _ids(look(conn, "budget", tags=("cold", "later"))) == ["n2"]
        assert _ids(look(conn, tags=("warm",))) == []
        assert _ids(look(conn, before=NOW.date())) == ["n4"]
        assert _ids(look(conn, "++", before=NOW.date())) == []
        assert look(conn) == ()
        assert look(conn, "freezer", deal_ids=()) == ()


def test_words_of_the_index_itself_are_never_found_by_typing_them(filled: Store) -> None:
    with filled.reading() as conn:
        assert look(conn, "\uf001note") == look(conn, "note")
        assert look(conn, "\uf003") == ()


def test_a_change_waits_and_what_is_gone_is_gone_at_once(filled: Store) -> None:
    with filled.writing() as conn:
        rows.update(conn, notes, a_note(title="Grapes", body="Now about grapes."))
        rows.update(conn, notes, a_note(title="Grapes", body="Now about ripe grapes."))
        assert (search.due(conn), _ids(look(conn, "grapes"))) == (1, [])
        assert _ids(look(conn, "rollback")) == ["n1"]
        rows.update(conn, notes, a_note("n4", body="freezer", trashed_at=NOW))
        assert "n4" not in _ids(look(conn, "freezer"))
        assert search.catch_up(conn, 5) == 1
        assert (search.due(conn), _ids(look(conn, "ripe")), _ids(look(conn, "rollback"))) == (0, ["n1"], [])
        assert search.problems(conn) == ()


def test_what_waits_for_a_note_that_goes_is_forgotten(filled: Store) -> None:
    with filled.writing() as conn:
        rows.update(conn, notes, a_note(body="grapes"))
        rows.delete(conn, notes, "n1")
        assert search.due(conn) == 0
        assert search.problems(conn) == ()
        rows.update(conn, notes, a_note("n4", body="grapes"))
        search.rebuild(conn)
        assert search.due(conn) == 0
        assert _ids(look(conn, "grapes")) == ["n4"]


@pytest.mark.parametrize("near", [1, 3, 1_000])
def test_a_look_at_the_last_rows_finds_what_the_index_finds(
    filled: Store, monkeypatch: pytest.MonkeyPatch, near: int
) -> None:
    """Newest first, with days and many deals, from wherever the few rows are that are looked at first."""
    asked: list[dict[str, Any]] = [
        {"before": NOW.date()},
        {"before": date(2026, 3, 1)},
        {"after": date(2026, 3, 1)},
        {"before": date(2026, 3, 3), "after": date(2026, 2, 1)},
        {"deal_ids": ("d1", "d2")},
        {"deal_ids": ("d1",), "after": date(2026, 3, 1), "kinds": ("note",)},
        {"before": date(1990, 1, 1)},
    ]
    each = [(words, wanted, limit) for words in ("freezer", "") for wanted in asked for limit in (1, 2, 20)]
    with filled.reading() as conn:
        plain = [_plainly(conn, *one) for one in each]
        monkeypatch.setattr(search, "NEAR", near)
        monkeypatch.setattr(search, "MANY_DEALS", 0)
        assert [_ids(newest(conn, words, limit, **wanted)) for words, wanted, limit in each] == plain
    assert any(len(found) > 1 for found in plain)


def _plainly(conn: Connection, words: str, wanted: dict[str, Any], limit: int) -> list[str]:
    """By the index alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_ends", lambda *_: ())
        return _ids(newest(conn, words, limit, **wanted))
