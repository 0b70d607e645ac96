"""Exit criteria: what the SE wants to have seen before a deal leaves a stage (PRODUCT, part 1).

The list belongs to the desk and holds for every deal; the evidence belongs to a deal. An open criterion is
said aloud when the deal moves on, and stops nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from se_desk.domain.deals import Stage
from se_desk.domain.errors import BadInput
from se_desk.domain.moments import count
from se_desk.domain.titles import title_of

STAGES = tuple(stage for stage in Stage if stage is not Stage.CLOSED)  # a closed deal leaves nothing
MOST = 12  # criteria of one stage; more are not read


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitCriterion:
    """One line of the SE's list. ``dropped``: off the list; what was evidenced under it stays."""

    id: str
    stage: Stage
    position: int
    text: str
    dropped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitEvidence:
    """What shows that a deal meets a criterion; blank leaves it open."""

    id: str
    deal_id: str
    criterion_id: str
    evidence: str = ""
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """A criterion as one deal stands to it."""

    criterion: ExitCriterion
    evidence: str = ""

    @property
    def is_open(self) -> bool:
        """Nothing shows yet that it is met."""
        return not self.evidence


def standings(criteria: Iterable[ExitCriterion], evidence: Iterable[ExitEvidence]) -> tuple[Standing, ...]:
    """Every criterion of the list in the order of the sale; one off the list only where it has evidence."""
    known = {one.criterion_id: one.evidence for one in evidence if one.evidence.strip()}
    found = [Standing(one, known.get(one.id, "")) for one in criteria if not one.dropped or one.id in known]
    return tuple(sorted(found, key=lambda one: (STAGES.index(one.criterion.stage), one.criterion.position)))


def of_stage(found: Iterable[Standing], stage: Stage) -> tuple[Standing, ...]:
    """Those of one stage."""
    return tuple(one for one in found if one.criterion.stage is stage)


def open_before(found: Iterable[Standing], now: Stage, to: Stage) -> tuple[Standing, ...]:
    """What is open when a deal moves from ``now`` to ``to``: of every stage that it leaves behind.

    Nothing where it moves back, or stays.
    """
    order = list(Stage)
    left = order[order.index(now) : order.index(to)]
    return tuple(one for one in found if one.criterion.stage in left and one.is_open)


def open_words(left: Sequence[Standing]) -> str:
    """``2 exit criteria are open: a number of theirs; a day.`` Empty where none is."""
    if not left:
        return ""
    many = f"{count(len(left), 'exit criterion', 'exit criteria')} {'is' if len(left) == 1 else 'are'} open"
    return f"{many}: {'; '.join(one.criterion.text.rstrip('.') for one in left)}."


def met_words(found: Sequence[Standing]) -> str:
    """``1 of 3 exit criteria``, the number with evidence; empty where the stage has none."""
    met = sum(not one.is_open for one in found)
    return f"{met} of {count(len(found), 'exit criterion', 'exit criteria')}" if found else ""


def arranged(
    stage: Stage,
    before: Iterable[ExitCriterion],
    lines: Sequence[tuple[str, str]],
    make_id: Callable[[], str],
) -> tuple[ExitCriterion, ...]:
    """The stage's list after the SE edited it: ``lines`` are id and text, an empty id for a new one.

    What is no longer named is dropped; blank lines are left out. BadInput for too many lines, one that is too
    long, or a stage that nobody leaves.
    """
    if stage not in STAGES:
        raise BadInput("A closed deal leaves no stage.", do="Choose another stage.")
    said = [(key, title_of(text, "criterion")) for key, text in lines]
    said = [(key, text) for key, text in said if text]
    if len(said) > MOST:
        raise BadInput(f"A stage has room for {MOST} exit criteria.", do="Keep those you would act on.")
    old = {one.id: one for one in before if one.stage is stage}
    kept = [
        ExitCriterion(id=key if key in old else make_id(), stage=stage, position=place, text=text)
        for place, (key, text) in enumerate(said, 1)
    ]
    ids = {one.id for one in kept}
    return (*kept, *(replace(one, dropped=True) for one in old.values() if one.id not in ids))
