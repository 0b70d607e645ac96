"""What the AE sent ahead of the call, and when it came."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from se_desk.domain.calls import Call, context_lead
from se_desk.domain.errors import BadInput
from se_desk.domain.moments import local_moment, say_span, say_time
from se_desk.ui.calls.preparation import Around, Preparation
from se_desk.ui.calls.quiet import QuietText
from se_desk.ui.calls.text_card import TextCard
from se_desk.ui.calls.times import read_time
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox

ENOUGH = timedelta(hours=24)


def came_words(call: Call) -> tuple[str, str]:
    """``26 h before`` and the token it is written in; what was agreed where nothing came."""
    lead = context_lead(call)
    if lead is None:
        return "nothing came yet", "text-3"
    when = "before" if lead >= timedelta() else "after the start"
    return f"{say_span(lead)} {when}", "clock-done" if lead >= ENOUGH else "sev-medium"


class ContextCard(TextCard):
    """The AE's context. The first words typed here say that it came now; the clock says otherwise."""

    def __init__(self, around: Around) -> None:
        self.clock = IconButton("clock", "When the context came", size=24, icon_size=14)
        super().__init__("Context from the AE", end=self.clock)
        self._around = around
        self._prepared: Preparation | None = None
        self.editor = QuietText("Context from the AE", "Paste what came. The time is kept beside it.", rows=2)
        self.kept = around.keep(self.editor, self._write)
        self.body.addLayout(hbox(self.editor, margins=(8, 0, 8, 0)))
        self.body.addSpacing(10)
        self.clock.clicked.connect(self.ask_when)

    def show_preparation(self, prepared: Preparation) -> None:
        """Show what came and how early."""
        self._prepared = prepared
        self.set_title(f"Context from {prepared.ae_first}")
        self.set_note(*came_words(prepared.call))
        self.kept.show(prepared.call.context)
        self.editor.setAccessibleName(f"Context from {prepared.ae_first}")

    def _write(self, text: str) -> None:
        """Later words leave the time of the first ones as it is."""
        calls, call_id = self._around.desk.calls, self._around.call_id
        if calls.get(call_id).context_received_at is None and text.strip():
            calls.receive_context(call_id, text, author=self._around)
        else:
            calls.change(call_id, context=text, author=self._around)
        self._around.act(lambda: None)

    def ask_when(self) -> None:
        """Ask when it came."""
        if self._prepared is not None and self.kept.saving.flush():
            dialog = ReceivedDialog(self, self._around, self._around.desk.calls.get(self._around.call_id))
            dialog.confirmed.connect(lambda: self._around.act(lambda: None))
            dialog.open()


class ReceivedDialog(Dialog):
    """Day and time at which the context came."""

    def __init__(self, parent: QWidget, around: Around, call: Call) -> None:
        super().__init__(parent, "When the context came", "Save", width=440)
        self._around, self._call = around, call
        at = call.context_received_at or around.desk.now()
        today = around.desk.today_on()
        self.day = DayEdit(at.date(), today, "Day")
        self.time = LineEdit(say_time(at), "14:30", "Time")
        self.time.setFixedWidth(88)
        self._day, self._time = Field("Day", self.day), Field("Time", self.time)
        row = hbox(gap=12)
        row.addWidget(self._day, 1)
        row.addWidget(self._time)
        self.body.addLayout(row)
        self.add(PlainLabel("Agreed with most partners: a day ahead.", "small", "text-3"))

    def confirm(self) -> bool:
        moment = self._moment()
        if moment is not None:
            calls = self._around.desk.calls
            calls.receive_context(self._call.id, self._call.context, moment, author=self._around)
        return moment is not None

    def _moment(self) -> datetime | None:
        try:
            day = self.day.day
        except BadInput as error:
            self._day.set_error(str(error))
            return None
        if day is None:
            self._day.set_error("Say on which day it came.")
            return None
        try:
            hour, minute = read_time(self.time.text())
        except BadInput as error:
            self._time.set_error(str(error))
            return None
        return local_moment(day, hour, minute, self._around.desk.zone)
