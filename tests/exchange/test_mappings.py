from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from se_desk.domain.errors import BadFile, BadInput
from se_desk.domain.imports import ColumnNames, column_lines
from se_desk.exchange.crm_profiles import Field
from se_desk.exchange.days import DayOrder
from se_desk.exchange.deals_in import UnknownHeaders, read_deals
from se_desk.exchange.mappings import checked, look_into, own_profile

FILES = Path(__file__).parent / "files"
OTHER = (
    b"Pipeline of the north\n\nVorhaben,Kunde,Verk\xc3\xa4ufer,Phase,Betrag,Abschluss am,Nr.\n"
    b'Torspuren,Abenrod,Mira Solano,Angebot,"12.500,00",03.04.2027,17\n'
    b"Lotsenboote,Corran,Mira Solano,Demo,900,05.04.2027,18\n"
)
MEANT = {
    Field.TITLE: "Vorhaben",
    Field.ACCOUNT: "Kunde",
    Field.AMOUNT: "Betrag",
    Field.CLOSE_ON: "Abschluss am",
}


def names(columns: dict[Field, str], **more: str) -> ColumnNames:
    lines = column_lines({field.value: header for field, header in columns.items()})
    at = datetime(2026, 3, 4, tzinfo=UTC)
    return ColumnNames(id="one", name="The north", columns=lines, changed_at=at, **more)


def test_an_unknown_table_is_looked_into() -> None:
    with pytest.raises(UnknownHeaders):
        read_deals(OTHER)
    table = look_into(OTHER)
    assert table.row == 3
    assert [column.header for column in table.columns][:2] == ["Vorhaben", "Kunde"]
    assert table.columns[0].samples == ("Torspuren", "Lotsenboote")
    guessed = table.guessed()
    assert guessed[Field.ACCOUNT] == "Kunde" and guessed[Field.AMOUNT] == "Betrag"
    assert guessed[Field.CLOSE_ON] == "Abschluss am" and guessed[Field.OWNER] == "Verkäufer"
    assert len(set(guessed.values())) == len(guessed)


def test_what_was_said_once_is_recognised() -> None:
    profile = own_profile(names(MEANT))
    file = read_deals(OTHER, own=(profile,), currency="EUR")
    assert [(deal.title, deal.account, deal.amount_minor) for deal in file.rows] == [
        ("Torspuren", "Abenrod", 1_250_000),
        ("Lotsenboote", "Corran", 90_000),
    ]
    assert file.profile.label == "The north"
    with pytest.raises(UnknownHeaders):  # one of its columns is not there
        read_deals(OTHER.replace(b"Betrag", b"Summe"), own=(profile,))


def test_ones_own_kind_comes_before_those_of_the_desk() -> None:
    data = (FILES / "hubspot.csv").read_bytes()
    own = own_profile(names({Field.TITLE: "Deal Name", Field.STAGE: "Deal Stage"}))
    assert read_deals(data).profile.key == "hubspot"
    assert read_deals(data, own=(own,)).profile.label == "The north"


def test_the_order_of_its_days_is_kept() -> None:
    data = b"Vorhaben,Kunde,Abschluss am,Betrag\nTor,Abenrod,03/04/2027,1\n"
    assert read_deals(data, own=(own_profile(names(MEANT)),)).ambiguous == (2,)
    own = own_profile(names(MEANT, day_order="day-first"))
    assert own.order is DayOrder.DAY_FIRST
    assert str(read_deals(data, own=(own,)).rows[0].close_on) == "2027-04-03"


def test_what_an_older_desk_kept_is_read_as_far_as_it_goes() -> None:
    kept = ColumnNames(
        id="a", name="x", columns="title\tDeal\nmood\tMood", day_order="odd", changed_at=datetime.now(UTC)
    )
    assert own_profile(kept).columns == {Field.TITLE: ("Deal",)}


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({}, "No column holds"),
        ({Field.ACCOUNT: "Kunde"}, "No column holds"),
        ({Field.TITLE: "Vorhaben", Field.ACCOUNT: ""}, "A name alone"),
        ({Field.TITLE: "Vorhaben", Field.ACCOUNT: "vorhaben "}, "chosen twice"),
    ],
)
def test_columns_that_make_no_deal(columns: dict[Field, str], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        checked(columns)
    assert checked(MEANT)["title"] == "Vorhaben"


@pytest.mark.parametrize("data", [b"one line", b"a\nb\nc\n"])
def test_what_is_no_table(data: bytes) -> None:
    with pytest.raises(BadFile, match="no row has two cells"):
        look_into(data)


@pytest.mark.parametrize("name", ["salesforce-report", "salesforce-api", "hubspot", "pipedrive", "dynamics"])
def test_the_exports_of_the_crms_are_guessed_as_they_are_known(name: str) -> None:
    data = (FILES / f"{name}.csv").read_bytes()
    guessed, known = look_into(data).guessed(), read_deals(data).profile
    assert guessed[Field.TITLE].casefold() in [name.casefold() for name in known.columns[Field.TITLE]]
    assert guessed[Field.CLOSE_ON].casefold() in [name.casefold() for name in known.columns[Field.CLOSE_ON]]
