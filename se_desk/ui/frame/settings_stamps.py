"""The card of the settings for time stamps: whose, held to which certificate, and how often."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from se_desk.domain.errors import BadFile, DeskError, DeskLocked
from se_desk.domain.moments import count
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import CheckBox
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.domain.profile import Profile
    from se_desk.domain.risks import RiskEntry
    from se_desk.services.desk import Desk

WORDS = (
    "A receipt in a message already shows how far the risk log had come. A time stamp (RFC 3161) adds a "
    "witness with a clock of its own: an authority that you name signs the hash of a chain’s newest entry. "
    "It sees that hash and this computer’s address, and no word of the log. Without it the risk log needs no "
    "network at all."
)
NO_CERTIFICATE = "Held to no certificate: each stamp names the one it was signed with."
MOST_CERTIFICATE = 1024 * 1024  # bytes


class StampsCard(Card):
    """Every change is written at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Time stamps")
        self._desk = desk
        self._job: Job | None = None
        self.url = LineEdit("", "https://stamps.example/rfc3161", name="Address of the authority")
        self.field = Field("Address of the authority", self.url, note="off while this is empty")
        self.certificate = BodyText(NO_CERTIFICATE, "small", "text-2", max_lines=2)
        self.choose, self.forget = Button("Choose its certificate…", small=True), Button("Forget", small=True)
        self.forget.setAccessibleName("Forget the certificate of the authority")
        self.daily = CheckBox("Ask once a day for what is new, while the desk is open")
        self.now = Button("Stamp what is new now", "shield-check")
        self.state = PlainLabel("", "small", "text-3")
        self._lay_out()
        self.url.editingFinished.connect(self.set_url)
        self.choose.clicked.connect(self._choose)
        self.forget.clicked.connect(lambda: self._try(lambda: desk.stamps.set_certificates(b"")))
        self.daily.clicked.connect(lambda on: self._try(lambda: desk.stamps.set_daily(on)))
        self.now.clicked.connect(self._stamp)

    def _lay_out(self) -> None:
        self.add(BodyText(WORDS, "body", "text-2"))
        self.body.addSpacing(12)
        self.add(self.field)
        self.body.addSpacing(12)
        row = hbox(gap=12)
        row.addWidget(self.certificate, 1)
        row.addWidget(self.choose)
        row.addWidget(self.forget)
        self.body.addLayout(row)
        self.body.addSpacing(12)
        self.add(self.daily)
        self.body.addSpacing(12)
        self.body.addLayout(hbox(self.now, self.state, None, gap=12))

    def show_set(self, profile: Profile) -> None:
        """What holds now."""
        on = bool(profile.stamp_url)
        if not self.url.hasFocus():
            self.url.setText(profile.stamp_url)
        self.field.clear_error()
        self.daily.setChecked(profile.stamp_daily)
        for part in (self.daily, self.choose):
            part.setEnabled(on)
        self.now.setEnabled(on and self._job is None)
        self.forget.setVisible(bool(profile.stamp_certificates))
        self.certificate.set_content(certificate_words(profile.stamp_certificates))
        if self._job is None:
            self.state.set_text(self._open_words() if on else "")

    def _open_words(self) -> str:
        waiting = len(self._desk.stamps.open_deals())
        return f"{count(waiting, 'chain has', 'chains have')} something new" if waiting else "All is stamped"

    def set_url(self) -> None:
        """Write the address where it changed; what is none is said under it."""
        text = self.url.text().strip()
        try:
            if text == self._desk.profile.get().stamp_url:
                return
            self._desk.stamps.set_authority(text)
        except DeskLocked:
            return  # the field lost the focus to a lock, and leaving the page wrote it before
        except DeskError as error:
            self.field.set_error(error.in_short)
            return
        self._refresh()

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, "The authority’s certificate", str(Path.home()), "Certificates (*.pem *.crt *.cer *.der)"
        )
        if name:
            self._try(lambda: self._desk.stamps.set_certificates(_read(Path(name))))

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except DeskError as error:
            tell(self, error)
        self._refresh()

    def _refresh(self) -> None:
        self.show_set(self._desk.profile.get())

    def _stamp(self) -> None:
        """Off the GUI thread: the authority may take its time."""
        desk = self._desk

        def work(job: Job) -> tuple[RiskEntry, ...]:
            def heard(part: float, words: str) -> None:
                job.stop_if_cancelled()
                job.report(part, words)

            return desk.stamps.stamp_all(heard)

        self.state.set_text("Asking the authority")
        self._job = run(
            work, self, self._stamped, self._failed, lambda _part, words: self.state.set_text(words)
        )
        self.now.setEnabled(False)

    def _stamped(self, made: tuple[RiskEntry, ...]) -> None:
        self._job = None
        self._refresh()
        toast(self, f"{count(len(made), 'chain')} stamped" if made else "Everything was stamped already")

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._refresh()
        tell(self, error)


def certificate_words(text: str) -> str:
    """Whose certificate stamps are held to, with its SHA-256."""
    if not text:
        return NO_CERTIFICATE
    from se_desk.exchange.risk_records.stamp_check import certificate_names, certificates_in

    return "Held to " + ", ".join(certificate_names(certificates_in(text.encode())))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_CERTIFICATE)
    except OSError as error:
        raise BadFile(f"{path.name} cannot be read: {error.strerror}.", do="Choose another file.") from error
