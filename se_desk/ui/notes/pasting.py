"""What becomes of what is pasted into a note: words, Markdown of HTML, or a link on the selected words."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData

from se_desk.ui.kit.clipboard import MARKS
from se_desk.ui.notes.source_text import from_document, pasted

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")
# Programs that show code put their colours on the clipboard as HTML: without one of these there is no shape.
_SHAPED = re.compile(
    r"<(?:a\s[^>]*href|h[1-6]|b|strong|i|em|del|s|ul|ol|li|table|blockquote|code|hr)[\s>/]"
    r"|font-(?:weight|style)\s*:\s*(?:bold|[6-9]00|italic)",
    re.IGNORECASE,
)


def is_address(text: str) -> bool:
    """Whether the text is one web or mail address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None


def link_on(selected: str, text: str) -> str:
    """The selected words as a link to a pasted address; "" where it is none, or words cannot carry one."""
    address = text.strip()
    words = selected.strip()
    if not words or "\n" in words or not is_address(address) or is_address(words):
        return ""
    target = f"<{address}>" if re.search(r"[()<>]", address) else address
    lead, trail = selected[: len(selected) - len(selected.lstrip())], selected[len(selected.rstrip()) :]
    return f"{lead}[{words}]({target}){trail}"


def markdown_of(mime: QMimeData) -> str:
    """The Markdown of what has a shape on the clipboard; "" where its plain words are as good."""
    if not mime.hasHtml() or any(mime.hasFormat(name) for name in MARKS):
        return ""
    html = mime.html()
    if not _SHAPED.search(html):
        return ""
    from se_desk.exchange.pasted import markdown_of_html

    return markdown_of_html(html)


def words_for(mime: QMimeData, selected: str, *, plainly: bool) -> str:
    """What a paste puts in place of the ``selected`` words, as a document takes it."""
    text = mime.text()
    if plainly:
        return pasted(text)
    return pasted(link_on(from_document(selected), text) or markdown_of(mime) or text)
