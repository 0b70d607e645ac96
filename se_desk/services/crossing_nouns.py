"""The part of the facade that is about what comes in and what leaves.

Each noun's verbs are imported when they are first asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from se_desk.services.archives import Archives
    from se_desk.services.desk import Desk
    from se_desk.services.exports import Exports
    from se_desk.services.imports import Imports
    from se_desk.services.metrics_files import MetricsFiles
    from se_desk.services.outbox import Outbox
    from se_desk.services.packs import Packs
    from se_desk.services.records import Records
    from se_desk.services.stamps import Stamps


class CrossingNouns:
    """What :class:`~se_desk.services.desk.Desk` holds of the ways in and out; of no use without it."""

    @property
    def _whole(self) -> Desk:
        return cast("Desk", self)

    @cached_property
    def records(self) -> Records:
        """Risk records for a manager."""
        from se_desk.services.records import Records

        return Records(self._whole)

    @cached_property
    def stamps(self) -> Stamps:
        """Time stamps over the risk log."""
        from se_desk.services.stamps import Stamps

        return Stamps(self._whole)

    @cached_property
    def packs(self) -> Packs:
        """Packs for travel."""
        from se_desk.services.packs import Packs

        return Packs(self._whole)

    @cached_property
    def exports(self) -> Exports:
        """What leaves."""
        from se_desk.services.exports import Exports

        return Exports(self._whole)

    @cached_property
    def metrics_files(self) -> MetricsFiles:
        """Figures as files."""
        from se_desk.services.metrics_files import MetricsFiles

        return MetricsFiles(self._whole)

    @cached_property
    def outbox(self) -> Outbox:
        """Notes on their way to a CRM."""
        from se_desk.services.outbox import Outbox

        return Outbox(self._whole)

    @cached_property
    def imports(self) -> Imports:
        """What comes in."""
        from se_desk.services.imports import Imports

        return Imports(self._whole)

    @cached_property
    def archives(self) -> Archives:
        """The whole desk as one file."""
        from se_desk.services.archives import Archives

        return Archives(self._whole)
