"""The settings page: who sits here, how it looks, when it locks, how it opens, and where it lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput, DeskError
from se_desk.ui.frame.passphrase_dialog import PassphraseDialog, RecoveryDialog
from se_desk.ui.kit.background import run
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import CheckBox, Segment, Select
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.headers import PageHeader
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import Scroller, hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.theme import Mode, theme
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.domain.profile import Profile
    from se_desk.services.desk import Desk
    from se_desk.services.opening import Opening
    from se_desk.ui.kit.bus import Bus

WIDTH = 760
MONTHS = (
    ("1", "January"),
    ("2", "February"),
    ("3", "March"),
    ("4", "April"),
    ("5", "May"),
    ("6", "June"),
    ("7", "July"),
    ("8", "August"),
    ("9", "September"),
    ("10", "October"),
    ("11", "November"),
    ("12", "December"),
)
LOCKS = (("5", "5 minutes"), ("15", "15 minutes"), ("30", "30 minutes"), ("60", "1 hour"), ("0", "never"))
THEMES = (("light", "Light"), ("dark", "Dark"), ("system", "As the system"))


class SettingsPage(Page):
    """Every change is written when its field is left."""

    def __init__(self, desk: Desk, bus: Bus, opening: Opening) -> None:
        super().__init__(desk, bus)
        self._opening = opening
        self.name, self.email, self.zone, self.currency = (
            LineEdit(name=name) for name in ("Your name", "E-mail", "Time zone", "Currency")
        )
        self._fields: dict[str, Field] = {
            "name": Field("Your name", self.name),
            "email": Field("E-mail", self.email),
            "zone": Field("Time zone", self.zone),
            "currency": Field("Currency", self.currency, note="three letters"),
        }
        self.month = Select(MONTHS, name="The fiscal year begins in")
        self.theme_ = Segment(THEMES, name="Theme")
        self.lock = Select(LOCKS, name="Lock when nobody is there for")
        self.keyring = CheckBox("Let the keyring of this computer open the desk")
        self._folder = PlainLabel("", "mono", "text-2", elide=True, selectable=True)
        self._key = PlainLabel("", "mono", "text-2", elide=True, selectable=True)
        self._saved = PlainLabel("", "small", "text-3")
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        inside = QWidget()
        inside.setLayout(vbox(self._you(), self._looks(), self._ways_in(), self._place(), None, gap=16))
        inside.setMaximumWidth(WIDTH)
        scroller = Scroller()
        row = hbox(gap=0)
        row.addWidget(inside, 1)
        row.addStretch(0)
        scroller.body.addLayout(row)
        head = vbox(PageHeader("Settings"), margins=(24, 0, 24, 0))
        column = vbox(head)
        column.addWidget(scroller, 1)
        self.setLayout(column)
        self.setAccessibleName("Settings")

    def _you(self) -> Card:
        card = Card("You")
        for pair in (("name", "email"), ("zone", "currency")):
            row = hbox(gap=16)
            for key in pair:
                row.addWidget(self._fields[key], 1)
            card.body.addLayout(row)
            card.body.addSpacing(12)
        card.body.addLayout(hbox(Field("The fiscal year begins in", self.month), None))
        return card

    def _looks(self) -> Card:
        card = Card("Looks and lock")
        card.body.addLayout(
            hbox(Field("Theme", self.theme_), Field("Lock when nobody is there for", self.lock), None, gap=32)
        )
        return card

    def _ways_in(self) -> Card:
        card = Card("Ways in")
        self.passphrase = Button("Change the passphrase", "key-round")
        self.recovery = Button("Make a recovery code", "life-buoy")
        words = "The keyring opens without a question; passphrase and recovery code open anywhere."
        card.body.addWidget(BodyText(words, "body", "text-2"))
        card.body.addSpacing(12)
        card.body.addWidget(self.keyring)
        card.body.addSpacing(12)
        card.body.addLayout(hbox(self.passphrase, self.recovery, None))
        return card

    def _place(self) -> Card:
        card = Card("The desk itself")
        self.show_folder = Button("Show", small=True)
        self.copy_key = Button("Copy", small=True)
        self.back_up = Button("Back up now", "archive")
        for label, words, button in (
            ("Lies in", self._folder, self.show_folder),
            ("Key that checks your risk records", self._key, self.copy_key),
        ):
            card.body.addWidget(PlainLabel(label, "small", "text-2", weight=500))
            row = hbox(gap=12)
            row.addWidget(words, 1)
            row.addWidget(button)
            card.body.addLayout(row)
            card.body.addSpacing(12)
        card.body.addLayout(hbox(self.back_up, self._saved, None, gap=12))
        self.show_folder.setAccessibleName("Show the folder of the desk")
        self.copy_key.setAccessibleName("Copy the key that checks your risk records")
        return card

    def _connect(self) -> None:
        self._fields["name"].editor.setMaxLength(200)  # type: ignore[attr-defined]
        for key, edit in (("name", self.name), ("email", self.email), ("zone", self.zone)):
            edit.editingFinished.connect(lambda k=key, e=edit: self._set(k, e.text().strip()))
        self.currency.editingFinished.connect(self._set_currency)
        self.month.chosen.connect(lambda value: self._set("fiscal_month", int(value)))
        self.lock.chosen.connect(lambda value: self._set("lock_minutes", int(value)))
        self.theme_.chosen.connect(self._set_theme)
        self.keyring.clicked.connect(self._set_keyring)
        self.passphrase.clicked.connect(lambda: PassphraseDialog(self, self.desk, self._opening).open())
        self.recovery.clicked.connect(self._make_recovery)
        self.show_folder.clicked.connect(self._show_folder)
        self.copy_key.clicked.connect(self._copy_key)
        self.back_up.clicked.connect(self._back_up)
        self.bus.listen(self, lambda _change: self._read(), (Noun.PROFILE, Noun.EVERYTHING), author=self)

    def enter(self, place: Place) -> None:  # noqa: ARG002
        """Show what is set."""
        self._read()

    def leave(self) -> bool:
        """Write what stands in the fields."""
        self._set("name", self.name.text().strip())
        self._set("email", self.email.text().strip())
        self._set("zone", self.zone.text().strip())
        self._set_currency()
        return True

    def _read(self) -> None:
        profile = self.desk.profile.get()
        self.name.setText(profile.name)
        self.email.setText(profile.email)
        self.zone.setText(profile.zone)
        self.currency.setText(profile.currency)
        for field in self._fields.values():
            field.clear_error()
        self.month.set_value(str(profile.fiscal_month))
        self.theme_.set_value(profile.theme)
        self._show_lock(profile)
        self._folder.set_text(str(self._opening.paths.desk.parent))
        self._key.set_text(profile.public_key)
        self._show_ways()

    def _show_lock(self, profile: Profile) -> None:
        minutes = str(profile.lock_minutes)
        known = minutes in dict(LOCKS)
        self.lock.set_options(LOCKS if known else (*LOCKS, (minutes, f"{minutes} minutes")))
        self.lock.set_value(minutes)

    def _show_ways(self) -> None:
        with_words: Callable[[str], str] = lambda at: f"Last backup {at}"  # noqa: E731
        saved_at = self._opening.last_backup_at()
        self._saved.set_text(with_words(f"{saved_at:%Y-%m-%d %H:%M}") if saved_at else "No backup yet")
        try:
            self.keyring.setChecked("keyring" in self._opening.slots())
        except DeskError as error:
            tell(self, error)

    def _set(self, key: str, value: object) -> None:
        """Write one field where it changed; what cannot be taken is said under it and set back."""
        if getattr(self.desk.profile.get(), key) == value:
            return
        try:
            if key == "name" and not value:
                raise BadInput("The desk needs your name.", do="Type it.")
            self.desk.profile.change(author=self, **{key: value})
        except BadInput as error:
            self._fields[key].set_error(" ".join((error.happened, error.do)))
        except DeskError as error:
            tell(self, error)

    def _set_currency(self) -> None:
        code = self.currency.text().strip().upper()
        if len(code) == 3 and code.isascii() and code.isalpha():
            self._set("currency", code)
        else:
            self._fields["currency"].set_error("Use the three letters of ISO 4217, such as EUR.")

    def _set_theme(self, mode: str) -> None:
        theme().choose(cast(Mode, mode))
        self._set("theme", mode)

    def _set_keyring(self, on: bool) -> None:
        desk, opening = self.desk, self._opening
        self.keyring.setEnabled(False)

        def ended(error: Exception | None = None) -> None:
            self.keyring.setEnabled(True)
            self._show_ways()
            if error is not None:
                tell(self, error)

        run(lambda _job: opening.set_keyring(desk, on), self, lambda _done: ended(), ended)

    def _make_recovery(self) -> None:
        desk, opening = self.desk, self._opening
        owner = desk.profile.get().name
        run(
            lambda _job: opening.make_recovery(desk),
            self,
            lambda code: RecoveryDialog(self, code, owner).open(),
        )

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._opening.paths.desk.parent)))

    def _copy_key(self) -> None:
        copy_text(self._key.full_text())
        toast(self, "Key copied")

    def _back_up(self) -> None:
        desk, opening = self.desk, self._opening
        self.back_up.setEnabled(False)

        def ended(error: Exception | None = None) -> None:
            self.back_up.setEnabled(True)
            self._show_ways()
            if error is None:
                toast(self, "Backup written and checked", icon="archive")
            else:
                tell(self, error)

        run(lambda _job: opening.back_up(desk), self, lambda _file: ended(), ended)
