"""What a CRM is asked, and how it can fail."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from se_desk.domain.errors import DeskError
from se_desk.domain.outbox import Sending
from se_desk.exchange.notes_out.note_format import NoteFormat
from se_desk.exchange.notes_out.note_out import NoteOut


class CrmAway(DeskError):
    """The CRM could not be reached, or broke off: nobody knows whether the note arrived."""


class CrmRefused(DeskError):
    """The CRM answered, and the answer about this note is no."""


class NotLetIn(DeskError):
    """The CRM does not take the account: no note can be sent, and none is refused for it."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where a CRM is and who asks. ``user`` and ``database`` are empty where the CRM asks for none."""

    address: str
    secret: str
    user: str = ""
    database: str = ""


class CrmServer(Protocol):
    """A CRM that is spoken to. Every call may take seconds and raises CrmAway, CrmRefused or NotLetIn."""

    def who(self) -> str:
        """As whom it knows us; a call that changes nothing."""
        ...

    def find(self, sending: Sending) -> str | None:
        """Its name for the note that carries the marker on that deal, None where there is none."""
        ...

    def add(self, sending: Sending, earlier: str) -> str:
        """Puts the note on the deal and gives its name there. CrmRefused where it knows no such deal.

        ``earlier`` names the revision before, in a CRM where a note can be changed; empty for none.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Crm:
    """One CRM. ``deal`` is the deal's id there, empty for none; ``connect`` makes no call by itself.

    ``body`` renders a note as it is sent, led by a sentence of the desk where that is not empty; it raises
    NotAllowed for a note that is too long for one record. ``checked_against`` says in one sentence what the
    adapter was held against, ``again`` what becomes of a note that has changed since, and ``changes`` whether
    a note there can be changed. ``like`` is the format of files for the same CRM, whose ledger is shared.
    ``asks_user`` and ``asks_database`` are what an account needs besides its address and its secret,
    which that CRM calls ``key_name``; ``example`` is an address of its shape.
    """

    key: str
    label: str
    checked_against: str
    again: str
    body: Callable[[NoteOut, str], str]
    deal: Callable[[NoteOut], str]
    connect: Callable[[Account], CrmServer]
    key_name: str
    example: str
    changes: bool = False
    like: NoteFormat | None = None
    asks_user: bool = False
    asks_database: bool = False

    @property
    def ledger(self) -> str:
        """By which name the ledger of exports knows what left to it."""
        return self.like.key if self.like else self.key

    def digest(self, note: NoteOut) -> str:
        """By what the ledger knows its text again: SHA-256 in hex."""
        if self.like:
            return self.like.digest(note)
        return hashlib.sha256(self.body(note, "").encode()).hexdigest()
