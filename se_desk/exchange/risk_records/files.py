"""Names of the files of an export folder, and the texts that lie ready for it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from se_desk import paths
from se_desk.exchange.names import safe_name

HOW_TO_CHECK = "HOW-TO-CHECK.txt"


@dataclass(frozen=True, slots=True)
class RecordFiles:
    """The four files of one deal, by ending; ``stem`` is what they have in common."""

    stem: str

    @property
    def json(self) -> str:
        """The record itself."""
        return f"{self.stem}.json"

    @property
    def pdf(self) -> str:
        """The record to read and print."""
        return f"{self.stem}.pdf"

    @property
    def html(self) -> str:
        """The record that checks itself in a browser."""
        return f"{self.stem}.html"

    @property
    def markdown(self) -> str:
        """The record as text."""
        return f"{self.stem}.md"


def record_files(deal_title: str, taken: Collection[str] = ()) -> RecordFiles:
    """Names such as ``cold-store-risk-record.json``, none of which has a stem in ``taken``."""
    words = re.findall(r"\w+", safe_name(deal_title, limit=100).casefold())
    name = "-".join(words) or "deal"
    number, stem = 1, f"{name}-risk-record"
    while stem in taken:
        number += 1
        stem = f"{name}-{number}-risk-record"
    return RecordFiles(stem)


def how_to_check() -> str:
    """The text of HOW-TO-CHECK.txt."""
    return resource("how-to-check.txt")


def resource(name: str) -> str:
    """A text of ``resources/risk_record``."""
    return (paths.resources() / "risk_record" / name).read_text("utf-8")
