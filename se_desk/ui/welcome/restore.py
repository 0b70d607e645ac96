"""Restore from a backup, or take in an archive: which one, what opens it, what becomes of the desk here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from se_desk.domain.errors import BadInput, DeskError, WrongKey
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.inputs import Field
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import Scroller, hbox, vbox
from se_desk.ui.kit.notices import BannerPlace
from se_desk.ui.welcome.passphrase import PassphraseEdit
from se_desk.ui.welcome.running import Running

WIDTH = 440
ARCHIVE_SUFFIX = ".age"
FILTER = "Backups and archives of SE Desk (*.sedesk-backup *.sedesk.age);;All files (*)"
KEPT = (
    "The desk on this computer is not thrown away: it is backed up first where it can be opened, and its "
    "files go to a folder beside the restored ones. Where its risk log is longer, the entries come along."
)
NOTHING_HERE = "No desk is on this computer yet. It gets the one in the file."
NONE_YET = ("", "No file chosen yet")


@dataclass(frozen=True, slots=True)
class _Words:
    """How the two kinds of files are spoken of."""

    title: str
    verb: str
    file: str
    secret: str
    hint: str
    no_file: str
    no_secret: str


BACKUP = _Words(
    "Restore from a backup",
    "Restore",
    "Backup",
    "Passphrase or recovery code",
    "Those of the day on which the backup was made open it.",
    "Choose the file of a backup.",
    "Type the passphrase or the recovery code of that backup.",
)
ARCHIVE = _Words(
    "Take in an archive",
    "Take in",
    "Archive",
    "Passphrase of the archive",
    "Chosen when it was written. It opens the desk on this computer too, until you set another.",
    "Choose the file of an archive.",
    "Type the passphrase of that archive.",
)


class RestorePage(QWidget):
    """Asks for a backup or an archive, and its secret; whoever opens desks does the work and says how far."""

    restoreRequested = Signal(object, str)  # Path, secret
    backRequested = Signal()

    def __init__(self, found: Sequence[tuple[Path, str]], *, replaces: bool, archive: bool = False) -> None:
        super().__init__()
        words = self._first_words = ARCHIVE if archive else BACKUP
        self._files = {str(file): said for file, said in found}
        self._trouble = BannerPlace((0, 16, 0, 0))
        self.backup = Select(self._options(), name=words.file)
        self.choose = Button("Choose a file…", "folder-open")
        self.secret = PassphraseEdit(words.secret)
        self.restore = Button(words.verb, kind="primary")
        self._title = PlainLabel(words.title, "title")
        self.back = Button("Back")
        self.running = Running()
        self._fields = (
            Field(words.file, self.backup),
            Field(words.secret, self.secret, words.hint),
        )
        self.setAccessibleName(words.title)
        self._assemble(KEPT if replaces else NOTHING_HERE)
        self._connect()
        self.setFocusProxy(self.secret if found else self.choose)

    def _assemble(self, what_happens: str) -> None:
        file_row = hbox(gap=8)
        file_row.addWidget(self._fields[0], 1)
        file_row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        column = vbox(
            hbox(IconMark("archive-restore", "accent", 24), None),
            16,
            self._title,
            8,
            BodyText(what_happens, "body", "text-2"),
            self._trouble,
            24,
            file_row,
            12,
            self._fields[1],
            self.running,
            20,
            hbox(self.restore, self.back, None),
        )
        inside = QWidget()
        inside.setLayout(column)
        inside.setFixedWidth(WIDTH)
        holder = QWidget()
        holder.setLayout(vbox(None, hbox(None, inside, None), None, margins=(24, 24, 24, 24)))
        self.setLayout(vbox(Scroller(holder)))

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.restore.clicked.connect(self.submit)
        self.secret.returnPressed.connect(self.submit)
        self.back.clicked.connect(self.backRequested)
        self.backup.chosen.connect(lambda _key: self._say_what_it_is())

    def _options(self) -> list[tuple[str, str]]:
        return list(self._files.items()) or [NONE_YET]

    def _choose(self) -> None:
        start = Path(self.backup.value).parent if self.backup.value else Path.home()
        chosen, _kind = QFileDialog.getOpenFileName(self, "Choose the file", str(start), FILTER)
        if chosen:
            self.take(Path(chosen))

    def take(self, file: Path) -> None:
        """Choose this file, wherever it lies."""
        self._files.setdefault(str(file), file.name)
        self.backup.set_options(self._options())
        self.backup.set_value(str(file))
        self._say_what_it_is()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def words(self) -> _Words:
        """Those for the file that is chosen, else those the page began with."""
        if not self.backup.value:
            return self._first_words
        return ARCHIVE if self.backup.value.casefold().endswith(ARCHIVE_SUFFIX) else BACKUP

    def _say_what_it_is(self) -> None:
        words = self.words
        self._title.set_text(words.title)
        self.setAccessibleName(words.title)
        self.restore.set_text(words.verb)
        self._fields[0].clear_error()
        self._fields[0].set_label(words.file)
        self._fields[1].set_label(words.secret)
        self._fields[1].set_hint(words.hint)

    def submit(self) -> None:
        """Look at what was chosen, then ask for the restore."""
        if not self.restore.isEnabled():
            return
        self._trouble.clear()
        if not self.backup.value:
            self._fields[0].set_error(self.words.no_file)
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.secret.text().strip():
            self._fields[1].set_error(self.words.no_secret)
            self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.set_busy(True)
            self.restoreRequested.emit(Path(self.backup.value), self.secret.text())

    def set_busy(self, busy: bool) -> None:
        """While it is restored nothing else is; it can be stopped until it is being put in place."""
        for widget in (self.backup, self.choose, self.secret, self.restore, self.back):
            widget.setEnabled(not busy)
        if busy:
            self.running.stop.setEnabled(True)
            self.running.begin("Opening the file")
            self.running.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.running.end()
            self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: DeskError) -> None:
        """A wrong key stands under its field, everything else above; what was typed stays."""
        self.set_busy(False)
        self._trouble.clear()
        if isinstance(error, WrongKey | BadInput):
            self._fields[1].set_error(error.in_short)
            self.secret.selectAll()
            return
        self._trouble.say(str(error))

    @property
    def error(self) -> str:
        """The sentence shown, "" for none."""
        below = next((field.error for field in self._fields if field.error), "")
        return below or self._trouble.sentence

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.back.isEnabled():
                self.backRequested.emit()
            elif self.running.stop.isVisible() and self.running.stop.isEnabled():
                self.running.stopRequested.emit()
            return
        super().keyPressEvent(event)
