"""A note of a call of a deal, on its page, in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull
from se_desk.domain.notes import Note, NoteKind
from se_desk.services.desk import Desk
from se_desk.services.notes import Notes
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import Place, Wish
from se_desk.ui.notes.page import NotePage

BODY = "# Line walk\n\n- Crane 4 stands still twice a week\n\n> We write it down by hand\n"


@pytest.fixture(params=["light", "dark"])
def side(request: pytest.FixtureRequest, dress: Theme) -> str:
    """Each theme once."""
    dress.choose(request.param)
    return str(request.param)


@pytest.fixture
def deal(desk: Desk) -> Deal:
    partner = desk.partners.meet("Pavel Lindqvist")
    return desk.deals.open("Berth planning", "Halvorsen Quays", partner_id=partner.id)


@pytest.fixture
def call(desk: Desk, deal: Deal) -> Call:
    """It ended two hours ago."""
    return desk.calls.plan("Walk of the quay", desk.now() - timedelta(hours=3), minutes=60, deal_id=deal.id)


@pytest.fixture
def note(desk: Desk, deal: Deal) -> Note:
    return desk.notes.start(deal.id, kind=NoteKind.TECHNICAL, title="Line walk", body=BODY)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[QWidget]:
    """As large as the page has it in the main window."""
    made = QWidget()
    qtbot.addWidget(made)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    made.resize(1216, 848)
    made.show()
    qtbot.waitExposed(made)
    yield made


@dataclass
class Went:
    """What a page wished for."""

    places: list[Place] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)


@dataclass
class Opened:
    """A page in front of a person."""

    page: NotePage
    went: Went
    type: Callable[[str], None]

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClick(self.page.writing.editor, key, held)

    def select(self, words: str) -> None:
        """Select the first place where the words stand in the source."""
        editor = self.page.writing.editor
        cursor = editor.document().find(words)
        assert not cursor.isNull()
        editor.setTextCursor(cursor)


@pytest.fixture
def opened(desk: Desk, bus: Bus, note: Note, window: QWidget, qtbot: QtBot) -> Opened:
    """The page of ``note``, with the keyboard at the end of the text."""
    page, went = NotePage(desk, bus), Went()
    page.requestPlace.connect(went.places.append)
    page.requestWish.connect(went.wishes.append)
    window.layout().addWidget(page)
    window.activateWindow()
    page.enter(Place("note", note.id))
    editor = page.writing.editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    return Opened(page, went, lambda text: qtbot.keyClicks(editor, text))


class Disk:
    """A disk that can be made full."""

    def __init__(self) -> None:
        self.full = False

    def check(self) -> None:
        if self.full:
            raise DiskFull("The disk is full.", "What you typed is on the screen.", "Make room.")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Writing a note needs room on it."""
    made = Disk()
    for name in ("write", "retitle"):
        verb = getattr(Notes, name)

        def checked(self: Notes, *args: object, _verb: Callable[..., Note] = verb, **named: object) -> Note:
            made.check()
            return _verb(self, *args, **named)

        monkeypatch.setattr(Notes, name, checked)
    return made


def dialogs_of(window: QWidget) -> list[Dialog]:
    """The dialogs that stand over a window, the newest last."""
    return [dialog for dialog in window.window().findChildren(Dialog) if dialog.isVisible()]
