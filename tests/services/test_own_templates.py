"""The SE's own charter templates."""

from __future__ import annotations

import pytest

from se_desk.domain.charters import ClauseKind, Rule
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.partners import Partner
from se_desk.services.desk import Desk


def test_a_version_becomes_a_template_for_another_pair(desk: Desk, partner: Partner) -> None:
    charter = desk.charters.draft(partner.id, "partnership")
    desk.charters.add_clause(
        charter.id,
        "Ferry rule",
        "Pavel Lindqvist calls Marlene from the ferry; Pavels and {odd} stay.",
        rule=Rule.HUDDLE_BEFORE_CALL,
        target_percent=70,
    )
    kept = desk.own_templates.keep(charter.id, " How I start ", "For ports")
    (template,) = desk.own_templates.all()
    assert (template.key, template.title, template.about) == (f"own:{kept.id}", "How I start", "For ports")
    other = desk.partners.meet("Ada Brandvold")
    draft = desk.charters.draft(other.id, template.key)
    assert (draft.title, draft.template) == ("How I start", template.key)
    before, after = desk.charters.clauses(charter.id), desk.charters.clauses(draft.id)
    assert [c.topic for c in before] == [c.topic for c in after]
    assert after[-1].text == "Ada calls Marlene from the ferry; Pavels and {odd} stay."
    assert (after[-1].rule, after[-1].target_percent) == (Rule.HUDDLE_BEFORE_CALL, 70)
    assert [c.text.replace("Pavel", "Ada") for c in before[:-1]] == [c.text for c in after[:-1]]
    roles = [c for c in after if c.kind is ClauseKind.ROLES]
    assert roles[0].value == "opening ae, commercial ae, technical se, notes se"
    desk.own_templates.drop(template.key)
    assert desk.own_templates.all() == ()
    assert desk.charters.clauses(draft.id) == after  # what was started stays
    with pytest.raises(NotFound):
        desk.own_templates.drop(template.key)


def test_what_it_needs(desk: Desk, partner: Partner) -> None:
    charter = desk.charters.draft(partner.id, "partnership")
    with pytest.raises(BadInput):
        desk.own_templates.keep(charter.id, "  ")
    with pytest.raises(BadInput, match="no charter template"):
        desk.charters.draft(desk.partners.meet("Ada").id, "own:none")


def test_a_name_both_have_stands_as_it_was(desk: Desk) -> None:
    twin = desk.partners.meet("Marlene Brandvold")
    charter = desk.charters.draft(twin.id, "rules_of_engagement")
    desk.charters.add_clause(charter.id, "Twins", "Marlene asks Marlene Okoro.")
    desk.own_templates.keep(charter.id, "Twins")
    assert desk.own_templates.all()[0].clauses[-1].text == "Marlene asks {se}."
