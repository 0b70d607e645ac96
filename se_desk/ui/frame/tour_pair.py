"""The tour's rows of SE and AE: fields and versions of the charter, how it goes, what stands between."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QListView

from se_desk.domain.partners import Partner
from se_desk.ui.frame.tour_pages import story_deal
from se_desk.ui.frame.tour_rows import Act, Row
from se_desk.ui.frame.tour_stage import Stage, TourStopped
from se_desk.ui.kit import wishes
from se_desk.ui.kit.wishes import Place, Wish


def _partner_of(stage: Stage) -> Partner:
    partner = story_deal(stage).partner
    if partner is None:
        raise TourStopped("The sample's story has no account executive.")
    return partner


def _tab(tab: str) -> Act:
    def act(stage: Stage) -> None:
        stage.clear()
        stage.go(Place("partner", _partner_of(stage).id, tab))

    return act


def _clause(kind: str) -> Act:
    """The charter with a clause of this kind in front."""

    def act(stage: Stage) -> None:
        _tab("charter")(stage)
        lists = [each for each in stage.page.findChildren(QListView) if each.accessibleName() == "Clauses"]
        versions = stage.desk.charters.versions(_partner_of(stage).id)
        kinds = [clause.kind.value for clause in stage.desk.charters.clauses(versions[-1].id)]
        lists[0].setCurrentIndex(lists[0].model().index(kinds.index(kind), 0))
        stage.settle()

    return act


def _versions(stage: Stage) -> None:
    """Two versions side by side, from the menu beside Export."""
    _tab("charter")(stage)
    stage.press("More to do with the charter")
    menu = QApplication.activePopupWidget()
    for action in menu.actions() if menu is not None else ():
        if menu is not None and action.text().startswith("Compare"):
            menu.close()
            action.trigger()
            stage.settle()
            return
    raise TourStopped("The charter has no versions to compare.")


def _leaves(stage: Stage) -> None:
    _tab("charter")(stage)
    stage.pick("Export", "PDF")


def _scrub(stage: Stage) -> None:
    """The half hour with the AE of the story, one deal decided."""
    from se_desk.domain.scrubs import Decision

    partner = _partner_of(stage)
    stage.clear()
    scrub = stage.desk.scrubs.begin(partner.id)
    agenda = stage.desk.scrubs.agenda(partner.id)
    stage.desk.scrubs.decide(scrub.id, agenda[-1].deal.id, Decision.KEEP)
    stage.go(Place("scrub", scrub.id))


def _over_story(make: type[wishes.RecordRequest | wishes.MarkNotReady]) -> Act:
    def act(stage: Stage) -> None:
        stage.clear()
        wish: Wish = make(story_deal(stage).deal.id)
        stage.wish(wish)

    return act


ROWS = (
    Row("charter-roles", "Roles are fields that a huddle starts with", _clause("roles")),
    Row("charter-thresholds", "Thresholds are fields that gates follow", _clause("thresholds")),
    Row("charter-versions", "Two versions side by side", _versions),
    Row("charter-leaves", "What leaves is shown before it leaves", _leaves),
    Row("how-it-goes", "Each measured clause, with the calls behind it", _tab("goes")),
    Row("scrubs", "The scrubs with one of them", _tab("scrubs")),
    Row("scrub", "The half hour: every open deal, one decision each", _scrub),
    Row("requests", "What one of them asked for, and the answers", _tab("requests")),
    Row("between-us", "What waits, what differs, what is not ready", _tab("between")),
    Row("request", "A request of the AE is recorded", _over_story(wishes.RecordRequest)),
    Row("not-ready", "A deal is not ready for technical investment", _over_story(wishes.MarkNotReady)),
)
