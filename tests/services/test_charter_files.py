"""A charter as files on a real disk."""

from __future__ import annotations

import io
import os
from pathlib import Path

import docx
import pytest

from se_desk.domain.charters import Charter, CharterStatus
from se_desk.domain.errors import BadFile, BadInput, NotFound
from se_desk.domain.partners import Partner
from se_desk.domain.tone import blame_words
from se_desk.services.desk import Desk
from se_desk.services.files_out import FORMS
from tests.services.conftest import PaintsNothing


@pytest.fixture
def charter(desk: Desk, partner: Partner) -> Charter:
    return desk.charters.draft(partner.id, "partnership")


def test_each_form_is_one_file(desk: Desk, charter: Charter, paper: PaintsNothing, tmp_path: Path) -> None:
    names = []
    for form, suffix in FORMS.items():
        (path,) = desk.charter_files.export(charter.id, form, tmp_path, paper)
        names.append(path.name)
        assert path.suffix == suffix
        assert os.name == "nt" or path.stat().st_mode & 0o077 == 0
    assert names[0] == "Partnership charter, Pavel Lindqvist, v1.pdf"
    assert paper.documents == [desk.charter_files.document(charter.id)]
    assert {path.name for path in tmp_path.iterdir()} >= set(names)


def test_what_the_files_say(desk: Desk, charter: Charter, paper: PaintsNothing, tmp_path: Path) -> None:
    (markdown,) = desk.charter_files.export(charter.id, "markdown", tmp_path, paper)
    text = markdown.read_text("utf-8")
    assert text.startswith("# Partnership charter\n")
    assert desk.profile.get().public_key in text
    for clause in desk.charters.clauses(charter.id):
        assert f"## {clause.position} {clause.topic}" in text
    (word,) = desk.charter_files.export(charter.id, "docx", tmp_path, paper)
    read = docx.Document(io.BytesIO(word.read_bytes()))
    assert read.core_properties.author == "Marlene Okoro"
    assert read.paragraphs[0].text == "Partnership charter"


def test_a_second_export_replaces_the_first(
    desk: Desk, charter: Charter, paper: PaintsNothing, tmp_path: Path
) -> None:
    (first,) = desk.charter_files.export(charter.id, "markdown", tmp_path, paper)
    before = first.read_bytes()
    clause = desk.charters.clauses(charter.id)[0]
    desk.charters.edit_clause(clause.id, text="Said anew.")
    (second,) = desk.charter_files.export(charter.id, "markdown", tmp_path, paper)
    assert second == first
    assert second.read_bytes() != before


def test_what_cannot_be_written(desk: Desk, charter: Charter, paper: PaintsNothing, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no form “odt”"):
        desk.charter_files.export(charter.id, "odt", tmp_path, paper)
    with pytest.raises(NotFound):
        desk.charter_files.export("none", "pdf", tmp_path, paper)
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(BadFile):
        desk.charter_files.export(charter.id, "markdown", file, paper)


def test_a_letter_is_the_charter_and_a_line_before_it(desk: Desk, charter: Charter, partner: Partner) -> None:
    letter = desk.charter_files.letter(charter.id)
    assert (letter.to, letter.subject) == (partner.email, "Partnership charter, version 1")
    assert letter.body.startswith("Hello Pavel, here is a draft")
    assert letter.body.endswith("\n\nMarlene\n")
    for clause in desk.charters.clauses(charter.id):
        assert clause.text.split("\n")[0] in letter.body
    desk.charters.propose(charter.id)
    assert "I would agree to" in desk.charter_files.letter(charter.id).body
    assert blame_words(letter.body) == ()


@pytest.mark.parametrize("form", ["docx", "markdown"])
def test_a_file_that_came_back_unchanged_changes_nothing(
    desk: Desk, charter: Charter, paper: PaintsNothing, tmp_path: Path, form: str
) -> None:
    (path,) = desk.charter_files.export(charter.id, form, tmp_path, paper)
    returned = desk.charter_files.read_back(charter.id, path)
    assert returned.differing == ()
    assert (returned.title, returned.charter.id) == ("Partnership charter", charter.id)


def edited_file(desk: Desk, charter: Charter, paper: PaintsNothing, folder: Path) -> Path:
    """The AE rewords the first clause, drops the second, and adds one of their own."""
    (path,) = desk.charter_files.export(charter.id, "markdown", folder, paper)
    text = path.read_text("utf-8")
    first, second = desk.charters.clauses(charter.id)[:2]
    text = text.replace(first.text, "Two days ahead, Pavel sends the names.")
    head, _, rest = text.partition(f"## 2 {second.topic}")
    text = head + "## 2 Ferries\n\nWe take the same one.\n\n## 3 " + rest.partition("## 3 ")[2]
    path.write_text(text, encoding="utf-8")
    return path


def test_edits_come_back_as_a_diff_and_only_the_chosen_ones_are_taken(
    desk: Desk, charter: Charter, paper: PaintsNothing, tmp_path: Path
) -> None:
    desk.charters.propose(charter.id)
    before = desk.charters.clauses(charter.id)
    returned = desk.charter_files.read_back(charter.id, edited_file(desk, charter, paper, tmp_path))
    assert [edit.how for edit in returned.differing] == ["changed", "added", "removed"]
    assert desk.charters.clauses(charter.id) == before  # reading changes nothing
    changed, added, _removed = returned.differing
    taken = desk.charter_files.take_edits(returned, {changed.origin_id, added.origin_id})
    assert (taken.id, taken.status) == (charter.id, CharterStatus.DRAFT)
    after = desk.charters.clauses(charter.id)
    assert [clause.topic for clause in after] == [
        before[0].topic,
        "Ferries",
        *(clause.topic for clause in before[1:]),
    ]
    assert after[0].text == "Two days ahead, Pavel sends the names."
    assert after[0].id == before[0].id and after[1].origin_id == after[1].id
    assert not after[1].id.startswith("new")


def test_edits_to_an_agreed_version_go_into_a_draft(
    desk: Desk, charter: Charter, paper: PaintsNothing, tmp_path: Path
) -> None:
    desk.charters.propose(charter.id)
    desk.charters.agree(charter.id)
    before = desk.charters.clauses(charter.id)
    returned = desk.charter_files.read_back(charter.id, edited_file(desk, charter, paper, tmp_path))
    chosen = {edit.origin_id for edit in returned.differing}
    draft = desk.charter_files.take_edits(returned, chosen)
    assert draft.version == 2 and desk.charters.clauses(charter.id) == before
    found = desk.charters.view(draft.id)
    assert [change.how for change in found.changes if change.how != "same"] == ["changed", "added", "removed"]


def test_what_cannot_be_read_back(desk: Desk, charter: Charter, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        desk.charter_files.read_back(charter.id, tmp_path / "nothing.md")
    other = tmp_path / "letter.md"
    other.write_text("Dear all", encoding="utf-8")
    with pytest.raises(BadFile, match="no clause"):
        desk.charter_files.read_back(charter.id, other)
