"""The whole charter as it reads, with its changes against the version agreed before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.charters import Clause, ClauseChange, ClauseKind
from se_desk.domain.clause_fields import value_lines
from se_desk.ui.charters.marked_text import MarkedText, fixed_label
from se_desk.ui.charters.shown import Shown, version_words
from se_desk.ui.charters.word_changes import REMOVED, Piece, word_changes
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, Scroller, Surface, hbox, vbox
from se_desk.ui.kit.layout import clear_layout as clear
from se_desk.ui.kit.theme import theme

TOPIC_WIDTH = 104


class CharterPreview(Surface):
    """Read only; the select at its head brings another version to the front."""

    versionChosen = Signal(str)
    requestTitle = Signal()

    def __init__(self) -> None:
        super().__init__("pane")
        self.title = PlainLabel("", "heading", elide=True)
        self.retitle = IconButton("pencil", "Change the title", size=24, icon_size=14)
        self.versions = Select([], name="Version", small=True)
        self.against = PlainLabel("", "small", "text-3", elide=True)
        head = hbox(gap=8)
        head.addWidget(self.title, 1)
        head.addWidget(self.retitle)
        head.addWidget(self.versions)
        self._rows = vbox()
        self._readings: tuple[_Reading, ...] = ()
        inner = QWidget()
        inner.setLayout(vbox(self._rows, None, margins=(24, 0, 24, 20)))
        top = vbox(head, 2, self.against, margins=(24, 16, 24, 8))
        self.setLayout(vbox(top, Scroller(inner, padding=0)))
        self.versions.chosen.connect(self.versionChosen)
        self.retitle.clicked.connect(self.requestTitle)
        self.setAccessibleName("The whole charter")

    def show_version(self, shown: Shown) -> None:
        """Show a version with its marks."""
        self.title.set_text(shown.charter.title)
        self.retitle.setVisible(not shown.charter.is_fixed)
        self.versions.set_options([(one.id, version_words(one)) for one in reversed(shown.versions)])
        self.versions.set_value(shown.charter.id)
        self.against.set_text(against_words(shown))
        self.against.setVisible(bool(self.against.full_text()))
        self._show_rows([_Reading.of(change, shown) for change in shown.view.changes])

    def forget_rows(self) -> None:
        """The text size may have changed: the next version shown is laid out anew."""
        clear(self._rows)
        self._readings = ()

    def _show_rows(self, readings: Sequence[_Reading]) -> None:
        """Only rows that read otherwise are made anew: this runs with every key that is typed."""
        if [one.origin_id for one in readings] != [one.origin_id for one in self._readings]:
            self.forget_rows()
        for place, reading in enumerate(readings):
            if place < len(self._readings) and self._readings[place] == reading:
                continue
            item = self._rows.itemAt(place)
            old, row = item.widget() if item is not None else None, _Row(reading)
            if old is None:
                self._rows.addWidget(row)
                continue
            self._rows.replaceWidget(old, row)
            old.hide()
            old.deleteLater()
        self._readings = tuple(readings)


def against_words(shown: Shown) -> str:
    """``Marked: what differs from v3``; nothing where no version was agreed before."""
    before = shown.view.agreed
    if before is None:
        return ""
    return (
        f"Marked: what differs from v{before.version}"
        if shown.view.changed
        else f"The same as v{before.version}"
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a row reads: the topic, and lines in a colour each."""

    origin_id: str
    topic: tuple[Piece, ...]
    lines: tuple[tuple[tuple[Piece, ...], str], ...]

    @classmethod
    def of(cls, change: ClauseChange, shown: Shown) -> _Reading:
        marked = shown.view.agreed is not None
        return cls(change.origin_id, _differ(change, _topic, marked), tuple(_lines(change, shown, marked)))


class _Row(QWidget):
    """One clause: topic, text, the words it fixes, and its terms where they are measured or changed."""

    def __init__(self, reading: _Reading) -> None:
        super().__init__()
        texts = vbox(gap=2)
        for pieces, token in reading.lines:
            texts.addWidget(MarkedText(pieces, token))
        row = hbox(margins=(0, 6, 0, 6), gap=12)
        topic = fixed_label(reading.topic, theme().px(TOPIC_WIDTH) - 12)
        row.addWidget(topic, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.setLayout(vbox(HLine(), row))


def _lines(change: ClauseChange, shown: Shown, marked: bool) -> list[tuple[tuple[Piece, ...], str]]:
    found = [(_differ(change, _text, marked), "text")]
    value = _differ(change, lambda one: _value(one, shown), marked)
    if value:
        found.append((value, "text"))
    clause = change.after or change.before
    terms = _differ(change, lambda one: _terms(one, shown), marked)
    changed = any(piece.how != "same" for piece in terms)
    if clause is not None and (clause.rule is not None or (changed and change.how == "changed")):
        found.append((terms, "text-3"))
    if marked and change.how == "moved" and change.before is not None:
        found.append(((Piece(f"Was number {change.before.position}"),), "text-3"))
    return [line for line in found if line[0]]


def _differ(change: ClauseChange, of: Callable[[Clause], str], marked: bool) -> tuple[Piece, ...]:
    before = of(change.before) if change.before is not None else ""
    if change.after is None:
        return (Piece(before, REMOVED),) if before else ()
    after = of(change.after)
    return word_changes(before, after) if marked else ((Piece(after),) if after else ())


def _topic(clause: Clause) -> str:
    return clause.topic


def _text(clause: Clause) -> str:
    return clause.text.strip()


def _value(clause: Clause, shown: Shown) -> str:
    lines = value_lines(clause, shown.ae_name, shown.se_name)
    return f"“{lines[0]}”" if lines and clause.kind is ClauseKind.RESCUE_PHRASE else "\n".join(lines)


def _terms(clause: Clause, shown: Shown) -> str:
    who = f"{shown.owner_words(clause.owes)} owes it" if clause.owes.value != "both" else "Both owe it"
    if clause.rule is None:
        return who
    target = "" if clause.target_percent is None else f", target {clause.target_percent} %"
    return f"{who}. {clause.rule.say(clause.amount)}{target}"
