"""Writing a note: from the key to the paint, the save, the preview, each beside a floor of the same run.

Milliseconds differ from computer to computer and are only noted down. What is held is how the time grows:
typing in a note of a megabyte takes no longer than in one of two pages.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from statistics import median

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2 as sqlcipher

from se_desk.domain.notes import NoteKind
from se_desk.exchange.markdown_reader import parse
from se_desk.services.desk import Desk
from se_desk.storage.store import open_store
from se_desk.ui.kit.theme import Theme
from se_desk.ui.notes.attach_preview import Attached, Shown
from se_desk.ui.notes.documents import SourceDocument
from se_desk.ui.notes.preview_part import whole_of
from se_desk.ui.notes.preview_style import for_qt
from se_desk.ui.notes.writing import Writing
from tests.benchmarks.figures import Figure, milliseconds
from tests.ui.conftest import KEY, dress

__all__ = ["dress"]

KEYS = (60, 300)  # typed into each note, for a look and at length
SAVES = (12, 100)
GOAL = "p99 <= 8 ms"
ROOM = (1216, 700)  # px
WORDS = (
    *("quay", "crane", "berth", "customer", "wants", "**proof**", "that", "`retry`", "works", "when", "link"),
    *("drops", "and", "twelve", "weeks", "of", "procurement", "end", "after", "the", "day", "they", "named"),
)
NAMED = ("@ana.ruiz", "#latency", "[[Berth planning]]", "[the plan](https://plan.example/berths)")


def markdown(length: int) -> str:
    """So many characters of a note as people write them: heads, items, boxes, paragraphs."""
    chance, lines, size = Random(4), list[str](), 0
    starts = ("## ", "- ", "- ", "- ", "- [ ] ", "", "", "", "", "")
    while size < length:
        start = chance.choice(starts)
        many = {"## ": 4, "- ": 12, "- [ ] ": 8}.get(start, chance.choice((0, 0, 60)))
        words = chance.choices(WORDS, k=many)
        lines.append(" ".join([start.strip(), *words, *chance.choices(NAMED, k=many // 12)]).strip())
        size += len(lines[-1]) + 1
    return "\n".join(lines)


TWO_PAGES, LONG, MEGABYTE = markdown(6_000), markdown(125_000), markdown(1_000_000)


Down = Callable[[Figure], None]


def thousandfold(seconds: Iterable[float]) -> tuple[float, ...]:
    """In milliseconds."""
    return tuple(1_000 * each for each in seconds)


def typed(app: QApplication, editor: QPlainTextEdit, keys: int) -> list[float]:
    """Seconds from each key in the middle of the text until it is painted."""
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().characterCount() // 2)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    editor.setFocus()
    app.processEvents()
    seconds = []
    for number in range(keys):
        letter = "quay and crane "[number % 15]
        key = QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter)
        begun = time.perf_counter()
        QCoreApplication.sendEvent(editor, key)
        app.sendPostedEvents()  # the layout and the paint that the key has asked for
        seconds.append(time.perf_counter() - begun)
        app.processEvents()
    return seconds


def ours(qtbot: QtBot, app: QApplication, text: str, view: str, keys: int) -> list[float]:
    """In the writing part of the note's page."""
    writing = Writing()
    qtbot.addWidget(writing)
    writing.resize(*ROOM)
    writing.set_view(view)
    writing.show_document(SourceDocument(text, writing.editor))
    writing.show()
    qtbot.waitExposed(writing)
    if view == "split":
        qtbot.waitUntil(lambda: bool(writing.preview.toPlainText()), timeout=60_000)
    return typed(app, writing.editor, keys)


def bare(qtbot: QtBot, app: QApplication, text: str, keys: int) -> list[float]:
    """In Qt's plain editor, without colours: the floor."""
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    editor.resize(*ROOM)
    editor.setPlainText(text)
    editor.show()
    qtbot.waitExposed(editor)
    return typed(app, editor, keys)


def test_from_the_key_to_the_paint(
    qtbot: QtBot, qapp: QApplication, dress: Theme, note_down: Down, at_length: bool
) -> None:
    halves, keys = {}, KEYS[at_length]
    for name, text in (("two pages", TWO_PAGES), ("20,000 words", LONG), ("1 MB", MEGABYTE)):
        floor = bare(qtbot, qapp, text, keys)
        for view in ("write", "split"):
            found = ours(qtbot, qapp, text, view, keys)
            halves[name, view] = median(found)
            what = f"key to paint, {name}, {view}; floor: Qt's bare editor"
            note_down(Figure(what, thousandfold(found), thousandfold(floor), GOAL))
    for view in ("write", "split"):
        assert halves["1 MB", view] < 5 * halves["two pages", view], "typing takes longer in a longer note"


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    made = Desk(open_store(tmp_path / "desk.db", KEY, create=True))
    made.profile.set_up("Marlene Okoro", "Europe/Berlin")
    yield made
    made.close()


def longer(text: str, number: int) -> str:
    """As it is after another pause in typing. SQLite writes little where a text keeps its length."""
    return text + "word " * (number + 1)


def raw(file: Path) -> sqlcipher.Connection:
    """A connection with the same cipher, journal and care for the disk, and nothing else."""
    conn = sqlcipher.connect(str(file), isolation_level=None)
    conn.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    return conn


def commits(
    conn: sqlcipher.Connection, saves: int, *statements: tuple[str, dict[str, object]]
) -> list[float]:
    """Seconds of bare transactions of these statements."""
    seconds = []
    for number in range(saves):
        changed = {"body": longer(str(statements[0][1]["body"]), number), "at": f"{number:06}"}
        begun = time.perf_counter()
        conn.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            conn.execute(sql, values | changed)
        conn.execute("COMMIT")
        seconds.append(time.perf_counter() - begun)
    conn.close()
    return seconds


def one_text(file: Path, text: str, saves: int) -> list[float]:
    """The least: one row of one table with the text in it."""
    conn = raw(file)
    conn.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, body TEXT)")
    conn.execute("INSERT INTO texts VALUES (1, '')")
    return commits(conn, saves, ("UPDATE texts SET body = :body WHERE id = 1", {"body": text}))


def same_rows(file: Path, note_id: str, text: str, saves: int) -> list[float]:
    """The note, the revision that follows it, and the count of writes, by SQL on a desk of the same make."""
    return commits(
        raw(file),
        saves,
        ("UPDATE notes SET body = :body, changed_at = :at WHERE id = :id", {"body": text, "id": note_id}),
        ("UPDATE upkeep SET writes = writes + 1", {}),
    )


@pytest.mark.parametrize("length", [20_000, 200_000])
def test_a_save_beside_a_bare_commit(
    desk: Desk, tmp_path: Path, note_down: Down, at_length: bool, length: int
) -> None:
    text, saves = f"{markdown(length)[:length]}\n\nLast line ", SAVES[at_length]
    note = desk.notes.start(None, kind=NoteKind.TECHNICAL, body=text)
    seconds = []
    for number in range(saves):
        begun = time.perf_counter()
        desk.notes.write(note.id, longer(text, number))
        seconds.append(time.perf_counter() - begun)
    assert desk.notes.get(note.id).body == longer(text, saves - 1)
    desk.close()
    rows = same_rows(tmp_path / "desk.db", note.id, text, saves)
    least = one_text(tmp_path / "bare.db", text, saves)
    what, goal = f"save of {length // 1000} kB", "<= 2" if length == 20_000 else ""
    note_down(
        Figure(f"{what}; floor: the same rows by bare SQL", thousandfold(seconds), thousandfold(rows), goal)
    )
    note_down(
        Figure(f"{what}; floor: one bare row committed", thousandfold(seconds), thousandfold(least), goal)
    )
    assert length > 20_000 or median(seconds) < 12 * median(rows), "a save does much beside writing"


def test_the_preview_of_two_thousand_words(
    qtbot: QtBot, qapp: QApplication, dress: Theme, note_down: Down, at_length: bool
) -> None:
    text = markdown(12_800)
    parsed, made, shown, ready = [], [], [], list[Shown]()
    writing = Writing()
    qtbot.addWidget(writing)
    writing.resize(*ROOM)
    writing.set_view("split")
    writing.show()
    for _ in range(40 if at_length else 4):
        parsed.append(milliseconds(lambda: parse(text)))
        made.append(milliseconds(lambda: ready.append(_made(text))))
        writing.preview.part = whole_of(text)
        shown.append(milliseconds(lambda: writing.preview.show_made(ready[-1])))
    count = f"preview of {len(text.split()):,} words"
    note_down(Figure(f"{count}, off the GUI thread; floor: the parser alone", tuple(made), tuple(parsed)))
    note_down(Figure(f"{count}, on the GUI thread", tuple(shown)))
    assert median(made) < 20 * median(parsed), "the preview does much that the parser does not"


def _made(text: str) -> Shown:
    shown = Attached().shown(text)
    return Shown(for_qt(shown.html), shown.pictures)
