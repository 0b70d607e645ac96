"""The dialog for a call: what, with whom, when, and whether the customer confirmed the agenda."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from se_desk.domain.calls import Call, CallKind
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.moments import MINUTE, local_moment, say_day, say_time
from se_desk.ui.calls.guest_list import GuestList
from se_desk.ui.calls.times import read_time
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import CheckBox, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, TextArea
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

LENGTHS = (15, 25, 30, 45, 50, 60, 90, 120)


class CallDialog(Dialog):
    """A new call, perhaps of a deal, or another look at one that is planned."""

    def __init__(self, parent: QWidget, desk: Desk, deal_id: str = "", call_id: str = "") -> None:
        title = "Change the call" if call_id else "Plan a call"
        super().__init__(parent, title, "Save" if call_id else "Plan call", icon="phone", width=620)
        self._desk, self._window = desk, parent.window()
        self._call: Call | None = desk.calls.get(call_id) if call_id else None
        call = self._call
        starts_at = call.starts_at if call else _next_half_hour(desk.now())
        self.name = LineEdit(call.title if call else "", "Such as: readout with operations", "Title")
        self.deal = Select(self._deals(), (call.deal_id or "") if call else deal_id, name="Deal")
        kinds = [(kind.value, kind.label) for kind in CallKind]
        self.kind = Select(kinds, call.kind.value if call else CallKind.DISCOVERY.value, name="Kind")
        self.day = DayEdit(starts_at.date(), desk.today_on(), "Day")
        self.time = LineEdit(say_time(starts_at), "14:30", "Begins")
        self.length = Select(_lengths(call), str(call.minutes if call else 60), name="Length")
        self.agenda = TextArea(call.agenda if call else "", "What the customer was told", 2, "Agenda")
        self.sure = CheckBox("The customer confirmed the agenda", bool(call and call.agenda_confirmed))
        self.guests = GuestList(self._names())
        if call is not None:
            self.guests.show_attendees(desk.calls.attendees(call.id))
        self._lay_out()
        self.deal.chosen.connect(lambda _key: self.guests.offer(self._names()))
        self._offer_cancel()

    def _lay_out(self) -> None:
        self._title_field, self._day_field = Field("Title", self.name), Field("Day", self.day)
        self._time_field = Field("Begins", self.time)
        self.time.setFixedWidth(96)
        self.add(self._title_field)
        self.body.addLayout(_row(Field("Deal", self.deal), Field("Kind", self.kind)))
        when = hbox(gap=12)
        when.addWidget(self._day_field, 1)
        when.addWidget(self._time_field)
        when.addWidget(Field("Length", self.length), 1)
        self.body.addLayout(when)
        self.add(Field("Agenda", self.agenda))
        self.add(self.sure)
        self.add(Field("Who is there", self.guests))

    def _deals(self) -> list[tuple[str, str]]:
        """Active deals, and the one the call is of whatever became of it."""
        found = {view.deal.id: view.deal for view in self._desk.deals.views(active=True)}
        if self._call is not None and self._call.deal_id and self._call.deal_id not in found:
            found[self._call.deal_id] = self._desk.deals.get(self._call.deal_id)
        rows = [(deal.id, f"{deal.account} · {deal.title}") for deal in found.values()]
        return [("", "No deal yet"), *sorted(rows, key=lambda row: row[1].casefold())]

    def _names(self) -> tuple[str, ...]:
        """The people of the chosen deal, and the pair."""
        people = self._desk.people.of_deal(self.deal.value) if self.deal.value else ()
        return tuple(dict.fromkeys((*(person.name for person in people), *self._ours())))

    def _ours(self) -> tuple[str, ...]:
        try:
            names = [self._desk.profile.get().name]
        except NotFound:
            names = []
        partner = self._desk.deals.view(self.deal.value).partner if self.deal.value else None
        return (*names, partner.name) if partner else tuple(names)

    def _offer_cancel(self) -> None:
        call = self._call
        if call is None:
            return
        button = Button("Take it up again" if call.cancelled else "Cancel this call")
        button.clicked.connect(lambda: self._set_cancelled(call, not call.cancelled))
        self.foot.insertWidget(0, button)
        self.cancel.set_text("Close")

    def _set_cancelled(self, call: Call, cancelled: bool) -> None:
        desk = self._desk
        desk.calls.change(call.id, cancelled=cancelled)
        words = f"Cancelled: {call.title}" if cancelled else f"Taken up again: {call.title}"
        self.reject()
        toast(
            self._window, words, "Undo", lambda: desk.calls.change(call.id, cancelled=not cancelled), "phone"
        )

    def confirm(self) -> bool:
        self.guests.take()
        starts_at = self._starts_at()
        if not self.name.text().strip():
            self._title_field.set_error("Say in a few words what the call is.")
            self.name.setFocus()
            return False
        if starts_at is None:
            return False
        given: dict[str, Any] = {
            "title": self.name.text(),
            "starts_at": starts_at,
            "ends_at": starts_at + int(self.length.value) * MINUTE,
            "deal_id": self.deal.value or None,
            "kind": CallKind(self.kind.value),
            "agenda": self.agenda.text.strip(),
            "agenda_confirmed": self.sure.isChecked(),
        }
        new = self._call is None
        # Kept, so that a second press changes this call where somebody could not be added.
        if self._call is None:
            self._call = self._desk.calls.plan(**given)
        else:
            self._call = self._desk.calls.change(self._call.id, **given)
        self._seat(self._call)
        when = f"{say_day(starts_at.date(), self._desk.today_on())}, {say_time(starts_at)}"
        toast(self._window, f"Call {'planned' if new else 'changed'}: {when}")
        return True

    def _seat(self, call: Call) -> None:
        """Add who is new, take off who is gone."""
        kept, ours = {guest.id for guest in self.guests.guests}, self._ours()
        for one in self._desk.calls.attendees(call.id):
            if one.id not in kept:
                self._desk.calls.leave(one.id)
        for guest in self.guests.guests:
            if not guest.id:
                self._desk.calls.attend(call.id, guest.name, guest.title, ours=guest.name in ours)
        self.guests.show_attendees(self._desk.calls.attendees(call.id))

    def _starts_at(self) -> datetime | None:
        try:
            day = self.day.day
        except BadInput as error:
            self._day_field.set_error(str(error))
            return None
        if day is None:
            self._day_field.set_error("Say on which day it is.")
            return None
        try:
            hour, minute = read_time(self.time.text())
        except BadInput as error:
            self._time_field.set_error(str(error))
            return None
        return local_moment(day, hour, minute, self._desk.zone)


def _row(*fields: QWidget) -> QHBoxLayout:
    row = hbox(gap=12)
    for field in fields:
        row.addWidget(field, 1)
    return row


def _lengths(call: Call | None) -> list[tuple[str, str]]:
    minutes = sorted({*LENGTHS, *((call.minutes,) if call else ())})
    return [(str(length), f"{length} min") for length in minutes]


def _next_half_hour(now: datetime) -> datetime:
    past = timedelta(minutes=now.minute % 30, seconds=now.second, microseconds=now.microsecond)
    return now - past + 30 * MINUTE
