"""One beat of the story: from minute to minute, what, who, the line, and who takes over."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.huddles import Beat
from se_desk.ui.calls.preparation import Around, Preparation, offer_names
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, LineEdit, TextArea
from se_desk.ui.kit.layout import hbox


class BeatDialog(Dialog):
    """A new beat, or another wording of one."""

    def __init__(
        self, parent: QWidget, around: Around, prepared: Preparation, beat: Beat | None = None
    ) -> None:
        title = "Change the beat" if beat else "Add a beat"
        super().__init__(parent, title, "Save", "Without minutes it may come at any time.", width=560)
        self._around, self._beat = around, beat
        self.first = LineEdit(_minute(beat.from_minute if beat else None), "any", "From minute")
        self.last = LineEdit(_minute(beat.to_minute if beat else None), "any", "To minute")
        self.topic = LineEdit(beat.topic if beat else "", "What comes here", "Topic")
        self.who = LineEdit(beat.who if beat else prepared.se, "Nobody yet", "Who speaks")
        self.line = TextArea(beat.line if beat else "", "What is said, or what is shown", 3, "Line")
        self.hand_off = LineEdit(beat.hand_off if beat else "", "Nobody", "Then over to")
        for editor in (self.first, self.last):
            editor.setFixedWidth(72)
        for editor in (self.who, self.hand_off):
            offer_names(editor, prepared.names)
        self.fields = {
            "from": Field("From minute", self.first),
            "to": Field("To minute", self.last),
            "topic": Field("Topic", self.topic),
            "who": Field("Who speaks", self.who),
            "hand_off": Field("Then over to", self.hand_off),
        }
        top = hbox(self.fields["from"], self.fields["to"], gap=12)
        top.addWidget(self.fields["topic"], 1)
        self.body.addLayout(top)
        self.add(Field("Line", self.line))
        people = hbox(gap=12)
        people.addWidget(self.fields["who"], 1)
        people.addWidget(self.fields["hand_off"], 1)
        self.body.addLayout(people)
        self.topic.setFocus()

    def confirm(self) -> bool:
        if not self.topic.text().strip():
            self.fields["topic"].set_error("Say in a few words what comes here.")
            return False
        given = {
            "topic": self.topic.text().strip(),
            "from_minute": self._read(self.first),
            "to_minute": self._read(self.last),
            "line": self.line.text.strip(),
            "who": self.who.text().strip(),
            "hand_off": self.hand_off.text().strip(),
        }
        huddles, around = self._around.desk.huddles, self._around
        if self._beat is not None:
            huddles.change_beat(self._beat.id, author=around, **given)
        else:
            huddles.add_beat(around.call_id, author=around, **given)  # type: ignore[arg-type]  # as named above
        return True

    @staticmethod
    def _read(editor: LineEdit) -> int | None:
        words = editor.text().strip()
        if not words or words == "any":
            return None
        if not words.isdecimal() or int(words) > 24 * 60:
            raise BadInput(f"“{words}” is not a minute of the call.", do="Write a number, such as 25.")
        return int(words)


def _minute(number: int | None) -> str:
    return "" if number is None else str(number)
