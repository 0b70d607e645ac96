"""First run: whose desk it is, how it opens, where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QFrame, QWidget

from se_desk import __version__
from se_desk.domain.errors import BadInput, DeskError
from se_desk.domain.passphrases import SHORTEST
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import CheckBox
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import Scroller, Surface, hbox, vbox
from se_desk.ui.kit.marks import BrandMark
from se_desk.ui.kit.notices import BannerPlace
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme
from se_desk.ui.welcome.passphrase import PassphraseEdit, StrengthBar

LEFT, FORM = 520, 440
HEADLINE = ("Notice it first.", "Name it in time.", "Keep the proof.")
POINTS = (
    ("hard-drive", "Only on this computer", "No account and no server behind it. A plane will do."),
    ("lock", "Shut with your own key", "The file is encrypted. Without a key it stays shut, for us too."),
    (
        "shield-check",
        "A log that shows changes",
        "Every entry of the risk log is sealed into the next, so a later change is found.",
    ),
)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a person chose. A blank ``passphrase`` is none."""

    name: str
    zone: str
    passphrase: str
    use_keyring: bool
    recovery: bool


class FirstRunPage(QWidget):
    """Asks for what a new desk needs."""

    createRequested = Signal(object)  # Setup
    sampleRequested = Signal()
    restoreRequested = Signal(bool)  # True for an archive, False for a backup

    def __init__(self, desk: Path, zone: str) -> None:
        super().__init__()
        self.name, self.zone = LineEdit(name="Your name"), LineEdit(zone, "Europe/Lisbon", "Time zone")
        self.first, self.again = PassphraseEdit("Passphrase"), PassphraseEdit("Passphrase again")
        self.strength = StrengthBar()
        self.keyring = CheckBox("Open it with the keyring of this computer")
        self.recovery = CheckBox("Make a recovery code", True)
        self._keyring_says = BodyText("Looking for a keyring.", "small", "text-3")
        self.create_ = Button("Set up my desk", kind="primary")
        self.sample = Button("Look around a sample desk", kind="ghost")
        self.restore = Button("Restore from a backup…", kind="link", small=True)
        self.archive = Button("I have an archive…", kind="link", small=True)
        self._fields = {
            "name": Field("Your name", self.name, "Records and charters carry it."),
            "zone": Field("Time zone", self.zone),
            "first": Field("Passphrase", self.first),
            "again": Field("Passphrase again", self.again),
        }
        self._trouble = BannerPlace((0, 12, 0, 0))
        self.setAccessibleName("Set up a desk")
        self._assemble(desk)
        self._connect()
        self.know_keyring(None)
        self.setFocusProxy(self.name)

    def _assemble(self, desk: Path) -> None:
        form = vbox(
            PlainLabel("Step 1 of 2", "small", "text-3", weight=500),
            4,
            PlainLabel("Set up your desk", "title"),
            self._trouble,
            20,
            self._fields["name"],
            12,
            self._fields["zone"],
            12,
            self._fields["first"],
            4,
            self.strength,
            8,
            self._fields["again"],
            16,
            self.keyring,
            hbox(self._keyring_says, margins=(26, 0, 0, 0)),
            12,
            self.recovery,
            hbox(
                BodyText("To be printed and put away: the way in when the others fail.", "small", "text-3"),
                margins=(26, 0, 0, 0),
            ),
            16,
            _Folder(desk),
            24,
            hbox(self.create_, self.sample, None, gap=8),
        )
        inside = QWidget()
        inside.setLayout(form)
        inside.setFixedWidth(FORM)
        holder = QWidget()
        holder.setLayout(vbox(None, hbox(None, inside, None), None, margins=(24, 24, 24, 24)))
        row = hbox(_left(self.restore, self.archive), gap=0)
        row.addWidget(Scroller(holder), 1)
        self.setLayout(row)

    def _connect(self) -> None:
        from zoneinfo import available_timezones

        zones = QCompleter(sorted(available_timezones()), self)
        zones.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        zones.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = zones.popup()
        if popup is not None:
            popup.setProperty("kind", "popup")
            popup.setAccessibleName("Time zones")
        self.zone.setCompleter(zones)
        self.first.textChanged.connect(self.strength.show_for)
        self.create_.clicked.connect(self.submit)
        self.sample.clicked.connect(self.sampleRequested)
        self.restore.clicked.connect(lambda: self.restoreRequested.emit(False))
        self.archive.clicked.connect(lambda: self.restoreRequested.emit(True))
        for field in (self.name, self.zone, self.first, self.again):
            field.returnPressed.connect(self.submit)

    def know_keyring(self, there: bool | None) -> None:
        """Whether this computer has a keyring; None while that is not known."""
        words = {
            None: "Looking for a keyring.",
            True: "Found one. The passphrase stays a second way in.",
            False: "None answers on this computer, so the passphrase opens the desk.",
        }
        self._keyring_says.set_content(words[there])
        self.keyring.setEnabled(bool(there))
        self.keyring.setChecked(bool(there))
        self.keyring.setAccessibleDescription(words[there])

    def submit(self) -> None:
        """Look at what was typed, then ask for the desk."""
        wrong = self._wrong()
        for key, sentence in wrong.items():
            self._fields[key].set_error(sentence)
        if wrong:
            self._fields[next(iter(wrong))].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.create_.isEnabled():
            self.set_busy(True)
            self.createRequested.emit(self.setup)

    @property
    def setup(self) -> Setup:
        """What is chosen."""
        return Setup(
            self.name.text().strip(),
            self.zone.text().strip(),
            self.first.text(),
            self.keyring.isChecked(),
            self.recovery.isChecked(),
        )

    def _wrong(self) -> dict[str, str]:
        wrong, phrase = {}, self.first.text()
        if not self.name.text().strip():
            wrong["name"] = "Type your name."
        if not _is_zone(self.zone.text().strip()):
            wrong["zone"] = "Name a zone such as Europe/Lisbon."
        if not phrase.strip() and not self.keyring.isChecked():
            wrong["first"] = "Choose a passphrase: four or five words are easy to keep."
        elif phrase.strip() and len(phrase.strip()) < SHORTEST:
            wrong["first"] = f"Use at least {SHORTEST} characters: four or five words are easy to keep."
        elif phrase != self.again.text():
            wrong["again"] = "The two differ. Type the passphrase once more."
        return wrong

    @property
    def errors(self) -> dict[str, str]:
        """The sentences shown, by field."""
        return {key: field.error for key, field in self._fields.items() if field.error}

    def set_busy(self, busy: bool) -> None:
        """While the desk is made nothing else is."""
        for button in (self.create_, self.sample, self.restore, self.archive):
            button.setEnabled(not busy)
        self.create_.set_text("Setting up" if busy else "Set up my desk")

    def show_error(self, error: DeskError) -> None:
        """What stood in the way; everything typed stays."""
        self.set_busy(False)
        if isinstance(error, BadInput):
            self._fields["first"].set_error(error.in_short)
            return
        self._trouble.say(str(error), closable=False)


def _is_zone(name: str) -> bool:
    from zoneinfo import available_timezones

    return name == "UTC" or name in available_timezones()


def _left(*links: Button) -> QFrame:
    column = vbox(margins=(56, 48, 56, 48))
    column.addLayout(hbox(BrandMark(28), PlainLabel("SE Desk", "heading"), None, gap=12))
    column.addStretch(2)
    for line in HEADLINE:
        column.addWidget(PlainLabel(line, "display"))
    column.addSpacing(16)
    for icon, title, words in POINTS:
        column.addSpacing(24)
        said = vbox(PlainLabel(title, "body", weight=600), BodyText(words, "body", "text-2"))
        row = hbox(gap=16)
        row.addWidget(IconMark(icon, "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        column.addLayout(row)
    column.addStretch(5)
    column.addLayout(hbox(PlainLabel(f"Version {__version__}", "small", "text-3"), *links, None, gap=12))
    made = Surface("sidebar", column)
    made.setFixedWidth(LEFT)
    return made


class _Folder(QWidget):
    """Where the desk will lie."""

    def __init__(self, desk: Path) -> None:
        super().__init__()
        words = PlainLabel(_short(desk), "mono", "text-2", elide=True)
        row = hbox(IconMark("folder-open"), margins=(12, 7, 12, 7), gap=10)
        row.addWidget(words, 1)
        self.setLayout(row)
        self.setAccessibleName(f"The desk will lie at {desk}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, QRectF(self.rect()), 6, theme().colour("neutral-tint"))
        painter.end()


def _short(path: Path) -> str:
    """With ~ for the person's own folder."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return str(path)
