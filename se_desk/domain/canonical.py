"""The bytes that are hashed: a small subset of JSON that has exactly one spelling.

Strings, objects, arrays and whole numbers from 0 to 2^53-1; keys are ``[a-z_]+`` or decimal. Inside
this subset the bytes equal those of RFC 8785 (JSON Canonicalization Scheme). ``read_json`` reads
strictly what anybody may have written: no duplicate key, no float, no NaN, no nesting beyond a limit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

MAX_WHOLE = 2**53 - 1
MAX_DEPTH = 8
_KEY = re.compile(r"[a-z_]+|0|[1-9][0-9]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
# A whole string (also one that never ends) or one bracket; possessive, so that no file makes it slow.
_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)


class NotJson(ValueError):
    """The bytes are no JSON text at all."""


class OutsideFormat(ValueError):
    """It is JSON, and holds something that the format does not have."""


def canonical(value: object) -> bytes:
    """The one spelling of ``value``: sorted keys, no spaces, UTF-8. Raises OutsideFormat."""
    _check(value, MAX_DEPTH)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def read_json(data: bytes, max_depth: int = MAX_DEPTH) -> object:
    """What the bytes say, read strictly. Raises NotJson, or OutsideFormat for what is refused in JSON."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotJson(f"Byte {error.start + 1} is not UTF-8.") from error
    _check_depth(text, max_depth)
    try:
        return json.loads(
            text, object_pairs_hook=_pairs, parse_int=_whole, parse_float=_refused, parse_constant=_refused
        )
    except json.JSONDecodeError as error:
        raise NotJson(f"Line {error.lineno}, column {error.colno} is not JSON: {error.msg}.") from error


def has_surrogate(text: str) -> bool:
    """Whether half of a UTF-16 pair stands alone, which no UTF-8 can hold."""
    return _SURROGATE.search(text) is not None


def _check(value: object, depth: int) -> None:
    if depth == 0:
        raise OutsideFormat("It is nested deeper than the format goes.")
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_key(key)
            _check(inner, depth - 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner, depth - 1)
    elif type(value) is not int or not 0 <= value <= MAX_WHOLE:
        raise OutsideFormat(f"{value!r:.40} is neither text nor a whole number from 0 to 2^53-1.")


def _check_text(value: str) -> None:
    if has_surrogate(value):
        raise OutsideFormat("A text holds half of a surrogate pair.")


def _check_key(key: object) -> None:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise OutsideFormat(f"{key!r:.40} is no key of this format.")


def _check_depth(text: str, max_depth: int) -> None:
    depth = 0
    for match in _BRACKET.finditer(text):
        first = text[match.start()]
        depth += (first in "[{") - (first in "]}")
        if depth > max_depth:
            raise OutsideFormat("It is nested deeper than the format goes.")


def _pairs(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise OutsideFormat(f"The key {key!r:.40} stands twice in one object.")
        found[key] = value
    return found


def _whole(text: str) -> int:
    if text.startswith("-") or len(text) > 16 or int(text) > MAX_WHOLE:
        raise OutsideFormat(f"{text:.40} is not a whole number from 0 to 2^53-1.")
    return int(text)


def _refused(text: str) -> object:
    raise OutsideFormat(f"{text:.40} is not a whole number from 0 to 2^53-1.")
