"""Asks before a copy of an attachment leaves the encrypted desk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from se_desk.domain.attachments import Attachment
from se_desk.ui.kit.cards import SayBox
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText


class OpenCopy(Dialog):
    """Says what opening means: a file that other programs can read, for as long as the desk is open."""

    def __init__(self, parent: QWidget, attachment: Attachment) -> None:
        super().__init__(
            parent,
            "Open a copy?",
            "Open",
            "The copy goes when the desk is locked or closed.",
            icon="external-link",
            width=520,
        )
        self.add(SayBox(f"{attachment.name}, {attachment.said_size}", "body"))
        self.add(
            BodyText(
                "Your viewer gets an unencrypted copy, in a folder that only you can read. What you change "
                "in it does not come back to the note.",
                "body",
                "text-2",
            )
        )
