"""Verbs of time stamps: have an authority of the SE's choice sign that the risk log had come this far.

Off until an address is set. A stamp is over the hash of a chain's newest entry and becomes the next one
(RISK-RECORD, kind "anchor"). Nothing is believed that was not checked first.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from se_desk.domain.chain import ANCHOR, Sealed
from se_desk.domain.errors import BadFile, BadInput, DeskError, NotAllowed, NotFound
from se_desk.domain.moments import count
from se_desk.domain.risks import AnchorWord, RiskEntry
from se_desk.exchange.risk_records.stamps import BadStamp, Stamp, read_stamp, request, text_of, token_in
from se_desk.services import time_authority
from se_desk.services.time_authority import AuthorityAway
from se_desk.storage import risks as statements

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from se_desk.domain.profile import Profile
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection

Ask = Callable[[str, bytes], bytes]
TOLERANCE = timedelta(minutes=10)  # by which this computer's clock and the authority's may differ unsaid


@dataclass(frozen=True, slots=True)
class Stamped:
    """A chain's newest time stamp: what it says, the entry it pins, and the entry that keeps it."""

    stamp: Stamp
    over: int
    seq: int


class Stamps:
    """What can be done with time stamps. ``ask`` carries a question to the authority."""

    def __init__(self, desk: Desk, ask: Ask | None = None) -> None:
        self._desk = desk
        self._ask: Ask = ask or time_authority.ask

    @property
    def on(self) -> bool:
        """Whether an authority is named."""
        return bool(self._desk.profile.get().stamp_url)

    def set_authority(self, url: str, *, author: object | None = None) -> Profile:
        """Where stamps come from; "" switches them off, and the schedule too. BadInput."""
        if not url.strip():
            return self._desk.profile.change(stamp_url="", stamp_daily=False, author=author)
        return self._desk.profile.change(stamp_url=time_authority.check_url(url), author=author)

    def set_certificates(self, data: bytes, *, author: object | None = None) -> Profile:
        """The authority's own certificates (PEM or DER), which every stamp must lead to; b"" takes them away.

        BadFile where there is none in it.
        """
        from cryptography.hazmat.primitives.serialization import Encoding

        from se_desk.exchange.risk_records.stamp_check import certificates_in

        if not data:
            return self._desk.profile.change(stamp_certificates="", author=author)
        try:
            found = certificates_in(data)
        except BadStamp as error:
            raise BadFile(str(error), do="Choose the certificate of the authority, PEM or DER.") from error
        text = "".join(one.public_bytes(Encoding.PEM).decode() for one in found)
        return self._desk.profile.change(stamp_certificates=text, author=author)

    def set_daily(self, on: bool, *, author: object | None = None) -> Profile:
        """Ask once a day for what is new, while the desk is open. NotAllowed without an authority."""
        if on and not self.on:
            raise _off()
        return self._desk.profile.change(stamp_daily=on, author=author)

    def newest(self, deal_id: str) -> Stamped | None:
        """How far a deal's chain is stamped; None where it is not."""
        with self._desk.reading() as conn:
            chain = statements.chain_of(conn, deal_id)
            return _newest(conn, chain) if chain else None

    def open_deals(self) -> tuple[str, ...]:
        """Ids of the deals whose chain has an entry that no stamp pins."""
        with self._desk.reading() as conn:
            return tuple(deal for deal, chain in statements.chains(conn) if _unstamped(conn, chain))

    def stamp(self, deal_id: str, *, author: object | None = None) -> RiskEntry:
        """Have the newest entry of a deal's chain stamped; the stamp becomes the next entry.

        Belongs in a worker. NotAllowed while no authority is named, NotFound for a deal without entries,
        BadInput where everything is stamped already, AuthorityAway, DeskError for a stamp that does not hold.
        """
        profile = self._desk.profile.get()
        if not profile.stamp_url:
            raise _off()
        with self._desk.reading() as conn:
            chain = statements.chain_of(conn, deal_id)
            head = statements.head(conn, chain) if chain else None
            if chain is None or head is None:
                raise NotFound("This deal has no entry in the risk log, so there is nothing to stamp.")
            if not _unstamped(conn, chain):
                raise BadInput("Every entry of this deal is stamped already.")
        nonce = secrets.randbits(63)
        answer = self._ask(profile.stamp_url, request(head.hash, nonce))
        token, stamp = _believed(answer, head.hash, nonce, _trusted(profile))
        fields = {
            "anchor": AnchorWord.RFC3161.value,
            "token": text_of(token),
            "note": _clock_words(stamp, self._desk.now()),
        }
        return self._desk.risks.anchor(deal_id, fields, author=author)

    def stamp_all(
        self, progress: Callable[[float, str], None] | None = None, *, author: object | None = None
    ) -> tuple[RiskEntry, ...]:
        """Every chain that has something new; stops at the first that cannot be stamped, and raises that."""
        found, deals = [], self.open_deals()
        for place, deal_id in enumerate(deals):
            if progress is not None:
                progress(place / len(deals), f"{count(place, 'chain')} stamped")
            found.append(self.stamp(deal_id, author=author))
        return tuple(found)

    def due(self) -> bool:
        """Whether the schedule asks for stamps now: it is on, something is new, and none was made today."""
        profile = self._desk.profile.get()
        if not (profile.stamp_daily and profile.stamp_url):
            return False
        deals = self.open_deals()
        stamped = (self.newest(deal_id) for deal_id in deals)
        today = self._desk.today_on()
        return bool(deals) and not any(
            one.stamp.at.astimezone(self._desk.zone).date() == today for one in stamped if one
        )


def _trusted(profile: Profile) -> tuple[Certificate, ...]:
    if not profile.stamp_certificates:
        return ()
    from se_desk.exchange.risk_records.stamp_check import certificates_in

    return certificates_in(profile.stamp_certificates.encode())


def _believed(
    answer: bytes, imprint: str, nonce: int, trusted: tuple[Certificate, ...]
) -> tuple[bytes, Stamp]:
    """The token of an answer, checked to the last byte. DeskError where it does not hold."""
    from se_desk.exchange.risk_records.stamp_check import check_stamp

    try:
        token = token_in(answer)
        stamp = check_stamp(token, trusted)
        if stamp.imprint != imprint or stamp.nonce != nonce:
            raise BadStamp("It is the answer to another question.")
    except BadStamp as error:
        raise AuthorityAway(
            f"What the authority sent is not kept. {error}",
            "Nothing was added to the risk log.",
            "Look at the address and the certificate in the settings.",
        ) from error
    return token, stamp


def _clock_words(stamp: Stamp, now: datetime) -> str:
    """A clock that differs is told, since that is what stamps are for; "" where it does not."""
    apart = abs(now - stamp.at)
    if apart <= TOLERANCE:
        return ""
    minutes = int(apart / timedelta(minutes=1))
    side = "behind" if now < stamp.at else "ahead of"
    return f"This computer’s clock was {count(minutes, 'minute')} {side} the authority’s."


def _newest(conn: Connection, chain: str) -> Stamped | None:
    for one in reversed(statements.anchors_of(conn, chain)):
        stamp = _stamp_in(one)
        over = statements.seq_of(conn, chain, stamp.imprint) if stamp is not None else 0
        if stamp is not None and over:
            return Stamped(stamp, over, one.core.seq)
    return None


def _unstamped(conn: Connection, chain: str) -> bool:
    """Whether something was recorded that no stamp pins: an entry other than the newest stamp itself."""
    head, newest = statements.head(conn, chain), _newest(conn, chain)
    if head is None:
        return False
    return newest is None or newest.over + 1 < newest.seq or newest.seq < head.seq


def _stamp_in(entry: Sealed) -> Stamp | None:
    if entry.core.kind != ANCHOR or entry.values.get("anchor") != AnchorWord.RFC3161:
        return None
    try:
        return read_stamp(entry.values.get("token", ""))
    except BadStamp:
        return None


def _off() -> DeskError:
    return NotAllowed(
        "No time stamp authority is named.", do="Name one in the settings; it is off by itself."
    )
