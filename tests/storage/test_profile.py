"""The one row that says whose desk it is."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from se_desk.domain.errors import DeskError
from se_desk.domain.profile import Profile
from se_desk.storage import profile
from se_desk.storage.store import Store
from tests.storage.conftest import NOW


def test_there_is_one(store: Store) -> None:
    with store.writing() as conn:
        assert profile.find(conn) is None
        profile.save(conn, Profile(name="Ada", made_at=NOW))
        profile.save(conn, Profile(name="Ada Berg", made_at=NOW))
        found = profile.find(conn)
        assert found is not None
        assert found.name == "Ada Berg"
    with pytest.raises((DBAPIError, DeskError)), store.writing() as conn:
        profile.save(conn, Profile(id="other", name="Ada", made_at=NOW))
