"""The settings page: who sits here, how it looks, when it locks, how it opens, its backups, its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput, DeskError, DeskLocked
from se_desk.ui.frame.archive_card import ArchiveCard
from se_desk.ui.frame.backups import BackupsCard
from se_desk.ui.frame.backups_check import CheckCard
from se_desk.ui.frame.settings_calls import CallsCard
from se_desk.ui.frame.settings_looks import LockCard, LooksCard
from se_desk.ui.frame.settings_stamps import StampsCard
from se_desk.ui.frame.settings_ways import PlaceCard, WaysCard
from se_desk.ui.frame.settings_writing import WritingCard
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.headers import PageHeader
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.layout import Scroller, hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.pages import Page

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.opening import Opening
    from se_desk.ui.kit.bus import Bus
    from se_desk.ui.kit.wishes import Place

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


class SettingsPage(Page):
    """Every change is written when its field is left. ``tab`` "backups" or "stamps" shows that card."""

    restoreRequested = Signal()

    def __init__(
        self, desk: Desk, bus: Bus, opening: Opening, lock_words: Callable[[], str] = lambda: ""
    ) -> None:
        super().__init__(desk, bus)
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
        self.looks, self.lock = LooksCard(), LockCard(lock_words)
        self.writing, self.calls = WritingCard(desk), CallsCard(desk)
        self.ways, self.place = WaysCard(desk, opening), PlaceCard(opening)
        self.backups, self.check = BackupsCard(desk, opening), CheckCard(desk, opening)
        self.archive, self.stamps = ArchiveCard(desk), StampsCard(desk)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        cards = (
            self._you(),
            self.looks,
            self.writing,
            self.calls,
            self.lock,
            self.ways,
            self.backups,
            self.check,
            self.archive,
            self.stamps,
            self.place,
        )
        inside = QWidget()
        inside.setLayout(vbox(*cards, None, gap=16))
        inside.setMaximumWidth(WIDTH)
        self._scroller = Scroller()
        row = hbox(gap=0)
        row.addWidget(inside, 1)
        row.addStretch(0)
        self._scroller.body.addLayout(row)
        head = vbox(PageHeader("Settings"), margins=(24, 0, 24, 0))
        column = vbox(head)
        column.addWidget(self._scroller, 1)
        self.setLayout(column)
        self.setAccessibleName("Settings")

    def _you(self) -> Card:
        card = Card("You")
        for pair in (("name", "email"), ("zone", "currency")):
            row = hbox(gap=16)
            for key in pair:
                row.addWidget(self._fields[key], 1, Qt.AlignmentFlag.AlignTop)
            card.body.addLayout(row)
            card.body.addSpacing(12)
        card.body.addLayout(hbox(Field("The fiscal year begins in", self.month), None))
        return card

    def _connect(self) -> None:
        self.name.setMaxLength(200)
        for key, edit in (("name", self.name), ("email", self.email), ("zone", self.zone)):
            edit.editingFinished.connect(lambda k=key, e=edit: self._set(k, e.text().strip()))
        self.currency.editingFinished.connect(self._set_currency)
        self.month.chosen.connect(lambda value: self._set("fiscal_month", int(value)))
        self.lock.chosen.connect(lambda minutes: self._set("lock_minutes", minutes))
        self.looks.themeChosen.connect(lambda mode: self._set("theme", mode))
        self.backups.restoreRequested.connect(self.restoreRequested)
        self.check.chainAsked.connect(self.requestPlace)
        self.bus.listen(self, lambda _change: self._read(), (Noun.PROFILE, Noun.EVERYTHING), author=self)

    def enter(self, place: Place) -> None:
        """Show what is set."""
        self._read()
        if place.tab == "backups":
            # A turn of the loop later: a page that was made just now is not laid out yet.
            QTimer.singleShot(0, self, self._show_backups)
        elif place.tab == "stamps":
            QTimer.singleShot(0, self, self._show_stamps)

    def _show_stamps(self) -> None:
        self._scroller.verticalScrollBar().setValue(self.stamps.y())
        self.stamps.url.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_backups(self) -> None:
        self._scroller.verticalScrollBar().setValue(self.backups.y())
        self.backups.back_up.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Write what stands in the fields."""
        self._set("name", self.name.text().strip())
        self._set("email", self.email.text().strip())
        self._set("zone", self.zone.text().strip())
        self._set_currency()
        self.stamps.set_url()
        return True

    def minute(self) -> None:
        """When the last backup was is said of today."""
        self.backups.refresh()

    def _read(self) -> None:
        profile = self.desk.profile.get()
        self.name.setText(profile.name)
        self.email.setText(profile.email)
        self.zone.setText(profile.zone)
        self.currency.setText(profile.currency)
        for field in self._fields.values():
            field.clear_error()
        self.month.set_value(str(profile.fiscal_month))
        self.looks.show_set(profile)
        self.calls.show_set(profile)
        self.lock.show_set(profile)
        self.writing.refresh()
        self.stamps.show_set(profile)
        self.place.show_set(profile)
        self.ways.refresh()
        self.backups.refresh()

    def _set(self, key: str, value: object) -> None:
        """Write one field where it changed; what cannot be taken is said under it and set back."""
        try:
            if getattr(self.desk.profile.get(), key) == value:
                return
            if key == "name" and not value:
                raise BadInput("The desk needs your name.", do="Type it.")
            self.desk.profile.change(author=self, **{key: value})
        except BadInput as error:
            self._fields[key].set_error(error.in_short)
        except DeskLocked:
            pass  # the field lost the focus to a lock, and ``leave`` wrote it before
        except DeskError as error:
            tell(self, error)

    def _set_currency(self) -> None:
        code = self.currency.text().strip().upper()
        if len(code) == 3 and code.isascii() and code.isalpha():
            self._set("currency", code)
        else:
            self._fields["currency"].set_error("Use the three letters of ISO 4217, such as EUR.")
