"""The CRMs that can be reached. To add one: a module with a ``CRM``, and its row here."""

from __future__ import annotations

from se_desk.domain.errors import NotFound
from se_desk.services.crm import tryton
from se_desk.services.crm.server import Crm

CRMS: tuple[Crm, ...] = (tryton.CRM,)


def crm_named(key: str) -> Crm:
    """The CRM of that key; NotFound where there is none."""
    for each in CRMS:
        if each.key == key:
            return each
    raise NotFound(f"There is no CRM called {key!r}.", "Nothing was sent.")
