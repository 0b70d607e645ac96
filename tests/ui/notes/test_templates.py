"""Templates: chosen for a note, and made, changed, moved and deleted in their dialog."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull
from se_desk.domain.notes import NoteKind
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import NewNote, NoteTemplates, Place, TemplateNote
from se_desk.ui.notes.template_choice import TemplateChoice
from se_desk.ui.notes.templates_dialog import TemplatesDialog
from se_desk.ui.notes.wishes import GRANTS
from tests.ui.notes.conftest import Opened, dialogs_of

LONG = 10_000
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def dialog(desk: Desk, bus: Bus, window: QWidget) -> TemplatesDialog:
    GRANTS[NoteTemplates](NoteTemplates("demo"), window, desk, bus, lambda _place: None)
    found = dialogs_of(window)[-1]
    assert isinstance(found, TemplatesDialog)
    return found


def names(desk: Desk, kind: NoteKind = NoteKind.DEMO) -> list[str]:
    return [each.name for each in desk.note_templates.of_kind(kind)]


def test_one_that_came_with_the_desk_is_only_read(dialog: TemplatesDialog, side: str) -> None:
    assert dialog.chosen is not None
    assert dialog.chosen.id == "bundled:demo"
    assert dialog.editor.source.isReadOnly()
    assert not dialog.editor.name.isEnabled()
    assert not dialog.away.isEnabled()
    dialog._delete()
    dialog.table.opened.emit(dialog.chosen)
    assert dialog.editor.source.hasFocus()
    dialog.window().grab()


def test_a_copy_is_changed_while_one_types(
    dialog: TemplatesDialog, desk: Desk, qtbot: QtBot, window: QWidget
) -> None:
    dialog.copy.click()
    assert dialog.editor.name.hasFocus()
    QTest.keyClicks(dialog.editor.name, "Short demo")
    QTest.keyClick(dialog.editor.name, Qt.Key.Key_Return)
    assert names(desk) == ["Demo", "Short demo"]
    cursor = dialog.editor.source.textCursor()
    cursor.select(cursor.SelectionType.Document)
    cursor.insertText("Tab\there, nbsp\u00a0there ")
    dialog.editor.insert("ae")
    qtbot.waitUntil(
        lambda: desk.note_templates.of_kind(NoteKind.DEMO)[1].body == "Tab\there, nbsp\u00a0there {ae}",
        timeout=LONG,
    )
    qtbot.waitUntil(lambda: "Short demo" in dialog.table.columns[0].text(dialog.chosen), timeout=LONG)
    dialog.editor.kind.set_value("poc")
    dialog.editor.kind.chosen.emit("poc")
    assert names(desk, NoteKind.POC) == ["POC", "Short demo"]
    dialog.accept()
    assert dialogs_of(window) == []


def test_alt_and_the_arrows_move_and_delete_takes_away(
    dialog: TemplatesDialog, desk: Desk, window: QWidget
) -> None:
    dialog.copy.click()
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Up, ALT)
    assert names(desk) == ["Demo, copy", "Demo"]
    assert not dialog.up.isEnabled()
    assert dialog._second(desk.note_templates.of_kind(NoteKind.DEMO)[0]) == "Demo, your own, used first"
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, ALT)
    assert names(desk) == ["Demo", "Demo, copy"]
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert names(desk) == ["Demo"]
    assert dialog.chosen is not None
    assert dialog.chosen.id == "bundled:demo"
    (toast,) = [each for each in window.findChildren(Toast) if each.isVisible()]
    toast.acted.emit()
    assert names(desk) == ["Demo", "Demo, copy"]


def test_a_new_one_is_empty_and_a_name_is_never_lost(
    dialog: TemplatesDialog, desk: Desk, window: QWidget
) -> None:
    dialog.new.click()
    assert names(desk) == ["Demo", "My demo"]
    dialog.editor.name.setText("")
    dialog.editor.name.textEdited.emit("")
    dialog.reject()  # closing keeps what is typed, and a blank name is no name
    assert dialogs_of(window) == []
    assert names(desk) == ["Demo", "My demo"]


def test_the_fields_are_in_a_menu(dialog: TemplatesDialog, qtbot: QtBot) -> None:
    dialog.copy.click()
    dialog.editor.fields.click()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=LONG)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.actions()[2].trigger()
    popup.close()
    assert "{ae}" in dialog.editor.source.toPlainText()


def test_a_full_disk_loses_no_word(
    dialog: TemplatesDialog, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.copy.click()

    def full(*_args: object, **_named: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(desk.note_templates, "change", full)
        dialog.editor.source.textCursor().insertText("Words ")
        assert not dialog.editor.flush()
        dialog.reject()
        dialog.accept()
        dialog.new.click()
        assert dialog.isVisible()
        assert "full" in dialog.editor.hint.text()
    dialog.reject()
    assert desk.note_templates.of_kind(NoteKind.DEMO)[1].body.startswith("Words ")


def test_a_note_begins_with_the_template_one_chooses(
    desk: Desk, bus: Bus, window: QWidget, deal: Deal
) -> None:
    own = desk.note_templates.create(NoteKind.POC, "Numbers", "# {account}, {ae}\n\n- \n")
    went: list[Place] = []
    GRANTS[TemplateNote](TemplateNote(deal.id), window, desk, bus, went.append)
    dialog = dialogs_of(window)[-1]
    assert isinstance(dialog, TemplateChoice)
    QTest.keyClicks(dialog.field, "num")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    (note,) = desk.notes.of_deal(deal.id)
    assert (note.kind, note.body) == (NoteKind.POC, "# Halvorsen Quays, Pavel Lindqvist\n\n- \n")
    assert went == [Place("note", note.id)]
    assert desk.note_templates.get(own.id).name == "Numbers"


def test_without_a_choice_nothing_begins(desk: Desk, bus: Bus, window: QWidget) -> None:
    GRANTS[TemplateNote](TemplateNote(), window, desk, bus, lambda _place: None)
    dialog = dialogs_of(window)[-1]
    assert isinstance(dialog, TemplateChoice)
    QTest.keyClicks(dialog.field, "zzz")
    dialog.accept()
    assert dialog.isVisible()
    dialog.reject()


def test_the_first_of_a_kind_is_what_a_note_starts_with(
    desk: Desk, bus: Bus, window: QWidget, deal: Deal
) -> None:
    own = desk.note_templates.create(NoteKind.DISCOVERY, "Mine", "Mine\n")
    desk.note_templates.move(own.id, -1)
    GRANTS[NewNote](NewNote(deal.id), window, desk, bus, lambda _place: None)
    assert desk.notes.of_deal(deal.id)[0].body == "Mine\n"


def test_a_fresh_note_takes_another_template_and_a_written_one_gets_it_put_in(
    opened: Opened, desk: Desk, deal: Deal, window: QWidget
) -> None:
    own = desk.note_templates.create(NoteKind.POC, "Numbers", "## {deal}\n\n- \n")
    page = opened.page
    fresh = desk.notes.start(deal.id, kind=NoteKind.DEMO, body=desk.notes.template(NoteKind.DEMO, deal.id))
    page.enter(Place("note", fresh.id))
    page.templating.choose()
    dialog = dialogs_of(window)[-1]
    assert isinstance(dialog, TemplateChoice)
    dialog.field.set_value(own.id)
    dialog.accept()
    stored = desk.notes.get(fresh.id)
    assert (stored.kind, stored.body) == (NoteKind.POC, "## Berth planning\n\n- \n")
    page.writing.editor.textCursor().insertText("X")
    page.templating.use(own.id)
    assert page.writing.editor.source.count("## Berth planning") == 2
    page.templating.edit()
    assert opened.went.wishes[-1] == NoteTemplates("poc")
    page.saving.flush()
