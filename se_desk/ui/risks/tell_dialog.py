"""Tell the AE of a flag: the message with its receipt, the ways to send it, and the entry that says so."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.risk_messages import carries, crm_note, with_receipt
from se_desk.domain.risks import Channel
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, LineEdit, TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.notices import Banner, toast
from se_desk.ui.risks.wording import WordingHint

if TYPE_CHECKING:
    from se_desk.exchange.eml import Draft
    from se_desk.services.desk import Desk

NO_RECEIPT = (
    "The receipt is no longer in the message. It is what ties the words at the AE's end to this chain; "
    "without it, only this desk says what was sent."
)
BY_HAND = "It goes to the clipboard. The desk sends nothing."


class TellDialog(Dialog):
    """Nothing is sent from here. “I sent it” adds the entry that somebody was told."""

    def __init__(self, parent: QWidget, desk: Desk, flag_id: str, words: str = "") -> None:
        self._desk, self._flag = desk, desk.risks.get(flag_id)
        view = desk.deals.view(self._flag.deal_id)
        self._partner, self._account = view.partner, view.deal.account
        name = self._partner.first_name if self._partner else "the AE"
        verb = "Remind" if self._flag.told else "Tell"
        super().__init__(
            parent,
            f"{verb} {name}",
            "I sent it",
            "The desk sends nothing. This records in the log that you told them.",
            icon="send",
            subtitle=self._flag.statement,
            width=640,
        )
        self.receipt = desk.risks.receipt(self._flag.deal_id)
        text = with_receipt(words, self.receipt) if words.strip() else desk.risks.draft(flag_id)
        self.message = TextArea(text, rows=11)
        self.warning = Banner(NO_RECEIPT, "Put it back", "amber", closable=False)
        self.wording = WordingHint()
        self.to = LineEdit(self._partner.name if self._partner else "", name="To")
        email = bool(self._partner and self._partner.email)
        self.channel = Select(
            [(word.value, word.label) for word in Channel],
            (Channel.EMAIL if email else Channel.DIRECT_MESSAGE).value,
        )
        self.reference = LineEdit("", "Message-ID or link")
        self._drafted = "" if words.strip() else text
        self.copy, self.note = Button("Copy", "copy"), Button("Copy as CRM note", "sticky-note")
        self.save = Button("Save draft…", "file-down")
        self.mail = Button("Open in mail", "mail")
        self.envelope = BodyText("", "small", "text-3", max_lines=2)
        for button, name in (
            (self.copy, "Copy message"),
            (self.save, "Save mail draft…"),
            (self.mail, "Open in mail program"),
        ):
            button.setAccessibleName(name)
        self._lay_out()
        self._wire()
        self._check()

    def _lay_out(self) -> None:
        self.body.addWidget(Field("Message", self.message))
        self.body.addWidget(self.warning)
        self.body.addWidget(self.wording)
        self.body.addLayout(hbox(self.copy, self.note, self.save, self.mail, None))
        self.body.addWidget(self.envelope)
        self.to_field = Field("To", self.to)
        pair = hbox(gap=16)
        pair.addWidget(self.to_field, 1)
        pair.addWidget(Field("Channel", self.channel), 1)
        self.body.addLayout(pair)
        hint = "With one, somebody else can look the message up. Without one, it stands as reported by you."
        self.body.addWidget(Field("Reference, where the channel gives one", self.reference, hint))

    def _wire(self) -> None:
        self.message.textChanged.connect(self._check)
        self.to.textChanged.connect(self._say_envelope)
        self.warning.acted.connect(self._put_back)
        self.copy.clicked.connect(self._copy)
        self.note.clicked.connect(self._copy_note)
        self.save.clicked.connect(self._save)
        self.mail.clicked.connect(self._open_mail)

    def _check(self) -> None:
        text = self.message.text
        self.warning.setVisible(bool(text.strip()) and not carries(text, self.receipt))
        self.wording.judge(text)
        self._say_envelope()

    def _say_envelope(self) -> None:
        """What a mail says besides the message, so that nothing leaves which is not in view."""
        draft = self._draft()
        ((name, address),) = draft.to
        to = f"{name} <{address}>" if address else f"{name}, no address known" if name else "nobody yet"
        self.envelope.set_content(f"A mail goes to {to}. Subject: {draft.subject}")

    def _put_back(self) -> None:
        self.message.set_text(with_receipt(self.message.text, self.receipt))
        self.message.setFocus()

    # ---- ways out -----------------------------------------------------------------

    def _copy(self) -> None:
        copy_text(self.message.text)
        toast(self.window(), "Copied the message")

    def _copy_note(self) -> None:
        """In the form for the CRM, shown before it is taken; words of the SE’s own are in view already."""
        note = crm_note(self._desk.evidence.shareable(self._flag), self.receipt)
        if self.message.text == self._drafted:
            take = partial(self._take_note, note)
            LeavingDialog(self, "Note for the CRM", note, "Copy", take, consequence=BY_HAND).open()
        else:
            self._take_note(self.message.text)

    def _take_note(self, text: str) -> bool:
        """The message is what was copied, and the channel says where it went."""
        self._drafted = ""
        self.message.set_text(text)
        self.channel.set_value(Channel.CRM_NOTE.value)
        copy_text(text)
        toast(self.window(), "Copied for the CRM")
        return True

    def _draft(self) -> Draft:
        from se_desk.exchange.eml import Draft

        name, known = self.to.text().strip(), self._partner
        # Whoever else is named gets no mail addressed to the AE.
        address = known.email if known and name in (known.name, known.first_name) else ""
        subject = f"{self._account}: {self._flag.statement}"
        return Draft(((name, address),), subject, self.message.text)

    def _save(self) -> None:
        """A draft as a file that mail programs open for editing."""
        from se_desk.exchange.eml import eml_file
        from se_desk.exchange.notes_out.note_out import FileOut
        from se_desk.services.files_out import write_files

        file = eml_file(self._draft())
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Save mail draft", str(Path.home() / file.name), "Mail (*.eml)"
        )
        if not chosen:
            return
        path = Path(chosen)
        try:
            write_files(path.parent, [FileOut(path.name, file.data)])
        except DeskError as error:
            self.show_problem(error)
            return
        toast(self.window(), f"Saved {path.name}, not encrypted")

    def _open_mail(self) -> None:
        from se_desk.exchange.eml import mailto_url

        url = mailto_url(self._draft())
        if not url:
            toast(self.window(), "Too long for a mail address line", "Save mail draft…", self._save, "info")
        elif not QDesktopServices.openUrl(QUrl(url)):
            toast(self.window(), "No mail program answered", "Save mail draft…", self._save, "info")

    def confirm(self) -> bool:
        """Append that somebody was told."""
        if not self.to.text().strip():
            self.to_field.set_error("Name who was told.")
            self.to.setFocus()
            return False
        self._desk.risks.tell(
            self._flag.id,
            self.to.text(),
            Channel(self.channel.value),
            reference=self.reference.text(),
            message=self.message.text,
            author=self,
        )
        return True
