"""The tour's rows of plan and field: exit criteria, strategy, what goes to product, papers."""

from __future__ import annotations

from se_desk.domain.deals import Outcome, Stage
from se_desk.services.deals import DealView
from se_desk.ui.deals.page import DealPage
from se_desk.ui.deals.product_page import ProductPage
from se_desk.ui.deals.strategy_page import StrategyPage
from se_desk.ui.frame import tour_stage
from se_desk.ui.frame.tour_pages import story_deal
from se_desk.ui.frame.tour_rows import Act, Row
from se_desk.ui.frame.tour_stage import TourStopped
from se_desk.ui.kit import wishes
from se_desk.ui.kit.wishes import Place


def _move(stage: tour_stage.Stage) -> None:
    """A deal that is asked to go on while its stage has open criteria."""
    found = next(view for view in _running(stage) if view.deal.stage is Stage.DISCOVERY)
    stage.clear()
    stage.go(Place("deal", found.deal.id, "timeline"))
    page = stage.page
    if not isinstance(page, DealPage):
        raise TourStopped("The page of the deal did not open.")
    page.header.stageRequested.emit(Stage.DEMO)
    stage.settle()


def _running(stage: tour_stage.Stage) -> tuple[DealView, ...]:
    return stage.desk.deals.views(active=True)


def _list(stage: tour_stage.Stage) -> None:
    stage.clear()
    stage.wish(wishes.ArrangeExitCriteria("poc"))


def _strategy(stage: tour_stage.Stage) -> None:
    stage.clear()
    stage.go(Place("strategy", story_deal(stage).deal.id))


def _history(stage: tour_stage.Stage) -> None:
    _strategy(stage)
    page = stage.page
    if not isinstance(page, StrategyPage):
        raise TourStopped("The strategy did not open.")
    page.history.click()
    stage.settle()


def _product(tab: str) -> Act:
    def act(stage: tour_stage.Stage) -> None:
        stage.clear()
        stage.go(Place("product", "", tab))

    return act


def _roll_up(stage: tour_stage.Stage) -> None:
    _product("asks")(stage)
    page = stage.page
    if not isinstance(page, ProductPage) or not page.export_page():
        raise TourStopped("There is no roll-up of asks.")
    stage.settle()


def _insight(stage: tour_stage.Stage) -> None:
    stage.clear()
    stage.wish(wishes.HearInsight(story_deal(stage).deal.id))


def _review(stage: tour_stage.Stage) -> None:
    stage.clear()
    stage.go(Place("paper", f"review:{story_deal(stage).deal.id}"))


def _autopsy(stage: tour_stage.Stage) -> None:
    """Of the lost deal that ended last."""
    lost = [view.deal for view in stage.desk.deals.views() if view.deal.outcome is Outcome.LOST]
    last = max(lost, key=lambda deal: (deal.outcome_on or deal.came_on, deal.id))
    stage.clear()
    stage.go(Place("paper", f"autopsy:{last.id}"))


def _impact(stage: tour_stage.Stage) -> None:
    stage.clear()
    stage.go(Place("paper", "impact:this"))


ROWS = (
    Row("deal-moves-on", "What a stage leaves open is said before a deal moves on", _move),
    Row("exit-criteria", "The SE’s own exit criteria", _list),
    Row("strategy", "The strategy of a deal, written with the AE", _strategy),
    Row("strategy-history", "What the strategy said before", _history),
    Row("product-asks", "The same wish of several customers is one line", _product("asks")),
    Row("product-roll-up", "What product managers get is shown first", _roll_up),
    Row("field-insights", "What the market does", _product("insights")),
    Row("insight", "A field insight is noted", _insight),
    Row("paper-review", "A deal review for a manager", _review),
    Row("paper-autopsy", "The autopsy of a lost deal", _autopsy),
    Row("paper-impact", "The impact record of a quarter", _impact),
)
