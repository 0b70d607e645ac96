"""The part of the facade that is about SE and AE: partners, charters and how they are kept.

Each noun's verbs are imported when they are first asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from se_desk.services.charter_files import CharterFiles
    from se_desk.services.charters import Charters
    from se_desk.services.desk import Desk
    from se_desk.services.disagreements import Disagreements
    from se_desk.services.measures import Measures
    from se_desk.services.not_ready import NotReadyVerbs
    from se_desk.services.own_templates import OwnTemplates
    from se_desk.services.partners import Partners
    from se_desk.services.requests import Requests
    from se_desk.services.scrub_files import ScrubFiles
    from se_desk.services.scrubs import Scrubs


class PairNouns:
    """What :class:`~se_desk.services.desk.Desk` holds of the pair; of no use without it."""

    @property
    def _whole(self) -> Desk:
        return cast("Desk", self)

    @cached_property
    def partners(self) -> Partners:
        """Account executives."""
        from se_desk.services.partners import Partners

        return Partners(self._whole)

    @cached_property
    def charters(self) -> Charters:
        """Agreements and their versions."""
        from se_desk.services.charters import Charters

        return Charters(self._whole)

    @cached_property
    def charter_files(self) -> CharterFiles:
        """Charters as files."""
        from se_desk.services.charter_files import CharterFiles

        return CharterFiles(self._whole)

    @cached_property
    def own_templates(self) -> OwnTemplates:
        """Charters to start from, of one's own."""
        from se_desk.services.own_templates import OwnTemplates

        return OwnTemplates(self._whole)

    @cached_property
    def measures(self) -> Measures:
        """How agreements are kept."""
        from se_desk.services.measures import Measures

        return Measures(self._whole)

    @cached_property
    def scrubs(self) -> Scrubs:
        """The regular half hour over the pipeline."""
        from se_desk.services.scrubs import Scrubs

        return Scrubs(self._whole)

    @cached_property
    def requests(self) -> Requests:
        """What account executives asked for."""
        from se_desk.services.requests import Requests

        return Requests(self._whole)

    @cached_property
    def disagreements(self) -> Disagreements:
        """What the pair sees differently."""
        from se_desk.services.disagreements import Disagreements

        return Disagreements(self._whole)

    @cached_property
    def not_ready(self) -> NotReadyVerbs:
        """Deals that are not ready for technical investment."""
        from se_desk.services.not_ready import NotReadyVerbs

        return NotReadyVerbs(self._whole)

    @cached_property
    def scrub_files(self) -> ScrubFiles:
        """Agenda and minutes as files."""
        from se_desk.services.scrub_files import ScrubFiles

        return ScrubFiles(self._whole)
