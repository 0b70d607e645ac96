"""The part of the facade that is about a deal's plan and what is learned from it.

Each noun's verbs are imported when they are first asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.dismissals import Dismissals
    from se_desk.services.exit_criteria import ExitCriteria
    from se_desk.services.insights import Insights
    from se_desk.services.paper_files import PaperFiles
    from se_desk.services.papers import Papers
    from se_desk.services.strategies import Strategies


class DealNouns:
    """What :class:`~se_desk.services.desk.Desk` holds of plans and papers; of no use without it."""

    @cached_property
    def exit_criteria(self) -> ExitCriteria:
        """What a deal shows before it leaves a stage."""
        from se_desk.services.exit_criteria import ExitCriteria

        return ExitCriteria(cast("Desk", self))

    @cached_property
    def dismissals(self) -> Dismissals:
        """Proposals that were set aside."""
        from se_desk.services.dismissals import Dismissals

        return Dismissals(cast("Desk", self))

    @cached_property
    def insights(self) -> Insights:
        """What the market does."""
        from se_desk.services.insights import Insights

        return Insights(cast("Desk", self))

    @cached_property
    def strategies(self) -> Strategies:
        """The page that SE and AE write of a deal."""
        from se_desk.services.strategies import Strategies

        return Strategies(cast("Desk", self))

    @cached_property
    def papers(self) -> Papers:
        """Autopsy sheets, deal reviews, impact records."""
        from se_desk.services.papers import Papers

        return Papers(cast("Desk", self))

    @cached_property
    def paper_files(self) -> PaperFiles:
        """Papers, strategies and roll-ups as files."""
        from se_desk.services.paper_files import PaperFiles

        return PaperFiles(cast("Desk", self))
