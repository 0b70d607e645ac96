"""Which single fields of a record are shown: every entry of the chosen flags, field by field."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from se_desk.domain.entry_kinds import KINDS
from se_desk.domain.risks import FIELD_LABELS, RiskEntry, RiskFlag
from se_desk.ui.kit.checks import CheckRow
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText, Caption
from se_desk.ui.kit.layout import vbox
from se_desk.ui.risks.thread import KIND_LABELS, value_words

KEPT = "What is not ticked keeps its hash in the record and loses its words."
LONGEST = 90  # letters of a value beside its name
Pair = tuple[str, int, str]  # chain, number of the entry, name of the field


class FieldsDialog(Dialog):
    """Ticks what is shown. What is not keeps its hash in the record, and loses its words."""

    def __init__(self, parent: QWidget, flags: Iterable[RiskFlag], hidden: frozenset[Pair]) -> None:
        super().__init__(
            parent,
            "Single fields",
            "Use these",
            "A field and its corrections are shown or hidden together.",
            icon="list-filter",
            width=560,
        )
        self.rows: dict[Pair, CheckRow] = {}
        self.add(BodyText(KEPT, "body", "text-2"))
        for flag in flags:
            column = vbox(Caption(f"#{flag.seq} {flag.statement}"[:120]), gap=2)
            for entry in flag.entries:
                for name in _names(entry):
                    column.addWidget(self._row(flag, entry, name, hidden))
            self.body.addLayout(column)

    def _row(self, flag: RiskFlag, entry: RiskEntry, name: str, hidden: frozenset[Pair]) -> CheckRow:
        pair = (flag.chain, entry.seq, name)
        value = " ".join(value_words(name, entry.fields[name]).split())
        short = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
        words = f"{FIELD_LABELS[name]}, {KIND_LABELS[entry.kind].lower()} #{entry.seq}"
        row = CheckRow(words, pair not in hidden, short)
        row.padding = 0
        self.rows[pair] = row
        return row

    @property
    def hidden(self) -> frozenset[Pair]:
        """What is not ticked."""
        return frozenset(pair for pair, row in self.rows.items() if not row.isChecked())


def _names(entry: RiskEntry) -> list[str]:
    """The fields that are still opened, in the order of a page; which entry is corrected always stays."""
    order = [*KINDS[entry.kind].all, *(name for name in FIELD_LABELS if name not in KINDS[entry.kind].all)]
    return [name for name in order if name in entry.fields and name != "corrects"]
