"""What no text may carry when it leaves or comes in: control characters, active HTML, formulas.

Three walls of one house. ``clean_text`` takes out what files and importers choke on, ``sanitise_html``
lets only the tags through that our own writers use, ``spreadsheet_safe`` keeps a cell from being read
as a formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

OPEN_SCHEMES = frozenset({"http", "https", "mailto"})
DESK_SCHEME = "sedesk"

TAGS = frozenset(
    {
        *("p", "br", "strong", "em", "del", "a", "code", "pre", "blockquote", "hr", "ul", "ol", "li"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
    }
)

_ATTACHED = re.compile(r"sedesk:attachment/[0-9a-f-]{36}")
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_SPACES = re.compile(r"\s+")
# `= + - @`, tab, CR, LF, NUL, and the full-width forms that some spreadsheets fold to them.
_FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")


def clean_text(text: str) -> str:
    """`text` with LF line ends and without control characters (a tab stays) or lone surrogates."""
    text = LINE_ENDS.sub("\n", text)
    return _LONE_SURROGATES.sub("\ufffd", _DROPPED.sub("", text))


def clean_line(text: str) -> str:
    """`text` as one line for a title or a subject: no breaks, no runs of blanks, no bidi controls."""
    return _SPACES.sub(" ", _TURNS.sub("", clean_text(text))).strip()


def without_tabs(text: str) -> str:
    """`text` with tabs as spaces, for importers that take no control character but LF."""
    return "\n".join(line.expandtabs(4) for line in text.split("\n"))


def is_open_link(href: str) -> bool:
    """Whether `href` is an http, https or mailto address and nothing that could act."""
    return _scheme(href) in OPEN_SCHEMES


def is_opened(href: str) -> bool:
    """Whether the desk itself opens `href` on a click: https and mailto, as http goes over an open line."""
    return _scheme(href) in OPEN_SCHEMES - {"http"}


def is_desk_link(href: str) -> bool:
    """Whether `href` is one of the desk's own links (``sedesk:deal/…``), which only the preview makes."""
    return _scheme(href) == DESK_SCHEME


def _scheme(href: str) -> str:
    if clean_line(href) != href:
        return ""
    try:
        return urlsplit(href).scheme
    except ValueError:
        return ""


def sanitise_html(html: str, *, pictures: bool = False) -> str:
    """`html` reduced to the tags our writers use; a second wall behind them, for the preview.

    No style, script, image, form or event survives; links keep http, https, mailto and sedesk. With
    `pictures` those stay that are the desk's own attachments, and no others.
    """
    import nh3

    return nh3.clean(
        html,
        tags=TAGS | {"img"} if pictures else set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}, "code": {"class"}, "img": {"src", "alt"}},
        attribute_filter=_kept_attribute,
        url_schemes=set(OPEN_SCHEMES | {DESK_SCHEME}),
        link_rel="noopener noreferrer",
        strip_comments=True,
    )


_KEPT_VALUES: dict[str, Callable[[str], bool]] = {
    "start": lambda value: value.isascii() and value.isdigit(),
    "class": lambda value: re.fullmatch(r"language-[\w+#.-]{1,40}", value) is not None,
    "href": lambda value: is_open_link(value) or is_desk_link(value),
    "src": lambda value: _ATTACHED.fullmatch(value) is not None,
}


def _kept_attribute(_tag: str, name: str, value: str) -> str | None:
    check = _KEPT_VALUES.get(name)
    return value if check is None or check(value) else None


def starts_like_formula(cell: str) -> bool:
    """Whether a spreadsheet could take `cell` for a formula, blanks before it included."""
    return cell[:1] in _FORMULA_STARTS or cell.lstrip()[:1] in _FORMULA_STARTS


def spreadsheet_safe(cell: str) -> str:
    """`cell` for a file that people open in a spreadsheet: a leading ``'`` where it looks like a formula."""
    return f"'{cell}" if starts_like_formula(cell) else cell
