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
    """Two columns of keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Keys", "Close", icon="keyboard", width=820, keys=False)
        self.cancel.hide()
        groups = key_groups()
        total = sum(len(rows) + 2 for rows in groups.values())
        left, right, used = vbox(gap=16), vbox(gap=16), 0
        for group, rows in groups.items():
            (left if used < total / 2 else right).addWidget(_block(group, rows))
            used += len(rows) + 2
        left.addStretch(1)
        right.addStretch(1)
        columns = hbox(gap=32)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        self.body.addLayout(columns)


def _block(group: str, rows: Rows) -> QWidget:
    made, grid = QWidget(), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 150)
    grid.setColumnStretch(1, 1)
    for place, (keys, words) in enumerate(rows):
        grid.addWidget(KeyCap(keys), place, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(PlainLabel(words, "ui"), place, 1)
    made.setLayout(vbox(Caption(group), 6, grid))
    return made
