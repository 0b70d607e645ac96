"""HTML from the clipboard -> Markdown as a person would have typed it."""

from __future__ import annotations

import re

from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.documents import Document
from se_desk.exchange.html_reader import read_html
from se_desk.exchange.markdown_reader import read_markdown

LONGEST_HTML = 100_000  # characters; what is longer takes seconds
_LONGEST_LIGHTENED = 20_000
_ESCAPED = ("&", "_", "~", "|", ">", "[", "]", "*", "<(?![A-Za-z/!?])")  # a tag stays words for every reader


def markdown_of_html(html: str) -> str:
    """The Markdown of pasted HTML, without a final line end.

    "" where it holds nothing that can be read, and where it is so long that its plain words must do.
    """
    if len(html) > LONGEST_HTML:
        return ""
    made = as_markdown(read_html(html)).rstrip("\n")
    return _lightened(made) if len(made) <= _LONGEST_LIGHTENED else made


def _lightened(text: str) -> str:
    """`text` without the backslashes that are not needed: ``R&D`` and ``a_b`` read the same as they are."""
    meant = read_markdown(text)
    for sign in _ESCAPED:
        text = _without(text, sign, meant)
    return text


def _without(text: str, sign: str, meant: Document) -> str:
    lighter = re.sub(rf"\\({re.escape(sign) if len(sign) == 1 else sign})", r"\1", text)
    return lighter if lighter != text and read_markdown(lighter) == meant else text
