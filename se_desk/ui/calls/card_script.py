"""What the card has ready to be said: objective, who does what, the story with its hand-offs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from se_desk.domain.calls import Call
from se_desk.domain.huddles import Beat, Huddle
from se_desk.ui.calls.times import ask_minute
from se_desk.ui.calls.veil import VEIL, veil
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, Caption, Run
from se_desk.ui.kit.layout import HLine, clear_layout, hbox, vbox
from se_desk.ui.kit.marks import Avatar, initials_of
from se_desk.ui.kit.theme import theme

_DUTIES = (
    ("drives", "drives"),
    ("commercial", "opening, closing, price, dates"),
    ("technical_notes", "technical notes"),
)


@dataclass(frozen=True)
class Cast:
    """Who is who on the card, and whose names are veiled while the screen is shown to the customer."""

    se: str
    ae: str
    names: tuple[str, ...]
    presenting: bool = False

    def said(self, name: str) -> str:
        """How a name is written: the SE is you, and while presenting nobody else has one."""
        if name and name == self.se:
            return "You"
        if not self.presenting or not name:
            return name.split()[0].rstrip(",") if name.split() else ""
        return "AE" if name == self.ae else "Colleague"

    def text(self, words: str) -> str:
        """Words as they may be seen."""
        return veil(words, self.names) if self.presenting else words

    def face(self, name: str) -> Avatar:
        """The initials of somebody, or a veil over them."""
        shown = initials_of(name) if name and not self.presenting else ("AE" if name == self.ae else VEIL[:2])
        if name == self.se:
            shown = initials_of(name) if not self.presenting else "SE"
        return Avatar(shown, self.said(name) or "Nobody yet", name == self.se)


class _Ruled(QWidget):
    """Words with a rule at their left; the beat of now has it in the accent."""

    def __init__(self, words: BodyText, now: bool = False) -> None:
        super().__init__()
        self._now = now
        self.setLayout(vbox(words, margins=(14, 0, 0, 0)))
        self.setAccessibleName(("Now: " if now else "") + words.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 3, self.height(), theme().colour("accent" if self._now else "line-strong"))
        painter.end()


class CardScript(QWidget):
    """The part of the card that scrolls; ``turned`` asks to be shown anew."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = vbox()
        self.setLayout(self._column)
        self.whole = False
        self._last: tuple[object, ...] = ()

    def show_script(
        self, call: Call, huddle: Huddle | None, beats: Sequence[Beat], cast: Cast, minute: int
    ) -> None:
        """Show it for the minute the call is in; made anew only where something differs."""
        now = next((beat.id for beat in beats if _is_now(beat, minute)), "")
        shown = beats if self.whole else tuple(beat for beat in beats if not _is_past(beat, minute))
        wanted = (call, _spoken(huddle), tuple(shown), cast, now, self.whole)
        if wanted == self._last:
            return
        self._last = wanted
        clear_layout(self._column)
        self._column.addLayout(self._objective(call, huddle, cast))
        lanes = self._lanes(huddle, cast)
        if lanes:
            self._column.addWidget(HLine())
            self._column.addLayout(vbox(*lanes, margins=(20, 10, 20, 10)))
        if beats:
            self._column.addWidget(HLine())
            self._column.addLayout(self._story(shown, cast, now))

    def _objective(self, call: Call, huddle: Huddle | None, cast: Cast) -> QVBoxLayout:
        objective = cast.text(huddle.objective) if huddle else ""
        lead = BodyText(objective or "No objective was set.", "call-lead", "text" if objective else "text-3")
        column = vbox(lead, margins=(20, 12, 20, 12))
        ask = cast.text(huddle.call_to_action) if huddle else ""
        if ask:
            words = BodyText(f"Minute {ask_minute(call)}: {ask}", "small", "text-2")
            row = hbox(gap=6)
            row.addLayout(vbox(IconMark("target", "accent", 14), None))
            row.addWidget(words, 1)
            column.addSpacing(6)
            column.addLayout(row)
        return column

    def _lanes(self, huddle: Huddle | None, cast: Cast) -> list[QWidget]:
        """One lane a person, with everything that is theirs."""
        duties: dict[str, list[str]] = {}
        for key, words in _DUTIES if huddle else ():
            name = getattr(huddle, key)
            if name:
                duties.setdefault(name, []).append(words)
        return [_lane(cast.face(name), cast.said(name), "; ".join(what)) for name, what in duties.items()]

    def _story(self, beats: Sequence[Beat], cast: Cast, now: str) -> QVBoxLayout:
        column = vbox(margins=(20, 10, 20, 12), gap=8)
        self.more = Button("Only what matters now" if self.whole else "Every line", kind="link", small=True)
        self.more.clicked.connect(self._turn)
        timed = [beat for beat in beats if beat.from_minute is not None]
        loose = [beat for beat in beats if beat.from_minute is None]
        column.addLayout(hbox(Caption("Story"), None, self.more))
        for beat in timed:
            full = self.whole or beat.id == now or bool(beat.hand_off)
            column.addWidget(_beat(beat, cast, full, beat.id == now))
        if loose:
            column.addSpacing(4)
            column.addWidget(Caption("If it comes up"))
            for beat in loose:
                column.addWidget(_beat(beat, cast, True, False))
        return column

    def _turn(self) -> None:
        self.whole = not self.whole
        self.turned.emit()


def _lane(face: Avatar, name: str, duties: str) -> QWidget:
    made = QWidget()
    row = hbox(face, margins=(0, 2, 0, 2), gap=12)
    row.addWidget(BodyText([Run(f"{name}: ", "", 600), Run(duties)], "call-body"), 1)
    made.setLayout(row)
    made.setAccessibleName(f"{name}: {duties}")
    return made


def _beat(beat: Beat, cast: Cast, full: bool, now: bool) -> QWidget:
    who = cast.said(beat.who)
    topic = cast.text(beat.topic)
    over = f" → {cast.said(beat.hand_off)}" if beat.hand_off else ""
    if not full:
        span = Run(f"{beat.span}  ", "text-3")
        return BodyText([span, Run(topic, "", 500), Run(f"  {who}", "text-3")], "body")
    head = Run(f"{topic}{over}. ", "", 600)
    lead = [Run(f"{beat.span}  ", "text-3")] if beat.from_minute is not None else []
    said = Run(f"{who}: " if who and not over else "", "text-3")
    return _Ruled(BodyText([*lead, head, said, Run(cast.text(beat.line))], "call-body"), now)


def _is_now(beat: Beat, minute: int) -> bool:
    return (
        beat.from_minute is not None
        and beat.to_minute is not None
        and beat.from_minute <= minute < beat.to_minute
    )


def _is_past(beat: Beat, minute: int) -> bool:
    return beat.to_minute is not None and beat.to_minute <= minute


def _spoken(huddle: Huddle | None) -> tuple[str, ...]:
    """What of a huddle the card shows; its timer is none of it."""
    if huddle is None:
        return ()
    return (huddle.objective, huddle.call_to_action, huddle.drives, huddle.commercial, huddle.technical_notes)
