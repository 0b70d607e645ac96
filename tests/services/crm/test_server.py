"""What stands for every CRM."""

from __future__ import annotations

from se_desk.services.crm.crms import CRMS
from se_desk.services.crm.server import Account


def test_every_adapter_is_a_server_and_asks_nobody_until_it_is_asked() -> None:
    account = Account("https://crm.example", "key", "nora", "desk")
    for crm in CRMS:
        server = crm.connect(account)
        assert all(callable(getattr(server, name)) for name in ("who", "find", "add"))
