"""Names of the files of an export folder, and the texts that lie beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.names import safe_name
from se_desk.exchange.risk_records import HOW_TO_CHECK, how_to_check, record_files
from se_desk.exchange.risk_records.files import RecordFiles, resource


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Cold store", "cold-store"),
        ("  ../../etc/passwd  ", "etc-passwd"),
        ("CON", "_con"),
        ("…", "deal"),
        ("", "untitled"),
        ("Überlandwerk: Netz / Ost", "überlandwerk-netz-ost"),
        ("a.json; rm -rf ~", "a-json-rm-rf"),
        ("東京 港", "東京-港"),
    ],
)
def test_names_of_files(title: str, stem: str) -> None:
    files = record_files(title)
    assert files.json == f"{stem}-risk-record.json"
    assert (files.pdf, files.html, files.markdown) == tuple(
        f"{files.stem}.{end}" for end in ("pdf", "html", "md")
    )


def test_two_deals_of_one_name() -> None:
    first = record_files("Cold store")
    second = record_files("cold STORE", {first.stem})
    assert second.stem == "cold-store-2-risk-record"
    assert record_files("Cold store", {first.stem, second.stem}).stem == "cold-store-3-risk-record"


TITLES = st.sampled_from(["Cold store", "cold store", "Cold store 2", "", "…", "CON"]) | st.text()


@given(st.lists(TITLES, max_size=8))
def test_any_titles_get_safe_names_of_their_own(titles: list[str]) -> None:
    taken: list[RecordFiles] = []
    for title in titles:
        taken.append(record_files(title, [files.stem for files in taken]))
    assert len({files.stem.casefold() for files in taken}) == len(titles)
    for files in taken:
        assert safe_name(files.json) == files.json
        assert len(files.json.encode()) < 200


def test_how_to_check_names_the_ways() -> None:
    text = how_to_check()
    assert HOW_TO_CHECK == "HOW-TO-CHECK.txt"
    for way in ("se-desk verify", "check_risk_record.py", "sha256sum", "openssl pkeyutl", "convenience"):
        assert way in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_texts_are_those_of_the_resources() -> None:
    assert resource("how-to-check.txt") == how_to_check()
    assert "$policy" in resource("page.html")
    with pytest.raises(FileNotFoundError):
        resource("nothing.txt")
