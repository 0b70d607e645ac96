"""Verbs of the charter on a real desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from se_desk.domain.charters import Charter, CharterStatus, Owes
from se_desk.domain.errors import BadInput, DeskError, NotAllowed
from se_desk.domain.partners import Partner
from se_desk.services.desk import Desk
from se_desk.services.templates import charter_templates


@pytest.fixture
def draft(desk: Desk, partner: Partner) -> Charter:
    return desk.charters.draft(partner.id, charter_templates()[0].key)


def agreed(desk: Desk, charter: Charter) -> Charter:
    desk.charters.propose(charter.id, date(2026, 9, 5))
    return desk.charters.agree(charter.id, date(2026, 9, 7), "over lunch")


def test_both_templates_make_a_draft(desk: Desk) -> None:
    for template in charter_templates():
        partner = desk.partners.meet(f"AE of {template.key}")
        view = desk.charters.view(desk.charters.draft(partner.id, template.key).id)
        assert (view.charter.version, view.charter.status) == (1, CharterStatus.DRAFT)
        assert [c.position for c in view.clauses] == list(range(1, len(view.clauses) + 1))
        assert "{" not in "".join(c.text for c in view.clauses)
        assert view.changed == 0


def test_one_draft_at_a_time(desk: Desk, partner: Partner, draft: Charter) -> None:
    with pytest.raises(NotAllowed):
        desk.charters.draft(partner.id, charter_templates()[0].key)
    assert desk.charters.revise(partner.id) == draft
    with pytest.raises(BadInput):
        desk.charters.draft(partner.id, "no such template")


def test_another_template_after_an_agreed_version(desk: Desk, partner: Partner, draft: Charter) -> None:
    agreed(desk, draft)
    second = desk.charters.draft(partner.id, charter_templates()[1].key)
    assert (second.version, second.template) == (2, charter_templates()[1].key)
    active = desk.charters.active(partner.id)
    assert active is not None
    assert active.id == draft.id  # in force until the new one is agreed


def test_nothing_to_revise(desk: Desk, partner: Partner) -> None:
    with pytest.raises(NotAllowed):
        desk.charters.revise(partner.id)


def test_edit_add_move_remove_put_back(desk: Desk, draft: Charter) -> None:
    first, second = desk.charters.clauses(draft.id)[:2]
    assert desk.charters.edit_clause(first.id, text="Otherwise.").text == "Otherwise."
    added = desk.charters.add_clause(draft.id, "Travel", "We share cabs.", owes=Owes.BOTH)
    assert added.position == len(desk.charters.clauses(draft.id))
    desk.charters.move_clause(second.id, -1)
    assert [c.id for c in desk.charters.clauses(draft.id)][:2] == [second.id, first.id]
    desk.charters.move_clause(second.id, -5)
    assert desk.charters.clauses(draft.id)[0].id == second.id
    before = desk.charters.clauses(draft.id)
    gone = desk.charters.remove_clause(first.id)
    assert first.id not in {c.id for c in desk.charters.clauses(draft.id)}
    desk.charters.put_back_clause(gone)
    assert desk.charters.clauses(draft.id) == before
    with pytest.raises(BadInput):
        desk.charters.add_clause(draft.id, " ")


def test_an_edited_proposal_is_a_draft_again(desk: Desk, draft: Charter) -> None:
    assert desk.charters.propose(draft.id).proposed_on == desk.today_on()
    desk.charters.edit_clause(desk.charters.clauses(draft.id)[0].id, text="New.")
    view = desk.charters.view(draft.id)
    assert (view.charter.status, view.charter.proposed_on) == (CharterStatus.DRAFT, None)


def test_a_new_version_shows_its_changes(desk: Desk, partner: Partner, draft: Charter) -> None:
    agreed(desk, draft)
    assert desk.charters.active(partner.id) is not None
    second = desk.charters.revise(partner.id)
    clause = desk.charters.clauses(second.id)[0]
    desk.charters.edit_clause(clause.id, text="Said anew.")
    view = desk.charters.view(second.id)
    assert view.changed == 1
    assert view.agreed is not None
    agreed(desk, second)
    assert [c.status for c in desk.charters.versions(partner.id)] == [
        CharterStatus.SUPERSEDED,
        CharterStatus.AGREED,
    ]


def test_only_a_proposal_can_be_agreed(desk: Desk, draft: Charter) -> None:
    with pytest.raises(NotAllowed):
        desk.charters.agree(draft.id)
    for clause in desk.charters.clauses(draft.id):
        desk.charters.remove_clause(clause.id)
    with pytest.raises(NotAllowed):
        desk.charters.propose(draft.id)


def test_an_agreed_version_never_changes(desk: Desk, draft: Charter) -> None:
    assert desk.charters.retitle(draft.id, "Us").title == "Us"
    agreed(desk, draft)
    clause = desk.charters.clauses(draft.id)[0]
    for attempt in (
        lambda: desk.charters.edit_clause(clause.id, text="x"),
        lambda: desk.charters.remove_clause(clause.id),
        lambda: desk.charters.retitle(draft.id, "x"),
        lambda: desk.charters.propose(draft.id),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE clauses SET text = 'x'",
        "DELETE FROM clauses",
        "UPDATE charters SET title = 'x'",
        "UPDATE charters SET status = 'draft'",
        "DELETE FROM charters",
    ],
)
def test_the_database_itself_refuses(desk: Desk, draft: Charter, statement: str) -> None:
    with desk.writing() as work:  # the control: a draft takes it
        work.conn.execute(text("UPDATE clauses SET text = text || '.'"))
    agreed(desk, draft)
    with pytest.raises((DBAPIError, DeskError)), desk.writing() as work:
        work.conn.execute(text(statement))


def test_any_two_versions_side_by_side(desk: Desk, partner: Partner, draft: Charter) -> None:
    first = agreed(desk, draft)
    second = desk.charters.revise(partner.id)
    clause = desk.charters.clauses(second.id)[0]
    desk.charters.edit_clause(clause.id, text="Said anew.")
    agreed(desk, second)
    third = desk.charters.revise(partner.id)
    desk.charters.remove_clause(desk.charters.clauses(third.id)[1].id)
    for one, other, how in ((first, second, "changed"), (second, third, "removed"), (third, second, "added")):
        found = desk.charters.compare(one.id, other.id)
        assert (found.before.version, found.after.version) == (one.version, other.version)
        assert [change.how for change in found.changes if change.how != "same"] == [how]
    both = [change.how for change in desk.charters.compare(first.id, third.id).changes]
    assert both.count("changed") == both.count("removed") == 1


def test_clauses_of_somebody_else_are_taken_whole(desk: Desk, draft: Charter) -> None:
    before = desk.charters.clauses(draft.id)
    foreign = replace(before[0], id="x", charter_id="other", text="From elsewhere.")
    taken = desk.charters.take(draft.id, (before[1], foreign))
    assert [clause.position for clause in taken] == [1, 2]
    assert taken[0] == replace(before[1], position=1)
    assert taken[1].id != "x" and taken[1].origin_id == before[0].origin_id
    agreed(desk, draft)
    with pytest.raises(NotAllowed):
        desk.charters.take(draft.id, before)
