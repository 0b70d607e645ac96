"""The dialog that exports notes: format, choice, preview of the very bytes, then a folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from se_desk.domain.errors import BadInput, DeskError
from se_desk.domain.moments import count
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.exchange.notes_out.salesforce_notes import FORMAT as SALESFORCE_NOTES
from se_desk.services.exports import CHANGED
from se_desk.ui.exports.link_loaded import link_loaded
from se_desk.ui.exports.note_list import NoteList
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Option, Segment
from se_desk.ui.kit.clipboard import copy_html, copy_text
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.folders import ask_folder, first_folder
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, VLine, hbox, vbox
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.notices import Banner, toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

WIDTH, LIST_WIDTH, MIDDLE_HEIGHT = 1000, 404, 480
MOST_SHOWN = 200_000  # characters of preview; the files themselves are whole


class ExportNotesDialog(Dialog):
    """Notes of one deal, or of all, out for the CRM."""

    def __init__(self, parent: QWidget, desk: Desk, deal_id: str = "", note_id: str = "") -> None:
        super().__init__(parent, "Export notes", "Save files…", icon="file-down", width=WIDTH)
        self._desk, self._note_id = desk, note_id
        self._deals = (deal_id,) if deal_id else None
        formats = desk.exports.formats()
        self.formats = Segment(
            [Option(each.key, each.label) for each in formats], desk.exports.usual(), name="Format"
        )
        self.list = NoteList()
        self.list.setFixedWidth(LIST_WIDTH)
        self.about = PlainLabel("", "small", "text-3", wrap=True)
        self.changed = PlainLabel("", "small", "sev-medium-text", wrap=True)
        self.unattached = Banner("", tone="amber", closable=False)
        self.link = Button("Link loaded notes…", "link", "ghost")
        self.preview = QPlainTextEdit()
        self.copy = Button("Copy", "copy")
        self.queue = Button("Put in the outbox", "send")
        self._lay_out()
        self.formats.chosen.connect(lambda _key: self._read())
        self.list.chosenChanged.connect(self._show)
        self.copy.clicked.connect(self._copy)
        self.queue.clicked.connect(self.open_crms)
        self.link.clicked.connect(lambda: link_loaded(self, self._desk))
        self._read()

    def _lay_out(self) -> None:
        self.preview.setReadOnly(True)
        self.preview.setFont(font("mono"))
        self.preview.setAccessibleName("File preview")
        self.preview.setProperty("kind", "area")
        self.preview.document().setDocumentMargin(10)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.foot.insertWidget(1, self.copy)
        self.foot.insertWidget(2, self.queue)
        top = hbox(
            PlainLabel("Format", "small", "text-2", weight=500), self.formats, None, margins=(20, 12, 20, 12)
        )
        right = vbox(
            hbox(PlainLabel("File preview", "ui", weight=600), None, self.link), 4, self.about, 6,
            self.changed, self.unattached, 6, self.preview,
            margins=(20, 12, 20, 16),
        )  # fmt: skip
        middle = hbox(self.list, VLine(), gap=0)
        middle.addLayout(right, 1)
        holder = QWidget()
        holder.setFixedHeight(MIDDLE_HEIGHT)
        holder.setLayout(middle)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(HLine())
        self.body.addLayout(top)
        self.body.addWidget(HLine())
        self.body.addWidget(holder)
        self.body.addWidget(HLine())

    def _read(self) -> None:
        """The plan of the chosen format, with what is new in it ticked; one note alone where it was named."""
        plan = self._desk.exports.plan(self.formats.value, self._deals)
        self.list.show_plan(plan, {self._note_id} if self._note_id else None)
        self._plan = plan
        self.about.set_text(plan.format.checked_against)
        self.link.setVisible(plan.format.key == SALESFORCE_NOTES.key)
        self._show()

    def _show(self) -> None:
        files = self._files()
        text = "\n".join(_shown(file, len(files)) for file in files)
        cut = f"\n… and {len(text) - MOST_SHOWN:,} letters more" if len(text) > MOST_SHOWN else ""
        self.preview.setPlainText(
            f"{text[:MOST_SHOWN]}{cut}" if files else "Tick a note to see what will be written."
        )
        chosen = len(self.list.chosen())
        self.primary.setEnabled(bool(chosen))
        self.copy.setEnabled(bool(chosen))
        self.queue.setEnabled(bool(chosen))
        words = f"{count(chosen, 'note')}, {count(len(files), 'file')}. Files are not encrypted."
        self.set_consequence(words if chosen else "Nothing is ticked.")
        self._say_again()
        self._say_unattached()

    def _say_again(self) -> None:
        """What the CRM can do about a note that it has taken before."""
        chosen = set(self.list.chosen())
        number = sum(one.out.note.id in chosen and one.how == CHANGED for one in self._plan.notes)
        have = "has" if number == 1 else "have"
        words = f"{count(number, 'note')} {have} changed since. {self._plan.format.again}"
        self.changed.set_text(words if number else "")
        self.changed.setVisible(bool(number))

    def _say_unattached(self) -> None:
        """What hangs on no deal arrives all the same, and nobody finds it there."""
        chosen, attached = set(self.list.chosen()), self._plan.format.attached
        notes = [one.out for one in self._plan.notes if one.out.note.id in chosen]
        alone = sum(not attached(note) for note in notes) if attached else 0
        have = "has" if alone == 1 else "have"
        self.unattached.set_sentence(
            f"{count(alone, 'note')} {have} no id of a deal in this CRM and will not be attached to one."
        )
        self.unattached.setVisible(bool(alone))

    def _files(self) -> tuple[FileOut, ...]:
        chosen = self.list.chosen()
        return self._desk.exports.preview(self.formats.value, chosen, first_folder()) if chosen else ()

    def _copy(self) -> None:
        """One note as text and HTML together, shown first: the preview is of the file. Several as the text
        of the files, which is in view."""
        chosen = self.list.chosen()
        if len(chosen) == 1:
            both = self._desk.exports.clipboard(chosen[0])
            take = partial(self._copied, partial(copy_html, both.html, both.text), 1)
            LeavingDialog(self, "Copy the note", both.text, "Copy", take, icon="copy").open()
        else:
            text = "\n".join(file.data.decode("utf-8") for file in self._files())
            self._copied(partial(copy_text, text), len(chosen))

    def _copied(self, copy: Callable[[], object], notes: int) -> bool:
        copy()
        toast(self.window(), f"Copied {count(notes, 'note')}")
        return True

    def open_crms(self) -> None:
        """The CRMs that the ticked notes may be approved for."""
        menu = self.crm_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.queue.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def crm_menu(self) -> Menu:
        """One entry a CRM."""
        menu = Menu(self, "For which CRM")
        for crm in self._desk.outbox.crms():
            menu.add(f"For {crm.label}", partial(self.approve, crm.key, crm.label))
        return menu

    def approve(self, crm_key: str, label: str) -> None:
        """The ticked notes wait in the outbox; nothing is sent. What stands in the way is said."""
        self.clear_problem()
        try:
            made = self._desk.outbox.approve(self.list.chosen(), crm_key, author=None)
        except DeskError as error:
            self.show_problem(error)
            return
        waits = "waits" if len(made) == 1 else "wait"
        words = f"{count(len(made), 'note')} {waits} in the outbox for {label}"
        toast(
            self.window(), words if made else "They are in the outbox already, as they are now", icon="send"
        )

    def confirm(self) -> bool:
        """Ask for a folder, write, and keep in the ledger that the notes left."""
        chosen = self.list.chosen()
        if not chosen:
            raise BadInput("No note is ticked.", do="Tick at least one.")
        folder = ask_folder(self, "Folder for the files")
        if folder is None:
            return False
        written = self._desk.exports.write(self.formats.value, chosen, folder, author=self)
        toast(self.window(), f"Saved {count(len(written), 'file')} to {folder}")
        return True


def _shown(file: FileOut, of: int) -> str:
    text = file.data.decode("utf-8")
    return f"{file.name}\n\n{text}" if of > 1 else text
