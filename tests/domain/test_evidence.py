"""Items of evidence go into the one text of the risk log and come out of it again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.entry_kinds import settled
from se_desk.domain.errors import BadInput
from se_desk.domain.evidence import (
    EvidenceItem,
    EvidenceKind,
    computed,
    is_list,
    listed,
    own,
    read,
    says,
    selected,
    summary,
    tidy,
    written,
    written_as_list,
)
from se_desk.domain.passages import Passage

NOTE, CALL, DOCUMENT, FACT, OWN = EvidenceKind
# Words that could be taken for the marks of the form, beside any others.
TRICKY = st.sampled_from(
    ["• ", "• Own words: ", "• Note: ", "\n", "\n  ", "\n\n", " ", "Computed: ", "é", "e\u0301"]
)
LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
WORDS = st.lists(TRICKY | LETTERS, max_size=8).map("".join)
ITEMS = st.lists(st.builds(EvidenceItem, st.sampled_from(EvidenceKind), WORDS), max_size=5)


def bare(items: list[EvidenceItem]) -> list[tuple[EvidenceKind, str]]:
    return [(item.kind, tidy(item.words)) for item in items if tidy(item.words)]


@given(ITEMS)
def test_what_is_written_is_read_again(items: list[EvidenceItem]) -> None:
    text = written(items)
    assert [(item.kind, item.words) for item in read(text)] == bare(items)
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert written(read(text)) == text


@given(WORDS)
def test_text_without_the_form_reads_as_own_words(text: str) -> None:
    if not text.lstrip().startswith("•"):
        assert [(item.kind, item.words) for item in read(text)] == bare([own(text)])


@given(WORDS)
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.lists(st.characters() | st.sampled_from("\0\r\ud800\t\n\x1b\x7f"), max_size=40).map("".join))
def test_the_log_keeps_whatever_is_tidy(text: str) -> None:
    words = tidy(text)
    assert words == "" or settled("evidence", words) == words
    listing = written_as_list([own(text), computed(text)])
    assert listing == "" or settled("note", listing) == listing


def test_only_what_the_log_cannot_keep_is_left_out() -> None:
    assert tidy("a\0b\tc\nd\x1b\x7f\u202e\ud800e") == "ab\tc\nd\x1b\x7f\u202ee"
    with pytest.raises(BadInput):  # the rule can fail: without tidying the log refuses
        settled("evidence", "a\0b")


def test_how_a_list_looks() -> None:
    items = (
        computed("12 weeks from Sat 22 Aug 2026 is Sat 14 Nov 2026"),
        EvidenceItem(NOTE, "Legal starts when the report is in.\nNobody writes it."),
        own("Said twice"),
    )
    text = (
        "• Computed: 12 weeks from Sat 22 Aug 2026 is Sat 14 Nov 2026\n"
        "• Note: Legal starts when the report is in.\n"
        "  Nobody writes it.\n"
        "• Own words: Said twice"
    )
    assert written(items) == text
    assert is_list(text)
    assert all(says(text, item.words) for item in items)
    assert says(text, " 12 weeks from Sat 22 Aug 2026 ")
    assert not says(text, "12 weeks from Sat 22 Aug 202")
    assert not says(text, "22 Aug")
    assert not says(text, " ")
    assert summary(text).endswith("the report is in. Nobody writes it. · Said twice")
    assert listed(text).splitlines()[1:3] == ["- Legal starts when the report is in.", "  Nobody writes it."]


@pytest.mark.parametrize(
    "text",
    [
        "Week 2 of 12.",
        "First line\nsecond line",
        "• a list of one's own\n• typed by hand",
        "• Computed: 3 days\nand a line that is not indented",
        "• Computed: 3 days\n• Rumour: somebody said",
        "• Note: ",
        "• Note:  two blanks",
    ],
)
def test_what_is_no_list_stays_as_it_was(text: str) -> None:
    (item,) = read(text)
    assert (item.kind, item.words) == (OWN, tidy(text))
    assert not is_list(text)
    assert listed(text) == tidy(text)


def test_one_item_of_another_kind_says_its_kind() -> None:
    assert written([own("Just words")]) == "Just words"
    assert written([EvidenceItem(DOCUMENT, "Draft.pdf")]) == "• Document: Draft.pdf"
    assert written([own("• Call: typed so")]) == "• Own words: • Call: typed so"
    assert listed("• Call: said so") == "said so"


def test_nothing() -> None:
    assert written([]) == written([own(" \n ")]) == ""
    assert read(" ") == ()
    assert summary("") == listed("") == ""
    assert not is_list("")


def test_selected_words() -> None:
    passage = Passage("n", 2, "words")
    assert selected("words", passage, private=True) == (EvidenceItem(NOTE, "words", passage, True),)
    assert selected("words", None) == (own("words"),)
    assert selected(" ", passage) == ()


def test_the_source_is_not_in_the_text() -> None:
    passage = Passage("note-id", 2, "an excerpt")
    assert written([EvidenceItem(CALL, "Said so", passage, True)]) == "• Call: Said so"


def test_every_kind_has_a_word_of_its_own() -> None:
    assert [kind.label for kind in EvidenceKind] == ["Note", "Call", "Document", "Computed", "Own words"]
