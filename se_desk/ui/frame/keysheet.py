"""The key sheet: every shortcut on one page, made from the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from se_desk.ui.frame.actions import ACTIONS, GROUPS
from se_desk.ui.frame.keys_elsewhere import KEYS_ELSEWHERE
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import Caption, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import KeyCap

WIDTH, COLUMNS = 1080, 3
CAPTION = 2  # rows that a caption and the gap before it are worth
Rows = list[tuple[str, str]]  # keys, words


def key_groups() -> dict[str, Rows]:
    """Keys and what they do, by group, in the order of the tables."""
    groups: dict[str, Rows] = {group: [] for group in GROUPS}
    for each in ACTIONS:
        if each.keys:
            groups[each.group].append((each.shown_keys, each.text))
    for keys, words, where in KEYS_ELSEWHERE:
        groups.setdefault(where, []).append((keys, words))
    return {group: rows for group, rows in groups.items() if rows}


class KeySheet(Dialog):
    """Columns of keys, about as long as each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Keys", "Close", icon="keyboard", width=WIDTH, keys=False)
        self.cancel.hide()
        row = hbox(gap=24)
        for column in _columns(key_groups()):
            made = vbox(*(_block(group, rows) for group, rows in column), None, gap=16)
            row.addLayout(made, 1)
        self.body.addLayout(row)


def _columns(groups: dict[str, Rows]) -> list[list[tuple[str, Rows]]]:
    """The groups in their order, a new column begun where the one before has its share."""
    share = sum(len(rows) + CAPTION for rows in groups.values()) / COLUMNS
    columns: list[list[tuple[str, Rows]]] = [[] for _ in range(COLUMNS)]
    used = 0.0
    for group, rows in groups.items():
        size = len(rows) + CAPTION
        columns[min(COLUMNS - 1, int((used + size / 2) / share))].append((group, rows))
        used += size
    return columns


def _block(group: str, rows: Rows) -> QWidget:
    made, grid = QWidget(), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 124)
    grid.setColumnStretch(1, 1)
    for place, (keys, words) in enumerate(rows):
        grid.addWidget(KeyCap(keys), place, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(PlainLabel(words, "ui", wrap=True), place, 1)
    made.setLayout(vbox(Caption(group), 6, grid))
    return made
