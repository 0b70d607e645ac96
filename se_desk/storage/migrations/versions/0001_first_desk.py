"""The first desk: every table, guard and index of the first release, as frozen SQL."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from se_desk.storage.migrations.run import run_script

revision = "0001"
down_revision = None


def upgrade() -> None:
    """An empty file becomes a desk."""
    run_script(op.get_bind(), Path(__file__).with_suffix(".sql"))
