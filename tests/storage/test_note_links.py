"""What notes name is kept with the note, and still means the same after a renaming."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from se_desk.domain.deals import Deal
from se_desk.domain.note_links import LinkKind, NoteLink, key_of, links_in
from se_desk.domain.partners import Partner
from se_desk.domain.people import Stakeholder
from se_desk.storage import deals, note_links, note_trash, notes, partners, people, rows
from se_desk.storage.store import Connection, Store
from se_desk.storage.tables.note_links import note_links as table
from tests.storage.conftest import NOW, a_deal, a_note


def targets(conn: Connection, note_id: str = "n1") -> dict[str, tuple[str | None, str | None]]:
    """What each name of a note means."""
    return {link.name: (link.noun, link.target_id) for link in note_links.of_note(conn, note_id)}


def a_person(key: str, name: str, deal_id: str = "d1") -> Stakeholder:
    return Stakeholder(id=key, deal_id=deal_id, name=name)


def other_deal() -> Deal:
    return a_deal("d2", title="Berth planning", account="Halvorsen Quays")


@pytest.fixture
def filled(store: Store) -> Store:
    """Two deals, their people, a partner."""
    with store.writing() as conn:
        partners.insert(conn, Partner(id="p1", name="Pavel Lindqvist"))
        deals.insert(conn, a_deal("d1", partner_id="p1"))
        deals.insert(conn, other_deal())
        for one in (
            a_person("s1", "Ana Ruiz"),
            a_person("s2", "Ben Oduya"),
            a_person("s3", "Ben Oduya", "d2"),
        ):
            people.insert(conn, one)
    return store


def test_columns_are_fields() -> None:
    assert [column.name for column in table.columns] == [f.name for f in fields(NoteLink)]
    assert {column.name for column in table.columns if column.nullable} == {"noun", "target_id"}


def test_names_mean_what_is_called_so(filled: Store) -> None:
    body = (
        "@Ana Ruiz @ana.ruiz @Ben @Pavel @Nobody #Cold-Chain #cold-chain "
        "[[Brookmoor Dairy]] [[cold CHAIN sensors]] [[Halvorsen Quays: Berth planning|the port]] [[Nowhere]]"
    )
    with filled.writing() as conn:
        notes.insert(conn, a_note(body=body))
        assert targets(conn) == {
            "Ana Ruiz": ("person", "s1"),
            "Ben": ("person", "s2"),
            "Pavel": ("partner", "p1"),
            "Nobody": (None, None),
            "Cold-Chain": (None, None),
            "Brookmoor Dairy": ("deal", "d1"),
            "cold CHAIN sensors": ("deal", "d1"),
            "Halvorsen Quays: Berth planning|the port": ("deal", "d2"),
            "Nowhere": (None, None),
        }


def test_what_is_not_clear_means_nothing(filled: Store) -> None:
    with filled.writing() as conn:
        deals.insert(conn, a_deal("d3", title="Second line"))  # a second deal of the account
        notes.insert(conn, a_note(deal_id=None, body="@Ben Oduya @Ana [[Brookmoor Dairy]] [[Second line]]"))
        assert targets(conn) == {
            "Ben Oduya": (None, None),
            "Ana": ("person", "s1"),
            "Brookmoor Dairy": (None, None),
            "Second line": ("deal", "d3"),
        }
        deals.update(conn, a_deal("d3", title="Second line", account="Fenwold"))
        notes.insert(conn, a_note("n2", deal_id=None, body="[[Brookmoor Dairy]]"))
        assert targets(conn, "n2") == {"Brookmoor Dairy": ("deal", "d1")}


def test_notes_are_found_by_title(filled: Store) -> None:
    with filled.writing() as conn:
        notes.insert(conn, a_note("n1", title="Line walk", body="[[Line WALK]] [[Twice]]"))
        notes.insert(conn, a_note("n2", title="Twice"))
        notes.insert(conn, a_note("n3", title="Twice"))
        notes.insert(conn, a_note("n4", title="Away", trashed_at=NOW))
        notes.insert(conn, a_note("n5", body="[[line walk]] [[Twice]] [[Away]]"))
        assert targets(conn, "n5") == {
            "line walk": ("note", "n1"),
            "Twice": (None, None),
            "Away": (None, None),
        }
        assert targets(conn)["Line WALK"] == ("note", "n1")


def test_a_renaming_breaks_no_link(filled: Store) -> None:
    body = "@Ana Ruiz, @Pavel Lindqvist, [[Brookmoor Dairy]], [[Plan]]"
    means = {
        "Ana Ruiz": ("person", "s1"),
        "Pavel Lindqvist": ("partner", "p1"),
        "Brookmoor Dairy": ("deal", "d1"),
        "Plan": ("note", "n2"),
    }
    with filled.writing() as conn:
        notes.insert(conn, a_note("n2", title="Plan"))
        notes.insert(conn, a_note(body=body))
        assert targets(conn) == means
        people.update(conn, a_person("s1", "Ana Vega"))
        partners.update(conn, Partner(id="p1", name="Pavel Berg"))
        deals.update(conn, a_deal("d1", account="Brookmoor Foods", title="Sensors", partner_id="p1"))
        notes.update(conn, a_note("n2", title="Another plan"))
        # Others take the old names: the note still means what it meant.
        people.insert(conn, a_person("s9", "Ana Ruiz"))
        deals.insert(conn, a_deal("d9"))
        notes.insert(conn, a_note("n9", title="Plan"))
        assert targets(conn) == means
        notes.update(conn, a_note(body=body + " and more"))
        assert targets(conn) == means
        assert [note.id for note in note_links.linking(conn, "deal", "d1", 9)] == ["n1"]
        # What is written from now on means the new ones.
        notes.insert(conn, a_note("n8", body="[[Brookmoor Dairy]] [[Plan]]"))
        assert targets(conn, "n8") == {"Brookmoor Dairy": ("deal", "d9"), "Plan": ("note", "n9")}


def test_a_name_that_meant_nothing_is_found_when_something_is_called_so(filled: Store) -> None:
    with filled.writing() as conn:
        notes.insert(conn, a_note(body="@Zoe @Mia.Berg [[Fenwold]] [[Later]] [[Fenwold: Belts]]"))
        assert set(targets(conn).values()) == {(None, None)}
        people.insert(conn, a_person("s7", "Zoe Lund"))
        people.update(conn, a_person("s2", "Mia Berg"))
        deals.insert(conn, a_deal("d7", account="Fenwold", title="Belts"))
        notes.insert(conn, a_note("n7", title="Later"))
        assert targets(conn) == {
            "Zoe": ("person", "s7"),
            "Mia.Berg": ("person", "s2"),
            "Fenwold": ("deal", "d7"),
            "Later": ("note", "n7"),
            "Fenwold: Belts": ("deal", "d7"),
        }


def test_who_is_taken_off_is_meant_no_more_until_somebody_comes(filled: Store) -> None:
    with filled.writing() as conn:
        notes.insert(conn, a_note(body="@Ana Ruiz"))
        people.delete(conn, "s1")
        assert targets(conn) == {"Ana Ruiz": (None, None)}
        people.insert(conn, a_person("s4", "Ana Ruiz"))
        assert targets(conn) == {"Ana Ruiz": ("person", "s4")}


def test_a_note_that_is_filed_elsewhere_means_the_people_there(filled: Store) -> None:
    with filled.writing() as conn:
        notes.insert(conn, a_note(body="@Ben Oduya @Ana"))
        notes.update(conn, a_note(deal_id="d2", body="@Ben Oduya @Ana"))
        assert targets(conn) == {"Ben Oduya": ("person", "s3"), "Ana": ("person", "s1")}


def test_what_is_written_over_is_named_no_more(filled: Store) -> None:
    with filled.writing() as conn:
        notes.insert(conn, a_note(body="#one #two @Ana"))
        notes.update(conn, a_note(body="#two #THREE"))
        assert [link.name for link in note_links.of_note(conn, "n1")] == ["THREE", "two"]
        notes.update(conn, a_note(body="#two #three"))
        assert [link.name for link in note_links.of_note(conn, "n1")] == ["three", "two"]
        notes.update(conn, a_note(body="`#two`"))
        assert note_links.of_note(conn, "n1") == ()


def test_back_links_and_tags_leave_the_trash_out(filled: Store) -> None:
    with filled.writing() as conn:
        for number in range(4):
            at = NOW.replace(hour=number)
            body = "#port [[Brookmoor Dairy]]" + (" #rail" if number else "")
            notes.insert(conn, a_note(f"n{number}", body=body, changed_at=at))
        notes.update(conn, a_note("n3", body="#port [[Brookmoor Dairy]]", trashed_at=NOW))
        assert [note.id for note in note_links.linking(conn, "deal", "d1", 2)] == ["n2", "n1"]
        assert note_links.count_linking(conn, "deal", "d1") == 3
        assert note_links.tags(conn) == (("port", 3), ("rail", 2))
        chosen = select(func.count()).select_from(notes.notes).where(note_links.tagged(" PORT"))
        assert conn.execute(chosen).scalar_one() == 4


def test_an_old_name_in_a_new_place_is_looked_up_by_what_it_meant(filled: Store) -> None:
    with filled.writing() as conn:
        notes.insert(conn, a_note(body="[[Brookmoor Dairy]]"))
        deals.update(conn, a_deal("d1", account="Brookmoor Foods", title="Sensors"))
        assert note_links.meant(conn, LinkKind.NAME, "brookmoor dairy", None) == ("deal", "d1")
        assert note_links.meant(conn, LinkKind.NAME, "Brookmoor Foods", None) == ("deal", "d1")
        assert note_links.meant(conn, LinkKind.NAME, "Nowhere", None) is None
        assert note_links.deal_of(conn, "n1") == "d1"
        assert note_links.find(conn, "n1", LinkKind.NAME, "brookmoor dairy") is not None
        assert note_links.find(conn, "n1", LinkKind.NAME, "nowhere") is None


def test_titles_that_hold_what_is_typed(filled: Store) -> None:
    with filled.writing() as conn:
        for key, title in (("n1", "Line walk"), ("n2", "100% of it"), ("n3", "")):
            notes.insert(conn, a_note(key, title=title))
        assert [each[1] for each in note_links.titles_like(conn, "LINE wa", 9)] == ["Line walk"]
        assert [each[1] for each in note_links.titles_like(conn, "0%", 9)] == ["100% of it"]
        assert len(note_links.titles_like(conn, " ", 9)) == 2
        assert len(note_links.titles_like(conn, "", 1)) == 1


NAMES = ("Ana", "Ana Ruiz", "Ben", "Cold chain", "Brookmoor Dairy", "Plan")
PIECE = st.sampled_from(
    [*(f"@{n}" for n in NAMES), *(f"[[{n}]]" for n in NAMES), "#a", "#A", "`@Ana`", "\n\n"]
)
BODY = st.lists(PIECE, max_size=6).map(" ".join)
NAME = st.sampled_from(NAMES)
DOING = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(["n1", "n2"]), BODY),
    st.tuples(st.just("person"), st.sampled_from(["s1", "s2"]), NAME),
    st.tuples(st.just("deal"), st.sampled_from(["d1", "d2"]), NAME),
    st.tuples(st.just("title"), st.sampled_from(["n1", "n2"]), NAME),
)


def test_whatever_is_renamed_what_was_found_stays_found(store: Store) -> None:
    """Rows are always the names of the text, and a target that was found never becomes another one."""

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(DOING, max_size=12))
    def holds(doings: list[tuple[str, str, str]]) -> None:
        with store.writing() as conn, conn.begin_nested() as undone:
            for key in ("d1", "d2"):
                deals.insert(conn, a_deal(key, account=f"Account {key}", title=f"Title {key}"))
            for key in ("s1", "s2"):
                people.insert(conn, a_person(key, f"Some {key}"))
            written = {key: a_note(key) for key in ("n1", "n2")}
            for note in written.values():
                notes.insert(conn, note)
            known: dict[tuple[str, str, str], str] = {}
            for verb, key, text in doings:
                if verb == "person":
                    people.update(conn, a_person(key, text))
                elif verb == "deal":
                    deals.update(conn, a_deal(key, account=text, title=f"Title {key}"))
                else:
                    field = {"body": text} if verb == "write" else {"title": text}
                    written[key] = replace(written[key], **field)
                    notes.update(conn, written[key])
                found = {
                    (link.note_id, link.kind.value, link.key): link.target_id or ""
                    for one in written
                    for link in note_links.of_note(conn, one)
                }
                assert all(found[at] == target for at, target in known.items() if target and at in found)
                known = found
            for one, note in written.items():
                rows_now = note_links.of_note(conn, one)
                people_then = {link.name for link in rows_now if link.kind is LinkKind.PERSON}
                wanted = {(w.kind, key_of(w.kind, w.name)) for w in links_in(note.body, people_then)}
                assert {(link.kind, link.key) for link in rows_now} == wanted
            undone.rollback()

    holds()


def test_a_note_that_is_gone_for_good_is_meant_no_more(filled: Store) -> None:
    with filled.writing() as conn:
        notes.insert(conn, a_note("n2", title="Plan", trashed_at=None))
        notes.insert(conn, a_note(body="[[Plan]]"))
        notes.update(conn, a_note("n2", title="Plan", trashed_at=NOW))
        assert targets(conn) == {"Plan": ("note", "n2")}  # it can be taken back
        assert note_trash.delete_trashed_before(conn, NOW.replace(year=2027)) == 1
        assert note_trash.delete_trashed_before(conn, NOW.replace(year=2027)) == 0
        assert targets(conn) == {"Plan": (None, None)}
        notes.insert(conn, a_note("n3", title="Plan"))
        assert targets(conn) == {"Plan": ("note", "n3")}


def test_the_rows_go_with_the_note(filled: Store) -> None:
    with filled.writing() as conn:
        notes.insert(conn, a_note(body="#one"))
        rows.delete(conn, notes.notes, "n1")
        assert conn.execute(select(func.count()).select_from(table)).scalar_one() == 0
