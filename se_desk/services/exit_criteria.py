"""Verbs of exit criteria: arrange the list of a stage, show that a deal meets a line (PRODUCT, part 1)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.deals import Stage
from se_desk.domain.errors import NotFound
from se_desk.domain.exit_criteria import (
    ExitCriterion,
    ExitEvidence,
    Standing,
    arranged,
    of_stage,
    open_before,
    standings,
)
from se_desk.paths import resources
from se_desk.services.naming import pick
from se_desk.storage import deals as deal_rows
from se_desk.storage import exit_criteria as statements

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection


@cache
def standard() -> tuple[ExitCriterion, ...]:
    """The list that comes along; it holds until the SE arranges one."""
    text = (resources() / "templates" / "exit_criteria.toml").read_text(encoding="utf-8")
    return tuple(
        ExitCriterion(id=f"{stage}-{key}", stage=Stage(stage), position=place, text=line)
        for stage, lines in tomllib.loads(text).items()
        for place, (key, line) in enumerate(lines.items(), 1)
    )


class ExitCriteria:
    """What can be done with exit criteria."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[ExitCriterion, ...]:
        """The list as it stands, in the order of the sale."""
        with self._desk.reading() as conn:
            return tuple(one.criterion for one in standings(_list(conn), ()))

    def of_stage(self, stage: Stage) -> tuple[ExitCriterion, ...]:
        """The lines of one stage, in order."""
        return tuple(one for one in self.all() if one.stage is stage)

    def arrange(
        self, stage: Stage, lines: Sequence[tuple[str, str]], *, author: object | None = None
    ) -> tuple[ExitCriterion, ...]:
        """The list of a stage as the SE wants it: pairs of id ("" for a new line) and text.

        BadInput for a closed stage, too many lines, or one that is too long.
        """
        with self._desk.writing(author) as work:
            before = _own_list(work.conn)
            for criterion in arranged(stage, before, lines, work.new_id):
                statements.save(work.conn, criterion)
            work.announce(Noun.DEAL, "")
        return self.of_stage(stage)

    def put_back(self, stage: Stage, *, author: object | None = None) -> tuple[ExitCriterion, ...]:
        """The lines of a stage that come along, in the place of the SE's own."""
        return self.arrange(
            stage, [(one.id, one.text) for one in standard() if one.stage is stage], author=author
        )

    def show(
        self, deal_id: str, criterion_id: str, evidence: str, *, author: object | None = None
    ) -> ExitEvidence:
        """What shows that a deal meets a criterion; blank opens it again. NotFound for neither of the two."""
        with self._desk.writing(author) as work:
            deal_rows.get(work.conn, deal_id)
            if criterion_id not in {one.id for one in _own_list(work.conn)}:
                raise NotFound("This exit criterion is not on the list.", do="Choose one of the list.")
            found = statements.find_evidence(work.conn, deal_id, criterion_id)
            made = ExitEvidence(
                id=found.id if found else work.new_id(),
                deal_id=deal_id,
                criterion_id=criterion_id,
                evidence=evidence.strip(),
                changed_at=work.now,
            )
            statements.save_evidence(work.conn, made)
            work.announce(Noun.DEAL, deal_id, deal_id)
        return made

    def of_deal(self, deal_id: str) -> tuple[Standing, ...]:
        """Every criterion as the deal stands to it. NotFound where there is no such deal."""
        with self._desk.reading() as conn:
            deal_rows.get(conn, deal_id)
            return standings(_list(conn), statements.evidence_of(conn, deal_id))

    def open_before(self, deal_id: str, to: Stage) -> tuple[Standing, ...]:
        """What is open where the deal would move to ``to`` now; it may move all the same."""
        with self._desk.reading() as conn:
            now = deal_rows.get(conn, deal_id).stage
            found = standings(_list(conn), statements.evidence_of(conn, deal_id))
        return open_before(found, now, to)

    def named(self, deal_id: str, name: str) -> Standing:
        """By id or a unique part of its text; of the deal's stage where the words fit several."""
        found = self.of_deal(deal_id)
        here = of_stage(found, self._desk.deals.get(deal_id).stage)
        by_id = {one.criterion.id: one for one in found}
        fits = [one for one in here if name.casefold() in one.criterion.text.casefold()]
        among = fits if len(fits) == 1 else found
        titles = tuple((one.criterion.id, one.criterion.text) for one in among)
        return by_id[pick(name, titles, "exit criterion")]


def _list(conn: Connection) -> tuple[ExitCriterion, ...]:
    return statements.all_criteria(conn) or standard()


def _own_list(conn: Connection) -> tuple[ExitCriterion, ...]:
    """The list as rows, so that evidence has something to hang on: the standard one is written down."""
    found = statements.all_criteria(conn)
    for criterion in () if found else standard():
        statements.save(conn, criterion)
    return found or standard()
