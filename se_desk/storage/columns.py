"""What a column can hold, and the one ``metadata`` that every table belongs to.

Each type refuses what it could not give back: a moment without an offset, a word that is not one of its
enum's, an empty key.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Boolean, ColumnElement, Dialect, MetaData, Text, and_, or_
from sqlalchemy import type_coerce as taken_as
from sqlalchemy.sql.operators import OperatorType, between_op
from sqlalchemy.types import TypeDecorator, TypeEngine

E = TypeVar("E", bound=StrEnum)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMES)

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})Z([+-])(\d\d):(\d\d)", re.ASCII)
_AFTER_ANY_OFFSET = "~"  # sorts behind both "+" and "-"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def moment_text(at: datetime) -> str:
    """``2026-11-22T12:18:01.123Z+01:00``: UTC to the millisecond (rounded down), then the local offset.

    The order of such texts is the order of the instants. ValueError where ``at`` carries no offset.
    """
    minutes = round(_offset(at) / timedelta(minutes=1))
    sign = "-" if minutes < 0 else "+"
    return f"{_instant_text(at)}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def moment_of(text: str) -> datetime:
    """The moment ``moment_text`` has written; ValueError for any other text."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a stored moment")
    instant, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    zone = timezone(-offset if sign == "-" else offset)
    return datetime.fromisoformat(instant).replace(tzinfo=UTC).astimezone(zone)


def _offset(at: datetime) -> timedelta:
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("a moment needs an offset from UTC")
    return offset


def _instant_text(at: datetime) -> str:
    _offset(at)
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


class Moment(TypeDecorator[datetime]):
    """An aware ``datetime``; comparing it with another compares instants, whatever the offsets."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """To text; ValueError for a moment without an offset."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """From text, with the offset it was written with."""
        return None if value is None else moment_of(value)

    class comparator_factory(TypeDecorator.Comparator[datetime]):  # noqa: N801 (SQLAlchemy looks for this name)
        """Bounds without an offset, so that two writings of one instant are equal."""

        def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> ColumnElement[Any]:
            """Compares instants where a ``datetime`` stands on the right."""
            if op is between_op:
                return and_(self.expr >= other[0], self.expr <= other[1])
            compare = _COMPARE.get(op)
            if compare is None or not isinstance(other[0], datetime):
                return super().operate(op, *other, **kwargs)
            first = _instant_text(other[0])
            return compare(taken_as(self.expr, Text()), first, first + _AFTER_ANY_OFFSET)


_COMPARE: dict[Any, Callable[[ColumnElement[str], str, str], ColumnElement[bool]]] = {
    operator.lt: lambda column, first, _: column < first,
    operator.ge: lambda column, first, _: column >= first,
    operator.gt: lambda column, _, last: column > last,
    operator.le: lambda column, _, last: column <= last,
    operator.eq: lambda column, first, last: and_(column >= first, column <= last),
    operator.ne: lambda column, first, last: or_(column < first, column > last),
}


class Day(TypeDecorator[date]):
    """A calendar day, as ``YYYY-MM-DD``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        """To text; ValueError for a moment, which is no day."""
        if isinstance(value, datetime):
            raise ValueError("a day is kept without a time")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> date | None:
        """From text."""
        return None if value is None else date.fromisoformat(value)


class Word(TypeDecorator[E], Generic[E]):
    """One word of a closed list: the value of a ``StrEnum`` member."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, _dialect: Dialect) -> str | None:
        """To text; ValueError for a word outside the list."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> E | None:
        """From text; ValueError for a word outside the list."""
        return None if value is None else self.words(value)

    def coerce_compared_value(self, _op: OperatorType | None, _value: Any) -> TypeEngine[Any]:
        """A plain word on the other side is checked like a member."""
        return self


class Key(TypeDecorator[str]):
    """The key of a record, or a reference to one: text that is not empty."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """ValueError for an empty key."""
        if value == "":
            raise ValueError("a key cannot be empty")
        return value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """As it is."""
        return value


class Prose(TypeDecorator[str]):
    """Text as a person wrote it, kept code point for code point.

    Halves of surrogate pairs, which UTF-8 cannot hold, become U+FFFD, so that the rest is not lost.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """To text that UTF-8 can hold."""
        return None if value is None else _storable(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """As it is."""
        return value


def _storable(text: str) -> str:
    try:
        text.encode()  # far quicker than to look for what is hardly ever there
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("\ufffd", text)
    return text


class Truth(TypeDecorator[bool]):
    """Yes or no, as 1 or 0, with a CHECK that nothing else gets in."""

    impl = Boolean(create_constraint=True)
    cache_ok = True
