"""The table of words: whole, fit to be handed over as JSON, and filled in everywhere it is used."""

import json
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from se_desk.domain.entry_kinds import CORRECTION_FIELDS, KINDS, TOKENS
from se_desk.exchange.risk_records import ABOUT_KEYS, how_to_check
from se_desk.exchange.risk_records.files import resource
from se_desk.exchange.risk_records.words import WORDS
from tests.architecture.source import HOUSE

SCRIPT = resource("page.js") + resource("stamps.js")


def texts(value: object, way: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the table with its place."""
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{way}/{key}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from texts(inner, f"{way}/{at}")


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_kind_and_field_has_words() -> None:
    for kind, fields in KINDS.items():
        assert {*fields.all, *(CORRECTION_FIELDS if kind == "risk.correct" else ())} - {"to", "from"} == set(
            WORDS["lines"][kind]
        ) - {"to", "from"}
        assert all(name in WORDS["fields"] for name in fields.all)
    assert set(WORDS["kinds"]) == set(KINDS)
    assert set(WORDS["bare"]) == set(KINDS) - {"risk.correct"}


def test_every_token_has_a_word() -> None:
    assert {name: tuple(words) for name, words in WORDS["tokens"].items()} == dict(TOKENS)


def test_what_is_said_of_a_deal_may_be_said() -> None:
    assert {key for key, _ in WORDS["about"]} <= set(ABOUT_KEYS)


def test_the_table_can_be_handed_over_as_json() -> None:
    assert json.loads(json.dumps(WORDS)) == WORDS
    assert all(text.strip() == text and text for _, text in texts(WORDS))


def test_the_tone_holds() -> None:
    said = json.dumps(WORDS, ensure_ascii=False) + how_to_check()
    assert "!" not in said
    assert "—" not in said
    assert not re.search(
        r"\b(please|fault of|blame[ds]?|guilty|failed to)\b", said.replace("assigns no blame", "")
    )


HOLES = {
    "/text/author": {"author"},
    "/text/recipient": {"recipient"},
    "/text/period": {"period"},
    "/text/exported": {"moment"},
    "/text/told_of": {"told", "flags"},
    "/text/lead": {"flags", "entries", "first", "last"},
    "/text/unshown": {"flags"},
    "/text/corrects": {"seq"},
    "/text/occurred": {"day", "recorded"},
    "/text/stamp": {"moment", "seq"},
    "/text/stamp_elsewhere": {"moment"},
    "/text/stamp_key": {"authority", "certificate"},
    "/text/shown_of": {"entries", "shown"},
    "/kinds/risk.sent/0": {"to"},
    "/kinds/risk.ack/0": {"from"},
    "/verdicts/intact": {"entries"},
    "/verdicts/broken": {"reason"},
    "/verdicts/fits": {"seq"},
    "/verdicts/differs": {"seq"},
    "/faults/value": {"seq", "name"},
}


def test_only_what_will_be_filled_in_is_left_open() -> None:
    found = {way: holes(text) for way, text in texts(WORDS) if holes(text)}
    seq_only = {way: {"seq"} for way in found if way.startswith("/faults/") and way != "/faults/value"}
    counted = {f"/counts/{noun}/1": {"n"} for noun in WORDS["counts"]}
    assert found == HOLES | seq_only | counted


@pytest.mark.parametrize("table", ["verdicts", "faults", "text"])
def test_the_page_in_the_browser_asks_for_no_word_that_is_not_there(table: str) -> None:
    name = "TEXT" if table == "text" else f"WORDS.{table}"
    asked = set(re.findall(rf"\b{re.escape(name)}\.([a-z_]+)", SCRIPT))
    assert asked
    assert asked <= set(WORDS[table])  # type: ignore[literal-required]


def test_the_page_in_the_browser_knows_every_fault() -> None:
    assert set(re.findall(r"WORDS\.faults\.([a-z]+)", SCRIPT)) == set(WORDS["faults"])


def test_nothing_stands_in_the_table_for_nobody() -> None:
    folder = HOUSE / "exchange" / "risk_records"
    used = "".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "words.py")
    assert [key for key in WORDS["text"] if f'"{key}"' not in used and f"'{key}'" not in used] == []
