"""What the desk remembers of imports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from se_desk.domain.deals import Deal, Forecast, ForecastCategory
from se_desk.domain.errors import NotFound
from se_desk.domain.imports import ColumnNames, LastImport
from se_desk.domain.partners import Partner
from se_desk.storage import deals, imports, partners
from se_desk.storage.store import Store
from tests.storage.conftest import NOW as AT


def a_deal(key: str, **more: object) -> Deal:
    values = {"title": "Gate lanes", "account": "Abenrod", "came_on": date(2026, 3, 1), "changed_at": AT}
    return Deal(id=key, **values | more)  # type: ignore[arg-type]


def a_point(key: str, deal_id: str) -> Forecast:
    return Forecast(
        id=key,
        deal_id=deal_id,
        category=ForecastCategory.COMMIT,
        close_on=date(2026, 9, 30),
        recorded_at=AT,
    )


def test_kinds_of_files_are_kept_the_last_one_first(store: Store) -> None:
    old = ColumnNames(id="a", name="Old", columns="title\tDeal", changed_at=AT)
    new = replace(old, id="b", name="New", changed_at=AT.replace(year=AT.year + 1))
    with store.writing() as conn:
        for one in (old, new, replace(old, name="Older")):
            imports.keep_names(conn, one)
        assert [one.name for one in imports.all_names(conn)] == ["New", "Older"]
        imports.forget_names(conn, "a")
        with pytest.raises(NotFound):
            imports.forget_names(conn, "a")


def test_one_last_import_is_remembered(store: Store) -> None:
    with store.writing() as conn:
        assert imports.find_last(conn) is None and imports.about_last(conn) is None
        for label in ("HubSpot", "Pipedrive"):
            imports.remember(conn, LastImport(label=label, taken_at=AT, steps="{}"))
        assert imports.about_last(conn) == ("Pipedrive", AT)
        imports.forget_last(conn)
        assert imports.find_last(conn) is None


def test_many_deals_are_written_and_found_in_use(store: Store) -> None:
    with store.writing() as conn:
        for key in ("p", "q"):
            partners.insert(conn, Partner(id=key, name=key))
        imports.insert_deals(
            conn, [a_deal("a", partner_id="p"), a_deal("b"), a_deal("c", compelling_event="mine")]
        )
        imports.insert_forecasts(conn, [a_point("1", "a"), a_point("2", "b"), a_point("3", "c")])
        imports.update_deals(
            conn, [replace(deals.get(conn, "c"), title="Other", compelling_event="of the file")]
        )
        assert (deals.get(conn, "c").title, deals.get(conn, "c").compelling_event) == ("Other", "mine")
        assert imports.newest_forecasts(conn)["a"].id == "1"
        assert deals.get(conn, "b") == a_deal("b") and deals.forecasts_of(conn, "b") == (a_point("2", "b"),)
        assert imports.deals_in_use(conn, frozenset({"1", "2"})) == {"c"}
        assert imports.partners_in_use(conn) == {"p"}
        imports.remove_forecasts(conn, ["3"])
        imports.remove_deals(conn, ["b"])
        imports.remove_partners(conn, ["q"])
        imports.remove_partners(conn, [])
        assert {deal.id for deal in deals.all_deals(conn)} == {"a", "c"}
        assert [point.id for point in deals.forecasts_of(conn)] == ["1"]
