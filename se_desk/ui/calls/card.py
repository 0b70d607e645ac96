"""The call card: a small window beside the meeting, in large type."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.calls import Jot
from se_desk.domain.errors import DeskError
from se_desk.domain.huddles import Beat
from se_desk.domain.moments import MINUTE, say_time
from se_desk.services.call_views import CallView
from se_desk.ui.calls.bands import Band
from se_desk.ui.calls.card_answers import CardAnswers
from se_desk.ui.calls.card_clock import CardClock
from se_desk.ui.calls.card_jots import JotLine, JotList
from se_desk.ui.calls.card_place import HEIGHT, LEAST, WIDTH, come_back, keep_place
from se_desk.ui.calls.card_script import CardScript, Cast
from se_desk.ui.calls.card_strip import CardStrip
from se_desk.ui.calls.flagged import FlaggedJot
from se_desk.ui.calls.follow_ups import flag_of_jot
from se_desk.ui.kit.autosave import Autosave
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, Scroller, hbox, vbox
from se_desk.ui.kit.notices import BannerPlace
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

LINE_PAUSE_MS = 300


def stays_on_top() -> bool:
    """Whether a window may keep itself in front; Wayland leaves that to the person."""
    return not QGuiApplication.platformName().startswith("wayland")


class CallCard(QWidget):
    """One call's card. Every jot is on the disk before it is shown."""

    requestWish = Signal(object)
    requestPlace = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, call_id: str, parent: QWidget | None = None) -> None:
        flags = Qt.WindowType.Window
        if stays_on_top():
            flags |= Qt.WindowType.WindowStaysOnTopHint
        super().__init__(parent, flags)
        self._desk, self.call_id = desk, call_id
        self._view: CallView = desk.calls.view(call_id)
        self._beats: tuple[Beat, ...] = ()
        self._cast = Cast("", "", ())
        self._trouble = BannerPlace((12, 0, 12, 0))
        self._flagged = FlaggedJot(desk, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.strip, self.clock = CardStrip(stays_on_top()), CardClock()
        self.script, self.answers = CardScript(), CardAnswers()
        self.rescue, self.deferral = Band("life-buoy", "accent"), Band("triangle-alert", "amber")
        self.jots, self.line = JotList(), JotLine(lambda: say_time(desk.now()))
        self.end = Button("End call", "phone-off")
        self._lay_out()
        self._wire(bus)
        come_back(self, desk)
        self.refresh()
        self.line.setText(desk.calls.line_of(call_id))
        self.line.setFocus()

    def _lay_out(self) -> None:
        self.setMinimumSize(*LEAST)
        self.resize(WIDTH, HEIGHT)
        inside = QWidget()
        # Held off the edge by a box of its own, which goes with it.
        self._aside = QWidget()
        self._aside.setLayout(vbox(self.deferral, margins=(12, 0, 12, 12)))
        inside.setLayout(vbox(self.script, self._aside, self.answers, None))
        bands = vbox(self.rescue, margins=(12, 4, 12, 4))
        hint = PlainLabel("Every jot is kept at once.", "small", "text-3")
        foot = hbox(hint, None, self.end, margins=(20, 8, 12, 12))
        column = vbox(
            self.strip, self.clock, HLine(), Scroller(inside, padding=0), bands, self.jots, self._trouble,
            hbox(self.line, margins=(12, 6, 12, 0)), foot,
        )  # fmt: skip
        column.setStretch(3, 1)
        self.setLayout(column)

    def _wire(self, bus: Bus) -> None:
        self.line.returnPressed.connect(self.jot)
        # What is typed is on the desk before it is entered, whatever ends the program.
        self._line = Autosave(
            self, self.line.text, lambda text: self._desk.calls.keep_line(self.call_id, text, author=self),
            LINE_PAUSE_MS,
        )  # fmt: skip
        self.line.textEdited.connect(lambda _text: self._line.touch())
        self.end.clicked.connect(self.end_call)
        self.strip.presenting.connect(lambda _on: self.refresh())
        self.script.turned.connect(self.show_now)
        QShortcut(QKeySequence(Qt.Key.Key_F2), self, self.flag)
        QShortcut(QKeySequence("Ctrl+W"), self, self.close)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.refresh)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self.show_now)
        self._seconds.start()
        nouns = (Noun.CALL, Noun.HUDDLE, Noun.DEAL, Noun.FLAG, Noun.PROFILE, Noun.EVERYTHING)
        bus.listen(self, self._heard, nouns, author=self)

    def _heard(self, change: Change) -> None:
        if change.noun is Noun.FLAG:
            self._flagged.look()
        self._again.start()

    def refresh(self) -> None:
        """Read the call and its huddle anew."""
        self._view = self._desk.calls.view(self.call_id)
        view, huddle = self._view, self._view.huddle
        prepared = self._desk.huddles.of_call(self.call_id) if huddle else None
        self._beats = prepared.beats if prepared else ()
        cast = self._cast = self._who_is_who()
        customer = view.deal.account if view.deal else ""
        title = "Call card" if cast.presenting else " · ".join(p for p in (customer, view.call.title) if p)
        self.setWindowTitle("Call card")  # task bars and screen sharing show it: no customer
        self.strip.set_title(title)
        self.clock.show_call(view.call)
        phrase = cast.text(huddle.rescue_phrase) if huddle else ""
        other = "the AE" if cast.presenting else cast.said(cast.ae) or "the other"
        self.rescue.show_words(
            f"“{phrase}”" if phrase else "", f"If {other} says it, stop and climb one level up."
        )
        line = cast.text(huddle.deferral_line) if huddle and view.ambush else ""
        self.deferral.show_words(f"“{line}”" if line else "", "If this becomes another call.")
        self._aside.setVisible(bool(line))
        self.jots.show_jots(self._desk.calls.jots(self.call_id), cast)
        self.show_now()

    def _who_is_who(self) -> Cast:
        view, huddle = self._view, self._view.huddle
        se = self._desk.profile.get().name
        people = [one.name for one in view.attendees]
        if huddle is not None:
            people += [huddle.drives, huddle.commercial, huddle.technical_notes]
        ae = view.partner.name if view.partner else ""
        account = view.deal.account if view.deal else ""
        names = tuple(name for name in dict.fromkeys((account, ae, *people)) if name and name != se)
        return Cast(se, ae, names, self.strip.is_presenting)

    def show_now(self) -> None:
        """Clock and story as they stand this second."""
        now = self._desk.now()
        self.clock.paint_time(now)
        minute = (now - self._view.call.starts_at) // MINUTE
        self.script.show_script(self._view.call, self._view.huddle, self._beats, self._cast, minute)
        self.line.update()

    def jot(self) -> bool:
        """Keep what stands in the line; False where it is not on the disk."""
        text = self.line.text()
        if not text.strip():
            return True
        try:
            self._desk.calls.jot(self.call_id, text, author=self)
        except DeskError as error:
            self._say(error)
            return False
        self._line.forget()
        self.line.clear()
        self._trouble.clear()
        self.refresh()
        return True

    def flag(self) -> None:
        """The last jot is marked; unless a screen is shared, the flag's dialog opens with it as evidence."""
        jots = self._desk.calls.jots(self.call_id) if self.jot() else ()
        deal = self._view.deal
        if not jots or deal is None:
            if deal is None:
                self._warn("A flag belongs to a deal. Say first which deal this call is of.")
            return
        jot = jots[-1]
        if jot.flag_seq is None:
            self._mark(jot)
        if self.strip.is_presenting:
            return
        self._flagged.wait_for(deal.id, jot)
        self.requestWish.emit(flag_of_jot(self._view.call, jot))

    def _mark(self, jot: Jot) -> None:
        try:
            self._desk.calls.mark_jot(jot.id, author=self)
        except DeskError as error:
            self._warn(f"The mark is not kept. {error}")
        self.refresh()

    def end_call(self) -> None:
        """It is over now; on to the debrief."""
        if not self.jot():
            return
        try:
            self._desk.calls.end(self.call_id, author=self)
        except DeskError as error:
            self._warn(f"The call’s end is not kept yet. {error}", "Close without it")
            return
        if self.close():
            self.requestPlace.emit(Place("debrief", self.call_id))

    def _say(self, error: DeskError) -> None:
        self._warn(f"Not kept yet. {error}", "Close without it")

    def _warn(self, sentence: str, action: str = "") -> None:
        banner = self._trouble.say(sentence, action, "critical" if action else "amber")
        banner.acted.connect(self._give_up)

    def _give_up(self) -> None:
        self._line.forget()
        self.line.clear()
        with suppress(DeskError):  # what cannot be written is given up in so many words
            self._desk.calls.keep_line(self.call_id, "", author=self)
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What stands in the line is kept first; where that cannot be, the card stays."""
        if not self.jot():
            event.ignore()
            return
        self._seconds.stop()
        self._again.stop()
        keep_place(self, self._desk)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("surface"))
        painter.end()
