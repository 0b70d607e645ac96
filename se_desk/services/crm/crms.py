"""The CRMs that can be reached. To add one: a module with a ``CRM``, and its row here."""

from __future__ import annotations

from se_desk.domain.errors import NotFound
from se_desk.services.crm import dynamics, hubspot, pipedrive, salesforce, tryton
from se_desk.services.crm.server import Crm

# The first one has been written to in earnest; the others come in the order of how many desks may want them.
CRMS: tuple[Crm, ...] = (tryton.CRM, salesforce.CRM, hubspot.CRM, dynamics.CRM, pipedrive.CRM)


def crm_named(key: str) -> Crm:
    """The CRM of that key; NotFound where there is none."""
    for each in CRMS:
        if each.key == key:
            return each
    raise NotFound(f"There is no CRM called {key!r}.", "Nothing was sent.")
