"""Who drives the call, who takes the commercial side, who writes the technical notes."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from se_desk.ui.calls.preparation import Around, Preparation, name_line, offer_names
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.marks import Avatar, initials_of
from se_desk.ui.kit.theme import follow, theme

ROLES = (
    ("drives", "Drives the call"),
    ("commercial", "Opening, closing, commercial"),
    ("technical_notes", "Technical notes"),
)


class _Role(QFrame):
    """One role with the name of who has it, to be typed over."""

    def __init__(self, key: str, words: str, around: Around) -> None:
        super().__init__()
        self.key, self._se = key, ""
        self.face = Avatar("?", words)
        self.editor = name_line(words)
        # Where both do not fit, the words give way and the name stays whole.
        label = PlainLabel(words, "body", elide=True)
        label.setToolTip(words)
        row = hbox(self.face, 10, margins=(16, 0, 8, 0), gap=0)
        row.addWidget(label, 1)
        row.addSpacing(8)
        row.addWidget(self.editor)
        line = vbox(HLine())
        line.addLayout(row, 1)
        self.setLayout(line)
        follow(self, lambda living: living.setFixedHeight(theme().px(36)))
        self.kept = around.keep(
            self.editor,
            lambda name: around.desk.huddles.set_roles(around.call_id, author=around, **{key: name}),
        )
        self.editor.textChanged.connect(self._name)
        self.editor.textChanged.connect(lambda _text: self.editor.updateGeometry())

    def show_name(self, name: str, prepared: Preparation) -> None:
        """Show who has the role; the SE's own face is in the accent."""
        self._se = prepared.se
        offer_names(self.editor, prepared.names)
        self.kept.show(name)
        self._name(self.editor.text())

    def _name(self, name: str) -> None:
        self.face.set(initials_of(name) if name.strip() else "–", name or "Nobody yet")
        self.face._accent = bool(name) and name == self._se
        self.face.update()


class RolesCard(Card):
    """The three roles of a call."""

    def __init__(self, around: Around) -> None:
        super().__init__("Who does what", flush=True)
        self.roles = {key: _Role(key, words, around) for key, words in ROLES}
        for role in self.roles.values():
            self.add(role)

    def show_preparation(self, prepared: Preparation) -> None:
        """Show the names as they are on the desk."""
        for key, role in self.roles.items():
            role.show_name(getattr(prepared.prepared.huddle, key), prepared)
