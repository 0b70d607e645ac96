"""The desk's own words and names."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.services import spelling
from se_desk.services.desk import Desk
from se_desk.services.dictionaries import Dictionary


def test_words_are_added_and_changed(desk: Desk) -> None:
    assert spelling.own_words(desk) == ()
    spelling.add_word(desk, "Tidewright")
    spelling.add_word(desk, "berthing\n")
    spelling.add_word(desk, "Tidewright")
    spelling.add_word(desk, " ")
    assert spelling.own_words(desk) == ("berthing", "Tidewright")
    spelling.set_words(desk, ["zulu", "", "alpha", "zulu"])
    assert spelling.own_words(desk) == ("alpha", "zulu")
    spelling.set_words(desk, [])
    assert spelling.own_words(desk) == ()


def test_there_is_a_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "MOST_OWN", 2)
    spelling.set_words(desk, ["a", "b", "c"])
    assert spelling.own_words(desk) == ("a", "b")


def test_names_of_the_desk_are_words(desk: Desk) -> None:
    partner = desk.partners.meet("Pavel Lindqvist")
    deal = desk.deals.open("Berth planning", "Halvorsen Quays", partner_id=partner.id)
    desk.people.add(deal.id, "Ana O\u2019Ruiz")
    assert {"Lindqvist", "Halvorsen", "O\u2019Ruiz", "Okoro"} <= spelling.names(desk)
    speller = spelling.speller(desk, "en_US")
    assert speller is not None
    assert speller.knows("Lindqvist")
    assert not speller.knows("Lindqvsit")


def test_without_a_dictionary_nothing_is_spelled(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(spelling, "chosen", lambda _key: None)
    assert spelling.speller(desk, "en_US") is None
    monkeypatch.setattr(spelling, "chosen", lambda _key: Dictionary("de", tmp_path, "de"))
    assert spelling.speller(desk, "de") is None
