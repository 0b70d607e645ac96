"""How a desk of an earlier version becomes one of this version.

``versions`` holds one file a step, with its SQL beside it. Nothing here imports alembic before there is
something to migrate: ``SCHEMA_VERSION`` is what the file's ``user_version`` is compared with.
"""

SCHEMA_VERSION = 1
