"""A charter as files on a real disk."""

from __future__ import annotations

import io
import os
from pathlib import Path

import docx
import pytest

from se_desk.domain.charters import Charter
from se_desk.domain.errors import BadFile, BadInput, NotFound
from se_desk.domain.partners import Partner
from se_desk.services.charter_files import FORMS
from se_desk.services.desk import Desk
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
