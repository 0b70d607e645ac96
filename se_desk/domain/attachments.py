"""Attachments: pictures and files that hang on a note or a deal, kept inside the desk (PRODUCT, part 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, unquote

MOST_BYTES = 25 * 1024 * 1024  # of one attachment
KEPT_AFTER_REMOVAL = timedelta(days=30)
SCHEME = "attachment:"

_KB, _MB = 1_000, 1_000_000
# The first bytes of what is shown as a picture. SVG is none of them: it is a page with scripts and links.
_BEGINNINGS = (
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("jpeg", re.compile(rb"\xff\xd8\xff")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
)
_HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# What a program shows without running it. A name outside this list is saved, never opened from here.
_DOCUMENTS = ("pdf", "txt", "md", "csv", "tsv", "log", "json", "docx", "xlsx", "pptx", "odt", "ods", "odp")
_HEARD_AND_SEEN = ("png", "jpg", "jpeg", "gif", "webp", "mp3", "m4a", "mp4", "wav")
_OPENED = frozenset((*_DOCUMENTS, *_HEARD_AND_SEEN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file on the desk, without its bytes, which are kept once for each ``sha256`` (hex).

    ``deal_id`` is that of its note where it hangs on one; ``private`` and ``away`` (in the trash) follow the
    note, too. ``picture`` is "png", "jpeg", "gif", "webp", or "" for a file that is only listed. ``size`` is
    in bytes. ``removed_at`` is set while it can still be taken back.
    """

    id: str
    note_id: str | None = None
    deal_id: str | None = None
    name: str
    picture: str = ""
    sha256: str
    size: int
    private: bool = False
    away: bool = False
    added_at: datetime
    removed_at: datetime | None = None

    @property
    def target(self) -> str:
        """What stands between the brackets of a Markdown link to it."""
        return target_of(self.name)

    @property
    def markdown(self) -> str:
        """A picture shown, or a link to a file, in the note's source."""
        words = re.sub(r"([\\\[\]`*_<>])", r"\\\1", self.name)
        return f"![{words}]({self.target})" if self.picture else f"[{words}]({self.target})"

    @property
    def opens(self) -> bool:
        """Whether it may be handed to the system's viewer: a document, and nothing that would run."""
        return suffix_of(self.name) in _OPENED

    @property
    def said_size(self) -> str:
        """``842 kB``, ``3.1 MB``."""
        return say_size(self.size)


def picture_format(data: bytes) -> str:
    """What picture the bytes begin as, whatever their name says; "" for none that is shown."""
    return next((name for name, begins in _BEGINNINGS if begins.match(data)), "")


def suffix_of(name: str) -> str:
    """What stands behind the last dot, in small letters; "" for none."""
    return name.rpartition(".")[2].casefold() if "." in name.strip(".") else ""


def say_size(size: int) -> str:
    """``512 bytes``, ``842 kB``, ``3.1 MB``; thousands, as file managers count."""
    if size < _KB:
        return f"{size} byte" if size == 1 else f"{size} bytes"
    return f"{round(size / _KB)} kB" if size < 999_500 else f"{size / _MB:.1f} MB"


def target_of(name: str) -> str:
    """``attachment:yard%20plan.png``: how a note's source names an attachment of its own."""
    return SCHEME + quote(name, safe="")


def name_in(target: str) -> str | None:
    """The name of the attachment that a link or picture's target may mean; None where it leads elsewhere.

    Takes the desk's own ``attachment:…`` and what other programs write: ``../_resources/plan.png``,
    ``images/plan.png``, ``:/0b5c…`` (Joplin). An address of the web or of the computer means none.
    """
    if target.startswith(SCHEME):
        return unquote(target.removeprefix(SCHEME)) or None
    if _HAS_SCHEME.match(target) or target.startswith(("//", "\\\\", "#")):
        return None
    path = unquote(target.partition("#")[0].partition("?")[0])
    return path.replace("\\", "/").rpartition("/")[2] or None
