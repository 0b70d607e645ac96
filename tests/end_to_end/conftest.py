"""What the whole program's tests share: an empty place for a desk, and programs of their own."""

from __future__ import annotations

from tests.cli.conftest import phrase_file, program

__all__ = ["phrase_file", "program"]
