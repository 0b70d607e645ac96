"""Verbs of one's own kinds of files: look into one, keep what its columns mean, forget it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.imports import ColumnNames, column_lines
from se_desk.storage import imports as rows

if TYPE_CHECKING:
    from se_desk.exchange.crm_profiles import Field, Profile
    from se_desk.exchange.days import DayOrder
    from se_desk.exchange.mappings import SeenTable
    from se_desk.services.desk import Desk

LONGEST_NAME = 80


class Columns:
    """What the SE said of files that no profile knows."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def look_into(self, path: Path, progress: Callable[[int, int], object] | None = None) -> SeenTable:
        """The columns of a file with a few of their cells. BadFile for what is no table."""
        from se_desk.exchange.mappings import look_into

        return look_into(path, progress)

    def all(self) -> tuple[ColumnNames, ...]:
        """The kinds of files that were described, the last one first."""
        with self._desk.reading() as conn:
            return rows.all_names(conn)

    def profiles(self) -> tuple[Profile, ...]:
        """The same, as the reader of files takes them."""
        from se_desk.exchange.mappings import own_profile

        return tuple(own_profile(names) for names in self.all())

    def keep(
        self,
        name: str,
        columns: Mapping[Field, str],
        day_order: DayOrder | None = None,
        *,
        author: object | None = None,
    ) -> ColumnNames:
        """Keep what the columns of a kind of file mean, in place of what had the same name.

        BadInput where no deal could be told from them, or where a kind that comes with the desk is called so.
        """
        from se_desk.exchange.crm_profiles import profile_named
        from se_desk.exchange.mappings import checked

        called = " ".join(name.split())
        if not called or len(called) > LONGEST_NAME:
            raise BadInput(f"A kind of file has a name of 1 to {LONGEST_NAME} characters.", do="Name it.")
        try:
            taken = profile_named(called)
        except NotFound:
            taken = None
        if taken is not None:
            raise BadInput(f"{taken.label} is a kind the desk knows already.", do="Choose another name.")
        lines = column_lines(checked(columns))
        with self._desk.writing(author) as work:
            same = (one for one in rows.all_names(work.conn) if one.name.casefold() == called.casefold())
            before = next(same, None)
            kept = ColumnNames(
                id=before.id if before else work.new_id(),
                name=called,
                columns=lines,
                day_order=day_order.value if day_order else "",
                changed_at=work.now,
            )
            rows.keep_names(work.conn, kept)
        return kept

    def forget(self, name: str, *, author: object | None = None) -> None:
        """Forget a kind of file by its name; NotFound where there is none."""
        with self._desk.writing(author) as work:
            found = [
                one for one in rows.all_names(work.conn) if one.name.casefold() == name.strip().casefold()
            ]
            if not found:
                raise NotFound(f"No kind of file is called {name!r}.")
            rows.forget_names(work.conn, found[0].id)
