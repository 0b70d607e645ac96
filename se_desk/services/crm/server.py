"""What a CRM is asked, and how it can fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from se_desk.domain.errors import DeskError
from se_desk.domain.outbox import Sending
from se_desk.exchange.notes_out.note_out import NoteOut


class CrmAway(DeskError):
    """The CRM could not be reached, or broke off: nobody knows whether the note arrived."""


class CrmRefused(DeskError):
    """The CRM answered, and the answer is no."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where a CRM is and who asks. ``database`` is empty where the CRM has only one."""

    address: str
    user: str
    secret: str
    database: str = ""


class CrmServer(Protocol):
    """A CRM that is spoken to. Every call may take seconds and raises CrmAway or CrmRefused."""

    def who(self) -> str:
        """As whom it knows us; a call that changes nothing."""
        ...

    def find(self, sending: Sending) -> str | None:
        """Its name for the note that carries the marker on that deal, None where there is none."""
        ...

    def add(self, sending: Sending) -> str:
        """Adds the note to the deal and gives its name there. CrmRefused where it knows no such deal."""
        ...


@dataclass(frozen=True, slots=True)
class Crm:
    """One CRM. ``body`` renders a note as it is sent; ``deal`` is the deal's id there, empty for none.

    ``checked_against`` says in one sentence what its adapter was held against, ``again`` what becomes of a
    note that has changed since. ``fields`` are what an account of it needs besides address and secret.
    """

    key: str
    label: str
    checked_against: str
    again: str
    fields: tuple[str, ...]
    body: Callable[[NoteOut], str]
    deal: Callable[[NoteOut], str]
    connect: Callable[[Account], CrmServer]
