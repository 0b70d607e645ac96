"""The card of the settings about calls: a calendar folder, and a word before the 24 hours are over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.folders import ask_folder
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.messages import tell

if TYPE_CHECKING:
    from se_desk.domain.profile import Profile
    from se_desk.services.desk import Desk

ABOUT_FOLDER = (
    "Name a folder into which your calendar program exports. Its .ics files are taken in when they change. "
    "What may be of several deals is asked about."
)
ABOUT_REMIND = (
    "A notification of this computer in the last hour before a call’s 24 hours are over. While the desk is "
    "locked it names nobody."
)
CHOICES = (("off", "Off"), ("quiet", "Without names"), ("named", "With call and account"))


class CallsCard(Card):
    """Both are off until the SE switches them on."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Calls")
        self._desk = desk
        self.folder = PlainLabel("", "mono", "text-2", elide=True)
        self.choose, self.stop = Button("Choose a folder", "folder-open"), Button("Stop")
        self.remind = Segment(CHOICES, "off", name="Notification before 24 hours are over")
        self.add(PlainLabel("Calendar folder", "small", "text-2", weight=500))
        self.add(BodyText(ABOUT_FOLDER, "body", "text-2"))
        self.body.addSpacing(8)
        row = hbox(gap=12)
        row.addWidget(self.folder, 1)
        row.addWidget(self.stop)
        row.addWidget(self.choose)
        self.body.addLayout(row)
        self.body.addSpacing(16)
        self.add(PlainLabel("Notification", "small", "text-2", weight=500))
        self.add(BodyText(ABOUT_REMIND, "body", "text-2"))
        self.body.addSpacing(8)
        self.body.addLayout(hbox(self.remind, None))
        self.choose.setAccessibleName("Choose the calendar folder")
        self.stop.setAccessibleName("Stop taking in the calendar folder")
        self.choose.clicked.connect(self._choose)
        self.stop.clicked.connect(lambda: self._set(calendar_folder=""))
        self.remind.chosen.connect(lambda key: self._set(remind=key))

    def show_set(self, profile: Profile) -> None:
        """What is set now."""
        self.folder.set_text(profile.calendar_folder or "No folder")
        self.stop.setVisible(bool(profile.calendar_folder))
        self.remind.set_value(profile.remind)

    def _choose(self) -> None:
        folder = ask_folder(self.window(), "Take in the calendar files of")
        if folder is not None:
            self._set(calendar_folder=str(folder))

    def _set(self, **fields: object) -> None:
        try:
            self._desk.profile.change(**fields)
        except DeskError as error:
            tell(self, error)
