"""Field insights: what the market does, heard in the field, that is no ask (PRODUCT, part 1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from se_desk.domain.errors import BadInput
from se_desk.domain.titles import one_line

MOST_TAGS = 8
LONGEST_TAG = 40  # characters
_BETWEEN = re.compile(r"[,;#]+")


class InsightKind(StrEnum):
    """What it is about."""

    REGULATION = "regulation"
    COMPETITOR = "competitor"
    USAGE = "usage"
    BUYING = "buying"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words a person reads."""
        words = {"usage": "How they use it", "buying": "How they buy", "competitor": "Competitors"}
        return words.get(self.value, self.value.capitalize())


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """Something the market does, in a line, and what stands behind it.

    ``tags`` are kept as ``tags_text`` writes them. A private one is left out of what goes to product.
    """

    id: str
    deal_id: str | None = None
    note_id: str | None = None
    kind: InsightKind
    statement: str
    detail: str = ""
    tags: str = ""
    source: str = ""
    private: bool = False
    heard_on: date


@dataclass(frozen=True, slots=True)
class Heard:
    """An insight and the account it was heard at, "" where it belongs to no deal."""

    insight: Insight
    account: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What was heard of one kind under one tag ("" for none), newest first."""

    kind: InsightKind
    tag: str
    heard: tuple[Heard, ...]

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts it was heard at, by name, each once."""
        return tuple(sorted({one.account for one in self.heard if one.account}, key=str.casefold))


def tags_of(text: str) -> tuple[str, ...]:
    """``"Cyber act, #ports"`` as ``("cyber act", "ports")``: small letters, each once, in the order typed.

    BadInput for more than ``MOST_TAGS``, or one longer than ``LONGEST_TAG``.
    """
    parts = (one_line(part).casefold() for part in _BETWEEN.split(text))
    found = tuple(dict.fromkeys(part for part in parts if part))
    if len(found) > MOST_TAGS:
        raise BadInput(f"An insight has room for {MOST_TAGS} tags.", do="Keep those you would look for.")
    long = next((tag for tag in found if len(tag) > LONGEST_TAG), "")
    if long:
        raise BadInput(f"The tag “{long[:20]}…” is longer than {LONGEST_TAG} characters.", do="Shorten it.")
    return found


def tags_text(tags: Iterable[str]) -> str:
    """Tags as they are kept and shown: ``cyber act, ports``; ``tags_of`` reads them back."""
    return ", ".join(tags)


def rolled_up(heard: Iterable[Heard]) -> tuple[Topic, ...]:
    """By kind and tag, the tag heard at most accounts first; one with two tags stands under both.

    Private ones are left out, since this is what leaves.
    """
    groups: dict[tuple[InsightKind, str], list[Heard]] = {}
    for one in heard:
        if not one.insight.private:
            for tag in tags_of(one.insight.tags) or ("",):
                groups.setdefault((one.insight.kind, tag), []).append(one)
    topics = [Topic(kind, tag, _newest_first(found)) for (kind, tag), found in groups.items()]
    return tuple(sorted(topics, key=_order))


def _newest_first(found: list[Heard]) -> tuple[Heard, ...]:
    return tuple(sorted(found, key=lambda one: (one.insight.heard_on, one.insight.id), reverse=True))


def _order(topic: Topic) -> tuple[int, bool, int, int, str]:
    kind = list(InsightKind).index(topic.kind)
    return kind, not topic.tag, -len(topic.accounts), -len(topic.heard), topic.tag
