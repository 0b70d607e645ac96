"""Kinds of files that the SE described."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.domain.errors import BadInput, NotFound
from se_desk.exchange.crm_profiles import Field
from se_desk.exchange.days import DayOrder
from se_desk.exchange.deals_in import UnknownHeaders
from se_desk.services.desk import Desk

MEANT = {Field.TITLE: "Vorhaben", Field.ACCOUNT: "Kunde", Field.CLOSE_ON: "Abschluss"}


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.csv"
    path.write_text("Vorhaben,Kunde,Abschluss\nTorspuren,Abenrod,03/04/2027\n", encoding="utf-8")
    return path


def test_a_kind_is_kept_and_recognised(desk: Desk, other: Path) -> None:
    with pytest.raises(UnknownHeaders):
        desk.imports.plan_deals(other)
    assert [column.header for column in desk.imports.columns.look_into(other).columns] == [*MEANT.values()]
    desk.imports.columns.keep("  The  north ", MEANT)
    plan = desk.imports.plan_deals(other)
    assert (plan.label, plan.ambiguous, plan.to_take) == ("The north", 1, 1)
    assert desk.imports.plan_deals(other, profile="the north").label == "The north"


def test_the_same_name_again_replaces_it(desk: Desk, other: Path) -> None:
    first = desk.imports.columns.keep("North", MEANT)
    again = desk.imports.columns.keep("NORTH", MEANT, DayOrder.DAY_FIRST)
    assert again.id == first.id
    assert [one.name for one in desk.imports.columns.all()] == ["NORTH"]
    assert desk.imports.plan_deals(other).ambiguous == 0
    desk.imports.columns.forget("north")
    assert desk.imports.columns.profiles() == ()
    with pytest.raises(NotFound):
        desk.imports.columns.forget("north")


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "HubSpot", "salesforce-api"])
def test_names_that_are_none_or_taken(desk: Desk, name: str) -> None:
    with pytest.raises(BadInput):
        desk.imports.columns.keep(name, MEANT)
    assert desk.imports.columns.all() == ()
