"""Versions side by side, a charter that came back, templates of one's own, and fields of clauses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from se_desk.domain.charters import Clause, ClauseKind
from se_desk.domain.clause_fields import read_roles, read_thresholds
from se_desk.domain.qualification import GateKind
from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.charters_in import Comment
from se_desk.ui.charters.compare_dialog import CompareDialog
from se_desk.ui.charters.fields_editor import ThresholdFields
from se_desk.ui.charters.keep_template_dialog import KeepTemplateDialog
from se_desk.ui.charters.marked_text import MarkedText
from se_desk.ui.charters.page import PartnerPage
from se_desk.ui.charters.returned_dialog import ReturnedDialog
from se_desk.ui.charters.start_dialog import StartDialog
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.wishes import Place
from tests.ui.charters.conftest import Pair
from tests.ui.charters.test_page import confirm, front, nameless


def marks(dialog: Dialog) -> str:
    return " | ".join(text.accessibleName() for text in dialog.findChildren(MarkedText) if text.isVisible())


def more(page: PartnerPage, what: str) -> None:
    """From the menu beside Export."""
    page.heading.more.click()
    menu = next(m for m in page.heading.findChildren(Menu) if m.isVisible())
    action = next(a for a in menu.actions() if a.text().startswith(what))
    menu.close()
    assert action.isEnabled()
    action.trigger()
    QApplication.processEvents()


def test_two_versions_side_by_side(open_page: PartnerPage, pair: Pair) -> None:
    first = pair.clauses()[0]
    pair.desk.charters.edit_clause(first.id, text=first.text + " Always.")
    more(open_page, "Compare two versions")
    dialog = front(open_page, CompareDialog)
    assert isinstance(dialog, CompareDialog) and nameless(dialog) == []
    assert dialog.said.text() == "1 clause differs between v1 and v2."
    assert "added:" in marks(dialog)
    dialog.all.setChecked(True)
    QApplication.processEvents()
    assert len(dialog.findChildren(MarkedText)) >= 2 * len(pair.clauses())
    dialog.all.setChecked(False)
    dialog.left.set_value(pair.draft.id)
    dialog.left.chosen.emit(pair.draft.id)
    assert dialog.said.text() == "v2 and v2 say the same."
    dialog.accept()
    assert not dialog.isVisible()


def returned_file(pair: Pair, folder: Path) -> Path:
    text = as_markdown(pair.desk.charter_files.document(pair.draft.id))
    first = pair.clauses()[0]
    text = text.replace(first.text, f"{first.text} Two days ahead.").replace("## 2 ", "## 2 The ")
    path = folder / "back.md"
    path.write_text(f"{text}\n## Ferries\n\nWe take the same one.\n", encoding="utf-8")
    return path


def test_a_charter_that_came_back(
    open_page: PartnerPage, pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pair.clauses()
    path = returned_file(pair, tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(path), ""))
    more(open_page, "Take in a file")
    dialog = front(open_page, ReturnedDialog)
    assert isinstance(dialog, ReturnedDialog) and nameless(dialog) == []
    assert "added: Two days ahead." in marks(dialog) and "added: The" in marks(dialog)
    assert dialog.primary.text() == "Take 3 edits"
    for key, check in dialog.edits.items():
        if not key.startswith("new:") and key != before[0].origin_id:
            check.setChecked(False)
    assert dialog.primary.text() == "Take 2 edits"
    confirm(dialog)
    after = pair.clauses()
    assert [clause.topic for clause in after] == [*(clause.topic for clause in before), "Ferries"]
    assert after[0].text.endswith("Two days ahead.") and after[1].text == before[1].text
    assert open_page.charter.clauses.lines()[-1].clause.topic == "Ferries"


def test_comments_are_listed(open_page: PartnerPage, pair: Pair, tmp_path: Path) -> None:
    returned = pair.desk.charter_files.read_back(pair.draft.id, returned_file(pair, tmp_path))
    said = (Comment("Pavel", "One day is enough", "Two days", 1), Comment("", "All fine"))
    returned = replace(returned, comments=said, tracked=4)
    dialog = ReturnedDialog(open_page, pair.desk, pair.partner, returned, "back.docx", None)
    dialog.open()
    shown = " ".join(text.text() for text in dialog.findChildren(BodyText))
    assert "Pavel on clause 1: “Two days”" in shown and "Somebody" in shown
    assert "4 tracked changes" in shown
    dialog.reject()
    same = replace(returned, edits=(), tracked=0)
    assert not ReturnedDialog(open_page, pair.desk, pair.partner, same, "same.docx", None).primary.isEnabled()


def test_what_is_no_charter_is_said(
    open_page: PartnerPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.md"
    path.write_text("Dear all", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: ("", ""))
    more(open_page, "Take in a file")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(path), ""))
    more(open_page, "Take in a file")
    assert front(open_page, Dialog).title.text() == "This file cannot be used"


def test_a_template_of_ones_own(open_page: PartnerPage, pair: Pair) -> None:
    more(open_page, "Keep as a template")
    keep = front(open_page, KeepTemplateDialog)
    assert isinstance(keep, KeepTemplateDialog) and nameless(keep) == []
    keep.name.setText(" ")
    confirm(keep)
    assert keep.isVisible()
    keep.name.setText("My ports")
    confirm(keep)
    other = pair.desk.partners.meet("Ada Lund")
    open_page.enter(Place("partner", other.id, "charter"))
    open_page.charter.start()
    start = front(open_page, StartDialog)
    assert isinstance(start, StartDialog) and nameless(start) == []
    key = pair.desk.own_templates.all()[0].key
    start.template.set_value(key)
    start.template.chosen.emit(key)
    confirm(start)
    (made,) = pair.desk.charters.versions(other.id)
    assert made.title == "My ports"


def test_a_template_can_be_removed_where_one_starts(open_page: PartnerPage, pair: Pair) -> None:
    kept = pair.desk.own_templates.keep(pair.draft.id, "My ports")
    other = pair.desk.partners.meet("Ada Lund")
    open_page.enter(Place("partner", other.id, "charter"))
    open_page.charter.start()
    start = front(open_page, StartDialog)
    assert isinstance(start, StartDialog)
    start.template.set_value(f"own:{kept.id}")
    start.template.chosen.emit(f"own:{kept.id}")
    assert start.drop.isVisibleTo(start)
    start.drop.click()
    assert pair.desk.own_templates.all() == ()
    assert start.template.value == "partnership" and not start.drop.isVisibleTo(start)


def choose(page: PartnerPage, pair: Pair, kind: ClauseKind) -> Clause:
    page.refresh()
    place = [clause.kind for clause in pair.clauses()].index(kind)
    lines = page.charter.clauses
    lines.setCurrentIndex(lines.model().index(place, 0))
    QApplication.processEvents()
    return pair.clauses()[place]


def test_roles_are_fields(open_page: PartnerPage, pair: Pair) -> None:
    choose(open_page, pair, ClauseKind.ROLES)
    roles = open_page.charter.editor.roles
    segment: Segment = roles.roles["technical"]
    QTest.mouseClick(segment._buttons["both"], Qt.MouseButton.LeftButton)
    kept = next(clause for clause in pair.clauses() if clause.kind is ClauseKind.ROLES)
    assert read_roles(kept.value).technical.value == "both"
    assert open_page.charter.shown is not None and open_page.charter.shown.view.changed == 1


def test_thresholds_are_fields(open_page: PartnerPage, pair: Pair) -> None:
    value = "budget, timeline 6 months, sponsor VP"
    pair.desk.charters.add_clause(pair.draft.id, "First", kind=ClauseKind.THRESHOLDS, value=value)
    choose(open_page, pair, ClauseKind.THRESHOLDS)
    fields: ThresholdFields = open_page.charter.editor.thresholds
    fields.months.selectAll()
    QTest.keyClicks(fields.months, "9")
    QTest.keyClick(fields.months, Qt.Key.Key_Return)
    fields.sponsor.setText("director, or above")
    fields.sponsor.editingFinished.emit()
    fields.gates[GateKind.BUDGET].click()
    kept = pair.clauses()[-1]
    found = read_thresholds(kept.value)
    assert (found.months, found.sponsor) == (9, "director or above")
    assert found.gates == {GateKind.TIMELINE, GateKind.SPONSOR}
    fields.months.setText("999")
    fields.months.editingFinished.emit()
    assert read_thresholds(pair.clauses()[-1].value).months == 9
    for gate in (GateKind.TIMELINE, GateKind.SPONSOR):
        fields.gates[gate].click()
    assert read_thresholds(pair.clauses()[-1].value).gates  # the last one stays


def test_an_agreed_version_shows_its_fields_and_changes_none(open_page: PartnerPage, pair: Pair) -> None:
    open_page.charter.show_version(pair.agreed.id)
    place = [c.kind for c in pair.desk.charters.clauses(pair.agreed.id)].index(ClauseKind.ROLES)
    lines = open_page.charter.clauses
    lines.setCurrentIndex(lines.model().index(place, 0))
    roles = open_page.charter.editor.roles
    assert not any(segment.isEnabled() for segment in roles.roles.values())
    assert all(segment.property("fixed") for segment in roles.roles.values())
