"""Verbs of the profile: whose desk it is, its zone, its currency, its theme."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.profile import Profile
from se_desk.storage import profile as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection


class ProfileVerbs:
    """What can be done with the profile."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def set_up(self, name: str, zone: str, *, email: str = "", currency: str = "USD") -> Profile:
        """The first row of a new desk, with a signing key of its own. BadInput for a blank name."""
        if not name.strip():
            raise BadInput("The desk needs your name: records and charters carry it.", do="Type it.")
        _check_zone(zone)
        from se_desk.exchange.risk_records.signatures import public_key

        seed = secrets.token_bytes(32)
        with self._desk.writing() as work:
            made = Profile(
                name=name.strip(),
                email=email.strip(),
                zone=zone,
                currency=currency,
                signing_seed=seed.hex(),
                public_key=public_key(seed),
                made_at=work.now,
            )
            statements.save(work.conn, made)
            work.announce(Noun.PROFILE, made.id)
        self._desk.forget_zone()
        return made

    def get(self) -> Profile:
        """The profile; NotFound on a desk that was never set up."""
        with self._desk.reading() as conn:
            found = statements.find(conn)
        if found is None:
            raise NotFound("This desk was not set up to its end.", do="Set it up with a name.")
        return found

    def change(self, *, author: object | None = None, **fields: object) -> Profile:
        """Set the named fields; TypeError for one it does not have, BadInput for an unknown zone."""
        if "zone" in fields:
            _check_zone(str(fields["zone"]))
        with self._desk.writing(author) as work:
            found = statements.find(work.conn)
            if found is None:
                raise NotFound("This desk was not set up to its end.", do="Set it up with a name.")
            changed = replace(found, **fields)  # type: ignore[arg-type]  # checked by replace
            statements.save(work.conn, changed)
            work.announce(Noun.PROFILE, changed.id)
        self._desk.forget_zone()
        return changed

    def currency(self, conn: Connection) -> str:
        """The currency amounts are in where none is named."""
        found = statements.find(conn)
        return found.currency if found else "USD"


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise BadInput(f"“{zone}” is no time zone.", do="Name one such as Europe/Berlin.") from fault
