"""What a filter of a search can name: deals, partners, tags. On the connection of the search."""

from __future__ import annotations

from typing import Any

from se_desk.storage.known import Known

_DEALS = (
    "SELECT d.id, d.account, d.title, coalesce(p.name, ''), d.outcome IS NULL "
    "FROM deals d LEFT JOIN partners p ON p.id = d.partner_id "
    "ORDER BY d.outcome IS NULL DESC, lower(d.account), d.id"
)


def deals_like(known: Known, deal: str = "", ae: str = "") -> tuple[str, ...] | None:
    """The deals with ``deal`` in account or title, or as their id, whose partner's name holds ``ae``.

    None where neither is asked.
    """
    if not deal and not ae:
        return None
    named, partner = deal.casefold(), ae.casefold()
    return tuple(
        key for key, said, whose in known.ask(_names) if (named in said or key == deal) and partner in whose
    )


def _names(raw: Any) -> tuple[tuple[str, str, str], ...]:
    """(id, account and title, partner) of each deal, to compare with."""
    return tuple(
        (key, f"{account} {title}".casefold(), whose.casefold())
        for key, account, title, whose, _ in raw.execute(_DEALS)
    )


def deals(raw: Any) -> tuple[tuple[str, str, bool], ...]:
    """(account, title, whether it is open), open ones first."""
    return tuple((account, title, bool(is_open)) for _, account, title, _, is_open in raw.execute(_DEALS))


def partners(raw: Any) -> tuple[tuple[str, str], ...]:
    """(name, segment), by name."""
    return tuple(raw.execute("SELECT name, segment FROM partners ORDER BY lower(name)"))


def tags(raw: Any) -> tuple[tuple[str, int], ...]:
    """(tag, in how many notes), the most used first."""
    return tuple(
        raw.execute(
            "SELECT min(name), count(*) FROM note_links WHERE kind = 'tag' GROUP BY key ORDER BY 2 DESC, 1"
        )
    )
