"""What stands in a CRM's answer, where it has the documented shape; CrmAway where it has another."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from se_desk.services.crm import transport


def at(answer: Any, *path: str) -> Any:
    """The value under these names, None where the last one is missing."""
    found = answer
    for number, name in enumerate(path, 1):
        if not isinstance(found, dict) or (name not in found and number < len(path)):
            raise transport.away("Its answer has another shape than the documented one")
        found = found.get(name)
    return found


def word(answer: Any, *path: str) -> str:
    """A text or a number under these names, as text that is not empty."""
    found = at(answer, *path)
    if isinstance(found, bool) or not isinstance(found, (str, int)) or found == "":
        raise transport.away("Its answer has another shape than the documented one")
    return str(found)


def records(answer: Any, *path: str) -> list[dict[str, Any]]:
    """A list of records under these names; none where there is nothing."""
    found = at(answer, *path)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise transport.away("Its answer has another shape than the documented one")
    return found


def in_url(part: str) -> str:
    """`part` as one piece of an address, whatever it holds."""
    return quote(part, safe="")
