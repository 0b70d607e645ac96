"""What can be done with a charter as a whole: start, revise, propose, agree, rename, export, rate."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.charters import Charter
from se_desk.domain.errors import DeskError
from se_desk.domain.moments import say_day
from se_desk.domain.partners import Partner
from se_desk.ui.charters.agree_dialog import AgreeDialog
from se_desk.ui.charters.compare_dialog import CompareDialog
from se_desk.ui.charters.keep_template_dialog import KeepTemplateDialog
from se_desk.ui.charters.rate_dialog import RateDialog
from se_desk.ui.charters.returned_dialog import ReturnedDialog
from se_desk.ui.charters.sending import send_charter
from se_desk.ui.charters.start_dialog import StartDialog
from se_desk.ui.charters.title_dialog import TitleDialog
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.folders import ask_file
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

FORMS = (
    ("pdf", "PDF"),
    ("docx", "Word (DOCX)"),
    ("markdown", "Markdown"),
    ("email", "Text of an e-mail"),
)


class CharterActs(QObject):
    """Each act announces ``done`` with the id of the version to show, empty for the newest."""

    done = Signal(str)

    def __init__(self, desk: Desk, author: object, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._author, self._owner = desk, author, owner

    def start(self, partner: Partner) -> None:
        """Ask for a template, and draft from it."""
        self._ask(StartDialog(self._owner, self._desk, partner, self._author))

    def revise(self, partner: Partner) -> None:
        """A new draft that begins as a copy; the open one where there is one."""
        self._try(lambda: self._desk.charters.revise(partner.id, author=self._author).id)

    def propose(self, charter: Charter) -> None:
        """It was put before the AE today."""
        today = say_day(self._desk.today_on())
        said = f"v{charter.version} is marked as proposed on {today}. Nothing was sent."
        if self._try(lambda: self._desk.charters.propose(charter.id, author=self._author).id):
            toast(self._owner, said, "Export PDF", lambda: self.export(charter, "pdf"))

    def agree(self, charter: Charter, partner: Partner, replaced: Charter | None) -> None:
        """Ask for the day on which both said yes."""
        self._ask(AgreeDialog(self._owner, self._desk, charter, partner, replaced, self._author))

    def retitle(self, charter: Charter) -> None:
        """Ask for another title."""
        self._ask(TitleDialog(self._owner, self._desk, charter, self._author), charter.id)

    def rate(self, partner: Partner, shown: str = "") -> None:
        """Ask for a rating; ``shown`` is the version that stays in front."""
        ratings = self._desk.partners.alignments(partner.id)
        last = ratings[-1] if ratings else None
        self._ask(RateDialog(self._owner, self._desk, partner, last, self._author), shown)

    def export(self, charter: Charter, form: str) -> None:
        """Show what will leave, then copy it or write the file."""
        send_charter(self._owner, self._desk, charter, form)

    def compare(self, partner: Partner, versions: tuple[Charter, ...], chosen: str) -> None:
        """Two versions side by side."""
        CompareDialog(self._owner, self._desk, partner, versions, chosen).open()

    def keep_template(self, charter: Charter) -> None:
        """Ask for a title, and keep the version as a template."""
        dialog = KeepTemplateDialog(self._owner, self._desk, charter, self._author)
        dialog.confirmed.connect(lambda: toast(self._owner, "Kept as a template"))
        dialog.open()

    def take_back(self, charter: Charter, partner: Partner) -> None:
        """Ask for the file that came back, and show what was edited in it."""
        path = ask_file(self._owner, "The charter that came back", "Charters (*.docx *.md *.markdown *.txt)")
        if path is None:
            return
        try:
            returned = self._desk.charter_files.read_back(charter.id, path)
        except DeskError as error:
            tell(self._owner, error)
            return
        dialog = ReturnedDialog(self._owner, self._desk, partner, returned, path.name, self._author)
        dialog.confirmed.connect(lambda: self.done.emit(dialog.charter_id))
        dialog.open()

    def _ask(self, dialog: Dialog, shown: str = "") -> None:
        dialog.confirmed.connect(lambda: self.done.emit(shown))
        dialog.open()

    def _try(self, act: Callable[[], str]) -> bool:
        try:
            shown = act()
        except DeskError as error:
            tell(self._owner, error)
            return False
        self.done.emit(shown)
        return True
