"""How many words a document has, kept up line by line: counting a whole long note takes longer than a key."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument

from se_desk.ui.notes.lines import word_count


class WordTally(QObject):
    """Follows one document; only the lines that changed are counted again."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._lines = [word_count(line) for line in document.toRawText().split("\u2029")]
        self.total = sum(self._lines)
        document.contentsChange.connect(self._follow)

    def _follow(self, at: int, _removed: int, added: int) -> None:
        document, known = self._document, self._lines
        block, last = document.findBlock(at), document.findBlock(at + added)
        first, end = block.blockNumber(), last.blockNumber() if last.isValid() else document.blockCount() - 1
        counted = []
        for _ in range(end - first + 1):
            counted.append(word_count(block.text()))
            block = block.next()
        gone = known[first : end + 1 + len(known) - document.blockCount()]
        known[first : first + len(gone)] = counted
        self.total += sum(counted) - sum(gone)
