"""What a person types into search: plain words, and filters such as ``deal:brookmoor`` or ``is:private``.

Reading never fails. A filter whose value makes no sense is not taken as one: it is named in ``unread``,
so that the page can say so, and the rest of the query still finds what it can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from se_desk.domain.note_links import fold_name

FILTERS = ("deal", "ae", "kind", "before", "after", "is", "tag")
_PART = re.compile(r'(?:(?P<key>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
_TAG = re.compile(r"#([^\W\d_][\w-]*)")
_BEGUN = re.compile(
    r'(?:^|(?<=\s))(?:(?P<key>[A-Za-z]+):(?P<value>"[^"]*"?|[^\s"]*)|(?P<tag>#[\w-]*)|(?P<bare>[A-Za-z]+))$'
)
_DAYS_AGO = re.compile(r"-?(\d{1,5})d?")
_NEAR = {"today": 0, "yesterday": 1}
_KINDS = {
    "file": "attachment",
    "risk": "flag",
    "huddle": "call",
    "stakeholder": "person",
    "people": "person",
    "ae": "partner",
}
_FURTHEST = timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class Query:
    """A search, read. ``before`` and ``after`` exclude the day itself; ``private`` None means either.

    ``words`` is what is left to look for, in the form full-text search takes it; ``unread`` are the
    filters whose value could not be read, as they were typed.
    """

    words: str = ""
    deal: str = ""
    ae: str = ""
    kinds: tuple[str, ...] = ()
    before: date | None = None
    after: date | None = None
    private: bool | None = None
    tags: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether any filter was read."""
        return self != replace(Query(), words=self.words, unread=self.unread)

    @property
    def empty(self) -> bool:
        """Neither words nor filters."""
        return not self.words and not self.filtered


def read_query(text: str, today: date) -> Query:
    """Words and filters of ``text``; relative days such as ``after:7d`` count from ``today``."""
    query = Query()
    words: list[str] = []
    unread: list[str] = []
    for part in _PART.finditer(text):
        key, quoted = (part["key"] or "").lower(), part["quoted"]
        value = (quoted if quoted is not None else part["bare"] or "").strip()
        if tag := _TAG.fullmatch(part[0]):
            key, value = "tag", tag[1]
        if key not in FILTERS:
            begun = part[0].endswith(":") and part[0][:-1].lower() in FILTERS  # its value is yet to be typed
            (unread if begun else words).append(part[0])
            continue
        taken = _taken(query, key, value, today)
        if taken is None:
            unread.append(part[0])
        query = taken or query
    return replace(query, words=" ".join(words).strip(), unread=tuple(unread))


def _taken(query: Query, key: str, value: str, today: date) -> Query | None:
    """The query with one filter more; None where the value says nothing."""
    if key in ("before", "after"):
        day = read_day(value, today)
        if day is None:
            return None
        return replace(query, before=day) if key == "before" else replace(query, after=day)
    if key == "is":
        wanted = {"private": True, "shareable": False}.get(value.lower())
        return None if wanted is None else replace(query, private=wanted)
    if not value:
        return None
    if key == "kind":
        return replace(query, kinds=(*query.kinds, *kinds_of(value)))
    if key == "tag":
        return replace(query, tags=(*query.tags, fold_name(value.lstrip("#"))))
    return replace(query, deal=value) if key == "deal" else replace(query, ae=value)


def kinds_of(value: str) -> tuple[str, ...]:
    """The kinds that a word such as ``notes`` or ``demo,flag`` names."""
    words = (word.strip().lower() for word in value.split(","))
    return tuple(_KINDS.get(word.rstrip("s"), _KINDS.get(word, word.rstrip("s"))) for word in words if word)


def read_day(value: str, today: date) -> date | None:
    """``2026-03-02``, ``today``, ``yesterday``, or days ago as ``7d`` or ``-7``; None for anything else."""
    word = value.lower()
    if word in _NEAR:
        return today - timedelta(days=_NEAR[word])
    ago = _DAYS_AGO.fullmatch(word)
    if ago and not re.fullmatch(r"\d{4}", word):
        return today - min(timedelta(days=int(ago[1])), _FURTHEST, today - date.min)
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Begun:
    """A filter that is being typed: ``text[start:end]``. ``key`` is empty where its name is not there yet."""

    key: str
    value: str
    start: int
    end: int


def begun_at(text: str, place: int) -> Begun | None:
    """The filter that is being typed before ``place``; None where that is no filter and begins none."""
    found = _BEGUN.search(text[:place])
    if found is None:
        return None
    if found["tag"] is not None:
        return Begun("tag", found["tag"][1:], found.start(), place)
    if found["bare"] is not None:
        named = any(name.startswith(found["bare"].lower()) for name in FILTERS)
        return Begun("", found["bare"].lower(), found.start(), place) if named else None
    key = found["key"].lower()
    return Begun(key, found["value"].strip('"'), found.start(), place) if key in FILTERS else None


def with_filter(text: str, begun: Begun, key: str, value: str = "") -> tuple[str, int]:
    """``text`` with ``key:value`` in place of what was begun, and where the cursor goes: ready for more.

    Without a value it is the name alone, for the value to be typed.
    """
    quoted = f'"{value}"' if re.search(r"\s", value) else value
    said = f"{key}:{quoted} " if value else f"{key}:"
    rest = text[begun.end :].lstrip(" ") if value else text[begun.end :]
    return text[: begun.start] + said + rest, begun.start + len(said)
