"""Ids of CRM records: Salesforce writes one id with 15 characters in reports and 18 elsewhere."""

from __future__ import annotations

import re

_ID_15 = re.compile(r"[A-Za-z0-9]{15}")
_ID_15_OR_18 = re.compile(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?")
_CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def is_salesforce_id(crm_id: str) -> bool:
    """Whether it has the shape of a Salesforce record id, in either form."""
    return _ID_15_OR_18.fullmatch(crm_id) is not None


def salesforce_id(crm_id: str) -> str:
    """The 18-character form of a 15-character Salesforce id; anything else as it is, without blanks.

    The three characters more are a checksum of which letters are capitals, five at a time.
    """
    crm_id = crm_id.strip()
    if not _ID_15.fullmatch(crm_id) or crm_id.isdigit():
        return crm_id
    fives = (crm_id[at : at + 5] for at in (0, 5, 10))
    return crm_id + "".join(_CHECKS[sum(c.isupper() << at for at, c in enumerate(five))] for five in fives)


def same_crm_id(one: str, other: str) -> bool:
    """Whether both name one record, in either form; a blank id names none."""
    return bool(one.strip()) and salesforce_id(one) == salesforce_id(other)
