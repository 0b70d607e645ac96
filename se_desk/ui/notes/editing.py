"""What can be done to the text at a cursor; each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor

from se_desk.ui.notes import lines as rules
from se_desk.ui.notes.highlighter import Inside
from se_desk.ui.notes.source_text import chars, units

_KEEP = QTextCursor.MoveMode.KeepAnchor
_TABLE = ("| Column | Column |", "|---|---|", "|  |  |")
_ADDRESS = "https://"


@dataclass(frozen=True, slots=True)
class Editing:
    """One button of the editor: what it is called, its key, its icon and what it does to a cursor."""

    key: str
    name: str
    icon: str
    keys: str
    do: Callable[[QTextCursor], None]


def rewrite(cursor: QTextCursor, change: Callable[[list[str]], list[str]]) -> None:
    """Replace the lines that the cursor touches by what ``change`` makes of them."""
    first, last = _touched(cursor)
    lines = [block.text() for block in _blocks(first, last)]
    made = change(lines)
    if made == lines:
        return
    alone, before = not cursor.hasSelection(), cursor.position() - last.position()
    start, number, tail = first.position(), len(made), len(lines[-1])
    cursor.beginEditBlock()
    cursor.setPosition(start)
    cursor.setPosition(last.position() + last.length() - 1, _KEEP)
    cursor.insertText("\u2029".join(made))
    cursor.endEditBlock()
    if alone and number == 1:
        cursor.setPosition(start + max(0, min(before + units(made[0]) - units(lines[0]), units(made[0]))))
    elif not alone or tail:
        end = cursor.position()
        cursor.setPosition(start)
        cursor.setPosition(end, _KEEP)


def _touched(cursor: QTextCursor) -> tuple[QTextBlock, QTextBlock]:
    document = cursor.document()
    first, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    # A selection that ends at the start of a line does not mean that line.
    if last.blockNumber() > first.blockNumber() and cursor.selectionEnd() == last.position():
        last = last.previous()
    return first, last


def _blocks(first: QTextBlock, last: QTextBlock) -> list[QTextBlock]:
    found = [first]
    while found[-1].blockNumber() < last.blockNumber():
        found.append(found[-1].next())
    return found


def wrap(cursor: QTextCursor, mark: str) -> None:
    """Put marks around the selection or the word at the cursor; take them away where they are."""
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    text, start, length = cursor.selectedText(), cursor.selectionStart(), len(mark)
    if "\u2029" in text:
        rewrite(cursor, lambda lines: [f"{mark}{line}{mark}" if line.strip() else line for line in lines])
        return
    outer = QTextCursor(cursor.document())
    outer.setPosition(max(0, start - length))
    outer.setPosition(min(start + units(text) + length, cursor.document().characterCount() - 1), _KEEP)
    if len(text) > 2 * length and text.startswith(mark) and text.endswith(mark):
        _replace(cursor, text[length:-length])
    elif text and outer.selectedText() == f"{mark}{text}{mark}":
        cursor.setPosition(outer.selectionStart())
        cursor.setPosition(outer.selectionEnd(), _KEEP)
        _replace(cursor, text)
    else:
        _replace(cursor, f"{mark}{text}{mark}", length)


def _replace(cursor: QTextCursor, text: str, inset: int = 0) -> None:
    """Insert and select what was inserted, without its first and last ``inset`` characters."""
    start = cursor.selectionStart()
    cursor.insertText(text)
    end = cursor.position()
    cursor.setPosition(start + inset)
    cursor.setPosition(end - inset, _KEEP)


def code(cursor: QTextCursor) -> None:
    """Code in the line; a block of code where the selection is of several lines."""
    if "\u2029" in cursor.selectedText():
        rewrite(cursor, rules.fence)
    else:
        wrap(cursor, "`")


def link(cursor: QTextCursor) -> None:
    """The selected words become a link whose address is selected; a selected address, one without words."""
    text = cursor.selectedText().replace("\u2029", " ")
    is_address = text.startswith(("https://", "http://", "mailto:"))
    words, address = ("", text) if is_address else (text, _ADDRESS)
    start = cursor.selectionStart()
    cursor.insertText(f"[{words}]({address})")
    if words:
        cursor.setPosition(start + units(words) + 3)
        cursor.setPosition(start + units(words) + 3 + units(address), _KEEP)
    else:
        cursor.setPosition(start + 1)


def table(cursor: QTextCursor) -> None:
    """A small table after the line, its first heading selected."""
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    if cursor.block().text().strip():
        cursor.insertText("\u2029\u2029")
    start = cursor.position()
    cursor.insertText("\u2029".join(_TABLE))
    if cursor.block().next().text().strip():
        cursor.insertText("\u2029")
    cursor.endEditBlock()
    cursor.setPosition(start + 2)
    cursor.setPosition(start + 2 + len("Column"), _KEEP)


def new_line(cursor: QTextCursor) -> None:
    """Enter: a list or quotation goes on; an empty item ends it."""
    block = cursor.block()
    line = block.text()
    goes_on = None if in_code(block) else rules.goes_on(line)
    at = chars(line, cursor.positionInBlock())
    if goes_on is None or cursor.hasSelection() or at < rules.marker_length(line):
        cursor.insertText("\u2029")
        return
    start, is_empty = goes_on
    if is_empty:
        rewrite(cursor, lambda lines: rules.shallower(lines) if lines[0][:1].isspace() else [""])
        return
    cursor.insertText("\u2029" + start)


def in_code(block: QTextBlock) -> bool:
    """Whether a line is in a block of code or ends one."""
    return block.userState() > Inside.TEXT or block.previous().userState() > Inside.TEXT


def indent(cursor: QTextCursor, *, back: bool = False) -> bool:
    """Move items of a list, or several lines, one step; False where neither is at the cursor."""
    first, last = _touched(cursor)
    several = first.blockNumber() != last.blockNumber()
    indented = first.text()[:1].isspace()
    if not (several or rules.is_item(first.text()) or (back and indented)):
        return False
    rewrite(cursor, rules.shallower if back else rules.deeper)
    return True


def move_lines(cursor: QTextCursor, by: int) -> None:
    """The lines the cursor touches change places with the line above (-1) or below (+1)."""
    first, last = _touched(cursor)
    other = first.previous() if by < 0 else last.next()
    if not other.isValid():
        return
    moved = [block.text() for block in _blocks(first, last)]
    jump = (units(other.text()) + 1) * (1 if by > 0 else -1)
    anchor, place = cursor.anchor() + jump, cursor.position() + jump
    made = [*moved, other.text()] if by < 0 else [other.text(), *moved]
    start = min(first.position(), other.position())
    end = max(last.position() + last.length(), other.position() + other.length()) - 1
    cursor.beginEditBlock()
    cursor.setPosition(start)
    cursor.setPosition(end, _KEEP)
    cursor.insertText("\u2029".join(made))
    cursor.endEditBlock()
    most = cursor.document().characterCount() - 1
    cursor.setPosition(min(anchor, most))
    cursor.setPosition(min(place, most), _KEEP)


def _lined(change: Callable[[list[str]], list[str]]) -> Callable[[QTextCursor], None]:
    return lambda cursor: rewrite(cursor, change)


# In groups, as the toolbar shows them. No key is one of the window's.
EDITINGS: tuple[tuple[Editing, ...], ...] = (
    (
        Editing("heading", "Heading", "heading", "Ctrl+Shift+G", _lined(rules.heading)),
        Editing("bold", "Bold", "bold", "Ctrl+B", lambda cursor: wrap(cursor, "**")),
        Editing("italic", "Italic", "italic", "Ctrl+I", lambda cursor: wrap(cursor, "*")),
    ),
    (
        Editing("bullets", "List", "list", "Ctrl+Shift+L", _lined(rules.bullets)),
        Editing("numbers", "Numbered list", "list-ordered", "Ctrl+Shift+D", _lined(rules.numbers)),
        Editing("checks", "Checklist", "list-checks", "Ctrl+Shift+T", _lined(rules.checks)),
    ),
    (
        Editing("quote", "Quotation", "quote", "Ctrl+Shift+Q", _lined(rules.quote)),
        Editing("code", "Code", "code", "Ctrl+Shift+C", code),
        Editing("table", "Table", "table", "Ctrl+Shift+B", table),
        Editing("link", "Link", "link", "Ctrl+Shift+K", link),
    ),
)
