"""One file's text -> what the note would be: its title, words, times and kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from se_desk.domain.notes import NoteKind
from se_desk.domain.titles import cut
from se_desk.exchange.notes_in.front_matter import BadFrontMatter, FrontMatter, Value, read_front_matter

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # what is dated before was never dated

_WRITTEN = ("written_at", "created", "date created", "created_at", "creation date", "date")
_CHANGED = ("updated", "modified", "date modified", "updated_at", "last_modified", "lastmod")
_OURS = ("note_id", "revision", "deal", "account", "crm_id", "call", "call_at")  # of our own export
_OF_PLACES = ("latitude", "longitude", "altitude")
_TAKEN = frozenset({"title", "tags", "tag", "kind", *_WRITTEN, *_CHANGED, *_OURS})
_NO_WORD = re.compile(r"[^\w-]+")
_FENCE = re.compile(r"`{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteIn:
    """A note to be. The times are None where the file says none; ``remark`` is what could not be taken."""

    title: str
    body: str
    kind: NoteKind = NoteKind.IDEA
    written_at: datetime | None = None
    changed_at: datetime | None = None
    remark: str = ""


def read_note(text: str, name: str, zone: tzinfo) -> NoteIn:
    """The note in a file's text; ``name`` is the file's without its ending, ``zone`` that of bare times.

    Tags become ``#tag`` words at the foot of the text. Fields with no place of their own stay there as they
    were written. Front matter that cannot be read stays where it is, and is named.
    """
    try:
        found = read_front_matter(text)
    except BadFrontMatter as error:
        words = f"its front matter {error}, so it was left in the text"
        return NoteIn(title=cut(name), body=text, remark=words)
    fields = found.fields
    written, changed = _moment(fields, _WRITTEN, zone), _moment(fields, _CHANGED, zone)
    return NoteIn(
        title=cut(_text(fields.get("title"))) or cut(name),
        body=found.body + _foot(found),
        kind=_kind(fields),
        written_at=written or changed,
        changed_at=changed or written,
    )


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else " ".join(value or ())


def _kind(fields: Mapping[str, Value]) -> NoteKind:
    said = _text(fields.get("kind")).casefold()
    return NoteKind(said) if said in list(NoteKind) else NoteKind.IDEA


def _moment(fields: Mapping[str, Value], names: tuple[str, ...], zone: tzinfo) -> datetime | None:
    found = (read_moment(_text(fields[name]), zone) for name in names if name in fields)
    return next((each for each in found if each is not None), None)


def read_moment(said: str, zone: tzinfo) -> datetime | None:
    """``2021-05-01 16:40:00Z``, ``2021-05-01T16:40``, ``2021-05-01``: bare ones in ``zone``; else None."""
    said = said.strip()
    try:
        at = datetime.fromisoformat(said) if len(said) > 10 else _midday(date.fromisoformat(said))
        at = at if at.tzinfo is not None else at.replace(tzinfo=zone)
        return at if at >= EARLIEST else None
    except (ValueError, OverflowError):
        return None


def _midday(day: date) -> datetime:
    """A day without a time, so that no zone moves it to another."""
    return datetime.combine(day, time(12))


def _foot(found: FrontMatter) -> str:
    """What of the front matter has no field here: tags, and the lines of fields that are not known."""
    tags = " ".join(dict.fromkeys(filter(None, map(_tag, _tags(found.fields)))))
    rest = _unknown(found)
    parts = [part for part in (tags, rest) if part]
    if not parts:
        return ""
    gap = "" if not found.body.strip() else "\n" if found.body.endswith("\n") else "\n\n"
    return gap + "\n\n".join(parts) + "\n"


def _tags(fields: Mapping[str, Value]) -> tuple[str, ...]:
    said = fields.get("tags", fields.get("tag", ()))
    return tuple(re.split(r"[,\s]+", said)) if isinstance(said, str) else said


def _tag(said: str) -> str:
    word = _NO_WORD.sub("-", said.strip().lstrip("#")).strip("-")
    return f"#{word}" if word[:1].isalpha() else word


def _unknown(found: FrontMatter) -> str:
    others = {name for name, value in found.fields.items() if name not in _TAKEN and _says(name, value)}
    if not others:
        return ""
    longest = max((len(run) for run in _FENCE.findall(found.source)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}yaml\n{found.source.strip()}\n{fence}"


def _says(name: str, value: Value) -> bool:
    """Joplin writes where a note was made, as zeros where it does not know."""
    said = _text(value).strip()
    return bool(said.strip("0.") if name in _OF_PLACES else said)
