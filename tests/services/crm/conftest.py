"""What the tests of vendors share: a note on its way, and a server that answers from a list and remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import pytest

from se_desk.domain.outbox import Sending
from tests.crm_servers import answering

HAPPENED = datetime.fromisoformat("2026-03-04T00:30:15+01:00")  # the day before in UTC
MARKER = "[sedesk:0190f5a4-0000-7000-8000-00000000000a:r2]"
KEY = "s3cret"


@pytest.fixture
def sending() -> Callable[..., Sending]:
    """A note for a deal."""

    def make(crm: str, deal: str, body: str = f"<p>Words</p><p>{MARKER}</p>", title: str = "Demo") -> Sending:
        at = datetime(2026, 3, 4, 9, tzinfo=UTC)
        return Sending(
            id="s", note_id="0190f5a4-0000-7000-8000-00000000000a", crm=crm, crm_deal=deal, revision=2,
            title=title, body=body, marker=MARKER, digest="", happened_at=HAPPENED, approved_at=at,
        )  # fmt: skip

    return make


class Vendor:
    """Answers calls by ``answers[(method, path)]``, else 404; ``asked`` is what came."""

    def __init__(self) -> None:
        self.address = ""
        self.answers: dict[tuple[str, str], tuple[int, Any]] = {}
        self.asked: list[tuple[str, str, Any]] = []
        self.heads: list[dict[str, str]] = []

    def reply(self, method: str, path: str, heads: dict[str, str], body: Any) -> tuple[int, Any]:
        """For ``answering``."""
        self.asked.append((method, path, body))
        self.heads.append(heads)
        return self.answers.get((method, path), (404, {"message": "no such thing"}))


@pytest.fixture
def vendor() -> Iterator[Vendor]:
    """A vendor's server, open."""
    made = Vendor()
    with ExitStack() as stack:
        made.address = stack.enter_context(answering(made.reply))
        yield made
